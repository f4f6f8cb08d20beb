import { describe, expect, it } from 'vitest'
import type { PriceRow } from '../../src/catalog/types.ts'
import { priceBook } from '../../src/prices/book.ts'
import { leavesNoPrice, marketOf, withOffersAsked } from '../../src/resolve/market.ts'
import { noSettings } from '../../src/settings/settings.ts'
import { question } from '../support/questions.ts'

const row = (provider: string, usdPerHour: number, more: Partial<PriceRow> = {}): PriceRow => ({
  gpu: 'h100-sxm',
  kind: 'on-demand',
  provider,
  gpus: 1,
  usdPerHour,
  date: '2026-11-01',
  source: 'a test',
  ...more,
})
const rows = [
  row('aws', 4, { region: 'us-east-1' }),
  row('aws', 5, { region: 'eu-north-1' }),
  row('runpod', 3),
  row('aws', 2, { kind: 'spot' }),
]
const book = priceBook(rows, '2026-11-21', 'a test', { rates: { date: '2026-11-20', usdPer: { EUR: 1.25 } } })
const asked = question({ intent: 'price' })

describe('the offers a question means', () => {
  it('are all, in dollars, where nothing is said or set', () => {
    expect(marketOf({}, asked, noSettings, book)).toEqual({ prices: book, all: book, taken: [] })
  })

  it('are those of the settings, and it is said whose', () => {
    const { prices, taken } = marketOf({}, asked, { person: { providers: ['runpod'] }, place: { regions: ['europe'] } }, book)
    expect(taken).toEqual([
      { slot: 'providers', value: 'runpod', because: 'your-setting' },
      { slot: 'regions', value: 'europe', because: 'place-setting' },
    ])
    // RunPod does not say where its machine is.
    expect(prices.rental('h100-sxm')).toBeUndefined()
    expect(marketOf({}, asked, { person: { regions: ['europe'] }, place: {} }, book).prices.rental('h100-sxm')?.median).toBe(5)
  })

  it('are what was said before what is set', () => {
    const held = { person: { providers: ['runpod'] }, place: {} }
    const { prices, taken } = marketOf({ providers: ['aws'], kind: 'spot' }, asked, held, book)
    expect(prices.rental('h100-sxm')).toMatchObject({ median: 2, cheapestProvider: 'aws' })
    expect(taken.map(({ because }) => because)).toEqual(['said', 'said'])
  })

  it('leave no price, and that is known, not ignored', () => {
    const none = marketOf({}, asked, { person: { providers: ['lambda'] }, place: {} }, book)
    expect(leavesNoPrice(none, ['h100-sxm'])).toBe(true)
    expect(leavesNoPrice(none, ['rtx-4090'])).toBe(false)
    expect(leavesNoPrice(marketOf({}, asked, noSettings, book), ['h100-sxm'])).toBe(false)
  })
})

describe('the money a question means', () => {
  const euros = { person: { currency: 'EUR' as const }, place: {} }

  it('is the set one, at the newest rate', () => {
    const { prices, taken } = marketOf({}, asked, euros, book)
    expect(prices.money).toEqual({ currency: 'EUR', perUsd: 0.8, date: '2026-11-20' })
    expect(taken).toEqual([{ slot: 'currency', value: 'EUR', because: 'your-setting' }])
  })

  it('is the one that was said, a budget’s too', () => {
    expect(marketOf({ currency: 'CNY' }, asked, euros, book).prices.money?.currency).toBe('CNY')
    expect(marketOf({}, { ...asked, budget: { amount: 5, currency: 'GBP' } }, euros, book).prices.money?.currency).toBe('GBP')
    expect(marketOf({}, { ...asked, budget: { amount: 5, currency: 'USD' } }, euros, book).prices.money).toBeUndefined()
  })

  it('has the bundled rate where the fetched ones lack it', () => {
    expect(marketOf({ currency: 'JPY' }, asked, noSettings, book).prices.money?.date).toBe('2026-10-02')
  })
})

describe('a question of offers', () => {
  it('asks what hardware costs where only hardware is named beside them', () => {
    expect(withOffersAsked(question({ intent: 'gpu-info' }), { kind: 'spot' }, 'h100 spot').intent).toBe('price')
    expect(withOffersAsked(question({ intent: 'none', confidence: 0.1 }), { providers: ['vastai'] }, 'vast prices').intent).toBe('price')
  })

  it('asks for nothing else', () => {
    expect(withOffersAsked(question({ intent: 'inference' }), { kind: 'spot' }, '70b on a spot h100').intent).toBe('inference')
    expect(withOffersAsked(question({ intent: 'none', confidence: 0.1 }), { areas: ['europe'] }, 'dinner in europe').intent).toBe('none')
    expect(withOffersAsked(question({ intent: 'gpu-info' }), {}, 'h100').intent).toBe('gpu-info')
    expect(withOffersAsked(question({ intent: 'gpu-info' }), { currency: 'EUR' }, 'gpu-info on h100-sxm in eur').intent).toBe('gpu-info')
    const otherWorld = question({ intent: 'none', confidence: 0 })
    expect(withOffersAsked(otherWorld, { providers: ['aws'] }, 'what GPU hours to train the TTS on AWS').intent).toBe('none')
  })
})
