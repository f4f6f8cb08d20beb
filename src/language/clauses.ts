import type { Atom } from '../catalog/find-atoms.ts'
import { auxiliaries, greetings, interrogatives, subjects } from './words/aloud.ts'

/** A part of a text between commas, stops and ends of lines: atoms from `from` up to but not including `to`. */
export interface Clause {
  readonly from: number
  readonly to: number
  /** It ends in a question mark. */
  readonly marked: boolean
}

const stops: ReadonlySet<string> = new Set([',', '.', ';', ':', '!', '?', '(', ')', '-', '…', '~', '"', '|', '>'])
const joins: ReadonlySet<string> = new Set(['and', 'but'])
/** Glued on both sides they are part of a name: `llama.cpp`, `qwen2.5:7b`, `gpt-oss`. */
const joints: ReadonlySet<string> = new Set(['.', ':', '-', '>'])

/** The clauses of a normalised text. One pass. */
export function clausesOf(text: string, atoms: readonly Atom[]): readonly Clause[] {
  const clauses: Clause[] = []
  let from = 0
  for (const [at, atom] of atoms.entries()) {
    if (at > from && text.slice(atoms[at - 1]?.end, atom.start).includes('\n')) {
      clauses.push({ from, to: at, marked: false })
      from = at
    }
    // "what is imatrix and does it matter".
    if (at > from && joins.has(atom.text) && asksBehind(atoms, at)) {
      clauses.push({ from, to: at, marked: false })
      from = at
    }
    if (atom.kind !== 'sign' || !stops.has(atom.text) || (joints.has(atom.text) && atom.glued && atoms[at + 1]?.glued === true)) continue
    const last = clauses.at(-1)
    // "…??", "…) ?": a mark alone is of what stands before it.
    if (at === from && atom.text === '?' && last !== undefined) clauses[clauses.length - 1] = { ...last, marked: true }
    else if (at > from || atom.text === '?') clauses.push({ from, to: at, marked: atom.text === '?' })
    from = at + 1
  }
  if (from < atoms.length) clauses.push({ from, to: atoms.length, marked: false })
  return clauses
}

/** "… and does it matter", "… and why does everybody use it". */
function asksBehind(atoms: readonly Atom[], at: number): boolean {
  const [next, behind] = [atoms[at + 1]?.text ?? '', atoms[at + 2]?.text ?? '']
  return auxiliaries.has(next) ? subjects.has(behind) : interrogatives.has(next) && auxiliaries.has(behind)
}

/** The first atom of a clause behind what only greets or joins. */
export function beginningOf(atoms: readonly Atom[], { from, to }: Clause): number {
  let at = from
  while (at < to && greetings.has(atoms[at]?.text ?? '')) at++
  return at
}
