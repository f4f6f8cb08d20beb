import { memoryVariants } from '../catalog/memory.ts'
import type { Gpu } from '../catalog/types.ts'
import { cacheRoom, type Placement, place } from './place.ts'
import type { Plan } from './plan.ts'
import type { AskedCard } from './types.ts'

/** Counts people build: single cards, pairs, four, a full server. */
const usualCounts = [1, 2, 4, 8] as const
/** Above eight servers an estimate says more about the question than about the hardware. */
const mostNodes = 8

/** How many of a GPU one machine takes. Empty in the catalog: a desk or a home server. */
function perMachine(gpu: Gpu): number {
  return gpu.gpusPerNode ?? (gpu.class === 'laptop' || gpu.class === 'apple' ? 1 : 8)
}

const serverClass = (gpu: Gpu) => gpu.class === 'datacenter' || gpu.class === 'tpu' || gpu.class === 'npu'

/**
 * The best of a workload's recipes on so many of a GPU. Data-centre cards prefer a server's format, others the order given;
 * a better verdict wins over a preference.
 */
export function bestPlacement(plans: readonly Plan[], gpu: Gpu, memoryGb: number, count: number): Placement | undefined {
  let best: Placement | undefined
  let bestRank = Number.POSITIVE_INFINITY
  for (let i = 0; i < plans.length; i++) {
    const plan = plans[i]
    if (plan === undefined) continue
    const placement = place(plan, gpu, memoryGb, count)
    if (placement === undefined) continue
    const verdict = placement.verdict === 'fits' ? 0 : placement.verdict === 'tight' ? 1 : 2
    const preferred = serverClass(gpu) && plan.family === 'server' ? -1 : i
    const rank = verdict * 100 + preferred
    if (rank < bestRank) {
      best = placement
      bestRank = rank
    }
  }
  return best
}

/** Every count of one GPU worth looking at: the usual ones, then whole servers until it fits. */
function* countsOf(plans: readonly Plan[], gpu: Gpu, memoryGb: number): Generator<Placement> {
  const most = perMachine(gpu)
  let last: Placement | undefined
  for (const count of usualCounts) {
    if (count > most) break
    last = bestPlacement(plans, gpu, memoryGb, count)
    if (last === undefined) return
    yield last
  }
  if (!serverClass(gpu) || last === undefined || last.verdict !== 'no') return
  for (let nodes = most > 8 ? 1 : 2; nodes <= mostNodes; nodes *= 2) {
    last = bestPlacement(plans, gpu, memoryGb, nodes * most)
    if (last === undefined) return
    yield last
    if (last.verdict !== 'no') return
  }
}

/** The whole catalog at every usual count and every memory size sold. */
export function* catalogPlacements(plans: readonly Plan[], gpus: readonly Gpu[]): Generator<Placement> {
  for (const gpu of gpus) for (const memoryGb of memoryVariants(gpu)) yield* countsOf(plans, gpu, memoryGb)
}

/**
 * Placements of a card that was asked for. A said count is taken literally. Without one: a single card, and the smallest
 * usual count that holds the job where one does not.
 */
export function askedPlacements(plans: readonly Plan[], asked: AskedCard): Placement[] {
  if (asked.count !== null) {
    const placement = bestPlacement(plans, asked.gpu, asked.memoryGb, asked.count)
    return placement === undefined ? [] : [placement]
  }
  const placements = [...countsOf(plans, asked.gpu, asked.memoryGb)]
  const single = placements[0]
  if (single === undefined) return []
  if (single.verdict !== 'no') return [single]
  const enough = placements.find((placement) => placement.verdict !== 'no')
  return enough === undefined ? [single] : [single, enough]
}

/** Bytes short of the margin at which it would start; 0 when it does. */
export function shortBy(placement: Placement): number {
  return Math.max(0, placement.cache - cacheRoom(placement))
}
