import type { Atom } from '../catalog/find-atoms.ts'
import { families, findModel, memberOfSize, misspeltFamily, modelIndex, nameFillers } from '../catalog/names.ts'
import { readGpu } from './lex-gpu.ts'
import { billions, isModelSize, readModel, rounded, sizesIn } from './lex-model.ts'
import { nameEnd, runEnd, strangerAt } from './lex-stranger.ts'
import type { Lexeme, Read } from './lexeme.ts'
import { spelling } from './spelling.ts'
import { vocabulary } from './vocabulary.ts'
import { formatLetters } from './words/formats.ts'
import { plainFamilies, unlistedFamilies, variants } from './words/noise.ts'

/** "deepseek's api or renting an H200 for v3": a version said apart from its family, which was named a little before. */
function readVersionApart(atoms: readonly Atom[], at: number): Read | undefined {
  const [letter, number] = [atoms[at], atoms[at + 1]]
  if ((letter?.text !== 'v' && letter?.text !== 'r') || number?.kind !== 'number' || !number.glued) return undefined
  for (let i = at - 1; i >= Math.max(0, at - farthest); i--) {
    const family = atoms[i]
    if (family?.kind !== 'word' || family.text.length < 3 || !families().has(family.text)) continue
    const key = `${family.text}${letter.text}${number.text}`
    const model = findModel(key)
    return model === undefined
      ? undefined
      : { lexeme: { tag: 'model', model, key, sizeB: null, activeB: null, from: at, to: at + 2, glued: letter.glued }, to: at + 2 }
  }
  return undefined
}

/** Atoms between a family and its version said apart. */
const farthest = 40

/** A family of the catalog without a size that is listed ("llama 2"), or with a version or size that is not (a problem). */
export function readFamily(atoms: readonly Atom[], at: number): Read | undefined {
  const atom = atoms[at]
  if (atom === undefined || atom.kind !== 'word' || atom.text.length > 20) return undefined
  const apart = readVersionApart(atoms, at)
  if (apart !== undefined) return apart
  if (families().has(atom.text) && !unlistedFamilies.has(atom.text)) {
    const tail = readTail(atoms, at + 1)
    if (plainFamilies.has(atom.text) && (!tail.joined || isNoVersion(atom.text, tail))) return undefined
    return variantOfSize(atoms, at, tail) ?? familyOrProblem(atoms, at, tail)
  }
  const tail = readTail(atoms, at + 1)
  if (unlistedFamilies.has(atom.text)) return strangerAt(atoms, at, tail.to) ?? problem(atoms, at, tail)
  if (tail.to === at + 1) return undefined
  const family = misspeltFamily(atom.text)
  if (family !== undefined) {
    const model = findModel(`${family} ${spelling(atoms, at + 1, tail.to)}`)
    if (model === undefined) return problem(atoms, at, tail)
    const lexeme: Lexeme = { tag: 'model', model, key: '', sizeB: tail.sizeB, activeB: null, from: at, to: tail.to, glued: atom.glued }
    return { lexeme, to: tail.to }
  }
  return undefined
}

/** "qwen3-omni 30b": not the 30B of the family, and in no list, or it would have been read before. */
function variantOfSize(atoms: readonly Atom[], at: number, { to, sizeB }: Tail): Read | undefined {
  const variant = atoms[to]?.text === '-' ? to + 1 : to
  if (sizeB !== null || !variants.has(atoms[variant]?.text ?? '')) return undefined
  const behind = readTail(atoms, variant + 1)
  return behind.sizeB === null ? undefined : strangerAt(atoms, at, nameEnd(atoms, behind.to, runEnd(atoms, behind.to - 1)))
}

interface Tail {
  readonly to: number
  readonly version: string
  readonly sizeB: number | null
  /** Something follows without a space. */
  readonly joined: boolean
}

const joints = new Set(['-', '_', ':', '.'])

