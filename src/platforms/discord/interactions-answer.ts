import { emptyCard } from '../../cards/help.ts'
import { translate } from '../../cards/words/words.ts'
import type { Language, Question } from '../../language/question.ts'
import { repliesOf } from '../../settings/chat.ts'
import { type HeldSettings, settingOf } from '../../settings/settings.ts'
import type { DiscordContext, Shown } from './context.ts'
import type { Asking } from './interactions-asking.ts'
import { renderCard } from './render.ts'
import { failed } from './show-failed.ts'

/** Whether only the asker sees the answer. */
export function isSeenByAskerOnly({ seen }: Asking, held: HeldSettings): boolean {
  return seen === 'private' || (seen === 'set' && repliesOf(held) === 'private')
}

/** An answer as a message, and the question it answers, where it was one. */
export interface Answered extends Shown {
  readonly question?: Question
}

/** Throws nothing: what nobody foresaw is logged and said. */
export async function answerOf(asking: Asking, held: HeldSettings, context: DiscordContext): Promise<Answered> {
  const { userId, placeId, alone, command, text, manages, whyPage, backTo, mostBytes } = asking
  // What went wrong concerns the asker alone; a direct message has nobody else.
  const isPrivate = isSeenByAskerOnly(asking, held)
  const forAsker = isPrivate || alone !== true
  try {
    const why = whyPage !== undefined
    const language = languageOf(asking, held, context)
    const asker = { platform: 'discord', userId, placeId, held, manages, hears: context.hears() }
    const reply = await context.service.answer({ ...asker, command, text, language, why })
    const isAnswer = reply.kind === 'answer'
    const shown = await context.show(reply, { text, command, isPrivate: isAnswer ? isPrivate : forAsker, mostBytes, whyPage, backTo })
    return isAnswer ? { ...shown, question: reply.question } : shown
  } catch (error) {
    return await failed(asking, error, context)
  }
}

/** For a button that is older than what is kept, and a command that is no more. */
export function expired(asking: Asking): Shown {
  const words = translate(spokenBy(asking))
  return notice(asking, words('discord.expired'), words('discord.expiredAnswer'))
}

export function tooOften(asking: Asking, retrySeconds: number): Shown {
  const words = translate(spokenBy(asking))
  return notice(asking, words('discord.refused'), words('channels.slowDown', { seconds: retrySeconds }))
}

function spokenBy({ language, readsChinese, text }: Asking): Language {
  return language ?? (readsChinese === true || /\p{Script=Han}/u.test(text) ? 'zh' : 'en')
}

function notice(asking: Asking, title: string, answer: string): Shown {
  const card = { ...emptyCard(spokenBy(asking)), title, answer }
  const { payload } = renderCard(card, { command: 'ask', shorthand: '', private: asking.alone !== true })
  return { payload, files: [], isRefusal: true }
}

/** Of the message that is changed; else what is set; else that of somebody's Discord, where it is Chinese; else that of the question. */
function languageOf({ language, readsChinese }: Asking, held: HeldSettings, { config }: DiscordContext): Language | undefined {
  if (language !== undefined || readsChinese !== true || config.language !== undefined) return language
  return settingOf(held, 'language') === undefined ? 'zh' : undefined
}
