import { grouped } from '../../cards/numbers.ts'
import { ageOf } from '../../cards/price-report.ts'
import type { Translate } from '../../cards/words/words.ts'
import type { Rates } from '../../catalog/currencies.ts'
import type { Fetcher } from '../../prices/fetch.ts'
import { readRecord } from '../../prices/record.ts'
import { askingOf } from '../../prices/refresh-part.ts'
import type { PriceSource } from '../../prices/source.ts'
import { SourceError } from '../../prices/source-error.ts'
import { recordKeys } from '../../storage/keys.ts'
import type { Store } from '../../storage/store.ts'
import { broken, type Check, note, ok } from './check.ts'

type Settings = Readonly<Record<string, string | undefined>>

interface Looked {
  readonly sources: readonly PriceSource[]
  readonly settings: Settings
  readonly words: Translate
}

const isOff = ({ keyVariable }: PriceSource, settings: Settings) => keyVariable !== undefined && !settings[keyVariable]
const off = ({ name: source, keyVariable = '' }: PriceSource, words: Translate) =>
  note(words('operations.doctor.priceOff', { source, variable: keyVariable }))

/** Rows so many times older than their source should leave them are said to be old; no day is. */
const oldAfter = 3
const dayMs = 86_400_000

/** How old the last good rows of each source are. Throws StoreUnavailable. */
export async function storedPriceChecks(
  { sources, settings, words }: Looked,
  store: Store | undefined,
  now: Date,
): Promise<readonly Check[]> {
  const stored = (await store?.listRecords(recordKeys.allPriceRows())) ?? []
  const seen = new Map<string, number>()
  for (const { value } of stored) {
    const record = readRecord(value)
    if (record === undefined) continue
    seen.set(record.source, Math.min(seen.get(record.source) ?? Number.POSITIVE_INFINITY, Date.parse(record.seenAt)))
  }
  return sources.map((source) => {
    const { name, everyMinutes } = source
    const at = seen.get(name)
    if (at === undefined) return isOff(source, settings) ? off(source, words) : note(words('operations.doctor.noPrices', { source: name }))
    const age = now.getTime() - at
    const params = { source: name, age: ageOf(age, words) }
    const isOld = age > Math.max(dayMs, oldAfter * everyMinutes * 60_000)
    return isOld ? note(words('operations.doctor.priceOld', params)) : ok(words('operations.doctor.price', params))
  })
}

/** Asks one part of each source once. What it says is not kept. */
export async function askedPriceChecks({ sources, settings, words }: Looked, fetcher: Fetcher): Promise<readonly Check[]> {
  let rates: Rates | undefined
  const ask = async (source: PriceSource): Promise<Check> => {
    const { name, variable } = source
    if (isOff(source, settings)) return off(source, words)
    try {
      const reading = await source.read(askingOf({ source, settings, fetcher, rates }, undefined), source.parts[0] ?? '')
      if (reading === 'unchanged') return ok(words('operations.doctor.priceSays', { source: name, count: 0 }))
      rates ??= reading.rates
      const count = reading.rentals.length + reading.apis.length + Object.keys(reading.rates?.usdPer ?? {}).length
      return ok(words('operations.doctor.priceSays', { source: name, count: grouped(count) }))
    } catch (error) {
      if (!(error instanceof SourceError)) throw error
      const why = words(`refresh.why.${error.failure}`)
      return broken(words('operations.doctor.priceFails', { source: name, why, detail: error.message, variable }))
    }
  }
  const first = await Promise.all(sources.filter(({ givesRates }) => givesRates).map(ask))
  return [...first, ...(await Promise.all(sources.filter(({ givesRates }) => !givesRates).map(ask)))]
}
