import type { FactsBlock } from './card.ts'
import type { FitView } from './fit-view.ts'
import { gib, tokens } from './numbers.ts'

const step = 8192
/** llama.cpp's 8-bit cache: 34 bytes for 32 values. */
const q8Bytes = 34 / 32

/** The price tag: what each further 8k tokens and each further user cost in memory. */
export function fitChanges({ t, estimate }: FitView): FactsBlock {
  const { model, concurrency, contextTokens } = estimate.workload
  const perStep = estimate.bytesPer8kTokens * concurrency
  const kvBytes = estimate.byRecipe[0]?.recipe.kv.bytes ?? 0
  const extra = (bytes: number): string => {
    if (bytes <= 0) return t('fit.change.nothing')
    if (kvBytes < 2) return t('fit.change.gibMore', { gib: gib(bytes) })
    return t('fit.change.gibMoreKv', { gib: gib(bytes), kv: 'q8_0', less: gib((bytes * q8Bytes) / kvBytes) })
  }
  const label =
    concurrency > 1
      ? t('fit.change.extraTokensUsers', { step: tokens(step), users: concurrency })
      : t('fit.change.extraTokens', { step: tokens(step) })
  const rows = [{ label, value: extra(perStep) }]
  rows.push({ label: t('fit.change.extraUser', { context: tokens(contextTokens) }), value: extra(estimate.bytesPerUser) })
  const rest = (model.maxContext ?? 0) - contextTokens
  if (rest > step && perStep > 0)
    rows.push({ label: t('fit.change.fullContext', { context: tokens(model.maxContext ?? 0) }), value: extra((rest / step) * perStep) })
  return { kind: 'facts', title: t('fit.change.title'), rows }
}
