import { type Atom, appendToKey, isDigit, isLetter, keyOf } from './find-atoms.ts'

/** What a name in running text was found to mean, and the atoms it covers: up to but not including `to`. */
interface Found<T> {
  readonly value: T
  readonly key: string
  readonly to: number
}

/** Longer keys are not looked up: no name has more atoms. */
const longestName = 18
const longestAtom = 40

/** Names of one or two letters and a number that are only a name when written together: "a 100 b" is no A100, "24 gb 10" no GB10. */
const gluedOnly: ReadonlySet<string> = new Set(['mi', 'gb', 'gh', 'gx', 'vr', 'iq', 'tq'])

/** Letters whose numbers are joined by a sign: "q4 1" is no Q4_1. */
const tight: ReadonlySet<string> = new Set(['q', 'iq', 'tq'])

interface Bucket<T> {
  readonly keys: Map<string, T>
  /** Characters of the longest key: no run of atoms longer than that is looked up. */
  readonly longest: number
}

/**
 * Names found as the longest run of atoms. Names are kept by their first atom and their keys made when a text first
 * has that atom, so that thousands of names cost a start of the program next to nothing.
 */
export class NameIndex<T> {
  /** Names whose keys are not made yet, by first atom. */
  readonly #pending = new Map<string, { readonly names: string[]; readonly values: T[] }>()
  readonly #buckets = new Map<string, Bucket<T>>()

  /** The first of two names with one key wins. All names are added before the first is looked for. */
  add(name: string, value: T): void {
    const first = firstAtom(name)
    const pending = this.#pending.get(first)
    if (pending === undefined) {
      this.#pending.set(first, { names: [name], values: [value] })
      return
    }
    pending.names.push(name)
    pending.values.push(value)
  }

  get(key: string): T | undefined {
    return this.#bucket(firstAtom(key))?.keys.get(key)
  }

  /** Whether a name that begins with the atom `first` has a key that begins with `prefix`. */
  hasPrefix(first: string, prefix: string): boolean {
    for (const key of this.#bucket(first)?.keys.keys() ?? []) if (key.startsWith(prefix)) return true
    return false
  }

  /** Whether a name begins with the atom. */
  begins(first: string): boolean {
    return this.#pending.has(first)
  }

  firstAtoms(): IterableIterator<string> {
    return this.#pending.keys()
  }

  *entries(): Generator<readonly [key: string, value: T]> {
    for (const first of this.#pending.keys()) yield* this.#bucket(first)?.keys ?? []
  }

  /** The longest name that starts at atom `from`; looks at no more than `longestName` atoms. Words in `skip` may stand inside. */
  longest(atoms: readonly Atom[], from: number, skip?: ReadonlySet<string>): Found<T> | undefined {
    const first = atoms[from]
    if (first === undefined || first.text.length > longestAtom) return undefined
    const bucket = this.#bucket(first.text)
    if (bucket === undefined) return undefined
    const { keys, longest } = bucket
    const glued = first.kind === 'word' && (first.text.length === 1 || gluedOnly.has(first.text))
    let best: Found<T> | undefined
    let key = ''
    let lean = ''
    const last = Math.min(atoms.length, from + longestName)
    for (let i = from; i < last; i++) {
      const atom = atoms[i]
      if (atom === undefined || atom.text.length > longestAtom || (i === from + 1 && glued && !atom.glued && atom.kind !== 'word')) break
      if (i > from && atom.kind === 'number' && !atom.glued && tight.has(first.text)) break
      const next = appendToKey(key, atom)
      if (next === undefined) break
      if (lean.length > longest || (skip === undefined && next.length > longest)) break
      const skipped = i > from && skip?.has(atom.text) === true
      if (!skipped) lean = appendToKey(lean, atom) ?? lean
      key = next
      if (atom.kind === 'sign' && atom.text !== '+') continue
      const whole = keys.get(key)
      const value = whole ?? (skipped || lean === key ? undefined : keys.get(lean))
      if (value !== undefined && endsHere(atoms, i)) best = { value, key: whole === undefined ? lean : key, to: i + 1 }
    }
    return best
  }

  #bucket(first: string): Bucket<T> | undefined {
    const made = this.#buckets.get(first)
    if (made !== undefined) return made
    const pending = this.#pending.get(first)
    if (pending === undefined) return undefined
    const keys = new Map<string, T>()
    let longest = 0
    for (const [nth, value] of pending.values.entries()) {
      const key = keyOf(pending.names[nth] ?? '')
      if (keys.has(key)) continue
      keys.set(key, value)
      longest = Math.max(longest, key.length)
    }
    const bucket = { keys, longest }
    this.#buckets.set(first, bucket)
    return bucket
  }
}

/** Run of letters, or number, that a lower-case name begins with. */
function firstAtom(name: string): string {
  let i = 0
  if (isDigit(name.charCodeAt(0))) {
    while (isDigit(name.charCodeAt(i)) || (name[i] === '.' && isDigit(name.charCodeAt(i + 1)))) i++
    return name.slice(0, i)
  }
  while (isLetter(name.charCodeAt(i))) i++
  return name.slice(0, Math.max(i, 1))
}

/** A name does not end in the middle of a word: the next atom is apart, a sign, a plural s, or the x of a count (`A100x8`). */
function endsHere(atoms: readonly Atom[], at: number): boolean {
  const last = atoms[at]
  const next = atoms[at + 1]
  if (last === undefined || next === undefined || !next.glued) return true
  if (next.kind === 'sign' || next.kind === 'han' || last.kind === 'sign' || last.kind === 'han') return true
  const after = atoms[at + 2]
  // `4060ti16g`: what follows is its memory.
  if (next.kind === 'number') return after?.glued === true && (after.text === 'g' || after.text === 'gb')
  if (next.text === 's') return after === undefined || !after.glued || after.kind !== 'number'
  return next.text === 'x' && (after?.kind === 'number' || (after?.text === '-' && atoms[at + 3]?.kind === 'number'))
}
