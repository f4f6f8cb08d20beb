import { gpusPerMachine } from '../catalog/hardware.ts'
import { memoryVariants } from '../catalog/memory.ts'
import type { Gpu } from '../catalog/types.ts'
import { countsForLoad, hasTarget, isEnough, isServerClass, placeForLoad, shortfallOf, smallestForLoad, usualCounts } from './load.ts'
import { type Placement, place } from './place.ts'
import type { Plan } from './plan.ts'
import { folliesOf } from './sense.ts'
import { slowSpeed, tokensPerUser } from './serving.ts'
import { anyNumber, type Shelved } from './shelf.ts'
import type { AskedCard } from './types.ts'

/** llama-server's default number of slots: more requests at once are a server's work. */
const mostSlots = 4

/** What a reader prefers of two ways to run the same job, smallest first: a target that is met counts more than a verdict, that more than a preference. */
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
  if (verdict !== 'no') {
    const short = hasTarget(plan.workload) && shortfallOf(placement) !== undefined
    return (verdict === 'fits' ? 0 : 50) + (short ? 100 : 0) + (isServerClass(gpu) && plan.family === 'server' ? -1 : position)
  }
  if (placement.support === 'no') return 1000
  if (!plan.recipe.fallback) return 200
  // Nothing fits: of the fallbacks, the one that misses by least; on a desk rather a file of its own runtime.
  const strange = !isServerClass(gpu) && plan.family === 'server' ? 1.2 : 1
  return 200 + Math.min(1, (strange * placement.weights) / first.weights - 1)
}

/** Weights and cache undivided, bytes on GPUs: what however many of them hold at least. */
const onGpus = ({ weights, cacheBytes }: Plan) => weights.total - weights.inRam + cacheBytes

/** The least of any plan, bytes on GPUs. */
const leastOf = (plans: readonly Plan[]) => plans.reduce((least, plan) => Math.min(least, onGpus(plan)), Number.POSITIVE_INFINITY)

/** Files of about the same size: which of them misses by least is a matter of the runtime. */
const nearlyLeast = 1.3

/** The best of a workload's recipes on so many of a GPU. */
export function bestPlacement(plans: readonly [Plan, ...Plan[]], gpu: Gpu, memoryGb: number, count: number): Placement {
  const first = placeForLoad(plans[0], gpu, memoryGb, count)
  let best = first
  let bestRank = rankOf(best, 0, first)
  const most = Math.max(count * memoryGb * 2 ** 30, nearlyLeast * leastOf(plans))
  for (let i = 1; i < plans.length; i++) {
    const plan = plans[i]
    // What no such set could hold is no near miss either, but for the smallest ones.
    if (plan !== undefined && onGpus(plan) > most) continue
    // Later ones are less preferred: once one fits, only a server's own format on a server's card is better.
    if (plan === undefined || (bestRank < i && (bestRank < 0 || !isServerClass(gpu) || plan.family !== 'server'))) continue
    const placement = placeForLoad(plan, gpu, memoryGb, count)
    const rank = rankOf(placement, i, first)
    if (rank < bestRank) {
      best = placement
      bestRank = rank
    }
  }
  return best
}

/**
 * Every count of one GPU worth looking at: one, then those that could hold the job at all, then whole servers until there is enough.
 * By how little a single card misses is worked out where somebody would try it.
 */
function* countsOf(plans: readonly [Plan, ...Plan[]], { gpu, most, tried }: Shelved, memoryGb: number): Generator<Placement> {
  const inside = Math.min(gpusPerMachine(gpu), usualCounts[usualCounts.length - 1] ?? 1)
  const least = leastOf(plans)
  let last: Placement | undefined
  for (const count of countsForLoad(gpu, plans[0].workload)) {
    if (count > most) return
    const isHopeless = least > count * memoryGb * 2 ** 30
    if (isHopeless && count > 1) continue
    if (count > inside && last !== undefined && isEnough(last)) return
    last = isHopeless && !tried ? place(plans[0], gpu, memoryGb, count) : bestPlacement(plans, gpu, memoryGb, count)
    yield last
    if (last.support === 'no' && !isHopeless) return
  }
}