/** Version and size after a family word: `2`, `-7b`, ` v1.5 13b`. */
function readTail(atoms: readonly Atom[], from: number): Tail {
  let to = from
  let version = ''
  let sizeB: number | null = null
  let joined = false
  for (let i = from; i < Math.min(atoms.length, from + 10); i++) {
    const atom = atoms[i]
    if (atom === undefined) break
    if (atom.kind === 'sign' && joints.has(atom.text) && atom.glued) continue
    if (atom.kind === 'word') {
      const wordy = nameFillers.has(atom.text) || (atom.text === 'v' && atoms[i + 1]?.glued === true && atoms[i + 1]?.kind === 'number')
      if (!wordy) break
      continue
    }
    if (atom.kind !== 'number') break
    const unit = atoms[i + 1]
    // The 1m of a name is its context.
    const factor = unit?.kind === 'word' && unit.glued && !(unit.text === 'm' && atom.value < 10) ? billions.get(unit.text) : undefined
    const glues = atom.glued
    if (factor !== undefined) {
      sizeB = rounded(atom.value * factor)
      joined ||= glues
      to = i + 2
      break
    }
    // A number apart is a version only where a size or nothing of its own follows: "llama 2 70b", not "llama 2 gpus".
    if (version !== '' || (!glues && !(atom.value < 10 && (endsPhrase(atoms, i + 1) || sizeFollows(atoms, i + 1) || isVersion(atoms, i)))))
      break
    if (unit?.glued === true && unit.kind === 'word') break
    version = atom.text
    joined ||= glues
    to = i + 1
  }
  return { to, version, sizeB, joined }
}

function endsPhrase(atoms: readonly Atom[], at: number): boolean {
  const next = atoms[at]
  return next === undefined || (next.kind === 'sign' && next.text !== '*' && next.text !== '-' && next.text !== '/')
}

/** "llama 2 q4 on 8gb", not "llama 2 gpus": a version of that family, and no count of what follows. */
function isVersion(atoms: readonly Atom[], at: number): boolean {
  const family = atoms[at - 1]
  if (family?.kind !== 'word' || !modelIndex().hasPrefix(family.text, family.text + (atoms[at]?.text ?? ''))) return false
  const next = vocabulary().words.longest(atoms, at + 1)?.value
  const counted =
    (next?.tag === 'measure' && next.value !== 'in') || (next?.tag === 'word' && next.value === 'maker') || atoms[at + 1]?.glued === true
  return !counted && atoms[at + 1]?.kind === 'word' && atoms[at + 1]?.text !== 'x' && readGpu(atoms, at + 1) === undefined
}

function sizeFollows(atoms: readonly Atom[], at: number): boolean {
  const i = atoms[at]?.kind === 'sign' ? at + 1 : at
  const unit = atoms[i + 1]
  return atoms[i]?.kind === 'number' && unit?.glued === true && billions.has(unit.text)
}

/** "ptuning v2": one letter and a number that is nobody's version. */
function isNoVersion(word: string, { version, sizeB }: Tail): boolean {
  return word.length === 1 && sizeB === null && !modelIndex().hasPrefix(word, `${word}${version}`)
}

function familyOrProblem(atoms: readonly Atom[], at: number, tail: Tail): Read {
  const word = atoms[at]?.text ?? ''
  const known =
    tail.version === '' || modelIndex().hasPrefix(word, `${word}${tail.version}`) || modelIndex().hasPrefix(word, `${word}v${tail.version}`)
  const member = tail.version === '' && tail.sizeB !== null ? memberOfSize(word, tail.sizeB) : undefined
  if (member !== undefined) {
    const place = { from: at, to: tail.to, glued: atoms[at]?.glued ?? false }
    return { lexeme: { tag: 'model', model: member, key: '', sizeB: tail.sizeB, activeB: null, ...place }, to: tail.to }
  }
  if (!known || tail.sizeB !== null) return problem(atoms, at, tail)
  const value = tail.version === '' ? word : `${word} ${tail.version}`
  return { lexeme: { tag: 'family', value, from: at, to: tail.to, glued: atoms[at]?.glued ?? false }, to: tail.to }
}

function problem(atoms: readonly Atom[], at: number, tail: Tail): Read {
  const text = spelling(atoms, at, tail.to)
  const size = tail.sizeB !== null && isModelSize(tail.sizeB) ? { sizeB: tail.sizeB } : {}
  return { lexeme: { tag: 'problem', slot: 'model', text, ...size, from: at, to: tail.to, glued: atoms[at]?.glued ?? false }, to: tail.to }
}

