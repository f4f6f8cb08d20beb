import { dollars, type Money } from '../catalog/currencies.ts'
import type { PriceOffer } from '../catalog/offers.ts'
import type { ApiPrices, PriceBook, PriceSummary } from '../catalog/types.ts'
import type { Estimate, Option, Quantity } from '../estimator/types.ts'

/**
 * Amounts as a card shows them. The program counts in US dollars; a card that shows another currency is given its figures in it here,
 * and writes them with words in it (`translate(language, currency)`).
 */

/** The book with every amount in what it says to show; rates and changes stay. */
export function shownPrices(book: PriceBook): PriceBook {
  const { money = dollars } = book
  if (money.currency === 'USD') return book
  return {
    ...book,
    rental: (gpu) => shownSummary(book.rental(gpu), money),
    purchase: (gpu) => shownSummary(book.purchase(gpu), money),
    ...(book.offers && { offers: (gpu, kinds) => shownOffers(book.offers?.(gpu, kinds) ?? [], money) }),
  }
}

export function shownSummary<Known extends PriceSummary | undefined>(summary: Known, { perUsd }: Money): Known {
  if (summary === undefined) return summary
  return { ...summary, median: summary.median * perUsd, low: summary.low * perUsd, high: summary.high * perUsd }
}

export function shownOffers(offers: readonly PriceOffer[], { perUsd }: Money): readonly PriceOffer[] {
  return offers.map((offer) => ({ ...offer, usdPerHour: offer.usdPerHour * perUsd }))
}

export function shownApi(prices: ApiPrices, money: Money): ApiPrices {
  return { ...prices, input: shownSummary(prices.input, money), output: shownSummary(prices.output, money) }
}

export function shownEstimate(estimate: Estimate, money: Money): Estimate {
  return money.currency === 'USD' ? estimate : { ...estimate, options: estimate.options.map((option) => shownOption(option, money)) }
}

/** Amounts of an option, by name. */
const amounts = ['usdPerHour', 'purchaseUsd', 'usdPerMillionOutputTokens', 'usdPerMillionOutputTokensAtFullLoad'] as const

export function shownOption(option: Option, money: Money): Option {
  if (money.currency === 'USD') return option
  const shown = amounts.flatMap((name) => {
    const quantity = option[name]
    return quantity === undefined ? [] : [[name, shownQuantity(quantity, money)] as const]
  })
  return { ...option, ...Object.fromEntries(shown) }
}

/** The working keeps its dollars: it is arithmetic on prices as they were asked. */
export function shownQuantity(quantity: Quantity, { currency, perUsd }: Money): Quantity {
  if (currency === 'USD') return quantity
  const { value, low, high, why } = quantity
  return {
    ...quantity,
    value: value * perUsd,
    low: low * perUsd,
    high: high * perUsd,
    ...(why && { why: `(${why}) × ${Number(perUsd.toPrecision(4))} ${currency}/USD` }),
  }
}
