import { z } from 'zod'
import type { PlatformServices, Running } from '../platform.ts'

/** The arguments a process of one shard is started with. */
export const shardArguments = ['discord', 'shard'] as const

/** What such a process is told, and tells. */
export const stopMessage = 'headroom:stop'
export const stateSchema = z.object({ headroomConnected: z.boolean() })
const stateMessage = (isConnected: boolean): z.infer<typeof stateSchema> => ({ headroomConnected: isConnected })

/** One shard in this process, which another one started. Throws DiscordRefused. */
export async function startShard(services: PlatformServices): Promise<Running> {
  // discord.js would tell the other process of its first client only; there is another one where what it may hear of changes.
  Reflect.deleteProperty(process.env, 'SHARDING_MANAGER')
  const { startDiscord } = await import('./start.ts')
  return await startDiscord(services, { changed: (isConnected) => void process.send?.(stateMessage(isConnected)) })
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
