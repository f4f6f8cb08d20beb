import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import type { APIMessage } from 'discord.js'
import { type WebSocket, WebSocketServer } from 'ws'
import { Changes } from './changes.ts'
import type { FakeClock } from './clock.ts'
import { type FakeChannel, guildPayload, type World } from './world.ts'

export const intent = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildPresences: 1 << 8,
  guildMessages: 1 << 9,
  guildMessageReactions: 1 << 10,
  directMessages: 1 << 12,
  directMessageReactions: 1 << 13,
  messageContent: 1 << 15,
} as const

const privilegedIntents = intent.guildMembers | intent.guildPresences | intent.messageContent
const knownIntents = (1 << 26) - 1
/** Events kept of each session for a resume. */
const kept = 1000

const op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  voice: 4,
  resume: 6,
  reconnect: 7,
  members: 8,
  invalid: 9,
  hello: 10,
  ack: 11,
} as const

interface Session {
  id: string
  intents: number
  shard: [id: number, count: number]
  seq: number
  /** The event of sequence number n is at n % kept. */
  events: string[]
  socket: WebSocket | undefined
}

export interface GatewayOptions {
  token: string
  heartbeatMs: number
  /** Intents of the privileged ones that the application was granted. */
  granted: number
  /** Whether every connection of a shard sees an event, as on Discord, or one in turn. */
  deliver: 'all' | 'one'
}

/** The websocket side: sessions, and which of them see an event. */
export class Gateway {
  readonly changes = new Changes()
  readonly sessions = new Map<string, Session>()
  readonly counts = { connections: 0, identifies: 0, resumes: 0, heartbeats: 0 }
  readonly options: GatewayOptions
  url = ''
  /** While true, heartbeats stay without an answer. */
  isDeaf = false
  readonly #world: World
  readonly #clock: FakeClock
  readonly #server = new WebSocketServer({ noServer: true })
  readonly #sockets = new Set<WebSocket>()
  #closeNext: number[] = []
  #turn = 0

  constructor(world: World, clock: FakeClock, options: GatewayOptions) {
    this.#world = world
    this.#clock = clock
    this.options = options
  }

