import type { Option } from '../estimator/types.ts'
import { type FitView, inAnotherFormat } from './fit-view.ts'
import { formatName } from './names.ts'
import { gibRough } from './numbers.ts'

const bytesPerGib = 1024 ** 3
/** Card sizes sold, GB. */
const cardSizes = [4, 6, 8, 12, 16, 24]

/**
 * The smallest cards that hold it, in words: "one 48 GB card or two 24 GB cards"; then what holds it only just; then, where
 * a smaller format was taken for what the meant one does not fit, the cards for that.
 */
export function wherePhrases(view: FitView): readonly string[] {
  const { t, best, estimate } = view
  const asMeant = estimate.options.filter((option) => !inAnotherFormat(view, option))
  const fitting = asMeant.filter((option) => option.verdict === best?.verdict)
  const phrases = [orJoined(view, smallestCards(view, fitting, estimate.memory.total.high))]
  const smaller = asMeant.filter(
    (option) => best?.verdict === 'fits' && option.verdict === 'tight' && option.memoryGb < smallestCard(fitting),
  )
  const barely = orJoined(view, smallestCards(view, smaller))
  if (phrases[0] !== '' && barely !== '') phrases.push(t('fit.where.barely', { where: barely }))
  phrases.push(insteadPhrase(view))
  return phrases.filter((phrase) => phrase !== '')
}

function insteadPhrase(view: FitView): string {
  const { t, best, estimate } = view
  const instead = estimate.options.filter((option) => inAnotherFormat(view, option) && option.verdict === best?.verdict)
  const [first] = instead
  if (first === undefined) return ''
  const { format } = first.recipe
  const alike = instead.filter((option) => option.recipe.format.name === format.name)
  const where = orJoined(view, smallestCards(view, alike))
  const need = gibRough(Math.min(...alike.map((option) => option.memory.total.value)))
  return where === '' ? '' : t('fit.where.instead', { format: formatName(format), need, where })
}

function orJoined({ t }: FitView, phrases: readonly string[]): string {
  return phrases.join(t('fit.or'))
}

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

/** Memory of the whole set, GB; a few large cards count as smaller than many small ones of the same sum. */
function size(option: Option): number {
  return option.count * option.memoryGb * (1 + 0.02 * option.count)
}

function smallestCard(options: readonly Option[]): number {
  return options.reduce((least, option) => Math.min(least, option.memoryGb), Number.POSITIVE_INFINITY)
}

function smallest(options: readonly Option[]): Option | undefined {
  return options.reduce<Option | undefined>(
    (least, option) => (least === undefined || size(option) < size(least) ? option : least),
    undefined,
  )
}
