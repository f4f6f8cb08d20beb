import { currencySigns, dollars } from '../catalog/currencies.ts'
import type { RentalKind } from '../catalog/offers.ts'
import type { ApiPrices, Gpu, PriceBook, PriceSummary } from '../catalog/types.ts'
import type { Question } from '../language/question.ts'
import { shownApi, shownPrices, shownSummary } from './money.ts'
import { gpuName } from './names.ts'
import { significant, usdPerHour } from './numbers.ts'
import { type Translate, translate } from './words/words.ts'

/** So many of a GPU with what it costs. USD; of the whole set. */
export interface Priced {
  readonly gpu: Gpu
  readonly memoryGb: number
  readonly count: number
  readonly rental: PriceSummary | undefined
  readonly purchase: PriceSummary | undefined
}

/** What is asked: cards by name, cards with so much memory, what holds a model, a look at each memory size, every card, or what a sum buys. */
export type PriceSubject =
  | { readonly kind: 'named'; readonly rows: readonly Priced[] }
  | { readonly kind: 'memory'; readonly gb: number; readonly isTotal: boolean; readonly rows: readonly Priced[] }
  | { readonly kind: 'model'; readonly name: string; readonly rows: readonly Priced[] }
  | { readonly kind: 'classes' | 'all' | 'budget'; readonly rows: readonly Priced[] }

export interface PriceView {
  readonly question: Question
  readonly prices: PriceBook
  readonly subject: PriceSubject
  /** How prices moved is asked. */
  readonly asksChange?: boolean
  /** For how long it is rented, where that was said. */
  readonly hours?: number | undefined
  /** What its power costs is asked. */
  readonly asksPower?: boolean
  /** Kinds of rental to be held against each other; absent: those of the book alone. */
  readonly kinds?: readonly RentalKind[]
  /** It is asked for training, of which no run is priced. */
  readonly training?: boolean
  /** What APIs ask for the model that is asked about. USD. */
  readonly api?: ApiPrices | undefined
}

export interface Limit {
  readonly usd: number
  readonly toBuy: boolean
}

/** The view with its amounts as they are shown, and what writes them. */
export interface ShownPrices extends PriceView {
  readonly t: Translate
  /** Of the rents. */
  readonly kind: RentalKind
  /** The most, as it is shown. */
  readonly limit: Limit | undefined
  perHour(shown: number): string
  amount(shown: number): string
  /** `$1.25–12.3`; one figure where both are the same. */
  span(low: string, high: string): string
}

export function shownView(view: PriceView): ShownPrices {
  const { question, prices, subject, api } = view
  const { money = dollars } = prices
  const { sign } = currencySigns[money.currency]
  const limit = limitOf(question, prices.rates)
  const rows = subject.rows.map((row) => ({ ...row, rental: shownSummary(row.rental, money), purchase: shownSummary(row.purchase, money) }))
  return {
    ...view,
    prices: shownPrices(prices),
    subject: { ...subject, rows },
    api: api && shownApi(api, money),
    t: translate(question.language, money.currency),
    kind: prices.filter?.kind ?? 'on-demand',
    limit: limit && { ...limit, usd: limit.usd * money.perUsd },
    perHour: (shown) => `${sign}${usdPerHour(shown)}`,
    amount: (shown) => `${sign}${significant(shown)}`,
    span: (low, high) => (low === high ? `${sign}${low}` : `${sign}${low}–${high}`),
  }
}

/** Hours of an average month. */
export const hoursPerMonth = 730

export function nameOf({ gpu, memoryGb, count }: Pick<Priced, 'gpu' | 'memoryGb' | 'count'>): string {
  const name = gpuName(gpu, memoryGb)
  return count === 1 ? name : `${count} × ${name}`
}

/** USD per hour of the whole set; infinite where nobody rents it out. */
export const hourly = ({ rental, count }: Priced) => (rental?.median ?? Number.POSITIVE_INFINITY) * count
/** USD of the whole set. */
export const bought = ({ purchase, count }: Pick<Priced, 'purchase' | 'count'>) => (purchase?.median ?? Number.POSITIVE_INFINITY) * count

/** More than this for one hour of one card is money to buy with. USD. */
const mostPerHour = 25

/** US dollars for one of a currency; undefined where no rate is known. */
export function rateOf(currency: string, rates: PriceBook['rates']): number | undefined {
  if (currency === 'USD') return 1
  return new Map(Object.entries(rates?.usdPer ?? {})).get(currency)
}

/** What was said to be the most, in US dollars an hour or to buy; undefined where nothing was, or in a currency without a rate. */
export function limitOf({ budget, gpus }: Pick<Question, 'budget' | 'gpus'>, rates: PriceBook['rates']): Limit | undefined {
  const rate = budget === null ? undefined : rateOf(budget.currency, rates)
  if (budget === null || rate === undefined) return undefined
  const usd = budget.amount * rate
  const cards = Math.max(1, ...gpus.map(({ count }) => count ?? 1))
  return { usd, toBuy: usd > mostPerHour * cards }
}

/** Whether an offer is within what was said: its median, only its cheapest, or not at all. */
export function within(row: Priced, limit: Limit): 'all' | 'some' | 'none' {
  const price = limit.toBuy ? row.purchase : row.rental
  if (price === undefined) return 'none'
  if (price.median * row.count <= limit.usd) return 'all'
  return price.low * row.count <= limit.usd ? 'some' : 'none'
}
