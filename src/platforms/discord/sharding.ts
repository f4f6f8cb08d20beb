import { setTimeout } from 'node:timers/promises'
import { type Shard, ShardingManager } from 'discord.js'
import type { PlatformServices, Running } from '../platform.ts'
import { botRest } from './client.ts'
import { refusalFields } from './refusals.ts'
import { shardArguments, stateSchema, stopMessage } from './sharding-shard.ts'
import { gatewayOf } from './start-gateway.ts'
import { DiscordRefused } from './start-problems.ts'

/** Discord lets so many shards in at once every five seconds. */
const betweenShardsMs = 5500

/** What waits grow by: at once, after a second, two, four. */
const firstWaitMs = 1000
const longestWaitMs = 60_000
const longer = (waitMs: number) => Math.min(longestWaitMs, Math.max(firstWaitMs, waitMs * 2))

interface Options {
  /** What runs each shard: this very program. */
  readonly program?: string
  readonly pause?: (ms: number) => Promise<unknown>
}

/**
 * One process for each shard, of the same program. This one keeps them running and takes no questions itself. Goes on by itself where Discord
 * is not reached; throws DiscordRefused.
 */
export async function startShards(
  { config, log }: Pick<PlatformServices, 'config' | 'log'>,
  { program = process.argv[1] ?? '', pause = (ms) => setTimeout(ms, undefined, { ref: false }) }: Options = {},
): Promise<Running> {
  const shards: Shard[] = []
  const connected = new Map<number, boolean>()
  /** Milliseconds until a process that ends is started again: one that always ends is not started all the time. */
  const waits = new Map<number, number>()
  let isStopping = false
  let amount: number | undefined
  let current: ShardingManager | undefined
  /** Milliseconds until all are started anew where Discord wants more of them, and again. */
  let anewWaitMs = 0
  /** Those of another number that are still ending. */
  let leaving: Promise<unknown> = Promise.resolve()
  const rest = botRest(config.discord)

  const spawn = (shard: Shard) =>
    shard
      .spawn(-1)
      .catch((error: unknown) => log.error('the process of a shard could not be started', { shard: shard.id, ...reasonOf(error) }))

  async function again(shard: Shard): Promise<void> {
    const waitMs = waits.get(shard.id) ?? 0
    waits.set(shard.id, longer(waitMs))
    await pause(waitMs)
    if (!isStopping && shards.includes(shard)) await spawn(shard)
  }

  function watch(shard: Shard): void {
    shards.push(shard)
    shard.on('message', (message) => {
      const state = stateSchema.safeParse(message).data
      if (state === undefined || !shards.includes(shard)) return
      if (state.headroomOutgrown) return void anew().catch((error) => log.error('the shards were not started anew', reasonOf(error)))
      connected.set(shard.id, state.headroomConnected)
      if (!state.headroomConnected) return
      waits.delete(shard.id)
      if (isConnected()) anewWaitMs = 0
    })
    shard.on('death', () => {
      if (!shards.includes(shard)) return
      connected.set(shard.id, false)
      if (isStopping) return
      log.warn('the process of a shard ended', { shard: shard.id })
      void again(shard)
    })
    shard.on('error', (error) => log.warn('the process of a shard failed', { shard: shard.id, ...reasonOf(error) }))
  }

  /** Whether a shard is ready it says itself: nobody waits, and one that cannot connect ends none of the others. */
  async function spawnAll({ shards: count, session_start_limit: limit }: Awaited<ReturnType<typeof gatewayOf>>): Promise<void> {
    amount = count
    const { token = '' } = config.discord
    const manager = new ShardingManager(program, { totalShards: count, token, shardArgs: [...shardArguments], respawn: false })
    manager.on('shardCreate', watch)
    current = manager
    log.info('starting a process for each shard', { shards: count })
    // Another number of them has a manager of its own.
    const isOver = () => isStopping || current !== manager
    for (let id = 0; id < count && !isOver(); id++) {
      if (id > 0 && limit.max_concurrency < count) await pause(betweenShardsMs)
      if (!isOver()) await spawn(manager.createShard(id))
    }
  }

  /** What a shard was told of their number is for as long as its process lives. */
  async function anew(): Promise<void> {
    const old = shards.splice(0)
    if (old.length === 0 || isStopping) return
    log.warn('Discord wants another number of shards, all are started anew', { shards: old.length })
    amount = undefined
    current = undefined
    connected.clear()
    waits.clear()
    leaving = Promise.all(old.map(ended))
    await leaving
    const waitMs = anewWaitMs
    anewWaitMs = longer(waitMs)
    await open(waitMs)
  }

  const isConnected = () => connected.size === amount && [...connected.values()].every(Boolean)

  async function open(waitMs = 0): Promise<void> {
    if (waitMs > 0) await pause(waitMs)
    if (isStopping) return
    try {
      const gateway = await gatewayOf(rest)
      void spawnAll(gateway)
    } catch (error) {
      if (error instanceof DiscordRefused && waitMs === 0) throw error
      if (error instanceof DiscordRefused) return log.error(error.message)
      log.warn('Discord is not reached, trying again', refusalFields(error))
      void open(longer(waitMs))
    }
  }

  await open()
  return {
    connected: isConnected,
    async stop() {
      isStopping = true
      await Promise.all([leaving, ...shards.map(ended)])
    },
  }
}

const reasonOf = (error: unknown) => ({ reason: error instanceof Error ? error.message : String(error) })

/** Tells a process to end, and waits until it has. */
function ended({ process: child }: Shard): Promise<void> {
  return new Promise((resolve) => {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.send(stopMessage, (error) => {
      if (error !== null) child.kill()
    })
  })
}
