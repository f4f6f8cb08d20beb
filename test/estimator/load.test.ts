import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gpusPerMachine } from '../../src/catalog/hardware.ts'
import { bestPlacement } from '../../src/estimator/candidates.ts'
import { firstTokenOf } from '../../src/estimator/first-token.ts'
import { countsForLoad, type Load, placeForLoad, shortfallOf, smallestForLoad } from '../../src/estimator/load.ts'
import type { Placement } from '../../src/estimator/place.ts'
import { planOf } from '../../src/estimator/plan.ts'
import { tokensPerUser } from '../../src/estimator/serving.ts'
import type { Workload } from '../../src/estimator/types.ts'
import type { Question } from '../../src/language/question.ts'
import { resolve } from '../../src/resolve/resolve.ts'
import { gpuOf } from '../support/catalog-rows.ts'
import { answer, asked, optionOn, question } from '../support/questions.ts'

const servers = ['h100-sxm', 'h200-sxm', 'a100-80gb-sxm', 'b200', 'mi300x'] as const
const models = ['meta-llama/Llama-3.1-8B', 'meta-llama/Llama-3.3-70B-Instruct', 'Qwen/Qwen3-30B-A3B', 'deepseek-ai/DeepSeek-R1'] as const

function workload(said: Partial<Question>): Workload {
  return resolve(question({ quant: 'fp8', ...said }))
}

function sized(job: Workload, id: string): Load {
  const gpu = gpuOf(id)
  const plan = planOf(job, job.recipes[0])
  return smallestForLoad(gpu, job, (count) => bestPlacement([plan], gpu, gpu.memoryGb, count))
}

const anyLoad = fc.record({
  model: fc.constantFrom(...models),
  concurrency: fc.integer({ min: 1, max: 400 }),
  targetTokensPerSecond: fc.constantFrom(null, 5, 20, 60),
  targetTtftSeconds: fc.constantFrom(null, 0.2, 1, 5),
})

describe('a server under load', () => {
  it('is sized for its default, for fewer where those do not fit with ease, and for all that were said', () => {
    const sequences = (said: Partial<Question>, id: string, count = 1) =>
      optionOn(answer({ quant: 'bf16', ...said, gpus: [asked(id, count)] }), id, count).pool?.sequences
    const small = { model: 'meta-llama/Llama-3.1-8B' }
    expect([1, 50, 1500].map((concurrency) => sequences({ ...small, concurrency }, 'h100-sxm'))).toEqual([1024, 256, 1500])
    expect([1, 50, 500].map((concurrency) => sequences({ ...small, concurrency }, 'a100-80gb-sxm'))).toEqual([256, 256, 500])
  })

  it('is told to take hundredths of unified memory, never more than the system leaves', () => {
    const job = { model: 'meta-llama/Llama-3.1-70B', quant: 'fp8', gpus: [asked('dgx-spark')] }
    const { memory, pool } = optionOn(answer(job), 'dgx-spark')
    expect(pool?.utilization).toBe(0.84)
    expect(memory.ceilingPerGpu).toBeLessThanOrEqual(memory.usablePerGpu)
  })

  it('gives nobody among others more than somebody alone may get', () => {
    fc.assert(
      fc.property(anyLoad, fc.constantFrom(...servers), fc.constantFrom(1, 2, 8), (said, id, count) => {
        for (const option of answer({ quant: 'fp8', ...said, gpus: [asked(id, count)] }).options) {
          const { decodeTokensPerSecond: alone, perUserTokensPerSecond: each, totalTokensPerSecond: all } = option
          if (alone === undefined || each === undefined || all === undefined) continue
          expect(each.high).toBeLessThanOrEqual(alone.high * 1.000001)
          expect(all.high).toBeLessThanOrEqual(alone.high * said.concurrency * 1.000001)
        }
      }),
      { numRuns: 25 },
    )
  })
})

describe('the smallest set for a load', () => {
  it('holds all users, and gives each the speed and the first token that were asked for', () => {
    fc.assert(
      fc.property(anyLoad, fc.constantFrom(...servers), (said, id) => {
        const { placement } = sized(workload(said), id)
        fc.pre(placement !== undefined)
        expect(placement.verdict).not.toBe('no')
        expect(tokensPerUser(placement)).toBeGreaterThanOrEqual(said.targetTokensPerSecond ?? 0)
        expect(firstTokenOf(placement, said.concurrency).steady).toBeLessThanOrEqual(said.targetTtftSeconds ?? Number.POSITIVE_INFINITY)
      }),
      { numRuns: 60, maxSkipsPerRun: 1000 },
    )
  })

  it('is the smallest: what is tried before it lacks something, and where there is none the largest does', () => {
    fc.assert(
      fc.property(anyLoad, fc.constantFrom(...servers), (said, id) => {
        const job = workload(said)
        const { placement, lacks } = sized(job, id)
        const gpu = gpuOf(id)
        const plan = planOf(job, job.recipes[0])
        const counts = [...countsForLoad(gpu, job)]
        const smaller = counts.filter((count) => placement === undefined || count < placement.count)
        for (const count of smaller) expect(shortfallOf(placeForLoad(plan, gpu, gpu.memoryGb, count))).toBeDefined()
        expect(lacks === undefined).toBe(placement !== undefined)
        expect(Math.max(...counts)).toBeLessThanOrEqual(8 * gpusPerMachine(gpu))
      }),
      { numRuns: 40 },
    )
  })

  it('is never smaller for more speed or an earlier first token', () => {
    const count = ({ placement }: Load) => placement?.count ?? Number.POSITIVE_INFINITY
    fc.assert(
      fc.property(anyLoad, fc.constantFrom(...servers), (said, id) => {
        const easy = count(sized(workload({ ...said, targetTokensPerSecond: 10, targetTtftSeconds: 2 }), id))
        expect(count(sized(workload({ ...said, targetTokensPerSecond: 30, targetTtftSeconds: 2 }), id))).toBeGreaterThanOrEqual(easy)
        expect(count(sized(workload({ ...said, targetTokensPerSecond: 10, targetTtftSeconds: 0.3 }), id))).toBeGreaterThanOrEqual(easy)
      }),
      { numRuns: 40 },
    )
  })

  it('says what is missing where no number of cards is enough', () => {
    const model = 'meta-llama/Llama-3.3-70B-Instruct'
    expect(sized(workload({ model, targetTokensPerSecond: 5000 }), 'h100-sxm').lacks).toBe('speed')
    expect(sized(workload({ model, promptTokens: 100_000, outputTokens: 100, targetTtftSeconds: 0.01 }), 'h100-sxm').lacks).toBe(
      'first-token',
    )
    expect(sized(workload({ model, concurrency: 100_000, targetTokensPerSecond: 5 }), 'h100-sxm').lacks).toBe('memory')
  })
})

