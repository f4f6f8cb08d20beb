import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bundledCalibration } from '../../src/estimator/calibration.ts'
import { estimate } from '../../src/estimator/estimate.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import { rememberedEstimates } from '../../src/resolve/remembered.ts'
import { resolve } from '../../src/resolve/resolve.ts'
import { asked, question } from '../support/questions.ts'

const workload = (more: Parameters<typeof question>[0] = {}) => resolve(question({ paramsB: 70, quant: 'int4', ...more }))

describe('an estimate that is remembered', () => {
  it('is the same one for the same job, however the question was worded', () => {
    const remembered = rememberedEstimates()
    const first = remembered(workload(), bundledPrices)
    expect(remembered(workload({ unknown: ['please'], confidence: 0.5 }), bundledPrices)).toBe(first)
    expect(first).toEqual(estimate(workload(), bundledPrices))
  })

  it('is another for another job, other options, other prices and another calibration', () => {
    const remembered = rememberedEstimates()
    const first = remembered(workload(), bundledPrices)
    const others = [
      remembered(workload({ context: 32_768 }), bundledPrices),
      remembered(workload({ gpus: [asked('rtx-4090')] }), bundledPrices),
      remembered(workload(), bundledPrices, { why: true }),
      remembered(workload(), bundledPrices, { all: true }),
      remembered(workload(), bundledPrices, { only: 'asked' }),
      remembered(workload(), bundledPrices.only?.({ providers: ['runpod'] }) ?? bundledPrices),
      remembered(workload(), bundledPrices, { calibration: { ...bundledCalibration } }),
    ]
    expect(new Set([first, ...others]).size).toBe(8)
  })

  it('is the same in any currency: amounts are in dollars', () => {
    const remembered = rememberedEstimates()
    const money = { currency: 'EUR', perUsd: 0.9 } as const
    expect(remembered(workload(), { ...bundledPrices, money })).toBe(remembered(workload(), bundledPrices))
  })

  it('is what would be worked out, whatever was asked before', () => {
    const remembered = rememberedEstimates()
    const job = fc.record({
      paramsB: fc.constantFrom(7, 13, 70),
      quant: fc.constantFrom('int4', 'fp16', 'Q4_K_M'),
      context: fc.constantFrom(null, 4096),
    })
    fc.assert(
      fc.property(job, (said) => {
        expect(remembered(workload(said), bundledPrices)).toEqual(estimate(workload(said), bundledPrices))
      }),
    )
  })

  it('is forgotten after a hundred others', () => {
    const remembered = rememberedEstimates()
    const first = remembered(workload(), bundledPrices)
    for (let context = 1; context <= 100; context++) remembered(workload({ context: context * 64 }), bundledPrices, { only: 'asked' })
    const again = remembered(workload(), bundledPrices)
    expect(again).not.toBe(first)
    expect(again).toEqual(first)
  })
})
