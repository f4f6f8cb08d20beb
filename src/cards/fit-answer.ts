import type { Option } from '../estimator/types.ts'
import { bestOption, type FitView, inAnotherFormat, ratePerUser } from './fit-view.ts'
import { countedName, formatName, spokenName } from './names.ts'
import { gib, rateSpan, significant, usdPerHour } from './numbers.ts'

/** One or two sentences after which a reader may stop. */
export function fitAnswer(view: FitView): string {
  const sentences = view.decider === undefined ? openAnswer(view) : askedAnswer(view, view.decider)
  // Chinese sets no space after a full-width bracket or between sentences.
  return view.question.language === 'zh' ? sentences.join('').replaceAll('） ', '）') : sentences.join(' ')
}

function openAnswer(view: FitView): readonly string[] {
  const { t, best, nearMiss } = view
  if (best === undefined) return [t('fit.answer.nothing')]
  const sentences = [withSingle(view, best)]
  if (best.verdict === 'tight') sentences.push(t('fit.answer.tightRuns', { gib: gib(best.headroomBytes) }))
  if (nearMiss !== undefined) sentences.push(failure(view, nearMiss))
  return sentences
}

function askedAnswer(view: FitView, only: Option): readonly string[] {
  const { t, best } = view
  if (only.verdict === 'fits') return [runs(view, only), t('fit.answer.free', { gib: gib(only.headroomBytes) })]
  const remedies = remediesFor(view, only)
  if (only.caveats.includes('unsupported-format'))
    return remedies.length === 0 ? [t('fit.answer.nothing')] : remedies.map((option) => runs(view, option))
  if (only.verdict === 'tight') {
    const safer = remedies.map(spokenName).slice(0, 1)
    return [
      runs(view, only),
      t('fit.answer.barely', { gib: gib(only.headroomBytes) }),
      ...safer.map((gpu) => t('fit.answer.safer', { gpu })),
    ]
  }
  const short = only.headroomBytes < 0
  const first = t(short ? 'fit.answer.itIsShort' : 'fit.answer.itHasNoRoom', { gib: gib(Math.abs(only.headroomBytes)) })
  if (best === undefined) return [first, t('fit.answer.nothing')]
  return [first, ...remedies.map((option) => runs(view, option))]
}

/** What to use instead: more of the same card, and the first other one that holds it. */
function remediesFor({ estimate }: FitView, option: Option): readonly Option[] {
  const same = estimate.options
    .filter((other) => other.gpu.id === option.gpu.id && other.count > option.count && other.verdict === 'fits')
    .sort((a, b) => a.count - b.count)[0]
  const other = bestOption(
    estimate.options.filter((candidate) => candidate.gpu.id !== option.gpu.id),
    estimate.workload,
  )
  return [same, other].filter((found) => found !== undefined).slice(0, 2)
}

/** Several cards are cheapest: also what one card alone does. */
function withSingle(view: FitView, best: Option): string {
  const { t, estimate } = view
  const alone = estimate.options.filter((option) => option.count === 1 && option.verdict === 'fits' && !option.caveats.includes('slow'))
  const single = bestOption(alone, estimate.workload)
  const speed = single === undefined ? undefined : ratePerUser(single, estimate.workload.concurrency)
  if (best.count === 1 || best.verdict !== 'fits' || single === undefined || speed === undefined) return runs(view, best)
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

function failure({ t }: FitView, option: Option): string {
  const words = { gpu: countedName(option), gib: gib(Math.abs(option.headroomBytes)) }
  return option.headroomBytes < 0 ? t('fit.answer.short', words) : t('fit.answer.noRoom', words)
}
