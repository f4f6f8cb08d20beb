import rowsOfAllProviders from '../catalog/prices/api.json' with { type: 'json' }
import type { ApiPriceRow, PriceSummary } from '../catalog/types.ts'
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

let byName: ReadonlyMap<string, readonly ApiPriceRow[]> | undefined

/** Made at the first question: few need it. */
function rowsByName(): ReadonlyMap<string, readonly ApiPriceRow[]> {
  if (byName !== undefined) return byName
  const made = new Map<string, ApiPriceRow[]>()
  for (const row of rows) {
    const name = servedAs(row.model)
    const known = made.get(name)
    if (known === undefined) made.set(name, [row])
    else known.push(row)
  }
  byName = made
  return made
}

/** Of a provider's several endpoints for one model (speeds, regions), the cheapest one in all. */
function cheapestPerProvider(offers: readonly ApiPriceRow[]): readonly ApiPriceRow[] {
  const total = (row: ApiPriceRow) => row.usdPerMillionInput + row.usdPerMillionOutput
  const chosen = new Map<string, ApiPriceRow>()
  for (const offer of offers) {
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

/**
 * What an API asks for a model, USD per million tokens, one vote per provider; undefined when none serves it.
 * `modelIds`: Hugging Face ids of the model and of what counts as it; base and instruct editions are found from each other.
 */
export function apiPriceRange(modelIds: readonly string[]): { readonly input: PriceSummary; readonly output: PriceSummary } | undefined {
  const found = [...new Set(modelIds.map(servedAs))].flatMap((name) => rowsByName().get(name) ?? [])
  if (found.length === 0) return undefined
  const direct = found.filter((row) => !routers.has(row.provider))
  const offers = cheapestPerProvider(direct.length > 0 ? direct : found)
  return { input: summary(offers, (row) => row.usdPerMillionInput), output: summary(offers, (row) => row.usdPerMillionOutput) }
}
