import { LRUCache } from 'lru-cache'
import { cacheKeys } from '../../storage/keys.ts'
import type { Store } from '../../storage/store.ts'
import type { Kept } from './payload.ts'

/** What buttons ask that their ids have no room for. */
export interface ButtonStates {
  /** Resolves when the buttons can be pressed. While the storage is away they can be in this process alone. */
  keep(kept: readonly Kept[]): Promise<void>
  /** undefined: never kept, or too long ago. */
  find(token: string): Promise<string | undefined>
}

/** A message is pressed within days, or never again. */
const ttlSeconds = 30 * 24 * 3600
/** Some hundred bytes each. */
const mostHere = 5000

export function createButtonStates(store: Store): ButtonStates {
  const here = new LRUCache<string, string>({ max: mostHere })
  return {
    async keep(kept) {
      for (const { token, payload } of kept) here.set(token, payload)
      await Promise.all(kept.map(({ token, payload }) => store.put(cacheKeys.buttons('discord', token), payload, ttlSeconds)))
    },
    async find(token) {
      const stored = here.get(token) ?? (await store.get(cacheKeys.buttons('discord', token)))
      return typeof stored === 'string' ? stored : undefined
    },
  }
}
