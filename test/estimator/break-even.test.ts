import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blendedUsd, breakEven, capacityPerDay, dayAt, owning, owningUsdPerHour } from '../../src/estimator/break-even.ts'
import { quantity } from '../../src/estimator/quantity.ts'

const sure = (value: number) => quantity(value, value, value, 'exact')
const between = (low: number, value: number, high: number) => quantity(value, low, high, 'measured')
const positive = fc.double({ min: 0.001, max: 1e6, noNaN: true })

describe('a price of prompts and answers together', () => {
  it('weighs each by the tokens a request has of it', () => {
    const api = { input: sure(0.3), output: sure(0.9) }
    expect(blendedUsd(api, { promptTokens: 1024, outputTokens: 512 }).value).toBeCloseTo(0.5, 10)
    expect(blendedUsd(api, { promptTokens: 0, outputTokens: 7 }).value).toBeCloseTo(0.9, 10)
  })

  it('lies between the two', () => {
    fc.assert(
      fc.property(
        positive,
        positive,
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 1e6 }),
        (a, b, promptTokens, outputTokens) => {
          const { value } = blendedUsd({ input: sure(a), output: sure(b) }, { promptTokens, outputTokens })
          expect(value).toBeGreaterThanOrEqual(Math.min(a, b) * (1 - 1e-9))
          expect(value).toBeLessThanOrEqual(Math.max(a, b) * (1 + 1e-9))
        },
      ),
    )
  })
})

describe('where a rented machine meets an API', () => {
  it('is where a day of hours costs as much as the tokens of a day', () => {
    // $3.33/h is $79.92 a day; at $0.65 a million that buys 123 M tokens.
    const capacity = capacityPerDay(sure(1000), { promptTokens: 1024, outputTokens: 512 })
    expect(capacity.value).toBe(1000 * 86_400 * 3)
    const { tokensPerDay, busy, usdAtFullLoad } = breakEven(sure(3.33), sure(0.65), capacity)
    expect(tokensPerDay.value / 1e6).toBeCloseTo(122.95, 1)
    expect(busy.value).toBeCloseTo(122.95 / 259.2, 3)
    expect(usdAtFullLoad.value).toBeCloseTo(79.92 / 259.2, 4)
  })

  it('costs the same either way at that load, and less on its side of it', () => {
    fc.assert(
      fc.property(positive, positive, positive, (hour, api, rate) => {
        const capacity = sure(rate * 86_400)
        const { tokensPerDay, busy } = breakEven(sure(hour), sure(api), capacity)
        const atEven = dayAt(tokensPerDay.value, hour, api, Number.POSITIVE_INFINITY)
        expect(atEven.own / atEven.api).toBeCloseTo(1, 6)
        const below = dayAt(tokensPerDay.value / 2, hour, api, Number.POSITIVE_INFINITY)
        expect(below.api).toBeLessThan(below.own)
        expect(busy.value * capacity.value).toBeCloseTo(tokensPerDay.value, -Math.log10(tokensPerDay.value) + 6)
      }),
    )
  })

  it('has a range that a dearer machine and a cheaper API push up', () => {
    const { tokensPerDay, busy } = breakEven(between(1, 2, 4), between(0.1, 0.5, 1), between(5e7, 1e8, 2e8))
    expect(tokensPerDay.low).toBeLessThan(tokensPerDay.value)
    expect(tokensPerDay.high).toBe((24 * 4 * 1e6) / 0.1)
    expect(busy.low).toBe(tokensPerDay.low / 2e8)
  })

  it('takes as many machines as the load asks for, at least one', () => {
    expect(dayAt(1, 1, 1, 1e6)).toEqual({ api: 1e-6, own: 24, machines: 1 })
    expect(dayAt(2.5e6, 1, 1, 1e6).machines).toBe(3)
    expect(dayAt(2.5e6, 1, 1, 1e6).own).toBe(72)
  })
})

describe('owning', () => {
  it('spreads the price over its years and adds the power it draws', () => {
    const hours = owning.years * 8766
    expect(owningUsdPerHour(sure(hours), undefined).value).toBe(1)
    expect(owningUsdPerHour(sure(hours), sure(1000)).value).toBeCloseTo(1 + owning.usdPerKwh, 10)
  })
})
