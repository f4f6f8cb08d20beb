import { LRUCache } from 'lru-cache'
import { claimKeys } from './keys.ts'
import type { CacheKey, Store } from './store.ts'

/** How to come by a value that has to be fetched. What is cheaper to compute than to ask Redis for (an estimate) needs no cache. */
interface Fetching<T> {
  /** How long it may be used. */
  readonly ttlSeconds: number
  /** Checks what was stored, perhaps by another version; undefined: not usable. */
  readonly read: (stored: unknown) => T | undefined
  /** Its errors are the caller's, and are not kept. */
  readonly fetch: () => Promise<T>
}

export interface Cache {
  /**
   * From this process, else from the store, else fetched: once in this process however many ask, and once among all processes for as long
   * as a fetch may take. Without the store it is fetched.
   */
  get<T>(key: CacheKey, fetching: Fetching<T>): Promise<T>
}

/** Seconds: a fetch is thought to be lost after so long, and another process begins. Milliseconds: between two looks for its result. */
const longestFetch = 20
const look = 100

export function createCache(store: Store, now: () => number = Date.now): Cache {
  const near = new LRUCache<CacheKey, { readonly value: unknown; readonly ends: number }>({ max: 500 })
  const underway = new Map<CacheKey, Promise<unknown>>()

  async function stored<T>(key: CacheKey, read: Fetching<T>['read']): Promise<{ readonly value: T } | undefined> {
    const entry = await store.get(key)
    if (!isEntry(entry) || entry.ends <= now()) return undefined
    const value = read(entry.value)
    if (value === undefined) return undefined
    near.set(key, { value, ends: entry.ends })
    return { value }
  }

  async function fetched<T>(key: CacheKey, { ttlSeconds, fetch }: Fetching<T>): Promise<T> {
    const value = await fetch()
    const entry = { value, ends: now() + ttlSeconds * 1000 }
    near.set(key, entry)
    await store.put(key, entry, ttlSeconds)
    return value
  }

  async function find<T>(key: CacheKey, fetching: Fetching<T>): Promise<T> {
    const claim = claimKeys.computing(key)
    const lost = now() + longestFetch * 1000
    for (;;) {
      const found = await stored(key, fetching.read)
      if (found !== undefined) return found.value
      // No claim can be had where the store is away: then everybody fetches for himself.
      const mine = await store.claim(claim, longestFetch).catch(() => undefined)
      if (mine === false && now() < lost) {
        await new Promise((resolve) => setTimeout(resolve, look))
        continue
      }
      try {
        // Somebody may have fetched it, and let go, since the look.
        const since = mine === true ? await stored(key, fetching.read) : undefined
        return since === undefined ? await fetched(key, fetching) : since.value
      } finally {
        if (mine === true) await store.release(claim).catch(() => undefined)
      }
    }
  }

  return {
    async get<T>(key: CacheKey, fetching: Fetching<T>): Promise<T> {
      const entry = near.get(key)
      if (entry !== undefined && entry.ends > now()) return entry.value as T
      const running = underway.get(key) ?? find(key, fetching).finally(() => underway.delete(key))
      underway.set(key, running)
      return (await running) as T
    },
  }
}

function isEntry(value: unknown): value is { readonly value: unknown; readonly ends: number } {
  return typeof value === 'object' && value !== null && 'value' in value && 'ends' in value && typeof value.ends === 'number'
}
