/**
 * What outlives a question: a cache, records, claims and counters. Two drivers keep it: Redis, and one file on this machine; both pass
 * the same tests. Keys are made in `keys.ts` alone. Values are plain JSON; what comes back was perhaps written by another version of the
 * program, so it is `unknown`: parse it (zod) before use.
 *
 * Deadlines: a read gives up after 50 ms, a write after 2 s, and nothing waits in a queue while Redis is away.
 */
export interface Store {
  /** The value that was put less than its time ago; undefined when there is none or the storage is away: a cache never fails. */
  get(key: CacheKey): Promise<unknown>
  /** Keeps `value` for `ttlSeconds` (any number above 0). While the storage is away it is dropped: a cache never fails. */
  put(key: CacheKey, value: unknown, ttlSeconds: number): Promise<void>

  /** undefined when there is none. Throws StoreUnavailable. */
  getRecord(key: RecordKey): Promise<unknown>
  /** Has been stored when it resolves. Throws StoreUnavailable: then tell the user that it was not. */
  putRecord(key: RecordKey, value: unknown): Promise<void>
  /**
   * Puts what `change` makes of the present value (undefined: there is none), and returns it. Two at once both count: `change` is called
   * again on what the other wrote, so it must be pure. Returning undefined deletes. Throws StoreUnavailable.
   */
  updateRecord<T>(key: RecordKey, change: (present: unknown) => T): Promise<T>
  /** Whether there was one. Throws StoreUnavailable. */
  deleteRecord(key: RecordKey): Promise<boolean>
  /** Every record whose key begins with `prefix`, in the order of the keys (by byte); a long list is read in pages, each within 50 ms. Throws StoreUnavailable. */
  listRecords(prefix: RecordKey): Promise<readonly StoredRecord[]>

  /**
   * True for the one who asks first, until it is released or `ttlSeconds` are over; false for everybody else, in this process and in any
   * other. Throws StoreUnavailable: the caller decides whether to go on unclaimed.
   */
  claim(key: ClaimKey, ttlSeconds: number): Promise<boolean>
  /** Gives a claim of this store back early. One that is held elsewhere, or is over, is left alone. Throws StoreUnavailable. */
  release(key: ClaimKey): Promise<void>

  /** Adds `by`, or one, and returns the sum. The count starts anew, from nothing, `ttlSeconds` after its first. Throws StoreUnavailable. */
  increment(key: CounterKey, ttlSeconds: number, by?: number): Promise<number>

  /** How it is now; costs nothing. */
  health(): StoreHealth
  /** Lets running commands end, then lets go of connections and files. Nothing may be called after it. */
  close(): Promise<void>
}

/** Keys are strings of their own kind, so that none is made up on the spot: `keys.ts` makes them. */
export type CacheKey = string & { readonly kind: 'cache' }
export type RecordKey = string & { readonly kind: 'record' }
export type ClaimKey = string & { readonly kind: 'claim' }
export type CounterKey = string & { readonly kind: 'counter' }

export interface StoredRecord {
  readonly key: RecordKey
  readonly value: unknown
}

export interface StoreHealth {
  readonly driver: 'redis' | 'file'
  readonly ok: boolean
  /** Of the present state. */
  readonly since: Date
  /** Why it is away, in one line without secrets; empty when ok. */
  readonly reason: string
}

/** The storage is away, or too slow to be waited for. A write may have reached it or not; one that resolved has. */
export class StoreUnavailable extends Error {
  constructor(what: string, options?: { cause?: unknown }) {
    super(what, options)
    this.name = 'StoreUnavailable'
  }
}

/** What is stored was written by a version this one does not understand, or it cannot be opened at all. The message is a sentence for whoever runs it. */
export class StoreRefused extends Error {
  constructor(sentence: string, options?: { cause?: unknown }) {
    super(sentence, options)
    this.name = 'StoreRefused'
  }
}
