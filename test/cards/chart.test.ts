import { describe, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { altOf, type Chart, type ComparisonChart, longestAlt, type MemoryChart } from '../../src/cards/chart.ts'
import { trendChart } from '../../src/cards/chart-trend.ts'
import { gib } from '../../src/cards/numbers.ts'
import { answerOf, chartOf } from '../support/charts.ts'
import { numbersIn } from '../support/numbers-in.ts'

const bytesPerGib = 1024 ** 3
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)

function memoryOf(text: string): MemoryChart {
  const chart = chartOf('fit', text)
  if (chart?.kind !== 'memory') throw new Error(`${text} has a chart of memory`)
  return chart
}

function comparisonOf(command: string, text: string): ComparisonChart {
  const chart = chartOf(command, text)
  if (chart?.kind !== 'comparison') throw new Error(`${text} has a comparison`)
  return chart
}

const examples = commands.flatMap(({ name, examples }) => examples.map(({ text, language }) => ({ name, text, language })))
const drawn = examples.flatMap((example): (typeof example & { chart: Chart })[] => {
  const { chart } = answerOf(example.name, example.text).card
  return chart === undefined ? [] : [{ ...example, chart }]
})

describe('the chart of an answer', () => {
  it('is on every fit and compare, and on prices of what can be compared', () => {
    const has = (name: string) => drawn.filter((one) => one.name === name).length / examples.filter((one) => one.name === name).length
    expect({ fit: has('fit'), compare: has('compare') }).toEqual({ fit: 1, compare: 1 })
    expect(has('price')).toBeGreaterThan(0.5)
    expect(has('explain')).toBe(0)
  })

  it('is plain data: finite numbers, and the same after a trip through JSON', () => {
    for (const { chart } of drawn) {
      expect(numbersIn(chart).filter(([, number]) => !Number.isFinite(number))).toEqual([])
      expect(JSON.parse(JSON.stringify(chart))).toEqual(chart)
    }
  })

  it('is said to who does not see it: every row with its figure, in the asker’s language, short enough to send', () => {
    for (const { chart, language, text } of drawn) {
      expect(chart.alt.length).toBeLessThanOrEqual(longestAlt)
      expect(chart.alt).toContain(chart.title)
      expect({ text, chinese: /\p{Script=Han}/u.test(chart.axis + chart.alt) }).toEqual({ text, chinese: language === 'zh' })
      if (chart.kind === 'trend') continue
      for (const { label } of chart.rows) expect(chart.alt).toContain(label)
      if (chart.kind === 'comparison') for (const row of chart.rows) expect(chart.alt).toContain(row.text)
      if (chart.kind === 'memory') for (const { values } of chart.rows) expect(chart.alt).toContain(gib(sum(values) * bytesPerGib))
    }
  })
})

describe('the chart of memory', () => {
  it('stacks the parts of each set of GPUs up to what it needs, against what it may fill', () => {
    const chart = memoryOf('70b int4')
    const { estimate } = answerOf('fit', '70b int4')
    expect(chart.parts).toEqual(['Weights', 'KV cache', 'Buffers', 'Runtime'])
    expect(chart.rows.length).toBeGreaterThan(3)
    for (const row of chart.rows) {
      const option = estimate?.options.find(
        ({ memory, count }) => gib(memory.total.value) === gib(sum(row.values) * bytesPerGib) && (count === 1) === !row.label.includes('×'),
      )
      expect(option?.verdict).toBe(row.verdict)
      expect(row.values).toHaveLength(chart.parts.length)
      expect(row.verdict === 'no').toBe(sum(row.values) > (row.limit ?? 0))
    }
  })

  it('is of the cards that were asked about, fitting or not', () => {
    const rows = memoryOf('70b q4_k_m on a 4090').rows
    expect(rows.map(({ label, verdict }) => [label, verdict])).toEqual([['RTX 4090 24 GB · Q4_K_M', 'no']])
    expect(rows[0]?.text).toMatch(/^42\.\d \/ 22\.\d no$/)
    expect(memoryOf('7b q4_k_m on 2x 3090').rows[0]?.label).toBe('2 × RTX 3090 24 GB · Q4_K_M')
  })

  it('is of RAM where no GPU is meant, with the total of the title', () => {
    const { card } = answerOf('fit', '7b q4_k_m without gpu, 32gb ram')
    const chart = card.chart
    if (chart?.kind !== 'memory') throw new Error('it has a chart of memory')
    const [row, ...others] = chart.rows
    expect(others).toEqual([])
    expect(row).toMatchObject({ label: 'RAM' })
    expect(row?.limit).toBeUndefined()
    expect(card.title).toContain(`about ${gib(sum(row?.values ?? []) * bytesPerGib)} GiB of RAM`)
  })
})

