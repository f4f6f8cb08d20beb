import type { PriceBook } from '../catalog/types.ts'
import type { SourceReport } from '../prices/refresh.ts'
import { StoreUnavailable } from '../storage/store.ts'
import { errorFields } from './error-fields.ts'
import type { Log } from './log.ts'
import { type After, afterRealTime } from './stop.ts'

export interface PriceSchedule {
  /** The newest that is known here; undefined: the snapshot that comes with the program. */
  book(): PriceBook | undefined
  /** Resolves when the first look, begun at once, is over. */
  readonly first: Promise<void>
  /**
   * No further look, and of one that is under way no further source. Resolves when what is being fetched is stored, or after three
   * seconds: its claim then ends by itself, and what was stored stays.
   */
  stop(): Promise<void>
}

interface ScheduleOptions {
  /** What is stored. Throws StoreUnavailable. */
  readonly read: () => Promise<PriceBook | undefined>
  /** Asks the sources whose rows are old; each is claimed in the storage, so that one process of many asks it. */
  readonly refresh: (isStopped: () => boolean) => Promise<readonly SourceReport[]>
  readonly log: Log
  readonly after?: After
  /** 0…1 */
  readonly chance?: () => number
}

/** Minutes between two looks at which sources are due: the age each may have is its own. A tenth more or less, so that replicas spread. */
const everyMinutes = 30
const jitter = 0.1
/** Seconds for a fetch that is under way to be over. */
const longestWait = 3

/** Keeps the prices in use as new as the sources allow. What fails is logged, and the last good prices stay. */
export function keepPricesFresh({ read, refresh, log, after = afterRealTime, chance = Math.random }: ScheduleOptions): PriceSchedule {
  let book: PriceBook | undefined
  let isStopped = false
  let cancel: () => void = () => undefined

  async function load(): Promise<void> {
    try {
      book = (await read()) ?? book
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error
      log.warn('the stored prices cannot be read; those in use stay', errorFields(error))
    }
  }

  async function look(): Promise<void> {
    try {
      await load()
      for (const report of await refresh(() => isStopped)) say(report)
      // Also what another process has fetched.
      if (!isStopped) await load()
    } catch (error) {
      log.error('the prices could not be refreshed', errorFields(error))
    }
    if (isStopped) return
    const minutes = everyMinutes * (1 + jitter * (2 * chance() - 1))
    cancel = after(minutes * 60_000, () => {
      looking = look()
    })
  }

  function say({ source, outcome, kept, failures }: SourceReport): void {
    if (isStopped) return
    if (outcome === 'failed') log.warn('a price source failed; its last good rows stay', { source, kept, failures: failures.slice(0, 5) })
    else if (outcome === 'fetched') log.info('prices fetched', { source, kept })
    else log.debug('prices looked at', { source, outcome })
  }

  const first = look()
  let looking = first
  return {
    book: () => book,
    first,
    async stop() {
      isStopped = true
      cancel()
      let forget: () => void = () => undefined
      const late = new Promise<void>((resolve) => {
        forget = after(longestWait * 1000, resolve)
      })
      await Promise.race([looking, late])
      forget()
    },
  }
}
