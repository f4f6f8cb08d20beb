import type { APIUser } from 'discord.js'
import type { Ids } from './clock.ts'
import { allPermissions, everyonesPermissions, type Overwrite, permission, permissionsIn } from './permissions.ts'

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
  roles: Map<string, { name: string; permissions: bigint }>
  members: Map<string, FakeMember>
  channels: Map<string, FakeChannel>
}

export interface FakeChannel {
  id: string
  /** Where it is: on a server, between the bot and somebody, or between people. */
  kind: 'guild' | 'dm' | 'private'
  name: string
  guild?: FakeGuild
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

  /** The bot is put out of the guild. */
  leave(guild: FakeGuild): void {
    guild.members.delete(this.bot.id)
    this.announce('GUILD_DELETE', { id: guild.id }, guild.id)
    guild.hasBot = false
  }

  /** A member with these permissions on top of everyone's, through a role of their own. */
  join(guild: FakeGuild, user: APIUser, permissions = 0n): FakeMember {
    const roles: string[] = []
    if (permissions) {
      const role = this.ids.next()
      guild.roles.set(role, { name: user.username, permissions })
      roles.push(role)
    }
    const member = { user, roles }
    guild.members.set(user.id, member)
    return member
  }

  channel(guild: FakeGuild, name: string, overwrites: Overwrite[] = []): FakeChannel {
    const channel: FakeChannel = { id: this.ids.next(), kind: 'guild', name, guild, overwrites, recipients: [] }
    guild.channels.set(channel.id, channel)
    this.channels.set(channel.id, channel)
    if (guild.hasBot) this.announce('CHANNEL_CREATE', channelPayload(channel), guild.id)
    return channel
  }

  dm(user: APIUser): FakeChannel {
    const known = this.#dms.get(user.id)
    if (known) return known
    const channel: FakeChannel = { id: this.ids.next(), kind: 'dm', name: '', overwrites: [], recipients: [user] }
    this.#dms.set(user.id, channel)
    this.channels.set(channel.id, channel)
    return channel
  }

  /** A conversation the bot is not part of. */
  privateChannel(...recipients: APIUser[]): FakeChannel {
    const channel: FakeChannel = { id: this.ids.next(), kind: 'private', name: 'private', overwrites: [], recipients }
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
}

export function channelPayload(channel: FakeChannel): object {
  if (channel.kind === 'dm') return { id: channel.id, type: 1, last_message_id: null, flags: 0, recipients: channel.recipients }
  if (channel.kind === 'private')
    return { id: channel.id, type: 3, name: channel.name, icon: null, last_message_id: null, flags: 0, recipients: channel.recipients }
  return {
    id: channel.id,
    type: 0,
    guild_id: channel.guild?.id,
    name: channel.name,
    position: 0,
    parent_id: null,
    topic: null,
    nsfw: false,
    rate_limit_per_user: 0,
    last_message_id: null,
    flags: 0,
    permission_overwrites: channel.overwrites.map((each) => ({ ...each, allow: `${each.allow}`, deny: `${each.deny}` })),
  }
}

export function memberPayload({ user, roles }: FakeMember): object {
  return {
    user,
    nick: null,
    avatar: null,
    roles,
    joined_at: '2024-01-01T00:00:00.000Z',
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
  }
}

export function guildPayload(guild: FakeGuild, now: string): object {
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
      ...role,
      permissions: `${role.permissions}`,
      color: 0,
      hoist: false,
      position: 0,
      managed: false,
      mentionable: false,
      flags: 0,
    })),
    members: [...guild.members.values()].map(memberPayload),
    channels: [...guild.channels.values()].map(channelPayload),
    threads: [],
    emojis: [],
    stickers: [],
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}
