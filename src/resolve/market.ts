import { moneyIn } from '../catalog/currencies.ts'
import type { OfferFilter } from '../catalog/offers.ts'
import type { PriceBook } from '../catalog/types.ts'
import type { Intent, Question } from '../language/question.ts'
import type { Terms, TermTaken } from '../prices/terms.ts'
import { type HeldSettings, settingOf } from '../settings/settings.ts'
import { becauseOf } from './with-settings.ts'

/** The prices a question is answered with: the offers it means, in the money it means. */
export interface Market {
  readonly prices: PriceBook
  /** Before it was narrowed. */
  readonly all: PriceBook
  /** What narrowed it and what amounts are shown in: `said`, or whose setting it is. Amounts in dollars and all offers go without saying. */
  readonly taken: readonly TermTaken[]
}

/** What was said wins over what is set; a budget says its currency. A currency without a rate changes nothing. */
export function marketOf(terms: Terms, { budget }: Question, held: HeldSettings, all: PriceBook): Market {
  const taken: TermTaken[] = []
  const chosen = <Value>(
    slot: TermTaken['slot'],
    said: Value | undefined,
    set: { value: Value; owner: keyof HeldSettings } | undefined,
  ) => {
    const value = said ?? set?.value
    if (value !== undefined)
      taken.push({
        slot,
        value: Array.isArray(value) ? value.join(', ') : String(value),
        because: said === undefined && set !== undefined ? becauseOf(set.owner) : 'said',
      })
    return value
  }
  const providers = chosen<readonly string[]>('providers', terms.providers, settingOf(held, 'providers'))
  const areas = chosen('regions', terms.areas, settingOf(held, 'regions'))
  const kind = chosen('kind', terms.kind, undefined)
  const filter: OfferFilter = { ...(kind && { kind }), ...(providers && { providers }), ...(areas && { areas }) }
  const narrowed = taken.length === 0 ? all : (all.only?.(filter) ?? all)

  const said = terms.currency ?? budget?.currency
  const currency = said ?? settingOf(held, 'currency')?.value ?? 'USD'
  const money = moneyIn(currency, all.rates) ?? moneyIn(currency)
  if (money === undefined || money.currency === 'USD') return { prices: narrowed, all, taken }
  chosen('currency', said, settingOf(held, 'currency'))
  return { prices: { ...narrowed, money }, all, taken }
}

/** Offers are asked about where only hardware was named beside them: “h100 spot”, “4090 in europe”. */
export function withOffersAsked<Given extends { readonly intent: Intent; readonly confidence: number }>(
  question: Given,
  terms: Terms,
  text: string,
): Given {
  // What speaks of another world asks for no price of ours.
  const isOther = question.intent === 'none' && question.confidence === 0
  if (Object.keys(terms).length === 0 || isOther || isSpec.test(text)) return question
  const isAsked =
    question.intent === 'gpu-info' || (question.intent === 'none' && (ofGpus.test(text) || (terms.providers && ofPrices.test(text))))
  return isAsked ? { ...question, intent: 'price' } : question
}

/** A shorthand that says of itself what it asks. */
const isSpec = /^\s*(?:gpu-info|显卡规格)(?![\p{L}\p{N}])/u
const ofGpus = /\bgpus?\b|显卡/iu
const ofPrices = /\bpric(?:es?|ing)\b|\bcheap(?:est)?\b|价格?|多少钱|便宜/iu

/** Whether the prices leave none of what was answered about, where all offers would have one. */
export function leavesNoPrice({ prices, all }: Market, gpus: readonly string[]): boolean {
  if (prices.filter === undefined) return false
  return gpus.every((gpu) => prices.rental(gpu) === undefined) && gpus.some((gpu) => all.rental(gpu) !== undefined)
}
