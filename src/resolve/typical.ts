import { kvFormatByName } from '../catalog/formats.ts'
import { modelById, models } from '../catalog/models.ts'
import type { Model } from '../catalog/types.ts'
import { cacheBytes, cacheOf } from '../estimator/kv-cache.ts'
import type { Spread } from '../estimator/types.ts'
import { scaledDense, scaledMixture } from './scale.ts'

/** Well-known models whose shape a bare size most likely has. Dense, ascending. */
const denseReferences = [
  'HuggingFaceTB/SmolLM2-135M',
  'HuggingFaceTB/SmolLM2-360M',
  'Qwen/Qwen2.5-0.5B',
  'meta-llama/Llama-3.2-1B',
  'Qwen/Qwen2.5-1.5B',
  'meta-llama/Llama-3.2-3B',
  'Qwen/Qwen3-4B',
  'mistralai/Mistral-7B-v0.3',
  'meta-llama/Llama-3.1-8B',
  'google/gemma-2-9b',
  'Qwen/Qwen3-14B',
  'mistralai/Mistral-Small-24B-Instruct-2501',
  'Qwen/Qwen3-32B',
  '01-ai/Yi-1.5-34B',
  'meta-llama/Llama-3.1-70B',
  'CohereLabs/c4ai-command-r-plus',
  'mistralai/Mistral-Large-Instruct-2407',
  'meta-llama/Llama-3.1-405B',
] as const

/** Mixtures, by total size. */
const moeReferences = [
  'Qwen/Qwen3-30B-A3B',
  'mistralai/Mixtral-8x7B-v0.1',
  'zai-org/GLM-4.5-Air',
  'Qwen/Qwen3-235B-A22B',
  'deepseek-ai/DeepSeek-V3',
] as const

/** Within this share of a reference, the reference's own shape is taken unchanged. */
const sameSize = 0.07

export interface Typical {
  readonly model: Model
  /** The model it resembles. */
  readonly like: Model
  readonly spread: Spread
}

function nearest(ids: readonly string[], sizeB: number): Model {
  let best: Model | undefined
  for (const id of ids) {
    const model = modelById(id)
    if (model === undefined) continue
    if (best === undefined || Math.abs(Math.log(model.parametersB / sizeB)) < Math.abs(Math.log(best.parametersB / sizeB))) best = model
  }
  if (best === undefined) throw new Error('the catalog has lost its reference models')
  return best
}

const fp16 = kvFormatByName('fp16') ?? { name: 'fp16', bytes: 2 }

/** With no more models of a size than this, the cache may as well be half or twice: four to sixteen query heads share one of keys. */
const fewNeighbours = 3

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 1
}

/** How far models of the size released since 2024 lie from the typical one: the middle 80 % of them. */
function spreadAround(model: Model, sizeB: number, contextTokens: number, moe: boolean): Spread {
  const weights: number[] = [1]
  const caches: number[] = [1]
  const cacheAt = (row: Model, tokens: number) => cacheBytes(cacheOf(row), tokens, 1, fp16, 'server')
  const own = cacheAt(model, contextTokens)
  for (const other of models) {
    if (other.modality !== 'text' || (other.released ?? '') < '2024' || other.blocks.length === 0) continue
    if (Math.abs(other.parametersB / sizeB - 1) > sameSize || (other.activeB !== undefined) !== moe) continue
    weights.push(other.parametersB / sizeB)
    // A model without attention is no reading of a bare size: who means one names it.
    if (own > 0 && cacheOf(other).groups.length > 0)
      caches.push(cacheAt(other, Math.min(contextTokens, other.maxContext ?? contextTokens)) / own)
  }
  weights.sort((a, b) => a - b)
  caches.sort((a, b) => a - b)
  return {
    weights: [Math.min(percentile(weights, 0.1), 0.98), Math.max(percentile(weights, 0.9), 1.02)],
    kvCache:
      caches.length > fewNeighbours
        ? [Math.min(percentile(caches, 0.1), 1), Math.max(percentile(caches, 0.9), 1)]
        : [Math.min(percentile(caches, 0.1), 0.5), Math.max(percentile(caches, 0.9), 2)],
  }
}

/** The architecture a bare size ("70b", "30b-a3b") most likely means, and how far real ones lie from it. Sizes in billions. */
export function typicalModel(sizeB: number, activeB: number | null, contextTokens: number): Typical {
  const moe = activeB !== null && activeB < 0.8 * sizeB
  const like = nearest(moe ? moeReferences : denseReferences, sizeB)
  const close = Math.abs(like.parametersB / sizeB - 1) <= sameSize && (!moe || Math.abs((like.activeB ?? 0) / (activeB ?? 1) - 1) < 0.25)
  const shape = close ? like : moe ? scaledMixture(like, sizeB, activeB) : scaledDense(like, sizeB)
  // The reference may think before it answers; whoever says only a size has not said so.
  const { reasoning, ...plain } = shape
  const model = reasoning ? plain : shape
  return { model, like, spread: spreadAround(model, sizeB, contextTokens, moe) }
}
