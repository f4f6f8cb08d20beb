import { type Client, Events, type Interaction, type Message, type PartialMessage } from 'discord.js'
import type { DiscordContext } from './context.ts'
import { createAnswering } from './messages-answer.ts'
import { hearMessage, threadBegun } from './messages-heard.ts'
import { createSender } from './messages-send.ts'
import { createQuiet, notNowOf } from './not-now.ts'
import { pressNotNow } from './not-now-press.ts'
import { createPostQueue, type PostQueue } from './post-queue.ts'
import { isAnswered, refusalFields } from './refusals.ts'
import { type ButtonStates, createButtonStates } from './show-states.ts'
import { createUseLimits, type UseLimits } from './use-limits.ts'

/** Answers what people write: to the bot, and in the channels where a server's managers turned it on. */
export interface Messages {
  /** Hears what `client` hears, until it is stopped. */
  listen(client: Client): void
  /** Takes no more; resolves when everything that was heard is answered. */
  stop(): Promise<void>
}

interface MessagesOptions {
  readonly now?: () => number
  /** Each the same for commands and for messages. */
  readonly uses?: UseLimits
  readonly states?: ButtonStates
  readonly queue?: PostQueue
}

export function createMessages(
  context: DiscordContext,
  {
    now = Date.now,
    uses = createUseLimits(context.store, { now }),
    states = createButtonStates(context.store),
    queue = createPostQueue(),
  }: MessagesOptions = {},
): Messages {
  const { log, store } = context
  const quiet = createQuiet(store, now)
  const underway = new Map<string, Promise<void>>()
  let isStopping = false

  /** What has the same key goes one after another. */
  function follow(what: string, key: string, work: () => Promise<void>): void {
    if (isStopping) return
    const followed = (underway.get(key) ?? Promise.resolve())
      .then(work)
      .catch((error) => {
        if (isAnswered(error)) log.debug('another process has answered')
        else log.error(`${what} was not answered`, refusalFields(error))
      })
      .finally(() => underway.get(key) === followed && underway.delete(key))
    underway.set(key, followed)
  }

  return {
    listen(client) {
      const sender = createSender(client.rest, queue, log, now)
      const answering = createAnswering(context, { sender, uses, quiet, states, now })
      client.on(Events.MessageCreate, (message: Message) => {
        const heard = hearMessage(message, client.user?.id ?? '')
        if (heard !== undefined) follow('a message', keyOf(message), () => answering.hear(message, heard))
      })
      client.on(Events.MessageUpdate, (_: Message | PartialMessage, message: Message) => {
        const { editedTimestamp } = message
        // One that was not known, and is told of in part only.
        const heard = message.partial ? undefined : hearMessage(message, client.user?.id ?? '')
        if (editedTimestamp !== null && heard !== undefined && heard.how !== 'room')
          follow('an edited message', keyOf(message), () => answering.change(message, heard, editedTimestamp))
        const answer = threadBegun(message, client.user?.id ?? '')
        if (answer !== undefined) follow('a thread', message.id, () => answering.begin(message.id, answer))
      })
      const deleted = (message: Message | PartialMessage) => {
        // An answer that was asked for stays: it may be of use to others.
        if (!message.partial && hearMessage(message, client.user?.id ?? '')?.how === 'room')
          follow('a deleted message', keyOf(message), () => answering.takeBack(message))
      }
      client.on(Events.MessageDelete, deleted)
      client.on(Events.MessageBulkDelete, (messages) => void messages.each(deleted))
      client.on(Events.InteractionCreate, (interaction: Interaction) => {
        if (!interaction.isButton()) return
        const askerId = notNowOf(interaction.customId)
        if (askerId !== undefined) follow('"not now"', interaction.id, () => pressNotNow(interaction, askerId, { quiet, store, sender }))
      })
    },
    async stop() {
      isStopping = true
      while (underway.size > 0) await Promise.all(underway.values())
    },
  }
}

/** What somebody writes next goes on with what they were answered, and an edit changes it. */
function keyOf({ channelId, author }: Message): string {
  return `${channelId} ${author.id}`
}
