import { describe, expect, it } from 'vitest'
import { price } from '../../commands/price.ts'
import type { PriceBook } from '../../src/catalog/types.ts'
import type { Language } from '../../src/language/question.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import { asked, question } from '../support/questions.ts'

const fetched: PriceBook = {
  ...bundledPrices,
  source: 'vast, gpuhunt',
  origins: [
    { source: 'vast', seenAt: '2026-11-21T05:40:00.000Z' },
    { source: 'gpuhunt', seenAt: '2026-11-19T23:05:00.000Z' },
  ],
  change: (gpu) => (gpu === 'h100-sxm' ? { day: 0.021, week: -0.05, month: 0 } : undefined),
  rates: { date: '2026-11-20', usdPer: { EUR: 1.2 } },
}

function cardOf(prices: PriceBook, language: Language = 'en', said: Parameters<typeof question>[0] = {}) {
  const input = { all: false, why: false, question: question({ intent: 'price', gpus: [asked('h100-sxm')], language, ...said }) }
  return price.run(input, { prices }).card
}

describe('the price of a card whose prices were fetched', () => {
  it('says when each source last said so', () => {
    expect(cardOf(fetched).sources.join()).toContain('vast 2026-11-21 05:40, gpuhunt 2026-11-19 23:05 UTC')
    expect(cardOf(bundledPrices).sources.join()).not.toContain('UTC')
  })

  it('says how it moved over a day, a week and a month, and nothing without a history', () => {
    expect(cardOf(fetched).notes).toContain('H100 SXM5 80 GB on demand: +2 % in a day, −5 % in a week, 0 % in a month.')
    expect(cardOf(fetched, 'zh').notes).toContain('H100 SXM5 80 GB 按需价：一天 +2 %、一周 −5 %、一个月 0 %。')
    expect(cardOf(bundledPrices).notes.join()).not.toContain('%')
  })

  it('compares a budget in euros at the rate of the day, and says so', () => {
    const budget = { amount: 10, currency: 'EUR' }
    const card = cardOf(fetched, 'en', { budget })
    expect(card.notes).toContain('The budget is in EUR: $12 at the rate of 2026-11-20 (European Central Bank).')
    expect(card.answer).toContain('Within $12.0 an hour')
    expect(cardOf(bundledPrices, 'en', { budget }).notes.join()).toContain('$11 at the rate of 2026-10-02')
    expect(cardOf(fetched, 'en', { budget: { amount: 100, currency: 'CHF' } }).notes.join()).toContain('was not compared')
  })
})
