import type { Card } from '../src/cards/card.ts'
import { trainingCard } from '../src/cards/not-yet.ts'
import { trainingAsked } from '../src/language/asks-training.ts'
import type { Question } from '../src/language/question.ts'
import { resolveHardware } from '../src/resolve/hardware.ts'
import { resolve } from '../src/resolve/resolve.ts'
import type { Answer } from './command.ts'

/** What is surely needed to train what a question is about: no command estimates more of it yet. */
export function trainingOf(question: Question): Card {
  const { model, paramsB } = question
  const subject = model === null && paramsB === null ? undefined : resolve({ ...question, problems: [] }).model
  return trainingCard(question, subject, resolveHardware(question).cards)
}

/**
 * The answer to a text that asks of training what the command says of running: its price, the largest model. Undefined for any other. It
 * is asked again as it was written.
 */
export function trainingInstead(question: Question, text: string): Answer | undefined {
  const asked = trainingAsked(text)
  if (asked === undefined) return undefined
  const intent = question.trainTokens !== null && question.trainTokens >= pretrainTokens ? 'pretrain' : asked
  return { card: trainingOf({ ...question, intent }), shorthand: text.trim().replace(/\s+/g, ' ') }
}

/** As many tokens as nobody fine-tunes on. */
export const pretrainTokens = 1e9
