import { basisOf, type DecodeFit, type Evidence, slowLinkShare } from './calibration.ts'
import { firstTokenOf } from './first-token.ts'
import type { Placement } from './place.ts'
import { decodeFitOf } from './plan.ts'
import { prefillSeconds } from './prompt.ts'
import { quantity, type Why } from './quantity.ts'
import { fullLoadOf, requestsInFlight, streamTokensPerSecond, throughput } from './serving.ts'
import { crossesSlowLink, rooflineOfBatch, stepSeconds } from './step.ts'
import type { Option, Quantity } from './types.ts'
import { firstTokenFormula, lastTokenFormula, prefillFormula, streamFormula, throughputFormula } from './working.ts'

/** A speed under a fit: its evidence's interval, the doubt of an assumed size on top, never above the bound. Tokens/s. */
function speed({ plan }: Placement, value: number, fit: Evidence, bound: number, why: string | undefined): Quantity {
  const [smaller, larger] = plan.workload.spread?.weights ?? [1, 1]
  // Independent doubts: what the measurements leave, and how far a model of this size may be from the one assumed.
  const low = Math.exp(-Math.hypot(Math.log(fit.spread[0]), Math.log(larger)))
  const high = Math.exp(Math.hypot(Math.log(fit.spread[1]), Math.log(smaller)))
  const found = quantity(Math.min(value, bound), Math.min(value * low, bound), Math.min(value * high, bound), basisOf(fit), why)
  return why === undefined ? found : { ...found, restsOn: { rows: fit.rows, groups: fit.groups } }
}

/** The decode fit of a placement, with what a slow link between the GPUs of a layer may cost one stream. */
function decodeEvidence(placement: Placement): DecodeFit {
  const fit = decodeFitOf(placement.plan, placement.gpu)
  if (!crossesSlowLink(placement)) return fit
  const [low, high] = fit.spread
  return { ...fit, spread: [Math.exp(-Math.hypot(Math.log(low), Math.log(slowLinkShare))), high] }
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
    | 'fullPromptSeconds'
  >
>

/** From here on reading a full context is a wait of its own, tokens. */
const longContext = 32_768

/** Every speed of a placement. Encoders only read prompts. */
export function speedsOf(placement: Placement, roofline: number, why: Why): Speeds {
  const { plan, gpu } = placement
  const { concurrency, promptTokens, contextTokens, model } = plan.workload
  const prompt = prefillSeconds(placement, promptTokens)
  const prefill = speed(
    placement,
    promptTokens / prompt,
    plan.calibration.prefill(plan.family, gpu, plan.moe),
    Number.POSITIVE_INFINITY,
    why(() => prefillFormula(placement, promptTokens, prompt)),
  )
  if (model.modality === 'embedding') return { prefillTokensPerSecond: prefill }
  const decoding = decodeEvidence(placement)
  const decode = speed(
    placement,
    1 / stepSeconds(placement, 1),
    decoding,
    roofline,
    why(() => streamFormula(placement, 1)),
  )
  const serving = plan.calibration.serving(plan.recipe.runtime, plan.moe)
  const load = requestsInFlight(placement)
  const full = fullLoadOf(placement)
  const first = firstTokenOf(placement, concurrency)
  const arrival = (seconds: number, text: () => string) =>
    quantity(
      seconds,
      first.fixed * 0.7 + ((seconds - first.fixed) * prefill.value) / prefill.high,
      first.fixed * 2 + ((seconds - first.fixed) * prefill.value) / prefill.low,
      prefill.basis,
      why(text),
    )
  const alone = { totalTokensPerSecond: decode, perUserTokensPerSecond: decode }
  // Nobody among others gets more than somebody who has it all.
  const among = () => ({
    totalTokensPerSecond: speed(
      placement,
      throughput(placement, concurrency),
      serving,
      Math.min(rooflineOfBatch(placement, concurrency), decode.high * concurrency),
      why(() => throughputFormula(placement, concurrency)),
    ),
    perUserTokensPerSecond: speed(
      placement,
      streamTokensPerSecond(placement, concurrency),
      serving,
      decode.high,
      why(() => streamFormula(placement, Math.min(concurrency, load))),
    ),
    timeToLastFirstTokenSeconds: arrival(first.last, () => lastTokenFormula(first)),
  })
  return {
    decodeTokensPerSecond: decode,
    ...(concurrency === 1 ? alone : among()),
    fullLoadTokensPerSecond: speed(
      placement,
      full.rate,
      load === 1 ? decoding : serving,
      Math.max(full.rate, rooflineOfBatch(placement, load)),
      why(() => {
        const formula = throughputFormula(full.engine, requestsInFlight(full.engine))
        return full.engines === 1 ? formula : `${full.engines} × (${formula})`
      }),
    ),
    prefillTokensPerSecond: prefill,
    timeToFirstTokenSeconds: arrival(first.steady, () => firstTokenFormula(first)),
    ...(contextTokens >= longContext && {
      fullPromptSeconds: arrival(first.fixed + prefillSeconds(placement, contextTokens), () =>
        prefillFormula(placement, contextTokens, prefillSeconds(placement, contextTokens)),
      ),
    }),
  }
}
