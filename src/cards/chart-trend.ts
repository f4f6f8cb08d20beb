import { dollars, type Money } from '../catalog/currencies.ts'
import type { Language } from '../language/question.ts'
import type { PriceDay } from '../prices/trend.ts'
import { altOf, plotted, type TrendChart } from './chart.ts'
import { usdPerHour } from './numbers.ts'
import { type Translate, translate } from './words/words.ts'

/** Fewer days are no trend. */
const fewestDays = 3
/** More lines are no longer told apart at a glance. */
const mostLines = 4

/** Whose prices a trend is of: catalog ids, and what they are called there; and the money it is in, where that is not US dollars. */
export interface TrendAsked {
  readonly gpus: readonly { readonly id: string; readonly name: string }[]
  readonly money?: Money
}

type Line = TrendChart['lines'][number]

/** What each GPU cost on each day: of one its median and its cheapest offer, of several the medians. Undefined where too little is known. Pure. */
export function trendChart(
  language: Language,
  gpus: readonly { readonly name: string; readonly days: readonly PriceDay[] }[],
  money: Money = dollars,
): TrendChart | undefined {
  const t = translate(language, money.currency)
  const known = gpus.filter(({ days }) => days.length >= fewestDays).slice(0, mostLines)
  const [first, ...others] = known
  if (first === undefined) return undefined
  const lines =
    others.length === 0
      ? [
          lineOf(t, t('chart.trend.median'), first.days, 'median', money.perUsd),
          lineOf(t, t('chart.trend.least'), first.days, 'least', money.perUsd),
        ]
      : known.map(({ name, days }) => lineOf(t, name, days, 'median', money.perUsd))
  const days = known.flatMap((gpu) => gpu.days.map(({ day }) => day)).toSorted()
  const said = {
    title: others.length === 0 ? t('chart.trend.title', { gpu: first.name }) : t('chart.trend.titleSeveral'),
    axis: t('chart.trend.axis', { from: days.at(0) ?? '', to: days.at(-1) ?? '' }),
  }
  const sentences = lines.map((line) => sentence(t, line))
  return {
    kind: 'trend',
    ...said,
    unit: t('chart.unit.hour'),
    lines,
    alt: altOf(t('chart.alt', said), sentences, t('chart.join'), t('chart.stop')),
  }
}

const amount = (t: Translate, value: number | undefined) => t('chart.money', { amount: usdPerHour(value ?? 0) })

function lineOf(t: Translate, label: string, days: readonly PriceDay[], figure: 'median' | 'least', perUsd: number): Line {
  const points = days.map((day) => ({ day: day.day, value: plotted(day[figure] * perUsd) }))
  return { label, text: t('chart.trend.text', { first: amount(t, points.at(0)?.value), last: amount(t, points.at(-1)?.value) }), points }
}

function sentence(t: Translate, { label, points }: Line): string {
  const values = points.map(({ value }) => value)
  return t('chart.trend.line', {
    label,
    first: amount(t, values.at(0)),
    last: amount(t, values.at(-1)),
    low: amount(t, Math.min(...values)),
    high: amount(t, Math.max(...values)),
  })
}
