import { famousFormats, famousGpus, famousModels } from './fame.ts'
import { atomsOf, isDigit, keyOf, normalise } from './find-atoms.ts'
import { oneEditApart } from './find-near.ts'
import { weightFormats } from './formats.ts'
import { gpus } from './gpus.ts'
import { models } from './models.ts'

export type SuggestKind = 'model' | 'gpu' | 'format'

export interface Suggestion {
  /** To be shown. */
  readonly name: string
  /** To be put into the question: it is read as this row and nothing else. */
  readonly value: string
}

/** As many as a list can show. */
const most = 25

interface Candidate {
  readonly suggestion: Suggestion
  /** 0…1; 1 for the most famous. */
  readonly fame: number
  /** Years since 2000, for what is not famous. */
  readonly year: number
}

interface Index {
  readonly candidates: readonly Candidate[]
  /** Candidates in order of what is offered before anything is typed. */
  readonly opening: readonly Candidate[]
  /** Every spelling's key, ascending, and whose it is; `own` where it is the name itself. */
  readonly keys: readonly { readonly key: string; readonly candidate: number; readonly own: boolean }[]
  /** Candidates by each word or number of their names. */
  readonly words: ReadonlyMap<string, readonly number[]>
}

interface Row {
  readonly suggestion: Suggestion
  readonly spellings: readonly string[]
  readonly released?: string | undefined
}

function rowsOf(kind: SuggestKind): { readonly rows: readonly Row[]; readonly famous: readonly string[] } {
  switch (kind) {
    case 'model':
      return {
        rows: models.map(({ id, aliases, released }) => {
          const name = id.slice(id.indexOf('/') + 1)
          return { suggestion: { name, value: id }, spellings: [name, id, ...aliases], released }
        }),
        famous: famousModels,
      }
    case 'gpu':
      return {
        rows: gpus.map(({ id, name, aliases, released }) => ({
          suggestion: { name, value: id },
          spellings: [id, name, ...aliases],
          released,
        })),
        famous: famousGpus,
      }
    case 'format':
      return {
        rows: weightFormats.map(({ name }) => ({ suggestion: { name, value: name }, spellings: [name] })),
        famous: famousFormats,
      }
  }
}

function indexOf(kind: SuggestKind): Index {
  const { rows, famous } = rowsOf(kind)
  const candidates: Candidate[] = []
  const keys: { key: string; candidate: number; own: boolean }[] = []
  const words = new Map<string, Set<number>>()
  for (const [candidate, { suggestion, spellings, released }] of rows.entries()) {
    const place = famous.indexOf(suggestion.value)
    candidates.push({
      suggestion,
      fame: place < 0 ? 0 : 1 - place / (2 * famous.length),
      year: Number((released ?? '2020').slice(0, 4)) - 2000,
    })
    const seen = new Set<string>()
    for (const [nth, spelling] of spellings.entries()) {
      const text = normalise(spelling)
      const key = keyOf(text)
      if (seen.has(key)) continue
      seen.add(key)
      keys.push({ key, candidate, own: nth === 0 })
      for (const atom of atomsOf(text)) {
        if (atom.kind === 'sign') continue
        const having = words.get(atom.text) ?? new Set()
        words.set(atom.text, having.add(candidate))
      }
    }
  }
  keys.sort((a, b) => (a.key < b.key ? -1 : 1))
  return {
    candidates,
    opening: [...candidates].sort(byFame),
    keys,
    words: new Map([...words].map(([word, having]) => [word, [...having]])),
  }
}

function byFame(a: Candidate, b: Candidate): number {
  return b.fame - a.fame || b.year - a.year || a.suggestion.name.length - b.suggestion.name.length
}

const indexes = new Map<SuggestKind, Index>()

function index(kind: SuggestKind): Index {
  const made = indexes.get(kind) ?? indexOf(kind)
  indexes.set(kind, made)
  return made
}

/** What a name is worth that begins with what was typed, or whose words do, or nearly do. */
const worth = { ownBeginning: 100, beginning: 80, words: 40 }
const longestTyped = 60

/**
 * The 25 names that are most likely being typed, best first: those that begin with it, then those all of whose typed words begin one of
 * theirs, a slip of one letter forgiven; the famous and the new first among equals. Under a millisecond.
 */
export function suggest(typed: string, kind: SuggestKind): readonly Suggestion[] {
  const { candidates, opening, keys, words } = index(kind)
  const text = normalise(typed.slice(0, longestTyped)).trim()
  if (text === '') return opening.slice(0, most).map(({ suggestion }) => suggestion)
  const scores = new Map<number, number>()
  const better = (candidate: number, score: number) => scores.set(candidate, Math.max(score, scores.get(candidate) ?? 0))
  const key = keyOf(text)
  for (let at = firstFrom(keys, key); keys[at]?.key.startsWith(key) === true; at++) {
    const entry = keys[at]
    if (entry !== undefined) better(entry.candidate, entry.own ? worth.ownBeginning : worth.beginning)
  }
  for (const [candidate, score] of byWords(words, text, shortestSlip)) better(candidate, worth.words + score)
  if (scores.size === 0) for (const [candidate, score] of byWords(words, text, 3)) better(candidate, score)
  return [...scores]
    .flatMap(([candidate, score]) => {
      const row = candidates[candidate]
      return row === undefined ? [] : [{ row, score: score + 30 * row.fame + 0.1 * row.year }]
    })
    .sort((a, b) => b.score - a.score || byFame(a.row, b.row))
    .slice(0, most)
    .map(({ row }) => row.suggestion)
}

/** The place of the first key not before `key`. */
function firstFrom(keys: Index['keys'], key: string): number {
  let [low, high] = [0, keys.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((keys[middle]?.key ?? '') < key) low = middle + 1
    else high = middle
  }
  return low
}

/** Candidates with a word for each typed word, and how well they fit: 3 for the word itself, 2 for its beginning, 1 for a slip. */
function byWords(words: Index['words'], text: string, slip: number): ReadonlyMap<number, number> {
  let all: Map<number, number> | undefined
  for (const { kind, text: typed } of atomsOf(text).slice(0, mostAtoms)) {
    if (kind === 'sign') continue
    const fits = new Map<number, number>()
    for (const [word, having] of words) {
      const fit = fitOf(typed, word, slip)
      if (fit === 0) continue
      for (const candidate of having) if (fit > (fits.get(candidate) ?? 0)) fits.set(candidate, fit)
    }
    const before = all
    all = new Map(
      [...fits].flatMap(([candidate, fit]) => {
        const sum = before === undefined ? 0 : before.get(candidate)
        return sum === undefined ? [] : [[candidate, sum + fit] as const]
      }),
    )
  }
  return all ?? new Map()
}

/** Characters from which a slip is forgiven; shorter ones, and numbers, only where nothing is found without. */
const shortestSlip = 4
const mostAtoms = 8

function fitOf(typed: string, word: string, slip: number): number {
  if (word === typed) return 3
  if (word.startsWith(typed)) return 2
  const isNumber = isDigit(typed.charCodeAt(0))
  if (typed.length < (isNumber ? slip + 1 : slip) || (isNumber && slip === shortestSlip)) return 0
  for (const length of [typed.length - 1, typed.length, typed.length + 1]) if (oneEditApart(typed, word.slice(0, length))) return 1
  return 0
}