  listen(http: Server, url: string): void {
    this.url = url
    http.on('upgrade', (request, socket, head) => this.#server.handleUpgrade(request, socket, head, (opened) => this.#greet(opened)))
  }

  /** Resolves when `count` shards are connected. */
  ready(count = 1, waitMs?: number): Promise<void> {
    const connected = () => [...this.sessions.values()].filter(({ socket }) => socket).length
    const look = () => (connected() >= count ? true : undefined)
    return this.changes
      .until(`${count} connected sessions`, look, () => `there are ${connected()} (${JSON.stringify(this.counts)})`, waitMs)
      .then(() => undefined)
  }

  /** Closes all connections with a code. The sessions can be resumed. */
  disconnect(code = 4000): void {
    for (const socket of this.#sockets) socket.close(code)
  }

  /** Breaks all connections without a word. */
  drop(): void {
    for (const socket of this.#sockets) socket.terminate()
  }

  /** Asks all to reconnect and resume. */
  reconnect(): void {
    for (const socket of this.#sockets) send(socket, op.reconnect, null)
  }

  /** Op 9. Where it is not resumable the sessions are gone. */
  invalidate(isResumable: boolean): void {
    if (!isResumable) for (const { id, socket } of this.sessions.values()) if (socket) this.sessions.delete(id)
    for (const socket of this.#sockets) send(socket, op.invalid, isResumable)
  }

  /** The next identify is answered by closing with this code. */
  closeNextIdentify(code: number): void {
    this.#closeNext.push(code)
  }

  close(): void {
    for (const socket of this.#sockets) socket.terminate()
    this.#server.close()
  }

  /** Sends an event to the sessions of the right shard: a guild's own, the first one for all else. Says how many saw it or can resume to it. */
  dispatch(event: string, guildId: string | undefined, data: (intents: number) => object | undefined): number {
    const at = guildId === undefined ? 0n : BigInt(guildId) >> 22n
    let sessions = [...this.sessions.values()].filter(({ shard: [id, count] }) => at % BigInt(count) === BigInt(id))
    if (this.options.deliver === 'one' && sessions.length > 1) {
      const connected = sessions.filter(({ socket }) => socket)
      const turn = this.#turn++ % (connected.length || 1)
      sessions = (connected.length > 0 ? connected : sessions).slice(turn, turn + 1)
    }
    const payloads = new Map<number, string | undefined>()
    for (const session of sessions) {
      if (!payloads.has(session.intents)) {
        const seen = data(session.intents)
        payloads.set(session.intents, seen && JSON.stringify(seen))
      }
      const payload = payloads.get(session.intents)
      if (payload !== undefined) this.#push(session, event, payload)
    }
    return sessions.length
  }

  /** A message event, to those whose intents ask for it, without its content for those that may not read it. */
  dispatchMessage(event: string, message: APIMessage, channel: FakeChannel): void {
    if (!this.#sees(channel)) return
    const { guild } = channel
    const needed = guild ? intent.guildMessages : intent.directMessages
    const member = guild?.members.get(message.author.id)
    const extra = guild
      ? {
          guild_id: guild.id,
          ...(member && { member: { roles: member.roles, joined_at: message.timestamp, deaf: false, mute: false, flags: 0 } }),
        }
      : {}
    this.dispatch(event, guild?.id, (intents) => {
      if ((intents & needed) === 0) return undefined
      return { ...this.readable(message, channel, intents), ...extra, channel_type: channel.type }
    })
  }

  /** An event of a channel other than a message's own, to those whose intents ask for it. */
  dispatchIn(event: string, channel: FakeChannel, inGuild: number, inDm: number, data: object): void {
    if (!this.#sees(channel)) return
    const { guild } = channel
    const needed = guild ? inGuild : inDm
    this.dispatch(event, guild?.id, (intents) => (intents & needed ? { ...data, ...(guild && { guild_id: guild.id }) } : undefined))
  }

  /** What the bot may read of a message: all of its own, of direct ones and of those that mention it; of others with the intent. */
  readable(message: APIMessage, channel: FakeChannel, intents: number): APIMessage {
    const { bot } = this.#world
    if (
      intents & intent.messageContent ||
      !channel.guild ||
      message.author.id === bot.id ||
      message.mentions.some(({ id }) => id === bot.id)
    )
      return message
    return { ...message, content: '', embeds: [], attachments: [], components: [] }
  }

  #sees(channel: FakeChannel): boolean {
    return channel.kind !== 'private' && (channel.guild?.hasBot ?? true) && this.#world.botMay(channel, 'viewChannel')
  }

  #greet(socket: WebSocket): void {
    this.#sockets.add(socket)
    this.counts.connections++
    let session: Session | undefined
    socket.on('close', (code) => {
      this.#sockets.delete(socket)
      if (session?.socket === socket) {
        session.socket = undefined
        // A client that says goodbye properly gives its session up.
        if (code === 1000 || code === 1001) this.sessions.delete(session.id)
      }
      this.changes.poke()
    })
    socket.on('error', () => socket.terminate())
    socket.on('message', (raw) => {
      const payload = parse(String(raw))
      if (!payload) return socket.close(4002)
      if (payload.op === op.heartbeat) return this.#beat(socket)
      if (payload.op === op.identify || payload.op === op.resume) {
        if (session) return socket.close(4005)
        session = payload.op === op.identify ? this.#identify(socket, payload.d) : this.#resume(socket, payload.d)
        return this.changes.poke()
      }
      if (!session) return socket.close(4003)
      if (payload.op !== op.presence && payload.op !== op.voice && payload.op !== op.members) socket.close(4001)
    })
    send(socket, op.hello, { heartbeat_interval: this.options.heartbeatMs, _trace: [] })
  }

  #beat(socket: WebSocket): void {
    this.counts.heartbeats++
    if (!this.isDeaf) send(socket, op.ack, null)
    this.changes.poke()
  }

  #identify(socket: WebSocket, d: Record<string, unknown>): Session | undefined {
    this.counts.identifies++
    const intents = Number(d.intents)
    const shard = (d.shard ?? [0, 1]) as [number, number]
    const code = this.#closeNext.shift() ?? this.#objection(d.token, intents, shard)
    if (code !== undefined) {
      socket.close(code)
      return undefined
    }
    const session: Session = { id: randomBytes(16).toString('hex'), intents, shard, seq: 0, events: [], socket }
    this.sessions.set(session.id, session)
    const guilds = [...this.#world.guilds.values()].filter(
      ({ id, hasBot }) => hasBot && (BigInt(id) >> 22n) % BigInt(shard[1]) === BigInt(shard[0]),
    )
    const ready = {
      v: 10,
      user: { ...this.#world.bot, verified: true, mfa_enabled: true, email: null, flags: 0 },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.url,
      shard,
      application: { id: this.#world.bot.id, flags: 0 },
    }
    this.#push(session, 'READY', JSON.stringify(ready))
    if (intents & intent.guilds)
      for (const guild of guilds.filter(({ isOut }) => isOut !== true))
        this.#push(session, 'GUILD_CREATE', JSON.stringify(guildPayload(guild, this.#clock.iso())))
    return session
  }

  #objection(token: unknown, intents: number, [shard, count]: [number, number]): number | undefined {
    if (String(token).replace(/^Bot /, '') !== this.options.token) return 4004
    if (!Number.isInteger(intents) || intents & ~knownIntents) return 4013
    if (intents & privilegedIntents & ~this.options.granted) return 4014
    if (!(Number.isInteger(shard) && shard >= 0 && shard < count)) return 4010
    return undefined
  }

  #resume(socket: WebSocket, d: Record<string, unknown>): Session | undefined {
    const session = this.sessions.get(String(d.session_id))
    const from = Number(d.seq)
    if (String(d.token).replace(/^Bot /, '') !== this.options.token) {
      socket.close(4004)
      return undefined
    }
    if (!session || session.seq - from > kept || from > session.seq) {
      send(socket, op.invalid, false)
      return undefined
    }
    this.counts.resumes++
    session.socket = socket
    for (let seq = from + 1; seq <= session.seq; seq++) socket.send(session.events[seq % kept] ?? '')
    this.#push(session, 'RESUMED', '{"_trace":[]}')
    return session
  }

  #push(session: Session, event: string, data: string): void {
    const seq = ++session.seq
    const frame = `{"op":0,"s":${seq},"t":"${event}","d":${data}}`
    session.events[seq % kept] = frame
    session.socket?.send(frame)
  }
}

function send(socket: WebSocket, code: number, d: unknown): void {
  socket.send(JSON.stringify({ op: code, d, s: null, t: null }))
}

function parse(raw: string): { op: number; d: Record<string, unknown> } | undefined {
  try {
    const { op: code, d } = JSON.parse(raw)
    return { op: Number(code), d: d ?? {} }
  } catch {
    return undefined
  }
}
