import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { activeParameterCount, parameterCount, tensors } from '../../src/catalog/tensors.ts'
import type { Model } from '../../src/catalog/types.ts'
import { cacheBytes, cacheOf } from '../../src/estimator/kv-cache.ts'
import { typicalModel } from '../../src/resolve/typical.ts'
import { modelOf } from '../support/catalog-rows.ts'

const billions = (model: Model) => parameterCount(tensors(model)) / 1e9
const activeBillions = (model: Model) => activeParameterCount(tensors(model)) / 1e9
const layers = (model: Model) => model.blocks.reduce((sum, block) => sum + block.count, 0)
const cachePerToken = (model: Model) => cacheBytes(cacheOf(model), 8192, 1, { name: 'fp16', bytes: 2 }, 'server') / 8192

/** Sizes from 1 million to 20 trillion parameters, evenly by order of magnitude. */
const anySize = fc.double({ min: -3, max: 4.3, noNaN: true }).map((exponent) => 10 ** exponent)

describe('a typical dense model', () => {
  it.each([0.001, 0.01, 0.02, 0.05, 0.1, 0.2, 6, 10, 13, 20, 40, 50, 180, 1000, 2000, 20_000])(
    'of %f b has that size within 2 percent',
    (size) => {
      expect(billions(typicalModel(size, null, 8192).model) / size).toBeCloseTo(1, 2)
    },
  )

  it.each([
    [1.5, 'Qwen/Qwen2.5-1.5B'],
    [7, 'mistralai/Mistral-7B-v0.3'],
    [8, 'meta-llama/Llama-3.1-8B'],
    [14, 'Qwen/Qwen3-14B'],
    [24, 'mistralai/Mistral-Small-24B-Instruct-2501'],
    [32, 'Qwen/Qwen3-32B'],
    [70, 'meta-llama/Llama-3.1-70B'],
    [405, 'meta-llama/Llama-3.1-405B'],
  ])('of %f b is %s itself', (size, id) => {
    const { model, like } = typicalModel(size, null, 8192)
    expect(like.id).toBe(id)
    expect([model.id, model.blocks, model.reasoning]).toEqual([like.id, like.blocks, undefined])
  })

  it('of any size is of that size, or a known model within 7 % of it', () => {
    fc.assert(
      fc.property(anySize, (size) => {
        const { model, like } = typicalModel(size, null, 8192)
        const error = Math.abs(billions(model) / size - 1)
        expect(error).toBeLessThan(model.blocks === like.blocks ? 0.0701 : 0.02)
      }),
      { numRuns: 300 },
    )
  })

  it('of any size has layers, heads and a cache that are whole and plausible', () => {
    fc.assert(
      fc.property(anySize, (size) => {
        const { model } = typicalModel(size, null, 8192)
        expect(layers(model)).toBeGreaterThanOrEqual(1)
        expect(layers(model)).toBeLessThanOrEqual(500)
        expect(model.vocab).toBeGreaterThanOrEqual(256)
        for (const { count, mixer, mlp } of model.blocks) {
          expect(Number.isInteger(count)).toBe(true)
          if (mixer.kind !== 'attention' || mlp.kind !== 'dense') throw new Error('a typical dense model is a plain transformer')
          expect(mixer.heads % mixer.kvHeads).toBe(0)
          expect(Number.isInteger(mlp.width)).toBe(true)
        }
        // From a few KiB per token of the smallest to a few MiB of 20 trillion.
        expect(cachePerToken(model)).toBeGreaterThanOrEqual(1024)
        expect(cachePerToken(model)).toBeLessThan(4 * 1024 ** 2)
      }),
      { numRuns: 300 },
    )
  })

  it('keeps what no layer holds within the size of one', () => {
    for (const size of [0.1, 1, 6, 13, 40, 90, 300, 2000]) {
      expect((typicalModel(size, null, 8192).model.extrasB?.other ?? 0) / size).toBeLessThan(0.08)
    }
  })
})

describe('a typical mixture', () => {
  it.each([
    [30, 3],
    [5, 1],
    [8, 1],
    [16, 3],
    [47, 13],
    [120, 5],
    [235, 22],
    [400, 17],
    [671, 37],
    [1000, 32],
    [2000, 50],
  ])('of %f b reads %f b of them per token', (size, active) => {
    const { model } = typicalModel(size, active, 8192)
    expect(Math.abs(billions(model) / size - 1)).toBeLessThan(0.02)
    expect(Math.abs(activeBillions(model) / active - 1)).toBeLessThan(0.06)
    expect(model.blocks.some(({ mlp }) => mlp.kind === 'moe')).toBe(true)
  })

  it('of any size has that size, and reads about what was said', () => {
    const share = fc.double({ min: 0.03, max: 0.6, noNaN: true })
    const size = fc.double({ min: 0.7, max: 4, noNaN: true }).map((exponent) => 10 ** exponent)
    fc.assert(
      fc.property(size, share, (sizeB, part) => {
        const { model, like } = typicalModel(sizeB, sizeB * part, 8192)
        fc.pre(model.blocks !== like.blocks)
        expect(Math.abs(billions(model) / sizeB - 1)).toBeLessThan(0.02)
        expect(Math.abs(activeBillions(model) / (sizeB * part) - 1)).toBeLessThan(0.15)
        for (const { mlp } of model.blocks) if (mlp.kind === 'moe') expect(mlp.experts).toBeGreaterThanOrEqual(mlp.perToken)
      }),
      { numRuns: 300 },
    )
  })

  it('that reads nearly all of itself is a dense model', () => {
    const { model } = typicalModel(8, 7, 8192)
    expect(model.blocks.every(({ mlp }) => mlp.kind === 'dense')).toBe(true)
  })
})

describe('how far real models lie from the typical one', () => {
  it('contains the typical one, and real ones of the size', () => {
    for (const size of [0.5, 3, 7, 13, 32, 70, 123, 1000]) {
      const { spread } = typicalModel(size, null, 8192)
      for (const [low, high] of [spread.weights, spread.kvCache]) {
        expect(low).toBeGreaterThan(0)
        expect(low).toBeLessThanOrEqual(1)
        expect(high).toBeGreaterThanOrEqual(1)
        expect(high).toBeLessThan(20)
      }
    }
    const { model, spread } = typicalModel(7, null, 8192)
    const qwen = modelOf('Qwen/Qwen2.5-7B')
    expect(cachePerToken(qwen) / cachePerToken(model)).toBeGreaterThan(spread.kvCache[0])
  })

  it('is a factor of two each way where hardly any model has the size', () => {
    expect(typicalModel(20, null, 8192).spread.kvCache).toEqual([0.5, 2])
  })
})
