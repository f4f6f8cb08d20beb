import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Patience } from './redis-link.ts'
import type { Store, StoreHealth } from './store.ts'

/** Redis where its address is given, else one file in `dataFolder`. */
export interface StorageConfig {
  readonly redisUrl?: string
  readonly dataFolder: string
}

/** The file of a storage without Redis. */
export const fileIn = (folder: string) => join(folder, 'headroom.db')

/** Loads the driver that is asked for and no other. `patience`: with Redis; absent: as usual. Throws StoreRefused. */
export async function openStore(config: StorageConfig, onHealth?: (health: StoreHealth) => void, patience?: Patience): Promise<Store> {
  if (config.redisUrl !== undefined) {
    const { openRedis } = await import('./redis.ts')
    return openRedis(config.redisUrl, onHealth, patience)
  }
  const { openFile } = await import('./file.ts')
  return openFile(fileIn(config.dataFolder), onHealth)
}

/** False where nothing was ever stored: then reading is no reason to open it. */
export function mayHold({ redisUrl, dataFolder }: StorageConfig): boolean {
  return redisUrl !== undefined || existsSync(fileIn(dataFolder))
}
