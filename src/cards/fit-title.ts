import type { Option } from '../estimator/types.ts'
import { loadWords } from './fit-load.ts'
import { hybridTitle } from './fit-offload.ts'
import { follyOf, isSound, missOf } from './fit-sound.ts'
import { type FitView, inAnotherFormat } from './fit-view.ts'
import { isComfortable, wherePhrases } from './fit-where.ts'
import { bareBits, countedName, formatName, modelName, sizeName, spokenName } from './names.ts'
import { gib, gibRough } from './numbers.ts'

const bytesPerGib = 1024 ** 3

/** The headline: what is needed, and yes, barely or no where GPUs were named; else the smallest cards that hold it. */
export function fitTitle(view: FitView): string {
  const text = title(view)
  // Chinese sets no space after a full-width bracket.
  return view.question.language === 'zh' ? text.replaceAll('） ', '）') : text
}

function title(view: FitView): string {
  const { asked, decider, ramBytes, question } = view
  if (ramBytes !== undefined) {
    const words = { subject: subject(view), need: gibRough(ramBytes) }
    return question.systemRamGb === null
      ? view.t('fit.title.ram', words)
      : view.t('fit.title.ramOf', { ...words, ram: question.systemRamGb })
  }
  if (asked.length === 0) return needTitle(view)
  if (decider === undefined) return mixedTitle(view)
  if (decider.caveats.includes('unsupported-format')) return unsupportedTitle(view, decider)
  if (view.hybrid !== undefined) return hybridTitle(view, decider, view.hybrid, subject(view, { ...decider, recipe: view.hybrid.recipe }))
  if (isAsManyAsNeeded(view, decider))
    return view.t('fit.title.many', {
      subject: subject(view, decider),
      need: gibRough(decider.memory.total.value),
      gpu: countedName(decider),
    })
  return verdictTitle(view, decider, asked.length === 1 ? countedName(decider) : sizedName(view, decider))
}

/** A server card without a count, of which one is not enough: the question was how many. */
function isAsManyAsNeeded({ question }: FitView, option: Option): boolean {
  const { gpu, count } = option
  return count > 1 && isSound(option) && question.gpus.some((asked) => asked.id === gpu.id && asked.count === null)
}

function verdictKey(option: Option) {
  if (option.verdict === 'no') return 'fit.title.no'
  if (follyOf(option) !== undefined) return 'fit.title.foolish'
  if (missOf(option) !== undefined) return 'fit.title.misses'
  return option.verdict === 'fits' ? 'fit.title.yes' : 'fit.title.barely'
}

function verdictTitle(view: FitView, option: Option, gpu: string): string {
  return view.t(verdictKey(option), {
    subject: subject(view, option),
    need: gib(option.memory.total.value),
    gpu,
    ceiling: gib(option.memory.ceilingPerGpu * option.count),
    usable: gib(option.memory.usablePerGpu * option.count),
  })
}

function sizedName({ t }: FitView, { gpu, count, memoryGb }: Option): string {
  if (gpu.class === 'apple' && count === 1) return t('fit.where.sizedMac', { gb: memoryGb })
  return t('fit.where.sized', { count, gb: memoryGb })
}

function unsupportedTitle(view: FitView, option: Option): string {
  const words = {
    gpu: spokenName(option),
    formats: formatName(option.recipe.format),
    runtime: option.recipe.runtime,
    subject: subject(view, option),
    need: needed(view),
  }
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
  if (best.shortfall !== undefined) return loadTitle(view, best, words)
  const where = wherePhrases(view)
  if (where.length === 0) return t('fit.title.bare', words)
  const key = isComfortable(view) ? 'fit.title.needs' : 'fit.title.tight'
  return t(key, { ...words, where: where.join(t('fit.semicolon')) })
}

const mostNames = 2

/** More was asked than room: which sets do it, cheapest first, and not which cards have the memory. */
function loadTitle({ t, estimate }: FitView, best: Option, words: { readonly subject: string; readonly need: string }): string {
  if (!isSound(best)) return t('fit.title.missed', words)
  const others = estimate.options.filter(
    (option) =>
      isSound(option) && option.gpu.id !== best.gpu.id && option.verdict === 'fits' && option.recipe.format === best.recipe.format,
  )
  const names = [best, ...others].slice(0, mostNames).map(countedName)
  return t(best.verdict === 'fits' ? 'fit.title.needs' : 'fit.title.tight', { ...words, where: names.join(t('fit.or')) })
}

/** `70B in 4-bit`, `Llama-3.1-8B in Q4_K_M for 4 users`. The format is that of the option spoken of. */
function subject(view: FitView, option?: Option): string {
  const { t, question, estimate } = view
  const meant = estimate.workload.model
  const bySize = question.model === null && question.paramsB !== null && estimate.workload.spread !== undefined
  const model = bySize ? sizeName(question.paramsB, question.activeParamsB) : modelName(meant)
  const bits = bareBits(question.quant)
  const recipe = option?.recipe ?? estimate.byRecipe[0]?.recipe
  const format = recipe === undefined ? '' : formatName(recipe.format)
  const what =
    option !== undefined && option.verdict !== 'no' && inAnotherFormat(view, option)
      ? insteadSubject(view, model, format)
      : bits === undefined
        ? t('fit.subject.format', { model, format })
        : t('fit.subject.bits', { model, bits })
  const load = loadWords(view)
  return load === '' ? what : t('fit.subject.load', { subject: what.trimEnd(), load })
}

/** What was taken is not what was meant: said where the verdict is. */
function insteadSubject({ t, question, estimate }: FitView, model: string, format: string): string {
  const words = { model, format, meant: formatName(estimate.workload.recipes[0].format) }
  return question.quant === null ? t('fit.subject.notPublished', words) : t('fit.subject.notMeant', words)
}

/** The whole need on one accelerator; a span where the recipes differ by more than a GiB. */
function needed({ estimate }: FitView): string {
  const totals = estimate.byRecipe.map((entry) => entry.memory.total.value)
  const low = Math.min(estimate.memory.total.value, ...totals)
  const high = Math.max(estimate.memory.total.value, ...totals)
  if (high - low <= bytesPerGib || gibRough(low) === gibRough(high)) return gibRough(estimate.memory.total.value)
  return `${gibRough(low)}–${gibRough(high)}`
}
