import { gpusPerMachine } from '../catalog/hardware.ts'
import type { PriceBook } from '../catalog/types.ts'
import { hasTarget, shortfallOf } from './load.ts'
import { costsOf } from './option-cost.ts'
import { headroomOf, longestThatFits, memoryOf, poolOf, usersThatFit } from './option-memory.ts'
import { speedsOf } from './option-speed.ts'
import { cacheRoom, needOf, type Placement } from './place.ts'
import { GiB, type Why } from './quantity.ts'
import { folliesOf } from './sense.ts'
import { slowSpeed } from './serving.ts'
import { rooflineTokensPerSecond } from './step.ts'
import type { Caveat, Option } from './types.ts'

/** macOS lets its owner give the GPU more than the default share (`iogpu.wired_limit_mb`); the system wants the rest. */
const raisedShare = 0.9

/** GPUs that work on one token together. Groups with requests of their own meet only at a mixture's experts. */
const networked = ({ plan, layout, count }: Placement) => (plan.moe ? count : count / layout.dataParallel)

function caveatsOf(placement: Placement, decode: number | undefined, priced: boolean): Caveat[] {
  const { gpu, support, plan } = placement
  const caveats: Caveat[] = placement.verdict === 'no' ? [] : [...folliesOf(placement)]
  if (support === 'no') caveats.push('unsupported-format')
  if (plan.recipe.format.family === 'fp8' && support === 'weight-only') caveats.push('fp8-not-native')
  if (plan.recipe.format.family === 'fp4' && plan.family === 'server' && support === 'weight-only') caveats.push('fp4-not-native')
  if (decode !== undefined && decode < slowSpeed) caveats.push('slow')
  if (networked(placement) > gpusPerMachine(gpu)) caveats.push('multi-node')
  if (!priced) caveats.push('no-price')
  if (gpu.availability === 'modded') caveats.push('memory-mod')
  if (gpu.availability === 'export') caveats.push('export')
  if (gpu.availability === 'announced') caveats.push('announced')
  if (gpu.class === 'apple' && placement.verdict === 'no' && needOf(placement) <= raisedShare * placement.memoryGb * GiB)
    caveats.push('raise-limit')
  return caveats
}

/** A placement with everything said about it. Where it holds a request but not the whole job, the speed of what it does hold is said all the same. */
export function optionOf(placement: Placement, role: Option['role'], asked: boolean, prices: PriceBook, why: Why): Option {
  const { plan, gpu, count, memoryGb, layout, verdict } = placement
  const room = cacheRoom(placement)
  const runs = placement.support !== 'no' && room >= 0
  const users = runs ? usersThatFit(placement, room) : 0
  const roofline = rooflineTokensPerSecond(placement)
  const holdsOne = verdict !== 'no' || (runs && room >= placement.depthBytes)
  const speeds = holdsOne ? speedsOf(placement, roofline, why) : {}
  const costs = costsOf(placement, speeds.decodeTokensPerSecond, speeds.fullLoadTokensPerSecond, prices, why)
  const pool = poolOf(placement, why)
  return {
    gpu,
    count,
    memoryGb,
    asked,
    role,
    recipe: plan.recipe,
    layout,
    verdict,
    ...(hasTarget(plan.workload) && { shortfall: shortfallOf(placement) ?? null }),
    caveats: caveatsOf(placement, speeds.decodeTokensPerSecond?.value, costs.usdPerHour !== undefined),
    memory: memoryOf(placement, why),
    headroomBytes: headroomOf(placement),
    maxContext: runs ? longestThatFits(placement, room) : 0,
    maxConcurrency: users,
    rooflineTokensPerSecond: roofline,
    ...(pool !== undefined && { pool }),
    ...speeds,
    ...costs,
  }
}
