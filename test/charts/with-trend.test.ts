import { describe, expect, it } from 'vitest'
import { price } from '../../commands/price.ts'
import { withTrend } from '../../src/charts/with-trend.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import type { PriceDay } from '../../src/prices/trend.ts'
import { answerOf } from '../support/charts.ts'
import { asked, question } from '../support/questions.ts'

const days: readonly PriceDay[] = [
  { day: '2026-11-18', least: 1.5, median: 3 },
  { day: '2026-11-19', least: 1.4, median: 3.1 },
  { day: '2026-11-21', least: 1.25, median: 2.5 },
]

/** History of the H100 alone, and whose was asked for. */
function history(known: readonly PriceDay[]) {
  const asked: string[] = []
  const read = async (gpu: string) => {
    asked.push(gpu)
    return gpu === 'h100-sxm' ? known : []
  }
  return { read, asked }
}

describe('the chart of a price', () => {
  it('is the trend where days are stored', async () => {
    const { read, asked } = history(days)
    const card = await withTrend(answerOf('price', 'h100'), read)
    expect(asked).toEqual(['h100-sxm'])
    expect(card.chart).toMatchObject({ kind: 'trend', title: 'H100 SXM5 80 GB: price on demand' })
  })

  it('stays the comparison of providers, and says so, where there are too few', async () => {
    const answer = answerOf('price', 'h100')
    expect(await withTrend(answer, history(days.slice(0, 2)).read)).toBe(answer.card)
    expect(answer.card.chart).toMatchObject({ kind: 'comparison', title: 'H100 SXM5 80 GB: what providers ask' })
  })

  it('reads no history for what is no price of a named card', async () => {
    const { read, asked } = history(days)
    for (const [command, text] of [
      ['fit', '70b int4'],
      ['price', 'cheapest 80gb'],
      ['compare', 'h100 vs 4090'],
    ] as const)
      expect((await withTrend(answerOf(command, text), read)).chart?.kind).not.toBe('trend')
    expect(asked).toEqual([])
  })

  it('is in the money that is shown', async () => {
    const prices = { ...bundledPrices, money: { currency: 'EUR', perUsd: 0.5 } as const }
    const input = { all: false, why: false, question: question({ intent: 'price', gpus: [asked('h100-sxm')] }) }
    const card = await withTrend(price.run(input, { prices }), history(days).read)
    expect(card.chart).toMatchObject({ kind: 'trend', unit: '€/h', lines: [{ text: '€1.50 → €1.25' }, { text: '€0.75 → €0.63' }] })
  })

  it('is of those cards that have a history', async () => {
    const card = await withTrend(answerOf('price', 'h100, 4090'), history(days).read)
    expect(card.chart).toMatchObject({ kind: 'trend', title: 'H100 SXM5 80 GB: price on demand' })
  })
})
