/** Parts of the world people ask for, by what providers call their places. */
export const areas = ['us', 'canada', 'europe', 'uk', 'china', 'japan', 'korea', 'india', 'singapore', 'australia', 'brazil'] as const
export type Area = (typeof areas)[number]

/** The beginning of a provider's name of a place, or a word in it; what is more particular stands first. */
const marks: readonly (readonly [area: Area, marks: string])[] = [
  ['canada', 'canada ca-central ca-west ca-toronto ca-montreal northamerica-northeast montreal calgary toronto tor ca'],
  ['brazil', 'brazil sa-east southamerica-east brazilsouth saopaulo br'],
  ['uk', 'uk eu-west-2 europe-west2 uksouth ukwest london lon gb'],
  ['china', 'china cn hongkong ap-east-1 asia-east2 eastasia hk'],
  ['japan', 'japan ap-northeast-1 ap-northeast-3 asia-northeast1 asia-northeast2 japaneast japanwest tokyo osaka ap-tokyo ap-osaka jp'],
  ['korea', 'korea ap-northeast-2 asia-northeast3 koreacentral koreasouth seoul ap-seoul kr'],
  ['india', 'india ap-south-1 ap-south-2 asia-south1 asia-south2 centralindia southindia westindia mumbai ap-mumbai in'],
  ['singapore', 'singapore ap-southeast-1 asia-southeast1 southeastasia ap-singapore sgp sg'],
  [
    'australia',
    'australia ap-southeast-2 ap-southeast-4 australiaeast australiacentral australiasoutheast sydney ap-sydney melbourne syd au',
  ],
  [
    'europe',
    'eu europe europe-west europe-north europe-central europe-southwest westeurope northeurope francecentral francesouth germanywestcentral ' +
      'germanynorth swedencentral swedensouth switzerlandnorth switzerlandwest norwayeast norwaywest polandcentral italynorth spaincentral ' +
      'austriaeast belgiumcentral denmarkeast fin ice fr de nl se no fi pl es it at ch cz be is ie ro bg hu sk pt dk ee lv lt hr gr france ' +
      'germany finland norway sweden iceland netherlands poland spain italy ireland paris frankfurt amsterdam ams fra oslo stockholm warsaw',
  ],
  [
    'us',
    'us usa united-states eastus eastus2 westus westus2 westus3 centralus northcentralus southcentralus westcentralus nyc nyc1 nyc2 nyc3 sfo sfo1 ' +
      'sfo2 sfo3 ric1 atl1 chicago dallas desmoines newyork houston culpeper kansascity virginia oregon ohio texas california',
  ],
]

const known: ReadonlyMap<string, Area> = new Map(marks.flatMap(([area, words]) => words.split(' ').map((word) => [word, area])))

/** Where a provider's place is (`us-east-1`, `europe-west4`, `FIN-01`, `tokyo-japan-5`, `Sweden, SE`); undefined for one in no list. */
export function areaOf(place: string): Area | undefined {
  const words = place
    .toLowerCase()
    .split(/[\s,_/()-]+/)
    .filter(Boolean)
  // Longest beginning first: `ap-northeast-1` is Japan, `eu-west-2` the United Kingdom, `eu-west-1` Europe.
  for (let end = words.length; end > 0; end--) {
    const found = known.get(words.slice(0, end).join('-'))
    if (found !== undefined) return found
  }
  // Some end in a number (`us-central1`, `europe-west4`), some name the country last.
  const [first = ''] = words
  const bare = words.map((word) => word.replace(/\d+$/, ''))
  return (
    known.get(bare.join('-')) ??
    words
      .slice(1)
      .map((word) => known.get(word))
      .find(Boolean) ??
    known.get(first.replace(/\d+$/, ''))
  )
}
