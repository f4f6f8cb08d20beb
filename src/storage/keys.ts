import type { CacheKey, ClaimKey, RecordKey } from './store.ts'

/**
 * Every key there is. The shape of what they hold is version 1: a change an older program would misread raises it, and a program meeting
 * a version it does not know refuses to start. A key is a room and then ids, with colons between: `settings:person:terminal:local`.
 */
export const storeVersion = '1'

export const cacheKeys = {
  /** What a price source said: its name and what was asked of it. */
  prices: (source: string, ...of: readonly string[]) => key<CacheKey>('prices', source, ...of),
}

export const recordKeys = {
  /** Of a person or a place (a server, a workspace) on a platform. */
  settings: (of: 'person' | 'place', platform: string, id: string) => key<RecordKey>('settings', of, platform, id),
  /** What something cost on a day, `2026-11-20`. */
  priceHistory: (item: string, day: string) => key<RecordKey>('price-history', item, day),
  /** To list by: every day of an item. */
  priceHistoryOf: (item: string) => key<RecordKey>('price-history', item, ''),
}

export const claimKeys = {
  /** One computation of what a cache key holds, across processes. */
  computing: (cached: CacheKey) => `computing:${cached}` as ClaimKey,
}

/** An id is anything a platform or a catalog calls something; what would read as a divider is written as %3A. */
function key<Key extends string>(room: string, ...ids: readonly string[]): Key {
  return [room, ...ids.map((id) => encodeURIComponent(id))].join(':') as Key
}
