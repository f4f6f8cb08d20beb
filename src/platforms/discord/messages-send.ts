import { DiscordAPIError, type Message, type REST, RESTJSONErrorCodes, Routes } from 'discord.js'
import { LRUCache } from 'lru-cache'
import type { Log } from '../../operations/log.ts'
import type { Shown } from './context.ts'
import { plainMessage } from './messages-plain.ts'
import { withFiles } from './multipart.ts'
import type { MessagePayload } from './payload.ts'
import type { Allowed } from './permissions.ts'
import type { PostQueue, Wanted } from './post-queue.ts'
import { insistently, isBroken, refusalFields } from './refusals.ts'

/** Puts messages into channels. Nothing here throws: what did not arrive is in the log. */
export interface Sender {
  /** The id of the message; undefined: it did not arrive. */
  reply(to: Message, shown: Pick<Shown, 'payload' | 'files'>, allowed: Allowed, wanted: Wanted): Promise<string | undefined>
  say(to: Message, content: string, allowed: Allowed): Promise<void>
  edit(channelId: string, messageId: string, shown: Pick<Shown, 'payload' | 'files'>, allowed: Allowed): Promise<void>
  remove(channelId: string, messageId: string): Promise<void>
  /** Says in the log, once an hour for each channel, that nothing may be said in it. */
  closed(channelId: string): void
}

interface Body {
  readonly body: object
  readonly files: Shown['files']
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
      if (error instanceof DiscordAPIError && closedCodes.has(error.code)) closed(channelId)
      else log.warn(failed, { channel: channelId, ...refusalFields(error) })
      return undefined
    }
  }

  async function post({ id, channelId }: Message, { body, files }: Body, allowed: Allowed, wanted: Wanted): Promise<string | undefined> {
    const reference = allowed.reply ? { message_reference: { message_id: id, fail_if_not_exists: false } } : {}
    // Whoever sends it again, this process or another one: Discord takes the first.
    const once = { nonce: id, enforce_nonce: true }
    const send = () =>
      rest.post(Routes.channelMessages(channelId), withFiles({ ...body, ...reference, ...once, allowed_mentions: nobody }, files))
    const posted = await attempt(channelId, () => queue.post(wanted, send))
    return (posted as { readonly id: string } | undefined)?.id
  }

  return {
    reply: (to, shown, allowed, wanted) => post(to, bodyOf(shown, allowed), allowed, wanted),
    async say(to, content, allowed) {
      await post(to, { body: { content }, files: [] }, allowed, 'asked')
    },
    async edit(channelId, messageId, shown, allowed) {
      const { body, files } = bodyOf(shown, allowed)
      const send = () => rest.patch(Routes.channelMessage(channelId, messageId), withFiles(body, files))
      await attempt(channelId, () => queue.post('asked', send))
    },
    async remove(channelId, messageId) {
      await attempt(channelId, () => rest.delete(Routes.channelMessage(channelId, messageId)), 'an answer could not be taken away')
    },
    closed,
  }
}

/** A reply wakes nobody, its asker neither. */
const nobody = { parse: [], replied_user: false }

/** The card; its words as text where embeds are not allowed. */
function bodyOf({ payload, files }: Pick<Shown, 'payload' | 'files'>, allowed: Allowed): Body {
  return allowed.embed ? { body: payload satisfies MessagePayload, files } : { body: plainMessage(payload), files: [] }
}
