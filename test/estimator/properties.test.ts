import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { gpus } from '../../src/catalog/gpus.ts'
import { runtimeFamily } from '../../src/catalog/runtimes.ts'
import { bestPlacement } from '../../src/estimator/candidates.ts'
import { estimate } from '../../src/estimator/estimate.ts'
import { cacheBytes } from '../../src/estimator/kv-cache.ts'
import { optionOf } from '../../src/estimator/option.ts'
import { cacheRoom, place } from '../../src/estimator/place.ts'
import { planOf } from '../../src/estimator/plan.ts'
import { silent } from '../../src/estimator/quantity.ts'
import type { Option, Workload } from '../../src/estimator/types.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import { resolve } from '../../src/resolve/resolve.ts'
import { formatOf, kvFormatOf } from '../support/catalog-rows.ts'
import { impossible } from '../support/impossible-numbers.ts'
import { asked, question } from '../support/questions.ts'
import { anyCount, anyGpu, anyModel, anyWorkload } from '../support/workloads-arbitrary.ts'

/** The only recipe of a workload on so many of a GPU. */
function placed(workload: Workload, gpu: (typeof gpus)[number], count: number) {
  return place(planOf(workload, workload.recipes[0]), gpu, gpu.memoryGb, count)
}

function optionFor(workload: Workload, gpu: (typeof gpus)[number], count: number): Option {
  return optionOf(placed(workload, gpu, count), 'asked', true, bundledPrices, silent)
}

const order = { no: 0, tight: 1, fits: 2 } as const

/** A hair of rounding. */
const atMost = (bound: number) => bound * (1 + 1e-9)

