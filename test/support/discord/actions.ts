import { randomBytes } from 'node:crypto'
import type { APIMessage, APIUser } from 'discord.js'
import { Acted } from './acted.ts'
import { Changes } from './changes.ts'
import { replyTo } from './channel-routes.ts'
import { commandData, type OptionValue, offered } from './command-data.ts'
import type { Commands } from './commands.ts'
import { type Gateway, intent } from './gateway.ts'
import type { Interactions, Live } from './interactions.ts'
import { attachmentBytes, everyComponent } from './limits.ts'
import type { Messages, Stored } from './messages.ts'
import { permission } from './permissions.ts'
import { type FakeChannel, memberPayload, type World } from './world.ts'

/** Who does something and where; what is left out is the home world's. */
export interface By {
  user?: APIUser
  channel?: FakeChannel
  locale?: string
  /** The person's permissions in the channel, in place of those they have. */
  permissions?: bigint
  /** Who installed the bot: `{ '0': guild }`, `{ '1': user }` or both. Follows from the place if left out. */
  owners?: Record<string, string>
}

interface Written {
  content?: string
  reference?: APIMessage
  /** A file's name. */
  file?: string
  /** A message that is shown here as it was there. */
  forwarded?: APIMessage
  as?: Partial<Pick<APIMessage, 'type' | 'webhook_id' | 'flags'>>
}

export interface Home {
  user: APIUser
  channel: FakeChannel
}

/** People using the bot. Each returns what a test holds to see the answers. */
export class Actions {
  readonly #world: World
  readonly #messages: Messages
  readonly #commands: Commands
  readonly #interactions: Interactions
  readonly #gateway: Gateway
  readonly #home: Home

  constructor(world: World, messages: Messages, commands: Commands, interactions: Interactions, gateway: Gateway, home: Home) {
    this.#world = world
    this.#messages = messages
    this.#commands = commands
    this.#interactions = interactions
    this.#gateway = gateway
    this.#home = home
  }

  /** `/name`, with subcommands after a space in `name`. */
  slash({ name, options = {}, ...by }: By & { name: string; options?: Record<string, OptionValue> }): Acted {
    const path = name.split(' ')
    const command = this.#offered(1, path[0] ?? '', by)
    return this.#act(2, `/${name}`, by, commandData(this.#world, command, path, options))
  }

  /** Typing in the option `focused` of `/name`: what is typed so far is among the options. */
  autocomplete({ name, options, focused, ...by }: By & { name: string; options: Record<string, OptionValue>; focused: string }): Acted {
    const path = name.split(' ')
    const command = this.#offered(1, path[0] ?? '', by)
    return this.#act(4, `typing ${focused} of /${name}`, by, commandData(this.#world, command, path, options, focused))
  }

  /** The message command `name` on a message. The bot is given all of the message, whatever its intents. */
  menu(name: string, message: APIMessage, by: By = {}): Acted {
    const stored = this.#messages.get(message.id)
    const channel = by.channel ?? stored.channel
    const command = this.#offered(3, name, { ...by, channel })
    const data = { id: command.id, name, type: 3, target_id: message.id, resolved: { messages: { [message.id]: stored.message } } }
    return this.#act(2, name, { ...by, channel }, data)
  }

  button(message: APIMessage, customId: string, by: By = {}): Acted {
    return this.#press(message, customId, [2], by, {})
  }

  select(message: APIMessage, customId: string, values: string[], by: By = {}): Acted {
    return this.#press(message, customId, [3, 5, 6, 7, 8], by, { values })
  }

  /** Sends the modal that was the first response to `shown`, with a value for each of its fields that is named. */
  modalSubmit(shown: Acted, values: Record<string, string | string[]>, by: By = {}): Acted {
    const { first, user, channel, source, what } = shown.live
    if (first?.type !== 9) throw new Error(`${what} has shown no modal`)
    const fields = everyComponent(first.data.components as object[]).filter((each) => typeof each.custom_id === 'string')
    for (const name of Object.keys(values))
      if (!fields.some(({ custom_id }) => custom_id === name)) throw new Error(`The modal has no field "${name}"`)
    const fill = (part: Record<string, unknown>): object => {
      if (Array.isArray(part.components)) return { type: part.type, id: 0, components: part.components.map(fill) }
      if (part.component) return { type: part.type, id: 0, component: fill(part.component as Record<string, unknown>) }
      const value = values[String(part.custom_id)] ?? (part.type === 4 ? String(part.value ?? '') : [])
      return { type: part.type, id: 0, custom_id: part.custom_id, ...(Array.isArray(value) ? { values: value } : { value }) }
    }
    const data = { custom_id: first.data.custom_id, components: (first.data.components as Record<string, unknown>[]).map(fill) }
    return this.#act(5, `the modal of ${what}`, { user, channel, ...by }, data, source)
  }

