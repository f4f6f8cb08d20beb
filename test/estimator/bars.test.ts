import { describe, expect, it } from 'vitest'
import { answer, asked, optionOn } from '../support/questions.ts'

const GiB = 1024 ** 3

describe('70b int4', () => {
  it('weighs 34 to 41 GiB, as GGUF and as AWQ', () => {
    const { memory, byRecipe } = answer({ paramsB: 70, quant: 'int4' })
    expect(byRecipe.map(({ recipe }) => recipe.format.name)).toEqual(['Q4_K_M', 'awq-int4'])
    for (const { memory: of } of byRecipe) {
      expect(of.weights.value / GiB).toBeGreaterThan(34)
      expect(of.weights.value / GiB).toBeLessThan(41)
    }
    expect(memory.weights.low).toBeLessThan(memory.weights.value)
    expect(memory.total.value / GiB).toBeGreaterThan(41)
    expect(memory.total.value / GiB).toBeLessThan(44.5)
  })

  it('is held by two RTX 4090, by one A100 80 GB, tightly by one L40S, and not by one RTX 4090', () => {
    const gpus = [asked('rtx-4090', 2), asked('a100-80gb-sxm'), asked('l40s'), asked('rtx-4090')]
    const estimated = answer({ paramsB: 70, quant: 'int4', gpus })
    expect(optionOn(estimated, 'rtx-4090', 2).verdict).not.toBe('no')
    expect(optionOn(estimated, 'a100-80gb-sxm').verdict).toBe('fits')
    expect(optionOn(estimated, 'l40s').verdict).toBe('tight')
    const single = optionOn(estimated, 'rtx-4090')
    expect(single.verdict).toBe('no')
    expect(single.headroomBytes / GiB).toBeLessThan(-18)
    expect(single.headroomBytes / GiB).toBeGreaterThan(-21)
    expect(single).not.toHaveProperty('decodeTokensPerSecond')
    expect([single.maxContext, single.maxConcurrency]).toEqual([0, 0])
  })

  it('runs as GGUF on a desk and as AWQ in a data centre', () => {
    const estimated = answer({ paramsB: 70, quant: 'int4', gpus: [asked('rtx-a6000'), asked('h100-sxm')] })
    expect(optionOn(estimated, 'rtx-a6000').recipe.format.name).toBe('Q4_K_M')
    expect(optionOn(estimated, 'h100-sxm').recipe.format.name).toBe('awq-int4')
  })
})

