import type { Question } from '../language/question.ts'
import type { Card } from './card.ts'
import { type CommandSummary, commandList, emptyCard, examplesOf } from './help.ts'
import { translate } from './words/words.ts'

/** The honest reply to a question that was understood and that no command answers: what it asks, and what can be asked today. */
export function notYetCard(question: Question, commands: readonly CommandSummary[]): Card {
  const { language, intent } = question
  const words = translate(language)
  return {
    ...emptyCard(language),
    title: words('notYet.title'),
    answer: words('notYet.answer', { subject: words(`notYet.${intent}`) }),
    blocks: [{ ...commandList(commands, language), title: words('notYet.can') }],
    refinements: examplesOf(commands, language),
  }
}
