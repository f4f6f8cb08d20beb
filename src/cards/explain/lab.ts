import { formatByName, kvFormatByName, type WeightFormat } from '../../catalog/formats.ts'
import { gpuById } from '../../catalog/gpus.ts'
import { modelById } from '../../catalog/models.ts'
import { type Runtime, runtimeFamily } from '../../catalog/runtimes.ts'
import type { Gpu, Model, PriceBook } from '../../catalog/types.ts'
import { bestPlacement } from '../../estimator/candidates.ts'
import { cacheBytes, cacheOf } from '../../estimator/kv-cache.ts'
import { optionOf } from '../../estimator/option.ts'
import { planOf } from '../../estimator/plan.ts'
import { silent } from '../../estimator/quantity.ts'
import type { Option, Workload } from '../../estimator/types.ts'
import { type Weights, weigh } from '../../estimator/weights.ts'

/** One example, every choice made: what /fit answers to the same words. Default: 8,192 tokens, one user, one card, cache in fp16. */
export interface Job {
  readonly model: string
  readonly format: string
  readonly gpu: string
  readonly count?: number
  readonly contextTokens?: number
  readonly users?: number
}

export const usualContext = 8192
const [chatPrompt, chatOutput] = [1024, 512]

/** Where the examples of the explanations are worked out: the catalog and the estimator, asked one thing at a time. */
export interface Lab {
  model(id: string): Model
  gpu(id: string): Gpu
  format(name: string): WeightFormat
  /** The whole file or checkpoint under the runtime the format is usually run by, bytes. */
  weights(model: string, format: string): Weights
  /** KV cache of `users` sequences on one GPU, bytes. */
  cache(model: string, tokens: number, users?: number, kv?: string): number
  /** What one further token adds for one user, bytes. */
  cachePerToken(model: string, kv?: string): number
  option(job: Job): Option
}

function known<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the catalog has lost ${name}`)
  return value
}

/** GGUF files are llama.cpp's; checkpoints are a server's, and bitsandbytes' are PyTorch's. */
export function usualRuntime({ family, name }: WeightFormat): Runtime {
  if (family === 'gguf') return 'llama.cpp'
  return name.startsWith('nf4') ? 'transformers' : 'vllm'
}

function workloadOf(model: Model, format: WeightFormat, job: Job): Workload {
  const contextTokens = job.contextTokens ?? usualContext
  return {
    model,
    recipes: [{ format, runtime: usualRuntime(format), kv: known(kvFormatByName('fp16'), 'fp16') }],
    contextTokens,
    promptTokens: chatPrompt,
    outputTokens: chatOutput,
    depthTokens: job.contextTokens === undefined ? chatPrompt + chatOutput / 2 : contextTokens / 2,
    concurrency: job.users ?? 1,
    asked: [],
    assumptions: [],
  }
}

export function labWith(prices: PriceBook): Lab {
  const model = (id: string) => known(modelById(id), id)
  const gpu = (id: string) => known(gpuById(id), id)
  const format = (name: string) => known(formatByName(name), name)
  const cache = (id: string, tokens: number, users = 1, kv = 'fp16') =>
    cacheBytes(cacheOf(model(id)), tokens, users, known(kvFormatByName(kv), kv), 'server')
  return {
    model,
    gpu,
    format,
    cache,
    weights: (id, name) => weigh(model(id), format(name), runtimeFamily(usualRuntime(format(name)))),
    // Past every window, so that only what goes on growing is counted.
    cachePerToken: (id, kv) => (cache(id, farTokens + usualContext, 1, kv) - cache(id, farTokens, 1, kv)) / usualContext,
    option(job) {
      const workload = workloadOf(model(job.model), format(job.format), job)
      const card = gpu(job.gpu)
      const placement = bestPlacement([planOf(workload, workload.recipes[0])], card, card.memoryGb, job.count ?? 1)
      return optionOf(placement, 'asked', true, prices, silent)
    },
  }
}

const farTokens = 2 ** 17
