import type { Runtime } from '../../src/catalog/runtimes.ts'
import type { Gpu, Model } from '../../src/catalog/types.ts'
import type { Estimate, Memory, Option, Quantity, Recipe, Workload } from '../../src/estimator/types.ts'
import { emptyQuestion, type Question } from '../../src/language/question.ts'
import { formatOf, kvFormatOf } from './catalog-rows.ts'

/** Hand-made estimates: numbers of the right size, so that a card can be read and checked without the estimator. */
const bytesPerGib = 1024 ** 3

export function q(value: number, low = value, high = value): Quantity {
  return { value, low, high, basis: low === high ? 'exact' : 'calibrated' }
}

export function gib(value: number, low = value, high = value): Quantity {
  return q(value * bytesPerGib, low * bytesPerGib, high * bytesPerGib)
}

export function gpu(id: string, name: string, memoryGb: number, visibleGib: number, more: Partial<Gpu> = {}): Gpu {
  const facts = {
    vendor: 'nvidia',
    class: 'consumer',
    architecture: 'Ada',
    bandwidthGBps: 1000,
    tflops: {},
    link: { kind: 'none' },
  } as const
  return { id, name, aliases: [], memoryGb, visibleGib, source: 'hand-made', ...facts, ...more }
}

export const rtx3090 = gpu('rtx-3090', 'GeForce RTX 3090', 24, 23.5)
export const rtx4090 = gpu('rtx-4090', 'GeForce RTX 4090', 24, 23.5)
export const a6000 = gpu('rtx-a6000', 'RTX A6000', 48, 47.4, { class: 'workstation' })
export const a100 = gpu('a100-80gb-sxm', 'A100 SXM 80GB', 80, 79.2, { class: 'datacenter', computeCapability: 8 })
export const h100 = gpu('h100-80gb-sxm', 'H100 SXM 80GB', 80, 79.1, { class: 'datacenter' })
export const m4max = gpu('apple-m4-max-40', 'Apple M4 Max (40-core GPU)', 128, 96, {
  vendor: 'apple',
  class: 'apple',
  memoryOptionsGb: [48, 64, 128],
  usableFraction: 0.75,
})

export function recipe(format: string, runtime: Runtime, kv = 'fp16'): Recipe {
  return { format: formatOf(format), runtime, kv: kvFormatOf(kv) }
}

export const q4 = recipe('Q4_K_M', 'llama.cpp')
export const awq = recipe('awq-int4', 'vllm')

export const llama70b: Model = {
  id: 'meta-llama/Llama-3.3-70B-Instruct',
  family: 'Llama 3.3',
  aliases: [],
  parametersB: 70.55,
  maxContext: 131072,
  dtype: 'bf16',
  modality: 'text',
  source: 'its config.json; the model card',
  hidden: 8192,
  vocab: 128256,
  tiedEmbeddings: false,
  blocks: [{ count: 80, mixer: { kind: 'attention', heads: 64, kvHeads: 8, headDim: 128 }, mlp: { kind: 'dense', width: 28672 } }],
}

function memory(weights: Quantity, kvCache: Quantity, activations: Quantity, overhead: Quantity, total: Quantity): Memory {
  return { weights, kvCache, activations, overhead, weightsInRam: 0, total }
}

/** An option as the estimator would make it: need and usable in GiB, for the whole candidate. */
export function option(card: Gpu, count: number, needGib: number, verdict: Option['verdict'], more: Partial<Option> = {}): Option {
  const usable = (more.memoryGb === undefined ? (card.visibleGib ?? card.memoryGb) : more.memoryGb * 0.75) * bytesPerGib
  return {
    gpu: card,
    count,
    memoryGb: card.memoryGb,
    asked: false,
    role: 'desk',
    recipe: q4,
    layout: { tensorParallel: 1, pipelineParallel: count, dataParallel: 1 },
    verdict,
    caveats: [],
    memory: {
      perGpu: gib(needGib / count),
      parts: {
        weights: gib((needGib * 0.9) / count),
        kvCache: gib((needGib * 0.06) / count),
        activations: gib((needGib * 0.02) / count),
        overhead: gib((needGib * 0.02) / count),
      },
      total: gib(needGib, needGib * 0.97, needGib * 1.04),
      peak: gib(needGib),
      usablePerGpu: usable,
      ceilingPerGpu: usable,
    },
    headroomBytes: usable * count - needGib * bytesPerGib,
    maxContext: verdict === 'no' ? 0 : 16384,
    maxConcurrency: verdict === 'no' ? 0 : 2,
    rooflineTokensPerSecond: 24,
    ...more,
  }
}

