import { kvFormatByName } from '../catalog/formats.ts'
import { modelById, models } from '../catalog/models.ts'
import { parameterCount, tensors } from '../catalog/tensors.ts'
import type { Block, Model } from '../catalog/types.ts'
import { cacheBytes, cacheOf } from '../estimator/kv-cache.ts'
import type { Spread } from '../estimator/types.ts'

/** Well-known models whose shape a bare size most likely has. Dense, ascending. */
const denseReferences = [
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

const billion = 1e9

function countOf(model: Model): number {
  return parameterCount(tensors(model)) / billion
}

function nearest(ids: readonly string[], sizeB: number): Model {
  let best: Model | undefined
  for (const id of ids) {
    const model = modelById(id)
    if (model === undefined) continue
    if (best === undefined || Math.abs(Math.log(countOf(model) / sizeB)) < Math.abs(Math.log(countOf(best) / sizeB))) best = model
  }
  if (best === undefined) throw new Error('the catalog has lost its reference models')
  return best
}

const roundTo = (value: number, step: number) => Math.max(step, Math.round(value / step) * step)

/** Depth and width both grow with the cube root of size, as families do; heads keep their width. */
function scaledBlock(block: Block, scale: number): Block {
  const count = Math.max(1, Math.round(block.count * scale))
  const { mixer, mlp } = block
  return {
    count,
    mixer: mixer.kind === 'attention' ? { ...mixer, heads: roundTo(mixer.heads * scale, mixer.kvHeads) } : mixer,
    mlp:
      mlp.kind === 'dense'
        ? { ...mlp, width: roundTo(mlp.width * scale, 128) }
        : mlp.kind === 'moe'
          ? { ...mlp, width: roundTo(mlp.width * scale, 64) }
          : mlp,
  }
}

/** A model of exactly `sizeB` billion parameters in the shape of another: scaled, and the rest put where no layer is. */
function scaled(like: Model, sizeB: number, activeB: number | null): Model {
  const scale = Math.cbrt(sizeB / countOf(like))
  const draft: Model = {
    ...like,
    hidden: roundTo(like.hidden * scale, 128),
    blocks: like.blocks.map((block) => scaledBlock(block, scale)),
    extrasB: {},
  }
  const counted = countOf(draft)
  const rest = { ...draft, parametersB: sizeB }
  // Too small a draft is topped up; too large a one is shrunk by its layers.
  if (counted <= sizeB) return withActive({ ...rest, extrasB: { other: sizeB - counted } }, activeB)
  const shrink = sizeB / counted
  const blocks = draft.blocks.map((block) => ({ ...block, count: Math.max(1, Math.floor(block.count * shrink)) }))
  const smaller = { ...rest, blocks }
  return withActive({ ...smaller, extrasB: { other: Math.max(0, sizeB - countOf(smaller)) } }, activeB)
}

function withActive(model: Model, activeB: number | null): Model {
  return activeB === null ? model : { ...model, activeB }
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
        ? [percentile(caches, 0.1), percentile(caches, 0.9)]
        : [Math.min(percentile(caches, 0.1), 0.5), Math.max(percentile(caches, 0.9), 2)],
  }
}

/** The architecture a bare size ("70b", "30b-a3b") most likely means, and how far real ones lie from it. Sizes in billions. */
export function typicalModel(sizeB: number, activeB: number | null, contextTokens: number): Typical {
  const moe = activeB !== null && activeB < 0.8 * sizeB
  const like = nearest(moe ? moeReferences : denseReferences, sizeB)
  const close = Math.abs(countOf(like) / sizeB - 1) <= sameSize && (!moe || Math.abs((like.activeB ?? 0) / (activeB ?? 1) - 1) < 0.25)
  const model = close ? like : scaled(like, sizeB, activeB)
  return { model, like, spread: spreadAround(model, sizeB, contextTokens, moe) }
}
