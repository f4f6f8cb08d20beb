import { currencies } from '../../catalog/currencies.ts'
import type { PriceSource } from '../source.ts'
import { SourceError } from '../source-error.ts'

/** The European Central Bank's reference rates of each working day, about 16:00 in Frankfurt: units of a currency for one euro. */
export const ecb: PriceSource = {
  name: 'ecb',
  variable: 'ECB_API_URL',
  address: 'https://www.ecb.europa.eu/stats/eurofxref',
  parts: ['daily'],
  givesRates: true,
  everyMinutes: 360,
  async read({ ask }) {
    const answer = await ask({ path: '/eurofxref-daily.xml', ifChanged: true })
    if (answer === 'unchanged') return answer
    const xml = new TextDecoder().decode(answer.body)
    const date = /time=['"](\d{4}-\d\d-\d\d)['"]/.exec(xml)?.[1]
    const perEuro = new Map([...xml.matchAll(/currency=['"]([A-Z]{3})['"] rate=['"](\d{1,9}(?:\.\d{1,9})?)['"]/g)].map(rateOf))
    const usd = perEuro.get('USD')
    if (date === undefined || usd === undefined || !(usd > 0)) throw new SourceError('shape', 'no date or no rate of the dollar')
    const found = others.flatMap((currency) => {
      const rate = perEuro.get(currency)
      return rate === undefined || !(rate > 0) ? [] : [[currency, rounded(usd / rate)] as const]
    })
    const dropped = others.length - found.length
    return {
      rentals: [],
      apis: [],
      rates: { date, usdPer: Object.fromEntries([['EUR', rounded(usd)], ...found]) },
      dropped: dropped > 0 ? { malformed: dropped } : {},
      mark: answer.mark,
    }
  },
}

/** Beside the dollar, which all are counted in, and the euro, which the bank counts in. */
const others = currencies.filter((currency) => currency !== 'USD' && currency !== 'EUR')

const rateOf = ([, currency = '', rate = '']: RegExpExecArray): readonly [string, number] => [currency, Number(rate)]

const rounded = (usd: number) => Number(usd.toPrecision(6))
