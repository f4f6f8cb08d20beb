import {
  type CacheFactory,
  Client,
  Collection,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  GuildEmojiManager,
  GuildMemberManager,
  GuildScheduledEventManager,
  GuildStickerManager,
  InteractionType,
  LimitedCollection,
  MessageFlags,
  MessageManager,
  Partials,
  PresenceManager,
  type RateLimitData,
  REST,
  ReactionManager,
  ReactionUserManager,
  StageInstanceManager,
  ThreadMemberManager,
  UserManager,
  VoiceStateManager,
} from 'discord.js'
import type { DiscordConfig } from '../../config.ts'
import { errorFields } from '../../operations/error-fields.ts'
import type { Log } from '../../operations/log.ts'
import { tokenLife } from './interactions-asking.ts'
import { refusalFields } from './refusals.ts'

/**
 * Interactions need guilds alone; mentions and direct messages the messages'. The content of the others is a privilege that is turned on
 * in the Developer Portal: whoever asks for it without having it is not let in (close code 4014).
 */
export function intentsFor({ content }: { readonly content: boolean }): number {
  const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits
  return Guilds | GuildMessages | DirectMessages | (content ? MessageContent : 0)
}

/** A client that is not connected yet. What goes wrong with it is logged, and is nobody's end. */
export function createClient({ apiUrl }: Pick<DiscordConfig, 'apiUrl'>, { content }: { readonly content: boolean }, log: Log): Client {
  const client = new Client({
    intents: intentsFor({ content }),
    // Direct messages come from channels nobody told of, and what is edited may have left the cache.
    partials: [Partials.Channel, Partials.Message],
    allowedMentions: { parse: [] },
    // A process for each shard was told which is its own by whoever started it (sharding.ts).
    ...(!('SHARDS' in process.env) && { shards: 'auto' }),
    // Questions need no server to be known: they are not kept waiting for one that is late.
    waitGuildTimeout: 500,
    makeCache,
    rest: restOptions(apiUrl),
  })
  logConnection(client, log)
  leaveOutUnheard(client)
  leaveOutUnreadable(client, log)
  return client
}

/** An event as Discord sent it. */
interface Packet {
  readonly t?: unknown
  readonly d?: { readonly type?: unknown; readonly author?: { readonly id?: unknown } | null; readonly flags?: unknown } | null
}

interface Packets {
  handlePacket(packet: Packet | undefined, shard: unknown): boolean
}

/**
 * What nobody listens to is not made into the library's objects and kept: of a busy bot that costs as much as to answer. Commands are read as
 * Discord sends them (start.ts), and what the bot said itself is told again with a reply to it, and when a thread is begun from it.
 */
function leaveOutUnheard(client: Client): void {
  const packets = client.ws as unknown as Packets
  const handle = packets.handlePacket.bind(client.ws)
  packets.handlePacket = (packet, shard) => isUnheard(packet, client.user?.id) || handle(packet, shard)
}

function isUnheard(packet: Packet | undefined, ourId: string | undefined): boolean {
  switch (packet?.t) {
    case GatewayDispatchEvents.InteractionCreate:
      return packet.d?.type !== InteractionType.MessageComponent
    case GatewayDispatchEvents.MessageCreate:
    case GatewayDispatchEvents.MessageUpdate:
      return ourId !== undefined && packet.d?.author?.id === ourId && (Number(packet.d.flags) & MessageFlags.HasThread) === 0
    default:
      return false
  }
}

/**
 * An event that says something nobody foresaw is left out: what the library, or a listener, throws over it would end the program for
 * everybody. The error's own words may hold what was said, and stay out of the log.
 */
function leaveOutUnreadable({ ws }: Client, log: Log): void {
  const packets = ws as unknown as Packets
  const handle = packets.handlePacket.bind(ws)
  packets.handlePacket = (packet, shard) => {
    try {
      return handle(packet, shard)
    } catch (error) {
      const { error: name, at } = errorFields(error)
      log.error('an event could not be read, and is left out', { event: packet?.t, error: name, at })
      return true
    }
  }
}

