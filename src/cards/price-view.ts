import type { Gpu, PriceBook, PriceSummary } from '../catalog/types.ts'
import type { Question } from '../language/question.ts'
import { gpuName } from './names.ts'

/** So many of a GPU with what it costs. USD; of the whole set. */
export interface Priced {
  readonly gpu: Gpu
  readonly memoryGb: number
  readonly count: number
  readonly rental: PriceSummary | undefined
  readonly purchase: PriceSummary | undefined
}

/** What is asked: cards by name, cards with so much memory, what holds a model, or a look at each memory size. */
export type PriceSubject =
  | { readonly kind: 'named'; readonly rows: readonly Priced[] }
  | { readonly kind: 'memory'; readonly gb: number; readonly isTotal: boolean; readonly rows: readonly Priced[] }
  | { readonly kind: 'model'; readonly name: string; readonly rows: readonly Priced[] }
  | { readonly kind: 'classes'; readonly rows: readonly Priced[] }

export interface PriceView {
  readonly question: Question
  readonly prices: PriceBook
  readonly subject: PriceSubject
}

/** Hours of an average month. */
export const hoursPerMonth = 730

export function nameOf({ gpu, memoryGb, count }: Priced): string {
  const name = gpuName(gpu, memoryGb)
  return count === 1 ? name : `${count} × ${name}`
}

/** USD per hour of the whole set; infinite where nobody rents it out. */
export const hourly = ({ rental, count }: Priced) => (rental?.median ?? Number.POSITIVE_INFINITY) * count
/** USD of the whole set. */
export const bought = ({ purchase, count }: Priced) => (purchase?.median ?? Number.POSITIVE_INFINITY) * count

/** More than this for one hour of one offer is money to buy with. USD. */
const mostPerHour = 200

/** US dollars for one of a currency; undefined where no rate is known. */
export function rateOf(currency: string, rates: PriceBook['rates']): number | undefined {
  if (currency === 'USD') return 1
  return new Map(Object.entries(rates?.usdPer ?? {})).get(currency)
}

/** What was said to be the most, in US dollars an hour or to buy; undefined where nothing was, or in a currency without a rate. */
export function limitOf({ budget }: Question, rates: PriceBook['rates']): { readonly usd: number; readonly toBuy: boolean } | undefined {
  const rate = budget === null ? undefined : rateOf(budget.currency, rates)
  if (budget === null || rate === undefined) return undefined
  const usd = budget.amount * rate
  return { usd, toBuy: usd > mostPerHour }
}

/** Whether an offer is within what was said: its median, only its cheapest, or not at all. */
export function within(row: Priced, limit: { readonly usd: number; readonly toBuy: boolean }): 'all' | 'some' | 'none' {
  const price = limit.toBuy ? row.purchase : row.rental
  if (price === undefined) return 'none'
  if (price.median * row.count <= limit.usd) return 'all'
  return price.low * row.count <= limit.usd ? 'some' : 'none'
}
