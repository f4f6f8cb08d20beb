import type { Model } from '../catalog/types.ts'
import type { Assumption } from '../estimator/types.ts'
import { activeOf, manyPeople } from './fit-load.ts'
import { type FitView, inAnotherFormat } from './fit-view.ts'
import { formatName, modelName, sizeName, withoutMaker } from './names.ts'
import { grouped, parameters, tokens } from './numbers.ts'
import { fitEn } from './words/fit.en.ts'

type Because = keyof typeof fitEn.because

/** One phrase per default taken, in reading order. Nothing that was said is repeated here. */
export function fitAssumed(view: FitView): readonly string[] {
  const told = view.estimate.workload.assumptions
    // The answer says that the context is beyond the model.
    .filter(({ slot, because }) => because !== 'beyond-model-limit' && !(slot === 'kvQuant' && readsOnly(view)))
  const phrases = alike(told).map(([first, ...more]) => {
    const said = [first, ...more].map((assumption) => phrase(view, assumption)).join(view.t('fit.comma'))
    return bestThatFits(view, first) ?? withReason(view, first, said)
  })
  return [view.t('fit.assumed.inference'), ...phrases, ...atOnce(view)]
}

/** What is assumed of one thing for one reason stands together: the reason is said once. */
function alike(assumptions: readonly Assumption[]): readonly (readonly [Assumption, ...Assumption[]])[] {
  const groups: [Assumption, ...Assumption[]][] = []
  for (const assumption of assumptions) {
    const last = groups.at(-1)
    if (last !== undefined && last[0].slot === assumption.slot && last[0].because === assumption.because) last.push(assumption)
    else groups.push([assumption])
  }
  return groups
}

/** An encoder keeps no cache and writes nothing. */
const readsOnly = ({ estimate }: FitView) => estimate.workload.model.modality === 'embedding'

/** Users are taken for requests at the same moment: literally, and said where people may be meant. */
function atOnce({ t, estimate }: FitView): readonly string[] {
  const { concurrency } = estimate.workload
  return concurrency < manyPeople ? [] : [t('fit.assumed.atOnce', { users: grouped(concurrency), active: grouped(activeOf(concurrency)) })]
}

function phrase(view: FitView, assumption: Assumption): string {
  const { slot, value } = assumption
  const { t, question, estimate } = view
  const { workload } = estimate
  switch (slot) {
    case 'model':
      return workload.spread === undefined ? modelName(workload.model) : typicalModel(view, value)
    case 'quant':
      return formats(view, assumption)
    case 'context':
      return t('fit.assumed.context', { value: typeof value === 'number' ? tokens(value) : value })
    case 'concurrency':
      return Number(value) === 1 ? t('fit.assumed.oneUser') : t('fit.assumed.users', { users: grouped(Number(value)) })
    case 'kvQuant':
      return t('fit.assumed.kvQuant', { value })
    case 'runtime':
      return String(value)
    case 'prompt':
      return question.outputTokens === null && !readsOnly(view)
        ? t('fit.assumed.promptAndOutput', { value: tokens(workload.promptTokens), output: tokens(workload.outputTokens) })
        : t('fit.assumed.prompt', { value: tokens(workload.promptTokens) })
    case 'gpu':
      return withoutMaker(String(value))
    case 'memory':
      return t('fit.assumed.memory', { value: typeof value === 'number' ? `${value} GB` : value })
  }
}

/** No format was said, and the published one does not fit what was named: what was taken instead, though it may not fit either. */
function bestThatFits(view: FitView, { slot, value }: Assumption): string | undefined {
  const { t, decider, question, asked } = view
  if (slot !== 'quant' || question.quant !== null) return undefined
  if (decider === undefined)
    return asked.some((option) => inAnotherFormat(view, option)) ? t('fit.assumed.bestThatFitsEach', { meant: value }) : undefined
  if (!inAnotherFormat(view, decider)) return undefined
  const words = { format: formatName(decider.recipe.format), meant: value }
  return decider.verdict === 'no' ? t('instead.assumed.smallest', words) : t('fit.assumed.bestThatFits', words)
}

/** Reasons without words of their own are left unsaid: the phrase alone is true. */
function withReason({ t }: FitView, { because }: Assumption, text: string): string {
  return isWorded(because) ? t('fit.assumed.withReason', { phrase: text, because: t(`fit.because.${because}`) }) : text
}

function isWorded(because: string): because is Because {
  return Object.hasOwn(fitEn.because, because)
}

const standsFor = 'stands-for:'

/** A bare "int4" stands for one format on a desktop and another on a server: say which, with which runtime. */
function formats({ t, estimate }: FitView, { value, because }: Assumption): string {
  if (!because.startsWith(standsFor)) return String(value)
  const meant = estimate.workload.recipes.filter((recipe) => !recipe.fallback)
  const names = new Set(meant.map(({ format, runtime }) => t('fit.assumed.quantOn', { format: formatName(format), runtime })))
  return t('fit.assumed.quantBare', { said: because.slice(standsFor.length), formats: [...names].join(t('fit.comma')) })
}

function typicalModel({ t, question, estimate }: FitView, value: string | number): string {
  const { model } = estimate.workload
  const like = typeof value === 'string' ? value.slice(value.indexOf('/') + 1) : ''
  if (question.model !== null) return t('fit.assumed.shapeUnknown', { model: modelName(model), like })
  const words = {
    size: sizeName(question.paramsB ?? model.parametersB, question.activeParamsB),
    params: parameters(model.parametersB),
    shape: [
      t('fit.assumed.layers', { layers: layerCount(model) }),
      ...kvHeads(model).map((count) => t('fit.assumed.kvHeads', { kvHeads: count })),
    ].join(t('fit.comma')),
  }
  return like === '' ? t('fit.assumed.typicalPlain', words) : t('fit.assumed.typical', { ...words, like })
}

function layerCount(model: Model): number {
  return model.blocks.reduce((sum, block) => sum + block.count, 0)
}

/** Of the commonest attention layer; empty for a model without any. */
function kvHeads(model: Model): readonly number[] {
  const largest = [...model.blocks].sort((a, b) => b.count - a.count).find((block) => block.mixer.kind === 'attention')
  return largest?.mixer.kind === 'attention' ? [largest.mixer.kvHeads] : []
}
