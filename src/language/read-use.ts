import type { Atom } from '../catalog/find-atoms.ts'
import type { Question } from './question.ts'
import { rows, type Table } from './words/meanings.ts'
import { preferTable, useTable } from './words/uses.ts'

/** Phrases as atoms joined, so that "写代码" and "multi - modal" are one each. */
function phrasesOf<Value extends string>(table: Table<Value>): ReadonlyMap<string, Value> {
  return new Map([...rows(table)].map(([value, phrase]) => [phrase.replaceAll(' ', '').replaceAll('-', ''), value]))
}

const uses = phrasesOf(useTable)
const preferences = phrasesOf(preferTable)
/** Atoms of the longest phrase. */
const longest = 6

function first<Value>(phrases: ReadonlyMap<string, Value>, words: readonly string[]): Value | null {
  for (let from = 0; from < words.length; from++) {
    let joined = ''
    let found: Value | undefined
    for (const word of words.slice(from, from + longest)) {
      joined += word
      found = phrases.get(joined) ?? found
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
