import { type Client, Events, type Interaction, type Message, type PartialMessage } from 'discord.js'
import type { DiscordContext } from './context.ts'
import { refusalFields } from './interactions-respond.ts'
import { createAnswering } from './messages-answer.ts'
import { hearMessage } from './messages-heard.ts'
import { createQuiet, notNowOf } from './not-now.ts'
import { pressNotNow } from './not-now-press.ts'
import { createPostQueue, type PostQueue } from './post-queue.ts'
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
  /** The same for commands and for messages. */
  readonly uses?: UseLimits
  readonly queue?: PostQueue
}

export function createMessages(
  context: DiscordContext,
  { now = Date.now, uses = createUseLimits(context.store, { now }), queue = createPostQueue() }: MessagesOptions = {},
): Messages {
  const { log, store } = context
  const quiet = createQuiet(store, now)
  const underway = new Set<Promise<void>>()
  let isStopping = false

  function follow(what: string, work: () => Promise<void>): void {
    if (isStopping) return
    const followed = work()
      .catch((error) => log.error(`${what} was not answered`, refusalFields(error)))
      .finally(() => underway.delete(followed))
    underway.add(followed)
  }

  return {
    listen(client) {
      const answering = createAnswering(context, { rest: client.rest, queue, uses, quiet, now })
      client.on(Events.MessageCreate, (message: Message) => {
        const heard = hearMessage(message, client.user?.id ?? '')
        if (heard !== undefined) follow('a message', () => answering.hear(message, heard))
      })
      client.on(Events.MessageUpdate, (_: Message | PartialMessage, message: Message) => {
        const heard = message.editedTimestamp === null ? undefined : hearMessage(message, client.user?.id ?? '')
        if (heard !== undefined && heard.how !== 'room') follow('an edited message', () => answering.change(message, heard))
      })
      client.on(Events.InteractionCreate, (interaction: Interaction) => {
        const askerId = interaction.isButton() ? notNowOf(interaction.customId) : undefined
        if (interaction.isButton() && askerId !== undefined)
          follow('"not now"', () => pressNotNow(interaction, askerId, { quiet, store, log }))
      })
    },
    async stop() {
      isStopping = true
      while (underway.size > 0) await Promise.all(underway)
    },
  }
}
