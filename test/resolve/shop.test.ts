import { describe, expect, it } from 'vitest'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import { cardsToBuy } from '../../src/resolve/shop.ts'

const buys = (usd: number) => cardsToBuy(bundledPrices, usd, {})
const cost = ({ purchase, count }: ReturnType<typeof buys>[number]) => purchase.median * count

describe('what there is to buy', () => {
  it.each([250, 500, 1000, 2000, 5000, 20_000])('for $%i costs no more, cheapest first', (usd) => {
    const costs = buys(usd).map(cost)
    expect(costs.length).toBeGreaterThan(0)
    for (const one of costs) expect(one).toBeLessThanOrEqual(usd)
    expect(costs).toEqual([...costs].sort((a, b) => a - b))
  })

  it('is worth its price: each holds more, or is read faster, than all that cost less', () => {
    const all = buys(20_000)
    for (const [at, one] of all.entries())
      for (const cheaper of all.slice(0, at)) {
        const holdsMore = one.memoryGb * one.count > cheaper.memoryGb * cheaper.count
        expect(holdsMore || one.gpu.bandwidthGBps > cheaper.gpu.bandwidthGBps).toBe(true)
      }
  })

  it('leaves out what no desk has room for, and what new software does not run on', () => {
    const all = buys(1_000_000)
    expect(all.filter(({ gpu }) => gpu.class === 'datacenter' || gpu.class === 'laptop')).toEqual([])
    expect(all.filter(({ gpu }) => (gpu.computeCapability ?? 8) < 7.5)).toEqual([])
  })

  it('for next to nothing is the cheapest there is, and what it runs', () => {
    const [only, ...others] = buys(1)
    expect(others).toEqual([])
    expect(only && cost(only)).toBeGreaterThan(1)
    expect(only?.runs.find(({ largest }) => largest)?.bits).toBe(4)
  })

  it('is nothing where no price is known', () => {
    expect(cardsToBuy({ ...bundledPrices, purchase: () => undefined }, 5000, {})).toEqual([])
  })
})
