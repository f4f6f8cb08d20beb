import { describe, expect, it } from 'vitest'
import { apiPriceRange } from '../../src/prices/api.ts'

describe('the price of a model behind an API', () => {
  it('is the median over the providers that serve it themselves', () => {
    const price = apiPriceRange(['meta-llama/Llama-3.3-70B-Instruct'])
    expect(price?.input).toEqual({ median: 0.65, low: 0.1, high: 1.15, cheapestProvider: 'deepinfra', offers: 17, asOf: '2026-07-02' })
    expect(price?.output).toMatchObject({ median: 0.72, low: 0.3, cheapestProvider: 'meganova', offers: 17 })
  })

  it('is found from the base edition, an instruct edition and another dtype', () => {
    expect(apiPriceRange(['meta-llama/Llama-3.1-8B'])).toEqual(apiPriceRange(['meta-llama/Llama-3.1-8B-Instruct']))
    expect(apiPriceRange(['mistralai/Mixtral-8x22B-v0.1'])?.output.offers).toBeGreaterThan(0)
    expect(apiPriceRange(['nvidia/NVIDIA-Nemotron-3-Super-120B-A12B-BF16'])?.output.offers).toBeGreaterThan(1)
    expect(apiPriceRange(['google/gemma-3-27b-it'])?.input.offers).toBeGreaterThan(2)
  })

  it('keeps dated editions and thinking ones apart', () => {
    const plain = apiPriceRange(['Qwen/Qwen3-235B-A22B'])
    const dated = apiPriceRange(['Qwen/Qwen3-235B-A22B-Instruct-2507'])
    expect(plain?.output.offers).toBeGreaterThan(0)
    expect(dated?.output).not.toEqual(plain?.output)
    expect(apiPriceRange(['Qwen/Qwen3-Next-80B-A3B-Instruct'])).not.toEqual(apiPriceRange(['Qwen/Qwen3-Next-80B-A3B-Thinking']))
  })

  it('joins several ids and counts a provider once', () => {
    const one = apiPriceRange(['deepseek-ai/DeepSeek-R1'])
    const both = apiPriceRange(['deepseek-ai/DeepSeek-R1', 'deepseek-ai/DeepSeek-R1-0528', 'deepseek-ai/DeepSeek-R1'])
    expect(both?.output.offers).toBeGreaterThan(one?.output.offers ?? 0)
    expect(both?.output.low).toBeLessThanOrEqual(one?.output.low ?? 0)
  })

  it('is that of a router when only a router serves it', () => {
    expect(apiPriceRange(['RekaAI/reka-flash-3', 'x/nothing'])?.output).toMatchObject({ cheapestProvider: 'openrouter', offers: 1 })
  })

  it('is unknown for a model nobody serves', () => {
    expect(apiPriceRange(['openai-community/gpt2'])).toBeUndefined()
    expect(apiPriceRange(['__proto__', 'constructor'])).toBeUndefined()
    expect(apiPriceRange([])).toBeUndefined()
  })
})
