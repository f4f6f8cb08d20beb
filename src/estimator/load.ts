import { gpusPerMachine } from '../catalog/hardware.ts'
import type { Gpu } from '../catalog/types.ts'
import { firstTokenOf } from './first-token.ts'
import { type Placement, place } from './place.ts'
import type { Plan } from './plan.ts'
import { readingSpeed, tokensPerUser } from './serving.ts'
import type { Shortfall, Workload } from './types.ts'

/** What is built into servers, many to one and servers together. */
export const isServerClass = (gpu: Gpu) => gpu.class === 'datacenter' || gpu.class === 'tpu' || gpu.class === 'npu'

/** Counts people build and rent inside one machine: single cards, pairs, four, a full server. */
export const usualCounts = [1, 2, 4, 8] as const
/** Above eight servers an estimate says more about the question than about the hardware. */
const mostMachines = 8

export const hasTarget = ({ targetTokensPerSecond, targetTtftSeconds }: Workload) =>
  targetTokensPerSecond !== undefined || targetTtftSeconds !== undefined

function lackOf(placement: Placement): Shortfall | undefined {
  if (placement.verdict === 'no') return 'memory'
  const { targetTokensPerSecond, targetTtftSeconds, concurrency, model } = placement.plan.workload
  if (model.modality === 'embedding') return undefined
  const least = targetTokensPerSecond ?? (concurrency > 1 ? readingSpeed : 0)
  if (least > 0 && tokensPerUser(placement) < least) return 'speed'
  if (targetTtftSeconds !== undefined && firstTokenOf(placement, concurrency).steady > targetTtftSeconds) return 'first-token'
  return undefined
}

/**
 * What a placement lacks of what was asked for, by the central values; undefined: nothing. Each of several users is at least to read
 * along. Encoders make no tokens to be late with.
 */
export function shortfallOf(placement: Placement): Shortfall | undefined {
  placement.known.lack ??= lackOf(placement) ?? 'nothing'
  const { lack } = placement.known
  return lack === 'nothing' ? undefined : lack
}

/** Whether more of the card would be no better advice. */
export const isEnough = (placement: Placement) => shortfallOf(placement) === undefined

const shortfallRank: Readonly<Record<Shortfall, number>> = { 'first-token': 1, speed: 2, memory: 3 }

function isBetter(one: Placement, other: Placement): boolean {
  const rank = (placement: Placement) => {
    const short = shortfallOf(placement)
    return short === undefined ? 0 : shortfallRank[short]
  }
  const [a, b] = [rank(one), rank(other)]
  if (a !== b || a === shortfallRank.memory) return a < b
  if (one.verdict !== other.verdict) return one.verdict === 'fits'
  return tokensPerUser(one) > tokensPerUser(other)
}

/**
 * A plan on so many of a GPU, divided as suits its load: tensors inside a machine, and where several users ask for a speed or fill
 * several machines, groups of GPUs with requests of their own. As it was said, where it was.
 */
export function placeForLoad(plan: Plan, gpu: Gpu, memoryGb: number, count: number): Placement {
  const { workload } = plan
  let best = place(plan, gpu, memoryGb, count)
  const isOneGroup = !hasTarget(workload) && count <= gpusPerMachine(gpu)
  if (best.support === 'no' || plan.family !== 'server' || workload.parallelism !== undefined || workload.concurrency === 1 || isOneGroup)
    return best
  // Inside a machine the plain layout is the best advice, where it does.
  if (count <= gpusPerMachine(gpu) && isEnough(best)) return best
  for (let groups = 2; groups <= Math.min(count, workload.concurrency); groups++) {
    // A group stands in one machine.
    if (count % groups !== 0 || count / groups > gpusPerMachine(gpu)) continue
    const divided = place(plan, gpu, memoryGb, count, { data: groups })
    // More groups hold more copies of the weights.
    if (divided.weights > divided.budget.usable) break
    if (isBetter(divided, best)) best = divided
  }
  return best
}

/**
 * Counts of a GPU worth trying, smallest first: the usual ones inside a machine, then whole machines. Where only memory is asked for,
 * twice as many each time.
 */
export function* countsForLoad(gpu: Gpu, workload: Workload): Generator<number> {
  const most = gpusPerMachine(gpu)
  for (const count of usualCounts) if (count <= most) yield count
  if (!isServerClass(gpu)) return
  const everyCount = hasTarget(workload)
  for (let machines = most > 8 ? 1 : 2; machines <= mostMachines; machines = everyCount ? machines + 1 : machines * 2) yield machines * most
}

/** The smallest number of a GPU that does a job; or none, and what the largest set still lacks. */
export interface Load {
  readonly placement: Placement | undefined
  readonly lacks?: Shortfall
}

/**
 * The least of one kind of GPU, with its layout, that holds all users at their context, gives each at least the target speed, and the
 * first token in the target time while the others are being answered. `at`: the best placement of so many.
 */
export function smallestForLoad(gpu: Gpu, workload: Workload, at: (count: number) => Placement): Load {
  let lacks: Shortfall = 'memory'
  for (const count of countsForLoad(gpu, workload)) {
    const placement = at(count)
    const short = shortfallOf(placement)
    if (short === undefined) return { placement }
    lacks = short
  }
  return { placement: undefined, lacks }
}
