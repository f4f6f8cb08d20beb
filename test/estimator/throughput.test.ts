import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answer, asked, optionOn } from '../support/questions.ts'

const machines = [
  ['apple-m3-ultra', 1],
  ['rtx-4090', 2],
  ['rtx-3090', 4],
  ['a100-80gb-sxm', 4],
  ['h100-sxm', 8],
  ['tesla-p40', 4],
] as const
const models = ['meta-llama/Llama-3.1-8B', 'meta-llama/Llama-3.3-70B-Instruct', 'Qwen/Qwen3-30B-A3B', 'openai/gpt-oss-20b'] as const

describe('the speed of several users together', () => {
  it('grows, or at least does not fall, with every further one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...machines),
        fc.constantFrom(...models),
        fc.constantFrom('Q4_K_M', 'fp16', 'fp8'),
        fc.integer({ min: 2, max: 64 }),
        ([gpu, count], model, quant, users) => {
          const total = (concurrency: number) => optionOn(answer({ model, quant, concurrency, gpus: [asked(gpu, count)] }), gpu, count)
          const [one, many] = [total(2), total(users)]
          fc.pre(
            one.totalTokensPerSecond !== undefined && many.totalTokensPerSecond !== undefined && one.recipe.runtime === many.recipe.runtime,
          )
          expect(many.totalTokensPerSecond?.value ?? 0).toBeGreaterThanOrEqual((one.totalTokensPerSecond?.value ?? 0) * 0.999)
        },
      ),
      { numRuns: 300 },
    )
  })
})