/** Requests at once that llama.cpp is still advice for, where a server could be meant. */
const mostByLocalRuntime = 8

/** A desktop runtime in the place of a server, for more users than it is made for. */
function isStandIn({ plan }: Placement, meant: Plan): boolean {
  return plan.family === 'llama.cpp' && meant.family === 'server' && plan.workload.concurrency > mostByLocalRuntime
}

/** More of the same card would be no better advice: it holds what was meant with ease, and is pleasant to read from. */
const isPlenty = (placement: Placement) =>
  placement.verdict === 'fits' &&
  placement.plan.recipe.fallback === undefined &&
  isEnough(placement) &&
  tokensPerUser(placement) >= slowSpeed

/**
 * What stands on the shelf, at every memory size sold, where the format runs at all: each GPU at the usual counts, as far as more of it may be
 * better advice. With `every`, at all of them.
 */
export function catalogPlacements(plans: readonly [Plan, ...Plan[]], shelf: readonly Shelved[], every = false): Placement[] {
  const found: Placement[] = []
  for (const shelved of shelf)
    for (const memoryGb of memoryVariants(shelved.gpu))
      for (const placement of countsOf(plans, shelved, memoryGb)) {
        if (placement.support !== 'no' && !isStandIn(placement, plans[0])) found.push(placement)
        if (!every && isPlenty(placement)) break
      }
  return found
}

/**
 * Placements of a card that was asked for. A said count is taken literally. Without one: a single card, and as many as hold the job
 * and do what is asked of them where one does not, or only in a smaller format. Servers are built as large as the published weights
 * need; a desk takes a smaller format first.
 */
export function askedPlacements(plans: readonly [Plan, ...Plan[]], asked: AskedCard): Placement[] {
  const { gpu, memoryGb, count } = asked
  if (count !== null) return [bestPlacement(plans, gpu, memoryGb, count)]
  const counts = [...countsOf(plans, anyNumber(gpu), memoryGb)]
  const single = counts[0] ?? bestPlacement(plans, gpu, memoryGb, 1)
  const asMeant = isEnough(single) && !single.plan.recipe.fallback
  if (asMeant || (isEnough(single) && !isServerClass(gpu))) return [single]
  const holding = counts.filter(({ verdict }) => verdict !== 'no')
  const enough = (isServerClass(gpu) ? enoughAsMeant(plans, asked) : undefined) ?? counts.find(isEnough) ?? nearestOf(holding)
  if (enough === undefined) return [single]
  // Of one count there is one: the published weights, where it holds them after all, if only just.
  return enough.count === single.count ? [enough] : [single, enough]
}

/** Nothing is enough: with a target, what comes nearest to it; else the least that holds it. */
function nearestOf(holding: readonly Placement[]): Placement | undefined {
  const [first, ...more] = holding
  if (first === undefined || !hasTarget(first.plan.workload)) return first
  return more.reduce((best, placement) => (tokensPerUser(placement) > tokensPerUser(best) ? placement : best), first)
}

function enoughAsMeant(plans: readonly Plan[], { gpu, memoryGb }: AskedCard): Placement | undefined {
  const [first, ...rest] = plans.filter((plan) => !plan.recipe.fallback)
  if (first === undefined) return undefined
  const meant: [Plan, ...Plan[]] = [first, ...rest]
  return smallestForLoad(gpu, first.workload, (count) => bestPlacement(meant, gpu, memoryGb, count)).placement
}

/**
 * For a set of cards that was asked for, holds the job and is foolish all the same, or misses a target: how many of the same would do.
 * Undefined where the set does, or no number of them would.
 */
export function enoughInstead(plans: readonly [Plan, ...Plan[]], { gpu, memoryGb, count }: AskedCard): Placement | undefined {
  if (count === null) return undefined
  const own = bestPlacement(plans, gpu, memoryGb, count)
  if (own.verdict === 'no' || (isEnough(own) && folliesOf(own).length === 0)) return undefined
  const does = (placement: Placement) => placement.verdict === 'fits' && isEnough(placement) && folliesOf(placement).length === 0
  for (const placement of countsOf(plans, anyNumber(gpu), memoryGb)) if (placement.count !== count && does(placement)) return placement
  return undefined
}
