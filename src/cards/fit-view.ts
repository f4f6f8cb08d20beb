import type { Money } from '../catalog/currencies.ts'
import type { PriceBook } from '../catalog/types.ts'
import { readingSpeed } from '../estimator/serving.ts'
import type { Estimate, Offload, Option, Verdict, Workload } from '../estimator/types.ts'
import type { Question } from '../language/question.ts'
import type { Tone } from './card.ts'
import { hybridOf, hybridTone } from './fit-hybrid.ts'
import { follyOf, isSound, missOf } from './fit-sound.ts'
import { shownEstimate } from './money.ts'
import { type Translate, translate } from './words/words.ts'

/** What every part of the /fit card needs to know, worked out once. */
export interface FitView {
  readonly estimate: Estimate
  readonly question: Question
  /** Of currencies a budget may be said in. */
  readonly rates: PriceBook['rates']
  readonly t: Translate
  /** For each card asked about, the option that answers the question. */
  readonly asked: readonly Option[]
  /** The one that settles it: a single GPU was asked about, or a memory size for which several stand with one verdict. */
  readonly decider: Option | undefined
  /** The first that holds it and is fast enough to be told to use; asked-for ones included. */
  readonly best: Option | undefined
  /** One worth naming because it fails. */
  readonly nearMiss: Option | undefined
  readonly tone: Tone
  /** No GPU is meant: the need in RAM, bytes. */
  readonly ramBytes: number | undefined
  /** RAM was named beside a card that is too small: how both together run it. */
  readonly hybrid: Offload | undefined
  /** The longest context the model is made for, where more was asked. */
  readonly beyondLimit: number | undefined
}

/** Beside a "no" a speed would read as a promise, though a smaller job would run at it. */
function withoutPromises(option: Option): Option {
  if (option.verdict !== 'no') return option
  const {
    decodeTokensPerSecond,
    totalTokensPerSecond,
    perUserTokensPerSecond,
    fullLoadTokensPerSecond,
    prefillTokensPerSecond,
    timeToFirstTokenSeconds,
    timeToLastFirstTokenSeconds,
    fullPromptSeconds,
    usdPerMillionOutputTokens,
    usdPerMillionOutputTokensAtFullLoad,
    ...rest
  } = option
  return rest
}

export function fitView(estimated: Estimate, question: Question, money: Money, rates?: PriceBook['rates']): FitView {
  const shown = shownEstimate(estimated, money)
  const estimate = { ...shown, options: shown.options.map(withoutPromises) }
  const asked = decidingOptions(estimate.options)
  const best = bestOption(estimate.options, estimate.workload)
  const failing = estimate.options.filter((option) => option.verdict === 'no')
  const nearMiss = failing.find((option) => option.role === 'near-miss') ?? failing[0]
  const decider = deciderOf(asked, question)
  const ramBytes =
    question.device === 'cpu' && asked.length === 0
      ? (estimate.withoutGpu?.ramBytes ?? estimate.memory.weights.value + estimate.memory.kvCache.value)
      : undefined
  const { contextTokens, model } = estimate.workload
  const beyondLimit = model.maxContext !== undefined && contextTokens > model.maxContext ? model.maxContext : undefined
  const held = asked.length > 0 ? bestTone(asked) : bestTone(best === undefined ? [] : [best])
  // That it fits is half an answer where the model cannot use it.
  const settles = decider ?? best
  const isFlawed = settles !== undefined && settles.verdict !== 'no' && !isSound(settles)
  const hybrid = hybridOf(decider)
  const tone =
    ramBytes !== undefined
      ? 'info'
      : hybrid !== undefined
        ? hybridTone(hybrid)
        : held === 'fits' && (beyondLimit !== undefined || isFlawed)
          ? 'tight'
          : held
  return {
    estimate,
    rates,
    question,
    t: translate(question.language, money.currency),
    asked,
    decider,
    best,
    nearMiss,
    tone,
    ramBytes,
    hybrid,
    beyondLimit,
  }
}

