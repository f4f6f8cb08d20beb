import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Chart } from '../../src/cards/chart.ts'
import { drawChart } from '../../src/charts/draw.ts'
import { palette } from '../../src/charts/palette.ts'
import { chartOf, comparison, memory, pixelsOf, trend } from '../support/charts.ts'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

describe('a chart', () => {
  it.each([memory, comparison, trend])('of the kind $kind is an opaque PNG of a chat’s size, on its own ground', async (chart) => {
    const png = await drawChart(chart)
    expect(png.subarray(0, 8)).toEqual(signature)
    const { width, height, opaque, of } = await pixelsOf(png)
    expect({ width, opaque }).toEqual({ width: 800, opaque: true })
    expect(height).toBeGreaterThan(200)
    expect(height).toBeLessThan(600)
    expect(of(palette.ground)).toBeGreaterThan((width * height) / 3)
    expect(of(palette.text)).toBeGreaterThan(100)
  })

  it('of memory shows each part in its colour and as long as it is', async () => {
    const { of } = await pixelsOf(await drawChart(memory))
    const [weights, kvCache] = [of(palette.series[0]), of(palette.series[1])]
    expect(weights / kvCache).toBeGreaterThan(8)
    expect(weights / kvCache).toBeLessThan(20)
    expect(of(palette.series[2])).toBe(0)
    expect(of(palette.verdict.fits)).toBeGreaterThan(20)
    expect(of(palette.verdict.no)).toBeGreaterThan(20)
    expect(of(palette.verdict.tight)).toBe(0)
    expect(of(palette.track)).toBeGreaterThan(20)
  })

  it('of a comparison shows the best in a colour of its own, and no bar where there is no figure', async () => {
    const { of } = await pixelsOf(await drawChart(comparison))
    expect(of(palette.best)).toBeGreaterThan(of(palette.bar))
    const alone = { ...comparison, rows: comparison.rows.filter(({ value }) => value === undefined) }
    const without = await pixelsOf(await drawChart(alone))
    expect(without.of(palette.best) + without.of(palette.bar)).toBe(0)
  })

  it('of a trend shows a line for each, in its colour', async () => {
    const [line] = trend.lines
    if (line === undefined) throw new Error('the example has a line')
    const one = await pixelsOf(await drawChart(trend))
    const cheaper = { ...line, points: line.points.map(({ day, value }) => ({ day, value: value / 2 })) }
    const two = await pixelsOf(await drawChart({ ...trend, lines: [line, cheaper] }))
    expect(one.of(palette.series[0])).toBeGreaterThan(500)
    expect(one.of(palette.series[1])).toBe(0)
    expect(two.of(palette.series[1])).toBeGreaterThan(300)
  })

  it('grows with its rows, and stays small enough to send', async () => {
    const png = await drawChart({ ...memory, rows: [...memory.rows, ...memory.rows, ...memory.rows] })
    expect((await pixelsOf(png)).height).toBeGreaterThan((await pixelsOf(await drawChart(memory))).height + 100)
    for (const [command, text] of [
      ['fit', '70b int4'],
      ['price', '显卡价格'],
      ['compare', 'h100 vs a100 vs 4090'],
    ] as const) {
      const chart = chartOf(command, text)
      if (chart === undefined) throw new Error(`${text} has a chart`)
      expect((await drawChart(chart)).length).toBeLessThan(200_000)
    }
  })

  it.each([5e-324, 1.234567e-300, 1e-12])('is drawn of next to nothing: %s', async (least) => {
    const [line] = trend.lines
    const [job] = memory.rows
    const [figure] = comparison.rows
    if (line === undefined || job === undefined || figure === undefined) throw new Error('the examples have something')
    for (const chart of [
      { ...trend, lines: [{ ...line, points: line.points.map(({ day }, at) => ({ day, value: at * least })) }] },
      { ...memory, rows: [{ ...job, values: [least, least], limit: least }] },
      { ...comparison, rows: [{ ...figure, value: least, low: 0, high: 2 * least }] },
    ])
      expect((await pixelsOf(await drawChart(chart))).of(palette.ground)).toBeGreaterThan(1000)
  })

  it('is the same picture each time', async () => {
    expect(await drawChart(memory)).toEqual(await drawChart(memory))
  })
})

const text = fc.string({ unit: 'grapheme', maxLength: 120 })
const amount = fc.oneof(
  fc.double({ min: 0, max: 1e9, noNaN: true }),
  fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, 1e-9, 5e-324),
)
const picture = { title: text, axis: text, unit: text, alt: text }
const verdict = fc.constantFrom('fits' as const, 'tight' as const, 'no' as const)
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

const anyChart: fc.Arbitrary<Chart> = fc.oneof(
  fc.record({
    kind: fc.constant('memory' as const),
    ...picture,
    parts: fc.array(text, { maxLength: 6 }),
    rows: fc.array(fc.record({ label: text, text, values: fc.array(amount, { maxLength: 6 }), limit: amount, verdict }), { maxLength: 8 }),
  }),
  fc.record({
    kind: fc.constant('comparison' as const),
    ...picture,
    rows: fc.array(fc.record({ label: text, text, value: amount, low: amount, high: amount }, { requiredKeys: ['label', 'text'] }), {
      maxLength: 10,
    }),
  }),
  fc.record({
    kind: fc.constant('trend' as const),
    ...picture,
    lines: fc.array(fc.record({ label: text, text, points: fc.array(fc.record({ day, value: amount }), { maxLength: 40 }) }), {
      maxLength: 5,
    }),
  }),
)

describe('any chart at all', () => {
  it('is drawn', async () => {
    await fc.assert(
      fc.asyncProperty(anyChart, async (chart) => {
        const png = await drawChart(chart)
        expect(png.subarray(0, 8)).toEqual(signature)
        expect((await pixelsOf(png)).of(palette.ground)).toBeGreaterThan(1000)
      }),
      { numRuns: 40 },
    )
  })
})
