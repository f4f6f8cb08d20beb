import { z } from 'zod'
import { median } from './median.ts'
import type { LiveRental } from './source.ts'

/**
 * What a GPU cost day by day, one record a GPU and month: of each provider and kind `[day of the month, least, median]`, USD per
 * GPU-hour. A year of one series is some 6 KB, so two years of everything stay small.
 */
export type MonthOfPrices = Readonly<Record<string, readonly Day[]>>

type Day = readonly [day: number, least: number, median: number]

/** Besides the running one. */
export const monthsKept = 24

const monthSchema = z.record(z.string(), z.array(z.tuple([z.int().min(1).max(31), z.number().positive(), z.number().positive()])))

/** Nothing, where nothing is stored or nothing this program understands. */
export function readMonth(stored: unknown): MonthOfPrices {
  const { success, data } = monthSchema.safeParse(stored)
  return success ? data : {}
}

/** `2026-11` of `2026-11-20`. */
export const monthOf = (date: string) => date.slice(0, 7)

/** The month so many months before a date's own. */
export function monthBefore(date: string, months: number): string {
  const [year = 0, month = 1] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 7)
}

/** Rows by what they are of. */
export function byGpu(rentals: readonly LiveRental[]): ReadonlyMap<string, readonly LiveRental[]> {
  return grouped(rentals, ({ gpu }) => gpu)
}

/** A month with a day's rows of one GPU in it. Of a day's several looks the least stays, and the median is the last. */
export function withDay(month: MonthOfPrices, date: string, rentals: readonly LiveRental[]): MonthOfPrices {
  const today = Number(date.slice(8))
  const series = new Map(Object.entries(month))
  for (const [name, rows] of grouped(rentals, ({ provider, kind }) => `${provider}/${kind}`)) {
    const prices = rows.map(({ usdPerHour }) => usdPerHour).toSorted((a, b) => a - b)
    const days = series.get(name) ?? []
    const before = days.find(([day]) => day === today)
    const least = Math.min(prices.at(0) ?? Number.POSITIVE_INFINITY, before?.[1] ?? Number.POSITIVE_INFINITY)
    const others = days.filter(([day]) => day !== today)
    series.set(
      name,
      [...others, [today, rounded(least), rounded(median(prices))] as const].toSorted(([a], [b]) => a - b),
    )
  }
  return Object.fromEntries(series)
}

const rounded = (usd: number) => Number(usd.toPrecision(4))

function grouped<Row>(rows: readonly Row[], nameOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(nameOf(row))
    if (group === undefined) groups.set(nameOf(row), [row])
    else group.push(row)
  }
  return groups
}
