import { mostSlots } from './alternative-models.ts'
import { offloadOf, withoutGpu } from './offload.ts'
import { type Placement, place } from './place.ts'
import type { Plan } from './plan.ts'
import type { Why } from './quantity.ts'
import { remediesOf } from './remedies.ts'
import type { Estimate, Offload, Workload } from './types.ts'

type Instead = Pick<Estimate, 'withoutGpu' | 'remedies'> & { readonly offloads: ReadonlyMap<Placement, Offload> }

/** The recipe that can have a part in RAM: the one that was meant, or the smallest of what stands in for it. */
function onCpu(plans: readonly Plan[]): Plan | undefined {
  const able = plans.filter((plan) => plan.family === 'llama.cpp')
  return able.find((plan) => !plan.recipe.fallback) ?? able.at(-1)
}

function offloadedOf(placement: Placement, plans: readonly Plan[], why: Why): Offload | undefined {
  if (placement.plan.family === 'llama.cpp') return offloadOf(placement, why)
  const plan = onCpu(plans)
  return plan === undefined ? undefined : offloadOf(place(plan, placement.gpu, placement.memoryGb, placement.count), why)
}

/** What can be done where what was asked for does not fit; nothing is worked out where it does. */
export function instead(workload: Workload, plans: readonly Plan[], asked: readonly Placement[], why: Why): Instead {
  const offloads = new Map<Placement, Offload>()
  if (workload.cpuOnly) {
    const plan = onCpu(plans)
    const alone = plan === undefined ? undefined : withoutGpu(plan, why)
    return { offloads, ...(alone !== undefined && { withoutGpu: alone }) }
  }
  const failing = asked.filter(({ verdict }) => verdict === 'no')
  // Weights read from RAM are slow for one: nobody serves many from them without having said so.
  const isForRam = workload.concurrency <= mostSlots || workload.systemRamGb !== undefined
  for (const placement of isForRam ? failing : []) {
    const offload = offloadedOf(placement, plans, why)
    if (offload !== undefined) offloads.set(placement, offload)
  }
  const [first] = failing
  if (first === undefined || first !== asked[0]) return { offloads }
  const remedies = remediesOf(first, offloads.get(first))
  return remedies.length === 0 ? { offloads } : { offloads, remedies }
}
