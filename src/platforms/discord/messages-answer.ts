import type { Message, REST } from 'discord.js'
import { translate } from '../../cards/words/words.ts'
import type { Reply } from '../../headroom.ts'
import type { Question } from '../../language/question.ts'
import type { Failure } from '../../service.ts'
import { claimKeys } from '../../storage/keys.ts'
import { createConversations, type Turn } from '../conversation.ts'
import { isForUs, isWorthSaying, mayBeForUs } from './channels.ts'
import { isTurnedOn } from './channels-on.ts'
import type { DiscordContext } from './context.ts'
import { keepAsker } from './interactions-press.ts'
import { createEditable } from './messages-edited.ts'
import type { Heard } from './messages-heard.ts'
import { createSender } from './messages-send.ts'
import { type Quiet, withNotNow } from './not-now.ts'
import { type Allowed, allowedIn, mostBytesIn } from './permissions.ts'
import type { PostQueue, Wanted } from './post-queue.ts'
import type { UseLimits } from './use-limits.ts'

interface Parts {
  readonly rest: REST
  readonly queue: PostQueue
  readonly uses: UseLimits
  readonly quiet: Quiet
  readonly now: () => number
}

interface Answering {
  /** Answers a message that was just written, if it is to be answered. */
  hear(message: Message, heard: Heard): Promise<void>
  /** Answers anew what was asked of us and has been edited since, in place. */
  change(message: Message, heard: Heard): Promise<void>
}

/** Seconds in which Discord may tell of one message again, or tell another process. */
const toldAgain = 15 * 60

export function createAnswering(context: DiscordContext, { rest, queue, uses, quiet, now }: Parts): Answering {
  const { service, store, log } = context
  const sender = createSender(rest, queue, log, now)
  const conversations = createConversations('discord', store)
  const editable = createEditable(store)

  const claimed = (id: string) => store.claim(claimKeys.answering('discord', id), toldAgain)

  async function hear(message: Message, heard: Heard): Promise<void> {
    const allowed = allowedIn(message.channel)
    if (heard.how === 'room') return await hearRoom(message, heard, allowed)
    // Without the storage each process answers: twice is better than never.
    if (!(await claimed(message.id).catch(() => true))) return
    if (!allowed.send) return sender.closed(message.channelId)
    if (await isTooMuch(message, heard, allowed)) return
    const previous = await conversations.recall(turnOf(message, heard))
    const reply = await answer(message, heard, previous)
    if (heard.how === 'reply' && isSmallTalk(heard.text, reply)) return
    const answerId = await send(message, heard, reply, allowed, 'asked')
    if (answerId !== undefined) await editable.keep(message.id, { answerId, text: heard.text, ...(previous && { previous }) })
  }

  /** Whatever is in doubt is left unsaid: nobody asked. */
  async function hearRoom(message: Message, heard: Heard, allowed: Allowed): Promise<void> {
    const { author, channelId, guildId } = message
    if (!mayBeForUs(heard.text)) return
    if (!isTurnedOn(message.channel, await context.settings(author.id, guildId ?? undefined))) return
    const previous = await conversations.recall(turnOf(message, heard))
    if (!isForUs(heard.text, previous, { now: new Date(now()), zone: 'UTC' })) return
    if (!allowed.send) return sender.closed(channelId)
    if (await quiet.holds(channelId, author.id).catch(() => true)) return
    if (!(await claimed(message.id).catch(() => false))) return
    if (!(await uses.take({ userId: author.id, placeId: guildId ?? undefined })).ok) return
    const reply = await answer(message, heard, previous)
    if (reply.kind === 'failure' || !isWorthSaying(heard.text, reply)) return
    await send(message, heard, reply, allowed, 'unasked')
  }

  async function change(message: Message, heard: Heard): Promise<void> {
    const kept = await editable.recall(message.id)
    if (kept === undefined || kept.text === heard.text) return
    if (!(await claimed(`${message.id}-${message.editedTimestamp}`).catch(() => true))) return
    const { author, guildId, channelId } = message
    if (!(await uses.take({ userId: author.id, placeId: guildId ?? undefined })).ok) return
    const reply = await answer(message, heard, kept.previous)
    const allowed = allowedIn(message.channel)
    await sender.edit(channelId, kept.answerId, await shownOf(heard, reply, allowed), allowed)
    await remember(message, heard, kept.answerId, reply)
    await editable.keep(message.id, { ...kept, text: heard.text })
  }

  async function isTooMuch(message: Message, { text }: Heard, allowed: Allowed): Promise<boolean> {
    const taken = await uses.take({ userId: message.author.id, placeId: message.guildId ?? undefined })
    if (taken.ok) return false
    const words = translate(/\p{Script=Han}/u.test(text) ? 'zh' : 'en')
    if (taken.isFirst) await sender.say(message, words('channels.slowDown', { seconds: taken.retrySeconds }), allowed)
    return true
  }

  async function answer(message: Message, { text }: Heard, previous: Question | undefined): Promise<Reply | Failure> {
    const { author, guildId, guild, member } = message
    const asker = { platform: 'discord', userId: author.id, placeId: guildId ?? undefined }
    if (text !== '') return await service.answer({ ...asker, text, previous, manages: member?.permissions.has('ManageGuild') === true })
    const language = guild?.preferredLocale.startsWith('zh') ? { language: 'zh' as const } : {}
    return shortened(await service.answer({ ...asker, ...language, command: 'help', text: 'help' }))
  }

  const shownOf = (heard: Heard, reply: Reply | Failure, allowed: Allowed) =>
    context.show(reply, { text: heard.text, mostBytes: mostBytesIn(allowed) })

  async function send(
    message: Message,
    heard: Heard,
    reply: Reply | Failure,
    allowed: Allowed,
    wanted: Wanted,
  ): Promise<string | undefined> {
    const shown = await shownOf(heard, reply, allowed)
    const language = reply.kind === 'answer' ? reply.answer.card.language : reply.language
    const payload = wanted === 'unasked' ? withNotNow(shown.payload, message.author.id, language) : shown.payload
    const id = await sender.reply(message, { ...shown, payload }, allowed, wanted)
    if (id === undefined) return undefined
    await Promise.all([keepAsker(store, id, message.author.id), remember(message, heard, id, reply)])
    return id
  }

  async function remember(message: Message, heard: Heard, answerId: string, reply: Reply | Failure): Promise<void> {
    if (reply.kind === 'answer') await conversations.remember(turnOf(message, heard), reply.question, answerId)
  }

  return { hear, change }
}

function turnOf({ channelId, author }: Message, { repliedId }: Heard): Turn {
  return { channelId, userId: author.id, repliedId }
}

/** "thanks!" in reply to an answer asks nothing, and is not to be met with what could be asked. */
function isSmallTalk(text: string, reply: Reply | Failure): boolean {
  return reply.kind !== 'failure' && !isWorthSaying(text, reply) && !mayBeForUs(text)
}

/** To a bare mention: what can be asked, and examples to press. */
function shortened(reply: Reply | Failure): Reply | Failure {
  if (reply.kind !== 'answer') return reply
  const { answer } = reply
  return { ...reply, answer: { ...answer, card: { ...answer.card, blocks: answer.card.blocks.slice(0, 1) } } }
}
