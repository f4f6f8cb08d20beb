import type { PriceOffer } from '../catalog/offers.ts'
import type { AskedCard, Quantity } from '../estimator/types.ts'
import { altOf, type ComparisonChart, type ComparisonChartRow, plotted } from './chart.ts'
import type { OwnWay } from './compare-api-figures.ts'
import { type ComparedJob, isHeld } from './compare-view.ts'
import { gpuName } from './names.ts'
import { rateRange, significant, usdPerHour } from './numbers.ts'
import { hourly, nameOf, type Priced } from './price-view.ts'
import type { Translate } from './words/words.ts'

/** More are no longer told apart at a glance. */
const mostRows = 8

/** In the currency the words are in. */
const amount = (t: Translate, text: string) => t('chart.money', { amount: text })

interface Compared {
  readonly title: string
  readonly axis: string
  readonly unit: string
  readonly best: 'most' | 'least'
  readonly rows: readonly ComparisonChartRow[]
}

/** Undefined where there is nothing to compare with, or nothing to compare. */
function comparison(t: Translate, { best, rows, ...said }: Compared): ComparisonChart | undefined {
  const values = rows.flatMap(({ value }) => value ?? [])
  if (rows.length < 2 || values.length === 0) return undefined
  const winner = best === 'most' ? Math.max(...values) : Math.min(...values)
  const marked = rows.slice(0, mostRows).map((row) => (row.value === winner ? { ...row, best: true as const } : row))
  const sentences = marked.map(({ label, text }) => `${label} ${text}`)
  return { kind: 'comparison', ...said, rows: marked, alt: altOf(t('chart.alt', said), sentences, t('chart.join'), t('chart.stop')) }
}

/** How fast one user is answered, of the job most of them hold. Pure. */
export function speedChart(t: Translate, jobs: readonly ComparedJob[], withoutGpu?: Quantity): ComparisonChart | undefined {
  const heldIn = (job: ComparedJob) => job.rows.filter(isHeld).length
  const [first, ...others] = jobs
  if (first === undefined) return undefined
  const job = others.reduce((most, one) => (heldIn(one) > heldIn(most) ? one : most), first)
  const rows = job.rows.map((row): ComparisonChartRow => {
    const speed = isHeld(row) ? row.option.decodeTokensPerSecond : undefined
    return speed === undefined ? { label: row.label, text: t('chart.speed.not') } : speedRow(row.label, speed)
  })
  const cpu = withoutGpu === undefined ? [] : [speedRow(t('chart.speed.noGpu'), withoutGpu)]
  return comparison(t, {
    title: job.title,
    axis: t('chart.speed.axis'),
    unit: t('chart.unit.speed'),
    best: 'most',
    rows: [...rows, ...cpu],
  })
}

function speedRow(label: string, speed: Quantity): ComparisonChartRow {
  return { label, text: rateRange(speed), value: plotted(speed.value), low: plotted(speed.low), high: plotted(speed.high) }
}

/** A million tokens on a machine of one's own that is always busy, and what the API asks for them. Pure. */
export function millionChart(
  t: Translate,
  model: string,
  gpu: string,
  ways: readonly OwnWay[],
  api: readonly (readonly [string, number])[],
) {
  const own = ways.map(({ kind, usdAtFullLoad: usd }): ComparisonChartRow => {
    const label = t(kind === 'rented' ? 'compare.api.rented' : 'compare.api.owned', { gpu })
    const text = `${amount(t, significant(usd.value))} (${significant(usd.low)}–${significant(usd.high)})`
    return { label, text, value: plotted(usd.value), low: plotted(usd.low), high: plotted(usd.high) }
  })
  const theirs = api.map(([label, usd]): ComparisonChartRow => ({ label, text: amount(t, significant(usd)), value: plotted(usd) }))
  return comparison(t, {
    title: t('chart.million.title', { model }),
    axis: t('chart.million.axis'),
    unit: t('chart.unit.million'),
    best: 'least',
    rows: [...own, ...theirs],
  })
}

/** What each provider asks for one card, cheapest first. Pure. */
export function offersChart(t: Translate, { gpu, memoryGb }: Pick<AskedCard, 'gpu' | 'memoryGb'>, offers: readonly PriceOffer[]) {
  const shown = Math.min(mostRows, offers.length)
  return comparison(t, {
    title: t('chart.offers.title', { gpu: gpuName(gpu, memoryGb) }),
    axis: shown < offers.length ? t('chart.offers.axisSome', { shown, all: offers.length }) : t('chart.offers.axis'),
    unit: t('chart.unit.hour'),
    best: 'least',
    rows: offers.map(({ provider, usdPerHour: usd }) => ({ label: provider, text: amount(t, usdPerHour(usd)), value: plotted(usd) })),
  })
}

/** What an hour of each costs. The range of all that was ever asked is in the text alone: as a line it would dwarf the bars. Pure. */
export function hourlyChart(t: Translate, rows: readonly Priced[]): ComparisonChart | undefined {
  const bars = rows.map((row): ComparisonChartRow => {
    const { rental, count } = row
    if (rental === undefined) return { label: nameOf(row), text: t('price.none') }
    const text = `${amount(t, usdPerHour(hourly(row)))} (${usdPerHour(rental.low * count)}–${usdPerHour(rental.high * count)})`
    return { label: nameOf(row), text, value: plotted(hourly(row)) }
  })
  return comparison(t, {
    title: t('chart.hourly.title'),
    axis: t('chart.hourly.axis'),
    unit: t('chart.unit.hour'),
    best: 'least',
    rows: bars,
  })
}
