import { readingSpeed } from '../estimator/serving.ts'
import type { Option } from '../estimator/types.ts'
import { flaws } from './fit-load.ts'
import { offloadSentences, ramSentences, waitSpan } from './fit-offload.ts'
import { isSound } from './fit-sound.ts'
import { bestOption, type FitView, inAnotherFormat, ratePerUser, shownOption } from './fit-view.ts'
import { countedName, formatName, spokenName } from './names.ts'
import { gibLeft, rateSpan, significant, tokens, usdPerHour } from './numbers.ts'

/** Longer than anybody waits without having been told, seconds. */
export const longWait = 60

/** One or two sentences after which a reader may stop. */
export function fitAnswer(view: FitView): string {
  const places =
    view.ramBytes !== undefined
      ? ramAnswer(view, view.ramBytes)
      : view.decider === undefined
        ? openAnswer(view)
        : askedAnswer(view, view.decider)
  const sentences = [...beyond(view), ...places, ...longPrompt(view)]
  // Chinese sets no space after a full-width bracket or between sentences.
  return view.question.language === 'zh' ? sentences.join('').replaceAll('） ', '）') : sentences.join(' ')
}

function beyond({ t, beyondLimit, estimate }: FitView): readonly string[] {
  if (beyondLimit === undefined) return []
  return [t('fit.answer.beyondLimit', { limit: tokens(beyondLimit), context: tokens(estimate.workload.contextTokens) })]
}

/** Minutes before the first word are half of the answer to who asks for a long context. */
function longPrompt(view: FitView): readonly string[] {
  const option = view.hybrid === undefined && view.ramBytes === undefined ? shownOption(view) : undefined
  const wait = option?.fullPromptSeconds
  if (option === undefined || wait === undefined || wait.value < longWait) return []
  const words = { context: tokens(view.estimate.workload.contextTokens), time: waitSpan(view, wait), gpu: spokenName(option) }
  return [view.t('fit.answer.fullPrompt', words)]
}

function ramAnswer(view: FitView, need: number): readonly string[] {
  const { t, best, estimate } = view
  const sentences = [...ramSentences(view, need), ...(estimate.withoutGpu === undefined ? [t('fit.answer.ram')] : [])]
  return best === undefined ? sentences : [...sentences, t('fit.answer.withGpu', { sentence: runs(view, best) })]
}

function openAnswer(view: FitView): readonly string[] {
  const { t, best, nearMiss } = view
  if (best === undefined) return [nowhere(view)]
  const sentences = isSound(best) ? [withSingle(view, best)] : [runs(view, best), ...flaws(view, best)]
  if (best.verdict === 'tight') sentences.push(t('fit.answer.tightRuns', { gib: left(best) }))
  if (nearMiss !== undefined) sentences.push(failure(view, nearMiss))
  return sentences
}

/** Nothing holds it; or nothing was tried, because the runtime cannot read the format anywhere. */
function nowhere({ t, estimate }: FitView): string {
  const [recipe] = estimate.workload.recipes
  const isUnreadable = estimate.options.every((option) => option.caveats.includes('unsupported-format'))
  return isUnreadable ? t('fit.answer.unreadable', { runtime: recipe.runtime, format: formatName(recipe.format) }) : t('fit.answer.nothing')
}

function askedAnswer(view: FitView, only: Option): readonly string[] {
  const { t, best } = view
  const remedies = remediesFor(view, only)
  if (only.verdict !== 'no' && !isSound(only)) return [...flaws(view, only), ...remedies.map((option) => runs(view, option))]
  if (only.verdict === 'fits') return [runs(view, only), t('fit.answer.free', { gib: left(only) })]
  if (only.caveats.includes('unsupported-format'))
    return remedies.length === 0 ? [nowhere(view)] : remedies.map((option) => runs(view, option))
  if (only.verdict === 'tight') {
    const safer = roomier(view, only, remedies).map(spokenName).slice(0, 1)
    return [runs(view, only), t('fit.answer.barely', { gib: left(only) }), ...safer.map((gpu) => t('fit.answer.safer', { gpu }))]
  }
  const short = isShort(only)
  const first = t(short ? 'fit.answer.itIsShort' : 'fit.answer.itHasNoRoom', { gib: left(only) })
  const withRam = offloadSentences(view, only)
  if (view.hybrid !== undefined)
    return [...withRam, ...remedies.slice(0, 1).map((option) => t('instead.answer.withoutRam', { sentence: runs(view, option) }))]
  if (best === undefined) return [first, ...withRam, t('fit.answer.nothing')]
  return [first, ...withRam, ...remedies.map((option) => runs(view, option))]
}

