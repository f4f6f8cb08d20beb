import type { Message } from 'discord.js'
import { translate } from '../../cards/words/words.ts'
import type { Reply } from '../../headroom.ts'
import type { Language, Question } from '../../language/question.ts'
import type { Failure } from '../../service.ts'
import type { HeldSettings } from '../../settings/settings.ts'
import { claimKeys } from '../../storage/keys.ts'
import { createConversations, type Turn } from '../conversation.ts'
import { isForUs, isWorthSaying, mayBeForUs } from './channels.ts'
import { isTurnedOn } from './channels-on.ts'
import type { DiscordContext, Shown } from './context.ts'
import { keepAsker } from './interactions-press.ts'
import { createAnswered } from './messages-answered.ts'
import type { Heard } from './messages-heard.ts'
import type { Sender } from './messages-send.ts'
import { type Quiet, withNotNow } from './not-now.ts'
import { type Allowed, allowedIn, mostBytesIn } from './permissions.ts'
import type { Wanted } from './post-queue.ts'
import { sendOr } from './refusals.ts'
import { failed } from './show-failed.ts'
import type { ButtonStates } from './show-states.ts'
import { questionShown, type ShownBefore } from './shown-before.ts'
import type { UseLimits } from './use-limits.ts'

interface Parts {
  readonly sender: Sender
  readonly uses: UseLimits
  readonly quiet: Quiet
  readonly states: ButtonStates
  readonly now: () => number
}

interface Answering {
  /** Answers a message that was just written, if it is to be answered. */
  hear(message: Message, heard: Heard): Promise<void>
  /** Answers anew what was asked of us and has been edited since, in place. `editedAt`: `message` itself is always as it was edited last. */
  change(message: Message, heard: Heard, editedAt: number): Promise<void>
  /** A thread with this id was begun from an answer of ours: it goes on with it there, when the answer itself is long out of sight. */
  begin(threadId: string, answer: ShownBefore): Promise<void>
  /** Takes back what was said to a message that is gone. */
  takeBack(message: Pick<Message, 'id' | 'channelId'>): Promise<void>
}

/** What is answered, and what it goes on with. */
interface Asked {
  readonly message: Message
  readonly heard: Heard
  readonly allowed: Allowed
  readonly previous: Question | undefined
  /** Where the settings are known already. */
  readonly held?: HeldSettings
}

/** Seconds in which Discord may tell of one message again, or tell another process. */
const toldAgain = 15 * 60

