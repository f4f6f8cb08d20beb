import { recordKeys } from '../storage/keys.ts'
import type { Store } from '../storage/store.ts'
import { type MonthOfPrices, monthBefore, readMonth } from './history.ts'
import { median } from './median.ts'

/** On demand, on one day (YYYY-MM-DD): the least anybody asked, and the median of what the providers did. USD per GPU-hour. */
export interface PriceDay {
  readonly day: string
  readonly least: number
  readonly median: number
}

/** Days a provider's last price still counts: a source that fails for a day would else move the median. */
const held = 7

const dayMs = 86_400_000

/** The days of some months, `2026-11` each, on which anybody gave a price, in order. */
export function priceDays(months: readonly (readonly [month: string, prices: MonthOfPrices])[]): readonly PriceDay[] {
  const seen = months.flatMap(([month, prices]) =>
    Object.entries(prices)
      .filter(([name]) => name.endsWith('/on-demand'))
      .flatMap(([name, days]) => days.map(([day, least, usd]) => ({ name, day: `${month}-${String(day).padStart(2, '0')}`, least, usd }))),
  )
  const last = new Map<string, { readonly at: number; readonly least: number; readonly usd: number }>()
  return [...new Set(seen.map(({ day }) => day))].toSorted().map((today) => {
    const at = Date.parse(today) / dayMs
    for (const { name, day, least, usd } of seen) if (day === today) last.set(name, { at, least, usd })
    const current = [...last.values()].filter((price) => at - price.at < held)
    const usd = median(current.map((price) => price.usd).toSorted((a, b) => a - b))
    return { day: today, least: Math.min(...current.map((price) => price.least)), median: Number(usd.toPrecision(4)) }
  })
}

/** So far back a trend reaches, and the months before this one that takes. */
const shown = { days: 90, monthsBack: [3, 2, 1, 0] } as const

/** What one GPU cost on each of the last 90 days that anything is known of. Throws StoreUnavailable. */
export async function readPriceDays(store: Store, gpu: string, today: string): Promise<readonly PriceDay[]> {
  const months = shown.monthsBack.map((back) => monthBefore(today, back))
  const read = months.map(async (month) => [month, readMonth(await store.getRecord(recordKeys.priceHistory(gpu, month)))] as const)
  const first = new Date(Date.parse(today) - shown.days * dayMs).toISOString().slice(0, 10)
  return priceDays(await Promise.all(read)).filter(({ day }) => day > first)
}
