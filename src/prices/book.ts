import { type Area, areaOf } from '../catalog/areas.ts'
import { bundledRates } from '../catalog/currencies.ts'
import type { OfferFilter, PriceOffer, RentalKind } from '../catalog/offers.ts'
import type { PriceBook, PriceRow, PriceSummary } from '../catalog/types.ts'
import { median } from './median.ts'

const dayMs = 86_400_000

/** The headline rests on the last 90 days; a GPU that few providers list looks further back, and nothing older than a year counts. */
const windowsDays = [90, 180, 365] as const
const enoughProviders = 3

/** Purchase prices this much older than the newest one no longer describe the market (memory shortage of 2026). */
const purchaseWindowDays = 180

interface Offer {
  readonly row: PriceRow
  readonly usd: number
  /** Days before the book's date. */
  readonly age: number
}

/**
 * Days since 1970 of a date that may be rough. A month counts as its last day, but never as later than `asOf` when it is the same month;
 * a bare year as its first day: as old as it can be, so that any dated row is preferred.
 */
function dayOf(date: string, asOf: string): number {
  const [year = 0, month, day] = date.split('-').map(Number)
  if (month === undefined) return Date.UTC(year, 0, 1) / dayMs
  if (day !== undefined) return Date.UTC(year, month - 1, day) / dayMs
  return asOf.startsWith(date) ? dayOf(asOf, asOf) : Date.UTC(year, month, 0) / dayMs
}

/** `headline` gives the median and the date, `range` the bounds; undefined when either is empty. */
function summary(headline: readonly Offer[], range: readonly Offer[]): PriceSummary | undefined {
  const cheapest = range.reduce<Offer | undefined>((best, offer) => (best === undefined || offer.usd < best.usd ? offer : best), undefined)
  const newest = headline.reduce<Offer | undefined>((best, offer) => (best === undefined || offer.age < best.age ? offer : best), undefined)
  if (cheapest === undefined || newest === undefined) return undefined
  return {
    median: median(headline.map((offer) => offer.usd).toSorted((a, b) => a - b)),
    low: cheapest.usd,
    high: Math.max(...range.map((offer) => offer.usd)),
    cheapestProvider: cheapest.row.provider,
    offers: headline.length,
    asOf: newest.row.date,
  }
}

/** One vote per provider: its newest price; of several on one day (regions, sizes) the cheapest. */
function newestPerProvider(offers: readonly Offer[]): readonly Offer[] {
  const chosen = new Map<string, Offer>()
  for (const offer of offers) {
    const known = chosen.get(offer.row.provider)
    if (known === undefined || offer.age < known.age || (offer.age === known.age && offer.usd < known.usd))
      chosen.set(offer.row.provider, offer)
  }
  return [...chosen.values()]
}

/** Median of the recent prices of a kind, one per provider; the range is every such offer seen in a year, all sizes and regions. */
function rentalSummary(offers: readonly Offer[], kind: RentalKind): PriceSummary | undefined {
  const year = ofYear(offers, kind)
  for (const days of windowsDays) {
    const recent = newestPerProvider(year.filter((offer) => offer.age <= days))
    if (recent.length >= enoughProviders || days === windowsDays[2]) return summary(recent, year)
  }
  return undefined
}

const ofYear = (offers: readonly Offer[], kind: RentalKind) => offers.filter(({ row, age }) => row.kind === kind && age <= windowsDays[2])

/** The newest price of each provider and kind within a year, cheapest first. */
function rentalOffers(offers: readonly Offer[], kinds: readonly RentalKind[]): readonly PriceOffer[] {
  return kinds
    .flatMap((kind) => newestPerProvider(ofYear(offers, kind)).map((offer) => ({ ...offer, kind })))
    .toSorted((a, b) => a.usd - b.usd)
    .map(({ row, usd, kind }) => {
      const region = row.region ?? homes.get(row.provider)
      return { provider: row.provider, kind, usdPerHour: usd, gpus: row.gpus, date: row.date, ...(region && { region }) }
    })
}

/** Rentals that may be of the PCIe card or of the SXM one count where no other is known. */
function ofKnownForm(offers: readonly Offer[]): readonly Offer[] {
  const sure = offers.filter(({ row }) => row.form === undefined)
  return sure.some(({ row }) => row.usdPerHour !== undefined) ? sure : offers
}

