import { type CacheKey, type ClaimKey, type CounterKey, type RecordKey, StoreRefused } from './store.ts'

/**
 * Every key there is. The shape of what they hold has a version: a change that an older program would misread raises it, and a program
 * meeting a version it does not know refuses to start. A key is a room and then ids, with colons between:
 * `settings:person:terminal:ada`.
 */
export const storeVersion = '1'

export const cacheKeys = {
  /** What a price source said: its name and what was asked of it. */
  prices: (source: string, ...of: readonly string[]) => key<CacheKey>('prices', source, ...of),
  /** A chart as it was drawn, by what is in it. */
  charts: (hash: string) => key<CacheKey>('charts', hash),
  /** What a button asks that its own id has no room for. */
  buttons: (platform: string, token: string) => key<CacheKey>('buttons', platform, token),
  /** Who asked for a message, where the platform does not say it itself. */
  askers: (platform: string, messageId: string) => key<CacheKey>('askers', platform, messageId),
  /** The last question of a person in a channel. */
  conversation: (platform: string, channel: string, person: string) => key<CacheKey>('conversation', platform, channel, person),
  /** The question a message of ours answers. */
  answered: (platform: string, messageId: string) => key<CacheKey>('answered', platform, messageId),
  /** Our answer to somebody's message, which may still be edited. */
  answerTo: (platform: string, messageId: string) => key<CacheKey>('answer-to', platform, messageId),
}

export const recordKeys = {
  /** That somebody wants no answers in a channel that were not asked for, and until when. */
  quiet: (platform: string, channel: string, person: string) => key<RecordKey>('quiet', platform, channel, person),
  /** Of a person or a place (a server, a workspace) on a platform. */
  settings: (of: 'person' | 'place', platform: string, id: string) => key<RecordKey>('settings', of, platform, id),
  /** The last good rows of a part of a price source. */
  priceRows: (source: string, part: string) => key<RecordKey>('price-rows', source, part),
  /** To list by: every part of every source. */
  allPriceRows: () => key<RecordKey>('price-rows', ''),
  /** How each GPU's price moved, as of the last refresh. */
  priceChanges: () => key<RecordKey>('price-changes', 'gpus'),
  /** What something cost on a day, `2026-11-20`, or on the days of a month, `2026-11`. */
  priceHistory: (item: string, day: string) => key<RecordKey>('price-history', item, day),
  /** To list by: every day of an item. */
  priceHistoryOf: (item: string) => key<RecordKey>('price-history', item, ''),
  /** A question that was put off and has no answer yet. */
  unfinished: (platform: string, id: string) => key<RecordKey>('unfinished', platform, id),
  /** To list by: every one of a platform. */
  allUnfinished: (platform: string) => key<RecordKey>('unfinished', platform, ''),
}

export const claimKeys = {
  /** One computation of what a cache key holds, across processes. */
  computing: (cached: CacheKey) => bareKey<ClaimKey>(`computing:${cached}`),
  /** The answer to one event of a platform. */
  answering: (platform: string, id: string) => key<ClaimKey>('answering', platform, id),
  /** The answer to one that a process which is gone had put off. */
  finishing: (platform: string, id: string) => key<ClaimKey>('finishing', platform, id),
}

export const counterKeys = {
  /** Questions of a person, in a place, or of everybody, in a span of time. */
  uses: (of: 'person' | 'place' | 'all', platform: string, id: string, span: number) =>
    key<CounterKey>('uses', of, platform, id, String(span)),
}

/** An id is anything a platform or a catalog calls something; it is written in ASCII, without a divider in it (a:b as a%3Ab). */
function key<Key extends string>(room: string, ...ids: readonly string[]): Key {
  return bareKey<Key>([room, ...ids.map((id) => encodeURIComponent(id.replace(/\p{Cs}/gu, '\ufffd')))].join(':'))
}

/** A key as it comes back from a list. */
export function bareKey<Key extends string = RecordKey>(text: string): Key {
  return text as Key
}

/** Where Redis keeps it. What stands in braces decides on the node of a Cluster: keys spread over all of them. */
export function physicalKey(kind: 'cache' | 'claim' | 'counter', of: string): string {
  return `headroom:v${storeVersion}:${kind}:{${of}}`
}

/** The records of a room stand together, on one node of a Cluster: they are changed in one step with the list they stand in. */
export function placeOfRecords(of: RecordKey): { readonly records: string; readonly index: string } {
  const room = `headroom:v${storeVersion}:{${of.split(':')[0]}}`
  return { records: `${room}:records`, index: `${room}:index` }
}

export const keyOfVersion = 'headroom:version'

export function unknownVersion(where: string, found: string): StoreRefused {
  const what = /^\d+$/.test(found) ? `version ${found}` : 'of an unknown version'
  return new StoreRefused(
    `What is stored in ${where} is ${what}; this program reads version ${storeVersion}. Run the program that wrote it, or store elsewhere.`,
  )
}
