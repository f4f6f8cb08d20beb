import type { Language } from '../language/question.ts'
import type { Card } from './card.ts'
import { type CommandSummary, commandList, emptyCard, oneOfEach } from './help.ts'
import { translate } from './words/words.ts'

/** The reply to what no command answers: not a guess, but what can be asked. */
export function notOursCard(language: Language, commands: readonly CommandSummary[]): Card {
  const words = translate(language)
  return {
    ...emptyCard(language),
    title: words('notYet.title'),
    answer: words('notYet.answer'),
    blocks: [{ ...commandList(commands, language), title: words('notYet.can') }],
    refinements: oneOfEach(commands, language),
  }
}
