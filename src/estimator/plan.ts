import { nativeFormat } from '../catalog/formats.ts'
import { type RuntimeFamily, runtimeFamily } from '../catalog/runtimes.ts'
import type { Gpu, Model } from '../catalog/types.ts'
import { type BufferShape, widestActivation } from './buffers.ts'
import { bundledCalibration, type Calibration, type DecodeFit } from './calibration.ts'
import { type Cache, cacheBytes, cacheOf, type Split } from './kv-cache.ts'
import type { Layout, Recipe, Spread, Workload } from './types.ts'
import { type Weights, weigh } from './weights.ts'

/** Everything about a workload under one recipe that no GPU changes; made once, used for every candidate. */
export interface Plan {
  readonly workload: Workload
  readonly recipe: Recipe
  readonly family: RuntimeFamily
  readonly calibration: Calibration
  readonly weights: Weights
  /** Weights may turn out this much smaller or larger: factors. */
  readonly weightsSpread: readonly [low: number, high: number]
  readonly cache: Cache
  readonly cacheSpread: readonly [low: number, high: number]
  /** Cache of all users at the asked context on one unsplit GPU, bytes. */
  readonly cacheBytes: number
  readonly shape: BufferShape
  readonly layers: number
  /** Layers of a mixer and an MLP each: where a block is only one of the two (Nemotron-H), it counts half. */
  readonly wholeLayers: number
  /** Query heads of the layers that have the fewest: tensor parallelism must divide them. */
  readonly heads: number
  /** KV heads of the same layers; 1 where the cache has none. */
  readonly kvHeads: number
  readonly moe: boolean
  /** Cache one user's token step reads at the workload's depth, bytes, unsplit. */
  readonly depthBytes: number
  /** What a GPU holds under the layouts seen so far: no GPU changes it either. */
  readonly shares: Map<number, Share>
}

/** What the fullest GPU of a layout holds, bytes. */
export interface Share {
  readonly layout: Layout
  readonly split: Split
  readonly weights: number
  readonly cache: number
  /** Cache one user's token step reads on one GPU of a tensor-parallel group, all stages together. */
  readonly depthBytes: number
}

/** Block types round rows and files carry metadata: what separates a counted file from a real one (weights of published files). */
export const countedSpread: readonly [number, number] = [0.993, 1.007]
const exactCache: Spread['kvCache'] = [1, 1]

/** Parameters of a model of text, as published in 16 bits, are there to be counted; what else is loaded with them or left in more bits is not. */
function spreadOfWeights({ format }: Recipe, model: Model, calibration: Calibration): readonly [low: number, high: number] {
  const isCounted = format.nominalBits === 16 && model.modality === 'text' && format.name === nativeFormat(model.dtype).name
  return isCounted ? countedSpread : calibration.memory('weights', format.family).spread
}

export function planOf(workload: Workload, recipe: Recipe, calibration: Calibration = bundledCalibration): Plan {
  const { model, concurrency, contextTokens } = workload
  const family = runtimeFamily(recipe.runtime)
  const cache = cacheOf(model)
  let layers = 0
  let wholeLayers = 0
  let heads = Number.POSITIVE_INFINITY
  let kvHeads = 1
  let moe = false
  for (const block of model.blocks) {
    layers += block.count
    wholeLayers += (block.count * (Number(block.mixer.kind !== 'none') + Number(block.mlp.kind !== 'none'))) / 2
    if ((block.mixer.kind === 'attention' || block.mixer.kind === 'mla') && block.mixer.heads < heads) {
      heads = block.mixer.heads
      kvHeads = block.mixer.kind === 'attention' ? block.mixer.kvHeads : 1
    }
    moe ||= block.mlp.kind === 'moe'
  }
  const [low, high] = spreadOfWeights(recipe, model, calibration)
  const [weightsLow, weightsHigh] = workload.spread?.weights ?? [1, 1]
  return {
    workload,
    recipe,
    family,
    calibration,
    weights: weigh(model, recipe.format, family),
    weightsSpread: [weightsLow * low, weightsHigh * high],
    cache,
    cacheSpread: workload.spread?.kvCache ?? exactCache,
    cacheBytes: cacheBytes(cache, contextTokens, concurrency, recipe.kv, family),
    // An encoder makes no logits and samples nothing.
    shape: { vocab: model.modality === 'embedding' ? 0 : model.vocab, hidden: model.hidden, widest: widestActivation(model) },
    layers: Math.max(layers, 1),
    wholeLayers: Math.max(wholeLayers, 1),
    heads: Number.isFinite(heads) ? heads : 1,
    kvHeads,
    moe,
    depthBytes: cacheBytes(cache, workload.depthTokens, 1, recipe.kv, family),
    shares: new Map(),
  }
}

/** Below so many bits, weights are looked up in code books: reading them is no longer what takes longest. */
const codeBooks = 4

/** How a plan's tokens are made on a GPU. */
export function decodeFitOf({ calibration, family, moe, recipe }: Plan, gpu: Gpu): DecodeFit {
  const fit = calibration.decode(family, gpu, moe)
  return recipe.format.nominalBits < codeBooks ? { ...fit, efficiency: fit.efficiency * calibration.belowFourBits } : fit
}
