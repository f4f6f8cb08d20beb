import { describe, expect, it } from 'vitest'
import { bundledCalibration, speedClass } from '../../src/estimator/calibration.ts'
import { place } from '../../src/estimator/place.ts'
import { planOf } from '../../src/estimator/plan.ts'
import { stepSeconds } from '../../src/estimator/step.ts'
import { resolve } from '../../src/resolve/resolve.ts'
import { gpuOf } from '../support/catalog-rows.ts'
import { question } from '../support/questions.ts'
import { fitted, type Law, spreadOf } from './calibrate/fit.ts'
import type { Run } from './calibrate/runs.ts'
import { least } from './calibrate/search.ts'

describe('the search', () => {
  it('finds the least of a bowl, and stays within its bounds', () => {
    const bowl = ([x = 1, y = 1]: readonly number[]) => (Math.log(x / 3) + Math.log(y)) ** 2 + Math.log(y / 0.2) ** 2
    const [x, y] = least(
      bowl,
      [1, 1],
      [
        [0.01, 100],
        [0.01, 100],
      ],
    )
    expect(y).toBeCloseTo(0.2, 2)
    expect(x).toBeCloseTo(15, 0)
    const [edge, rest] = least(
      bowl,
      [1, 1],
      [
        [0.01, 2],
        [0.5, 100],
      ],
    )
    expect(edge).toBe(2)
    expect(rest).toBeCloseTo(Math.sqrt(0.3), 2)
  })
})

const gpu = gpuOf('rtx-4090')
const unsure = { spread: [1, 1], rows: 0, groups: 0 } as const
const law: Law = {
  bounds: [
    [0.05, 0.97],
    [1e-6, 1e-3],
  ],
  looseness: [1.25, 1.6],
  at: ([efficiency = 1, perLayer = 0]) => ({ ...bundledCalibration, decode: () => ({ efficiency, perLayer, ...unsure }) }),
}
const models = [
  'meta-llama/Llama-3.1-8B',
  'Qwen/Qwen3-0.6B',
  'Qwen/Qwen3-4B',
  'Qwen/Qwen3-14B',
  'google/gemma-3-1b-it',
  'mistralai/Mistral-7B-v0.1',
]

/** Runs as a GPU of just these parameters would measure them, but for `off`. */
function runsAt(parameters: readonly number[], off: (index: number) => number = () => 1): Run[] {
  return models.flatMap((model, index) =>
    ['Q4_K_M', 'Q8_0'].map((quant): Run => {
      const workload = resolve(question({ model, quant }))
      const placement = place(planOf(workload, workload.recipes[0]), gpu as NonNullable<typeof gpu>, 24, 1)
      const predict: Run['predict'] = (on) => 1 / stepSeconds(on, 1)
      const measured = predict({ ...placement, plan: { ...placement.plan, calibration: law.at(parameters) } }) * off(index)
      return { group: model, runtime: 'llama.cpp', hardware: speedClass(placement.gpu), kind: 'dense', measured, placement, predict }
    }),
  )
}

describe('a fit', () => {
  it('finds the parameters that made the measurements, from a prior that is off', () => {
    const { parameters, rows, groups } = fitted(law, runsAt([0.6, 90e-6]), [0.75, 50e-6])
    expect(parameters[0]).toBeGreaterThan(0.57)
    expect(parameters[0]).toBeLessThan(0.64)
    expect((parameters[1] ?? 0) * 1e6).toBeGreaterThan(75)
    expect((parameters[1] ?? 0) * 1e6).toBeLessThan(100)
    expect([rows, groups]).toEqual([12, 6])
  })

  it('stays at the prior where nothing was measured, and says so by a wide interval', () => {
    const nothing = fitted(law, [], [0.7, 70e-6])
    expect(nothing).toMatchObject({ rows: 0, groups: 0, residuals: [] })
    expect(nothing.parameters).toEqual([0.7, 70e-6])
    const [low, high] = spreadOf(nothing, [
      { ratio: 0.95, weight: 1 },
      { ratio: 1.05, weight: 1 },
    ])
    expect(low).toBeLessThanOrEqual(0.7)
    expect(high).toBeGreaterThanOrEqual(1.4)
  })

  it('lets one run far off stretch no interval', () => {
    const lone = { parameters: [0.6, 90e-6], residuals: [{ ratio: 0.17, weight: 1 }], rows: 1, groups: 1 }
    expect(spreadOf(lone, [{ ratio: 1.1, weight: 1 }])).toEqual([0.7, 1.4])
  })

  it('has an interval as wide as what it was not shown differs from it', () => {
    const noisy = fitted(
      law,
      runsAt([0.6, 90e-6], (index) => (index % 2 === 0 ? 0.7 : 1.4)),
      [0.6, 90e-6],
    )
    const [low, high] = spreadOf(noisy, noisy.residuals)
    expect(low).toBeLessThan(0.85)
    expect(high).toBeGreaterThan(1.15)
  })

  it('is not led astray by one table that is far off', () => {
    const { parameters } = fitted(
      law,
      runsAt([0.6, 90e-6], (index) => (index === 0 ? 3 : 1)),
      [0.6, 90e-6],
    )
    expect(parameters[0]).toBeGreaterThan(0.54)
    expect(parameters[0]).toBeLessThan(0.68)
  })
})
