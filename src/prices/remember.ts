import { recordKeys } from '../storage/keys.ts'
import type { Store } from '../storage/store.ts'
import { changeUntil } from './changes.ts'
import { byGpu, type MonthOfPrices, monthBefore, monthOf, monthsKept, readMonth, withDay } from './history.ts'
import type { LiveRental } from './source.ts'

/**
 * Writes what was seen on a day (YYYY-MM-DD) into the history of each GPU, lets go of what is older than two years, and notes how each
 * GPU's price moved. Throws StoreUnavailable.
 */
export async function rememberDay(store: Store, date: string, rentals: readonly LiveRental[]): Promise<void> {
  if (rentals.length === 0) return
  const changes = new Map<string, unknown>()
  for (const [gpu, rows] of byGpu(rentals)) {
    let isNewMonth = false
    const month = await store.updateRecord(recordKeys.priceHistory(gpu, monthOf(date)), (stored) => {
      isNewMonth = stored === undefined
      return withDay(readMonth(stored), date, rows)
    })
    changes.set(gpu, await changeOf(store, gpu, date, month))
    if (isNewMonth) await forgetBefore(store, gpu, monthBefore(date, monthsKept))
  }
  const fresh = Object.fromEntries(changes)
  await store.updateRecord(recordKeys.priceChanges(), (stored) => ({ ...(isObject(stored) ? stored : {}), ...fresh }))
}

/** However long ago the last refresh was. */
async function forgetBefore(store: Store, gpu: string, month: string): Promise<void> {
  const oldest = recordKeys.priceHistory(gpu, month)
  const kept = await store.listRecords(recordKeys.priceHistoryOf(gpu))
  for (const { key } of kept.filter(({ key }) => key < oldest)) await store.deleteRecord(key)
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** A month back reaches over 45 days, so two months before this one are read. */
async function changeOf(store: Store, gpu: string, date: string, month: MonthOfPrices) {
  const [last, beforeLast] = [monthBefore(date, 1), monthBefore(date, 2)]
  const months = new Map([
    [monthOf(date), month],
    [last, readMonth(await store.getRecord(recordKeys.priceHistory(gpu, last)))],
    [beforeLast, readMonth(await store.getRecord(recordKeys.priceHistory(gpu, beforeLast)))],
  ])
  return changeUntil(date, (name) => months.get(name) ?? {})
}
