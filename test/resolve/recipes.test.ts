import { describe, expect, it } from 'vitest'
import { modelById } from '../../src/catalog/models.ts'
import type { Question } from '../../src/language/question.ts'
import { resolve } from '../../src/resolve/resolve.ts'
import { answer, asked, optionOn, question } from '../support/questions.ts'

const llama = 'meta-llama/Llama-3.1-8B'

/** Recipes of a question, as `format runtime`, fallbacks in brackets. */
function ways(said: Partial<Question>): string[] {
  return resolve(question({ model: llama, ...said })).recipes.map(({ format, runtime, fallback }) => {
    const way = `${format.name} ${runtime}`
    return fallback ? `(${way})` : way
  })
}

const reasons = (said: Partial<Question>) =>
  resolve(question({ model: llama, ...said }))
    .assumptions.filter(({ slot }) => slot === 'quant')
    .map(({ value, because }) => [value, because])

describe('a format said loosely', () => {
  it.each([
    ['int4', ['Q4_K_M llama.cpp', 'awq-int4 vllm']],
    ['int8', ['int8 vllm', '(Q8_0 llama.cpp)']],
    ['fp8', ['fp8 vllm', '(Q8_0 llama.cpp)']],
    ['fp16', ['fp16 vllm', '(fp16 llama.cpp)']],
    ['bf16', ['bf16 vllm', '(fp16 vllm)', '(bf16 llama.cpp)']],
    ['int2', ['Q2_K llama.cpp']],
    ['Q4', ['Q4_K_M llama.cpp']],
    ['Q5', ['Q5_K_M llama.cpp']],
    ['awq', ['awq-int4 vllm']],
    ['gptq', ['gptq-int4 vllm', '(gptq-int4 exllamav2)']],
    ['exl2', ['4.65bpw exllamav2']],
    ['nf4', ['nf4 transformers']],
  ])('%s stands for %j', (quant, expected) => {
    expect(ways({ quant })).toEqual(expected)
  })

  it('is named with what stands for it; an exact one needs no words', () => {
    expect(reasons({ quant: 'int4' })).toEqual([['Q4_K_M / awq-int4', 'stands-for:int4']])
    expect(reasons({ quant: 'Q4' })).toEqual([['Q4_K_M', 'stands-for:Q4']])
    expect(reasons({ quant: 'Q4_K_M' })).toEqual([])
    expect(reasons({ quant: 'fp8' })).toEqual([])
  })

  it('that a model was published in means those files', () => {
    expect(modelById('moonshotai/Kimi-K2-Thinking')?.dtype).toBe('int4')
    expect(ways({ model: 'moonshotai/Kimi-K2-Thinking', quant: 'int4' })).toEqual(['int4 vllm', '(Q4_K_M llama.cpp)'])
    expect(ways({ model: 'openai/gpt-oss-20b', quant: 'int4' })).toEqual(['MXFP4 llama.cpp', 'mxfp4 vllm'])
  })

  it('has nothing below it that is no smaller: what was published in four bits stays so', () => {
    const gpus = [{ id: 'rtx-4090', count: null, memoryGb: null }]
    expect(ways({ model: 'openai/gpt-oss-20b', gpus })).toEqual(['MXFP4 llama.cpp', 'mxfp4 vllm'])
    expect(ways({ model: 'deepseek-ai/DeepSeek-V3', gpus })).toContain('(awq-int4 vllm)')
  })
})

describe('a model published in 32 bits', () => {
  it('is loaded in 16, as servers do, unless 32 were said', () => {
    const encoder = { model: 'BAAI/bge-m3' }
    expect(ways(encoder).slice(0, 2)).toEqual(['fp16 vllm', '(fp16 llama.cpp)'])
    expect(reasons(encoder)).toEqual([['fp16', 'loaded-in-16-bits']])
    expect(ways({ ...encoder, quant: 'fp32' })[0]).toBe('fp32 vllm')
  })
})

describe('an exact format', () => {
  it.each([
    ['Q4_K_M', 'llama.cpp'],
    ['UD-Q4_K_XL', 'llama.cpp'],
    ['IQ2_XXS', 'llama.cpp'],
    ['4.65bpw', 'exllamav2'],
    ['3bpw', 'exllamav2'],
    ['awq-int4', 'vllm'],
    ['nvfp4', 'vllm'],
  ])('%s runs under %s', (quant, runtime) => {
    expect(ways({ quant })).toEqual([`${quant} ${runtime}`])
  })
})

