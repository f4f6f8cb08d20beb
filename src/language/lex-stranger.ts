import type { Atom } from '../catalog/find-atoms.ts'
import { families, misspeltFamily } from '../catalog/names.ts'
import { readGpu } from './lex-gpu.ts'
import { isModelSize, readModel, sizesIn } from './lex-model.ts'
import type { Read } from './lexeme.ts'
import { spelling } from './spelling.ts'
import { vocabulary } from './vocabulary.ts'
import { unlistedFamilies } from './words/noise.ts'

const joints = new Set(['-', '_', ':', '.', '/', '@', '+'])
/** Atoms of the longest name looked at. */
const longestRun = 40

/**
 * A name no row has that says its own size: `carnice-9b-w8a16`, `some-org/weird-30b-a3b`, `foo-model-13b`. It ends where its format, or a
 * card, begins. A listed model of a size inside is read by itself; a name that is all plain words is no name.
 */
export function readStranger(atoms: readonly Atom[], at: number): Read | undefined {
  const end = runEnd(atoms, at)
  const size = lastSize(atoms, at, end)
  if (size === undefined || !isStrange(atoms, at, size)) return undefined
  for (let i = at; i < size; i++) {
    const atom = atoms[i]
    if (atom?.kind === 'sign') continue
    if ((readModel(atoms, i)?.lexeme.sizeB ?? null) !== null || readGpu(atoms, i) !== undefined) return undefined
  }
  return strangerAt(atoms, at, nameEnd(atoms, size, end))
}

/** The name from `at` up to `to` with the sizes in it. */
export function strangerAt(atoms: readonly Atom[], at: number, to: number): Read | undefined {
  const { sizeB, activeB } = sizesIn(atoms, at, to)
  if (sizeB === null || !isModelSize(sizeB) || (activeB !== null && !(activeB > 0 && activeB <= sizeB))) return undefined
  const glued = atoms[at]?.glued ?? false
  return { lexeme: { tag: 'stranger', text: spelling(atoms, at, to), sizeB, activeB, from: at, to, glued }, to }
}

/** What is written together with the atom at `at`. */
export function runEnd(atoms: readonly Atom[], at: number): number {
  let to = at + 1
  while (to < atoms.length && to < at + longestRun) {
    const atom = atoms[to]
    if (atom === undefined || !atom.glued || atom.kind === 'han' || (atom.kind === 'sign' && !joints.has(atom.text))) break
    to++
  }
  return to
}

/** The place behind the last size: `-9b`, `-30b-a3b`, `:7b`. */
function lastSize(atoms: readonly Atom[], at: number, end: number): number | undefined {
  let found: number | undefined
  for (let i = at + 1; i + 1 < end; i++) {
    const [before, number, unit, after] = [atoms[i - 1], atoms[i], atoms[i + 1], atoms[i + 2]]
    const billions = unit?.text === 'b' || (unit?.text === 'm' && (number?.value ?? 0) >= 10)
    if (number?.kind !== 'number' || !billions || before?.text === 'x') continue
    if (after?.glued === true && i + 2 < end && after.kind !== 'sign') continue
    found = i + 2
  }
  return found
}

/** At least one word is nobody's, and none is of another world (`black-forest-flux-12b`). */
function isStrange(atoms: readonly Atom[], at: number, size: number): boolean {
  let strange = false
  for (let i = at; i < size - 1; i++) {
    const atom = atoms[i]
    if (atom?.kind !== 'word' || atom.text.length < 2) continue
    const meaning = vocabulary().words.get(atom.text)
    if (meaning?.tag === 'off') return false
    strange ||= meaning === undefined && !isFamily(atom.text)
  }
  return strange
}

/** A family of the catalog, or a slip in one: whoever writes it means a listed model. */
function isFamily(word: string): boolean {
  return !unlistedFamilies.has(word) && (families().has(word) || misspeltFamily(word) !== undefined)
}

/** What belongs to a name behind its size: `-alpha`, `-instruct-v2`, up to its format (`-w8a16`), its file's ending or a card. */
export function nameEnd(atoms: readonly Atom[], size: number, end: number): number {
  let to = size
  for (let i = size; i < end; i++) {
    const atom = atoms[i]
    if (atom === undefined || atom.kind === 'sign') continue
    if (atom.kind === 'number' && atoms[i + 1]?.text === 'k') break
    const meaning = vocabulary().words.longest(atoms, i)?.value
    if (meaning?.tag === 'format' || meaning?.tag === 'runtime' || fileEndings.has(atom.text) || readGpu(atoms, i) !== undefined) break
    to = i + 1
  }
  return to
}

const fileEndings = new Set(['gguf', 'ggml', 'mlx', 'exl2', 'exl3', 'awq', 'gptq', 'bnb', 'safetensors', 'bit', 'int', 'fp'])