describe('a comparison', () => {
  it('of cards is of the speed for one user, with its range, and marks the fastest', () => {
    const { rows, unit } = comparisonOf('compare', 'llama 3.1 8b q4_k_m: h100 vs a100 vs 4090')
    expect(unit).toBe('tok/s')
    const best = rows.filter(({ best }) => best)
    expect(best).toHaveLength(1)
    expect(best[0]?.value).toBe(Math.max(...rows.map(({ value = 0 }) => value)))
    for (const { value = 0, low = 0, high = 0 } of rows) {
      expect(low).toBeGreaterThan(0)
      expect(low).toBeLessThanOrEqual(value)
      expect(high).toBeGreaterThanOrEqual(value)
    }
  })

  it('says of a card that does not hold the job that it does not, instead of a bar', () => {
    const { rows } = comparisonOf('compare', 'qwen3 32b vs llama 3.3 70b on a 4090')
    expect(rows.map(({ value, text }) => [value === undefined, text === 'does not hold it'])).toEqual([
      [false, false],
      [true, true],
    ])
  })

  it('of a machine and an API is of a million tokens, and marks the cheapest', () => {
    const { rows, unit } = comparisonOf('compare', 'self host qwen3-32b on 2x 4090 or pay for the api?')
    expect(unit).toBe('$/M')
    expect(rows.length).toBeGreaterThan(2)
    expect(rows.find(({ best }) => best)?.value).toBe(Math.min(...rows.map(({ value = Infinity }) => value)))
  })

  it('of one card’s prices is what each provider asks, cheapest first, and says how many there are more', () => {
    const { rows, axis, unit } = comparisonOf('price', 'h100')
    expect({ unit, shown: rows.length }).toEqual({ unit: '$/h', shown: 8 })
    expect(axis).toMatch(/the 8 cheapest of \d\d$/)
    const values = rows.map(({ value = Number.NaN }) => value)
    expect(values).toEqual(values.toSorted((a, b) => a - b))
    expect(rows[0]).toMatchObject({ best: true })
  })

  it('of several cards is what an hour of each costs', () => {
    const { rows } = comparisonOf('price', '2x h100, 4090')
    expect(rows.map(({ label }) => label)).toEqual(['2 × H100 SXM5 80 GB', 'RTX 4090 24 GB'])
    expect(rows[1]?.best).toBe(true)
  })
})

describe('the trend of prices', () => {
  const days = [
    { day: '2026-11-19', least: 1.5, median: 4 },
    { day: '2026-11-20', least: 1, median: 3 },
    { day: '2026-11-21', least: 1.25, median: 3.5 },
  ]

  it('of one card is its median and its cheapest, with first, last and bounds in words', () => {
    const chart = trendChart('en', [{ name: 'H100', days }])
    expect(chart?.lines.map(({ label, text, points }) => [label, text, points.map(({ value }) => value)])).toEqual([
      ['median of providers', '$4.00 → $3.50', [4, 3, 3.5]],
      ['cheapest', '$1.50 → $1.25', [1.5, 1, 1.25]],
    ])
    expect(chart?.alt).toBe(
      'H100: price on demand. US dollars per GPU and hour, 2026-11-19 to 2026-11-21: ' +
        'median of providers: $4.00 at first, $3.50 at last, between $3.00 and $4.00; ' +
        'cheapest: $1.50 at first, $1.25 at last, between $1.00 and $1.50.',
    )
  })

  it('of several is the median of each that has enough days, in Chinese too', () => {
    const chart = trendChart('zh', [
      { name: 'H100', days },
      { name: 'B200', days: days.slice(1) },
      { name: 'RTX 4090', days },
    ])
    expect(chart?.lines.map(({ label }) => label)).toEqual(['H100', 'RTX 4090'])
    expect(chart?.alt).toContain('H100：最初 $4.00，最近 $3.50')
  })

  it('is in the money that is shown', () => {
    const chart = trendChart('en', [{ name: 'H100', days }], { currency: 'EUR', perUsd: 0.5 })
    expect(chart).toMatchObject({ unit: '€/h', axis: 'EUR per GPU and hour, 2026-11-19 to 2026-11-21' })
    expect(chart?.lines[0]).toMatchObject({ text: '€2.00 → €1.75', points: [{ value: 2 }, { value: 1.5 }, { value: 1.75 }] })
  })

  it('is none of fewer than three days', () => {
    expect(trendChart('en', [{ name: 'H100', days: days.slice(1) }])).toBeUndefined()
    expect(trendChart('en', [])).toBeUndefined()
  })
})

describe('the words for a picture', () => {
  it('are cut where there would be too many, and never else', () => {
    expect(altOf('Prices: ', ['a 1', 'b 2'], '; ', '.')).toBe('Prices: a 1; b 2.')
    const many = altOf(
      'Prices: ',
      Array.from({ length: 200 }, (_, row) => `provider ${row} asks 1.23`),
      '; ',
      '.',
    )
    expect(many.length).toBeLessThanOrEqual(longestAlt)
    expect(many).toMatch(/asks 1\.23…$/)
  })
})
