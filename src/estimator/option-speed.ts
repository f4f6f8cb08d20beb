import { basisOf, type Evidence } from './calibration.ts'
import { firstTokenOf } from './first-token.ts'
import type { Placement } from './place.ts'
import { prefillSeconds } from './prompt.ts'
import { gib, quantity, type Why } from './quantity.ts'
import { fullLoad, requestsInFlight, streamTokensPerSecond, throughput } from './serving.ts'
import { bytesPerStep, rooflineOfBatch, stepParts, stepSeconds } from './step.ts'
import type { Option, Quantity } from './types.ts'

/** A speed under a fit: its evidence's interval, the doubt of an assumed size on top, never above the bound. Tokens/s. */
function speed({ plan }: Placement, value: number, fit: Evidence, bound: number, why: string | undefined): Quantity {
  const [smaller, larger] = plan.workload.spread?.weights ?? [1, 1]
  // Independent doubts: what the measurements leave, and how far a model of this size may be from the one assumed.
  const low = Math.exp(-Math.hypot(Math.log(fit.spread[0]), Math.log(larger)))
  const high = Math.exp(Math.hypot(Math.log(fit.spread[1]), Math.log(smaller)))
  return quantity(Math.min(value, bound), Math.min(value * low, bound), Math.min(value * high, bound), basisOf(fit), why)
}

type Speeds = Partial<
  Pick<
    Option,
    | 'decodeTokensPerSecond'
    | 'totalTokensPerSecond'
    | 'perUserTokensPerSecond'
    | 'fullLoadTokensPerSecond'
    | 'prefillTokensPerSecond'
    | 'timeToFirstTokenSeconds'
    | 'timeToLastFirstTokenSeconds'
  >
>

const restsOn = ({ rows, groups }: Evidence) =>
  rows === 0 ? 'carried over from other hardware' : `${rows} measurements of ${groups} pairs of model and GPU`

/** Every speed of a placement. Encoders only read prompts. */
export function speedsOf(placement: Placement, roofline: number, why: Why): Speeds {
  const { plan, gpu } = placement
  const { concurrency, promptTokens, model, depthTokens } = plan.workload
  const prompt = prefillSeconds(placement, promptTokens)
  const prefilling = plan.calibration.prefill(plan.family, gpu, plan.moe)
  const prefill = speed(
    placement,
    promptTokens / prompt,
    prefilling,
    Number.POSITIVE_INFINITY,
    why(
      () => `${promptTokens} tokens / ${prompt.toFixed(3)} s; ${prefilling.mfu.toFixed(2)} of the dense peak, from ${restsOn(prefilling)}`,
    ),
  )
  if (model.modality === 'embedding') return { prefillTokensPerSecond: prefill }
  const decoding = plan.calibration.decode(plan.family, gpu, plan.moe)
  const step = stepSeconds(placement, 1)
  const decode = speed(
    placement,
    1 / step,
    decoding,
    roofline,
    why(() => {
      const talk = stepParts(placement, 1).communication
      return `1 / (${gib(bytesPerStep(placement, 1))} read per token with ${depthTokens} in the cache / (${gpu.bandwidthGBps} GB/s × ${decoding.efficiency.toFixed(2)}) + ${plan.layers} layers × ${(decoding.perLayer * 1e6).toFixed(0)} µs${talk > 0 ? ` + ${(talk * 1e3).toFixed(1)} ms between GPUs` : ''}); at most ${roofline.toFixed(0)} without speculative decoding; efficiency from ${restsOn(decoding)}`
    }),
  )
  const serving = plan.calibration.serving(plan.recipe.runtime, plan.moe)
  const among = (value: number, batch: number, text: () => string) =>
    speed(placement, value, batch === 1 ? decoding : serving, rooflineOfBatch(placement, batch), why(text))
  const total =
    concurrency === 1
      ? decode
      : among(
          throughput(placement, concurrency),
          concurrency,
          () => `${concurrency} requests in flight, prompts included; shares of the peak from ${restsOn(serving)}`,
        )
  const load = requestsInFlight(placement)
  const atFullLoad = fullLoad(placement)
  const first = firstTokenOf(placement, concurrency)
  const arrival = (seconds: number, why: string | undefined) =>
    quantity(
      seconds,
      first.fixed * 0.7 + ((seconds - first.fixed) * prefill.value) / prefill.high,
      first.fixed * 2 + ((seconds - first.fixed) * prefill.value) / prefill.low,
      prefill.basis,
      why,
    )
  return {
    decodeTokensPerSecond: decode,
    totalTokensPerSecond: total,
    perUserTokensPerSecond:
      concurrency === 1
        ? decode
        : speed(
            placement,
            streamTokensPerSecond(placement, concurrency),
            serving,
            roofline,
            why(() => `each of ${concurrency} streams while nobody's prompt comes in between`),
          ),
    fullLoadTokensPerSecond: speed(
      placement,
      atFullLoad,
      load === 1 ? decoding : serving,
      Math.max(atFullLoad, rooflineOfBatch(placement, load)),
      why(() => `up to ${load} requests in flight; shares of the peak from ${restsOn(serving)}`),
    ),
    prefillTokensPerSecond: prefill,
    timeToFirstTokenSeconds: arrival(
      first.steady,
      why(() => `prompt ${prompt.toFixed(3)} s + waiting ${first.waiting.toFixed(3)} s + ${first.fixed.toFixed(3)} s`),
    ),
    ...(concurrency > 1 && {
      timeToLastFirstTokenSeconds: arrival(
        first.last,
        why(() => `${concurrency} prompts`),
      ),
    }),
  }
}
