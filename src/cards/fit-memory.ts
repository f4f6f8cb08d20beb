import type { Quantity } from '../estimator/types.ts'
import type { BarsBlock, Block, FactsBlock } from './card.ts'
import type { FitView } from './fit-view.ts'
import { formatName } from './names.ts'
import { gib, gibRange, grouped, kib, parameters, tokens } from './numbers.ts'

/** Memory by part as bars, and, where "int4" means two formats, both totals beside each other. */
export function fitMemory(view: FitView): readonly Block[] {
  return view.estimate.byRecipe.length > 1 ? [bars(view), recipes(view)] : [bars(view)]
}

const bytesPerGib = 1024 ** 3
/** Less than shows, GiB. */
const hardlyAny = 0.05

function bars(view: FitView): BarsBlock {
  const { t, estimate, decider } = view
  const { memory, byRecipe } = estimate
  const recipe = byRecipe[0]?.recipe
  // An asked-for set of cards is shown whole: the same total as in the title.
  const whole = decider !== undefined && decider.recipe === recipe ? decider : undefined
  const total = whole?.memory.total ?? memory.total
  const row = (label: string, part: Quantity, note: string) => ({ label, value: gibRange(part), share: share(part, total), note })
  const split = total.value - memory.total.value
  return {
    kind: 'bars',
    title:
      recipe === undefined
        ? t('fit.memory.title')
        : t('fit.memory.titleRecipe', { recipe: t('fit.memory.recipe', { format: formatName(recipe.format), runtime: recipe.runtime }) }),
    rows: [
      row(t('fit.memory.weights'), memory.weights, weightsNote(view)),
      row(t('fit.memory.kvCache'), memory.kvCache, kvNote(view)),
      row(t('fit.memory.activations'), memory.activations, t('fit.memory.activationsNote')),
      row(t('fit.memory.overhead'), memory.overhead, t('fit.memory.overheadNote')),
      ...(whole === undefined || whole.count === 1 || split < hardlyAny * bytesPerGib
        ? []
        : [
            row(
              t('fit.memory.split'),
              { value: split, low: split, high: split, basis: 'calibrated' },
              t('fit.memory.splitNote', { count: whole.count, each: gib(whole.memory.perGpu.value) }),
            ),
          ]),
    ],
    total: {
      label: t('fit.memory.total'),
      value: gibRange(total),
      note: total.low < total.high ? t('fit.memory.range') : '',
    },
  }
}

function share(part: Quantity, total: Quantity): number {
  return total.value > 0 ? Math.min(1, Math.max(0, part.value / total.value)) : 0
}

function weightsNote({ t, estimate }: FitView): string {
  const { model } = estimate.workload
  const bits = (estimate.memory.weights.value * 8) / (model.parametersB * 1e9)
  const words = { params: parameters(model.parametersB), bits: String(Number(bits.toFixed(2))) }
  const note =
    model.activeB === undefined
      ? t('fit.memory.weightsNote', words)
      : t('fit.memory.weightsMoeNote', { ...words, active: parameters(model.activeB) })
  const inRam = gib(estimate.memory.weightsInRam)
  return inRam === '0.0' ? note : t('fit.memory.inRam', { note, gib: inRam })
}

/** Per token times tokens, where that is true; else (windows, states) what one further token costs. */
function kvNote({ t, estimate }: FitView): string {
  const { contextTokens, concurrency } = estimate.workload
  const perToken = estimate.bytesPer8kTokens / 8192
  if (perToken <= 0) return t('fit.memory.kvConstantNote')
  const straight = perToken * contextTokens * concurrency
  const words = { perToken: kib(perToken), tokens: grouped(contextTokens), context: tokens(contextTokens), users: grouped(concurrency) }
  if (Math.abs(straight - estimate.memory.kvCache.value) > 0.02 * straight) return t('fit.memory.kvPartNote', words)
  return concurrency > 1 ? t('fit.memory.kvUsersNote', words) : t('fit.memory.kvNote', words)
}

function recipes({ t, estimate }: FitView): FactsBlock {
  return {
    kind: 'facts',
    title: t('fit.memory.byRecipe'),
    rows: estimate.byRecipe.map(({ recipe, memory }) => ({
      label: t('fit.memory.recipe', { format: formatName(recipe.format), runtime: recipe.runtime }),
      value: t('fit.memory.recipeParts', {
        total: gibRange(memory.total),
        weights: gib(memory.weights.value),
        kvCache: gib(memory.kvCache.value),
        rest: gib(memory.activations.value + memory.overhead.value),
      }),
    })),
  }
}
