import type { Atom } from './find-atoms.ts'

/** Names people use that no row lists, and the listed name each stands for. */
export const modelNicknames: readonly (readonly [string, string])[] = [
  ['8x7b', 'mixtral 8x7b'],
  ['8x22b', 'mixtral 8x22b'],
  ['command r plus 104b', 'command r+ 104b'],
  ['dsv4', 'deepseek v4'],
  ['dsv3', 'deepseek v3'],
  ['ds r1', 'deepseek r1'],
  ['ds v3', 'deepseek v3'],
  // Of these sizes only its students are; a 70B may be the 67B as well.
  ...['1.5b', '8b', '14b', '32b'].map((size) => [`deepseek ${size}`, `deepseek r1 ${size}`] as const),
  ['chatglm2', 'chatglm2 6b'],
  ['chatglm3', 'chatglm3 6b'],
]

export const gpuNicknames: readonly (readonly [string, string])[] = [
  ['a6000 ada', 'rtx 6000 ada'],
  ['rtx a6000 ada', 'rtx 6000 ada'],
  ...['2000', '4000', '4500', '5000'].flatMap((size) => ['', 'rtx '].map((make) => [`${make}a${size} ada`, `rtx ${size} ada`] as const)),
  ...['m1', 'm2', 'm3', 'm4'].flatMap((chip) => ['max', 'ultra'].map((kind) => [`${kind} ${chip}`, `${chip} ${kind}`] as const)),
  ...['3060', '3070', '3080', '4050', '4060', '4070', '4080', '4090', '5070', '5080', '5090'].map(
    (card) => [`mobile ${card}`, `${card} laptop`] as const,
  ),
  ['rtx 4000 ada sff', 'rtx 4000 sff ada'],
  ['910b2', 'ascend 910b'],
  ['910b3', 'ascend 910b'],
  ['910b4', 'ascend 910b'],
  ['ascend 910b3', 'ascend 910b'],
  ['ai max 395+', 'strix halo'],
  ['amd 395', 'strix halo'],
  ['ai 395', 'strix halo'],
  ['ryzen ai 395', 'strix halo'],
  ['ai max+ 395', 'strix halo'],
  ['ryzen ai max 395+', 'strix halo'],
  ['ryzen ai max+ 395+', 'strix halo'],
  ['9700 pro', 'r9700'],
  ['titan x pascal', 'titan xp'],
  ['v100s', 'v100 pcie 32gb'],
  ['gh 200', 'gh200'],
  ['jetson', 'jetson orin'],
  ['orin agx', 'agx orin'],
  ['rtx pro 6000 max q', 'rtx pro 6000 maxq'],
]

/** Family names in other spellings; digits that follow stay ("dsv4" is deepseek v4). */
const words: ReadonlyMap<string, readonly string[]> = new Map([
  ['qianwen', ['qwen']],
  ['tongyiqianwen', ['qwen']],
  ['dsv', ['deepseek', 'v']],
  ['dsr', ['deepseek', 'r']],
  ['deepseekv', ['deepseek', 'v']],
  ['deepseekr', ['deepseek', 'r']],
])

const hanWords: ReadonlyMap<string, readonly string[]> = new Map([
  ['通义千问', ['qwen']],
  ['千问', ['qwen']],
  ['百川', ['baichuan']],
  ['混元', ['hunyuan']],
  ['书生浦语', ['internlm']],
  ['文心', ['ernie']],
  ['昇腾', ['ascend']],
  ['深度求索', ['deepseek']],
])
const hanStarts = new Map([...hanWords.keys()].map((word) => [word[0], word[0] === '书' || word[0] === '深' || word[0] === '通' ? 4 : 2]))

/** The atoms with family names in the catalog's spelling. */
export function respell(atoms: readonly Atom[]): readonly Atom[] {
  let out: Atom[] | undefined
  for (let i = 0; i < atoms.length; i++) {
    const atom = atoms[i]
    if (atom === undefined) break
    const { texts, length } = spelling(atoms, i, atom)
    if (texts !== undefined && out === undefined) out = atoms.slice(0, i)
    const end = atoms[i + length - 1]?.end ?? atom.end
    if (texts === undefined) out?.push(atom)
    else for (const [nth, text] of texts.entries()) out?.push({ ...atom, kind: 'word', text, end, glued: nth > 0 || atom.glued })
    i += length - 1
  }
  return out ?? atoms
}

interface Spelling {
  readonly texts: readonly string[] | undefined
  readonly length: number
}

const asItIs: Spelling = { texts: undefined, length: 1 }

function spelling(atoms: readonly Atom[], at: number, atom: Atom): Spelling {
  if (atom.kind === 'word') {
    // "ds-r1", "ds v3".
    const series = atoms[at + 1]?.text === '-' ? atoms[at + 2] : atoms[at + 1]
    const texts = words.get(atom.text) ?? (atom.text === 'ds' && (series?.text === 'r' || series?.text === 'v') ? ['deepseek'] : undefined)
    return texts === undefined ? asItIs : { texts, length: 1 }
  }
  const longest = atom.kind === 'han' ? hanStarts.get(atom.text) : undefined
  if (longest === undefined) return asItIs
  for (let length = longest; length >= 2; length -= 2) {
    let word = ''
    for (let i = at; i < at + length; i++) word += atoms[i]?.text ?? ''
    const texts = hanWords.get(word)
    if (texts !== undefined) return { texts, length }
  }
  return asItIs
}
