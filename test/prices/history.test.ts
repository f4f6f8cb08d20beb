import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeUntil, readChanges } from '../../src/prices/changes.ts'
import { byGpu, type MonthOfPrices, monthBefore, monthsKept, readMonth, withDay } from '../../src/prices/history.ts'
import { rememberDay } from '../../src/prices/remember.ts'
import { bundledRows } from '../../src/prices/snapshot.ts'
import type { LiveRental } from '../../src/prices/source.ts'
import { recordKeys } from '../../src/storage/keys.ts'
import { openMemory } from '../support/memory-store.ts'

function rental(usdPerHour: number, more: Partial<LiveRental> = {}): LiveRental {
  return { gpu: 'h100-sxm', kind: 'on-demand', provider: 'a', gpus: 1, usdPerHour, ...more }
}

const series = (days: MonthOfPrices[string]): MonthOfPrices => ({ 'a/on-demand': days })
const on = (months: Readonly<Record<string, MonthOfPrices>>) => (month: string) => months[month] ?? {}

describe('a month of prices', () => {
  it('has the least and the median of each provider and kind', () => {
    const rows = [rental(1), rental(2), rental(9), rental(0.5, { kind: 'spot' }), rental(3, { provider: 'b' })]
    expect(withDay({}, '2026-11-05', rows)).toEqual({ 'a/on-demand': [[5, 1, 2]], 'a/spot': [[5, 0.5, 0.5]], 'b/on-demand': [[5, 3, 3]] })
  })

  it('keeps a day once: the least of all looks, and the last median', () => {
    const morning = withDay({}, '2026-11-05', [rental(2)])
    const noon = withDay(morning, '2026-11-05', [rental(1)])
    expect(withDay(noon, '2026-11-05', [rental(3)])).toEqual({ 'a/on-demand': [[5, 1, 3]] })
  })

  it('keeps the days in order and what else is in it, whatever order they come in', () => {
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 31 }), { minLength: 1 })
    fc.assert(
      fc.property(days, (seen) => {
        const months = seen.reduce<MonthOfPrices>(
          (month, day) => withDay(month, `2026-10-${String(day).padStart(2, '0')}`, [rental(day)]),
          { 'b/spot': [[1, 2, 3]] },
        )
        expect(months['a/on-demand']?.map(([day]) => day)).toEqual(seen.toSorted((a, b) => a - b))
        expect(months['b/spot']).toEqual([[1, 2, 3]])
      }),
    )
  })

  it('is small: two years of a GPU at 15 providers, both kinds, under half a megabyte', () => {
    const rows = Array.from({ length: 15 }, (_, index) => [rental(2.3456, { provider: `provider-${index}` })]).flat()
    const both = rows.flatMap((row) => [row, { ...row, kind: 'spot' as const }])
    let month: MonthOfPrices = {}
    for (let day = 1; day <= 31; day++) month = withDay(month, `2026-10-${String(day).padStart(2, '0')}`, both)
    expect(JSON.stringify(month).length * 24).toBeLessThan(500_000)
  })

  it('is small for all: two years of every GPU, provider and kind in the snapshot are under ten megabytes', () => {
    const seen = bundledRows.flatMap(({ gpu, provider, kind, usdPerHour }) =>
      usdPerHour === undefined || kind === 'purchase-new' || kind === 'purchase-used' ? [] : [rental(usdPerHour, { gpu, provider, kind })],
    )
    let bytes = 0
    for (const rows of byGpu(seen).values()) {
      let month: MonthOfPrices = {}
      for (let day = 1; day <= 31; day++) month = withDay(month, `2026-10-${String(day).padStart(2, '0')}`, rows)
      bytes += JSON.stringify(month).length * (monthsKept + 1)
    }
    expect(seen.length).toBeGreaterThan(400)
    expect(bytes).toBeLessThan(10_000_000)
  })

  it('is nothing where something else is stored', () => {
    for (const stored of [undefined, null, 7, 'x', [], { 'a/on-demand': [[0, 1, 1]] }, { a: 1 }]) expect(readMonth(stored)).toEqual({})
  })

  it('follows the month before it over new year', () => {
    expect([monthBefore('2026-01-31', 1), monthBefore('2026-11-30', 24), monthBefore('2026-03-31', 0)]).toEqual([
      '2025-12',
      '2024-11',
      '2026-03',
    ])
  })
})

describe('the change of a price', () => {
  const november = series([
    [13, 9, 2.5],
    [19, 9, 2],
    [20, 9, 2.2],
  ])

  it('is that of the medians since a day, a week and a month ago', () => {
    const october = series([[21, 9, 4.4]])
    expect(changeUntil('2026-11-20', on({ '2026-11': november, '2026-10': october }))).toEqual({ day: 0.1, week: -0.12, month: -0.5 })
  })

  it('looks some days further back where a day is missing, and is unknown where nothing is near', () => {
    const october = series([[11, 9, 1.1]])
    expect(changeUntil('2026-11-20', on({ '2026-11': november, '2026-10': october }))).toEqual({ day: 0.1, week: -0.12, month: 1 })
    expect(changeUntil('2026-11-20', on({ '2026-11': november }))).toEqual({ day: 0.1, week: -0.12 })
    expect(changeUntil('2026-11-20', on({}))).toEqual({})
  })

  it('is not moved by a provider that comes or goes, nor by spot prices', () => {
    const month: MonthOfPrices = {
      'a/on-demand': [
        [19, 2, 2],
        [20, 2, 2],
      ],
      'new/on-demand': [[20, 0.1, 0.1]],
      'gone/on-demand': [[19, 9, 9]],
      'a/spot': [
        [19, 1, 1],
        [20, 5, 5],
      ],
    }
    expect(changeUntil('2026-11-20', on({ '2026-11': month }))).toEqual({ day: 0 })
  })
})

describe('what is remembered of a day', () => {
  it('is in the history of each GPU, and tells how its price moved', async () => {
    const store = openMemory().store()
    await rememberDay(store, '2026-10-31', [rental(2), rental(1, { gpu: 'l4' })])
    await rememberDay(store, '2026-11-01', [rental(3)])
    const changes = readChanges(await store.getRecord(recordKeys.priceChanges()))
    expect(changes.get('h100-sxm')).toEqual({ day: 0.5 })
    expect(changes.get('l4')).toEqual({})
    expect((await store.listRecords(recordKeys.priceHistoryOf('h100-sxm'))).map(({ value }) => value)).toEqual([
      { 'a/on-demand': [[31, 2, 2]] },
      { 'a/on-demand': [[1, 3, 3]] },
    ])
  })

  it('older than two years is let go of, however long nobody looked', async () => {
    const store = openMemory().store()
    for (const date of ['2022-01-15', '2022-02-15', '2024-10-31', '2024-11-01', '2026-11-15']) await rememberDay(store, date, [rental(2)])
    const kept = (await store.listRecords(recordKeys.priceHistoryOf('h100-sxm'))).map(({ key }) => key)
    expect(kept).toEqual(['2024-11', '2026-11'].map((month) => recordKeys.priceHistory('h100-sxm', month)))
  })

  it('stays for two years', async () => {
    const store = openMemory().store()
    const months = Array.from({ length: 40 }, (_, index) => monthBefore('2026-11-15', 39 - index))
    for (const month of months) await rememberDay(store, `${month}-15`, [rental(2)])
    const kept = (await store.listRecords(recordKeys.priceHistoryOf('h100-sxm'))).map(({ key }) => key)
    expect(kept).toEqual(months.slice(-25).map((month) => recordKeys.priceHistory('h100-sxm', month)))
  })
})
