import fc from 'fast-check'
import { gpus } from '../../src/catalog/gpus.ts'
import { models } from '../../src/catalog/models.ts'
import type { Runtime } from '../../src/catalog/runtimes.ts'
import type { Recipe, Workload } from '../../src/estimator/types.ts'
import { resolve } from '../../src/resolve/resolve.ts'
import { formatOf, kvFormatOf } from './catalog-rows.ts'
import { question } from './questions.ts'

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
export const anyModel = fc.constantFrom(...described)
export const anyGpu = fc.constantFrom(...gpus)
export const anyCount = fc.constantFrom(1, 2, 3, 4, 6, 8, 16, 72)
export const anyUsers = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 2000 }))
/** Mostly what people ask for, sometimes absurd. */
export const anyContext = fc.oneof(fc.integer({ min: 16, max: 16_384 }), fc.integer({ min: 1, max: 1_000_000 }), fc.constant(100_000_000))
const anyKv = fc.constantFrom('fp16', 'fp8', 'q8_0', 'q4_0')

/** Any described model in any usual way, with nothing asked of the hardware. */
export const anyWorkload: fc.Arbitrary<Workload> = fc
  .record({ model: anyModel, way: fc.constantFrom(...recipes), kv: anyKv, contextTokens: anyContext, concurrency: anyUsers })
  .map(({ model, way: [name, runtime], kv: kvName, contextTokens, concurrency }) => {
    const recipe: Recipe = { format: formatOf(name), runtime, kv: kvFormatOf(kvName) }
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
