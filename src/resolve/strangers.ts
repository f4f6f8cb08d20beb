import { famousModels } from '../catalog/fame.ts'
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
  const [name] = names
  if (name === undefined) return question
  if (paramsB === null) {
    const member = question.model === null && problems.length === 1 ? memberOf(name.text) : undefined
    return member === undefined ? question : { ...question, model: member, problems: [] }
  }
  const listed = question.model === null ? undefined : modelById(question.model)
  const isMadeFrom = listed !== undefined && Math.abs(listed.parametersB / paramsB - 1) <= samePublishedSize
  return {
    ...question,
    model: isMadeFrom ? listed.id : null,
    // "kimi dev 72b" has said “dev” already.
    unknown: [...unknown.filter((word) => !names.some(({ text }) => text.includes(word))), ...names.map(({ text }) => text)],
    problems: problems.filter(({ slot }) => slot !== 'model'),
  }
}

/** The one of a family that is asked about most, where only the family was said ("llama", "qwen3"); undefined for a name of none. */
function memberOf(text: string): string | undefined {
  const family = `${text.toLowerCase()} `
  return famousModels.find((id) => modelById(id)?.aliases.some((alias) => alias.startsWith(family)))
}
