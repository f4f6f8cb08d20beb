import type { Atom } from '../catalog/find-atoms.ts'

/** Words that questions are made of, as they are typed in haste. What names a thing is corrected where names are found. */
const table: readonly (readonly [word: string, typed: string])[] = [
  ['what', 'wat wut wot waht hwat whta'],
  ['whats', 'wats wuts wots'],
  ['which', 'wich whcih whihc wihch'],
  ['how', 'hwo hw'],
  ['much', 'mcuh muhc'],
  ['can', 'cna'],
  ['could', 'cud coud'],
  ['would', 'wud woud'],
  ['should', 'shud shoud'],
  ['does', 'deos dose'],
  ['need', 'ned nead'],
  ['recommend', 'recomend reccomend reccommend recommand'],
  ['requirements', 'requirments requirment reqs'],
  ['difference', 'diference differance diffrence'],
  ['explain', 'explane expain'],
  ['memory', 'memroy memmory'],
  ['vram', 'varm vrma'],
  ['hardware', 'hw'],
]

const meant: ReadonlyMap<string, string> = new Map(table.flatMap(([word, typed]) => typed.split(' ').map((slip) => [slip, word] as const)))
/** "wtf is …" asks; "wtf" alone exclaims. */
const oaths: ReadonlySet<string> = new Set(['wtf', 'wth', 'tf'])
const behindOaths: ReadonlySet<string> = new Set(['is', 'are', 'does', 'do'])

/** "wtf is", "w/ a 3090". */
function outOfPlace(word: string, next: string): string | undefined {
  if (word === 'w' && next === '/') return 'with'
  return oaths.has(word) && behindOaths.has(next) ? 'what' : undefined
}

/** The atoms with those words spelt out, each still where it stands in the text. */
export function spellOut(atoms: readonly Atom[]): readonly Atom[] {
  let out: Atom[] | undefined
  for (const [at, atom] of atoms.entries()) {
    if (atom.kind !== 'word' || atom.text.length > 12) continue
    const word = meant.get(atom.text) ?? outOfPlace(atom.text, atoms[at + 1]?.text ?? '')
    if (word === undefined) continue
    out ??= [...atoms]
    out[at] = { ...atom, text: word }
  }
  return out ?? atoms
}
