import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatByName, kvFormatByName } from '../../src/catalog/formats.ts'
import { gpus } from '../../src/catalog/gpus.ts'
import { models } from '../../src/catalog/models.ts'
import { type Runtime, runtimeFamily } from '../../src/catalog/runtimes.ts'
import { bestPlacement } from '../../src/estimator/candidates.ts'
import { estimate } from '../../src/estimator/estimate.ts'
import { cacheBytes } from '../../src/estimator/kv-cache.ts'
import { optionOf } from '../../src/estimator/option.ts'
import { cacheRoom, place } from '../../src/estimator/place.ts'
import { planOf } from '../../src/estimator/plan.ts'
import { silent } from '../../src/estimator/quantity.ts'
import type { Estimate, Option, Recipe, Workload } from '../../src/estimator/types.ts'
import type { Question } from '../../src/language/question.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import { resolve } from '../../src/resolve/resolve.ts'
import { answer, asked, question } from '../support/questions.ts'

const recipes: readonly (readonly [format: string, runtime: Runtime])[] = [
  ['Q4_K_M', 'llama.cpp'],
  ['Q8_0', 'ollama'],
  ['IQ2_XXS', 'llama.cpp'],
  ['bf16', 'vllm'],
  ['fp16', 'llama.cpp'],
  ['fp8', 'sglang'],
  ['int8', 'vllm'],
  ['awq-int4', 'vllm'],
  ['nvfp4', 'tensorrt-llm'],
  ['mxfp4', 'vllm'],
  ['4.65bpw', 'exllamav2'],
  ['nf4', 'transformers'],
  ['mlx-4bit', 'mlx'],
]

const described = models.filter((model) => model.blocks.length > 0)
const anyModel = fc.constantFrom(...described)
const anyGpu = fc.constantFrom(...gpus)
const anyCount = fc.constantFrom(1, 2, 3, 4, 6, 8, 16, 72)
const anyUsers = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 2000 }))
/** Mostly what people ask for, sometimes absurd. */
const anyContext = fc.oneof(fc.integer({ min: 16, max: 16_384 }), fc.integer({ min: 1, max: 1_000_000 }), fc.constant(100_000_000))
const anyKv = fc.constantFrom('fp16', 'fp8', 'q8_0', 'q4_0')

const anyWorkload: fc.Arbitrary<Workload> = fc
  .record({ model: anyModel, way: fc.constantFrom(...recipes), kv: anyKv, contextTokens: anyContext, concurrency: anyUsers })
  .map(({ model, way: [name, runtime], kv: kvName, contextTokens, concurrency }) => {
    const format = formatByName(name)
    const kv = kvFormatByName(kvName)
    if (format === undefined || kv === undefined) throw new Error(`no ${name} or ${kvName}`)
    const recipe: Recipe = { format, runtime, kv }
    const outputTokens = Math.max(1, Math.floor(contextTokens / 4))
    const promptTokens = Math.max(1, Math.min(4096, contextTokens - outputTokens))
    return {
      ...resolve(question({ model: model.id })),
      recipes: [recipe],
      contextTokens,
      promptTokens,
      outputTokens,
      concurrency,
      asked: [],
    }
  })

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

/** Every number of an estimate that cannot be: not finite, negative, or an interval out of order. */
function impossible(value: unknown, path = ''): string[] {
  if (typeof value === 'number') {
    const fine = Number.isFinite(value) && (value >= 0 || path.endsWith('.headroomBytes'))
    return fine ? [] : [`${path} = ${value}`]
  }
  if (typeof value !== 'object' || value === null) return []
  const found = Object.entries(value).flatMap(([key, part]) =>
    key === 'workload' || key === 'gpu' ? [] : impossible(part, `${path}.${key}`),
  )
  if ('low' in value && 'value' in value && 'high' in value) {
    const { low, value: middle, high } = value as { low: number; value: number; high: number }
    if (!(low <= middle && middle <= high)) found.push(`${path}: ${low} ≤ ${middle} ≤ ${high}`)
  }
  return found
}

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
        const wide = kvFormatByName('fp32')
        if (wide === undefined) throw new Error('no fp32 cache')
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
            const format = formatByName(name)
            if (format === undefined) throw new Error(`no ${name}`)
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

/** A model, or a size alone: dense or a mixture. */
const anySubject: fc.Arbitrary<Partial<Question>> = fc.oneof(
  fc.constantFrom(...models).map(({ id }) => ({ model: id })),
  fc.double({ min: -3, max: 4, noNaN: true }).map((exponent) => ({ paramsB: 10 ** exponent })),
  fc.double({ min: -1, max: 4, noNaN: true }).map((exponent) => ({ paramsB: 10 ** exponent, activeParamsB: 10 ** exponent / 12 })),
)

const anyRest: fc.Arbitrary<Partial<Question>> = fc.record(
  {
    quant: fc.constantFrom(null, 'fp16', 'fp8', 'int8', 'int4', 'int2', 'Q5_K_M', '3.5bpw', 'nf4', 'awq'),
    kvQuant: fc.constantFrom(null, 'fp8', 'q4_0'),
    context: fc.oneof(fc.constant(null), anyContext),
    concurrency: fc.oneof(fc.constant(null), anyUsers),
    gpus: fc.array(
      fc.tuple(anyGpu, fc.constantFrom(null, 1, 2, 4, 8, 100)).map(([gpu, count]) => asked(gpu.id, count)),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
)

const anyQuestion = fc.tuple(anySubject, anyRest).map(([subject, rest]): Partial<Question> => ({ ...subject, ...rest }))

function everyNumber(estimated: Estimate): string[] {
  return impossible({ ...estimated, workload: null })
}

describe('any question', () => {
  it('gets an estimate of sound numbers, twice the same', () => {
    fc.assert(
      fc.property(anyQuestion, (said) => {
        const estimated = answer(said)
        expect(everyNumber(estimated)).toEqual([])
        expect(estimated.options.length).toBeGreaterThanOrEqual(estimated.workload.asked.length)
        expect(answer(said)).toEqual(estimated)
      }),
      { numRuns: 60 },
    )
  })

  it('gets the same numbers with every candidate and every reason', () => {
    fc.assert(
      fc.property(anyQuestion, (said) => {
        const plain = answer(said)
        const full = answer(said, { all: true, why: true })
        expect(everyNumber(full)).toEqual([])
        expect(full.memory.total).toMatchObject(plain.memory.total)
        expect(full.memory.total.why).toContain('GiB')
        expect(full.options.length).toBeGreaterThanOrEqual(plain.options.length)
      }),
      { numRuns: 12 },
    )
  })

  it('names no candidate twice', () => {
    fc.assert(
      fc.property(anyQuestion, (said) => {
        const names = answer(said)
          .options.filter((option) => !option.asked)
          .map(({ gpu, count, memoryGb }) => `${count} × ${gpu.id} ${memoryGb}`)
        expect(new Set(names).size).toBe(names.length)
      }),
      { numRuns: 40 },
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