const restOptions = (apiUrl: string | undefined) => ({
  rejectOnRateLimit: isTooLong,
  ...(apiUrl !== undefined && { api: apiUrl.replace(/\/+$/, '') }),
})

/** Milliseconds after which nobody has use of an answer: Discord waits for the first one itself, a token lives so long, a conversation goes on. */
const longestWaits = [
  [/\/callback$/, 3000],
  [/^\/webhooks\//, tokenLife],
  [/^\/channels\//, 60_000],
] as const

/** Whether Discord asks to wait for longer than there is a point in it. */
function isTooLong({ route, retryAfter, timeToReset }: RateLimitData): boolean {
  const [, longest = Number.POSITIVE_INFINITY] = longestWaits.find(([path]) => path.test(route)) ?? []
  return Math.max(retryAfter, timeToReset) > longest
}

/** Twice a second is tried to come back: that it is lost is said once, and that it is back. */
function logConnection(client: Client, log: Log): void {
  const away = new Set<number>()
  const isBack = (shard: number) => {
    if (away.delete(shard)) log.info('connected again', { shard })
  }
  client.on(Events.Error, (error) => log.warn('the connection failed', refusalFields(error)))
  // Whoever connects, or comes back, says why it failed.
  client.on(Events.ShardError, (error, shard) => log.debug('the connection failed', { shard, ...refusalFields(error) }))
  client.on(Events.ShardReconnecting, (shard) => {
    if (!away.has(shard)) log.warn('the connection is lost, trying to come back', { shard })
    away.add(shard)
  })
  client.on(Events.ShardResume, isBack)
  client.on(Events.ShardReady, isBack)
}

/** More than a bot is asked in a second: Discord does not count answers to interactions among a bot's 50 requests a second. */
const answersPerSecond = 5000

/** Each token has a queue of its own, which is of no use once its answer is sent: milliseconds until they are looked through. */
const queueSweepMs = 5000

/**
 * What answers interactions goes by their tokens: it needs no bot's, and nothing else waits in its queue. What is lost is sent again by who
 * knows what was tried before (refusals.ts), not here.
 */
export function answeringRest({ apiUrl }: Pick<DiscordConfig, 'apiUrl'>): REST {
  return new REST({
    version: '10',
    globalRequestsPerSecond: answersPerSecond,
    handlerSweepInterval: queueSweepMs,
    retries: 0,
    ...restOptions(apiUrl),
  })
}

/** With the bot's token, for what is asked once. */
export function botRest({ apiUrl, token = '' }: Pick<DiscordConfig, 'apiUrl' | 'token'>): REST {
  return new REST({ version: '10', ...restOptions(apiUrl) }).setToken(token)
}

const isSelf = ({ id, client }: { readonly id: string; readonly client: Client }) => id === client.user?.id

interface Kept {
  readonly maxSize: number
  readonly keepOverLimit?: typeof isSelf
}

const nothingKept: readonly unknown[] = [
  PresenceManager,
  ReactionManager,
  ReactionUserManager,
  VoiceStateManager,
  GuildEmojiManager,
  GuildStickerManager,
  GuildScheduledEventManager,
  StageInstanceManager,
  ThreadMemberManager,
]

/** How many a manager keeps: an answer needs nothing that was said before it. Told by the class and not by its name, which a bundler may change. */
const kept = new Map<unknown, Kept>([
  // Of each channel, for who mends what they just asked.
  [MessageManager, { maxSize: 5 }],
  // People come with what they ask; the bot itself is asked what it may do.
  [GuildMemberManager, { maxSize: 20, keepOverLimit: isSelf }],
  [UserManager, { maxSize: 500, keepOverLimit: isSelf }],
  ...nothingKept.map((manager) => [manager, { maxSize: 0 }] as const),
])

const makeCache = ((manager: unknown) => {
  const limit = kept.get(manager)
  return limit === undefined ? new Collection() : new LimitedCollection<string, Parameters<typeof isSelf>[0]>(limit)
}) as CacheFactory