  /** Somebody writes in a channel, or shows a `file`. Mentions follow from the text; `as` is what else Discord says of the message. */
  message({ content = '', user, channel: where, reference, file, forwarded, as = {} }: By & Written): APIMessage {
    const channel = where ?? this.#home.channel
    const replied = reference && this.#messages.get(reference.id)
    const files = file === undefined ? [] : [{ key: '0', name: file, type: 'application/octet-stream', bytes: Buffer.from('x') }]
    if (channel.isArchived) this.#world.change(channel, { isArchived: false })
    const stored = this.#messages.create({ content }, files, {
      channel,
      author: user ?? this.#home.user,
      extra: { ...(replied && replyTo(replied)), ...(forwarded && forward(forwarded)), ...as },
    })
    // A reply mentions whom it answers unless its author turns that off.
    if (replied && !stored.message.mentions.some(({ id }) => id === replied.message.author.id))
      stored.message.mentions.push(replied.message.author)
    this.#gateway.dispatchMessage('MESSAGE_CREATE', stored.message, stored.channel)
    return stored.message
  }

  /** Discord says again that a message was written. */
  tellAgain(message: APIMessage): void {
    this.#gateway.dispatchMessage('MESSAGE_CREATE', message, this.#messages.get(message.id).channel)
  }

  editMessage(message: APIMessage, content: string): APIMessage {
    const stored = this.#messages.edit(this.#messages.get(message.id), { content }, [])
    this.#gateway.dispatchMessage('MESSAGE_UPDATE', stored.message, stored.channel)
    return stored.message
  }

  /** Begins a thread from a message, which Discord then tells of again, whole. */
  beginThread(message: APIMessage, name = 'about it'): FakeChannel {
    const stored = this.#messages.get(message.id)
    const thread = this.#world.thread(stored.channel, name, { from: message })
    stored.message = { ...stored.message, flags: (stored.message.flags ?? 0) | hasThread }
    this.#gateway.dispatchMessage('MESSAGE_UPDATE', stored.message, stored.channel)
    return thread
  }

  deleteMessage(message: APIMessage): void {
    const stored = this.#messages.get(message.id)
    this.#messages.remove(stored)
    const data = { id: message.id, channel_id: stored.channel.id }
    this.#gateway.dispatchIn('MESSAGE_DELETE', stored.channel, intent.guildMessages, intent.directMessages, data)
  }

  /** A moderator clears away several messages of a channel at once. */
  purge(channel: FakeChannel, messages: readonly APIMessage[]): void {
    for (const { id } of messages) this.#messages.remove(this.#messages.get(id))
    const data = { ids: messages.map(({ id }) => id), channel_id: channel.id }
    this.#gateway.dispatchIn('MESSAGE_DELETE_BULK', channel, intent.guildMessages, intent.directMessages, data)
  }

  react(message: APIMessage, emoji: string, by: By = {}): void {
    const { channel } = this.#messages.get(message.id)
    const user = by.user ?? this.#home.user
    const data = {
      user_id: user.id,
      channel_id: channel.id,
      message_id: message.id,
      emoji: { id: null, name: emoji },
      burst: false,
      type: 0,
    }
    this.#gateway.dispatchIn('MESSAGE_REACTION_ADD', channel, intent.guildMessageReactions, intent.directMessageReactions, data)
  }

  #press(message: APIMessage, customId: string, types: number[], by: By, extra: { values?: string[] }): Acted {
    const stored = this.#messages.get(message.id)
    const user = by.user ?? this.#home.user
    if (stored.onlyFor !== undefined && stored.onlyFor !== user.id)
      throw new Error(`${user.username} cannot see an ephemeral message of somebody else`)
    const components = everyComponent(stored.message.components ?? [])
    const part = components.find(({ custom_id, type }) => custom_id === customId && types.includes(Number(type)))
    const offeredIds = components.flatMap(({ custom_id }) => custom_id ?? []).join(', ')
    if (!part) throw new Error(`The message has no such component "${customId}"; it has: ${offeredIds || 'none'}`)
    if (part.disabled) throw new Error(`The component "${customId}" is disabled`)
    const known = (part.options as { value: string }[] | undefined)?.map(({ value }) => value)
    const unknown = known && extra.values?.find((value) => !known.includes(value))
    if (unknown !== undefined) throw new Error(`The select "${customId}" has no value "${unknown}"; it has: ${known?.join(', ')}`)
    const data = { custom_id: customId, component_type: part.type, id: 0, ...extra }
    return this.#act(3, `pressing ${customId}`, { ...by, channel: stored.channel }, data, stored)
  }

  #offered(type: 1 | 3, name: string, by: By) {
    return offered(this.#commands, type, name, this.#channel(by), this.#permissions(by))
  }

  #permissions(by: By): bigint {
    return by.permissions ?? this.#world.permissions(this.#channel(by), by.user ?? this.#home.user)
  }

  #channel(by: By): FakeChannel {
    return by.channel ?? this.#home.channel
  }

  #act(type: number, what: string, by: By, data: object, source?: Stored): Acted {
    const user = by.user ?? this.#home.user
    const channel = this.#channel(by)
    const { guild } = channel
    const owners = by.owners ?? ownersOf(channel, user)
    const permissions = this.#permissions(by)
    const userOnly = '1' in owners && !('0' in owners)
    const live: Live = {
      id: this.#world.ids.next(),
      token: randomBytes(48).toString('base64url'),
      type,
      what: `${what} by ${user.username}`,
      user,
      channel,
      userOnly,
      forcedEphemeral: userOnly && guild !== undefined && !(permissions & permission.useExternalApps),
      ...(source && { source }),
      dispatchedAtMs: this.#world.ids.clock.now(),
      startedAt: performance.now(),
      followups: [],
      timings: {},
      history: [],
      changes: new Changes(),
    }
    this.#interactions.add(live)
    const payload = {
      id: live.id,
      application_id: this.#world.bot.id,
      type,
      token: live.token,
      version: 1,
      channel_id: channel.id,
      channel: { id: channel.id, type: channel.type, name: channel.name, permissions: `${permissions}` },
      ...(guild
        ? inGuild(guild.id, guild.locale, memberPayload(guild.members.get(user.id) ?? { user, roles: [] }), permissions)
        : { user }),
      locale: by.locale ?? 'en-US',
      app_permissions: `${this.#world.permissions(channel, this.#world.bot)}`,
      entitlements: [],
      authorizing_integration_owners: owners,
      context: { guild: 0, dm: 1, private: 2 }[channel.kind],
      attachment_size_limit: attachmentBytes,
      data,
      ...(source && { message: source.message }),
    }
    const reached = this.#gateway.dispatch('INTERACTION_CREATE', guild?.id, () => payload)
    if (reached === 0) live.history.push('no connection of the bot to see it')
    return new Acted(live, this.#interactions)
  }
}

/** Of a message's flags. */
const hasThread = 1 << 5

function forward({ id, channel_id, content, embeds, attachments, mentions, mention_roles, timestamp, type }: APIMessage): object {
  const message = { content, embeds, attachments, mentions, mention_roles, timestamp, edited_timestamp: null, flags: 0, type }
  return { message_reference: { type: 1, message_id: id, channel_id }, message_snapshots: [{ message }] }
}

function inGuild(id: string, locale: string, member: object, permissions: bigint): object {
  return { guild_id: id, guild_locale: locale, guild: { id, locale, features: [] }, member: { ...member, permissions: `${permissions}` } }
}

/** A server's installation where the bot is a member, the bot itself in its direct messages, and else the person's own. */
function ownersOf({ kind, guild }: FakeChannel, user: APIUser): Record<string, string> {
  if (guild?.hasBot) return { '0': guild.id }
  return kind === 'dm' ? { '0': '0' } : { '1': user.id }
}
