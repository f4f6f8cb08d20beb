import { describe, expect, it } from 'vitest'
import { rememberDay } from '../../src/prices/remember.ts'
import type { LiveRental } from '../../src/prices/source.ts'
import { priceDays, readPriceDays } from '../../src/prices/trend.ts'
import { openMemory } from '../support/memory-store.ts'

const rental = (provider: string, usdPerHour: number, kind: LiveRental['kind'] = 'on-demand'): LiveRental => ({
  gpu: 'h100-sxm',
  kind,
  provider,
  gpus: 1,
  usdPerHour,
})

describe('the days of a price', () => {
  it('have the least anybody asked and the median of the providers, on demand alone', () => {
    const month = {
      'vast/on-demand': [[5, 1, 2]],
      'runpod/on-demand': [[5, 2, 3]],
      'lambda/on-demand': [[5, 4, 4]],
      'vast/spot': [[5, 0.5, 0.5]],
    } as const
    expect(priceDays([['2026-11', month]])).toEqual([{ day: '2026-11-05', least: 1, median: 3 }])
  })

  it('keep what a provider asked last for a week, so that a source that fails for a day moves nothing', () => {
    const month = {
      'vast/on-demand': [1, 2, 3, 9, 10].map((day) => [day, 2, 2] as const),
      'runpod/on-demand': [[2, 4, 4]] as const,
    }
    expect(priceDays([['2026-11', month]]).map(({ day, median }) => [day.slice(8), median])).toEqual([
      ['01', 2],
      ['02', 3],
      ['03', 3],
      ['09', 2],
      ['10', 2],
    ])
  })

  it('go on over the end of a month, in order', () => {
    const days = priceDays([
      ['2026-11', { 'vast/on-demand': [[1, 3, 3]] }],
      ['2026-10', { 'vast/on-demand': [[31, 2, 2]] }],
    ])
    expect(days.map(({ day }) => day)).toEqual(['2026-10-31', '2026-11-01'])
  })

  it('are read back as they were remembered, no further than ninety days', async () => {
    const store = openMemory().store()
    for (const [day, usd] of [
      ['2026-08-22', 9],
      ['2026-08-24', 4],
      ['2026-11-20', 3],
      ['2026-11-21', 2],
    ] as const)
      await rememberDay(store, day, [rental('vast', usd), rental('runpod', usd + 1), rental('vast', 0.1, 'spot')])
    expect(await readPriceDays(store, 'h100-sxm', '2026-11-21')).toEqual([
      { day: '2026-08-24', least: 4, median: 4.5 },
      { day: '2026-11-20', least: 3, median: 3.5 },
      { day: '2026-11-21', least: 2, median: 2.5 },
    ])
    expect(await readPriceDays(store, 'b200', '2026-11-21')).toEqual([])
  })

  it('throws where the storage is away: who shows it decides', async () => {
    const memory = openMemory()
    memory.leave()
    await expect(readPriceDays(memory.store(), 'h100-sxm', '2026-11-21')).rejects.toThrow('away')
  })
})
