import type { Card } from '../../cards/card.ts'
import { errorSentence } from '../../cards/errors.ts'
import { emptyCard } from '../../cards/help.ts'
import { translate } from '../../cards/words/words.ts'
import type { UserError } from '../../errors.ts'
import type { Language } from '../../language/question.ts'
import type { Rendered } from './payload.ts'
import { renderCard } from './render.ts'

export interface Asked {
  readonly command: string
  /** As it was typed. */
  readonly text: string
  readonly language: Language
  readonly private?: boolean
  /** Under which the log has it. */
  readonly logId?: string
}

/** What the asker can mend: what was wrong, and each suggestion as a button that asks the question with it. */
export function renderError(error: UserError, { text, ...asked }: Asked): Rendered {
  const card: Card = {
    ...emptyCard(asked.language),
    tone: 'error',
    title: translate(asked.language)('discord.refused'),
    answer: errorSentence(error, asked.language),
    refinements: error.suggestions.map((suggestion) => ({
      group: 'other',
      label: suggestion,
      command: asked.command,
      shorthand: mended(text, error.said, suggestion),
    })),
  }
  return renderCard(card, { ...asked, shorthand: '' })
}

/** What nobody foresaw: no detail of it, only where it is found in the log. */
export function renderFailure(asked: Asked & { readonly logId: string }): Rendered {
  const words = translate(asked.language)
  const card: Card = { ...emptyCard(asked.language), tone: 'error', title: words('discord.failed'), answer: words('discord.failedAnswer') }
  return renderCard(card, { ...asked, shorthand: '' })
}

/** The question with the word nobody knew replaced; the suggestion alone where that word is not found in it. */
function mended(text: string, said: string, suggestion: string): string {
  const at = said === '' ? -1 : text.toLowerCase().indexOf(said.toLowerCase())
  // Lower case may have another length (İ): then the place is another one too.
  if (at < 0 || text.toLowerCase().length !== text.length) return suggestion
  return `${text.slice(0, at)}${suggestion}${text.slice(at + said.length)}`
}
