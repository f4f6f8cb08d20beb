import type { Atom } from '../catalog/find-atoms.ts'
import { modelIndex, nameFillers } from '../catalog/names.ts'
import type { ModelLexeme } from './lexeme.ts'

/** A model of the catalog at an atom. */
export function readModel(atoms: readonly Atom[], at: number): { lexeme: ModelLexeme; to: number } | undefined {
  const found = modelIndex().longest(atoms, at, nameFillers)
  // A bare size is a size, though 671b has an owner.
  if (found === undefined || /^\d+b$/.test(found.key)) return undefined
  const { sizeB, activeB } = sizesIn(atoms, at, found.to)
  return {
    lexeme: { tag: 'model', model: found.value, key: found.key, sizeB, activeB, from: at, to: found.to, glued: atoms[at]?.glued ?? false },
    to: found.to,
  }
}

/** Billions of parameters: sizes beyond these are of no model anybody runs, and nothing further on takes them. */
export function isModelSize(sizeB: number): boolean {
  return sizeB >= 0.001 && sizeB <= 20_000
}

/** Letters of sizes, in billions. */
export const billions: ReadonlyMap<string, number> = new Map([
  ['b', 1],
  ['m', 1e-3],
  ['t', 1e3],
])

/** Billions of parameters written in a name, all and per token. */
export function sizesIn(atoms: readonly Atom[], from: number, to: number): { sizeB: number | null; activeB: number | null } {
  let sizeB: number | null = null
  let activeB: number | null = null
  for (let i = from; i + 1 < to; i++) {
    const atom = atoms[i]
    const unit = atoms[i + 1]
    const factor = unit?.kind === 'word' ? billions.get(unit.text) : undefined
    if (atom?.kind !== 'number' || factor === undefined || (unit?.glued === false && unit.text !== 'b')) continue
    // A name's 1m is its context: `qwen2.5-14b-1m`.
    if (unit?.text === 'm' && atom.value < 10) continue
    const letter = atom.glued ? atoms[i - 1]?.text : undefined
    const decimal = atoms[i + 2]?.kind === 'number' && atoms[i + 2]?.glued === true && i + 2 < to ? (atoms[i + 2]?.value ?? 0) / 10 : 0
    const value = (joinedDecimal(atoms, i) ?? atom.value) + (decimal < 1 ? decimal : 0)
    if (letter === 'a') activeB = rounded(value * factor)
    else if (letter !== 'x' && letter !== 'e') sizeB ??= rounded(value * factor)
  }
  return { sizeB, activeB }
}

/** 9 / 1000 and not 0.009000000000000001. */
export function rounded(value: number): number {
  return Math.round(value * 1e9) / 1e9
}

/** `1_8b` in repository names is 1.8b. */
function joinedDecimal(atoms: readonly Atom[], at: number): number | undefined {
  const before = atoms[at - 2]
  if (atoms[at - 1]?.text !== '_' || before?.kind !== 'number' || before.glued) return undefined
  return Number(`${before.text}.${atoms[at]?.text ?? ''}`)
}
