import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areas } from '../../src/catalog/areas.ts'
import { currencies } from '../../src/catalog/currencies.ts'
import { formatTerms, readTerms } from '../../src/prices/terms.ts'

describe('what is said of offers', () => {
  it.each([
    ['h100 spot', { kind: 'spot' }, 'h100'],
    ['sweet spot model for an h100', {}, 'sweet spot model for an h100'],
    ['h100竞价实例价格', { kind: 'spot' }, 'h100 价格'],
    ['a100 包月多少钱', { kind: 'reserved' }, 'a100 多少钱'],
    ['cheapest h100 on demand', { kind: 'on-demand' }, 'cheapest h100'],
    ['h100 in europe', { areas: ['europe'] }, 'h100'],
    ['h100 在欧洲多少钱', { areas: ['europe'] }, 'h100 多少钱'],
    ['a100 on runpod', { providers: ['runpod'] }, 'a100'],
    ['runpod上4090多少钱', { providers: ['runpod'] }, '4090多少钱'],
    ['what does an a100 cost on lambda', { providers: ['lambda'] }, 'what does an a100 cost'],
    ['lambda prices', { providers: ['lambda'] }, 'prices'],
    ['h100 price in euros', { currency: 'EUR' }, 'h100 price'],
    ['how much is a 4090 in €', { currency: 'EUR' }, 'how much is a 4090'],
    ['h100多少人民币一小时', { currency: 'CNY' }, 'h100多少 一小时'],
    ['租4090一个月 人民币', { currency: 'CNY' }, '租4090一个月'],
    ['h100 租金，欧元', { currency: 'EUR' }, 'h100 租金，'],
    ['spot h100 on aws in the us in gbp', { kind: 'spot', providers: ['aws'], areas: ['us'], currency: 'GBP' }, 'h100'],
  ])('“%s”', (text, terms, rest) => {
    expect(readTerms(text)).toEqual({ terms, rest })
  })

  it.each([
    'run two models together on a 4090',
    'google gemma 3 27b on a 4090',
    'give us a quote for 70b',
    'h100 on runpod vs lambda',
    'h100 budget 20 eur',
    '预算2万人民币能买什么',
    '预算人民币2万能买什么',
    '三百多欧元的显卡',
    '70b int4 inference',
  ])('nothing in “%s”', (text) => {
    expect(readTerms(text)).toEqual({ terms: {}, rest: text })
  })

  it('is read again from how it is written', () => {
    const terms = fc.record(
      {
        kind: fc.constantFrom('spot', 'reserved', 'on-demand'),
        providers: fc.constantFrom('runpod', 'vastai', 'lambda', 'together', 'azure').map((name) => [name]),
        areas: fc.constantFrom(...areas).map((area) => [area]),
        currency: fc.constantFrom(...currencies),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(terms, (said) => {
        expect(readTerms(`price on h100-sxm ${formatTerms(said)}`).terms).toEqual(said)
      }),
    )
  })

  it('leaves any other text as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const { terms, rest } = readTerms(text)
        if (Object.keys(terms).length === 0) expect(rest).toBe(text)
        else expect(rest.length).toBeLessThan(text.length)
      }),
    )
  })
})