const workload: Workload = {
  model: llama70b,
  spread: { weights: [0.95, 1.05], kvCache: [0.5, 1.5] },
  recipes: [q4, awq],
  contextTokens: 8192,
  promptTokens: 1024,
  outputTokens: 512,
  depthTokens: 1280,
  concurrency: 1,
  asked: [],
  assumptions: [
    { slot: 'model', value: 'meta-llama/Llama-3.3-70B-Instruct', because: 'typical-of-size' },
    { slot: 'quant', value: 'Q4_K_M / awq-int4', because: 'stands-for:int4' },
    { slot: 'context', value: 8192, because: 'not-said' },
    { slot: 'concurrency', value: 1, because: 'not-said' },
    { slot: 'kvQuant', value: 'fp16', because: 'not-said' },
  ],
}

/** `70b int4`: two recipes, seven places to run it, one of which fails. */
export function seventyInt4(): Estimate {
  const first = memory(gib(39.6, 36.6, 40.2), gib(2.5), gib(0.4, 0.3, 0.7), gib(0.4, 0.3, 0.9), gib(42.9, 39.8, 44.3))
  const second = memory(gib(37, 36.4, 37.6), gib(2.5), gib(0.6), gib(0.9), gib(41, 40.5, 44.5))
  const rent = (value: number, low: number, high: number) => ({
    usdPerHour: q(value, low, high),
    usdPerMillionOutputTokens: q(value * 5),
    usdPerMillionOutputTokensAtFullLoad: q(value * 0.9),
  })
  return {
    workload,
    memory: first,
    byRecipe: [
      { recipe: q4, memory: first },
      { recipe: awq, memory: second },
    ],
    bytesPer8kTokens: 2.5 * bytesPerGib,
    bytesPerUser: 2.5 * bytesPerGib,
    smallest: [
      { recipe: q4, count: 1, memoryGb: 48, verdict: 'fits', every: false, bytes: 42.3 * bytesPerGib },
      { recipe: q4, count: 2, memoryGb: 24, verdict: 'fits', every: false, bytes: 43.1 * bytesPerGib },
    ],
    options: [
      option(rtx3090, 2, 43.1, 'fits', { role: 'cheapest', decodeTokensPerSecond: q(16.2, 14, 18.3), ...rent(0.4, 0.26, 0.44) }),
      option(a6000, 1, 42.3, 'fits', { role: 'workstation', decodeTokensPerSecond: q(14.6, 13, 16), ...rent(0.5, 0.33, 1.93) }),
      option(rtx4090, 2, 43.1, 'fits', { decodeTokensPerSecond: q(19, 17, 21), ...rent(0.7, 0.34, 1.38) }),
      option(a100, 1, 41, 'fits', {
        role: 'server',
        recipe: awq,
        decodeTokensPerSecond: q(30, 22, 40),
        maxContext: 114688,
        maxConcurrency: 13,
        ...rent(1.99, 1.08, 5.07),
      }),
      option(h100, 1, 44, 'fits', {
        role: 'fastest',
        recipe: awq,
        decodeTokensPerSecond: q(50, 38, 62),
        maxContext: 103424,
        maxConcurrency: 12,
        ...rent(3.33, 1.25, 12.3),
      }),
      option(m4max, 1, 42.7, 'fits', {
        role: 'mac',
        memoryGb: 64,
        decodeTokensPerSecond: q(9, 8, 10.5),
        caveats: ['slow'],
        purchaseUsd: q(3899),
        maxConcurrency: 1,
      }),
      option(rtx4090, 1, 42.3, 'no', { role: 'near-miss' }),
    ],
    prices: { asOf: '2026-10-04', source: 'getdeploying.com and others' },
  }
}

/** The same asked of named cards, each as the option it would get. */
export function seventyOn(...asked: readonly Option[]): Estimate {
  const estimate = seventyInt4()
  return { ...estimate, options: [...asked.map((one): Option => ({ ...one, asked: true, role: 'asked' })), ...estimate.options] }
}

/** Many at once: every KV cache counts, and each user gets a share of the speed. */
export function seventyFor(users: number): Estimate {
  const estimate = seventyInt4()
  return {
    ...estimate,
    workload: { ...estimate.workload, concurrency: users },
    memory: { ...estimate.memory, kvCache: gib(2.5 * users), total: gib(40.4 + 2.5 * users) },
    options: estimate.options.map((one): Option => {
      const alone = one.decodeTokensPerSecond
      if (alone === undefined) return one
      const total = q(alone.value * users * 0.8, alone.low * users * 0.8, alone.high * users * 0.8)
      return { ...one, totalTokensPerSecond: total }
    }),
  }
}

export function question(said: Partial<Question> = {}): Question {
  return { ...emptyQuestion, intent: 'inference', paramsB: 70, quant: 'int4', confidence: 1, ...said }
}
