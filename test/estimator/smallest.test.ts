import { describe, expect, it } from 'vitest'
import { estimate } from '../../src/estimator/estimate.ts'
import type { Smallest, Workload } from '../../src/estimator/types.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import { modelOf } from '../support/catalog-rows.ts'
import { recipe } from '../support/estimates.ts'

const q4 = recipe('Q4_K_M', 'llama.cpp')
const bf16 = recipe('bf16', 'vllm')

function smallest(id: string, said: Partial<Workload> = {}): readonly Smallest[] {
  const model = modelOf(id)
  const usual = {
    recipes: [q4],
    contextTokens: 8192,
    promptTokens: 1024,
    outputTokens: 512,
    depthTokens: 1280,
    concurrency: 1,
    asked: [],
    assumptions: [],
  } as const
  return estimate({ model, ...usual, ...said }, bundledPrices).smallest
}

const labels = (found: readonly Smallest[]) => found.map(({ count, memoryGb, verdict }) => `${count} × ${memoryGb} ${verdict}`)

describe('the smallest cards', () => {
  it('are those of the whole catalog, not only of the short list', () => {
    const [first] = smallest('meta-llama/Llama-3.1-8B')
    expect(first).toMatchObject({ count: 1, memoryGb: 8, verdict: 'fits', every: true })
  })

  it('are one and, where that is a large one, a pair of smaller ones', () => {
    expect(labels(smallest('meta-llama/Llama-3.1-70B'))).toEqual(expect.arrayContaining(['1 × 48 fits', '2 × 24 tight']))
    expect(labels(smallest('meta-llama/Llama-3.1-8B')).some((label) => label.startsWith('2'))).toBe(false)
  })

  it('are listed for what was meant first, then for each fallback', () => {
    const found = smallest('meta-llama/Llama-3.1-70B', { recipes: [bf16, { ...q4, fallback: true }] })
    expect(found[0]?.recipe.format.name).toBe('bf16')
    expect(found.at(-1)?.recipe.format.name).toBe('Q4_K_M')
    for (const way of found) expect(way.bytes).toBeLessThan(way.count * way.memoryGb * 1.074e9)
  })

  it('are none where nobody would wait for the words', () => {
    expect(smallest('meta-llama/Llama-3.1-405B', { concurrency: 1000, promptTokens: 7000, depthTokens: 7256 })).toEqual([])
  })
})
