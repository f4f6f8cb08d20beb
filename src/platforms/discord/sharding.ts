import { Routes, type Shard, ShardingManager } from 'discord.js'
import { z } from 'zod'
import type { PlatformServices, Running } from '../platform.ts'
import { botRest } from './client.ts'
import { shardArguments, stateSchema, stopMessage } from './sharding-shard.ts'
import { DiscordRefused, isTokenRefused, sentences } from './start-problems.ts'

/** Discord lets so many shards in at once every five seconds. */
const betweenShardsMs = 5500

const gatewaySchema = z.object({
  shards: z.int().positive(),
  session_start_limit: z.object({ max_concurrency: z.int().positive() }),
})

/** One process for each shard, of the same program. This one keeps them running and takes no questions itself. Throws DiscordRefused. */
export async function startShards({ config, log }: PlatformServices, program: string = process.argv[1] ?? ''): Promise<Running> {
  const { shards: amount, session_start_limit: limit } = await gatewayOf(config.discord)
  const manager = new ShardingManager(program, {
    totalShards: amount,
    token: config.discord.token ?? '',
    shardArgs: [...shardArguments],
    respawn: true,
  })
  const connected = new Map<number, boolean>()
  manager.on('shardCreate', (shard) => {
    shard.on('message', (message) => {
      const state = stateSchema.safeParse(message).data
      if (state !== undefined) connected.set(shard.id, state.headroomConnected)
    })
    shard.on('death', () => {
      connected.set(shard.id, false)
      log.warn('the process of a shard ended', { shard: shard.id })
    })
    shard.on('error', (error) => log.warn('the process of a shard failed', { shard: shard.id, reason: error.message }))
  })
  log.info('starting a process for each shard', { shards: amount })
  // Whether a shard is ready it says itself: nobody waits, and one that cannot connect ends none of the others.
  const delay = limit.max_concurrency >= amount ? 0 : betweenShardsMs
  const spawning = manager.spawn({ amount, delay, timeout: -1 }).catch((error: unknown) => {
    log.error('the processes of the shards could not be started', { reason: error instanceof Error ? error.message : String(error) })
  })
  return {
    connected: () => connected.size === amount && [...connected.values()].every(Boolean),
    async stop() {
      manager.respawn = false
      await Promise.all([...manager.shards.values()].map(ended))
      // One that is started while the others end is ended too.
      await Promise.race([spawning, Promise.resolve()])
    },
  }
}

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

async function gatewayOf(config: PlatformServices['config']['discord']): Promise<z.infer<typeof gatewaySchema>> {
  try {
    return gatewaySchema.parse(await botRest(config).get(Routes.gatewayBot()))
  } catch (error) {
    if (isTokenRefused(error)) throw new DiscordRefused(sentences.token.en, { cause: error })
    if (error instanceof z.ZodError) throw new DiscordRefused(sentences.where.en, { cause: error })
    throw error
  }
}
