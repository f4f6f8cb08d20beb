import type { Estimate, Option, Verdict } from '../estimator/types.ts'
import type { Question } from '../language/question.ts'
import type { Tone } from './card.ts'
import { quickTranslate } from './words/quick.ts'
import type { Translate } from './words/words.ts'

/** What every part of the /fit card needs to know, worked out once. */
export interface FitView {
  readonly estimate: Estimate
  readonly question: Question
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
}

export function fitView(estimate: Estimate, question: Question): FitView {
  const asked = decidingOptions(estimate.options)
  const best = bestOption(estimate.options)
  const failing = estimate.options.filter((option) => option.verdict === 'no')
  const nearMiss = failing.find((option) => option.role === 'near-miss') ?? failing[0]
  const tone = asked.length > 0 ? bestTone(asked) : bestTone(best === undefined ? [] : [best])
  return { estimate, question, t: quickTranslate(question.language), asked, decider: deciderOf(asked, question), best, nearMiss, tone }
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

/** The first that fits, first of all those worth recommending; then what is only just enough. */
export function bestOption(options: readonly Option[]): Option | undefined {
  const holds = options.filter((option) => option.verdict !== 'no')
  const pleasant = holds.filter((option) => option.verdict === 'fits' && !option.caveats.includes('slow'))
  return pleasant[0] ?? holds.find((option) => option.verdict === 'fits') ?? holds[0]
}

function bestTone(options: readonly Option[]): Tone {
  if (options.some((option) => option.verdict === 'fits')) return 'fits'
  return options.some((option) => option.verdict === 'tight') ? 'tight' : 'too-big'
}

/** Of each GPU asked about: the count that was said, or else a single one ("a 4090" is one). Its best recipe where it has several. */
function decidingOptions(options: readonly Option[]): readonly Option[] {
  const rank = { fits: 0, tight: 1, no: 2 }
  const byCard = new Map<string, Option>()
  for (const option of options) {
    if (!option.asked) continue
    const key = `${option.gpu.id} ${option.memoryGb}`
    const known = byCard.get(key)
    const better =
      known === undefined || option.count < known.count || (option.count === known.count && rank[option.verdict] < rank[known.verdict])
    if (better) byCard.set(key, option)
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
