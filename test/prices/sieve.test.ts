import { describe, expect, it } from 'vitest'
import { apiReading } from '../../src/prices/api-reading.ts'
import { rentalReading } from '../../src/prices/sieve.ts'

const offer = { gpuName: 'RTX 4090', memoryGb: 24, kind: 'on-demand' as const, provider: 'runpod', gpus: 1, price: 0.4 }
const hostile = ['\u001b[31mred', '@everyone', '[here](https://x)', '`code`', 'a\nb', 'x'.repeat(61), '', '\u202egnp']

describe('what a source calls a provider', () => {
  it.each(hostile)('is kept as a name alone: not %j', (provider) => {
    const { rentals, dropped } = rentalReading([offer, { ...offer, provider }])
    expect(rentals.map((row) => row.provider)).toEqual(['runpod'])
    expect(dropped).toEqual({ malformed: 1 })
    const api = { provider: 'aws', providerModel: 'm', model: 'a/b', usdPerMillionInput: 1, usdPerMillionOutput: 2 }
    expect(apiReading([api, { ...api, provider }], 0, undefined).apis.map((row) => row.provider)).toEqual(['aws'])
  })

  it.each(hostile)('has a place that is one, or none: not %j', (region) => {
    expect(rentalReading([{ ...offer, region }]).rentals).toEqual([expect.not.objectContaining({ region: expect.anything() })])
    expect(rentalReading([{ ...offer, region: 'eu-north-1 (Sweden, SE)' }]).rentals[0]?.region).toBe('eu-north-1 (Sweden, SE)')
  })
})
