import { format } from '../language/format.ts'
import type { Question } from '../language/question.ts'
import type { Refinement } from './card.ts'

/** The question with one thing changed, as a button carries it. */
export function tap(question: Question, group: Refinement['group'], label: string, change: Partial<Question>): Refinement {
  const asked: Question = { ...question, alternatives: {}, unknown: [], problems: [], ...change }
  return { group, label, command: 'fit', shorthand: format(asked) }
}
