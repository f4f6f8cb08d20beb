import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAllowance } from '../../src/charts/allowance.ts'

describe('an allowance', () => {
  it('is used up at once, and comes back with time', () => {
    let now = 1000
    const may = createAllowance({ most: 2, perSecond: 5 }, () => now)
    expect([may(), may(), may()]).toEqual([true, true, false])
    now += 199
    expect(may()).toBe(false)
    now += 1
    expect([may(), may()]).toEqual([true, false])
    now += 3_600_000
    expect([may(), may(), may()]).toEqual([true, true, false])
  })

  it('is never exceeded', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 20 }), fc.array(fc.nat(500)), (most, perSecond, waits) => {
        let now = 0
        const may = createAllowance({ most, perSecond }, () => now)
        let done = 0
        for (const wait of waits) {
          now += wait
          if (may()) done++
          expect(done).toBeLessThanOrEqual(most + (now / 1000) * perSecond + 1e-9)
        }
      }),
    )
  })
})
