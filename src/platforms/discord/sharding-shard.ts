import { GatewayCloseCodes } from 'discord.js'
import { z } from 'zod'
import type { PlatformServices, Running } from '../platform.ts'

/** The arguments a process of one shard is started with. */
export const shardArguments = ['discord', 'shard'] as const

/** What such a process is told, and tells. */
export const stopMessage = 'headroom:stop'
export const stateSchema = z.object({ headroomConnected: z.boolean(), headroomOutgrown: z.boolean().optional() })
type State = z.infer<typeof stateSchema>

/** Discord wants more shards than there are, and lets none of these in any more. */
const outgrown: ReadonlySet<unknown> = new Set([GatewayCloseCodes.InvalidShard, GatewayCloseCodes.ShardingRequired])
const stateMessage = (isConnected: boolean, closeCode?: number): State => ({
  headroomConnected: isConnected,
  ...(outgrown.has(closeCode) && { headroomOutgrown: true }),
})

/** One shard in this process, which another one started. Throws DiscordRefused. */
export async function startShard(services: PlatformServices): Promise<Running> {
  // discord.js would tell the other process of its first client only; there is another one where what it may hear of changes.
  Reflect.deleteProperty(process.env, 'SHARDING_MANAGER')
  const { startDiscord } = await import('./start.ts')
  return await startDiscord(services, { changed: (...state) => void process.send?.(stateMessage(...state)) })
}

/** Calls `stop` when the process that started this one says so, or is gone. A signal that reaches both is the other one's to hand on. */
export function onParentsSignal(stop: (signal: string) => void): void {
  process.on('message', (message) => {
    if (message === stopMessage) stop(stopMessage)
  })
  process.on('disconnect', () => stop('disconnect'))
  process.on('SIGTERM', () => stop('SIGTERM'))
  process.on('SIGINT', () => undefined)
  // It went while this one was being loaded: nobody will say so again.
  if (process.connected === false) stop('disconnect')
}
