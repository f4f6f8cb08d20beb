import { runtimeFamily } from '../catalog/runtimes.ts'
import type { Recipe } from '../estimator/types.ts'
import type { FactsBlock } from './card.ts'
import type { FitView } from './fit-view.ts'
import { gib, grouped, tokens } from './numbers.ts'

const step = 8192
/** A cache of half the size: q8_0 is 34 bytes for 32 values, the servers' fp8 one byte each. Others take none at start. */
export function halfCache({ runtime }: Recipe): { readonly name: 'q8_0' | 'fp8'; readonly bytes: number } | undefined {
  switch (runtimeFamily(runtime)) {
    case 'llama.cpp':
    case 'exllama':
      return { name: 'q8_0', bytes: 34 / 32 }
    case 'server':
      return { name: 'fp8', bytes: 1 }
    default:
      return undefined
  }
}

/** The price tag: what each further 8k tokens and each further user cost in memory. */
export function fitChanges({ t, estimate }: FitView): FactsBlock {
  const { model, concurrency, contextTokens } = estimate.workload
  const perStep = estimate.bytesPer8kTokens * concurrency
  const recipe = estimate.byRecipe[0]?.recipe
  const extra = (bytes: number): string => {
    if (bytes <= 0) return t('fit.change.nothing')
    const half = recipe === undefined || recipe.kv.bytes < 2 ? undefined : halfCache(recipe)
    if (recipe === undefined || half === undefined) return t('fit.change.gibMore', { gib: gib(bytes) })
    return t('fit.change.gibMoreKv', { gib: gib(bytes), kv: half.name, less: gib((bytes * half.bytes) / recipe.kv.bytes) })
  }
  const label =
    concurrency > 1
      ? t('fit.change.extraTokensUsers', { step: tokens(step), users: grouped(concurrency) })
      : t('fit.change.extraTokens', { step: tokens(step) })
  const rows = [{ label, value: extra(perStep) }]
  rows.push({ label: t('fit.change.extraUser', { context: tokens(contextTokens) }), value: extra(estimate.bytesPerUser) })
  const rest = (model.maxContext ?? 0) - contextTokens
  if (rest > step && perStep > 0)
    rows.push({ label: t('fit.change.fullContext', { context: tokens(model.maxContext ?? 0) }), value: extra((rest / step) * perStep) })
  return { kind: 'facts', title: t('fit.change.title'), rows }
}
