import type { AddressInfo } from 'node:net'
import type { APIMessage, APIUser } from 'discord.js'
import { Actions } from './actions.ts'
import { applicationRoutes, type Sharding } from './application-routes.ts'
import { type ChannelRecords, channelRoutes } from './channel-routes.ts'
import { FakeClock, Ids } from './clock.ts'
import { Commands } from './commands.ts'
import { Faults } from './faults.ts'
import { Gateway, type GatewayOptions, intent } from './gateway.ts'
import { isRefused, Rest, type Seen } from './http.ts'
import { interactionRoutes } from './interaction-routes.ts'
import { brief, Interactions } from './interactions.ts'
import { Messages, type Stored } from './messages.ts'
import { type FakeChannel, type FakeGuild, World } from './world.ts'

export interface FakeOptions {
  token?: string
  /** Discord's clock. It stands still if left out: only `clock.advance` moves it. A bench gives `Date.now`. */
  now?: () => number
  /** How many shards `GET /gateway/bot` recommends, and how many may identify at once. */
  shards?: number
  maxConcurrency?: number
  heartbeatMs?: number
  /** Privileged intents the application was granted. None if left out. */
  granted?: ('messageContent' | 'guildMembers' | 'guildPresences')[]
  deliver?: GatewayOptions['deliver']
  /** How many messages and interactions are remembered. */
  keep?: number
  /** How many requests, at least. */
  keepRequests?: number
}

/** Discord on this machine, for the real discord.js: `new Client({ intents, rest: { api: fake.api } })`. Close it when done. */
export class FakeDiscord extends Actions {
  readonly token: string
  readonly clock: FakeClock
  readonly world: World
  readonly commands: Commands
  readonly gateway: Gateway
  readonly faults: Faults
  readonly messages: Messages
  readonly interactions: Interactions
  /** Where the bot typed and what it reacted with. */
  readonly records: ChannelRecords
  /** What Discord says of how many shards it wants. */
  readonly sharding: Sharding
  /** The home world: a server with a channel and somebody on it. */
  readonly guild: FakeGuild
  readonly channel: FakeChannel
  readonly user: APIUser
  readonly #rest: Rest
  /** The base address for discord.js. */
  api = ''

  constructor(options: FakeOptions = {}) {
    const startedAt = Date.now()
    const clock = new FakeClock(options.now ?? (() => startedAt))
    const ids = new Ids(clock)
    const world = new World(ids)
    const guild = world.guild('The Lab')
    const channel = world.channel(guild, 'general')
    const user = world.user('ana')
    world.join(guild, user)
    const keep = options.keep ?? 20_000
    const token = options.token ?? 'fake-token'
    const granted = (options.granted ?? []).reduce((bits, name) => bits | intent[name], 0)
    const gateway = new Gateway(world, clock, {
      token,
      granted,
      heartbeatMs: options.heartbeatMs ?? 41_250,
      deliver: options.deliver ?? 'all',
    })
    const messages = new Messages(world, keep)
    const commands = new Commands(ids)
    const interactions = new Interactions(messages, keep)
    super(world, messages, commands, interactions, gateway, { user, channel })
    this.token = token
    this.clock = clock
    this.world = world
    this.commands = commands
    this.gateway = gateway
    this.messages = messages
    this.interactions = interactions
    this.faults = new Faults()
    this.records = { typed: [], reacted: [] }
    this.guild = guild
    this.channel = channel
    this.user = user
    this.sharding = { shards: options.shards ?? 1, maxConcurrency: options.maxConcurrency ?? 16 }
    const routes = [
      ...interactionRoutes(world.bot.id, interactions, gateway),
      ...applicationRoutes(world, commands, gateway, this.sharding),
      ...channelRoutes(world, messages, gateway, this.records),
    ]
    this.#rest = new Rest(routes, token, this.faults, options.keepRequests ?? 5000)
  }

  async start(port = 0): Promise<this> {
    const { server } = this.#rest
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    const address = `127.0.0.1:${(server.address() as AddressInfo).port}`
    this.api = `http://${address}/api`
    this.gateway.listen(server, `ws://${address}/gateway`)
    this.world.announce = (event, data, guildId) => {
      this.gateway.dispatch(event, guildId, (intents) => (intents & intent.guilds ? data : undefined))
    }
    return this
  }

  /** The last requests, in order. */
  get requests(): readonly Seen[] {
    return this.#rest.seen
  }

  /** What the bot asked for and was refused. A test of a well-behaved bot expects none. */
  get refusals(): Seen[] {
    return this.#rest.seen.filter(isRefused)
  }

  /** How often each kind of thing was refused, over more requests than are kept. */
  get refused(): ReadonlyMap<string, number> {
    return this.#rest.refused
  }

  /** The bot's messages in a channel that everybody there sees, oldest first. */
  said(channel: FakeChannel = this.channel): APIMessage[] {
    return this.#saidIn(channel).map(({ message }) => message)
  }

  /** The bot's `count`th message in a channel that `fits`. Waits for it. */
  async nextSaid(
    options: { channel?: FakeChannel; fits?: (message: APIMessage) => boolean; count?: number; waitMs?: number } = {},
  ): Promise<APIMessage> {
    const { channel = this.channel, fits = () => true, count = 1, waitMs } = options
    const look = () => this.said(channel).filter(fits)[count - 1]
    const instead = () => `the bot said ${this.said(channel).map(brief).join(', ') || 'nothing'} there`
    return this.messages.changes.until(`message ${count} of the bot in #${channel.name}`, look, instead, waitMs)
  }

  /** The bot's reply to somebody's message, once it is there and `fits`. */
  replyTo(message: APIMessage, fits: (reply: APIMessage) => boolean = () => true, waitMs?: number): Promise<APIMessage> {
    const reply = () => this.messages.replies.get(message.id)?.message
    const look = () => {
      const found = reply()
      return found && fits(found) ? found : undefined
    }
    const instead = () => {
      const found = reply()
      return found ? `there came ${brief(found)}` : 'there came none'
    }
    return this.messages.changes.until(`a reply to ${brief(message)}`, look, instead, waitMs)
  }

  /** The messages that notified somebody. */
  get pinging(): Stored[] {
    return [...this.messages.pinging]
  }

  async close(): Promise<void> {
    this.gateway.close()
    const { server } = this.#rest
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  }

  #saidIn(channel: FakeChannel): Stored[] {
    const { bot } = this.world
    return [...this.messages.stored.values()].filter(
      (each) => each.channel === channel && each.onlyFor === undefined && each.message.author.id === bot.id,
    )
  }
}

/** A running fake. */
export function startFakeDiscord(options?: FakeOptions): Promise<FakeDiscord> {
  return new FakeDiscord(options).start()
}
