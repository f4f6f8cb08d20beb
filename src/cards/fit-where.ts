import { readingSpeed } from '../estimator/serving.ts'
import type { Option, Smallest } from '../estimator/types.ts'
import { type FitView, ratePerUser } from './fit-view.ts'
import { formatName } from './names.ts'
import { gibRough } from './numbers.ts'

/**
 * The smallest cards that hold it, in words: "one 48 GB card or two 24 GB cards"; then what holds it only just; then, where
 * a smaller way is at hand than the meant one, the cards for that.
 */
export function wherePhrases(view: FitView): readonly string[] {
  const { t, estimate } = view
  const meant = estimate.smallest.filter(({ recipe }) => !recipe.fallback)
  const phrases = [joined(view, meant, 'fits'), barelyOn(view, meant), insteadPhrase(view, meant)].filter((phrase) => phrase !== '')
  if (phrases.length > 0) return phrases
  const shared = smallestMachine(view)
  return shared === undefined ? [] : [t('fit.where.mac', { gb: shared.memoryGb })]
}

/** Whether anything holds what was meant, or its fallback, with ease. */
export function isComfortable({ estimate, best }: FitView): boolean {
  return best?.verdict === 'fits' || estimate.smallest.some(({ verdict }) => verdict === 'fits')
}

function barelyOn(view: FitView, ways: readonly Smallest[]): string {
  const where = joined(view, ways, 'tight')
  return where === '' ? '' : view.t('fit.where.barely', { where })
}

/** Nobody looks for less than this, GB. */
const smallCard = 10

/** A smaller format, or the same under a runtime that needs less: where that asks for less hardware than what was meant. */
function insteadPhrase(view: FitView, meant: readonly Smallest[]): string {
  const { t, estimate } = view
  const least = Math.min(...meant.map(size))
  if (least <= smallCard) return ''
  const smaller = estimate.smallest.filter((way) => way.recipe.fallback && way.verdict === 'fits' && size(way) < least)
  const own = smaller.find(({ recipe }) => recipe === view.best?.recipe)
  const first =
    own ?? smaller.reduce<Smallest | undefined>((best, way) => (best === undefined || size(way) < size(best) ? way : best), undefined)
  if (first === undefined) return ''
  const { format, runtime } = first.recipe
  const alike = smaller.filter(({ recipe }) => recipe.format.name === format.name && recipe.runtime === runtime)
  const isMeant = estimate.workload.recipes.some((recipe) => !recipe.fallback && recipe.format.name === format.name)
  const name = isMeant ? t('fit.memory.recipe', { format: formatName(format), runtime }) : formatName(format)
  const need = gibRough(Math.min(...alike.map(({ bytes }) => bytes)))
  return t('fit.where.instead', { format: name, need, where: joined(view, alike, 'fits') })
}

function joined({ t }: FitView, ways: readonly Smallest[], verdict: Smallest['verdict']): string {
  return ways
    .filter((way) => way.verdict === verdict)
    .map((way) => cardsPhrase(t, way))
    .join(t('fit.or'))
}

const counted = new Map<number, 'fit.where.n1' | 'fit.where.n2' | 'fit.where.n4' | 'fit.where.n8'>([
  [1, 'fit.where.n1'],
  [2, 'fit.where.n2'],
  [4, 'fit.where.n4'],
  [8, 'fit.where.n8'],
])

function cardsPhrase(t: FitView['t'], { count, memoryGb, every }: Smallest): string {
  return t(every ? 'fit.where.any' : (counted.get(count) ?? 'fit.where.many'), { gb: memoryGb, count })
}

/** Memory of the whole set, GB; a few large cards count as smaller than many small ones of the same sum. */
function size({ count, memoryGb }: Smallest): number {
  return count * memoryGb * (1 + 0.02 * count)
}

/** A Mac or the like, where no card of its own holds it. */
function smallestMachine({ estimate }: FitView): Option | undefined {
  const isReadable = (option: Option) => (ratePerUser(option, estimate.workload.concurrency)?.value ?? readingSpeed) >= readingSpeed
  return estimate.options
    .filter((option) => option.verdict !== 'no' && option.count === 1 && option.gpu.usableFraction !== undefined && isReadable(option))
    .sort((a, b) => a.memoryGb - b.memoryGb)[0]
}
