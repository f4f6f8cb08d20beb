import { describe, expect, it } from 'vitest'
import { createFetcher } from '../../src/prices/fetch.ts'
import { createRefresher } from '../../src/prices/refresh.ts'
import type { SourceFailure } from '../../src/prices/source-error.ts'
import { recordKeys } from '../../src/storage/keys.ts'
import type { Store } from '../../src/storage/store.ts'
import { openMemory } from '../support/memory-store.ts'
import { awsCsv, azurePages, openrouterAnswer } from '../support/price-payloads.ts'
import { type Answer, flood, halfABody, json, priceServer, silence, status, tagged, text, zipOf } from '../support/price-servers.ts'
import { caseOf, firstLook, sourceCases, watch } from '../support/price-sources.ts'

const all = sourceCases.map((one) => [one.source.name, one] as const)

const failures: readonly (readonly [what: string, answer: Answer, failure: readonly SourceFailure[]])[] = [
  ['says nothing at all', text(''), ['shape', 'empty']],
  ['sends an empty list', json({ data: [], offers: [], Items: [] }), ['shape', 'empty']],
  ['has changed its shape', json({ data: { gpuTypes: [{ name: 1 }], x: 1 }, offers: [{}], Items: [{}], acme: 7 }), ['shape']],
  ['sends a page for people', text('<!doctype html><title>Sorry</title>'), ['shape', 'empty']],
  ['is out of order', status(500), ['busy']],
  ['has moved', status(404), ['status']],
  ['wants to be left alone for a second', status(429, { 'retry-after': '1' }), ['busy']],
  ['wants to be left alone for an hour', status(429, { 'retry-after': '3600' }), ['busy']],
  ['hangs up in the middle', halfABody, ['cut-off']],
  ['sends 100 MB', flood(100_000_000, true, { bytes: 0 }), ['too-large']],
  ['sends on to another host', status(302, { location: 'http://elsewhere.invalid/' }), ['redirect']],
]

describe.each(all)('when %s fails, its last good rows stay with their age', (_, one) => {
  it.each(failures)('it %s', async (_what, answer, expected) => {
    const watched = await watch(one)
    const before = await watched.look(0)
    const rows = await watched.kept()
    watched.server.answer = answer
    const after = await watched.look(48)
    expect(after.outcome).toBe('failed')
    expect(expected).toContain(after.failures[0]?.failure)
    expect([after.kept, after.seenAt]).toEqual([before.kept, firstLook])
    expect(await watched.kept()).toEqual(rows)
  })

  it('it never answers', async () => {
    const watched = await watch(one)
    await watched.look(0)
    const rows = await watched.kept()
    watched.server.answer = silence
    const after = await watched.look(48, { timeoutMs: 20 })
    expect([after.outcome, after.failures[0]?.failure, after.seenAt]).toEqual(['failed', 'timeout', firstLook])
    expect(await watched.kept()).toEqual(rows)
  })

  it('it comes back', async () => {
    const watched = await watch(one)
    watched.server.answer = status(503)
    expect(await watched.look(0)).toMatchObject({ outcome: 'failed', kept: 0, seenAt: undefined })
    watched.server.answer = one.good
    expect(await watched.look(1)).toMatchObject({ outcome: 'fetched', failures: [] })
  })
})

