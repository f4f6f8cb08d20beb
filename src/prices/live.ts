import type { PriceBook } from '../catalog/types.ts'
import { recordKeys } from '../storage/keys.ts'
import { type Store, StoreUnavailable } from '../storage/store.ts'
import type { SourceReport } from './refresh.ts'
import type { PriceDay } from './trend.ts'

/** Prices as a program that runs once uses them: the newest that is stored, and a fetch when it is asked for. */
export interface LivePrices {
  /** The newest book that is stored, read once; undefined where nothing ever was, or the storage is away: then the snapshot answers. */
  newest(): Promise<PriceBook | undefined>
  /** What a GPU (catalog id) cost day by day, for ninety days; empty where nothing is stored, or the storage is away. */
  history(gpu: string): Promise<readonly PriceDay[]>
  /** Asks every source that was not asked in the last minutes, and reports each. */
  refresh(): Promise<readonly SourceReport[]>
  close(): Promise<void>
}

interface LiveOptions {
  readonly open: () => Promise<Store>
  /** False where nothing was ever stored: then it is not opened to be read. */
  readonly mayHold: () => boolean
  readonly settings: Readonly<Record<string, string | undefined>>
  readonly userAgent: string
}

/** The newest book that is stored; undefined where nothing ever was. Throws StoreUnavailable. */
export async function storedBook(store: Store): Promise<PriceBook | undefined> {
  const rows = await store.listRecords(recordKeys.allPriceRows())
  if (rows.length === 0) return undefined
  const [{ newestPrices }, changes] = await Promise.all([import('./newest.ts'), store.getRecord(recordKeys.priceChanges())])
  return newestPrices(rows, changes)
}

/** What fetching needs is loaded when it is needed, and not by a program that only answers. */
export function livePrices({ open, mayHold, settings, userAgent }: LiveOptions): LivePrices {
  let reading: Promise<PriceBook | undefined> | undefined
  let opening: Promise<Store> | undefined
  const store = () => {
    opening ??= open()
    return opening
  }
  const ifThere = async <T>(read: () => Promise<T>): Promise<T | undefined> => {
    try {
      return mayHold() ? await read() : undefined
    } catch (error) {
      if (error instanceof StoreUnavailable) return undefined
      throw error
    }
  }
  return {
    newest() {
      reading ??= ifThere(async () => storedBook(await store()))
      return reading
    },
    async history(gpu) {
      const days = await ifThere(async () => {
        const { readPriceDays } = await import('./trend.ts')
        return readPriceDays(await store(), gpu, new Date().toISOString().slice(0, 10))
      })
      return days ?? []
    },
    async refresh() {
      const [{ createFetcher }, { createRefresher }, { priceSources }] = await Promise.all([
        import('./fetch.ts'),
        import('./refresh.ts'),
        import('./sources.ts'),
      ])
      const fetcher = createFetcher({ userAgent })
      const refresher = createRefresher({ store: await store(), fetcher, sources: priceSources, settings, now: () => new Date() })
      return await refresher.refresh({ force: true })
    },
    async close() {
      await (await opening?.catch(() => undefined))?.close()
    },
  }
}
