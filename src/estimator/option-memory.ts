import { cacheBytes, tokensThatFit } from './kv-cache.ts'
import { cacheRoom, ceilingOf, type Placement, place } from './place.ts'
import { gib, quantity, sum, type Why, within } from './quantity.ts'
import { shareFor } from './room.ts'
import { mostSequences } from './serving.ts'
import type { Option, Pool, Quantity } from './types.ts'
import { four } from './working.ts'

/** Where a model's limit is not known. */
const longestContext = 1_048_576

export function memoryOf(placement: Placement, why: Why): Option['memory'] {
  const { plan, weights, cache, buffers, count } = placement
  const { usable } = placement.budget
  const sure = plan.workload.spread ? 'rule' : 'exact'
  const parts = {
    weights: within(weights, ...plan.weightsSpread, sure),
    kvCache: within(cache, ...plan.cacheSpread, sure),
    activations: quantity(buffers.activations, buffers.activationsLow, buffers.activationsHigh, 'calibrated'),
    overhead: quantity(buffers.overhead, buffers.overheadLow, buffers.overheadHigh, 'calibrated'),
  }
  const perGpu = sum(
    [parts.weights, parts.kvCache, parts.activations, parts.overhead],
    why(
      () =>
        `${gib(weights)} + ${gib(cache)} + ${gib(buffers.activations)} + ${gib(buffers.overhead)} = ${gib(weights + cache + buffers.activations + buffers.overhead)}`,
    ),
  )
  const total = quantity(
    perGpu.value * count,
    perGpu.low * count,
    perGpu.high * count,
    perGpu.basis,
    why(() => `${count} × ${gib(perGpu.value)} = ${gib(count * perGpu.value)}`),
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
 * What a monitor shows, whole candidate: a server fills what it was told to take; the others take what they need, and what does not fit
 * goes elsewhere.
 */
function peakOf(placement: Placement, need: Quantity, why: Why): Quantity {
  const { plan, budget, count } = placement
  const isServer = plan.family === 'server'
  const most = count * budget.usable
  const taken = Math.min(most, isServer ? Math.max(need.value, count * ceilingOf(placement)) : need.value)
  const [low, high] = plan.calibration.memory('peak', plan.family).spread
  return quantity(
    taken,
    taken * low,
    Math.max(taken, Math.min(most, taken * high)),
    'calibrated',
    why(() =>
      isServer
        ? `${count} × max(${gib(need.value / count)}, ${gib(ceilingOf(placement))}) = ${gib(taken)}`
        : `min(${gib(need.value)}, ${gib(most)})`,
    ),
  )
}

/** Servers count shares in hundredths. */
const utilizationStep = 0.01

/** What a server's cache holds, and the least it must be told to take for the job; undefined for other runtimes and where nothing starts. */
export function poolOf(placement: Placement, why: Why): Pool | undefined {
  const { plan, buffers, layout, split, budget, weights, cache, start } = placement
  if (plan.family !== 'server' || placement.support === 'no') return undefined
  const own = buffers.activations + buffers.overhead
  const room = Math.max(0, cacheRoom(placement))
  const { contextTokens } = plan.workload
  const perToken = cacheBytes(plan.cache, contextTokens, 1, plan.recipe.kv, plan.family, split) / contextTokens
  // What is in doubt is what is beside the cache: a small pool is less sure than a large one.
  const [low, high] = plan.calibration.memory('pool', plan.family).spread
  const bytes = quantity(
    room,
    room * low,
    room * high,
    'calibrated',
    why(() => `${gib(ceilingOf(placement))} − ${gib(weights)} − ${gib(own)} = ${gib(room)}`),
  )
  const tokensOf = (size: number) => (perToken > 0 ? (layout.dataParallel * size) / perToken : 0)
  const share = Math.ceil(shareFor(budget, weights, own, cache) / utilizationStep - 1e-9) * utilizationStep
  return {
    sequences: start.sequences,
    utilization: budget.utilization,
    bytes,
    tokens: quantity(
      tokensOf(bytes.value),
      tokensOf(bytes.low),
      tokensOf(bytes.high),
      'calibrated',
      why(() => `${layout.dataParallel} × ${gib(room)} / ${four(perToken / 1024)} KiB = ${four(tokensOf(room))}`),
    ),
    graphs: buffers.graphs,
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
