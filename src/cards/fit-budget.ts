import { dollars, type Money } from '../catalog/currencies.ts'
import type { PriceBook } from '../catalog/types.ts'
import { quantity } from '../estimator/quantity.ts'
import type { Option, Quantity } from '../estimator/types.ts'
import type { Question } from '../language/question.ts'
import { isSound } from './fit-sound.ts'
import { ratePerUser } from './fit-view.ts'
import { countedName, formatName } from './names.ts'
import { rateSpan, significant, usdPerHour } from './numbers.ts'
import { limitOf } from './price-view.ts'
import { translate } from './words/words.ts'

const mostNamed = 3
const none = quantity(0, 0, 0, 'rule')

/**
 * What a budget gets of what holds the job, fastest first; of every candidate, for the short list is not chosen by price. A sentence behind the
 * answer, empty where no budget was said or none in a currency with a known rate.
 */
export function budgetSentence(question: Question, options: readonly Option[], users: number, prices: PriceBook): string {
  const { money = dollars } = prices
  const limit = limitOf(question, prices.rates)
  if (limit === undefined) return ''
  const t = translate(question.language, money.currency)
  const kind = limit.toBuy ? 'buy' : 'rent'
  const shown = (usd: number) => amount(usd, limit.toBuy, money)
  const costOf = (option: Option): Quantity | undefined => (limit.toBuy ? option.purchaseUsd : option.usdPerHour)
  const cost = (option: Option) => costOf(option)?.value ?? Number.POSITIVE_INFINITY
  const speed = (option: Option) => ratePerUser(option, users)?.value ?? 0
  const running = options.filter((option) => isSound(option) && costOf(option) !== undefined)
  const within = running.filter((option) => cost(option) <= limit.usd).sort((a, b) => speed(b) - speed(a))
  const [cheapest] = [...running].sort((a, b) => cost(a) - cost(b))
  const space = question.language === 'zh' ? '' : ' '
  const said = { budget: shown(limit.usd) }
  if (within.length === 0 && cheapest === undefined) return space + t(`budget.${kind}Unknown`, said)
  if (within.length === 0 && cheapest !== undefined)
    return space + t(`budget.${kind}Over`, { ...said, gpu: countedName(cheapest), usd: shown(cost(cheapest)) })
  const named = [...new Map(within.map((option) => [option.gpu.id, option] as const).reverse()).values()].sort(
    (a, b) => speed(b) - speed(a),
  )
  const list = named.slice(0, mostNamed).map((option) =>
    t('budget.one', {
      gpu: countedName(option),
      format: formatName(option.recipe.format),
      usd: shown(cost(option)),
      speed: rateSpan(ratePerUser(option, users) ?? none),
    }),
  )
  return space + t(`budget.${kind}`, { ...said, list: list.join(t('fit.semicolon')) })
}

const amount = (usd: number, toBuy: boolean, { perUsd }: Money) => (toBuy ? significant(usd * perUsd) : usdPerHour(usd * perUsd))
