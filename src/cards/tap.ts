import { format } from '../language/format.ts'
import type { Question } from '../language/question.ts'
import type { Refinement } from './card.ts'

/** The question with one thing changed, as a button carries it. Of several sizes of memory each is answered again, until a card is chosen. */
export function tap(question: Question, group: Refinement['group'], label: string, change: Partial<Question>): Refinement {
  const { memoryGb, memoryCounts } = question.alternatives
  const sizes = 'gpus' in change || memoryGb === undefined ? {} : { memoryGb, ...(memoryCounts && { memoryCounts }) }
  const asked: Question = { ...question, alternatives: sizes, unknown: [], problems: [], ...change }
  return { group, label, command: 'fit', shorthand: format(asked) }
}
