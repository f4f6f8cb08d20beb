import { describe, expect, it } from 'vitest'
import type { Option, Quantity } from '../../src/estimator/types.ts'
import type { Question } from '../../src/language/question.ts'
import { answer, asked, optionOn } from '../support/questions.ts'

const jobs: readonly (readonly [gpu: string, count: number, said: Partial<Question>])[] = [
  ['rtx-4090', 1, { model: 'meta-llama/Llama-3.1-8B', quant: 'Q4_K_M' }],
  ['rtx-3090', 2, { paramsB: 70, quant: 'Q4_K_M' }],
  ['rtx-3090', 4, { paramsB: 70, quant: 'awq-int4' }],
  ['a100-80gb-sxm', 4, { paramsB: 70, quant: 'fp16', concurrency: 7 }],
  ['h100-sxm', 8, { model: 'meta-llama/Llama-3.3-70B-Instruct', quant: 'fp8', concurrency: 50 }],
  ['h200-sxm', 8, { model: 'deepseek-ai/DeepSeek-R1', concurrency: 50 }],
  ['h100-sxm', 16, { paramsB: 405, quant: 'fp8', concurrency: 3 }],
  ['apple-m4-max', 1, { model: 'Qwen/Qwen3-30B-A3B', quant: 'Q4_K_M' }],
  ['mi300x', 1, { model: 'google/gemma-3-27b-it', quant: 'fp16', context: 32_768, concurrency: 12 }],
  ['l4', 1, { model: 'openai/gpt-oss-20b', concurrency: 4 }],
]

/** Digits that are written, and nothing else of the text. */
const numbersIn = (text: string) => (text.match(/\d+(?:\.\d+)?(?:e[+-]?\d+)?/g) ?? []).map(Number)

function workedOut(why: string | undefined): string {
  if (why === undefined) throw new Error('no working')
  return why
}

/** The figure after the last equals sign is the one claimed. */
function claimed(why: string | undefined): number {
  return numbersIn(workedOut(why).split(' = ').at(-1) ?? '')[0] ?? Number.NaN
}

/** Within what four digits leave open. */
function expectNear(actual: number, wanted: number, what: string): void {
  expect(Math.abs(actual / wanted - 1), `${what}: ${actual} for ${wanted}`).toBeLessThan(0.004)
}

function optionFor([gpu, count, said]: (typeof jobs)[number]): Option {
  return optionOn(answer({ ...said, gpus: [asked(gpu, count)] }, { why: true }), gpu, count)
}

describe('the working of a speed', () => {
  for (const job of jobs) {
    const [gpu, count, said] = job
    it(`multiplies out from what is written: ${count} × ${gpu}, ${said.model ?? `${said.paramsB}B`}`, () => {
      const option = optionFor(job)
      const text = workedOut(option.decodeTokensPerSecond?.why)
      const [gigabytes = 0, bandwidth = 0, efficiency = 0, layers = 0, microseconds = 0, ...rest] = numbersIn(text)
      const talk = text.split(' + ').length > 2 ? (rest[0] ?? 0) : 0
      const milliseconds = (gigabytes / (bandwidth * efficiency)) * 1e3 + (layers * microseconds) / 1e3 + talk
      expectNear(1e3 / milliseconds, option.decodeTokensPerSecond?.value ?? 0, text)
      expectNear(claimed(text), option.decodeTokensPerSecond?.value ?? 0, text)
      expectNear(bandwidth / gigabytes, option.rooflineTokensPerSecond, text)
    })
  }

  it('claims of all users, of one prompt, of the first token and of the money what the option says', () => {
    for (const job of jobs) {
      const option = optionFor(job)
      const named: readonly (readonly [string, Quantity | undefined])[] = [
        ['all', option.totalTokensPerSecond],
        ['prefill', option.prefillTokensPerSecond],
        ['first token', option.timeToFirstTokenSeconds],
        ['last', option.timeToLastFirstTokenSeconds],
        ['million', option.usdPerMillionOutputTokens],
        ['hour', option.usdPerHour],
      ]
      for (const [name, quantity] of named) if (quantity !== undefined) expectNear(claimed(quantity.why), quantity.value, name)
    }
  })

  it('of several users is the turn that is written: answers over steps and prompts', () => {
    for (const job of jobs.filter(([, , said]) => (said.concurrency ?? 1) > 1)) {
      const { totalTokensPerSecond: total } = optionFor(job)
      const last = workedOut(total?.why).split('; ').at(-1) ?? ''
      const [users = 0, output = 0, again = 0, milliseconds = 0, prompts = 0, rate = 0] = numbersIn(last)
      expect(again).toBe(output)
      expectNear((users * output) / ((output * milliseconds) / 1e3 + prompts), rate, last)
    }
  })

  it('has no words in it, so that it reads the same in every language', () => {
    const units = /GiB|GB|KiB|TFLOP|tok|max|min|µs|ms|bit|W|[tpsGhn]/g
    for (const job of jobs) {
      for (const [, value] of Object.entries(optionFor(job)))
        if (typeof value === 'object' && value !== null && 'why' in value && typeof value.why === 'string')
          expect(value.why.replace(units, '')).not.toMatch(/\p{Letter}/u)
    }
  })

  it('says on how many measurements it rests', () => {
    for (const job of jobs) expect(optionFor(job).decodeTokensPerSecond?.restsOn?.rows).toBeGreaterThanOrEqual(0)
  })
})

describe('the working of a size', () => {
  it('adds up to what is claimed, for the job, each GPU and the pool of a server', () => {
    for (const job of jobs) {
      const [gpu, count, said] = job
      const estimated = answer({ ...said, gpus: [asked(gpu, count)] }, { why: true })
      const { memory } = optionOn(estimated, gpu, count)
      const parts = numbersIn(workedOut(memory.perGpu.why)).slice(0, 4)
      expect(Math.abs(parts.reduce((sum, part) => sum + part, 0) / (memory.perGpu.value / 1024 ** 3) - 1)).toBeLessThan(0.01)
      const [billions = 0, , bits = 0] = numbersIn(workedOut(estimated.memory.weights.why).replace('10⁹', '0'))
      expectNear((billions * 1e9 * bits) / 8, estimated.memory.weights.value, 'weights')
      const [users = 0, tokens = 0, kib = 0] = numbersIn(workedOut(estimated.memory.kvCache.why))
      expectNear(users * tokens * kib * 1024, estimated.memory.kvCache.value, 'cache')
    }
  })
})
