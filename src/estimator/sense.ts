import { gpusPerMachine } from '../catalog/hardware.ts'
import { firstTokenOf } from './first-token.ts'
import type { Placement } from './place.ts'
import { readingSpeed, tokensPerUser } from './serving.ts'
import type { Folly } from './types.ts'

/** The largest rack that is sold as one machine, and as many servers as an estimate still speaks of. */
const mostForOne = { gpus: 72, machines: 8 } as const

/** Nobody waits longer for the first word. Seconds. */
const longestWait = 60

/** More for one user than fills a rack, or than eight servers. */
export function isOversized({ plan, gpu, count }: Placement): boolean {
  return plan.workload.concurrency === 1 && (count > mostForOne.gpus || count > mostForOne.machines * gpusPerMachine(gpu))
}

/** Minutes to the first token. Encoders make none to wait for. */
export function waitsTooLong(placement: Placement): boolean {
  const { model, concurrency } = placement.plan.workload
  return model.modality !== 'embedding' && firstTokenOf(placement, concurrency).steady > longestWait
}

/** Why nobody should be told to use it, though it holds the job: none for what makes sense. */
export function folliesOf(placement: Placement): readonly Folly[] {
  const follies: Folly[] = isOversized(placement) ? ['oversized'] : []
  if (placement.plan.workload.model.modality !== 'embedding' && tokensPerUser(placement) < readingSpeed) follies.push('too-slow')
  if (waitsTooLong(placement)) follies.push('long-wait')
  return follies
}