/** Not somebody's offer: round figures, kept for the GPUs that have nothing better. */
function isGuess(row: PriceRow): boolean {
  const note = row.note ?? ''
  return note.startsWith('round list estimate') || note.startsWith('typical eBay')
}

/** Street prices, new and used together, of the months before the newest. */
function purchaseSummary(offers: readonly Offer[]): PriceSummary | undefined {
  const all = offers.filter((offer) => offer.row.kind === 'purchase-new' || offer.row.kind === 'purchase-used')
  const street = all.filter((offer) => !isGuess(offer.row))
  const best = street.length > 0 ? street : all
  const newest = Math.min(...best.map((offer) => offer.age))
  const current = best.filter((offer) => offer.age - newest <= purchaseWindowDays)
  return summary(current, current)
}

function once(make: (gpu: string) => PriceSummary | undefined): (gpu: string) => PriceSummary | undefined {
  const made = new Map<string, PriceSummary | undefined>()
  return (gpu) => {
    if (!made.has(gpu)) made.set(gpu, make(gpu))
    return made.get(gpu)
  }
}

/** Providers that are in one part of the world, by their own pages: their offers are there, said or not. */
const homes: ReadonlyMap<string, Area> = new Map([
  ['scaleway', 'europe'], // Paris, Amsterdam, Warsaw: scaleway.com/en/docs, products' availability
  ['verda', 'europe'], // Finland and Iceland: docs.verda.com, locations
])

/** Rentals that pass; what is sold is sold anywhere. */
function passing(rows: readonly PriceRow[], { providers, areas }: OfferFilter): readonly PriceRow[] {
  if (providers === undefined && areas === undefined) return rows
  const isPassing = ({ provider, region = '' }: PriceRow) => {
    const area = areas === undefined ? undefined : (areaOf(region) ?? homes.get(provider))
    return (providers?.includes(provider) ?? true) && (areas === undefined || (area !== undefined && areas.includes(area)))
  }
  return rows.filter((row) => row.usdPerHour === undefined || isPassing(row))
}

/** More than people set at once; each is a book of its own. */
const mostFiltered = 20

/**
 * What `rows` say GPUs cost on the day `asOf` (YYYY-MM-DD): USD per GPU-hour and USD per card. Rows dated later are not known yet.
 * The rows are read at the first question, each GPU's summary is made once. `beside`: what else the book knows.
 */
export function priceBook(
  rows: readonly PriceRow[],
  asOf: string,
  source = 'bundled snapshot',
  beside: Pick<PriceBook, 'api' | 'change' | 'origins' | 'rates'> = {},
  kind: RentalKind = 'on-demand',
): PriceBook {
  let index: ReadonlyMap<string, readonly Offer[]> | undefined
  const filtered = new Map<string, PriceBook>()
  const offersOf = (gpu: string): readonly Offer[] => {
    index ??= offersByGpu(rows, asOf)
    return ofKnownForm(index.get(gpu) ?? [])
  }
  return {
    rates: bundledRates,
    ...beside,
    asOf,
    source,
    rental: once((gpu) => rentalSummary(offersOf(gpu), kind)),
    purchase: once((gpu) => purchaseSummary(offersOf(gpu))),
    offers: (gpu, kinds = [kind]) => rentalOffers(offersOf(gpu), kinds),
    only(filter) {
      const name = JSON.stringify([filter.kind, filter.providers, filter.areas])
      const known = filtered.get(name)
      if (known !== undefined) return known
      const made = { ...priceBook(passing(rows, filter), asOf, source, beside, filter.kind ?? kind), filter }
      const [oldest] = filtered.keys()
      if (filtered.size >= mostFiltered && oldest !== undefined) filtered.delete(oldest)
      filtered.set(name, made)
      return made
    },
  }
}

function offersByGpu(rows: readonly PriceRow[], asOf: string): ReadonlyMap<string, readonly Offer[]> {
  const today = dayOf(asOf, asOf)
  const index = new Map<string, Offer[]>()
  for (const row of rows) {
    const usd = row.usdPerHour ?? row.usd
    const age = today - dayOf(row.date, asOf)
    if (usd === undefined || age < 0) continue
    const offers = index.get(row.gpu)
    if (offers === undefined) index.set(row.gpu, [{ row, usd, age }])
    else offers.push({ row, usd, age })
  }
  return index
}
