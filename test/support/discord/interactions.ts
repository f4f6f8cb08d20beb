import type { APIMessage, APIUser } from 'discord.js'
import type { Changes } from './changes.ts'
import { autocompleteSchema, messageFlag, modalSchema } from './limits.ts'
import { bounded, type FakeFile, type Messages, type Stored } from './messages.ts'
import { invalidForm, read, refusal } from './refusals.ts'
import type { FakeChannel } from './world.ts'

/** Discord waits this long for the first response, and lets the token live this long. Milliseconds. */
const firstResponseMs = 3000
const tokenMs = 15 * 60_000
const followupsOfUserInstall = 5

export interface FirstResponse {
  /** 4 message, 5 deferred message, 6 deferred update, 7 update, 8 suggestions, 9 modal. */
  type: number
  data: Record<string, unknown>
}

/** One thing a person did, and what has come of it. */
export interface Live {
  id: string
  token: string
  /** 2 command, 3 component, 4 autocomplete, 5 modal. */
  type: number
  /** For sentences: "/fit by ana". */
  what: string
  user: APIUser
  channel: FakeChannel
  /** The person's installation alone brought the bot here. */
  userOnly: boolean
  /** The person may not show others what apps say here. */
  forcedEphemeral: boolean
  /** The message the pressed component is on. */
  source?: Stored
  dispatchedAtMs: number
  startedAt: number
  first?: FirstResponse
  original?: Stored
  followups: Stored[]
  /** Milliseconds since dispatch, in real time. */
  timings: { response?: number; message?: number }
  /** What came, for the sentence of a wait that failed. */
  history: string[]
  changes: Changes
}

const permitted = new Map([
  [2, [4, 5, 9]],
  [3, [4, 5, 6, 7, 9]],
  [4, [8]],
  [5, [4, 5, 6, 7]],
])

/** What Discord keeps of interactions; the newest `keep` of them. */
export class Interactions {
  readonly live = new Map<string, Live>()
  readonly #messages: Messages
  readonly #keep: number

  constructor(messages: Messages, keep: number) {
    this.#messages = messages
    this.#keep = keep
  }