/** The one whose working and command are shown: of those asked about the best that holds it, else the best of all. */
export function shownOption({ estimate, asked, best, hybrid, decider }: FitView): Option | undefined {
  if (hybrid !== undefined && decider !== undefined) return { ...decider, recipe: hybrid.recipe }
  return bestOption(asked, estimate.workload) ?? best
}

export function toneOf(verdict: Verdict): Tone {
  return verdict === 'no' ? 'too-big' : verdict
}

/** Tokens per second one user gets when all of them are busy; undefined where it does not fit. */
export function ratePerUser(option: Option, concurrency: number): Option['decodeTokensPerSecond'] {
  if (concurrency <= 1) return option.decodeTokensPerSecond
  const total = option.totalTokensPerSecond
  if (total === undefined) return undefined
  return { ...total, value: total.value / concurrency, low: total.low / concurrency, high: total.high / concurrency }
}

/**
 * Of what makes sense and does what was asked: the first that fits and is worth recommending; then the first that fits, then what is
 * only just enough. For several users
 * the format that was meant comes before a smaller one, and where nothing is fast enough for all of them, the fastest.
 */
export function bestOption(options: readonly Option[], { concurrency, recipes }: Workload): Option | undefined {
  const speed = (option: Option) => ratePerUser(option, concurrency)?.value ?? 0
  const held = options.filter((option) => option.verdict !== 'no')
  const sane = held.filter((option) => follyOf(option) === undefined)
  const met = sane.filter((option) => missOf(option) === undefined)
  const holds = met.length > 0 ? met : sane.length > 0 ? sane : held
  const fitting = holds.filter((option) => option.verdict === 'fits')
  const pleasant = fitting.filter((option) => !option.caveats.includes('slow') && (speed(option) >= readingSpeed || speed(option) === 0))
  const fastest = [...(fitting.length > 0 ? fitting : holds)].sort((a, b) => speed(b) - speed(a))[0]
  if (met.length === 0 && sane.length > 0) return fastest
  if (concurrency === 1) return pleasant[0] ?? fitting[0] ?? holds[0]
  const asMeant = pleasant.find((option) => option.recipe.format.name === recipes[0]?.format.name || option.recipe.fallback === undefined)
  return asMeant ?? pleasant[0] ?? fastest
}

function bestTone(options: readonly Option[]): Tone {
  if (options.some((option) => option.verdict === 'fits')) return 'fits'
  return options.some((option) => option.verdict === 'tight') ? 'tight' : 'too-big'
}

/**
 * Of each GPU asked about: the count that was said, or else a single one ("a 4090" is one) in its best recipe. Server cards come
 * by the dozen: where one does not hold it, as many as do.
 */
function decidingOptions(options: readonly Option[]): readonly Option[] {
  const rank = { fits: 0, tight: 1, no: 2 }
  const byCard = new Map<string, Option>()
  for (const option of options) {
    if (!option.asked) continue
    const key = `${option.gpu.id} ${option.memoryGb}`
    const known = byCard.get(key)
    const enough = known?.verdict === 'no' && option.verdict !== 'no' && option.gpu.class === 'datacenter'
    const fewer =
      known !== undefined && (option.count < known.count || (option.count === known.count && rank[option.verdict] < rank[known.verdict]))
    if (known === undefined || enough || fewer) byCard.set(key, option)
  }
  return [...byCard.values()]
}

function deciderOf(asked: readonly Option[], question: Question): Option | undefined {
  const [first] = asked
  if (first === undefined || asked.length === 1) return first
  const alike = (option: Option) => option.verdict === first.verdict && option.count === first.count && option.memoryGb === first.memoryGb
  return question.gpus.length === 0 && asked.every(alike) ? first : undefined
}

/** Whether it took a smaller format because the one that was meant does not fit there, or does not run. */
export function inAnotherFormat({ estimate }: FitView, { recipe }: Option): boolean {
  return recipe.fallback === true && recipe.format.name !== estimate.workload.recipes[0]?.format.name
}
