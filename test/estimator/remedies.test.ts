import { describe, expect, it } from 'vitest'
import type { Remedy } from '../../src/estimator/types.ts'
import type { Question } from '../../src/language/question.ts'
import { answer, asked, optionOn } from '../support/questions.ts'

const GiB = 2 ** 30
const llama = { model: 'meta-llama/Llama-3.1-70B', quant: 'Q4_K_M' } as const

function remedies(said: Partial<Question>): readonly Remedy[] {
  return answer(said).remedies ?? []
}

function only(found: readonly Remedy[], kind: Remedy['kind']): Remedy {
  const [first] = found.filter((remedy) => remedy.kind === kind)
  if (first === undefined) throw new Error(`no remedy of kind ${kind}`)
  return first
}

describe('what would work for a 70B in Q4_K_M at 32k on a 3090', () => {
  const found = remedies({ ...llama, context: 32768, gpus: [asked('rtx-3090')] })

  it('is another model that holds 32k on it: a dense one of about 30B and a mixture that is faster', () => {
    const models = found.filter(({ kind }) => kind === 'model')
    expect(models.map(({ catches }) => catches.includes('mixture'))).toEqual([false, true])
    for (const { model, contextTokens, bytes, ceilingBytes } of models) {
      expect(model.parametersB).toBeGreaterThan(24)
      expect((model.released ?? '') >= '2025').toBe(true)
      expect(contextTokens).toBe(32768)
      expect(bytes).toBeLessThanOrEqual(ceilingBytes)
    }
    const [dense, mixture] = models.map(({ decodeTokensPerSecond }) => decodeTokensPerSecond?.value ?? 0)
    expect(dense).toBeGreaterThan(25)
    expect(dense).toBeLessThan(40)
    expect(mixture).toBeGreaterThan(100)
    expect(mixture).toBeLessThan(200)
  })

  it('is the same with half of it in RAM, slowly', () => {
    const { bytes, ramBytes, decodeTokensPerSecond, catches } = only(found, 'offload')
    expect(bytes / GiB).toBeGreaterThan(21.5)
    expect(bytes / GiB).toBeLessThan(23)
    expect((ramBytes ?? 0) / GiB).toBeCloseTo(27.5, 0)
    expect(decodeTokensPerSecond?.value).toBeGreaterThan(1.3)
    expect(decodeTokensPerSecond?.value).toBeLessThan(2.7)
    expect(catches).toEqual(['slow', 'slow-prompt'])
  })

  it('is a format of two bits, which costs quality', () => {
    const { recipe, catches, contextTokens } = only(found, 'format')
    expect(recipe.format.name).toBe('IQ2_XXS')
    expect(contextTokens).toBe(8192)
    expect(catches).toEqual(['quality', 'shorter'])
  })

  it('is a second card with a smaller format and half the cache, or two more for all of it', () => {
    const cards = found.filter(({ kind }) => kind === 'cards')
    expect(cards.map(({ count, recipe }) => [count, recipe.format.name, recipe.kv.name])).toEqual([
      [2, 'IQ4_XS', 'q8_0'],
      [3, 'Q4_K_M', 'fp16'],
    ])
    expect((cards[0]?.bytes ?? 0) / GiB).toBeCloseTo(42, 0)
  })
})

describe('a remedy', () => {
  it('is not looked for where the card holds the job', () => {
    expect(answer({ model: 'meta-llama/Llama-3.1-8B', quant: 'Q4_K_M', gpus: [asked('rtx-4090')] }).remedies).toBeUndefined()
    expect(answer(llama).remedies).toBeUndefined()
  })

  it('is half the cache where that is what is missing', () => {
    const { recipe, contextTokens } = only(
      remedies({ model: 'meta-llama/Llama-3.1-8B', quant: 'Q4_K_M', context: 65536, gpus: [asked('rtx-3060-12gb')] }),
      'kv',
    )
    expect(recipe.kv.name).toBe('q8_0')
    expect(contextTokens).toBe(65536)
  })

  it('is the longest context that fits, where the weights do', () => {
    const { contextTokens, verdict } = only(
      remedies({ model: 'meta-llama/Llama-3.1-8B', quant: 'Q8_0', context: 65536, gpus: [asked('rtx-3060-12gb')] }),
      'context',
    )
    expect(verdict).not.toBe('no')
    expect(contextTokens).toBeGreaterThanOrEqual(8192)
    expect(contextTokens).toBeLessThan(65536)
  })

  it('is never a smaller file of a model published in four bits, whose experts stay as they are', () => {
    const kinds = remedies({ model: 'openai/gpt-oss-120b', gpus: [asked('rtx-4090')] }).map(({ kind }) => kind)
    expect(kinds).toContain('offload')
    expect(kinds).not.toContain('format')
  })

  it('is never a second Mac, nor RAM beside memory that is shared', () => {
    const kinds = remedies({ ...llama, context: 32768, gpus: [asked('apple-m4-pro', 1, 48)] }).map(({ kind }) => kind)
    expect(kinds).toContain('model')
    expect(kinds).not.toContain('cards')
    expect(kinds).not.toContain('offload')
  })

  it('is no model that cannot see for one that does', () => {
    for (const { kind, model } of remedies({ model: 'Qwen/Qwen2.5-VL-32B-Instruct', quant: 'Q4_K_M', gpus: [asked('rtx-3060-12gb')] }))
      if (kind === 'model') expect(model.modality).toBe('vision')
  })

  it('holds what it says, whatever is asked', () => {
    for (const model of ['meta-llama/Llama-3.1-70B', 'Qwen/Qwen3-32B', 'Qwen/Qwen3-235B-A22B', 'deepseek-ai/DeepSeek-R1'])
      for (const gpu of ['rtx-4060', 'rtx-3090', 'a100-80gb-sxm', 'apple-m4-pro', 'rx-7900-xtx'])
        for (const quant of ['Q8_0', 'Q4_K_M', 'fp16', 'awq'])
          for (const { verdict, bytes, ceilingBytes, decodeTokensPerSecond } of remedies({ model, quant, gpus: [asked(gpu)] })) {
            expect(verdict).not.toBe('no')
            expect(bytes).toBeLessThanOrEqual(ceilingBytes * 1.0001)
            expect(decodeTokensPerSecond?.value).toBeGreaterThan(0)
          }
  })
})