describe('no format', () => {
  it('means the published one, and failing that the best file: the whole ladder for a card that was named', () => {
    expect(ways({})).toEqual(['bf16 vllm', '(fp16 vllm)', '(bf16 llama.cpp)', '(Q4_K_M llama.cpp)'])
    expect(ways({ gpus: [asked('rtx-4090')] })).toEqual([
      'bf16 vllm',
      '(fp16 vllm)',
      '(bf16 llama.cpp)',
      '(Q8_0 llama.cpp)',
      '(Q6_K llama.cpp)',
      '(Q5_K_M llama.cpp)',
      '(Q4_K_M llama.cpp)',
      '(fp8 vllm)',
      '(awq-int4 vllm)',
    ])
    expect(reasons({})).toEqual([['bf16', 'native-format']])
    expect(reasons({ runtime: 'mlx', model: 'openai/gpt-oss-20b' })).toEqual([['mlx-4bit', 'not-said']])
    expect(ways({ model: 'deepseek-ai/DeepSeek-V3' })[0]).toBe('fp8 vllm')
  })

  it.each([
    ['rtx-4090', 24, 'bf16'],
    ['rtx-3060-12gb', 12, 'Q8_0'],
    ['rtx-4060', 8, 'Q4_K_M'],
    ['t4', 16, 'awq-int4'],
    ['h100-sxm', 80, 'bf16'],
  ])('on a %s takes the largest of Llama 3.1 8B that fits %i GB with a margin: %s', (gpu, memoryGb, format) => {
    const option = optionOn(answer({ model: llama, gpus: [asked(gpu)] }), gpu)
    expect([option.memoryGb, option.recipe.format.name, option.verdict !== 'no']).toEqual([memoryGb, format, true])
  })

  it('on servers takes what their runtimes read, and says how many hold the published weights', () => {
    const estimate = answer({ model: 'meta-llama/Llama-3.1-70B', gpus: [asked('h100-sxm', null)] })
    const shown = estimate.options
      .filter((option) => option.asked)
      .map(({ count, recipe, verdict }) => [count, recipe.format.name, verdict])
    expect(shown).toEqual([
      [1, 'awq-int4', 'fits'],
      [2, 'bf16', 'fits'],
    ])
  })

  it('on a card too small for any names the smallest of them and how much is missing', () => {
    const option = optionOn(answer({ model: 'meta-llama/Llama-3.1-70B', gpus: [asked('rtx-4090')] }), 'rtx-4090')
    expect(option.verdict).toBe('no')
    expect(option.recipe.format.name).toBe('Q4_K_M')
    expect(option.headroomBytes).toBeLessThan(0)
  })
})

describe('a runtime that was named', () => {
  it.each([
    ['llama.cpp', 'int4', ['Q4_K_M llama.cpp']],
    ['ollama', 'int4', ['Q4_K_M ollama']],
    ['vllm', 'int4', ['awq-int4 vllm']],
    ['sglang', 'fp8', ['fp8 sglang']],
    ['tensorrt-llm', 'fp16', ['fp16 tensorrt-llm']],
    ['mlx', 'int4', ['mlx-4bit mlx']],
    ['mlx', 'int8', ['mlx-8bit mlx']],
    ['mlx', 'bf16', ['bf16 mlx']],
    ['exllamav2', 'int4', ['4.65bpw exllamav2']],
    ['exllamav2', '3bpw', ['3bpw exllamav2']],
    ['llama.cpp', 'fp8', ['Q8_0 llama.cpp']],
    ['llama.cpp', 'awq', ['Q4_K_M llama.cpp']],
    ['transformers', 'nf4', ['nf4 transformers']],
    ['vllm', 'Q4_K_M', ['Q4_K_M vllm']],
  ])('%s in %s runs %j', (runtime, quant, expected) => {
    expect(ways({ runtime, quant })).toEqual(expected)
  })

  it.each([
    ['ollama', ['Q4_K_M ollama']],
    ['vllm', ['bf16 vllm', '(fp16 vllm)', '(fp8 vllm)', '(awq-int4 vllm)']],
    ['mlx', ['bf16 mlx', '(mlx-8bit mlx)', '(mlx-4bit mlx)']],
    ['exllamav2', ['8bpw exllamav2', '(6bpw exllamav2)', '(4.65bpw exllamav2)']],
    ['transformers', ['bf16 transformers', '(nf4 transformers)']],
  ])('%s without a format runs %j', (runtime, expected) => {
    expect(ways({ runtime })).toEqual(expected)
  })

  it('that cannot read a file says no, on every card', () => {
    const option = optionOn(answer({ model: llama, runtime: 'vllm', quant: 'Q4_K_M', gpus: [asked('h100-sxm')] }), 'h100-sxm')
    expect(option.verdict).toBe('no')
    expect(option.caveats).toContain('unsupported-format')
  })
})

describe('the cache', () => {
  it('is kept in fp16 unless said', () => {
    const kv = (kvQuant: string | null) => resolve(question({ model: llama, kvQuant })).recipes[0].kv
    expect(kv(null)).toEqual({ name: 'fp16', bytes: 2 })
    expect(kv('q8_0').bytes).toBe(1.0625)
    expect(kv('FP8').bytes).toBe(1)
    const named = (kvQuant: string | null) =>
      resolve(question({ model: llama, kvQuant })).assumptions.filter(({ slot }) => slot === 'kvQuant')
    expect(named(null)).toEqual([{ slot: 'kvQuant', value: 'fp16', because: 'not-said' }])
    expect(named('q8_0')).toEqual([])
  })
})

describe('bare int4 on hardware', () => {
  it.each([
    ['rtx-4090', 'Q4_K_M'],
    ['rx-7900-xtx', 'Q4_K_M'],
    ['apple-m4-max', 'Q4_K_M'],
    ['tesla-p40', 'Q4_K_M'],
    ['v100-32gb-sxm2', 'Q4_K_M'],
    ['a100-80gb-sxm', 'awq-int4'],
    ['h100-sxm', 'awq-int4'],
    ['t4', 'awq-int4'],
  ])('is on a %s %s', (gpu, format) => {
    expect(optionOn(answer({ model: llama, quant: 'int4', gpus: [asked(gpu)] }), gpu).recipe.format.name).toBe(format)
  })
})