/** A repository that is not in the catalog: `foo/bar-7b`. A known model inside is left to be read by itself. */
export function readRepository(atoms: readonly Atom[], at: number, inAddress = false): Read | undefined {
  const slash = gluedSlash(atoms, at, inAddress)
  if (slash === undefined) return undefined
  let to = slash + 1
  let letters = 0
  let telling = false
  while (to < atoms.length && to < slash + 24 && atoms[to]?.glued === true && atoms[to]?.kind !== 'han') {
    const atom = atoms[to]
    if (atom?.kind === 'sign' && !joints.has(atom.text)) break
    if (atom?.kind === 'word') letters += atom.text.length
    telling ||= atom?.text === '-' || atom?.kind === 'number'
    to++
  }
  const org = spelling(atoms, at, slash)
  if (letters < 2 || !telling || org.length < 2 || to < slash + 3) return undefined
  for (let i = slash + 1; i < to; i++)
    if (readModel(atoms, i) !== undefined || readGpu(atoms, i) !== undefined) return skip(atoms, at, slash)
  if (sizesIn(atoms, slash + 1, to).sizeB === null) return problem(atoms, at, { to, version: '', sizeB: null, joined: true })
  return strangerAt(atoms, at, nameEnd(atoms, slash + 1, runEnd(atoms, at)))
}

function skip(atoms: readonly Atom[], at: number, slash: number): Read {
  return { lexeme: { tag: 'word', value: 'noise', from: at, to: slash + 1, glued: atoms[at]?.glued ?? false }, to: slash + 1 }
}

/** Endings of the hosts models are fetched from. */
const domains = new Set(['co', 'com', 'cn', 'ai', 'org', 'net', 'io'])

/** "hf.co/", "https://huggingface.co/": where a name was found, no part of it. A repository behind it is read as one. */
export function readAddress(atoms: readonly Atom[], at: number): Read | undefined {
  const scheme = (atoms[at]?.text === 'https' || atoms[at]?.text === 'http') && atoms[at + 1]?.text === ':' && atoms[at + 2]?.text === '/'
  let i = scheme ? at + 4 : at
  while (i < at + 12 && atoms[i]?.kind === 'word' && atoms[i + 1]?.text === '.' && atoms[i + 1]?.glued === true) i += 2
  if (i === (scheme ? at + 4 : at) || !domains.has(atoms[i]?.text ?? '') || atoms[i]?.glued !== true) return undefined
  const slash = atoms[i + 1]
  if (slash?.text !== '/' || !slash.glued) return undefined
  const repository = readModel(atoms, i + 2) === undefined ? readRepository(atoms, i + 2, true) : undefined
  return repository === undefined ? skip(atoms, at, i + 1) : { lexeme: { ...repository.lexeme, from: at }, to: repository.to }
}

function gluedSlash(atoms: readonly Atom[], at: number, inAddress: boolean): number | undefined {
  if (atoms[at]?.glued === true && !inAddress) return undefined
  for (let i = at + 1; i < Math.min(atoms.length, at + 8); i++) {
    const atom = atoms[i]
    if (atom === undefined || !atom.glued || atom.kind === 'han') return undefined
    if (atom.text === '/') return atoms[i + 1]?.glued === true ? i : undefined
    if (atom.kind === 'sign' && !joints.has(atom.text)) return undefined
  }
  return undefined
}

/** `int5`, `q11_k_m`: written like a format, and none. */
export function readUnknownFormat(atoms: readonly Atom[], at: number): Read | undefined {
  const atom = atoms[at]
  const number = atoms[at + 1]
  if (atom === undefined || !formatLetters.has(atom.text) || number?.kind !== 'number' || !number.glued || number.text.length > 6)
    return undefined
  let to = at + 2
  while (
    to < at + 8 &&
    atoms[to]?.glued === true &&
    (atoms[to]?.text === '_' || (atoms[to]?.kind === 'word' && (atoms[to]?.text.length ?? 9) <= 3))
  )
    to++
  return { lexeme: { tag: 'problem', slot: 'quant', text: spelling(atoms, at, to), from: at, to, glued: atom.glued }, to }
}
