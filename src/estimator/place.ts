import { gpusPerMachine } from '../catalog/hardware.ts'
import { totalBytes, usableBytes } from '../catalog/memory.ts'
import { type Support, support } from '../catalog/runtimes.ts'
import type { Gpu } from '../catalog/types.ts'
import { type Buffers, buffersOf } from './buffers.ts'
import { cacheBytes, type Split } from './kv-cache.ts'
import { countedSpread, type Plan } from './plan.ts'
import type { Layout, Verdict } from './types.ts'

/** A plan on so many of a GPU: who holds what, and whether it fits. Bytes on the fullest GPU. */
export interface Placement {
  readonly plan: Plan
  readonly gpu: Gpu
  readonly memoryGb: number
  readonly count: number
  readonly layout: Layout
  readonly split: Split
  readonly support: Support
  readonly weights: number
  readonly cache: number
  /** Cache one user's token step reads on one GPU of a tensor-parallel group, all stages together. */
  readonly depthBytes: number
  readonly buffers: Buffers
  /** What may be filled: the runtime's share of what the card shows. */
  readonly capacity: number
  readonly usable: number
  readonly verdict: Verdict
}

/** Of what the driver leaves to programs, vLLM takes this share for everything (its default in current versions; 0.90 before). */
const serverUtilisation = 0.92

/** Up to here a card is comfortably full, and up to there it still starts. Shares of usable memory. */
const comfortable = 0.9
const brimful = 0.97
/** A server wants a quarter more cache than asked before it stops preempting requests. */
const poolMargin = 1.25

/** The most GPUs that can share each layer: inside one node, and dividing both the heads and the count. */
function tensorParallel(count: number, heads: number, perNode: number): number {
  for (let size = Math.min(count, perNode); size > 1; size--) if (count % size === 0 && heads % size === 0) return size
  return 1
}

function layoutOf(plan: Plan, gpu: Gpu, count: number): Layout {
  const size = plan.family === 'server' ? tensorParallel(count, plan.heads, gpusPerMachine(gpu)) : 1
  return { tensorParallel: size, pipelineParallel: count / size, dataParallel: 1 }
}

/** Layers are dealt whole, the head counting as one: the fullest stage's share. */
function layerShare(layers: number, stages: number): number {
  return stages === 1 ? 1 : Math.min(1, Math.ceil((layers + 1) / stages) / (layers + 1))
}

/**
 * Margins of the verdict: the high end of the need for "fits", the central value for "tight". Speaks of the architecture that
 * was assumed: how far other models of a bare size lie from it widens the printed range, not the verdict.
 */
function verdictOf(plan: Plan, weights: number, cache: number, buffers: Buffers, capacity: number): Verdict {
  const fixed = weights + buffers.activations + buffers.overhead
  const fixedHigh = weights * countedSpread[1] + buffers.activationsHigh + buffers.overheadHigh
  if (plan.family === 'server') {
    if (capacity - fixedHigh >= cache * poolMargin) return 'fits'
    return capacity - fixed >= cache ? 'tight' : 'no'
  }
  if (fixedHigh + cache <= comfortable * capacity) return 'fits'
  return fixed + cache <= brimful * capacity ? 'tight' : 'no'
}

/** Lays a plan out. Where the runtime cannot run the format, `support` and the verdict say no, whatever the memory. */
export function place(plan: Plan, gpu: Gpu, memoryGb: number, count: number): Placement {
  const runs = support(plan.recipe.runtime, plan.recipe.format, gpu)
  const layout = layoutOf(plan, gpu, count)
  const stages = layout.pipelineParallel
  const share = layerShare(plan.layers, stages)
  const split: Split = { tensorParallel: layout.tensorParallel, layerShare: share }
  const weights = ((plan.weights.total - plan.weights.inRam) * share) / layout.tensorParallel
  const cache =
    count === 1
      ? plan.cacheBytes
      : cacheBytes(plan.cache, plan.workload.contextTokens, plan.workload.concurrency, plan.recipe.kv, plan.family, split)
  const depthBytes =
    layout.tensorParallel === 1
      ? plan.depthBytes
      : cacheBytes(plan.cache, plan.depthTokens, 1, plan.recipe.kv, plan.family, { tensorParallel: layout.tensorParallel, layerShare: 1 })
  const total = totalBytes(gpu, memoryGb)
  // A card of a few hundred megabytes has nothing left after the driver.
  const usable = Math.max(0, usableBytes(gpu, memoryGb))
  const buffers = buffersOf(plan.shape, plan.family, gpu, total, count, layout.tensorParallel)
  const capacity = plan.family === 'server' ? serverUtilisation * usable : usable
  return {
    plan,
    gpu,
    memoryGb,
    count,
    layout,
    split,
    support: runs,
    weights,
    cache,
    depthBytes,
    buffers,
    capacity,
    usable,
    verdict: runs === 'no' ? 'no' : verdictOf(plan, weights, cache, buffers, capacity),
  }
}

/** Bytes the fullest GPU holds beside the cache. */
const fixedOf = ({ weights, buffers }: Placement) => weights + buffers.activations + buffers.overhead

/** Bytes the fullest GPU needs. */
export function needOf(placement: Placement): number {
  return fixedOf(placement) + placement.cache
}

/** Bytes the fullest GPU may be filled with before the candidate no longer starts. */
export function ceilingOf({ plan, capacity }: Placement): number {
  return plan.family === 'server' ? capacity : brimful * capacity
}

/** Bytes left for cache on the fullest GPU. Negative: the weights do not fit. */
export function cacheRoom(placement: Placement): number {
  return ceilingOf(placement) - fixedOf(placement)
}
