import { createFetcher, type FetchOptions } from '../../src/prices/fetch.ts'
import { type PriceRecord, readRecord } from '../../src/prices/record.ts'
import { createRefresher, type SourceReport } from '../../src/prices/refresh.ts'
import type { PriceSource } from '../../src/prices/source.ts'
import { azure } from '../../src/prices/sources/azure.ts'
import { ecb } from '../../src/prices/sources/ecb.ts'
import { gpuhunt } from '../../src/prices/sources/gpuhunt.ts'
import { lambda } from '../../src/prices/sources/lambda.ts'
import { modelsDev } from '../../src/prices/sources/models-dev.ts'
import { openrouter } from '../../src/prices/sources/openrouter.ts'
import { runpod } from '../../src/prices/sources/runpod.ts'
import { skypilot } from '../../src/prices/sources/skypilot.ts'
import { vast } from '../../src/prices/sources/vast.ts'
import { recordKeys } from '../../src/storage/keys.ts'
import type { Store } from '../../src/storage/store.ts'
import { openMemory } from './memory-store.ts'
import * as payloads from './price-payloads.ts'
import { type Answer, json, type PriceServer, priceServer, routes, text, zipOf } from './price-servers.ts'

export interface SourceCase {
  /** With one part, so that one server is one source. */
  readonly source: PriceSource
  readonly good: Answer
}

const vastAnswer: Answer = (heard, response) => {
  const name: unknown = JSON.parse(heard.body).gpu_name.eq
  const offers = name === 'RTX 4090' ? payloads.vastOffers(name, 24_564, [0.5, 0.6, 0.7, 0.8, 8]) : { offers: [] }
  json(offers)(heard, response)
}

const azureAnswer: Answer = (heard, response) => json(payloads.azurePages[heard.path.includes('skip=100') ? 1 : 0])(heard, response)

/** Every source, and a server's part in it that answers as the real one does. */
export const sourceCases: readonly SourceCase[] = [
  { source: ecb, good: text(payloads.ecbXml) },
  {
    source: { ...gpuhunt, parts: ['aws'] },
    good: routes({ '/aws/version': text('20261120-7\n'), '/aws/20261120-7/catalog.zip': text(zipOf('aws.csv', payloads.awsCsv)) }),
  },
  { source: vast, good: vastAnswer },
  { source: runpod, good: json(payloads.runpodAnswer) },
  { source: { ...skypilot, parts: ['hyperstack'] }, good: text(payloads.hyperstackCsv) },
  { source: { ...azure, parts: ['NC'] }, good: azureAnswer },
  { source: lambda, good: json(payloads.lambdaAnswer) },
  { source: openrouter, good: json(payloads.openrouterAnswer) },
  { source: modelsDev, good: json(payloads.modelsDevAnswer) },
]

/** The case of a source, by its name; throws where there is none. */
export function caseOf(name: string): SourceCase {
  const found = sourceCases.find(({ source }) => source.name === name)
  if (found === undefined) throw new Error(`no case of ${name}`)
  return found
}

export const firstLook = new Date('2026-11-20T06:00:00Z')

export interface Watched {
  readonly server: PriceServer
  readonly memory: ReturnType<typeof openMemory>
  /** Milliseconds the fetcher wanted to wait. */
  readonly waits: readonly number[]
  /** Refreshes, so many hours after the first look. */
  look(hours: number, options?: Partial<FetchOptions>): Promise<SourceReport>
  /** What is kept. */
  kept(): Promise<PriceRecord | undefined>
}

/** One source against a server of its own, with storage of its own, and a clock that is told. Nothing waits. */
export async function watch({ source, good }: SourceCase, answer: Answer = good): Promise<Watched> {
  const server = await priceServer(answer)
  const memory = openMemory()
  const store = memory.store()
  const waits: number[] = []
  const waitMs = (ms: number) => {
    waits.push(ms)
    return 0
  }
  return {
    server,
    memory,
    waits,
    async look(hours, options = {}) {
      const [report] = await createRefresher({
        store,
        fetcher: createFetcher({ userAgent: 'headroom/test', waitMs, ...options }),
        sources: [source],
        settings: { [source.variable]: server.address, ...(source.keyVariable === undefined ? {} : { [source.keyVariable]: 'a-key' }) },
        now: () => new Date(firstLook.getTime() + hours * 3_600_000),
      }).refresh()
      if (report === undefined) throw new Error('no report')
      return report
    },
    kept: () => keptIn(store, source),
  }
}

async function keptIn(store: Store, source: PriceSource): Promise<PriceRecord | undefined> {
  return readRecord(await store.getRecord(recordKeys.priceRows(source.name, source.parts[0] ?? '')))
}
