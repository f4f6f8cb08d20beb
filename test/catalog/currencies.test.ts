import { describe, expect, it } from 'vitest'
import { areaOf } from '../../src/catalog/areas.ts'
import { bundledRates, currencies, dollars, moneyIn } from '../../src/catalog/currencies.ts'

describe('money', () => {
  it('comes with a dated rate of every currency that can be chosen', () => {
    expect(bundledRates.date).toMatch(/^\d{4}-\d\d-\d\d$/)
    for (const currency of currencies) expect(moneyIn(currency)?.perUsd, currency).toBeGreaterThan(0)
  })

  it('is so many for a dollar, by the rate that is given', () => {
    expect(moneyIn('EUR', { date: '2026-11-20', usdPer: { EUR: 1.25 } })).toEqual({ currency: 'EUR', perUsd: 0.8, date: '2026-11-20' })
    expect(moneyIn('USD')).toBe(dollars)
  })

  it('is unknown without a rate, and for what is no currency', () => {
    expect(moneyIn('EUR', { date: '2026-11-20', usdPer: {} })).toBeUndefined()
    expect(moneyIn('EUR', { date: '2026-11-20', usdPer: { EUR: 0 } })).toBeUndefined()
    expect(moneyIn('toString')).toBeUndefined()
    expect(moneyIn('TWD')).toBeUndefined()
  })

  it('has the bank’s rates of the day: a euro is 1.1225 dollars, a dollar 6.7 yuan', () => {
    expect(bundledRates.usdPer.EUR).toBe(1.1225)
    expect(moneyIn('CNY')?.perUsd).toBeCloseTo(7.5259 / 1.1225, 3)
    expect(moneyIn('JPY')?.perUsd).toBeCloseTo(176.99 / 1.1225, 2)
  })
})

describe('where a provider’s place is', () => {
  it.each([
    ['us-east-1', 'us'],
    ['us-central1', 'us'],
    ['eastus2', 'us'],
    ['desmoines-usa-1', 'us'],
    ['California, US', 'us'],
    ['ca-central-1', 'canada'],
    ['montreal-canada-2', 'canada'],
    ['Quebec, CA', 'canada'],
    ['europe-west4', 'europe'],
    ['eu-north1', 'europe'],
    ['FIN-01', 'europe'],
    ['swedencentral', 'europe'],
    ['europe-west2', 'uk'],
    ['eu-west-2', 'uk'],
    ['ap-northeast-1', 'japan'],
    ['asia-northeast3', 'korea'],
    ['ap-southeast-1', 'singapore'],
    ['ap-southeast-4', 'australia'],
    ['india', 'india'],
    ['southamerica-east1', 'brazil'],
    ['secure', undefined],
    ['me-central-1', undefined],
    ['', undefined],
  ])('%s', (place, area) => {
    expect(areaOf(place)).toBe(area)
  })
})
