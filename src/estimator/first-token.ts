import type { Placement } from './place.ts'
import { fixedRequestSeconds, prefillSeconds } from './prompt.ts'
import { turnOf } from './serving.ts'
import { stepSeconds } from './step.ts'

/** Seconds from asking to the first token, and what they are made of. */
export interface FirstToken {
  /** The request's way in, and the step that makes the token for everybody. */
  readonly fixed: number
  /** The prompt, had it the candidate to itself. */
  readonly prompt: number
  /** Waiting for other prompts, and for a place among the requests in flight. */
  readonly waiting: number
  /** Their sum: one prompt that arrives while the others are being answered. */
  readonly steady: number
  /** The last of all, where everybody asks at the same moment. */
  readonly last: number
}

/**
 * Prompts arrive on their own and are evaluated one after the other, so that they queue as in M/D/1: the busier a group is with
 * prompts, the longer each waits, and never longer than for all the others. Who finds no place waits for a turn to end.
 */
export function firstTokenOf(placement: Placement, users: number): FirstToken {
  const prompt = prefillSeconds(placement, placement.plan.workload.promptTokens)
  const fixed = fixedRequestSeconds(placement) + stepSeconds(placement, users)
  if (users === 1) return { fixed, prompt, waiting: 0, steady: fixed + prompt, last: fixed + prompt }
  const { running, steps, prompts } = turnOf(placement, users)
  const line = ((users - running) / running) * (steps + prompts)
  const others = Math.max(0, prompts - prompt)
  const busy = prompts / (steps + prompts)
  const waiting = line + Math.min(others, (prompt * busy) / (2 * (1 - busy)))
  return { fixed, prompt, waiting, steady: fixed + prompt + waiting, last: fixed + prompt + others + line }
}
