import { cacheBytes, tokensThatFit } from './kv-cache.ts'
import { cacheRoom, ceilingOf, fixedOf, type Placement, place } from './place.ts'
import { gib, quantity, sum, type Why, within } from './quantity.ts'
import { mostSequences } from './serving.ts'
import type { Option, Pool, Quantity } from './types.ts'

/** Where a model's limit is not known. */
const longestContext = 1_048_576

export function memoryOf(placement: Placement, why: Why): Option['memory'] {
  const { plan, weights, cache, buffers, count, usable } = placement
  const sure = plan.workload.spread ? 'rule' : 'exact'
  const parts = {
    weights: within(weights, plan.weightsSpread[0], plan.weightsSpread[1], sure),
    kvCache: within(cache, plan.cacheSpread[0], plan.cacheSpread[1], sure),
    activations: quantity(buffers.activations, buffers.activationsLow, buffers.activationsHigh, 'calibrated'),
    overhead: quantity(buffers.overhead, buffers.overheadLow, buffers.overheadHigh, 'calibrated'),
  }
  const perGpu = sum(
    [parts.weights, parts.kvCache, parts.activations, parts.overhead],
    why(
      () =>
        `weights ${gib(weights)} + KV cache ${gib(cache)} + buffers ${gib(buffers.activations)} + runtime ${gib(buffers.overhead)}, of ${gib(usable)} usable`,
    ),
  )
  const total = quantity(
    perGpu.value * count,
    perGpu.low * count,
    perGpu.high * count,
    perGpu.basis,
    why(() => `${count} × ${gib(perGpu.value)}`),
  )
  return {
    perGpu,
    parts,
    total,
    peak: peakOf(placement, total, why),
    usablePerGpu: usable,
    ceilingPerGpu: ceilingOf(placement),
  }
}

/**
 * What a monitor shows, whole candidate. A server fills what it was told to take, and captures its graphs beside it; the others
 * take what they need.
 */
function peakOf({ plan, capacity, usable, buffers, count }: Placement, need: Quantity, why: Why): Quantity {
  if (plan.family !== 'server') return need
  const taken = count * Math.min(usable, capacity + buffers.graphs)
  return quantity(
    taken,
    Math.min(need.low, taken * 0.93),
    count * usable,
    'calibrated',
    why(() => `${count} × (${gib(capacity)} of ${gib(usable)} for weights, buffers and cache + ${gib(buffers.graphs)} of graphs)`),
  )
}

/** Servers count shares in hundredths. */
const utilizationStep = 0.01

/** What a server's cache holds, and the least it must be told to take for the job; undefined for other runtimes and where nothing starts. */
export function poolOf(placement: Placement, why: Why): Pool | undefined {
  const { plan, buffers, usable, layout, split, capacity } = placement
  if (plan.family !== 'server' || placement.support === 'no') return undefined
  const fixed = fixedOf(placement)
  const room = Math.max(0, capacity - fixed)
  const { contextTokens } = plan.workload
  const perToken = cacheBytes(plan.cache, contextTokens, 1, plan.recipe.kv, plan.family, split) / contextTokens
  const doubt = buffers.activationsHigh + buffers.overheadHigh - buffers.activations - buffers.overhead
  const bytes = quantity(
    room,
    Math.max(0, room - doubt),
    room + buffers.activations + buffers.overhead - buffers.activationsLow - buffers.overheadLow,
    'calibrated',
    why(() => `${gib(capacity)} (${placement.utilization} of the card) − ${gib(fixed)} of weights and buffers`),
  )
  const tokensOf = (size: number) => (perToken > 0 ? (layout.dataParallel * size) / perToken : 0)
  const share = Math.ceil((fixed + placement.cache) / usable / utilizationStep - 1e-9) * utilizationStep
  return {
    sequences: placement.sequences,
    utilization: placement.utilization,
    bytes,
    tokens: quantity(
      tokensOf(bytes.value),
      tokensOf(bytes.low),
      tokensOf(bytes.high),
      'calibrated',
      why(() => `${gib(room)} per GPU / ${(perToken / 1024).toFixed(1)} KiB per token`),
    ),
    smallestUtilization: share <= 1 ? Number(share.toFixed(2)) : null,
  }
}

/** Users that fit at the asked context. */
export function usersThatFit(placement: Placement, room: number): number {
  const { plan, split, layout } = placement
  const { contextTokens, concurrency } = plan.workload
  const each = (users: number) => Math.ceil(users / layout.dataParallel)
  const fits = (users: number) => cacheBytes(plan.cache, contextTokens, each(users), plan.recipe.kv, plan.family, split) <= room
  let low = 0
  let high = Math.max(mostSequences, concurrency)
  // Sliding windows share their spare cells, so that users cannot be had by division.
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(middle)) low = middle
    else high = middle - 1
  }
  return low
}

/**
 * Free after everything, the whole candidate. Where it falls short: the least that is missing, for a job may leave cards idle
 * that would only add a copy and buffers of their own.
 */
export function headroomOf(placement: Placement): number {
  const { plan, gpu, memoryGb, count } = placement
  const free = (cacheRoom(placement) - placement.cache) * count
  return free >= 0 || count === 1 ? free : Math.max(free, headroomOf(place(plan, gpu, memoryGb, Math.floor(count / 2))))
}

/** The longest context one user can have at the asked concurrency, tokens. */
export function longestThatFits(placement: Placement, room: number): number {
  const { plan, layout, split } = placement
  const { model, contextTokens, concurrency } = plan.workload
  const limit = Math.max(model.maxContext ?? longestContext, contextTokens)
  return tokensThatFit(plan.cache, room, Math.ceil(concurrency / layout.dataParallel), plan.recipe.kv, plan.family, split, limit)
}
