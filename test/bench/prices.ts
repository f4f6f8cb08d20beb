import { fitCard } from '../../src/cards/fit.ts'
import { parse } from '../../src/language/parse.ts'
import { newestPrices } from '../../src/prices/newest.ts'
import { bundledPrices, bundledRows } from '../../src/prices/snapshot.ts'
import { rememberedEstimates } from '../../src/resolve/remembered.ts'
import { resolve } from '../../src/resolve/resolve.ts'
import { createCache } from '../../src/storage/cached.ts'
import { cacheKeys, recordKeys } from '../../src/storage/keys.ts'
import { openStore } from '../../src/storage/open.ts'
import { asShipped, startRedis } from '../support/redis-server.ts'
import { at, label, ms, report, times } from './figures.ts'

/** A price from Redis as another process left it there, the whole book from its records, and an estimate that was asked for before. */
export async function benchPrices(): Promise<void> {
  const server = await startRedis(asShipped)
  const store = await openStore({ redisUrl: server.url, dataFolder: '' })
  const price = { ttlSeconds: 3600, read: (stored: unknown) => stored, fetch: async () => bundledPrices.rental('h100-sxm') }
  const key = cacheKeys.prices('bench', 'h100-sxm')
  await createCache(store).get(key, price)
  // A cache that has seen nothing stands for another process each time.
  await measured('price, warm, from Redis (at most 2)', 600, () => createCache(store).get(key, price))
  const here = createCache(store)
  await measured('price, warm, from this process', 600, () => here.get(key, price))

  const rentals = bundledRows.filter(({ usdPerHour }) => usdPerHour !== undefined)
  const record = { source: 'bench', part: 'all', seenAt: new Date().toISOString(), dropped: 0, rentals, apis: [] }
  await store.putRecord(recordKeys.priceRows('bench', 'all'), record)
  await measured('book of every price, from Redis', 100, async () =>
    newestPrices(await store.listRecords(recordKeys.allPriceRows()), undefined),
  )
  await store.close()
  await server.remove()

  const question = parse('70b int4 inference', { now: new Date(), zone: 'UTC' })
  const workload = resolve(question)
  const remembered = rememberedEstimates()
  report(
    'estimate asked for before',
    times(2000, () => remembered(workload, bundledPrices)),
    ms,
  )
  const euros = { ...bundledPrices, money: { currency: 'EUR', perUsd: 0.9 } } as const
  const estimated = remembered(workload, euros)
  report(
    'card in euros',
    times(500, () => fitCard(estimated, question, euros.money)),
    ms,
  )
}

async function measured(what: string, runs: number, work: () => Promise<unknown>): Promise<void> {
  const taken: number[] = []
  for (let index = 0; index < runs; index++) {
    const begun = performance.now()
    await work()
    taken.push(performance.now() - begun)
  }
  const sorted = taken.slice(runs / 10).toSorted((a, b) => a - b)
  console.log(`${label(what)} median ${ms(at(sorted, 0.5)).padStart(10)}   p99 ${ms(at(sorted, 0.99)).padStart(10)}`)
}
