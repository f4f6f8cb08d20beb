import type { Card } from '../../cards/card.ts'
import { errorSentence, waysOut } from '../../cards/errors.ts'
import { emptyCard } from '../../cards/help.ts'
import { translate } from '../../cards/words/words.ts'
import type { UserError } from '../../errors.ts'
import type { Language } from '../../language/question.ts'
import type { Rendered } from './payload.ts'
import { renderCard } from './render.ts'

/** A command's name for who named none: it is chosen by the text. */
const anyCommand = 'ask'

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
    refinements: waysOut(error, text, asked.language).map((way) => ({
      group: 'other',
      label: way.label,
      command: way.isSameCommand ? asked.command : anyCommand,
      shorthand: way.text,
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
