import type { Language } from '../language/question.ts'
import type { PriceDay } from '../prices/trend.ts'
import { altOf, plotted, type TrendChart } from './chart.ts'
import { usdPerHour } from './numbers.ts'
import { quickTranslate } from './words/quick.ts'
import type { Translate } from './words/words.ts'

/** Fewer days are no trend. */
const fewestDays = 3
/** More lines are no longer told apart at a glance. */
const mostLines = 4

/** Whose prices a trend is of: catalog id, and what it is called there. */
export interface TrendOf {
  readonly gpu: string
  readonly name: string
}

type Line = TrendChart['lines'][number]

/** What each GPU cost on each day: of one its median and its cheapest offer, of several the medians. Undefined where too little is known. Pure. */
export function trendChart(
  language: Language,
  gpus: readonly { readonly name: string; readonly days: readonly PriceDay[] }[],
): TrendChart | undefined {
  const t = quickTranslate(language)
  const known = gpus.filter(({ days }) => days.length >= fewestDays).slice(0, mostLines)
  const [first, ...others] = known
  if (first === undefined) return undefined
  const lines =
    others.length === 0
      ? [lineOf(t, t('chart.trend.median'), first.days, 'median'), lineOf(t, t('chart.trend.least'), first.days, 'least')]
      : known.map(({ name, days }) => lineOf(t, name, days, 'median'))
  const days = known.flatMap((gpu) => gpu.days.map(({ day }) => day)).toSorted()
  const said = {
    title: others.length === 0 ? t('chart.trend.title', { gpu: first.name }) : t('chart.trend.titleSeveral'),
    axis: t('chart.trend.axis', { from: days.at(0) ?? '', to: days.at(-1) ?? '' }),
  }
  const sentences = lines.map((line) => sentence(t, line))
  return { kind: 'trend', ...said, unit: '$/h', lines, alt: altOf(t('chart.alt', said), sentences, t('chart.join'), t('chart.stop')) }
}

const dollars = (usd: number | undefined) => `$${usdPerHour(usd ?? 0)}`

function lineOf(t: Translate, label: string, days: readonly PriceDay[], figure: 'median' | 'least'): Line {
  const points = days.map((day) => ({ day: day.day, value: plotted(day[figure]) }))
  return { label, text: t('chart.trend.text', { first: dollars(points.at(0)?.value), last: dollars(points.at(-1)?.value) }), points }
}

function sentence(t: Translate, { label, points }: Line): string {
  const values = points.map(({ value }) => value)
  return t('chart.trend.line', {
    label,
    first: dollars(values.at(0)),
    last: dollars(values.at(-1)),
    low: dollars(Math.min(...values)),
    high: dollars(Math.max(...values)),
  })
}
