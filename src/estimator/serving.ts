import { cacheBytes } from './kv-cache.ts'
import { peakFlops } from './peak.ts'
import { cacheRoom, type Placement, place } from './place.ts'
import { decodeFitOf } from './plan.ts'
import { prefillFlops } from './prompt.ts'
import { communicationSeconds, type StepParts, secondsOf, stepParts, stepSeconds } from './step.ts'

/** Requests a server schedules at once by default: beyond it, users wait in line (vLLM, SGLang; TensorRT-LLM). */
export const mostSequences = 1024
const mostOfTensorRt = 2048

/** Requests in flight when many more wait: each holds the cache of its prompt and of half its answer. At least one. */
export function requestsInFlight(placement: Placement): number {
  const { plan, split, layout } = placement
  const { promptTokens, outputTokens } = plan.workload
  const each = cacheBytes(plan.cache, promptTokens + outputTokens / 2, 1, plan.recipe.kv, plan.family, split)
  const groups = layout.dataParallel
  const held = each > 0 ? (groups * Math.max(0, cacheRoom(placement))) / each : Number.POSITIVE_INFINITY
  const most = plan.recipe.runtime === 'tensorrt-llm' ? mostOfTensorRt : mostSequences
  return Math.max(1, Math.min(most * groups, Math.floor(held)))
}

/** What serving `running` requests at once is made of: a step of all of them, and the prompts that come in between. */
export interface ServingParts {
  readonly running: number
  readonly step: StepParts
  /** Prompts of one group, seconds: products at the peak rate, and communication as it is. */
  readonly prompts: number
  readonly promptCommunication: number
}

export function servingParts(placement: Placement, batch: number): ServingParts {
  const { plan, layout } = placement
  const { promptTokens } = plan.workload
  const running = Math.min(batch, requestsInFlight(placement))
  const stages = plan.family === 'server' ? layout.pipelineParallel : 1
  const each = running / layout.dataParallel / stages
  return {
    running,
    step: stepParts(placement, running),
    prompts: (each * prefillFlops(placement, promptTokens)) / (layout.tensorParallel * peakFlops(placement)),
    promptCommunication: each * communicationSeconds(placement, promptTokens),
  }
}

/** Shares of the peak under which a batch and its prompts are computed. Desktop runtimes take prompts one by one. */
export function mfuOf({ plan, gpu }: Placement): { readonly decodeMfu: number; readonly prefillMfu: number } {
  const serving = plan.calibration.serving(plan.recipe.runtime, plan.moe)
  return plan.family === 'server' ? serving : { ...serving, prefillMfu: plan.calibration.prefill(plan.family, gpu, plan.moe).mfu }
}

/** Every request in flight gets its prompt evaluated and its whole answer made: seconds of one group, which the others match. */
interface Turn {
  readonly running: number
  readonly steps: number
  readonly prompts: number
}

/** The turn of `batch` requests, of which as many run as memory holds. */
export function turnOf(placement: Placement, batch: number): Turn {
  const { plan, gpu } = placement
  const { running, step, prompts, promptCommunication } = servingParts(placement, batch)
  const { decodeMfu, prefillMfu } = mfuOf(placement)
  return {
    running,
    steps: plan.workload.outputTokens * secondsOf(step, decodeFitOf(plan, gpu), decodeMfu),
    prompts: prompts / prefillMfu + promptCommunication,
  }
}

/**
 * Output tokens/s of `batch` requests sent at once, prompts included: each costs its prefill and its share of the steps. Those that
 * memory does not hold wait in line. Never less than they would get one after the other.
 */
export function throughput(placement: Placement, batch: number): number {
  const rate = (requests: number) => {
    const { running, steps, prompts } = turnOf(placement, requests)
    return (running * placement.plan.workload.outputTokens) / (steps + prompts)
  }
  const alone = rate(1)
  return batch <= 1 ? alone : Math.max(alone, rate(batch))
}

/** Output tokens/s of one of `batch` streams between its first token and its last, while nobody's prompt comes in between. */
export function streamTokensPerSecond(placement: Placement, batch: number): number {
  return 1 / stepSeconds(placement, Math.min(batch, requestsInFlight(placement)))
}

/** Engines of their own, each with as many requests in flight as its memory holds, and what they give together. */
interface FullLoad {
  readonly engines: number
  readonly engine: Placement
  /** Output tokens/s of all. */
  readonly rate: number
}

/**
 * The most output with as many requests in flight as memory holds. Several GPUs of which a part would do run as so many engines
 * of their own where that gives more, unless it was said how they are divided.
 */
export function fullLoadOf(placement: Placement): FullLoad {
  const { plan, gpu, memoryGb, count } = placement
  let best: FullLoad = { engines: 1, engine: placement, rate: throughput(placement, requestsInFlight(placement)) }
  if (plan.family !== 'server' || plan.workload.parallelism !== undefined) return best
  for (let part = 1; part <= count / 2; part *= 2) {
    if (count % part !== 0) continue
    const engine = place(plan, gpu, memoryGb, part)
    if (cacheRoom(engine) <= 0) continue
    const rate = (count / part) * throughput(engine, requestsInFlight(engine))
    if (rate > best.rate) best = { engines: count / part, engine, rate }
  }
  return best
}

/** What one user sees while all of the workload's are busy, tokens/s, prompts included. */
export function tokensPerUser(placement: Placement): number {
  const { known, plan } = placement
  const { concurrency } = plan.workload
  known.perUser ??= concurrency === 1 ? 1 / stepSeconds(placement, 1) : throughput(placement, concurrency) / concurrency
  return known.perUser
}

/** Below this a reader waits for words: named, never recommended. Tokens/s of one user. */
export const readingSpeed = 5

/** Below this a recommendation carries a warning. Tokens/s of one user. */
export const slowSpeed = 10