export function createAnswering(context: DiscordContext, { sender, uses, quiet, states, now }: Parts): Answering {
  const { service, store } = context
  const conversations = createConversations('discord', store)
  const answered = createAnswered(store)

  const claimed = (id: string) => store.claim(claimKeys.answering('discord', id), toldAgain)
  const taken = ({ author, guildId }: Message) => uses.take({ userId: author.id, placeId: guildId ?? undefined })

  /** The question a message may continue: that of the answer it replies to, whoever asked it; the asker's own last one; that of the answer a thread is about. */
  async function previousOf(message: Message, { replied, began }: Heard): Promise<Question | undefined> {
    return (await questionOf(replied)) ?? (await conversations.recall(turnOf(message))) ?? (await questionOf(began))
  }

  async function questionOf(answer: ShownBefore | undefined): Promise<Question | undefined> {
    if (answer === undefined) return undefined
    return (await conversations.recallAnswer(answer.id)) ?? (await questionShown(answer, states, clock()))
  }

  const clock = () => ({ now: new Date(now()), zone: 'UTC' })

  async function hear(message: Message, heard: Heard): Promise<void> {
    const allowed = allowedIn(message.channel)
    if (heard.how === 'room') return await hearRoom(message, heard, allowed)
    // Without the storage each process answers, and Discord takes the first.
    if (!(await claimed(message.id).catch(() => true))) return
    if (!allowed.send) return sender.closed(message.channelId)
    if (await isTooMuch(message, heard, allowed)) return
    const asked = { message, heard, allowed, previous: await previousOf(message, heard) }
    const reply = await answer(asked)
    if (isSmallTalk(asked, reply)) return
    await send(asked, reply, 'asked')
  }

  /** Whatever is in doubt is left unsaid: nobody asked. */
  async function hearRoom(message: Message, heard: Heard, allowed: Allowed): Promise<void> {
    const { author, channelId, guildId } = message
    if (!mayBeForUs(heard.text)) return
    const held = await context.settings(author.id, guildId ?? undefined)
    if (!isTurnedOn(message.channel, held)) return
    const asked = { message, heard, allowed, held, previous: await previousOf(message, heard) }
    if (!isForUs(heard.text, asked.previous, clock())) return
    if (!allowed.send) return sender.closed(channelId)
    if (await quiet.holds(channelId, author.id).catch(() => true)) return
    if (!(await claimed(message.id).catch(() => false))) return
    if (!(await taken(message)).ok) return
    const reply = await answer(asked)
    if (reply.kind === 'failure' || !isWorthSaying(heard.text, reply)) return
    await send(asked, reply, 'unasked')
  }

  async function change(message: Message, heard: Heard, editedAt: number): Promise<void> {
    const kept = await answered.recall(message.id)
    if (kept === undefined || kept.text === heard.text) return
    if (!(await claimed(`${message.id}-${editedAt}`).catch(() => true))) return
    if (!(await taken(message)).ok) return
    const { answerId, previous } = kept
    const asked = { message, heard, allowed: allowedIn(message.channel), previous }
    const reply = await answer(asked)
    await orSaid(asked, await shownOf(asked, reply), (shown) => sender.edit(message.channelId, answerId, shown, asked.allowed))
    await remember(asked, reply, answerId)
  }

  async function begin(threadId: string, answer: ShownBefore): Promise<void> {
    const question = await questionOf(answer)
    if (question !== undefined) await conversations.rememberAnswer(threadId, question)
  }

  async function takeBack({ id, channelId }: Pick<Message, 'id' | 'channelId'>): Promise<void> {
    const kept = await answered.recall(id)
    if (kept !== undefined && (await claimed(`${id}-gone`).catch(() => true))) await sender.remove(channelId, kept.answerId)
  }

  async function isTooMuch(message: Message, { text }: Heard, allowed: Allowed): Promise<boolean> {
    const use = await taken(message)
    if (use.ok) return false
    const words = translate(spokenIn(text))
    if (use.isFirst) await sender.say(message, words('channels.slowDown', { seconds: use.retrySeconds }), allowed)
    return true
  }

  async function answer({ message, heard: { text }, previous, held }: Asked): Promise<Reply | Failure> {
    const { author, guildId, guild, member } = message
    const asker = { platform: 'discord', userId: author.id, placeId: guildId ?? undefined, held }
    if (text !== '') return await service.answer({ ...asker, text, previous, manages: member?.permissions.has('ManageGuild') === true })
    const language = guild?.preferredLocale.startsWith('zh') ? { language: 'zh' as const } : {}
    return shortened(await service.answer({ ...asker, ...language, command: 'help', text: 'help' }))
  }

  const shownOf = ({ heard, allowed }: Asked, reply: Reply | Failure) =>
    context.show(reply, { text: heard.text, mostBytes: mostBytesIn(allowed) })

  /** Who asked us is told where an answer cannot be sent. */
  const orSaid = <T>({ heard: { text } }: Asked, shown: Shown, how: (shown: Shown) => Promise<T>) =>
    // A channel has no message for one person alone.
    sendOr(shown, how, (error) => failed({ text, language: spokenIn(text), alone: true }, error, context))

  async function send(asked: Asked, reply: Reply | Failure, wanted: Wanted): Promise<void> {
    const { message, allowed } = asked
    const shown = await shownOf(asked, reply)
    const id = await (wanted === 'asked'
      ? orSaid(asked, shown, (one) => sender.reply(message, one, allowed, wanted))
      : sender.reply(message, { ...shown, payload: withNotNow(shown.payload, message.author.id, languageOf(reply)) }, allowed, wanted))
    if (id !== undefined) await Promise.all([keepAsker(store, id, message.author.id), remember(asked, reply, id)])
  }

  async function remember({ message, heard, previous }: Asked, reply: Reply | Failure, answerId: string): Promise<void> {
    await answered.keep(message.id, { answerId, text: heard.text, ...(previous && { previous }) })
    if (reply.kind === 'answer') await conversations.remember(turnOf(message), reply.question, answerId)
  }

  return { hear, change, begin, takeBack }
}

function turnOf({ channelId, author }: Message): Turn {
  return { channelId, userId: author.id }
}

function languageOf(reply: Reply | Failure): Language {
  return reply.kind === 'answer' ? reply.answer.card.language : reply.language
}

function spokenIn(text: string): Language {
  return /\p{Script=Han}/u.test(text) ? 'zh' : 'en'
}

/** "thanks!" after an answer asks nothing, and is not to be met with what could be asked; in reply to one nor is what is said of it. */
function isSmallTalk({ heard: { how, text }, previous }: Asked, reply: Reply | Failure): boolean {
  if (reply.kind === 'failure' || isWorthSaying(text, reply) || mayBeForUs(text)) return false
  if (how === 'reply') return true
  return previous !== undefined && reply.kind === 'answer' && reply.command === 'none' && reply.question.unknown.length === 0
}

/** To a bare mention: what can be asked, and examples to press. */
function shortened(reply: Reply | Failure): Reply | Failure {
  if (reply.kind !== 'answer') return reply
  const { answer } = reply
  return { ...reply, answer: { ...answer, card: { ...answer.card, blocks: answer.card.blocks.slice(0, 1) } } }
}
