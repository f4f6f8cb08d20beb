import type { Language } from '../language/question.ts'
import type { Card } from './card.ts'
import { type CommandSummary, commandList, emptyCard, oneOfEach } from './help.ts'
import { translate } from './words/words.ts'

/** The reply to what no command answers: not a guess, but what can be asked. `said`: what of another world was asked about. */
export function notOursCard(language: Language, commands: readonly CommandSummary[], said?: string): Card {
  const words = translate(language)
  return {
    ...emptyCard(language),
    title: said === undefined ? words('notYet.title') : words('notYet.titleOf', { said }),
    answer: words('notYet.answer'),
    blocks: [{ ...commandList(commands, language), title: words('notYet.can') }],
    refinements: oneOfEach(commands, language),
  }
}