/** More of a card that is too little; any number of it that does, where this many hold the job and do not do. */
function isOtherCount(other: Option, option: Option): boolean {
  return option.verdict === 'fits' && !isSound(option) ? isSound(other) : other.count > option.count
}

/** What to use instead: more of the same card, and the first other one that holds it. */
function remediesFor({ estimate }: FitView, option: Option): readonly Option[] {
  const same = estimate.options
    .filter((other) => other.gpu.id === option.gpu.id && other.verdict === 'fits' && isOtherCount(other, option))
    .sort((a, b) => a.count - b.count)[0]
  const other = bestOption(
    estimate.options.filter((candidate) => candidate.gpu.id !== option.gpu.id),
    estimate.workload,
  )
  return [same, other].filter((found) => found !== undefined).slice(0, 2)
}

/** Who has little room is not helped by something much slower, where anything else holds it. */
const muchSlower = 0.7

/** As fast and no more cards of another kind, where there is one: who has a card would exchange it rather than build a machine for several. */
function roomier(view: FitView, option: Option, found: readonly Option[]): readonly Option[] {
  const { workload, options } = view.estimate
  const rate = (other: Option) => ratePerUser(other, workload.concurrency)?.value ?? 0
  const isFast = (other: Option) => rate(other) >= muchSlower * rate(option)
  const isAsFew = (other: Option) => other.count <= option.count || other.gpu.id === option.gpu.id
  const fast = options.filter((other) => other.verdict === 'fits' && isFast(other))
  const best =
    found.find((other) => isFast(other) && isAsFew(other)) ?? bestOption(fast.filter(isAsFew), workload) ?? bestOption(fast, workload)
  return best === undefined ? found : [best]
}

/** Several cards are cheapest: also what one card alone does. */
function withSingle(view: FitView, best: Option): string {
  const { t, estimate } = view
  const alone = estimate.options.filter((option) => option.count === 1 && option.verdict === 'fits' && !option.caveats.includes('slow'))
  const single = bestOption(alone, estimate.workload)
  const speed = single === undefined ? undefined : ratePerUser(single, estimate.workload.concurrency)
  if (best.count === 1 || best.verdict !== 'fits' || single === undefined || speed === undefined || speed.value < readingSpeed)
    return runs(view, best)
  return t('fit.answer.onOneCard', { several: runs(view, best), gpu: nameInFormat(view, single), speed: rateSpan(speed) })
}

function runs(view: FitView, option: Option): string {
  const { t, estimate } = view
  const users = estimate.workload.concurrency
  const each = ratePerUser(option, users)
  const price = priceWords(view, option)
  const gpu = nameInFormat(view, option)
  if (each === undefined) return t('fit.answer.holds', { gpu, price })
  if (users === 1) return t('fit.answer.runs', { gpu, speed: rateSpan(each), price })
  const total = significant(option.totalTokensPerSecond?.value ?? each.value * users)
  return t('fit.answer.serves', { gpu, users, speed: rateSpan(each), total, price })
}

/** With the format where it is another than the question means. */
function nameInFormat(view: FitView, option: Option): string {
  const gpu = spokenName(option)
  return !inAnotherFormat(view, option) ? gpu : view.t('fit.answer.inFormat', { gpu, format: formatName(option.recipe.format) })
}

function priceWords({ t }: FitView, option: Option): string {
  if (option.usdPerHour !== undefined) return t('fit.answer.priceHour', { usd: usdPerHour(option.usdPerHour.value) })
  return option.purchaseUsd === undefined ? '' : t('fit.answer.priceBuy', { usd: significant(option.purchaseUsd.value) })
}

/** Free, or missing, on the whole candidate: the difference of the need and the limit on the card. */
function left({ memory, count }: Option): string {
  return gibLeft(memory.total.value, memory.ceilingPerGpu * count)
}

function isShort({ memory, count }: Option): boolean {
  return memory.total.value > memory.ceilingPerGpu * count
}

function failure({ t }: FitView, option: Option): string {
  const words = { gpu: countedName(option), gib: left(option) }
  return isShort(option) ? t('fit.answer.short', words) : t('fit.answer.noRoom', words)
}
