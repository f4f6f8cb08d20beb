import type { APIUser } from 'discord.js'
import type { Ids } from './clock.ts'
import { allPermissions, everyonesPermissions, type Overwrite, permission, permissionsIn } from './permissions.ts'

/** When all that is older than a test began. */
const startedAt = '2024-01-01T00:00:00.000Z'

export interface FakeMember {
  user: APIUser
  roles: string[]
}

export interface FakeGuild {
  id: string
  name: string
  ownerId: string
  locale: string
  /** False where only people brought the bot along: nothing of the guild reaches it but their interactions. */
  hasBot: boolean
  /** Out of order: who connects is told of it only once it `returns`. */
  isOut?: boolean
  roles: Map<string, { name: string; permissions: bigint; managed?: boolean; tags?: { bot_id: string } }>
  members: Map<string, FakeMember>
  channels: Map<string, FakeChannel>
}

/** Discord's numbers for channels (Discord's documentation, "Channel Types"). */
const channelTypes = { text: 0, dm: 1, voice: 2, private: 3, announcement: 5, thread: 11, stage: 13, forum: 15 } as const
type ChannelType = (typeof channelTypes)[keyof typeof channelTypes]

export interface FakeChannel {
  id: string
  /** Where it is: on a server, between the bot and somebody, or between people. */
  kind: 'guild' | 'dm' | 'private'
  type: ChannelType
  name: string
  guild?: FakeGuild
  /** A thread's channel, whose overwrites are the thread's. */
  parent?: FakeChannel
  isArchived?: boolean
  isLocked?: boolean
  overwrites: Overwrite[]
  recipients: APIUser[]
}

/** Who and what there is. Everything made here exists from then on; `announce` tells the connected bots. */
export class World {
  readonly users = new Map<string, APIUser>()
  readonly guilds = new Map<string, FakeGuild>()
  readonly channels = new Map<string, FakeChannel>()
  /** People who do not take messages from the bot. */
  readonly closed = new Set<string>()
  readonly bot: APIUser
  announce: (event: string, data: object, guildId: string) => void = () => undefined
  readonly #dms = new Map<string, FakeChannel>()
  readonly ids: Ids

  constructor(ids: Ids) {
    this.ids = ids
    this.bot = this.user('headroom', { bot: true })
  }

  user(username: string, options: { bot?: boolean } = {}): APIUser {
    const id = this.ids.next()
    const user: APIUser = { id, username, discriminator: '0', global_name: username, avatar: null, bot: options.bot ?? false }
    this.users.set(id, user)
    return user
  }

  guild(name: string, options: { id?: string; locale?: string; hasBot?: boolean; everyone?: bigint; bot?: bigint } = {}): FakeGuild {
    const id = options.id ?? this.ids.nextGuild()
    const guild: FakeGuild = {
      id,
      name,
      ownerId: this.user(`owner of ${name}`).id,
      locale: options.locale ?? 'en-US',
      hasBot: options.hasBot ?? true,
      roles: new Map([[id, { name: '@everyone', permissions: options.everyone ?? everyonesPermissions }]]),
      members: new Map(),
      channels: new Map(),
    }
    this.guilds.set(id, guild)
    if (guild.hasBot) this.join(guild, this.bot, options.bot)
    if (guild.hasBot) this.announce('GUILD_CREATE', guildPayload(guild, this.ids.clock.iso()), id)
    return guild
  }

  /** A guild that was out is back. */
  returns(guild: FakeGuild): void {
    guild.isOut = false
    this.announce('GUILD_CREATE', guildPayload(guild, this.ids.clock.iso()), guild.id)
  }

  /** The bot is put out of the guild. */
  leave(guild: FakeGuild): void {
    guild.members.delete(this.bot.id)
    this.announce('GUILD_DELETE', { id: guild.id }, guild.id)
    guild.hasBot = false
  }

  /** A member with these permissions on top of everyone's, through a role of their own. A bot has one always, which can be mentioned. */
  join(guild: FakeGuild, user: APIUser, permissions = 0n): FakeMember {
    const roles: string[] = []
    if (permissions || user.bot) {
      const role = this.ids.next()
      guild.roles.set(role, { name: user.username, permissions, ...(user.bot && { managed: true, tags: { bot_id: user.id } }) })
      roles.push(role)
    }
    const member = { user, roles }
    guild.members.set(user.id, member)
    return member
  }

  channel(guild: FakeGuild, name: string, kind: 'text' | 'voice' | 'announcement' | 'stage' | 'forum' = 'text'): FakeChannel {
    return this.#opened('CHANNEL_CREATE', guild, { name, type: channelTypes[kind], overwrites: [] })
  }

