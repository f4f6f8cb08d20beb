import type { Quantity } from '../estimator/types.ts'
import type { LinesBlock } from './card.ts'
import { type FitView, shownOption } from './fit-view.ts'
import { spokenName } from './names.ts'

/** The formulas behind the memory parts and one option's speed and cost; undefined when they were not asked for. */
export function fitWorking(view: FitView): LinesBlock | undefined {
  const { t, estimate } = view
  const { memory } = estimate
  const option = shownOption(view)
  const gpu = option === undefined ? '' : spokenName(option)
  const named: readonly (readonly [string, Quantity | undefined])[] = [
    [t('fit.memory.weights'), memory.weights],
    [t('fit.memory.kvCache'), memory.kvCache],
    [t('fit.memory.activations'), memory.activations],
    [t('fit.memory.overhead'), memory.overhead],
    [t('fit.memory.total'), memory.total],
    [t('fit.working.perGpu'), option?.memory.perGpu],
    [t('fit.working.decode', { gpu }), option?.decodeTokensPerSecond],
    [t('fit.working.totalSpeed', { gpu }), estimate.workload.concurrency > 1 ? option?.totalTokensPerSecond : undefined],
    [t('instead.working', { gpu }), view.hybrid?.decodeTokensPerSecond],
    [t('fit.working.prefill', { gpu }), option?.prefillTokensPerSecond],
    [t('fit.working.firstToken', { gpu }), option?.timeToFirstTokenSeconds],
    [t('fit.working.hour', { gpu }), option?.usdPerHour],
    [t('fit.working.million', { gpu }), option?.usdPerMillionOutputTokens],
    [t('fit.working.millionFull', { gpu }), option?.usdPerMillionOutputTokensAtFullLoad],
  ]
  const lines = named.flatMap(([name, quantity]) =>
    quantity?.why === undefined || quantity.why === '' ? [] : [t('fit.working.line', { name, why: quantity.why })],
  )
  return lines.length === 0 ? undefined : { kind: 'lines', title: t('fit.working.title'), lines }
}
