import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PriceRow } from '../../src/catalog/types.ts'
import { priceBook } from '../../src/prices/book.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'

const asOf = '2026-10-04'

function rental(provider: string, usdPerHour: number, date: string, more: Partial<PriceRow> = {}): PriceRow {
  return { gpu: 'x', kind: 'on-demand', provider, gpus: 1, usdPerHour, date, source: 'test', ...more }
}

function bought(usd: number, date: string, note?: string): PriceRow {
  return { gpu: 'x', kind: 'purchase-used', provider: 'shop', gpus: 1, usd, date, source: 'test', ...(note === undefined ? {} : { note }) }
}

const recent = [rental('a', 1, '2026-10-04'), rental('b', 2, '2026-09-01'), rental('c', 4, '2026-07-10')]

describe('the price of renting', () => {
  it('is the median of the last 90 days, one vote per provider', () => {
    expect(priceBook(recent, asOf).rental('x')).toEqual({
      median: 2,
      low: 1,
      high: 4,
      cheapestProvider: 'a',
      offers: 3,
      asOf: '2026-10-04',
    })
    expect(priceBook([...recent, rental('c', 10, '2026-10-01')], asOf).rental('x')?.median).toBe(2)
    expect(priceBook([...recent, rental('d', 3, '2026-10-01')], asOf).rental('x')?.median).toBe(2.5)
  })

  it("takes a provider's newest price, and of one day's several the cheapest", () => {
    const rows = [
      ...recent,
      rental('a', 9, '2026-08-01'),
      rental('c', 3, '2026-07-10', { region: 'eu' }),
      rental('c', 1.5, '2026-07-10', { gpus: 8 }),
    ]
    expect(priceBook(rows, asOf).rental('x')?.median).toBe(1.5)
  })

  it('bounds what was seen in a year, dear sizes and regions too', () => {
    const rows = [...recent, rental('c', 0.4, '2026-01-01'), rental('b', 12, '2026-09-01', { gpus: 8 }), rental('old', 0.1, '2025-09-01')]
    expect(priceBook(rows, asOf).rental('x')).toMatchObject({ median: 2, low: 0.4, high: 12, cheapestProvider: 'c', offers: 3 })
  })

  it('looks further back, step by step, while fewer than three providers are left', () => {
    const two = recent.slice(0, 2)
    expect(priceBook([...two, rental('c', 4, '2026-05-01'), rental('d', 40, '2025-12-01')], asOf).rental('x')).toMatchObject({
      median: 2,
      offers: 3,
    })
    expect(priceBook([...two, rental('d', 40, '2025-12-01')], asOf).rental('x')).toMatchObject({ median: 2, offers: 3, high: 40 })
    expect(priceBook(two, asOf).rental('x')).toMatchObject({ median: 1.5, offers: 2 })
  })

  it('leaves out what is older than a year, spot, reserved, and other GPUs', () => {
    const others = [
      rental('a', 1, '2025-10-03'),
      rental('a', 1, '2026-10-04', { kind: 'spot' }),
      rental('a', 1, '2026-10-04', { kind: 'reserved' }),
      rental('a', 1, '2026-10-04', { gpu: 'y' }),
    ]
    expect(priceBook(others, asOf).rental('x')).toBeUndefined()
    expect(priceBook([], asOf).rental('x')).toBeUndefined()
    expect(priceBook(others, asOf).rental('__proto__')).toBeUndefined()
  })

  it('does not know what came later', () => {
    expect(priceBook([rental('a', 1, '2026-10-05'), rental('b', 1, '2026-11')], asOf).rental('x')).toBeUndefined()
    expect(priceBook(recent, '2026-09-15').rental('x')).toMatchObject({ offers: 2, asOf: '2026-09-01' })
  })

  it('reads a month as its last day, the current one as today, a bare year as old', () => {
    const month = priceBook([rental('a', 1, '2026-10'), rental('a', 5, '2026-10-03')], asOf).rental('x')
    expect(month).toMatchObject({ median: 1, asOf: '2026-10' })
    expect(priceBook([rental('a', 1, '2026-08'), rental('a', 5, '2026-08-30')], asOf).rental('x')?.median).toBe(1)
    expect(priceBook([rental('a', 1, '2026'), rental('a', 5, '2026-01-24')], asOf).rental('x')?.median).toBe(5)
    expect(priceBook([rental('a', 1, '2025')], asOf).rental('x')).toBeUndefined()
    expect(priceBook([rental('a', 1, '2024-02')], '2024-03-01').rental('x')?.median).toBe(1)
  })

  it('keeps low ≤ median ≤ high whatever the rows and their order', () => {
    const row = fc
      .record({
        provider: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        usd: fc.integer({ min: 1, max: 2000 }),
        age: fc.integer({ min: 0, max: 500 }),
      })
      .map(({ provider, usd, age }) => rental(provider, usd / 100, new Date(Date.UTC(2026, 9, 4 - age)).toISOString().slice(0, 10)))
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        const summary = priceBook(rows, asOf).rental('x')
        const backwards = priceBook(rows.toReversed(), asOf).rental('x')
        expect(backwards?.median).toBe(summary?.median)
        expect(backwards?.low).toBe(summary?.low)
        const seen = rows.filter(({ date }) => date >= '2025-10-04')
        expect(summary === undefined).toBe(seen.length === 0)
        if (summary === undefined) return
        expect(summary.low).toBeLessThanOrEqual(summary.median)
        expect(summary.median).toBeLessThanOrEqual(summary.high)
        expect(seen.some(({ usdPerHour, provider }) => usdPerHour === summary.low && provider === summary.cheapestProvider)).toBe(true)
      }),
    )
  })
})

