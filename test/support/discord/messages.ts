import type { APIMessage, APIUser } from 'discord.js'
import { Changes } from './changes.ts'
import { everyComponent, type MessageBody, messageFlag, messageSchema } from './limits.ts'
import { invalidForm, read, refusal } from './refusals.ts'
import type { FakeChannel, World } from './world.ts'

export interface FakeFile {
  /** The n of `files[n]`. */
  key: string
  name: string
  type: string
  bytes: Buffer
}

/** Whom a message notified: what its text mentions, as far as `allowed_mentions` let it. */
export interface Pings {
  users: string[]
  roles: string[]
  everyone: boolean
}

export interface Stored {
  message: APIMessage
  channel: FakeChannel
  /** The only person who sees it, where it is ephemeral. */
  onlyFor?: string
  files: Map<string, FakeFile>
  pings: Pings
}

export interface Origin {
  channel: FakeChannel
  author: APIUser
  /** Where the body lies in the request, for the paths of errors. */
  at?: string[]
  /** What the message has beyond its body. */
  extra?: object
  onlyFor?: string
  flags?: number
}

const takenFlags = (1 << 2) | (1 << 12) | messageFlag.componentsV2
const nonceMs = 5 * 60_000

/** All messages, the newest `keep` of them. */
export class Messages {
  readonly stored = new Map<string, Stored>()
  readonly changes = new Changes()
  /** The newest reply to each message. */
  readonly replies = new Map<string, Stored>()
  /** Those of the bot that notified somebody, however long ago. */
  readonly pinging = new Set<Stored>()
  readonly #nonces = new Map<string, { id: string; at: number }>()
  readonly world: World
  readonly keep: number

  constructor(world: World, keep: number) {
    this.world = world
    this.keep = keep
  }

  get(id: string): Stored {
    const found = this.stored.get(id)
    if (!found) throw refusal('unknownMessage')
    return found
  }

  create(body: unknown, files: FakeFile[], origin: Origin): Stored {
    const value = read(messageSchema(), body, origin.at)
    const nonceKey = value.enforce_nonce && value.nonce ? `${origin.channel.id}:${origin.author.id}:${value.nonce}` : undefined
    const earlier = nonceKey === undefined ? undefined : this.#sentBefore(nonceKey)
    if (earlier) return earlier
    const stored = this.#blank(value.nonce, origin)
    stored.message.flags = ((value.flags ?? 0) & takenFlags) | (origin.flags ?? 0)
    this.#fill(stored, value, files)
    if (isEmpty(stored.message)) throw refusal('emptyMessage')
    this.#keep(stored)
    if (nonceKey !== undefined) bounded(this.#nonces, this.keep).set(nonceKey, { id: stored.message.id, at: this.world.ids.clock.now() })
    return stored
  }

  /** The "thinking …" in place of an answer. */
  loading(origin: Origin): Stored {
    const stored = this.#blank(undefined, origin)
    stored.message.flags = (origin.flags ?? 0) | messageFlag.loading
    this.#keep(stored)
    return stored
  }

  edit(stored: Stored, body: unknown, files: FakeFile[], at?: string[]): Stored {
    const flags = stored.message.flags ?? 0
    const value = read(messageSchema(flags), body, at)
    const before = { ...stored, message: stored.message, files: new Map(stored.files) }
    const wasLoading = (flags & messageFlag.loading) !== 0
    stored.message = { ...stored.message }
    stored.message.flags = (flags & ~messageFlag.loading) | ((value.flags ?? 0) & messageFlag.componentsV2)
    if (!wasLoading) stored.message.edited_timestamp = this.world.ids.clock.iso()
    try {
      this.#fill(stored, value, files)
      if (isEmpty(stored.message)) throw refusal('emptyMessage')
    } catch (error) {
      Object.assign(stored, before)
      throw error
    }
    this.#changed(stored)
    return stored
  }

  remove(stored: Stored): void {
    this.stored.delete(stored.message.id)
    this.changes.poke()
  }

  #sentBefore(nonceKey: string): Stored | undefined {
    const earlier = this.#nonces.get(nonceKey)
    if (!earlier || this.world.ids.clock.now() - earlier.at > nonceMs) return undefined
    return this.stored.get(earlier.id)
  }

