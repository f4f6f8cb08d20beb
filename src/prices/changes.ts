import { z } from 'zod'
import type { PriceChange } from '../catalog/offers.ts'
import type { MonthOfPrices } from './history.ts'
import { median } from './median.ts'

const spans = { day: 1, week: 7, month: 30 } as const

const changesSchema = z.record(
  z.string(),
  z.object({ day: z.number().exactOptional(), week: z.number().exactOptional(), month: z.number().exactOptional() }),
)

/** Changes by GPU as they are stored; none where there are none this program understands. */
export function readChanges(stored: unknown): ReadonlyMap<string, PriceChange> {
  const { success, data } = changesSchema.safeParse(stored)
  return new Map(success ? Object.entries(data) : [])
}

/**
 * How a GPU's on-demand median moved until `date` (0.05: five percent up): the median over the providers that have a price on both days,
 * so that one that comes or goes moves nothing. A day nobody has is answered by the nearest before it, up to half the span earlier.
 */
export function changeUntil(date: string, monthAt: (month: string) => MonthOfPrices): PriceChange {
  const ratios = Object.entries(spans).flatMap(([name, days]) => {
    const now = mediansOn(date, monthAt)
    const found = earlier(date, days).map((day) => ratioOf(now, mediansOn(day, monthAt)))
    const ratio = found.find((one) => one !== undefined)
    return ratio === undefined ? [] : [[name, Number((ratio - 1).toFixed(4))]]
  })
  return Object.fromEntries(ratios)
}

/** Days to compare with, the right one first. */
function earlier(date: string, days: number): readonly string[] {
  return Array.from({ length: Math.floor(days / 2) + 1 }, (_, more) => dayBefore(date, days + more))
}

/** `days` before a date, both YYYY-MM-DD. */
function dayBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10)
}

function mediansOn(date: string, monthAt: (month: string) => MonthOfPrices): ReadonlyMap<string, number> {
  const day = Number(date.slice(8))
  const onDemand = Object.entries(monthAt(date.slice(0, 7))).filter(([name]) => name.endsWith('/on-demand'))
  return new Map(
    onDemand.flatMap(([name, days]) => {
      const found = days.find(([at]) => at === day)
      return found === undefined ? [] : [[name, found[2]] as const]
    }),
  )
}

function ratioOf(now: ReadonlyMap<string, number>, then: ReadonlyMap<string, number>): number | undefined {
  const ratios = [...now].flatMap(([name, usd]) => {
    const before = then.get(name)
    return before === undefined ? [] : [usd / before]
  })
  return ratios.length === 0 ? undefined : median(ratios.toSorted((a, b) => a - b))
}