describe('the price of buying', () => {
  it('is the median of street prices of the half-year before the newest', () => {
    const rows = [bought(700, '2026-03'), bought(800, '2026-05-01'), bought(500, '2025-08-06')]
    expect(priceBook(rows, asOf).purchase('x')).toEqual({
      median: 750,
      low: 700,
      high: 800,
      cheapestProvider: 'shop',
      offers: 2,
      asOf: '2026-05-01',
    })
  })

  it('takes a guess only when there is nothing else', () => {
    const guess = bought(999, '2026-07-29', 'round list estimate, not an offer')
    const typical = bought(888, '2026-09-01', 'typical eBay')
    expect(priceBook([guess, typical, bought(700, '2025-11-06')], asOf).purchase('x')?.median).toBe(700)
    expect(priceBook([guess], asOf).purchase('x')?.median).toBe(999)
  })

  it('is unknown without rows, and never a rent', () => {
    expect(priceBook(recent, asOf).purchase('x')).toBeUndefined()
  })
})

describe('the bundled book', () => {
  it('is as old as its newest day', () => {
    expect(bundledPrices.asOf).toBe('2026-10-04')
    expect(bundledPrices.source).toBe('bundled snapshot')
  })

  // Worked by hand from the rows: recent median, range of the year.
  it.each([
    ['rtx-3090', 0.2, 0.13, 0.22],
    ['rtx-4090', 0.35, 0.17, 0.69],
    ['rtx-a6000', 0.54, 0.33, 1.93],
    ['l4', 0.49, 0.27, 1.67],
    ['rtx-pro-6000-blackwell', 1.69, 0.96, 2.19],
    ['a100-80gb-sxm', 2.3, 1.08, 5.07],
    ['h100-sxm', 3.9, 1.25, 12.29],
    ['h200-sxm', 4.67, 2.3, 10.6],
    ['b200', 6.69, 2.8, 14.24],
    ['mi300x', 2.39, 1.85, 6],
  ])('rents a %s for %d USD/h [%d–%d]', (gpu, median, low, high) => {
    const summary = bundledPrices.rental(gpu)
    expect([summary?.median, summary?.low, summary?.high].map((usd) => Math.round((usd ?? 0) * 100) / 100)).toEqual([median, low, high])
  })

  it('sells a used 3090 at street price and a RTX PRO 6000 at the only figure known', () => {
    expect(bundledPrices.purchase('rtx-3090')).toMatchObject({ median: 725, low: 650, high: 800 })
    expect(bundledPrices.purchase('rtx-pro-6000-blackwell')?.median).toBe(8600)
    expect(bundledPrices.purchase('rtx-5090')?.median).toBe(4250)
  })

  it('has nothing to say of a GPU nobody rents out, or only did long ago', () => {
    expect(bundledPrices.rental('apple-m4-max')).toBeUndefined()
    expect(bundledPrices.rental('tpu-v4')).toBeUndefined()
  })
})