describe('single models', () => {
  it('7b fp16 weighs 13 to 15 GiB, and takes a 24 GB card', () => {
    const estimated = answer({ paramsB: 7, quant: 'fp16', gpus: [asked('rtx-4090'), asked('rtx-4060-ti-16gb')] })
    expect(estimated.memory.weights.value / GiB).toBeGreaterThan(13)
    expect(estimated.memory.weights.value / GiB).toBeLessThan(15)
    expect(optionOn(estimated, 'rtx-4090').verdict).toBe('fits')
    expect(optionOn(estimated, 'rtx-4060-ti-16gb').verdict).not.toBe('fits')
  })

  it('llama 3.1 8b q4_k_m at 8k takes 5.8 to 6.9 GiB in all: 4.6 of weights, 1 of cache', () => {
    const { memory } = answer({ model: 'meta-llama/Llama-3.1-8B', quant: 'Q4_K_M', context: 8192 })
    expect(memory.total.value / GiB).toBeGreaterThan(5.8)
    expect(memory.total.value / GiB).toBeLessThan(6.9)
    expect(memory.weights.value / GiB).toBeCloseTo(4.58, 1)
    expect(memory.kvCache.value).toBe(GiB)
    // The input table stays in RAM, so the whole is less than the sum of its parts.
    const parts = memory.weights.value + memory.kvCache.value + memory.activations.value + memory.overhead.value
    expect(memory.total.value).toBeCloseTo(parts - memory.weightsInRam, 0)
  })

  it('deepseek v3 fp8 takes 8 H200; 8 H20 hold it for a few users, 8 H100 not at all', () => {
    const gpus = [asked('h200-sxm', 8), asked('h100-sxm', 8), asked('h20', 8, 96)]
    const estimated = answer({ model: 'deepseek-ai/DeepSeek-V3', quant: 'fp8', gpus })
    expect(estimated.memory.weights.value / GiB).toBeCloseTo(627, -1)
    expect(optionOn(estimated, 'h200-sxm', 8).verdict).toBe('fits')
    expect(optionOn(estimated, 'h100-sxm', 8).verdict).toBe('no')
    const h20 = optionOn(estimated, 'h20', 8)
    expect(h20.verdict).not.toBe('no')
    expect(h20.recipe.runtime).toBe('vllm')
    expect(h20.maxConcurrency).toBeGreaterThanOrEqual(1)
    expect(h20.maxConcurrency).toBeLessThanOrEqual(15)
  })

  it('deepseek r1 fp8 for 50 users takes 8 H200 and is too much for 8 H20, where no desktop runtime stands in', () => {
    const gpus = [asked('h200-sxm', 8), asked('h20', 8, 96)]
    const estimated = answer({ model: 'deepseek-ai/DeepSeek-R1', quant: 'fp8', context: 8192, concurrency: 50, gpus })
    const h200 = optionOn(estimated, 'h200-sxm', 8)
    expect(h200.verdict).toBe('fits')
    // One latent cache of all users on every GPU: 80 of weights, 27 of cache, a few of buffers.
    expect(h200.memory.perGpu.value / GiB).toBeGreaterThan(106)
    expect(h200.memory.perGpu.value / GiB).toBeLessThan(117)
    expect(h200.maxConcurrency).toBeGreaterThan(50)
    expect(h200.totalTokensPerSecond?.value).toBeGreaterThan(700)
    expect(h200.totalTokensPerSecond?.value).toBeLessThan(2500)
    const h20 = optionOn(estimated, 'h20', 8)
    expect(h20.verdict).toBe('no')
    expect(h20.recipe.runtime).toBe('vllm')
  })

  it('gemma 3 27b q4_k_m at 32k keeps 2.4 to 3.6 GiB of cache and fits a 3090', () => {
    const estimated = answer({ model: 'google/gemma-3-27b-it', quant: 'Q4_K_M', context: 32_768, gpus: [asked('rtx-3090')] })
    expect(estimated.memory.kvCache.value / GiB).toBeGreaterThan(2.4)
    expect(estimated.memory.kvCache.value / GiB).toBeLessThan(3.6)
    expect(optionOn(estimated, 'rtx-3090').verdict).toBe('fits')
  })

  it('qwen3-30b-a3b q4_k_m on a 4090 writes 100 to 230 tokens a second', () => {
    const speed = optionOn(
      answer({ model: 'Qwen/Qwen3-30B-A3B', quant: 'Q4_K_M', gpus: [asked('rtx-4090')] }),
      'rtx-4090',
    ).decodeTokensPerSecond
    expect(speed?.low).toBeGreaterThan(100)
    expect(speed?.value).toBeGreaterThan(100)
    expect(speed?.high).toBeLessThan(230)
  })

  it('deepseek r1 fp8 on 16 A100 says that FP8 is not native there, and that it crosses servers', () => {
    const estimated = answer({ model: 'deepseek-ai/DeepSeek-R1', quant: 'fp8', gpus: [asked('a100-80gb-sxm', 16), asked('h200-sxm', 8)] })
    const a100 = optionOn(estimated, 'a100-80gb-sxm', 16)
    expect(a100.verdict).toBe('fits')
    expect(a100.layout).toEqual({ tensorParallel: 8, pipelineParallel: 2, dataParallel: 1 })
    expect(a100.caveats).toContain('fp8-not-native')
    expect(a100.caveats).toContain('multi-node')
    expect(optionOn(estimated, 'h200-sxm', 8).caveats).not.toContain('fp8-not-native')
  })

  it('a 3090 is 27 GiB short of llama 3.1 70b q4 at 32k', () => {
    const estimated = answer({ model: 'meta-llama/Llama-3.1-70B', quant: 'Q4', context: 32_768, gpus: [asked('rtx-3090')] })
    expect(optionOn(estimated, 'rtx-3090').verdict).toBe('no')
    expect(optionOn(estimated, 'rtx-3090').headroomBytes / GiB).toBeCloseTo(-27, 0)
  })

  it('gpt-oss-120b in its own MXFP4 takes one H100', () => {
    const estimated = answer({ model: 'openai/gpt-oss-120b', gpus: [asked('h100-sxm')] })
    expect(optionOn(estimated, 'h100-sxm').verdict).not.toBe('no')
    expect(optionOn(estimated, 'h100-sxm').recipe.format.name.toLowerCase()).toBe('mxfp4')
  })

  it('kimi k2 without a format is proposed in its own fp8 on servers', () => {
    const servers = answer({ model: 'moonshotai/Kimi-K2-Instruct' }).options.filter(
      ({ role, gpu }) => role === 'server' && gpu.vendor === 'nvidia',
    )
    expect(servers.map(({ recipe }) => recipe.format.name)).toContain('fp8')
  })

  it('an encoder needs its weights and little more, and writes nothing', () => {
    const estimated = answer({ model: 'BAAI/bge-m3', gpus: [asked('h100-sxm')] })
    const h100 = optionOn(estimated, 'h100-sxm')
    expect(estimated.memory.kvCache.value).toBe(0)
    expect(h100.memory.perGpu.value / GiB).toBeLessThan(3)
    expect(h100).not.toHaveProperty('decodeTokensPerSecond')
    expect(h100.prefillTokensPerSecond?.value).toBeGreaterThan(10_000)
  })
})

