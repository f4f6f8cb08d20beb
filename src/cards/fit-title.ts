import type { Option } from '../estimator/types.ts'
import type { FitView } from './fit-view.ts'
import { bareBits, countedName, formatName, modelName, sizeName, spokenName } from './names.ts'
import { gib, gibRough } from './numbers.ts'

const bytesPerGib = 1024 ** 3

/** The headline: what is needed, and yes, barely or no where GPUs were named; else the smallest cards that hold it. */
export function fitTitle(view: FitView): string {
  const [only, ...others] = view.asked
  if (only === undefined) return needTitle(view)
  if (others.length === 0 && only.caveats.includes('unsupported-format')) return unsupportedTitle(view, only)
  return others.length === 0 ? verdictTitle(view, only) : mixedTitle(view)
}

function verdictTitle(view: FitView, option: Option): string {
  const keys = { fits: 'fit.title.yes', tight: 'fit.title.barely', no: 'fit.title.no' } as const
  return view.t(keys[option.verdict], {
    subject: subject(view, option),
    need: gib(option.memory.total.value),
    gpu: countedName(option),
    usable: gib(option.memory.usablePerGpu * option.count),
  })
}

function unsupportedTitle(view: FitView, option: Option): string {
  const words = { gpu: spokenName(option), formats: formatName(option.recipe.format), subject: subject(view, option), need: needed(view) }
  return view.t('fit.title.cannot', words)
}

function mixedTitle(view: FitView): string {
  const keys = { fits: 'fit.verdictOn.fits', tight: 'fit.verdictOn.tight', no: 'fit.verdictOn.no' } as const
  const verdicts = (['fits', 'tight', 'no'] as const).flatMap((verdict) => {
    const names = view.asked.filter((option) => option.verdict === verdict).map(spokenName)
    return names.length === 0 ? [] : [view.t(keys[verdict], { gpus: names.join(view.t('fit.comma')) })]
  })
  const needs = view.t('fit.title.bare', { subject: subject(view), need: needed(view) })
  return view.t('fit.title.mixed', { subject: needs, verdicts: verdicts.join(view.t('fit.semicolon')) })
}

function needTitle(view: FitView): string {
  const { t, best, estimate } = view
  const words = { subject: subject(view), need: needed(view) }
  if (best === undefined) return estimate.options.length === 0 ? t('fit.title.bare', words) : t('fit.title.nothing', words)
  const where = wherePhrases(view)
  if (where.length === 0) return t('fit.title.bare', words)
  const key = best.verdict === 'tight' ? 'fit.title.tight' : 'fit.title.needs'
  return t(key, { ...words, where: where.join(t('fit.semicolon')) })
}

/** Cards for the format that was meant, then for the first smaller one that was taken instead. */
function wherePhrases(view: FitView): readonly string[] {
  const { t, best, estimate, meant } = view
  const holding = estimate.options.filter((option) => option.verdict === best?.verdict)
  const asMeant = holding.filter((option) => meant.has(option.recipe.format.name))
  const instead = holding.filter((option) => !meant.has(option.recipe.format.name))
  const phrases = [smallestCards(view, asMeant, estimate.memory.total.high).join(t('fit.or'))]
  const format = instead[0]?.recipe.format
  if (format !== undefined) {
    const cards = smallestCards(
      view,
      instead.filter((option) => option.recipe.format.name === format.name),
    ).join(t('fit.or'))
    if (cards !== '') phrases.push(t('fit.where.instead', { format: formatName(format), where: cards }))
  }
  return phrases.filter((phrase) => phrase !== '')
}

/** `70B in 4-bit`, `Llama-3.1-8B in Q4_K_M for 4 users`. The format is that of the option spoken of. */
function subject(view: FitView, option?: Option): string {
  const { t, question, estimate } = view
  const { workload } = estimate
  const model =
    workload.spread === undefined
      ? modelName(workload.model)
      : sizeName(question.paramsB ?? workload.model.parametersB, question.activeParamsB)
  const bits = bareBits(question.quant)
  const recipe = option?.recipe ?? estimate.byRecipe[0]?.recipe
  const format = recipe === undefined ? '' : formatName(recipe.format)
  const what = bits === undefined ? t('fit.subject.format', { model, format }) : t('fit.subject.bits', { model, bits })
  return workload.concurrency > 1 ? t('fit.subject.users', { subject: what.trimEnd(), users: workload.concurrency }) : what
}

/** The whole need on one accelerator; a span where the recipes differ by more than a GiB. */
function needed({ estimate }: FitView): string {
  const totals = estimate.byRecipe.map((entry) => entry.memory.total.value)
  const low = Math.min(estimate.memory.total.value, ...totals)
  const high = Math.max(estimate.memory.total.value, ...totals)
  return high - low > bytesPerGib && gibRough(low) !== gibRough(high)
    ? `${gibRough(low)}–${gibRough(high)}`
    : gibRough(estimate.memory.total.value)
}

/** Card sizes sold, GB. */
const cardSizes = [4, 6, 8, 12, 16, 24]

/** "one 48 GB card", "two 24 GB cards": the smallest single one and the smallest set of those that hold it. `need`: at most, bytes. */
function smallestCards({ t }: FitView, holding: readonly Option[], need?: number): readonly string[] {
  const cards = holding.filter((option) => option.gpu.usableFraction === undefined)
  const single = smallest(cards.filter((option) => option.count === 1))
  const several = smallest(cards.filter((option) => option.count > 1 && option.memoryGb < (single?.memoryGb ?? Number.POSITIVE_INFINITY)))
  const shared = smallest(holding.filter((option) => option.count === 1))
  // Three quarters of the label leaves room on every card of a size, whatever its driver keeps.
  const roomy = need === undefined ? undefined : cardSizes.find((gb) => need <= 0.75 * gb * bytesPerGib)
  if (roomy !== undefined && (single === undefined || roomy <= single.memoryGb)) return [t('fit.where.any', { gb: roomy })]
  const phrases: string[] = []
  if (single !== undefined) phrases.push(t('fit.where.n1', { gb: single.memoryGb }))
  if (several !== undefined) phrases.push(severalPhrase(t, several))
  if (phrases.length === 0 && shared !== undefined) phrases.push(t('fit.where.mac', { gb: shared.memoryGb }))
  return phrases
}

const severalKeys = new Map<number, 'fit.where.n2' | 'fit.where.n4' | 'fit.where.n8'>([
  [2, 'fit.where.n2'],
  [4, 'fit.where.n4'],
  [8, 'fit.where.n8'],
])

function severalPhrase(t: FitView['t'], option: Option): string {
  return t(severalKeys.get(option.count) ?? 'fit.where.many', { gb: option.memoryGb, count: option.count })
}

function smallest(options: readonly Option[]): Option | undefined {
  return options.reduce<Option | undefined>((least, option) => {
    if (least === undefined) return option
    const difference = option.count * option.memoryGb - least.count * least.memoryGb
    return difference < 0 || (difference === 0 && option.count < least.count) ? option : least
  }, undefined)
}
