import type { Clock } from '../../language/dates.ts'
import { parse } from '../../language/parse.ts'
import type { Language, Question } from '../../language/question.ts'
import { decodeState } from './custom-id.ts'
import type { ButtonStates } from './show-states.ts'

/** An answer of ours as it stands on Discord. */
export interface ShownBefore {
  /** What it is remembered by: the interaction it answers, else its own id. */
  readonly id: string
  /** Of its buttons. */
  readonly customIds: readonly string[]
  readonly language: Language
}

interface Words {
  readonly content: string
  readonly embeds: readonly { readonly title?: string | null; readonly description?: string | null }[]
}

export function languageShown({ content, embeds }: Words): Language {
  const words = [content, ...embeds.map(({ title, description }) => `${title}${description}`)]
  return words.some((text) => /\p{Script=Han}/u.test(text)) ? 'zh' : 'en'
}

/** The question it answers, which its buttons ask again, however long ago that was. undefined: they do not say it. Throws nothing. */
export async function questionShown(
  { customIds, language }: ShownBefore,
  states: Pick<ButtonStates, 'find'>,
  clock: Clock,
): Promise<Question | undefined> {
  for (const customId of customIds) {
    const first = decodeState(customId)
    const decoded = first.kind === 'token' ? decodeState((await states.find(first.token)) ?? '') : first
    // Any other asks the same again, in another way.
    if (decoded.kind === 'state' && decoded.state.action !== 'ask') return { ...parse(decoded.state.shorthand, clock), language }
  }
  return undefined
}
