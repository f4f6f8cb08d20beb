import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { emptyQuestion, type Question } from '../../src/language/question.ts'
import { read } from '../support/read.ts'

interface Sentence {
  readonly id: string
  readonly text: string
  readonly intent: string
  /** What each slot must hold; of an array of names, one. What is not here is not said. */
  readonly slots: Readonly<Record<string, unknown>>
}

const sentences = readFileSync(new URL('sentences.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Sentence)

const slotsOfOurs = Object.keys(emptyQuestion).filter(
  (slot) => !['intent', 'language', 'confidence', 'unknown', 'problems', 'alternatives', 'device'].includes(slot),
)

/** A name says its size, and a silent text has no meaning in its slots. */
function mayBeSaid(slot: string, { slots, intent }: Sentence): boolean {
  return intent === 'none' || ((slot === 'paramsB' || slot === 'activeParamsB') && 'model' in slots)
}

function isLike(wanted: unknown, got: unknown): boolean {
  if (Array.isArray(wanted) && !Array.isArray(got)) return wanted.some((one) => isLike(one, got))
  if (typeof wanted === 'string' && typeof got === 'string') return wanted.toLowerCase() === got.toLowerCase()
  if (typeof wanted === 'number' && typeof got === 'number') return Math.abs(wanted - got) <= 0.03 * Math.abs(wanted)
  if (typeof wanted === 'object' && wanted !== null && typeof got === 'object' && got !== null) {
    // "a 4090" is one 4090, whichever way it is said.
    return (
      Object.entries(wanted).every(([key, value]) => {
        const held: unknown = (got as Record<string, unknown>)[key]
        return key === 'count' ? (value ?? 1) === (held ?? 1) : isLike(value, held)
      }) &&
      (!Array.isArray(wanted) || (Array.isArray(got) && wanted.length === got.length))
    )
  }
  return wanted === got
}

/** Every way in which a sentence is read otherwise than it means. */
function misread(sentence: Sentence): string[] {
  const question: Question = read(sentence.text)
  const got = question as unknown as Record<string, unknown>
  const wrong = question.intent === sentence.intent ? [] : [`intent ${question.intent}, not ${sentence.intent}`]
  for (const [slot, wanted] of Object.entries(sentence.slots)) {
    if (!isLike(wanted, got[slot])) wrong.push(`${slot} ${JSON.stringify(got[slot])}, not ${JSON.stringify(wanted)}`)
  }
  for (const slot of slotsOfOurs) {
    const held = got[slot]
    const empty = held === null || (Array.isArray(held) && held.length === 0)
    if (!empty && !(slot in sentence.slots) && !mayBeSaid(slot, sentence)) wrong.push(`${slot} ${JSON.stringify(held)} was not said`)
  }
  return wrong
}

describe('a sentence of somebody who had not read the grammar:', () => {
  it.each(sentences)('$text', (sentence) => expect(misread(sentence)).toEqual([]))
})

it('there are three hundred of them', () => expect(sentences.length).toBeGreaterThanOrEqual(300))