describe('the chosen handful', () => {
  it('says what is cheapest, what a desk takes, a server, a Mac, what is fastest, and what fails', () => {
    const roles = answer({ paramsB: 70, quant: 'int4' }).options.map(({ role }) => role)
    for (const role of ['cheapest', 'desk', 'server', 'mac', 'fastest', 'near-miss'] as const) expect(roles).toContain(role)
    expect(roles).not.toContain('asked')
    expect(roles).not.toContain('other')
  })

  it('names the near miss last: one 24 GB card for 70b int4', () => {
    const last = answer({ paramsB: 70, quant: 'int4' }).options.at(-1)
    expect([last?.role, last?.verdict, last?.gpu.id, last?.count]).toEqual(['near-miss', 'no', 'rtx-4090', 1])
  })

  it('puts what was asked for first and as asked, fitting or not', () => {
    const { options } = answer({ paramsB: 70, quant: 'int4', gpus: [asked('rtx-3060-12gb'), asked('l40s'), asked('h100-sxm', 2)] })
    expect(options.slice(0, 3).map(({ gpu, count, role }) => [gpu.id, count, role])).toEqual([
      ['rtx-3060-12gb', 1, 'asked'],
      ['l40s', 1, 'asked'],
      ['h100-sxm', 2, 'asked'],
    ])
    expect(options.filter(({ gpu, count }) => gpu.id === 'h100-sxm' && count === 2)).toHaveLength(1)
  })

  it('answers a card without a count with one, and with as many as it takes', () => {
    const { options } = answer({ model: 'meta-llama/Llama-3.1-70B', quant: 'Q4_K_M', gpus: [asked('rtx-3090', null)] })
    expect(options.filter(({ role }) => role === 'asked').map(({ count, verdict }) => [count, verdict !== 'no'])).toEqual([
      [1, false],
      [2, true],
    ])
  })

  it('never proposes laptops, boards, TPUs, export and modded cards, nor what is too slow to read', () => {
    for (const said of [{ paramsB: 70, quant: 'int4' }, { paramsB: 8 }, { model: 'deepseek-ai/DeepSeek-V3' }]) {
      const proposed = answer(said).options.filter(({ role }) => role !== 'near-miss')
      expect(proposed.length).toBeGreaterThan(2)
      for (const { gpu, decodeTokensPerSecond } of proposed) {
        expect(['laptop', 'edge', 'tpu', 'npu']).not.toContain(gpu.class)
        expect(gpu.availability).toBeUndefined()
        expect(decodeTokensPerSecond?.value).toBeGreaterThan(5)
      }
    }
  })

  it('with all, adds every other candidate and changes none', () => {
    const few = answer({ paramsB: 70, quant: 'int4' })
    const all = answer({ paramsB: 70, quant: 'int4' }, { all: true })
    expect(all.options.length).toBeGreaterThan(400)
    for (const option of few.options) expect(all.options).toContainEqual(option)
  })

  it('with why, gives every quantity of a fitting candidate its formula, and else none', () => {
    const said = { model: 'meta-llama/Llama-3.1-8B', quant: 'Q4_K_M', gpus: [asked('rtx-4090')] }
    const option = optionOn(answer(said, { why: true }), 'rtx-4090')
    const quantities = [
      option.memory.perGpu,
      option.decodeTokensPerSecond,
      option.prefillTokensPerSecond,
      option.timeToFirstTokenSeconds,
      option.usdPerHour,
      option.watts,
    ]
    for (const quantity of quantities) expect(quantity?.why).toMatch(/\d/)
    expect(optionOn(answer(said), 'rtx-4090').memory.perGpu).not.toHaveProperty('why')
  })
})

