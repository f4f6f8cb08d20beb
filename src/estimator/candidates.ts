import { gpusPerMachine } from '../catalog/hardware.ts'
import { memoryVariants } from '../catalog/memory.ts'
import type { Gpu } from '../catalog/types.ts'
import { type Placement, place } from './place.ts'
import type { Plan } from './plan.ts'
import type { AskedCard } from './types.ts'

/** Counts people build: single cards, pairs, four, a full server. */
const usualCounts = [1, 2, 4, 8] as const
/** Above eight servers an estimate says more about the question than about the hardware. */
const mostNodes = 8

/** llama-server's default number of slots: more requests at once are a server's work. */
const mostSlots = 4

const serverClass = (gpu: Gpu) => gpu.class === 'datacenter' || gpu.class === 'tpu' || gpu.class === 'npu'

/** What a reader prefers of two ways to run the same job, smallest first: a verdict counts more than a preference. */
function rankOf(placement: Placement, position: number, first: Placement): number {
  const { plan, gpu, verdict } = placement
  // A desktop runtime stands in for a server only where the hardware leaves no choice, or for a few users.
  if (
    plan.recipe.fallback &&
    plan.family === 'llama.cpp' &&
    first.plan.family === 'server' &&
    first.support !== 'no' &&
    plan.workload.concurrency > mostSlots
  )
    return 999
  if (verdict !== 'no') return (verdict === 'fits' ? 0 : 100) + (serverClass(gpu) && plan.family === 'server' ? -1 : position)
  if (placement.support === 'no') return 1000
  if (!plan.recipe.fallback) return 200
  // Nothing fits: of the fallbacks, the one that misses by least; on a desk rather a file of its own runtime.
  const strange = !serverClass(gpu) && plan.family === 'server' ? 1.2 : 1
  return 200 + Math.min(1, (strange * placement.weights) / first.weights - 1)
}

/** The best of a workload's recipes on so many of a GPU. */
export function bestPlacement(plans: readonly [Plan, ...Plan[]], gpu: Gpu, memoryGb: number, count: number): Placement {
  const first = place(plans[0], gpu, memoryGb, count)
  let best = first
  let bestRank = rankOf(best, 0, first)
  for (let i = 1; i < plans.length; i++) {
    const plan = plans[i]
    // Later ones are less preferred: once one fits, only a server's own format on a server's card is better.
    if (plan === undefined || (bestRank < i && (bestRank < 0 || !serverClass(gpu) || plan.family !== 'server'))) continue
    const placement = place(plan, gpu, memoryGb, count)
    const rank = rankOf(placement, i, first)
    if (rank < bestRank) {
      best = placement
      bestRank = rank
    }
  }
  return best
}

/** Every count of one GPU worth looking at: the usual ones, then whole servers until it fits. */
function* countsOf(plans: readonly [Plan, ...Plan[]], gpu: Gpu, memoryGb: number): Generator<Placement> {
  const most = gpusPerMachine(gpu)
  let last: Placement | undefined
  for (const count of usualCounts) {
    if (count > most) break
    last = bestPlacement(plans, gpu, memoryGb, count)
    yield last
    if (last.support === 'no') return
  }
  if (!serverClass(gpu) || last?.verdict !== 'no') return
  for (let nodes = most > 8 ? 1 : 2; nodes <= mostNodes; nodes *= 2) {
    const wider = bestPlacement(plans, gpu, memoryGb, nodes * most)
    yield wider
    if (wider.verdict !== 'no') return
  }
}

/** The whole catalog at every usual count and every memory size sold, where the format runs at all. */
export function catalogPlacements(plans: readonly [Plan, ...Plan[]], gpus: readonly Gpu[]): Placement[] {
  const found: Placement[] = []
  for (const gpu of gpus)
    for (const memoryGb of memoryVariants(gpu))
      for (const placement of countsOf(plans, gpu, memoryGb)) if (placement.support !== 'no') found.push(placement)
  return found
}

/**
 * Placements of a card that was asked for. A said count is taken literally. Without one: a single card, and as many as hold the job
 * where one does not, or holds it only in a smaller format. Servers are built as large as the published weights need; a desk takes
 * a smaller format first.
 */
export function askedPlacements(plans: readonly [Plan, ...Plan[]], asked: AskedCard): Placement[] {
  const { gpu, memoryGb, count } = asked
  if (count !== null) return [bestPlacement(plans, gpu, memoryGb, count)]
  const counts = [...countsOf(plans, gpu, memoryGb)]
  const single = counts[0] ?? bestPlacement(plans, gpu, memoryGb, 1)
  const asMeant = single.verdict !== 'no' && !single.plan.recipe.fallback
  if (asMeant || (single.verdict !== 'no' && !serverClass(gpu))) return [single]
  const enough = (serverClass(gpu) ? enoughAsMeant(plans, asked) : undefined) ?? counts.find(({ verdict }) => verdict !== 'no')
  if (enough === undefined) return [single]
  // Of one count there is one: the published weights, where it holds them after all, if only just.
  return enough.count === single.count ? [enough] : [single, enough]
}

function enoughAsMeant(plans: readonly Plan[], { gpu, memoryGb }: AskedCard): Placement | undefined {
  const [first, ...rest] = plans.filter((plan) => !plan.recipe.fallback)
  if (first === undefined) return undefined
  for (const placement of countsOf([first, ...rest], gpu, memoryGb)) if (placement.verdict !== 'no') return placement
  return undefined
}