describe('any workload on any hardware', () => {
  it('never runs above the bandwidth bound, alone or together', () => {
    fc.assert(
      fc.property(anyWorkload, anyGpu, anyCount, (workload, gpu, count) => {
        const option = optionFor(workload, gpu, count)
        const { decodeTokensPerSecond: decode, totalTokensPerSecond: total, rooflineTokensPerSecond: roofline } = option
        fc.pre(decode !== undefined && total !== undefined)
        expect(decode.high).toBeLessThanOrEqual(atMost(roofline))
        expect(total.high).toBeLessThanOrEqual(atMost(roofline * workload.concurrency))
      }),
      { numRuns: 300, maxSkipsPerRun: 1000 },
    )
  })

  it('reads at least its active weights for a token, at the bandwidth of the cards that work at once', () => {
    fc.assert(
      fc.property(anyWorkload, anyGpu, anyCount, (workload, gpu, count) => {
        const placement = placed(workload, gpu, count)
        const { readAlways, readExperts } = placement.plan.weights
        const { tensorParallel, dataParallel } = placement.layout
        // Groups hold a mixture's experts together; everything else is read by the group of the request alone.
        const bound = (gpu.bandwidthGBps * 1e9 * tensorParallel) / (readAlways + readExperts / dataParallel)
        expect(optionFor(workload, gpu, count).rooflineTokensPerSecond).toBeLessThanOrEqual(atMost(bound))
      }),
    )
  })

  it('has no number that is not one, none below zero but a shortage, and every interval in order', () => {
    fc.assert(
      fc.property(anyWorkload, anyGpu, anyCount, (workload, gpu, count) => {
        expect(impossible(optionFor(workload, gpu, count))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('never needs less memory for more context, more users or a wider cache', () => {
    fc.assert(
      fc.property(anyWorkload, anyGpu, anyCount, fc.integer({ min: 1, max: 100_000 }), (workload, gpu, count, more) => {
        const need = (changed: Partial<Workload>) => optionFor({ ...workload, ...changed }, gpu, count).memory.perGpu
        const own = need({})
        const [recipe] = workload.recipes
        const wide = kvFormatOf('fp32')
        for (const changed of [
          { contextTokens: workload.contextTokens + more },
          { concurrency: workload.concurrency + more },
          { recipes: [{ ...recipe, kv: wide }] as const },
        ]) {
          expect(need(changed).value).toBeGreaterThanOrEqual(own.value)
          expect(need(changed).high).toBeGreaterThanOrEqual(own.high)
        }
      }),
    )
  })

  it('never needs less memory for more bits, and never runs faster for them', () => {
    fc.assert(
      fc.property(
        anyWorkload,
        anyGpu,
        anyCount,
        fc.constantFrom(['Q4_K_M', 'Q8_0'], ['Q8_0', 'BF16'], ['Q3_K_M', 'Q5_K_M']),
        (workload, gpu, count, pair) => {
          const [fewer, more] = pair.map((name) => {
            const format = formatOf(name)
            return optionFor({ ...workload, recipes: [{ ...workload.recipes[0], runtime: 'llama.cpp', format }] }, gpu, count)
          })
          if (fewer === undefined || more === undefined) throw new Error('a pair has two')
          expect(more.memory.perGpu.value).toBeGreaterThanOrEqual(fewer.memory.perGpu.value)
          expect(more.rooflineTokensPerSecond).toBeLessThanOrEqual(fewer.rooflineTokensPerSecond)
          expect(order[more.verdict]).toBeLessThanOrEqual(order[fewer.verdict])
        },
      ),
    )
  })

  it('never has less room or a worse verdict on twice the cards, nor fewer users where the cache is divided at all', () => {
    fc.assert(
      fc.property(anyWorkload, anyGpu, fc.constantFrom(1, 2, 4), (workload, gpu, count) => {
        const few = optionFor(workload, gpu, count)
        const many = optionFor(workload, gpu, 2 * count)
        expect(many.headroomBytes).toBeGreaterThanOrEqual(few.headroomBytes)
        expect(order[many.verdict]).toBeGreaterThanOrEqual(order[few.verdict])
        // A single KV head is copied to every card, and the second card brings buffers of its own.
        if (placed(workload, gpu, 2 * count).cache >= placed(workload, gpu, count).cache) return
        expect(many.maxConcurrency).toBeGreaterThanOrEqual(few.maxConcurrency)
        expect(many.maxContext).toBeGreaterThanOrEqual(few.maxContext)
      }),
      { numRuns: 500 },
    )
  })

  it('holds on each card at least its share of the whole: nothing is lost by splitting', () => {
    fc.assert(
      fc.property(anyWorkload, anyGpu, anyCount, (workload, gpu, count) => {
        const one = placed(workload, gpu, 1)
        const many = placed(workload, gpu, count)
        expect(many.layout.tensorParallel * many.layout.pipelineParallel * many.layout.dataParallel).toBe(count)
        expect(atMost(many.weights * count)).toBeGreaterThanOrEqual(one.weights)
        expect(atMost(many.cache * count)).toBeGreaterThanOrEqual(one.cache)
        expect(many.weights).toBeLessThanOrEqual(atMost(one.weights))
      }),
    )
  })

  it('fits as long a context and as many users as it says, and not a block or a user more', () => {
    fc.assert(
      fc.property(anyWorkload, anyGpu, anyCount, (workload, gpu, count) => {
        const placement = placed(workload, gpu, count)
        const { plan, split, layout } = placement
        const { maxContext, maxConcurrency } = optionFor(workload, gpu, count)
        fc.pre(placement.support !== 'no')
        const room = cacheRoom(placement)
        const size = (tokens: number, users: number) =>
          cacheBytes(plan.cache, tokens, Math.ceil(users / layout.dataParallel), plan.recipe.kv, plan.family, split)
        const block = runtimeFamily(plan.recipe.runtime) === 'llama.cpp' ? 256 : 16
        const limit = Math.max(workload.model.maxContext ?? 1_048_576, workload.contextTokens)
        if (maxContext > 0) expect(size(maxContext, workload.concurrency)).toBeLessThanOrEqual(room)
        if (maxContext < limit) expect(size(Math.min(limit, maxContext + block), workload.concurrency)).toBeGreaterThan(room)
        if (maxConcurrency > 0) expect(size(workload.contextTokens, maxConcurrency)).toBeLessThanOrEqual(room)
        if (maxConcurrency < Math.max(1024, workload.concurrency))
          expect(size(workload.contextTokens, maxConcurrency + 1)).toBeGreaterThan(room)
      }),
      { numRuns: 300, maxSkipsPerRun: 1000 },
    )
  })

  it('runs exactly when the asked context and users are within what fits', () => {
    fc.assert(
      fc.property(anyWorkload, anyGpu, anyCount, (workload, gpu, count) => {
        const option = optionFor(workload, gpu, count)
        if (option.caveats.includes('unsupported-format')) {
          expect([option.verdict, option.maxContext, option.maxConcurrency]).toEqual(['no', 0, 0])
          return
        }
        const runs = option.verdict !== 'no'
        expect(option.headroomBytes >= 0).toBe(runs)
        expect(option.maxContext >= workload.contextTokens).toBe(runs)
        expect(option.maxConcurrency >= workload.concurrency).toBe(runs)
        // A smaller job may run where this one does not: then its speed is known too.
        if (runs && workload.model.modality !== 'embedding') expect(option.decodeTokensPerSecond).toBeDefined()
      }),
      { numRuns: 300 },
    )
  })

  it('is fits only with a margin: within nine tenths of the card on a desktop, a quarter more cache on a server', () => {
    fc.assert(
      fc.property(anyWorkload, anyGpu, anyCount, (workload, gpu, count) => {
        const placement = placed(workload, gpu, count)
        fc.pre(placement.verdict === 'fits')
        const { perGpu } = optionFor(workload, gpu, count).memory
        if (placement.plan.family === 'server') expect(cacheRoom(placement)).toBeGreaterThanOrEqual(1.25 * placement.cache)
        else expect(perGpu.value).toBeLessThanOrEqual(0.9 * placement.budget.usable)
      }),
      { numRuns: 100, maxSkipsPerRun: 1000 },
    )
  })
})

describe('the best of several recipes', () => {
  it('is never a worse verdict than any of them has', () => {
    fc.assert(
      fc.property(anyModel, anyGpu, anyCount, fc.constantFrom('int4', 'fp16', 'fp8', null), (model, gpu, count, quant) => {
        const workload = resolve(question({ model: model.id, quant, gpus: [asked(gpu.id, count)] }))
        const plans = workload.recipes.map((recipe) => planOf(workload, recipe))
        const [first, ...rest] = plans
        if (first === undefined) throw new Error('a workload has a recipe')
        const best = bestPlacement([first, ...rest], gpu, gpu.memoryGb, count)
        const each = plans.map((plan) => order[place(plan, gpu, gpu.memoryGb, count).verdict])
        expect(order[best.verdict]).toBe(Math.max(...each))
      }),
    )
  })

  it('does not depend on what else was asked', () => {
    const alone = estimate(resolve(question({ paramsB: 70, quant: 'int4', gpus: [asked('rtx-3090', 2)] })), bundledPrices).options[0]
    const beside = estimate(
      resolve(question({ paramsB: 70, quant: 'int4', gpus: [asked('rtx-3090', 2), asked('h100-sxm', 8)] })),
      bundledPrices,
    ).options[0]
    expect(beside).toEqual(alone)
  })
})
