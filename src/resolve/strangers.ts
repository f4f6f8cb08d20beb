import { modelById } from '../catalog/models.ts'
import type { Question } from '../language/question.ts'

/** A model of this share more or less is still the one whose size was said. */
const samePublishedSize = 0.15

/**
 * A name in no list that says its size ("gemma-4-12b") is answered by that size, as one nobody knows. A listed model of the size beside it
 * ("hermes-3-llama-3.1-8b") is what it was made from.
 */
export function withStrangers(question: Question): Question {
  const { paramsB, unknown, problems } = question
  const names = problems.filter(({ slot }) => slot === 'model')
  if (names.length === 0 || paramsB === null) return question
  const listed = question.model === null ? undefined : modelById(question.model)
  const isMadeFrom = listed !== undefined && Math.abs(listed.parametersB / paramsB - 1) <= samePublishedSize
  return {
    ...question,
    model: isMadeFrom ? listed.id : null,
    unknown: [...unknown, ...names.map(({ text }) => text)],
    problems: problems.filter(({ slot }) => slot !== 'model'),
  }
}