describe('money', () => {
  it('is the hour over the tokens of an hour', () => {
    const option = optionOn(answer({ model: 'meta-llama/Llama-3.1-8B', quant: 'Q4_K_M', gpus: [asked('rtx-4090')] }), 'rtx-4090')
    const hour = option.usdPerHour?.value ?? Number.NaN
    const speed = option.decodeTokensPerSecond?.value ?? Number.NaN
    expect(option.usdPerMillionOutputTokens?.value).toBeCloseTo((hour / (speed * 3600)) * 1e6, 9)
    expect(option.usdPerMillionOutputTokensAtFullLoad?.value).toBeLessThan(option.usdPerMillionOutputTokens?.value ?? 0)
  })

  it('and power count every card', () => {
    const estimated = answer({ paramsB: 70, quant: 'int4', gpus: [asked('rtx-3090', 2), asked('rtx-3090', 4)] })
    const two = optionOn(estimated, 'rtx-3090', 2)
    const four = optionOn(estimated, 'rtx-3090', 4)
    expect((four.usdPerHour?.value ?? 0) / (two.usdPerHour?.value ?? 1)).toBeCloseTo(2, 9)
    expect((four.watts?.value ?? 0) / (two.watts?.value ?? 1)).toBeCloseTo(2, 9)
    expect(two.watts?.high).toBeLessThanOrEqual(2 * 350)
  })
})

describe('speed over several cards', () => {
  const gpus = [asked('rtx-3090', 1), asked('rtx-3090', 4)]

  it('gains nothing for one stream where layers are split', () => {
    const estimated = answer({ model: 'meta-llama/Llama-3.1-8B', quant: 'Q4_K_M', gpus })
    const one = optionOn(estimated, 'rtx-3090', 1).decodeTokensPerSecond?.value ?? Number.NaN
    const four = optionOn(estimated, 'rtx-3090', 4).decodeTokensPerSecond?.value ?? Number.NaN
    expect(four).toBeLessThan(one)
    expect(four / one).toBeGreaterThan(0.9)
  })

  it('grows under tensor parallelism, by less than the number of cards', () => {
    const estimated = answer({ model: 'meta-llama/Llama-3.1-8B', quant: 'fp16', runtime: 'vllm', gpus })
    const one = optionOn(estimated, 'rtx-3090', 1).decodeTokensPerSecond?.value ?? Number.NaN
    const four = optionOn(estimated, 'rtx-3090', 4).decodeTokensPerSecond?.value ?? Number.NaN
    expect(four / one).toBeGreaterThan(1.5)
    expect(four / one).toBeLessThan(3.5)
  })

  it('never splits heads unevenly: 6 cards of a model of 32 heads are 2 × 3', () => {
    const option = optionOn(
      answer({ model: 'meta-llama/Llama-3.1-8B', quant: 'fp16', runtime: 'vllm', gpus: [asked('rtx-3090', 6)] }),
      'rtx-3090',
      6,
    )
    expect(option.layout).toEqual({ tensorParallel: 2, pipelineParallel: 3, dataParallel: 1 })
  })

  it('reads a latent cache whole on every card, and shares that of heads', () => {
    const bound = (model: string, count: number) => {
      const said = { model, quant: 'fp8', context: 131_072, runtime: 'vllm', gpus: [asked('b300', count)] }
      return 1 / optionOn(answer(said), 'b300', count).rooflineTokensPerSecond
    }
    const deep = bound('deepseek-ai/DeepSeek-V3', 8)
    // 65,536 tokens of 68.6 KiB at 8 TB/s, and an eighth of the active weights.
    expect(deep).toBeGreaterThan((65_536 * 70_272) / 8e12)
    expect(bound('meta-llama/Llama-3.1-70B', 1) / bound('meta-llama/Llama-3.1-70B', 8)).toBeCloseTo(8, 1)
    expect(bound('deepseek-ai/DeepSeek-V3', 4) / deep).toBeLessThan(1.7)
  })
})
