import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { counterKeys } from '../../storage/keys.ts'
import { type Store, StoreUnavailable } from '../../storage/store.ts'

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

/** How often one may ask. Who is turned away takes nothing from the others: the asker is counted before the place, the place before all. */
export function createUseLimits(
  store: Store,
  { limits = usualLimits, now = Date.now }: { limits?: Limits; now?: () => number } = {},
): UseLimits {
  const here = { person: inMemory(limits.person), place: inMemory(limits.place), all: inMemory(limits.all) }

  async function takeOne(kind: Kind, id: string): Promise<Taken> {
    const { questions, seconds } = limits[kind]
    const span = Math.floor(now() / 1000 / seconds)
    try {
      const used = await store.increment(counterKeys.uses(kind, 'discord', id, span), seconds)
      if (used <= questions) return { ok: true }
      return { ok: false, retrySeconds: Math.max(1, Math.ceil((span + 1) * seconds - now() / 1000)), isFirst: used === questions + 1 }
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error
      return await takeHere(here[kind], id)
    }
  }

  return {
    async take({ userId, placeId }) {
      const counted: readonly (readonly [Kind, string])[] = [
        ['person', userId],
        ...(placeId === undefined ? [] : ([['place', placeId]] as const)),
        ['all', ''],
      ]
      for (const [kind, id] of counted) {
        const taken = await takeOne(kind, id)
        if (!taken.ok) return taken
      }
      return { ok: true }
    },
  }
}

function inMemory({ questions, seconds }: Limit): RateLimiterMemory {
  return new RateLimiterMemory({ points: questions, duration: seconds })
}

async function takeHere(limiter: RateLimiterMemory, id: string): Promise<Taken> {
  const refused = await limiter.consume(id).then(
    () => undefined,
    (result: RateLimiterRes) => result,
  )
  if (refused === undefined) return { ok: true }
  const { msBeforeNext, consumedPoints } = refused
  return { ok: false, retrySeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)), isFirst: consumedPoints === limiter.points + 1 }
}
