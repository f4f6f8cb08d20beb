import bundled from './prices/rates.json' with { type: 'json' }

/** Those the European Central Bank publishes a rate of, most used here first. ISO 4217. */
export const currencies = ['USD', 'CNY', 'EUR', 'GBP', 'JPY', 'KRW', 'INR', 'CAD', 'AUD', 'CHF', 'SGD', 'HKD', 'BRL'] as const

export type Currency = (typeof currencies)[number]

/** How money is shown: so many of `currency` for a US dollar, by the rate of a day (YYYY-MM-DD). */
export interface Money {
  readonly currency: Currency
  readonly perUsd: number
  /** Of the rate; absent: none was needed. */
  readonly date?: string
}

export const dollars: Money = { currency: 'USD', perUsd: 1 }

/** US dollars for one of each currency on a day. */
export interface Rates {
  readonly date: string
  readonly usdPer: Readonly<Record<string, number>>
}

/** The last before the program was made: European Central Bank, eurofxref-daily.xml of that day, USD divided by each. */
export const bundledRates: Rates = bundled

/** Money in `currency`; undefined where its rate is not known. */
export function moneyIn(currency: string, { date, usdPer }: Rates = bundledRates): Money | undefined {
  const known = currencies.find((one) => one === currency)
  if (known === undefined) return undefined
  if (known === 'USD') return dollars
  const rate = new Map(Object.entries(usdPer)).get(known)
  return rate === undefined || !(rate > 0) ? undefined : { currency: known, perUsd: 1 / rate, date }
}

/** The sign before an amount, and the word after one in Chinese. */
export const currencySigns: Readonly<Record<Currency, { readonly sign: string; readonly chinese: string }>> = {
  USD: { sign: '$', chinese: '美元' },
  CNY: { sign: '¥', chinese: '元' },
  EUR: { sign: '€', chinese: '欧元' },
  GBP: { sign: '£', chinese: '英镑' },
  JPY: { sign: 'JP¥', chinese: '日元' },
  KRW: { sign: '₩', chinese: '韩元' },
  INR: { sign: '₹', chinese: '卢比' },
  CAD: { sign: 'C$', chinese: '加元' },
  AUD: { sign: 'A$', chinese: '澳元' },
  CHF: { sign: 'CHF ', chinese: '瑞郎' },
  SGD: { sign: 'S$', chinese: '新元' },
  HKD: { sign: 'HK$', chinese: '港元' },
  BRL: { sign: 'R$', chinese: '雷亚尔' },
}
