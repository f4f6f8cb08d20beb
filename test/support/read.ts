import { parse } from '../../src/language/parse.ts'
import type { Question } from '../../src/language/question.ts'

/** When and where every text of a test is said, unless that is what the test is about. */
export const noon = { now: new Date('2026-11-21T12:00:00Z'), zone: 'UTC' } as const

/** What the language reads in a text. */
export function read(text: string): Question {
  return parse(text, noon)
}
