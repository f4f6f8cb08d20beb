import type { Atom } from '../catalog/find-atoms.ts'
import type { Question } from './question.ts'
import { rows, type Table } from './words/meanings.ts'
import { preferTable, useTable } from './words/uses.ts'

interface Phrases<Value> {
  /** As atoms joined, so that "写代码" and "multi - modal" are one each. */
  readonly values: ReadonlyMap<string, Value>
  /** Their first characters: most words begin none. */
  readonly starts: ReadonlySet<string>
}

function phrasesOf<Value extends string>(table: Table<Value>): Phrases<Value> {
  const values = new Map([...rows(table)].map(([value, phrase]) => [phrase.replaceAll(' ', '').replaceAll('-', ''), value]))
  return { values, starts: new Set([...values.keys()].map((phrase) => phrase.charAt(0))) }
}

const uses = phrasesOf(useTable)
const preferences = phrasesOf(preferTable)
/** Atoms of the longest phrase. */
const longest = 6

function first<Value>({ values, starts }: Phrases<Value>, words: readonly string[]): Value | null {
  for (let from = 0; from < words.length; from++) {
    if (!starts.has(words[from]?.charAt(0) ?? '')) continue
    let joined = ''
    let found: Value | undefined
    for (let at = from; at < Math.min(words.length, from + longest); at++) {
      joined += words[at]
      found = values.get(joined) ?? found
    }
    if (found !== undefined) return found
  }
  return null
}

/** What a model that is not named is wanted for, and which of several: words that stand inside other phrases too ("best coding model"). */
export function readUse(atoms: readonly Atom[]): Pick<Question, 'use' | 'prefer'> {
  const words = atoms.filter(({ text }) => text !== '-').map(({ text }) => text)
  return { use: first(uses, words), prefer: first(preferences, words) }
}
