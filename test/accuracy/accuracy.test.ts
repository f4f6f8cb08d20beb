import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { allOutcomes } from './answers.ts'
import { readMeasured } from './measured.ts'
import { type Outcome, scoreOf, scores, spearman, weightedQuantile } from './score.ts'

const folder = fileURLToPath(new URL('reference', import.meta.url))
const committedPath = fileURLToPath(new URL('reference/medians.json', import.meta.url))
const reference = readMeasured(folder)
const found = scores(allOutcomes(reference))

/** Rounding of the committed figures. */
const rounded = (median: number) => Number(median.toFixed(4))

if (process.env.UPDATE_ACCURACY === '1')
  writeFileSync(
    committedPath,
    `${JSON.stringify(Object.fromEntries(found.map(({ metric, median }) => [metric, rounded(median)])), null, 2)}\n`,
  )
const committed = z.record(z.string(), z.number()).parse(JSON.parse(readFileSync(committedPath, 'utf8')))

describe('the measurements that come with the project', () => {
  it('are more than sixty, and each says where it was published', () => {
    const rows = [...reference.weights, ...reference.caches, ...reference.speeds]
    expect(rows.length).toBeGreaterThanOrEqual(60)
    for (const row of rows) expect(row.source, JSON.stringify(row)).toMatch(/\S{3}/)
  })

  it('are answered, all but one in forty', () => {
    const answered = found.reduce((sum, score) => sum + score.answered, 0)
    const asked = found.reduce((sum, score) => sum + score.rows, 0)
    expect(answered / asked).toBeGreaterThanOrEqual(0.97)
  })

  it.each(found)('are no farther off than they were: $metric', ({ metric, median }) => {
    expect(committed[metric], 'UPDATE_ACCURACY=1 npx vitest run test/accuracy writes new figures').toBeDefined()
    expect(rounded(median)).toBeLessThanOrEqual(committed[metric] ?? 0)
  })

  it('have no committed figure that nothing is measured for', () => {
    expect(Object.keys(committed).sort()).toEqual(found.map(({ metric }) => metric).sort())
  })
})

describe('a score', () => {
  const outcome = (group: string, measured: number, value?: number): Outcome => ({
    metric: 'm',
    group,
    question: 'q',
    measured,
    ...(value !== undefined && { predicted: { value, low: value * 0.9, high: value * 1.1 } }),
  })

  it('counts every row alike, and every group alike', () => {
    const of = scoreOf('m', [
      outcome('a', 100, 101),
      outcome('a', 100, 102),
      outcome('a', 100, 103),
      outcome('b', 100, 150),
      outcome('c', 100, 160),
    ])
    expect(of.median).toBeCloseTo(0.03, 10)
    expect(of.medianByGroup).toBeCloseTo(0.5, 10)
    expect(of.within25).toBeCloseTo(0.6, 10)
    expect(of.inRange).toBeCloseTo(0.6, 10)
  })

  it('says how many were answered, and how many answers were too low by a tenth', () => {
    const of = scoreOf('m', [outcome('a', 100, 89), outcome('a', 100, 91), outcome('a', 100)])
    expect(of).toMatchObject({ rows: 3, answered: 2, tooLow: 0.5 })
  })

  it('finds quantiles by weight', () => {
    const values = [
      { value: 3, weight: 1 },
      { value: 1, weight: 8 },
      { value: 2, weight: 1 },
    ]
    expect([0.5, 0.85, 0.95].map((share) => weightedQuantile(values, share))).toEqual([1, 2, 3])
  })

  it('ranks by order alone, ties sharing their place', () => {
    expect(spearman([1, 2, 3, 4], [10, 20, 30, 1000])).toBeCloseTo(1, 10)
    expect(spearman([1, 2, 3, 4], [4, 3, 2, 1])).toBeCloseTo(-1, 10)
    expect(spearman([1, 1, 2, 2], [1, 2, 3, 4])).toBeCloseTo(0.894, 3)
  })
})
