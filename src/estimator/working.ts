import { schedulingSeconds } from './calibration.ts'
import type { FirstToken } from './first-token.ts'
import { peakFlops } from './peak.ts'
import type { Placement } from './place.ts'
import { decodeFitOf } from './plan.ts'
import { prefillFlops } from './prompt.ts'
import { mfuOf, servingParts, turnOf } from './serving.ts'
import { bytesPerStep, communicationSeconds, perGroup, stepParts, stepSeconds } from './step.ts'

/**
 * The formulas behind an option's speed, in symbols and numbers alone, so that they read the same in every language: cards/ says in
 * words what each is of. Four digits are written, so that what is shown multiplies out to what is claimed.
 */
export const four = (value: number) => String(Number(value.toPrecision(4)))

const ms = (seconds: number) => `${four(seconds * 1e3)} ms`
const seconds = (value: number) => `${four(value)} s`
const plus = (shown: boolean, text: () => string) => (shown ? ` + ${text()}` : '')

const peak = (placement: Placement) => `${placement.layout.tensorParallel} × ${four(peakFlops(placement) / 1e12)} TFLOP/s`

/** One step in which each of `batch` sequences gets a token: bytes / (bandwidth × efficiency) + layers × time of each + what more sequences add. */
function stepFormula(placement: Placement, batch: number): string {
  const { plan, gpu } = placement
  const { efficiency, perLayer } = decodeFitOf(plan, gpu)
  const { multiplying, layers, others, communication } = stepParts(placement, batch)
  const more = four(perGroup(placement, batch) - 1)
  const { decodeMfu } = mfuOf(placement)
  return [
    `${four(bytesPerStep(placement, batch) / 1e9)} GB / (${four(gpu.bandwidthGBps)} GB/s × ${four(efficiency)})`,
    ` + ${layers} × ${four(perLayer * 1e6)} µs`,
    plus(multiplying > 0, () => `2 × ${four(plan.weights.activeParameters / 1e9)} G × ${more} / (${peak(placement)} × ${four(decodeMfu)})`),
    plus(others > 0, () => `${more} × ${four(schedulingSeconds * 1e6)} µs`),
    plus(communication > 0, () => ms(communication)),
    ` = ${ms(stepSeconds(placement, batch))}`,
  ].join('')
}

/** One stream of so many: its step, and how many there are in a second. */
export function streamFormula(placement: Placement, batch: number): string {
  const step = stepSeconds(placement, batch)
  return `${stepFormula(placement, batch)}; 1 / ${ms(step)} = ${four(1 / step)} tok/s`
}

/** All of `batch` requests, prompts included. Where one after the other would be faster, that. */
export function throughputFormula(placement: Placement, batch: number): string {
  const { outputTokens, promptTokens } = placement.plan.workload
  const rate = (requests: number) => {
    const { running, steps, prompts } = turnOf(placement, requests)
    return (running * outputTokens) / (steps + prompts)
  }
  const requests = rate(1) > rate(batch) ? 1 : batch
  const { running, prompts } = turnOf(placement, requests)
  const { promptCommunication } = servingParts(placement, requests)
  const { prefillMfu } = mfuOf(placement)
  const step = stepSeconds(placement, running)
  const each = perGroup(placement, running)
  const flops = `${four(prefillFlops(placement, promptTokens) / 1e12)} TFLOP`
  return [
    `t = ${stepFormula(placement, running)}`,
    `p = ${four(each)} × ${flops} / (${peak(placement)} × ${four(prefillMfu)})${plus(promptCommunication > 0, () => ms(promptCommunication))} = ${seconds(prompts)}`,
    `${running} × ${outputTokens} / (${outputTokens} × ${ms(step)} + ${seconds(prompts)}) = ${four(rate(requests))} tok/s`,
  ].join('; ')
}

/** One prompt alone: products / (peak × share), never less than one step; and what it takes between GPUs. */
export function prefillFormula(placement: Placement, tokens: number, prompt: number): string {
  const { plan, gpu } = placement
  const { mfu } = plan.calibration.prefill(plan.family, gpu, plan.moe)
  const products = `${four(prefillFlops(placement, tokens) / 1e12)} TFLOP / (${peak(placement)} × ${four(mfu)})`
  const step = stepSeconds(placement, 1)
  const talk = communicationSeconds(placement, tokens)
  const isShort = prefillFlops(placement, tokens) / (placement.layout.tensorParallel * peakFlops(placement) * mfu) < step
  const time = `${isShort ? `max(${products}, ${ms(step)})` : products}${plus(talk > 0, () => ms(talk))} = ${seconds(prompt)}`
  return `${time}; ${tokens} / ${seconds(prompt)} = ${four(tokens / prompt)} tok/s`
}

/** The prompt, waiting for others where there are any, and the request's way in with its first step. */
export function firstTokenFormula({ prompt, waiting, fixed, steady }: FirstToken): string {
  return `${seconds(prompt)}${plus(waiting > 0, () => seconds(waiting))} + ${seconds(fixed)} = ${seconds(steady)}`
}

/** All prompts of a group before the last first token. */
export function lastTokenFormula({ fixed, last }: FirstToken): string {
  return `${seconds(last - fixed)} + ${seconds(fixed)} = ${seconds(last)}`
}