describe('a layout for a load', () => {
  it('divides all the cards, and no group with requests of its own is wider than a machine', () => {
    fc.assert(
      fc.property(anyLoad, fc.constantFrom(...servers), fc.constantFrom(1, 2, 8, 16, 24, 64), (said, id, count) => {
        const job = workload(said)
        const gpu = gpuOf(id)
        const { layout } = placeForLoad(planOf(job, job.recipes[0]), gpu, gpu.memoryGb, count)
        const group = layout.tensorParallel * layout.pipelineParallel
        expect(group * layout.dataParallel).toBe(count)
        expect(layout.dataParallel).toBeLessThanOrEqual(Math.max(said.concurrency, 1))
        if (layout.dataParallel > 1) expect(group).toBeLessThanOrEqual(gpusPerMachine(gpu))
      }),
      { numRuns: 100 },
    )
  })

  it('is as it was said, where it was', () => {
    const parallelism = { tensor: 4, pipeline: null, data: 2, expert: null }
    const job = workload({ model: models[1], concurrency: 64, targetTokensPerSecond: 20, parallelism })
    const gpu = gpuOf('h100-sxm')
    const { layout } = placeForLoad(planOf(job, job.recipes[0]), gpu, gpu.memoryGb, 8)
    expect(layout).toEqual({ tensorParallel: 4, pipelineParallel: 1, dataParallel: 2 })
  })
})

describe('the first token', () => {
  const placed = (said: Partial<Question>, count = 8): Placement => {
    const job = workload(said)
    const gpu = gpuOf('h100-sxm')
    return placeForLoad(planOf(job, job.recipes[0]), gpu, gpu.memoryGb, count)
  }

  it('comes no earlier among others than alone, and last of all when everybody asks at once', () => {
    fc.assert(
      fc.property(fc.constantFrom(...models), fc.integer({ min: 2, max: 500 }), (model, users) => {
        const placement = placed({ model, concurrency: users })
        const [alone, among] = [firstTokenOf(placement, 1), firstTokenOf(placement, users)]
        expect(alone.steady).toBe(alone.last)
        expect(among.steady).toBeGreaterThanOrEqual(alone.steady)
        expect(among.last).toBeGreaterThanOrEqual(among.steady * (1 - 1e-9))
        expect(among.fixed + among.prompt + among.waiting).toBeCloseTo(among.steady, 9)
      }),
      { numRuns: 60 },
    )
  })

  it('of fifty at once is that of fifty prompts one after the other', () => {
    const among = firstTokenOf(placed({ model: models[1], concurrency: 50 }), 50)
    expect(among.last).toBeGreaterThan(10 * among.prompt)
    expect(among.last).toBeLessThan(60 * among.prompt)
    expect(among.steady).toBeLessThan(3 * among.prompt + among.fixed)
  })
})

describe('an estimate with a target', () => {
  it('recommends only what does it, says of each whether it does, and grows what was asked for without a count', () => {
    const said = { model: models[1], quant: 'fp8', concurrency: 200, targetTokensPerSecond: 30 }
    const options = answer(said).options.filter(({ role }) => role !== 'near-miss')
    expect(options.length).toBeGreaterThan(2)
    for (const option of options) {
      expect(option.shortfall).toBeNull()
      expect((option.totalTokensPerSecond?.value ?? 0) / 200).toBeGreaterThanOrEqual(30)
    }
    const few = answer({ ...said, targetTokensPerSecond: null, gpus: [asked('h100-sxm', null)] }).options.filter((option) => option.asked)
    const many = answer({ ...said, gpus: [asked('h100-sxm', null)] }).options.filter((option) => option.asked)
    const most = (options: typeof few) => Math.max(...options.map(({ count }) => count))
    expect(most(many)).toBeGreaterThan(most(few))
  })

  it('takes a said count literally, says what it lacks, and shows how many would do', () => {
    const said = { model: models[1], quant: 'fp8', concurrency: 50, targetTokensPerSecond: 30, gpus: [asked('h100-sxm', 4)] }
    expect(optionOn(answer({ ...said, targetTokensPerSecond: 10 }), 'h100-sxm', 4).shortfall).toBeNull()
    const missed = answer({ ...said, targetTokensPerSecond: 60 })
    expect(optionOn(missed, 'h100-sxm', 4)).toMatchObject({ asked: true, shortfall: 'speed' })
    expect(missed.options.find(({ role }) => role === 'enough')).toMatchObject({ gpu: { id: 'h100-sxm' }, shortfall: null })
  })

  it('says nothing of a target where none was said', () => {
    for (const option of answer({ model: models[0], concurrency: 16 }).options) expect(option).not.toHaveProperty('shortfall')
  })
})
