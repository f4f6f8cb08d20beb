import type { Option, Quantity } from '../estimator/types.ts'
import type { LinesBlock } from './card.ts'
import { type FitView, shownOption } from './fit-view.ts'
import { spokenName } from './names.ts'
import { significant } from './numbers.ts'
import type { fitEn } from './words/fit.en.ts'

type Formula = keyof typeof fitEn.working.formula

interface Step {
  readonly name: string
  readonly quantity: Quantity | undefined
  /** What the formula's numbers are of, in words. */
  readonly formula?: Formula
  /** A line that belongs beside it. */
  readonly beside?: string
}

/**
 * The formulas behind the memory parts and one option's speed and cost, each with what its numbers are of and on how many measurements
 * it rests; undefined when they were not asked for.
 */
export function fitWorking(view: FitView): LinesBlock | undefined {
  const { t, estimate } = view
  const { memory } = estimate
  const option = shownOption(view)
  const gpu = option === undefined ? '' : spokenName(option)
  const many = estimate.workload.concurrency > 1
  const among = (quantity: Quantity | undefined) => (many ? quantity : undefined)
  const roofline = option === undefined || option.rooflineTokensPerSecond <= 0 ? {} : { beside: t('fit.working.roofline', ceiling(option)) }
  const steps: readonly Step[] = [
    { name: t('fit.memory.weights'), quantity: memory.weights },
    { name: t('fit.memory.kvCache'), quantity: memory.kvCache },
    { name: t('fit.memory.activations'), quantity: memory.activations },
    { name: t('fit.memory.overhead'), quantity: memory.overhead },
    { name: t('fit.memory.total'), quantity: memory.total },
    { name: t('fit.working.perGpu', { gpu }), quantity: option?.memory.perGpu, formula: 'perGpu' },
    { name: t('fit.working.pool', { gpu }), quantity: option?.pool?.bytes, formula: 'pool' },
    { name: t('fit.working.poolTokens', { gpu }), quantity: option?.pool?.tokens, formula: 'poolTokens' },
    { name: t('fit.working.decode', { gpu }), quantity: option?.decodeTokensPerSecond, formula: 'step', ...roofline },
    { name: t('instead.working', { gpu }), quantity: view.hybrid?.decodeTokensPerSecond },
    { name: t('fit.working.totalSpeed', { gpu }), quantity: among(option?.totalTokensPerSecond), formula: 'turn' },
    { name: t('fit.working.stream', { gpu }), quantity: among(option?.perUserTokensPerSecond), formula: 'step' },
    { name: t('fit.working.prefill', { gpu }), quantity: option?.prefillTokensPerSecond, formula: 'prefill' },
    { name: t('fit.working.firstToken', { gpu }), quantity: option?.timeToFirstTokenSeconds, formula: 'firstToken' },
    { name: t('fit.working.lastToken', { gpu }), quantity: option?.timeToLastFirstTokenSeconds, formula: 'lastToken' },
    { name: t('fit.working.fullLoad', { gpu }), quantity: option?.fullLoadTokensPerSecond, formula: 'turn' },
    { name: t('fit.working.hour', { gpu }), quantity: option?.usdPerHour, formula: 'hour' },
    { name: t('fit.working.million', { gpu }), quantity: option?.usdPerMillionOutputTokens },
    { name: t('fit.working.millionFull', { gpu }), quantity: option?.usdPerMillionOutputTokensAtFullLoad },
  ]
  const lines = steps.flatMap((step) => line(view, step))
  return lines.length === 0 ? undefined : { kind: 'lines', title: t('fit.working.title'), lines }
}

const ceiling = ({ gpu, rooflineTokensPerSecond: rate }: Option) => ({
  bandwidth: gpu.bandwidthGBps,
  read: Number((gpu.bandwidthGBps / rate).toPrecision(4)),
  rate: significant(rate),
})

function line({ t }: FitView, { name, quantity, formula, beside }: Step): readonly string[] {
  if (quantity?.why === undefined || quantity.why === '') return []
  const rests = quantity.restsOn
  const words = [
    ...(formula === undefined ? [] : [t(`fit.working.formula.${formula}`)]),
    ...(rests === undefined ? [] : [t(rests.rows === 0 ? 'fit.working.carried' : 'fit.working.rests', { ...rests })]),
  ]
  const text = t('fit.working.line', { name, why: quantity.why })
  const explained = words.length === 0 ? text : t('fit.working.explained', { text, words: words.join(t('fit.semicolon')) })
  return beside === undefined ? [explained] : [explained, beside]
}
