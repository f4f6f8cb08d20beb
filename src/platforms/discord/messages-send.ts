import { DiscordAPIError, type Message, type REST, RESTJSONErrorCodes, Routes } from 'discord.js'
import { LRUCache } from 'lru-cache'
import type { Log } from '../../operations/log.ts'
import { messageRequest } from './message-request.ts'
import { plainMessage } from './messages-plain.ts'
import { type Outgoing, textMessage } from './payload.ts'
import type { Allowed } from './permissions.ts'
import type { PostQueue, Wanted } from './post-queue.ts'
import { insistently, isBroken, refusalFields, takesAnother } from './refusals.ts'

/** Puts messages into channels. What did not arrive is in the log; thrown is only that Discord takes no such message. */
export interface Sender {
  /** The id of the message; undefined: it did not arrive. */
  reply(to: Message, message: Outgoing, allowed: Allowed, wanted: Wanted): Promise<string | undefined>
  say(to: Message, content: string, allowed: Allowed): Promise<void>
  edit(channelId: string, messageId: string, message: Outgoing, allowed: Allowed): Promise<void>
  remove(channelId: string, messageId: string): Promise<void>
  /** Says in the log, once an hour for each channel, that nothing may be said in it. */
  closed(channelId: string): void
}

const anHour = 60 * 60_000
const { MissingPermissions, MissingAccess, ThreadLocked } = RESTJSONErrorCodes
const closedCodes: ReadonlySet<unknown> = new Set([MissingPermissions, MissingAccess, ThreadLocked])

export function createSender(rest: REST, queue: PostQueue, log: Log, now: () => number): Sender {
  const told = new LRUCache<string, number>({ max: 1000 })

  function closed(channelId: string): void {
    if (now() - (told.get(channelId) ?? Number.NEGATIVE_INFINITY) < anHour) return
    told.set(channelId, now())
    log.warn('the bot may not write in a channel: give it View Channel and Send Messages there, in threads Send Messages in Threads', {
      channel: channelId,
    })
  }

  async function attempt<T>(channelId: string, send: () => Promise<T>, failed = 'a message did not reach Discord'): Promise<T | undefined> {
    try {
      return await insistently(isBroken, send)
    } catch (error) {
      if (takesAnother(error)) throw error
      if (error instanceof DiscordAPIError && closedCodes.has(error.code)) closed(channelId)
      else log.warn(failed, { channel: channelId, ...refusalFields(error) })
      return undefined
    }
  }

  async function post(
    { id, channelId }: Message,
    { payload, files }: Outgoing,
    allowed: Allowed,
    wanted: Wanted,
  ): Promise<string | undefined> {
    const sent = {
      ...payload,
      allowed_mentions: nobody,
      ...(allowed.reply && { message_reference: { message_id: id, fail_if_not_exists: false as const } }),
      // Whoever sends it again, this process or another one: Discord takes the first.
      nonce: id,
      enforce_nonce: true as const,
    }
    const send = () => rest.post(Routes.channelMessages(channelId), messageRequest({ payload: sent, files }))
    const posted = await attempt(channelId, () => queue.post(wanted, send))
    return (posted as { readonly id: string } | undefined)?.id
  }

  return {
    reply: (to, message, allowed, wanted) => post(to, asAllowed(message, allowed), allowed, wanted),
    async say(to, content, allowed) {
      await post(to, { payload: textMessage(content), files: [] }, allowed, 'asked')
    },
    async edit(channelId, messageId, message, allowed) {
      const send = () => rest.patch(Routes.channelMessage(channelId, messageId), messageRequest(asAllowed(message, allowed)))
      await attempt(channelId, () => queue.post('asked', send))
    },
    async remove(channelId, messageId) {
      await attempt(channelId, () => rest.delete(Routes.channelMessage(channelId, messageId)), 'an answer could not be taken away')
    },
    closed,
  }
}

/** A reply wakes nobody, its asker neither. */
const nobody: Outgoing['payload']['allowed_mentions'] = { parse: [], replied_user: false }

/** The card; its words as text where embeds are not allowed. */
function asAllowed(message: Outgoing, allowed: Allowed): Outgoing {
  return allowed.embed ? message : { payload: plainMessage(message.payload), files: [] }
}
