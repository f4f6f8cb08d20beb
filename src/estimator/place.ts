import { gpusPerMachine } from '../catalog/hardware.ts'
import { totalBytes } from '../catalog/memory.ts'
import { type Support, support } from '../catalog/runtimes.ts'
import type { Gpu } from '../catalog/types.ts'
import { type Buffers, buffersOf, fewSequences, type ServerStart, serverStart } from './buffers.ts'
import { cacheBytes, type Split } from './kv-cache.ts'
import { countedSpread, type Plan, type Share } from './plan.ts'
import { type Budget, budgetOf, roomIn } from './room.ts'
import type { Division, Layout, Shortfall, Verdict } from './types.ts'
import { shardBytes } from './weights.ts'

/** A plan on so many of a GPU: who holds what, and whether it fits. Bytes on the fullest GPU. */
export interface Placement extends Share {
  readonly plan: Plan
  readonly gpu: Gpu
  readonly memoryGb: number
  readonly count: number
  readonly support: Support
  readonly buffers: Buffers
  /** Requests a server is started for: its default, fewer where that would not fit with ease, and never fewer than were said. */
  readonly start: ServerStart
  readonly budget: Budget
  readonly verdict: Verdict
  /** A placement is asked several times on its way through the candidates: what was worked out of it stays with it. */
  readonly known: Known
}

interface Known {
  /** Tokens/s. */
  perUser: number | undefined
  lack: Shortfall | 'nothing' | undefined
}

/** Up to here a card is comfortably full: share of usable memory. */
const comfortable = 0.9
/** A server wants a quarter more cache than asked before it stops preempting requests. */
const poolMargin = 1.25

/** The most GPUs that can share each layer: inside one node, dividing the count and the heads, and dealing KV heads or copies of them evenly. */
function tensorParallel(count: number, { heads, kvHeads }: Plan, perNode: number): number {
  const deals = (size: number) => kvHeads % size === 0 || size % kvHeads === 0
  for (let size = Math.min(count, perNode); size > 1; size--) if (count % size === 0 && heads % size === 0 && deals(size)) return size
  return 1
}

const divides = (part: number | null | undefined, whole: number): part is number => part != null && part > 0 && whole % part === 0

/** As it was said, as far as it divides the GPUs; the rest by tensors inside a machine and by layers between machines. Desktop runtimes split by layers. */
function layoutOf(plan: Plan, gpu: Gpu, count: number, division: Partial<Division>): Layout {
  if (plan.family !== 'server') return { tensorParallel: 1, pipelineParallel: count, dataParallel: 1 }
  const { tensor, pipeline, data } = division
  const groups = divides(data, count) ? data : 1
  const group = count / groups
  const size = divides(pipeline, group)
    ? group / pipeline
    : divides(tensor, group)
      ? tensor
      : tensorParallel(group, plan, gpusPerMachine(gpu))
  return { tensorParallel: size, pipelineParallel: group / size, dataParallel: groups }
}

/** Weights the fullest GPU holds. Experts are dealt over all groups; everything else is there once in each. */
function weightsOn({ weights }: Plan, { tensorParallel: tensor, dataParallel: groups }: Layout, layerShare: number): number {
  const elsewhere = weights.inRam + weights.expertsTotal * (1 - 1 / groups)
  return (shardBytes(weights, tensor) - elsewhere / tensor) * layerShare
}

/** Layers are dealt whole, the head counting as one: the fullest stage's share. */
function layerShare(layers: number, stages: number): number {
  return stages === 1 ? 1 : Math.min(1, Math.ceil((layers + 1) / stages) / (layers + 1))
}

const requestsPerGroup = ({ workload }: Plan, { dataParallel }: Layout) => Math.ceil(workload.concurrency / dataParallel)

/** More GPUs than anybody joins, so that the three numbers of a layout make one. */
const mostGpus = 2 ** 17

function shareUnder(plan: Plan, layout: Layout): Share {
  const { tensorParallel, pipelineParallel, dataParallel } = layout
  const key = (tensorParallel * mostGpus + pipelineParallel) * mostGpus + dataParallel
  const known = plan.shares.get(key)
  if (known !== undefined) return known
  const { workload, recipe, family, cache } = plan
  const split: Split = { tensorParallel, layerShare: layerShare(plan.layers, pipelineParallel) }
  const share: Share = {
    layout,
    split,
    weights: weightsOn(plan, layout, split.layerShare),
    cache: cacheBytes(cache, workload.contextTokens, requestsPerGroup(plan, layout), recipe.kv, family, split),
    depthBytes: cacheBytes(cache, workload.depthTokens, 1, recipe.kv, family, { tensorParallel, layerShare: 1 }),
  }
  plan.shares.set(key, share)
  return share
}

