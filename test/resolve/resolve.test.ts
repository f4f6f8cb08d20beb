import { describe, expect, it } from 'vitest'
import { models } from '../../src/catalog/models.ts'
import { parameterCount, tensors } from '../../src/catalog/tensors.ts'
import { UserError } from '../../src/errors.ts'
import { estimate } from '../../src/estimator/estimate.ts'
import type { Problem, Question } from '../../src/language/question.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import { resolve } from '../../src/resolve/resolve.ts'
import { asked, question } from '../support/questions.ts'

const workload = (said: Partial<Question>) => resolve(question(said))

/** Assumption of a slot, as value and reason. */
const assumed = (said: Partial<Question>, slot: string) => {
  const found = workload(said).assumptions.filter((assumption) => assumption.slot === slot)
  return found.map(({ value, because }) => [value, because])
}

function refusal(said: Partial<Question>): UserError {
  try {
    resolve(question(said))
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('it was answered')
}

const llama = 'meta-llama/Llama-3.1-8B'

describe('what cannot be is refused', () => {
  const problem = (slot: Problem['slot'], text: string) => refusal({ paramsB: 7, problems: [{ slot, text }] })

  it.each([
    ['model', 'unknown-model', 'lama 9'],
    ['gpu', 'unknown-gpu', 'rtx 9999'],
    ['quant', 'unknown-format', 'int5'],
    ['size', 'size-out-of-range', '-7b'],
    ['count', 'count-out-of-range', '999999999'],
    ['context', 'context-out-of-range', '1000000000'],
    ['concurrency', 'concurrency-out-of-range', '0'],
  ] as const)('a %s that was misread: %s', (slot, code, text) => {
    const error = problem(slot, text)
    expect([error.code, error.said]).toEqual([code, text])
    expect(error.limit !== '' || error.suggestions.length > 0).toBe(true)
  })

  it('a model, a GPU or a format the catalog does not have', () => {
    expect(refusal({ model: 'nobody/Nothing-7B' }).code).toBe('unknown-model')
    expect(refusal({ model: '__proto__' }).code).toBe('unknown-model')
    expect(refusal({ paramsB: 7, gpus: [asked('rtx-9999')] }).code).toBe('unknown-gpu')
    expect(refusal({ paramsB: 7, gpus: [asked('constructor')] }).code).toBe('unknown-gpu')
    expect(refusal({ paramsB: 7, quant: 'int5' }).code).toBe('unknown-format')
    expect(refusal({ paramsB: 7, quant: '12bpw' }).code).toBe('unknown-format')
    expect(refusal({ paramsB: 7, kvQuant: 'q3_0' })).toMatchObject({ code: 'unknown-format', said: 'q3_0' })
  })

  it('no model at all, with the words that were not understood', () => {
    expect(refusal({})).toMatchObject({ code: 'no-model', said: '' })
    expect(refusal({ device: 'mac' })).toMatchObject({ code: 'no-model', limit: 'mac' })
    const dual = { gpus: [{ id: 'rtx-5090', count: 2, memoryGb: null }], targetTokensPerSecond: 400 }
    expect(refusal(dual)).toMatchObject({ code: 'no-model', limit: '2x rtx-5090' })
    expect(refusal({ unknown: ['lama', 'please'] })).toMatchObject({ code: 'no-model', said: 'lama please' })
  })

  it.each([
    ['size', { paramsB: 0 }, 'size-out-of-range'],
    ['size', { paramsB: 1e99 }, 'size-out-of-range'],
    ['size', { paramsB: Number.NaN }, 'size-out-of-range'],
    ['active size', { paramsB: 30, activeParamsB: 0 }, 'size-out-of-range'],
    ['context', { paramsB: 7, context: 1e9 }, 'context-out-of-range'],
    ['context', { paramsB: 7, context: 0 }, 'context-out-of-range'],
    ['prompt', { paramsB: 7, promptTokens: 1e9 }, 'context-out-of-range'],
    ['output', { paramsB: 7, outputTokens: 0 }, 'context-out-of-range'],
    ['concurrency', { paramsB: 7, concurrency: 0 }, 'concurrency-out-of-range'],
    ['batch', { paramsB: 7, batch: 1e9 }, 'concurrency-out-of-range'],
    ['count', { paramsB: 7, gpus: [asked('rtx-4090', 0)] }, 'count-out-of-range'],
    ['count', { paramsB: 7, gpus: [asked('rtx-4090', 999_999_999)] }, 'count-out-of-range'],
    ['count', { paramsB: 7, memoryGb: 1, totalMemoryGb: 100_000 }, 'count-out-of-range'],
    ['memory', { paramsB: 7, memoryGb: 24, totalMemoryGb: 1e9 }, 'memory-out-of-range'],
  ])('a %s out of range: %j', (_, said, code) => {
    const error = refusal(said)
    expect(error.code).toBe(code)
    expect(error.limit).not.toBe('')
  })

  it('and the limits themselves are answered', () => {
    expect(workload({ paramsB: 0.001 }).model.parametersB).toBe(0.001)
    expect(workload({ paramsB: 20_000 }).model.parametersB).toBe(20_000)
    expect(workload({ paramsB: 7, context: 100_000_000 }).contextTokens).toBe(100_000_000)
    expect(workload({ paramsB: 7, concurrency: 100_000 }).concurrency).toBe(100_000)
    expect(workload({ paramsB: 7, gpus: [asked('rtx-4090', 8192)] }).asked[0]?.count).toBe(8192)
  })
})

describe('the subject', () => {
  it('is the model that was named, and says so', () => {
    expect(workload({ model: llama }).model.id).toBe(llama)
    expect(assumed({ model: llama }, 'model')).toEqual([[llama, 'named']])
    expect(workload({ model: llama }).spread).toBeUndefined()
  })

  it('is a typical architecture where only a size was said, named after what it resembles', () => {
    expect(assumed({ paramsB: 70 }, 'model')).toEqual([['meta-llama/Llama-3.1-70B', 'typical-of-size']])
    expect(assumed({ paramsB: 30, activeParamsB: 3 }, 'model')).toEqual([['Qwen/Qwen3-30B-A3B', 'typical-of-size']])
    expect(assumed({ paramsB: 70, unknown: ['foo/bar-70b'] }, 'model')).toEqual([['meta-llama/Llama-3.1-70B', 'unknown-name']])
    expect(assumed({ paramsB: 70, unknown: ['zork'] }, 'model')).toEqual([['meta-llama/Llama-3.1-70B', 'typical-of-size']])
    expect(workload({ paramsB: 70 }).spread?.weights[0]).toBeLessThan(1)
  })

  it('that is named counts more than a size', () => {
    expect(workload({ model: llama, paramsB: 70 }).model.id).toBe(llama)
  })

  it('whose shape was never published gets a typical one of its size, under its own name', () => {
    const hidden = models.filter((model) => model.blocks.length === 0)
    expect(hidden.length).toBeGreaterThan(0)
    for (const { id, parametersB } of hidden) {
      const { model, spread } = workload({ model: id })
      expect(model.id).toBe(id)
      expect(parameterCount(tensors(model)) / 1e9 / parametersB).toBeCloseTo(1, 2)
      expect(model.blocks.length).toBeGreaterThan(0)
      expect(spread).toBeDefined()
      expect(assumed({ model: id }, 'model')[0]?.[1]).toBe('shape-not-published')
    }
  })
})

describe('lengths', () => {
  const lengths = (said: Partial<Question>) => {
    const { contextTokens, promptTokens, outputTokens } = workload(said)
    return [contextTokens, promptTokens, outputTokens]
  }

  it('are a chat of 1,024 and 512 tokens in a context of 8k, unless said', () => {
    expect(lengths({ model: llama })).toEqual([8192, 1024, 512])
    expect(assumed({ model: llama }, 'context')).toEqual([[8192, 'not-said']])
    expect(assumed({ model: llama }, 'prompt')).toEqual([['1024 + 512', 'chat']])
  })

  it('are longer for a model that thinks, and no longer than the model takes', () => {
    expect(lengths({ model: 'deepseek-ai/DeepSeek-R1' })).toEqual([16_384, 1024, 2048])
    expect(assumed({ model: 'deepseek-ai/DeepSeek-R1' }, 'context')).toEqual([[16_384, 'reasoning-model']])
    expect(lengths({ model: 'meta-llama/Llama-2-7b-hf' })[0]).toBe(4096)
    expect(assumed({ model: 'meta-llama/Llama-2-7b-hf' }, 'context')).toEqual([[4096, 'model-limit']])
  })

  it('are taken as said, and a context beyond the model is named', () => {
    expect(lengths({ model: llama, context: 32_768 })).toEqual([32_768, 1024, 512])
    expect(assumed({ model: llama, context: 32_768 }, 'context')).toEqual([])
    expect(lengths({ model: llama, context: 1_000_000 })[0]).toBe(1_000_000)
    expect(assumed({ model: llama, context: 1_000_000 }, 'context')).toEqual([[131_072, 'beyond-model-limit']])
  })

  it('of prompt and output make the context', () => {
    expect(lengths({ model: llama, promptTokens: 2000, outputTokens: 300 })).toEqual([2300, 2000, 300])
    expect(assumed({ model: llama, promptTokens: 2000, outputTokens: 300 }, 'context')).toEqual([[2300, 'prompt-and-output']])
    expect(assumed({ model: llama, promptTokens: 2000, outputTokens: 300 }, 'prompt')).toEqual([])
    expect(lengths({ model: llama, promptTokens: 2000 })).toEqual([2512, 2000, 512])
    expect(lengths({ model: llama, outputTokens: 4000 })).toEqual([5024, 1024, 4000])
  })

  it('that do not fit into a said context widen it', () => {
    expect(lengths({ model: llama, context: 1000, promptTokens: 2000, outputTokens: 300 })).toEqual([2300, 2000, 300])
    expect(assumed({ model: llama, context: 1000, promptTokens: 2000, outputTokens: 300 }, 'context')).toEqual([
      [2300, 'prompt-and-output'],
    ])
  })

  it('never exceed a short context, and are never nothing', () => {
    for (const context of [1, 2, 16, 300, 1000, 1536]) {
      const [tokens = 0, prompt = 0, output = 0] = lengths({ model: llama, context })
      expect(tokens).toBe(context)
      expect(prompt).toBeGreaterThanOrEqual(1)
      expect(output).toBeGreaterThanOrEqual(1)
      expect(prompt + output).toBeLessThanOrEqual(Math.max(2, context))
    }
  })
})

describe('users', () => {
  it('are one unless said, and a batch says it too', () => {
    expect(workload({ model: llama }).concurrency).toBe(1)
    expect(assumed({ model: llama }, 'concurrency')).toEqual([[1, 'not-said']])
    expect(workload({ model: llama, concurrency: 50 }).concurrency).toBe(50)
    expect(assumed({ model: llama, concurrency: 50 }, 'concurrency')).toEqual([])
    expect(workload({ model: llama, batch: 8 }).concurrency).toBe(8)
  })
})

describe('every model of the catalog', () => {
  it.each([null, 'int4', 'fp8', 'IQ3_XXS'])('in %s has a size between one and forty bits a parameter, and an answer', (quant) => {
    const broken: string[] = []
    for (const { id } of models) {
      const resolved = workload({ model: id, quant })
      const { memory, options } = estimate(resolved, bundledPrices)
      const bits = (memory.weights.value * 8) / parameterCount(tensors(resolved.model))
      if (!(bits > 1 && bits < 40) || !Number.isFinite(memory.total.value) || options.length === 0) broken.push(`${id}: ${bits} bits`)
    }
    expect(broken).toEqual([])
  })
})
