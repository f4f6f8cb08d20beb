import rowsOfAllProviders from '../catalog/prices/api.json' with { type: 'json' }
import type { ApiPriceRange, ApiPriceRow, PriceSummary } from '../catalog/types.ts'
import { median } from './median.ts'

const rows = rowsOfAllProviders as readonly ApiPriceRow[]

/** They pass requests on to the others at the others' prices. */
const routers: ReadonlySet<string> = new Set(['openrouter', 'huggingface'])

/** One name for editions that cost the same to serve: base and instruct, the dtypes a vendor publishes. Dated editions stay apart. */
function servedAs(id: string): string {
  let name = id.replace('CohereForAI/', 'CohereLabs/').replace('-Instruct', '')
  for (const suffix of ['-FP8', '-BF16', '-it']) {
    if (name.endsWith(suffix)) name = name.slice(0, -suffix.length)
  }
  return name.toLowerCase()
}

/** Of what a provider said last, the cheapest endpoint in all (it may have several speeds and regions). */
function cheapestPerProvider(offers: readonly ApiPriceRow[]): readonly ApiPriceRow[] {
  const newest = new Map<string, string>()
  for (const { provider, date } of offers) if (date > (newest.get(provider) ?? '')) newest.set(provider, date)
  const total = (row: ApiPriceRow) => row.usdPerMillionInput + row.usdPerMillionOutput
  const chosen = new Map<string, ApiPriceRow>()
  for (const offer of offers) {
    if (offer.date !== newest.get(offer.provider)) continue
    const known = chosen.get(offer.provider)
    if (known === undefined || total(offer) < total(known)) chosen.set(offer.provider, offer)
  }
  return [...chosen.values()]
}

function summary(offers: readonly ApiPriceRow[], usd: (row: ApiPriceRow) => number): PriceSummary {
  const sorted = offers.toSorted((a, b) => usd(a) - usd(b))
  const prices = sorted.map(usd)
  return {
    median: median(prices),
    low: prices.at(0) ?? 0,
    high: prices.at(-1) ?? 0,
    cheapestProvider: sorted.at(0)?.provider ?? '',
    offers: offers.length,
    asOf:
      offers
        .map(({ date }) => date)
        .toSorted()
        .at(-1) ?? '',
  }
}

function byServedName(rows: readonly ApiPriceRow[]): ReadonlyMap<string, readonly ApiPriceRow[]> {
  const index = new Map<string, ApiPriceRow[]>()
  for (const row of rows) {
    const name = servedAs(row.model)
    const known = index.get(name)
    if (known === undefined) index.set(name, [row])
    else known.push(row)
  }
  return index
}

/** What APIs ask for models by the bundled rows and these; the index is made at the first question: few need it. */
export function apiPrices(fetched: readonly ApiPriceRow[] = []): ApiPriceRange {
  let index: ReadonlyMap<string, readonly ApiPriceRow[]> | undefined
  return (modelIds) => {
    index ??= byServedName([...rows, ...fetched])
    const known = index
    const found = [...new Set(modelIds.map(servedAs))].flatMap((name) => known.get(name) ?? [])
    if (found.length === 0) return undefined
    const direct = found.filter((row) => !routers.has(row.provider))
    const offers = cheapestPerProvider(direct.length > 0 ? direct : found)
    return {
      input: summary(offers, (row) => row.usdPerMillionInput),
      output: summary(offers, (row) => row.usdPerMillionOutput),
      offers: offers.toSorted((a, b) => a.usdPerMillionOutput - b.usdPerMillionOutput),
    }
  }
}

/** By the rows that come with the program. */
export const apiPriceRange: ApiPriceRange = apiPrices()