  #blank(nonce: string | number | null | undefined, { channel, author, extra, onlyFor }: Origin): Stored {
    const message: APIMessage = {
      id: this.world.ids.next(),
      channel_id: channel.id,
      author,
      content: '',
      timestamp: this.world.ids.clock.iso(),
      edited_timestamp: null,
      tts: false,
      mention_everyone: false,
      mentions: [],
      mention_roles: [],
      attachments: [],
      embeds: [],
      components: [],
      pinned: false,
      type: 0,
      ...(nonce !== null && nonce !== undefined && { nonce }),
      ...extra,
    }
    return {
      message,
      channel,
      files: new Map(),
      pings: { users: [], roles: [], everyone: false },
      ...(onlyFor !== undefined && { onlyFor }),
    }
  }

  #fill(stored: Stored, value: MessageBody, files: FakeFile[]): void {
    const { message } = stored
    if (value.content !== undefined) message.content = value.content ?? ''
    if (value.embeds !== undefined)
      message.embeds = (value.embeds ?? []).map((embed) => ({ type: 'rich', ...embed })) as APIMessage['embeds']
    if (value.components !== undefined) message.components = (value.components ?? []) as NonNullable<APIMessage['components']>
    this.#attach(stored, value, files)
    requireAttached(value, message)
    if (value.content === undefined && value.components === undefined) return
    const text = [
      message.content,
      ...everyComponent(message.components ?? []).map(({ type, content }) => (type === 10 ? String(content) : '')),
    ].join('\n')
    const mentioned = mentionsIn(text)
    message.mentions = mentioned.users.flatMap((id) => this.world.users.get(id) ?? [])
    message.mention_roles = mentioned.roles
    message.mention_everyone = mentioned.everyone
    stored.pings = allowed(mentioned, value.allowed_mentions, message)
  }

  #attach(stored: Stored, value: MessageBody, files: FakeFile[]): void {
    const { message } = stored
    const described = value.attachments ?? undefined
    const kept =
      described === undefined
        ? message.attachments
        : message.attachments.filter(({ id }) => described.some((each) => String(each.id) === id))
    const added = files.map((file) => {
      const said = described?.find(({ id }) => String(id) === file.key)
      const filename = said?.filename ?? file.name
      stored.files.set(filename, file)
      const id = this.world.ids.next()
      const url = `https://cdn.discordapp.com/attachments/${message.channel_id}/${id}/${filename}`
      const description = said?.description ? { description: said.description } : {}
      return { id, filename, size: file.bytes.length, url, proxy_url: url, content_type: file.type, ...description }
    })
    if (kept.length + added.length > 10)
      throw invalidForm([{ path: ['attachments'], code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 10 or fewer in length.' }])
    message.attachments = [...kept, ...added]
  }

  #keep(stored: Stored): void {
    bounded(this.stored, this.keep).set(stored.message.id, stored)
    const replied = stored.message.message_reference?.message_id
    if (replied !== undefined) bounded(this.replies, this.keep).set(replied, stored)
    this.#changed(stored)
  }

  #changed(stored: Stored): void {
    const { users, roles, everyone } = stored.pings
    if (stored.message.author.id === this.world.bot.id && (everyone || users.length > 0 || roles.length > 0)) this.pinging.add(stored)
    this.changes.poke()
  }
}

/** The map, with room for one more: the oldest entry makes way. */
export function bounded<V>(map: Map<string, V>, most: number): Map<string, V> {
  const oldest = map.size >= most ? map.keys().next().value : undefined
  if (oldest !== undefined) map.delete(oldest)
  return map
}

function isEmpty({ content, embeds, attachments, components, flags, message_snapshots: forwarded }: APIMessage): boolean {
  const hasParts = (flags ?? 0) & messageFlag.componentsV2 && components?.length
  return !content && embeds.length === 0 && attachments.length === 0 && !hasParts && !forwarded?.length
}

/** A picture named `attachment://…` must be attached, or the reader sees a broken one. Stricter than Discord is for embeds. */
function requireAttached(value: MessageBody, message: APIMessage): void {
  const names = JSON.stringify([value.embeds, value.components]).matchAll(/"attachment:\/\/([^"]*)"/g)
  for (const [, name] of names)
    if (!message.attachments.some(({ filename }) => filename === name))
      throw invalidForm([
        { path: ['attachments'], code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', message: `No attachment is named ${name}` },
      ])
}

function mentionsIn(text: string): Pings {
  const all = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, id]) => String(id)))]
  return { users: all(/<@!?(\d{17,20})>/g), roles: all(/<@&(\d{17,20})>/g), everyone: /@(everyone|here)\b/.test(text) }
}

/** Where `allowed_mentions` is missing everything notifies: the case a bot that repeats people's text must never be in. */
function allowed(mentioned: Pings, rule: MessageBody['allowed_mentions'], message: APIMessage): Pings {
  const replied = message.referenced_message?.author.id
  const author = replied !== undefined && (rule?.replied_user ?? !rule) ? [replied] : []
  if (!rule) return { ...mentioned, users: [...mentioned.users, ...author] }
  const pick = (kind: 'users' | 'roles') =>
    rule.parse?.includes(kind) ? mentioned[kind] : mentioned[kind].filter((id) => rule[kind]?.includes(id))
  return {
    users: [...pick('users'), ...author],
    roles: pick('roles'),
    everyone: mentioned.everyone && (rule.parse?.includes('everyone') ?? false),
  }
}