  add(live: Live): void {
    bounded(this.live, this.#keep).set(live.token, live)
  }

  /** With the messages it brought. */
  forget({ token, original, source, followups }: Live): void {
    this.live.delete(token)
    for (const stored of [original, ...followups]) if (stored && stored !== source) this.#messages.stored.delete(stored.message.id)
  }

  respond(id: string, token: string, body: unknown, files: FakeFile[]): Live {
    const live = this.live.get(token)
    if (live?.id !== id) throw refusal('unknownInteraction')
    if (live.first) throw refusal('alreadyAcknowledged')
    if (this.#ageMs(live) > firstResponseMs) throw refusal('unknownInteraction')
    const { type, data = {} } = (body ?? {}) as { type?: number; data?: Record<string, unknown> }
    if (type === undefined || !permitted.get(live.type)?.includes(type))
      throw invalidForm([
        { path: ['type'], code: 'INTERACTION_RESPONSE_TYPE_INVALID', message: `A response of type ${type} is not valid here` },
      ])
    if ((type === 6 || type === 7) && !live.source)
      throw invalidForm([{ path: ['type'], code: 'INTERACTION_RESPONSE_TYPE_INVALID', message: 'There is no message to update' }])
    this.#answer(live, type, data, files)
    live.first = { type, data }
    live.timings.response = performance.now() - live.startedAt
    if (type !== 5 && type !== 6) live.timings.message = live.timings.response
    this.#note(live, `a first response of type ${type}`)
    return live
  }

  original(token: string): Stored {
    const live = this.#webhook(token)
    if (!live.original || !this.#messages.stored.has(live.original.message.id)) throw refusal('unknownMessage')
    return live.original
  }

  edit(token: string, messageId: string, body: unknown, files: FakeFile[]): Stored {
    const live = this.#webhook(token)
    const stored = this.message(token, messageId)
    this.#messages.edit(stored, body, files)
    if (stored === live.original) live.timings.message = performance.now() - live.startedAt
    this.#note(live, `an edit to ${brief(stored.message)}`)
    return stored
  }

  remove(token: string, messageId: string): Stored {
    const stored = this.message(token, messageId)
    this.#messages.remove(stored)
    this.#note(this.#webhook(token), 'a deletion')
    return stored
  }

  /** A message of this interaction: the original, a follow-up, or the one its component is on. */
  message(token: string, messageId: string): Stored {
    const live = this.#webhook(token)
    if (messageId === '@original') return this.original(token)
    const found = [live.original, live.source, ...live.followups].find((each) => each?.message.id === messageId)
    if (!found || !this.#messages.stored.has(messageId)) throw refusal('unknownMessage')
    return found
  }

  /** A further message. The first one after a deferral takes the place of "thinking …", as on Discord. */
  followUp(token: string, body: unknown, files: FakeFile[]): { stored: Stored; isNew: boolean } {
    const live = this.#webhook(token)
    const { original } = live
    if (live.first?.type === 5 && original && (original.message.flags ?? 0) & messageFlag.loading)
      return { stored: this.edit(token, '@original', body, files), isNew: false }
    if (live.userOnly && live.followups.length >= followupsOfUserInstall) throw refusal('tooManyFollowups')
    const stored = this.#messages.create(body, files, this.#origin(live, body, []))
    live.followups.push(stored)
    this.#note(live, `a follow-up ${brief(stored.message)}`)
    return { stored, isNew: true }
  }

  /** What was refused, for the sentence of a failed wait. */
  refused(token: string, code: number): void {
    const live = this.live.get(token)
    if (live) this.#note(live, `a request refused with ${code}`)
  }

  #answer(live: Live, type: number, data: Record<string, unknown>, files: FakeFile[]): void {
    if (type === 4) live.original = this.#messages.create(data, files, this.#origin(live, data, ['data']))
    if (type === 5) live.original = this.#messages.loading(this.#origin(live, data, ['data']))
    if ((type === 6 || type === 7) && live.source) live.original = live.source
    if (type === 7 && live.source) this.#messages.edit(live.source, data, files, ['data'])
    if (type === 8) read(autocompleteSchema, data, ['data'])
    if (type === 9) read(modalSchema, data, ['data'])
  }

  #origin(live: Live, body: unknown, at: string[]) {
    const asked = Number((body as { flags?: number } | null)?.flags ?? 0) & messageFlag.ephemeral
    const flags = live.forcedEphemeral ? messageFlag.ephemeral : asked
    const { bot } = this.#messages.world
    const metadata = { id: live.id, type: live.type, user: live.user, authorizing_integration_owners: {} }
    const extra = { type: live.type === 2 ? 20 : 0, application_id: bot.id, webhook_id: bot.id, interaction_metadata: metadata }
    return { channel: live.channel, author: bot, at, flags, extra, ...(flags && { onlyFor: live.user.id }) }
  }

  #webhook(token: string): Live {
    const live = this.live.get(token)
    if (!live) throw refusal('unknownWebhook')
    if (this.#ageMs(live) > tokenMs) throw refusal('invalidWebhookToken')
    if (!live.first) throw refusal('unknownWebhook')
    return live
  }

  #ageMs(live: Live): number {
    return this.#messages.world.ids.clock.now() - live.dispatchedAtMs
  }

  #note(live: Live, what: string): void {
    live.history.push(`${what} after ${Math.round(performance.now() - live.startedAt)} ms`)
    live.changes.poke()
  }
}

/** A message in a few words. */
export function brief(message: APIMessage): string {
  const said =
    message.content || message.embeds[0]?.title || message.embeds[0]?.description || `${message.components?.length ?? 0} components`
  return JSON.stringify(said.slice(0, 80))
}
