import type { Atom } from '../catalog/find-atoms.ts'
import type { Read } from './lexeme.ts'
import { spelling } from './spelling.ts'
import { vocabulary } from './vocabulary.ts'

const joints = new Set(['/', '.', ',', '_'])
const billions = new Set(['b', 'bn', 'billion'])
/** No malformed number goes on longer. */
const longest = 12

/** `1/2b`, `1.2.3b`, `0x7b`, `8x-7b`: several numbers in one word that begin like a size and are none. Its last number is not what was meant. */
export function readMalformedSize(atoms: readonly Atom[], at: number): Read | undefined {
  const first = atoms[at]
  const joint = atoms[at + 1]
  if (first === undefined || joint === undefined || !joint.glued || (first.glued && atoms[at - 1]?.text !== '(')) return undefined
  const times = joint.text === 'x'
  if (!(times || joints.has(joint.text))) return undefined
  const minus = times && atoms[at + 2]?.text === '-' && atoms[at + 2]?.glued === true
  if (times && !minus && first.value !== 0) return undefined
  if (isList(atoms, at)) return undefined
  let to = at + (minus ? 3 : 2)
  while (to < at + longest && isGluedNumber(atoms[to]) && atoms[to + 1]?.glued === true && joints.has(atoms[to + 1]?.text ?? '')) to += 2
  const unit = atoms[to + 1]
  if (!isGluedNumber(atoms[to]) || unit?.glued !== true || !billions.has(unit.text)) return undefined
  const after = atoms[to + 2]
  if (after?.glued === true && (after.kind === 'word' || after.kind === 'number')) return undefined
  return problem(atoms, at, to + 2, 'size')
}

/** `7/13b`, `7,13,30b`: sizes that share a unit, each above the one before. A half is no list. */
function isList(atoms: readonly Atom[], at: number): boolean {
  let size = atoms[at]?.value ?? 0
  if (!(size >= 3)) return false
  let i = at + 1
  while (i < at + longest && (atoms[i]?.text === '/' || atoms[i]?.text === ',') && isGluedNumber(atoms[i + 1])) {
    const next = atoms[i + 1]?.value ?? 0
    if (next <= size) return false
    size = next
    i += 2
  }
  return i > at + 1
}

function isGluedNumber(atom: Atom | undefined): boolean {
  return atom?.kind === 'number' && atom.glued
}

/** `x-3`, `*-2`: as many times as cannot be. */
export function readNegativeTimes(atoms: readonly Atom[], at: number): Read | undefined {
  const minus = atoms[at + 1]
  const unit = atoms[at + 3]
  if (minus?.text !== '-' || !minus.glued || !isGluedNumber(atoms[at + 2]) || (unit?.glued === true && unit.kind === 'word'))
    return undefined
  return problem(atoms, at, at + 3, 'count')
}

const nonNumbers = new Set(['nan', 'inf', 'infinity'])
const notOfSizes = new Set(['t', 'tok', 'token', 'tokens', 'tps', 'gb', 'g', 'tb', 'gpus', 'cards', 'nodes'])
const nonSizes = new Set(['nan', 'nanb', 'infb', 'infinityb', 'infinity'])

/** `nan ctx`, `infinity users`, `nanb`: no number, in the place of one. */
export function readNonNumber(atoms: readonly Atom[], at: number): Read | undefined {
  const word = atoms[at]?.text ?? ''
  if (nonNumbers.has(word)) {
    const speed = atoms[at + 2]?.text === '/' && atoms[at + 2]?.glued === true
    const slot = (speed ? undefined : slotOf(atoms, at + 1)) ?? slotOf(atoms, at - 1)
    if (slot !== undefined) return problem(atoms, at, at + 1, slot)
  }
  const after = atoms[at + 1]
  // "nan tok/s", "inf gb": no size, and nothing there is a slot to be wrong in.
  if (after?.kind === 'word' && !after.glued && notOfSizes.has(after.text)) return undefined
  return nonSizes.has(word) ? problem(atoms, at, at + 1, 'size') : undefined
}

function slotOf(atoms: readonly Atom[], at: number): 'context' | 'concurrency' | undefined {
  const meaning = vocabulary().words.longest(atoms, at)?.value
  if (meaning?.tag !== 'measure') return undefined
  if (meaning.value === 'users' || meaning.value === 'people' || meaning.value === 'batch') return 'concurrency'
  return meaning.value === 'context' || meaning.value === 'tokens' ? 'context' : undefined
}

function problem(atoms: readonly Atom[], at: number, to: number, slot: 'size' | 'count' | 'context' | 'concurrency'): Read {
  const glued = atoms[at]?.glued ?? false
  return { lexeme: { tag: 'problem', slot, text: spelling(atoms, at, to), from: at, to, glued }, to }
}