  /** A public thread of a channel, or a post of a forum; it has the id of the message it was begun `from`. */
  thread(
    parent: FakeChannel,
    name: string,
    { isArchived = false, isLocked = false, from }: { isArchived?: boolean; isLocked?: boolean; from?: { id: string } } = {},
  ): FakeChannel {
    const { guild } = parent
    if (guild === undefined) throw new Error('Threads are on servers')
    return this.#opened('THREAD_CREATE', guild, {
      ...(from && { id: from.id }),
      name,
      type: channelTypes.thread,
      parent,
      isArchived,
      isLocked,
      overwrites: parent.overwrites,
    })
  }

  /** A thread as it is from now on. */
  change(thread: FakeChannel, changed: Pick<FakeChannel, 'isArchived' | 'isLocked'>): void {
    Object.assign(thread, changed)
    if (thread.guild?.hasBot) this.announce('THREAD_UPDATE', channelPayload(thread), thread.guild.id)
  }

  dm(user: APIUser): FakeChannel {
    const known = this.#dms.get(user.id)
    if (known) return known
    const channel: FakeChannel = { id: this.ids.next(), kind: 'dm', type: channelTypes.dm, name: '', overwrites: [], recipients: [user] }
    this.#dms.set(user.id, channel)
    this.channels.set(channel.id, channel)
    return channel
  }

  /** A conversation the bot is not part of. */
  privateChannel(...recipients: APIUser[]): FakeChannel {
    const channel: FakeChannel = {
      id: this.ids.next(),
      kind: 'private',
      type: channelTypes.private,
      name: 'private',
      overwrites: [],
      recipients,
    }
    this.channels.set(channel.id, channel)
    return channel
  }

  /** Takes permissions from somebody (the bot, if nobody is named) in one channel. */
  deny(channel: FakeChannel, denied: bigint, user: APIUser = this.bot): void {
    channel.overwrites.push({ id: user.id, type: 1, allow: 0n, deny: denied })
    if (channel.guild?.hasBot) this.announce('CHANNEL_UPDATE', channelPayload(channel), channel.guild.id)
  }

  /** What somebody may do in a channel. The bot may do nothing where it is no member. */
  permissions(channel: FakeChannel, user: APIUser): bigint {
    const { guild } = channel
    if (!guild) return channel.kind === 'dm' || user.id !== this.bot.id ? allPermissions : 0n
    const member = guild.members.get(user.id)
    if (!member) return user.id === this.bot.id ? 0n : everyonesPermissions
    if (guild.ownerId === user.id) return allPermissions
    return permissionsIn(guild.id, user.id, guild.roles, member.roles, channel.overwrites)
  }

  botMay(channel: FakeChannel, wanted: keyof typeof permission): boolean {
    return (this.permissions(channel, this.bot) & permission[wanted]) !== 0n
  }

  #opened(event: string, guild: FakeGuild, made: Omit<FakeChannel, 'id' | 'kind' | 'guild' | 'recipients'> & { id?: string }): FakeChannel {
    const channel: FakeChannel = { id: this.ids.next(), kind: 'guild', guild, recipients: [], ...made }
    guild.channels.set(channel.id, channel)
    this.channels.set(channel.id, channel)
    if (guild.hasBot && channel.isArchived !== true) this.announce(event, channelPayload(channel), guild.id)
    return channel
  }
}

export function channelPayload(channel: FakeChannel): object {
  const { id, type, name, guild, parent } = channel
  const common = { id, type, last_message_id: null, flags: 0 }
  if (channel.kind === 'dm') return { ...common, recipients: channel.recipients }
  if (channel.kind === 'private') return { ...common, name, icon: null, recipients: channel.recipients }
  const onServer = { ...common, guild_id: guild?.id, name, rate_limit_per_user: 0 }
  if (parent !== undefined) {
    const metadata = { archived: channel.isArchived, locked: channel.isLocked, auto_archive_duration: 1440, archive_timestamp: startedAt }
    return { ...onServer, parent_id: parent.id, owner_id: guild?.ownerId, message_count: 0, member_count: 1, thread_metadata: metadata }
  }
  return {
    ...onServer,
    position: 0,
    parent_id: null,
    topic: null,
    nsfw: false,
    permission_overwrites: channel.overwrites.map((each) => ({ ...each, allow: `${each.allow}`, deny: `${each.deny}` })),
  }
}

export function memberPayload({ user, roles }: FakeMember): object {
  return {
    user,
    nick: null,
    avatar: null,
    roles,
    joined_at: startedAt,
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
  }
}

export function guildPayload(guild: FakeGuild, now: string): object {
  const channels = [...guild.channels.values()]
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    owner_id: guild.ownerId,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    features: [],
    mfa_level: 0,
    system_channel_flags: 0,
    premium_tier: 0,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: guild.locale,
    joined_at: now,
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    roles: [...guild.roles].map(([id, role]) => ({
      id,
      color: 0,
      hoist: false,
      position: 0,
      managed: false,
      mentionable: false,
      flags: 0,
      ...role,
      permissions: `${role.permissions}`,
    })),
    members: [...guild.members.values()].map(memberPayload),
    channels: channels.filter(({ parent }) => parent === undefined).map(channelPayload),
    // A client that comes is told of those that are open.
    threads: channels.filter(({ parent, isArchived }) => parent !== undefined && isArchived !== true).map(channelPayload),
    emojis: [],
    stickers: [],
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}