describe('RAM that was named', () => {
  it('is where the rest of a model goes', () => {
    const estimated = answer({ model: 'openai/gpt-oss-120b', systemRamGb: 64, gpus: [asked('rtx-4090')] })
    const { verdict, offload, decodeTokensPerSecond } = optionOn(estimated, 'rtx-4090')
    expect(verdict).toBe('no')
    expect(offload).toMatchObject({ ramGb: 64, ramSaid: true, fitsRam: true })
    // The option's own speed stays that of the card alone.
    expect(decodeTokensPerSecond).toBeUndefined()
    // Public reports of such machines: 20–30 tokens/s.
    expect(offload?.decodeTokensPerSecond.low).toBeLessThan(20)
    expect(offload?.decodeTokensPerSecond.high).toBeGreaterThan(30)
  })

  it('is all there is where no GPU is meant', () => {
    const { withoutGpu } = answer({ model: 'meta-llama/Llama-3.1-8B', device: 'cpu', systemRamGb: 32 })
    expect(withoutGpu).toMatchObject({ ramGb: 32, fitsRam: true, gpuBytes: 0 })
    expect(withoutGpu?.recipe.format.name).toBe('Q4_K_M')
  })
})

describe('what would work where the RAM that was said is too little', () => {
  const found = remedies({ model: 'Qwen/Qwen3-235B-A22B', quant: 'Q4_K_M', systemRamGb: 64, gpus: [asked('rtx-4090')] })
  const [fewerBits, moreRam] = found.filter(({ kind }) => kind === 'offload')

  it('is a file of fewer bits that the card and the RAM hold together, and its loss is said', () => {
    expect(fewerBits).toMatchObject({ ramGb: 64, catches: ['quality'] })
    expect(fewerBits?.recipe.format.nominalBits).toBeLessThan(3)
    expect((fewerBits?.ramBytes ?? 0) / GiB).toBeLessThan(0.9 * 64)
  })

  it('is as much RAM as the asked file takes', () => {
    expect(moreRam).toMatchObject({ ramGb: 192, recipe: { format: { name: 'Q4_K_M' } } })
    expect((moreRam?.ramBytes ?? 0) / GiB).toBeGreaterThan(100)
    // Runs of this model on a 4090 with two channels of DDR5 are told of at 4 to 8.
    expect(moreRam?.decodeTokensPerSecond?.value).toBeGreaterThan(3)
    expect(moreRam?.decodeTokensPerSecond?.value).toBeLessThan(9)
  })
})

describe('what would work for many at once', () => {
  const job = { model: 'Qwen/Qwen3-32B', quant: 'fp8', concurrency: 40, gpus: [asked('rtx-4090', 4)] }

  it('is served by a server, and not read from RAM that nobody spoke of', () => {
    const found = remedies(job)
    const models = found.filter(({ kind }) => kind === 'model')
    expect(models.length).toBeGreaterThan(0)
    expect(models.every(({ recipe }) => recipe.runtime === 'vllm')).toBe(true)
    expect(found.some(({ kind }) => kind === 'offload')).toBe(false)
    expect(optionOn(answer(job), 'rtx-4090', 4).offload).toBeUndefined()
    expect(optionOn(answer({ ...job, systemRamGb: 512 }), 'rtx-4090', 4).offload).toBeDefined()
  })
})
