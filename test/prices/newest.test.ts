import { describe, expect, it } from 'vitest'
import { createFetcher } from '../../src/prices/fetch.ts'
import { newestPrices } from '../../src/prices/newest.ts'
import type { PriceRecord } from '../../src/prices/record.ts'
import { createRefresher } from '../../src/prices/refresh.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import type { LiveRental } from '../../src/prices/source.ts'
import { recordKeys } from '../../src/storage/keys.ts'
import type { Store } from '../../src/storage/store.ts'
import { openMemory } from '../support/memory-store.ts'
import { priceServer } from '../support/price-servers.ts'
import { firstLook, sourceCases } from '../support/price-sources.ts'

function rental(usdPerHour: number, more: Partial<LiveRental> = {}): LiveRental {
  return { gpu: 'h100-sxm', kind: 'on-demand', provider: 'newcloud', gpus: 1, usdPerHour, ...more }
}

async function newestIn(store: Store) {
  return newestPrices(await store.listRecords(recordKeys.allPriceRows()), await store.getRecord(recordKeys.priceChanges()))
}

/** Storage with these records. */
async function kept(...records: readonly Partial<PriceRecord>[]) {
  const store = openMemory().store()
  for (const record of records) {
    const whole = { source: 's', part: 'p', seenAt: '2026-12-01T06:00:00.000Z', dropped: 0, rentals: [], apis: [], ...record }
    await store.putRecord(recordKeys.priceRows(whole.source, whole.part), whole)
  }
  return store
}

describe('the newest book', () => {
  it('is the snapshot while nothing is kept, or nothing it understands', async () => {
    expect(await newestIn(openMemory().store())).toBe(bundledPrices)
    const store = openMemory().store()
    await store.putRecord(recordKeys.priceRows('s', 'p'), { rentals: 'of another version' })
    expect(await newestIn(store)).toBe(bundledPrices)
  })

  it('is of the day its newest rows were seen, and says whence they are', async () => {
    const store = await kept(
      { rentals: [rental(0.9)] },
      { source: 't', seenAt: '2026-11-28T06:00:00.000Z', rentals: [rental(0.95)] },
      { source: 'of-apis', seenAt: '2026-12-02T06:00:00.000Z' },
    )
    const book = await newestIn(store)
    expect([book.asOf, book.source]).toEqual(['2026-12-01', 's, t'])
    expect(book.origins).toEqual([
      { source: 's', seenAt: '2026-12-01T06:00:00.000Z' },
      { source: 't', seenAt: '2026-11-28T06:00:00.000Z' },
    ])
    expect(book.rental('h100-sxm')).toMatchObject({ low: 0.9, cheapestProvider: 'newcloud', asOf: '2026-12-01' })
  })

  it('is still the snapshot by name and day where only rates were fetched', async () => {
    const book = await newestIn(await kept({ source: 'ecb', rates: { date: '2026-11-30', usdPer: { EUR: 1.2 } } }))
    expect([book.source, book.asOf, book.rates?.date]).toEqual([bundledPrices.source, bundledPrices.asOf, '2026-11-30'])
    expect(book.rental('h100-sxm')).toEqual(bundledPrices.rental('h100-sxm'))
  })

  it('lets a fetched price of a provider stand for an older one, and keeps the others', async () => {
    const [before] = (bundledPrices.offers?.('rtx-4090') ?? []).filter(({ provider }) => provider === 'runpod')
    const book = await newestIn(await kept({ rentals: [rental(0.11, { gpu: 'rtx-4090', provider: 'runpod' })] }))
    const offers = book.offers?.('rtx-4090') ?? []
    expect(before?.usdPerHour).toBeGreaterThan(0.11)
    expect(offers.filter(({ provider }) => provider === 'runpod')).toMatchObject([{ usdPerHour: 0.11, date: '2026-12-01' }])
    expect(offers.length).toBe(bundledPrices.offers?.('rtx-4090').length)
    expect(book.purchase('rtx-4090')).toEqual(bundledPrices.purchase('rtx-4090'))
  })

  it('does not take an H100 of unknown form for an SXM one where those are known', async () => {
    const book = await newestIn(await kept({ seenAt: `${bundledPrices.asOf}T06:00:00.000Z`, rentals: [rental(0.5, { form: 'unknown' })] }))
    expect(book.rental('h100-sxm')).toEqual(bundledPrices.rental('h100-sxm'))
  })

  it('does not count spot prices among those on demand', async () => {
    const book = await newestIn(await kept({ rentals: [rental(0.5, { kind: 'spot' })] }))
    expect(book.rental('h100-sxm')?.low).toBe(bundledPrices.rental('h100-sxm')?.low)
  })

  it('knows how prices moved, and the newest rates of exchange', async () => {
    const rates = (date: string, eur: number) => ({ rates: { date, usdPer: { EUR: eur } } })
    const store = await kept(
      { rentals: [rental(1)] },
      { source: 'ecb', ...rates('2026-11-30', 1.2) },
      { source: 'old', ...rates('2026-11-01', 9) },
    )
    await store.putRecord(recordKeys.priceChanges(), { 'h100-sxm': { week: -0.1 } })
    const book = await newestIn(store)
    expect(book.change?.('h100-sxm')).toEqual({ week: -0.1 })
    expect(book.change?.('l4')).toBeUndefined()
    expect(book.rates).toEqual({ date: '2026-11-30', usdPer: { EUR: 1.2 } })
  })

  it('has what every source said, each price with its provider, kind and day', async () => {
    const store = openMemory().store()
    const servers = await Promise.all(
      sourceCases.map(async ({ source, good }) => [source.variable, (await priceServer(good)).address] as const),
    )
    const reports = await createRefresher({
      store,
      fetcher: createFetcher({ userAgent: 'headroom/test', waitMs: () => 0 }),
      sources: sourceCases.map(({ source }) => source),
      settings: { ...Object.fromEntries(servers), LAMBDA_API_KEY: 'a-key' },
      now: () => new Date(firstLook.getTime() + 30 * 86_400_000),
    }).refresh()
    expect(reports.filter(({ failures }) => failures.length > 0)).toEqual([])
    const book = await newestIn(store)
    const fetched = (book.offers?.('h100-sxm') ?? []).filter(({ date }) => date === '2026-12-20')
    expect(fetched.map(({ provider, usdPerHour }) => [provider, usdPerHour])).toEqual([
      ['runpod', 2.69],
      ['lambda', 2.99],
      ['hyperstack', 3],
      ['aws', 6.88],
    ])
    expect(book.rates?.usdPer.EUR).toBe(1.2)
    expect(book.api?.(['acme/Model-9B'])?.output).toMatchObject({ median: 0.3, cheapestProvider: 'openrouter', asOf: '2026-12-20' })
    expect(book.api?.(['meta-llama/Llama-3.3-70B-Instruct'])?.output).toMatchObject({ asOf: '2026-12-20', offers: 18 })
    expect(await store.listRecords(recordKeys.priceHistoryOf('h100-sxm'))).toHaveLength(1)
  })
})
