import { describe, expect, it } from 'vitest'
import rentals from '../../src/catalog/prices/gpu-rental.json' with { type: 'json' }
import { providersIn } from '../../src/prices/providers.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'

describe('providers in a text', () => {
  it.each([
    ['h100 on runpod vs lambda', ['runpod', 'lambda']],
    ['is Vast.ai cheaper than AWS?', ['vastai', 'aws']],
    ['租H100，runpod还是lambda便宜', ['runpod', 'lambda']],
    ['runpod or RunPod', ['runpod']],
    ['h100 vs a100', []],
    ['constructor __proto__', []],
  ])('%s', (text, names) => {
    expect(providersIn(text)).toEqual(names)
  })

  it('are named as the price rows name them, all but two nobody asks for', () => {
    const rows = new Set(rentals.map(({ provider }) => provider))
    const unread = [...rows].filter((name) => !providersIn(name).includes(name))
    expect(unread.sort()).toEqual(['excesssupply', 'packet.ai'])
    for (const name of rows) for (const found of providersIn(name)) expect(rows.has(found), found).toBe(true)
  })
})

describe('the offers of a card', () => {
  const offers = bundledPrices.offers?.('h100-sxm') ?? []

  it('are one of each provider, cheapest first, each with its day', () => {
    expect(offers.length).toBeGreaterThan(5)
    expect(new Set(offers.map(({ provider }) => provider)).size).toBe(offers.length)
    expect(offers.map(({ usdPerHour }) => usdPerHour)).toEqual(offers.map(({ usdPerHour }) => usdPerHour).toSorted((a, b) => a - b))
    expect(offers.every(({ date }) => date.startsWith('202'))).toBe(true)
  })

  it('are none of a card nobody rents out', () => {
    expect(bundledPrices.offers?.('no-such-card')).toEqual([])
  })
})