/**
 * Margins of the verdict: the high end of the need for "fits", the central value for "tight". Speaks of the architecture that
 * was assumed: how far other models of a bare size lie from it widens the printed range, not the verdict.
 */
function verdictOf(plan: Plan, weights: number, cache: number, buffers: Buffers, budget: Budget): Verdict {
  const own = buffers.activations + buffers.overhead
  const ownHigh = buffers.activationsHigh + buffers.overheadHigh
  const weightsHigh = weights * countedSpread[1]
  if (
    plan.family === 'server'
      ? roomIn(budget, weightsHigh, ownHigh) >= cache * poolMargin
      : weightsHigh + ownHigh + cache <= comfortable * budget.usable
  )
    return 'fits'
  return roomIn(budget, weights, own) >= cache ? 'tight' : 'no'
}

/**
 * Lays a plan out, as it was said to be divided or as it is usual. Tensor parallelism copies a latent cache to every card; where many
 * requests would not fit so, they are dealt over the cards, each with its own cache and all experts between them (data-parallel attention).
 */
export function place(
  plan: Plan,
  gpu: Gpu,
  memoryGb: number,
  count: number,
  division: Partial<Division> | undefined = plan.workload.parallelism,
): Placement {
  const usual = lay(plan, gpu, memoryGb, count, division ?? {})
  if (division !== undefined || usual.verdict === 'fits' || usual.support === 'no' || !canBeDealt(plan, gpu, count)) return usual
  const dealt = lay(plan, gpu, memoryGb, count, { data: count })
  return dealt.verdict === 'fits' || usual.verdict === 'no' ? dealt : usual
}

function canBeDealt({ family, moe, cache, workload }: Plan, gpu: Gpu, count: number): boolean {
  return (
    family === 'server' && moe && count > 1 && count <= gpusPerMachine(gpu) && workload.concurrency >= count && cache.groups.some(isCopied)
  )
}

const isCopied = ({ heads }: { readonly heads: number }) => heads === 0

/** Where the runtime cannot run the format, `support` and the verdict say no, whatever the memory. */
function lay(plan: Plan, gpu: Gpu, memoryGb: number, count: number, division: Partial<Division>): Placement {
  const runs = support(plan.recipe.runtime, plan.recipe.format, gpu)
  const { layout, split, weights, cache, depthBytes } = shareUnder(plan, layoutOf(plan, gpu, count, division))
  const budget = budgetOf(plan.recipe.runtime, gpu, memoryGb, plan.workload.utilization)
  const started = (start: ServerStart) => {
    const buffers = buffersOf(plan.shape, plan.family, gpu, start, count, layout.tensorParallel)
    return { start, buffers, verdict: runs === 'no' ? ('no' as const) : verdictOf(plan, weights, cache, buffers, budget) }
  }
  const byDefault = serverStart(gpu, totalBytes(gpu, memoryGb))
  const asked = requestsPerGroup(plan, layout)
  const usual = { ...byDefault, sequences: Math.max(byDefault.sequences, asked) }
  const few = { ...byDefault, sequences: Math.max(fewSequences, asked) }
  const asUsual = started(usual)
  const isCrowded = asUsual.verdict !== 'fits' && few.sequences < usual.sequences
  const { start, buffers, verdict } = isCrowded ? started(few) : asUsual
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
    start,
    budget,
    verdict,
    known: { perUser: undefined, lack: undefined },
  }
}

/** Bytes the fullest GPU holds beside the cache. */
const fixedOf = ({ weights, buffers }: Placement) => weights + buffers.activations + buffers.overhead

/** Bytes the fullest GPU needs. */
export function needOf(placement: Placement): number {
  return fixedOf(placement) + placement.cache
}

/** Bytes left for cache on the fullest GPU. Negative: the weights do not fit. */
export function cacheRoom({ budget, weights, buffers }: Placement): number {
  return roomIn(budget, weights, buffers.activations + buffers.overhead)
}

/** Bytes the fullest GPU may be filled with before the candidate no longer starts. */
export function ceilingOf(placement: Placement): number {
  return fixedOf(placement) + cacheRoom(placement)
}
