/** Those who rent out GPUs, as the price rows name them, by the words people use. */
const spellings: ReadonlyMap<string, string> = new Map([
  ...(
    'vastai runpod aws gcp crusoe verda azure lambda massedcompute novita salad akash hyperstack modal vultr tensordock paperspace digitalocean ' +
    'nebius civo coreweave jarvislabs scaleway oracle genesiscloud qubrid cudo together gpuhub thundercompute fluidstack gcore ovh replicate denvr ' +
    'cerebrium hotaisle koyeb akamai upcloud sfcompute'
  )
    .split(' ')
    .map((name) => [name, name] as const),
  ['vast', 'vastai'],
  ['vast.ai', 'vastai'],
  ['amazon', 'aws'],
  ['google', 'gcp'],
  ['datacrunch', 'verda'],
  ['lambdalabs', 'lambda'],
  ['亚马逊', 'aws'],
  ['谷歌云', 'gcp'],
  ['微软云', 'azure'],
])

/** The providers a text names, in its order, each once. */
export function providersIn(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[a-z.]+|\p{Script=Han}+/gu) ?? []
  const found = words.flatMap((word) => spellings.get(word) ?? spellings.get(word.endsWith('.') ? word.slice(0, -1) : '') ?? [])
  return [...new Set(found)]
}