describe('a source', () => {
  const openrouter = caseOf('openrouter')

  it('that has nothing new says so without sending it: the rows are as young as that', async () => {
    const watched = await watch(openrouter, tagged('"v1"', JSON.stringify(openrouterAnswer)))
    const first = await watched.look(0)
    const second = await watched.look(30)
    expect([first.outcome, second.outcome, second.kept]).toEqual(['fetched', 'unchanged', first.kept])
    expect(watched.server.heard.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"v1"'])
    expect(second.seenAt?.toISOString()).toBe('2026-11-21T12:00:00.000Z')
  })

  it('that says 304 to what was never asked has failed', async () => {
    const watched = await watch(openrouter, status(304))
    expect((await watched.look(0)).failures).toMatchObject([{ failure: 'empty' }])
  })

  it('is not asked again while its rows are young', async () => {
    const watched = await watch(openrouter)
    await watched.look(0)
    expect((await watched.look(1)).outcome).toBe('fresh')
    expect(watched.server.heard).toHaveLength(1)
  })

  it('of which most rows have another shape has changed; a few bad ones are counted', async () => {
    const { data } = openrouterAnswer
    const watched = await watch(openrouter, json({ data: [...data, { id: 7 }, {}] }))
    expect(await watched.look(0)).toMatchObject({ outcome: 'fetched', dropped: 3 })
    watched.server.answer = json({ data: [...data, ...Array.from({ length: 6 }, () => ({}))] })
    expect((await watched.look(48)).failures).toMatchObject([{ failure: 'shape' }])
  })

  it('whose storage is away reports that, and nothing is asked', async () => {
    const watched = await watch(openrouter)
    watched.memory.leave()
    expect((await watched.look(0)).failures).toMatchObject([{ failure: 'storage' }])
    expect(watched.server.heard).toEqual([])
  })

  it('with a key that is not set is off', async () => {
    const lambda = [caseOf('lambda').source]
    const fetcher = createFetcher({ userAgent: 'headroom/test' })
    const reports = await createRefresher({
      store: openMemory().store(),
      fetcher,
      sources: lambda,
      settings: {},
      now: () => firstLook,
    }).refresh()
    expect(reports).toMatchObject([{ source: 'lambda', outcome: 'off', missing: 'LAMBDA_API_KEY', kept: 0 }])
  })

  it('that lies about its zip, or packs a bomb of another name, has changed its shape', async () => {
    const gpuhunt = caseOf('gpuhunt')
    const version = text('v1')
    for (const zip of [text(zipOf('other.csv', awsCsv)), text('PK no zip'), text(zipOf('aws.csv', 'a,b\n1,2\n'))]) {
      const watched = await watch(gpuhunt, (heard, response) => (heard.path.endsWith('version') ? version : zip)(heard, response))
      expect(['shape', 'empty']).toContain((await watched.look(0)).failures[0]?.failure)
    }
    const watched = await watch(gpuhunt, text('../../elsewhere'))
    expect((await watched.look(0)).failures).toMatchObject([{ failure: 'shape' }])
    expect(watched.server.heard).toHaveLength(1)
  })

  it('in a foreign currency is counted in dollars of the day', async () => {
    const [ecb, azure] = [caseOf('ecb'), caseOf('azure')]
    const [bank, cloud] = [await priceServer(ecb.good), await priceServer(json({ ...azurePages[1] }))]
    const store = openMemory().store()
    const reports = await createRefresher({
      store,
      fetcher: createFetcher({ userAgent: 'headroom/test', waitMs: () => 0 }),
      sources: [azure.source, ecb.source],
      settings: { AZURE_PRICES_API_URL: cloud.address, ECB_API_URL: bank.address },
      now: () => firstLook,
    }).refresh()
    expect(reports.map(({ source, dropped }) => [source, dropped])).toEqual([
      ['ecb', 0],
      ['azure', 1],
    ])
    const [azureRecord] = await store.listRecords(recordKeys.priceRows('azure', 'NC'))
    // 10 euros an hour for two cards at 1.2 dollars a euro.
    expect(azureRecord?.value).toMatchObject({ rentals: [{ gpu: 'h100-nvl', usdPerHour: 6, gpus: 2 }] })
  })
})

describe('a thousand equal requests', () => {
  it('that need the network cause one fetch', async () => {
    const one = caseOf('runpod')
    const server = await priceServer(one.good)
    const options = {
      fetcher: createFetcher({ userAgent: 'headroom/test' }),
      sources: [one.source],
      settings: { RUNPOD_API_URL: server.address },
    }
    const store = openMemory().store()
    const refresher = createRefresher({ ...options, store, now: () => firstLook })
    const reports = await Promise.all(Array.from({ length: 1000 }, () => refresher.refresh()))
    expect(new Set(reports.map(([report]) => report?.outcome))).toEqual(new Set(['fetched']))
    expect(server.heard).toHaveLength(1)
  })

  it('of many processes with one storage cause one fetch', async () => {
    const one = caseOf('runpod')
    const server = await priceServer(one.good)
    const memory = openMemory()
    const settings = { RUNPOD_API_URL: server.address }
    const process = () =>
      createRefresher({
        store: memory.store(),
        fetcher: createFetcher({ userAgent: 'x' }),
        sources: [one.source],
        settings,
        now: () => firstLook,
      })
    await Promise.all(Array.from({ length: 50 }, () => process().refresh()))
    expect(server.heard).toHaveLength(1)
  })

  it('of a process that was busy while another one asked cause no second fetch', async () => {
    const one = caseOf('runpod')
    const server = await priceServer(one.good)
    const memory = openMemory()
    const on = (store: Store) =>
      createRefresher({
        store,
        fetcher: createFetcher({ userAgent: 'headroom/test' }),
        sources: [one.source],
        settings: { RUNPOD_API_URL: server.address },
        now: () => firstLook,
      })
    const store = memory.store()
    const claim: typeof store.claim = async (...args) => {
      await on(memory.store()).refresh()
      return await store.claim(...args)
    }
    expect(await on({ ...store, claim }).refresh()).toMatchObject([{ outcome: 'fresh', kept: 5, seenAt: firstLook }])
    expect(server.heard).toHaveLength(1)
  })
})
