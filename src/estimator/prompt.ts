import { requestSeconds } from './calibration.ts'
import { peakFlops } from './peak.ts'
import type { Placement } from './place.ts'
import { communicationSeconds, stepSeconds } from './step.ts'

/** Floating-point operations of a prompt: two per active parameter and token, and attention's quadratic part. */
export function prefillFlops({ plan }: Pick<Placement, 'plan'>, tokens: number): number {
  let attention = 0
  for (const { count, mixer } of plan.workload.model.blocks) {
    if (mixer.kind === 'attention') {
      const reach = Math.min(tokens, mixer.window ?? mixer.chunk ?? tokens)
      attention += 2 * count * mixer.heads * mixer.headDim * tokens * reach
    } else if (mixer.kind === 'mla') {
      attention += 2 * count * mixer.heads * (mixer.nopeDim + mixer.ropeDim) * tokens * tokens
    }
  }
  return 2 * plan.weights.activeParameters * tokens + attention
}

/** Seconds to evaluate one prompt that has the candidate to itself. */
export function prefillSeconds(placement: Placement, tokens: number): number {
  const { plan, gpu, layout } = placement
  const { mfu } = plan.calibration.prefill(plan.family, gpu, plan.moe)
  const computing = prefillFlops(placement, tokens) / (layout.tensorParallel * peakFlops(placement) * mfu)
  // A short prompt still reads every weight once.
  return Math.max(computing, stepSeconds(placement, 1)) + communicationSeconds(placement, tokens)
}

export function fixedRequestSeconds(placement: Placement): number {
  return placement.plan.family === 'server' ? requestSeconds.server : requestSeconds.local
}
