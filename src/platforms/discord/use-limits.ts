import { LRUCache } from 'lru-cache'
import { type IRateLimiterRes, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import RateLimiterStoreAbstract from 'rate-limiter-flexible/lib/RateLimiterStoreAbstract.js'
import { counterKeys } from '../../storage/keys.ts'
import type { Store } from '../../storage/store.ts'

/** How many questions may be asked in a span of time. */
interface Limit {
  readonly questions: number
  readonly seconds: number
}

export interface Limits {
  readonly person: Limit
  readonly place: Limit
  /** Of everybody everywhere, in all processes together. */
  readonly all: Limit
}

/** More than anybody types, far less than a script can ask for; of everybody together, twice what one process is known to answer. */
export const usualLimits: Limits = {
  person: { questions: 20, seconds: 60 },
  place: { questions: 120, seconds: 60 },
  all: { questions: 60_000, seconds: 60 },
}

/** `retrySeconds`: until another question is taken. `isFirst`: of this span; those after it need not be told again. */
type Taken = { readonly ok: true } | { readonly ok: false; readonly retrySeconds: number; readonly isFirst: boolean }

export interface UseLimits {
  /** Counts one question. Throws nothing: while the storage is away each process counts by itself. */
  take(asker: { readonly userId: string; readonly placeId?: string | undefined }): Promise<Taken>
}

type Kind = keyof Limits

/** How often one may ask, in spans that begin on the clock. Who is turned away takes nothing from the others: what was counted of them is given back. */
export function createUseLimits(
  store: Store,
  { limits = usualLimits, now = Date.now }: { limits?: Limits; now?: () => number } = {},
): UseLimits {
  const limiters = {
    person: new StoredLimiter('person', limits.person, store),
    place: new StoredLimiter('place', limits.place, store),
    all: new StoredLimiter('all', limits.all, store),
  }

  /** One thing that is counted, in the span that it is now. */
  function counted(kind: Kind, id: string) {
    const { questions, seconds } = limits[kind]
    const limiter = limiters[kind]
    const span = Math.floor(now() / 1000 / seconds)
    const key = `${span} ${id}`
    const refused = (isFirst: boolean): Taken => ({
      ok: false,
      retrySeconds: Math.max(1, Math.ceil((span + 1) * seconds - now() / 1000)),
      isFirst,
    })
    return {
      /** Undefined where it is not known to be too often. */
      known: () => (limiter.isKnown(key) ? refused(false) : undefined),
      take: (): Promise<Taken> =>
        limiter.consume(key).then(
          () => ({ ok: true }),
          (result: IRateLimiterRes) => refused(result.consumedPoints === questions + 1),
        ),
      /** It was refused: it is for the rest of the span. */
      close: () => limiter.close(key),
      giveBack: () => limiter.reward(key),
    }
  }

  return {
    async take({ userId, placeId }) {
      const all = [counted('person', userId), ...(placeId === undefined ? [] : [counted('place', placeId)]), counted('all', '')]
      for (const one of all) {
        const known = one.known()
        if (known !== undefined) return known
      }
      // In one go: to ask the storage for each after the other takes as long as the answer.
      const taken = await Promise.all(all.map((one) => one.take()))
      const at = taken.findIndex(({ ok }) => !ok)
      const refused = taken[at]
      if (refused === undefined) return { ok: true }
      all[at]?.close()
      await Promise.all(all.slice(at + 1).map((one) => one.giveBack()))
      return refused
    },
  }
}

/** People, or servers, that ask at the same time. */
const mostHere = 20_000

/** Counts in the storage, over all processes; in this one while the storage is away. A key is `<span> <id>`. */
class StoredLimiter extends RateLimiterStoreAbstract {
  readonly #kind: Kind
  readonly #store: Store
  /** What this process has counted itself, before the storage has said anything: who asks a hundred times at once is counted once too often. */
  readonly #here = new LRUCache<string, number>({ max: mostHere })

  constructor(kind: Kind, { questions: points, seconds: duration }: Limit, store: Store) {
    const insuranceLimiter = new RateLimiterMemory({ keyPrefix: '', points, duration })
    super({ storeClient: store, keyPrefix: '', points, duration, insuranceLimiter })
    this.#kind = kind
    this.#store = store
  }

  /** Whether it is too often without a look into the storage. */
  isKnown(key: string): boolean {
    return (this.#here.get(key) ?? 0) > this.points
  }

  close(key: string): void {
    this.#here.set(key, this.points + 1)
  }

  /** What the package calls to count, and, with points below zero, to give back. */
  async _upsert(key: string, points: number): Promise<number> {
    const [span = '', id = ''] = key.split(' ')
    this.#here.set(key, (this.#here.get(key) ?? 0) + points)
    return await this.#store.increment(counterKeys.uses(this.#kind, 'discord', id, Number(span)), this.duration, points)
  }

  /** What the package makes of the count. */
  _getRateLimiterRes(_key: string, _points: number, count: number): RateLimiterRes {
    return new RateLimiterRes(Math.max(0, this.points - count), this.duration * 1000, count)
  }
}
