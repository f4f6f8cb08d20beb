import type { PriceBook } from '../catalog/types.ts'
import { format } from '../language/format.ts'
import type { Question } from '../language/question.ts'
import type { Card, Column, Refinement, TableBlock, Tone } from './card.ts'
import { type Chart, charted } from './chart.ts'
import { hourlyChart, offersChart } from './chart-comparison.ts'
import { gpuName } from './names.ts'
import { significant, usdPerHour } from './numbers.ts'
import { bought, hourly, hoursPerMonth, limitOf, nameOf, type Priced, type PriceView, rateOf, within } from './price-view.ts'
import { quickTranslate } from './words/quick.ts'
import type { Translate } from './words/words.ts'

/** What GPUs cost, by the book at hand: on demand and to buy, with range, date and who asks least, in the language of the question. Pure. */
export function priceCard(view: PriceView): Card {
  const { question, prices, subject } = view
  const t = quickTranslate(question.language)
  return {
    language: question.language,
    title: title(view, t),
    tone: 'info',
    answer: [...answer(view, t), ...ofBudget(view, t)].join(question.language === 'zh' ? '' : ' '),
    assumed: [],
    blocks: subject.rows.length === 0 ? [] : [table(view, t)],
    ...charted(chart(view, t)),
    notes: notes(view, t),
    refinements: taps(view, t),
    sources: prices.asOf === '' ? [] : [t('price.source', { date: prices.asOf, source: sourceOf(prices, t) })],
    hint: t(subject.kind === 'classes' ? 'price.hint.open' : 'price.hint.gpu'),
  }
}

/** US dollars, an hour or to buy. */
const perHour = (usd: number) => `$${usdPerHour(usd)}`
const dollars = (usd: number) => `$${significant(usd)}`
/** `$1.25–12.3`; one figure where both are the same. */
const span = (low: string, high: string) => (low === high ? `$${low}` : `$${low}–${high}`)

/** What the price book calls the prices that come with the program. */
const bundled = 'bundled snapshot'

/** Whence the prices are; of those that were fetched the minute each source last said so. */
function sourceOf({ source, origins }: PriceBook, t: Translate): string {
  if (source === bundled) return t('price.bundled')
  if (origins === undefined) return source
  const seen = origins.map((origin) => `${origin.source} ${origin.seenAt.slice(0, 16).replace('T', ' ')}`)
  return t('price.fetched', { sources: seen.join(t('price.comma')) })
}

function title({ subject }: PriceView, t: Translate): string {
  const [first, ...others] = subject.rows
  if (subject.kind === 'classes') return t('price.title.classes')
  if (subject.kind === 'memory') {
    if (first === undefined) return t('price.title.none', { gb: subject.gb })
    const words = { gb: subject.gb, gpu: nameOf(first), usd: perHour(hourly(first)) }
    return t(subject.isTotal ? 'price.title.total' : 'price.title.cheapest', words)
  }
  if (subject.kind === 'model') {
    const model = subject.name
    return first === undefined
      ? t('price.title.noModel', { model })
      : t('price.title.model', { model, gpu: nameOf(first), usd: perHour(hourly(first)) })
  }
  if (first === undefined) return t('price.title.classes')
  if (others.length > 0) return t('price.title.several', { gpus: subject.rows.map(nameOf).join(t('price.comma')) })
  if (first.rental !== undefined) return t('price.title.rent', { gpu: nameOf(first), usd: perHour(hourly(first)) })
  return first.purchase === undefined
    ? t('price.title.unknown', { gpu: nameOf(first) })
    : t('price.title.buy', { gpu: nameOf(first), usd: dollars(bought(first)) })
}

function answer({ subject }: PriceView, t: Translate): readonly string[] {
  const [first, second] = subject.rows
  if (first === undefined) return subject.kind === 'model' ? [t('price.answer.noModel')] : []
  const last = subject.rows.at(-1) ?? first
  if (subject.kind === 'classes')
    return [t('price.answer.classes', { low: nameOf(first), usd: perHour(hourly(first)), high: nameOf(last), most: perHour(hourly(last)) })]
  if (subject.kind === 'memory' || subject.kind === 'model') {
    const next = second === undefined ? [] : [t('price.answer.cheapest', { gpu: nameOf(second), usd: perHour(hourly(second)) })]
    return [...sentences(first, t).slice(0, 1), ...next]
  }
  return subject.rows.length === 1 ? sentences(first, t) : subject.rows.flatMap((row) => sentences(row, t).slice(0, 1))
}

/** Rent, purchase, and after how many hours of rent they are the same. */
function sentences(row: Priced, t: Translate): readonly string[] {
  const { rental, purchase, count } = row
  const gpu = nameOf(row)
  const said: string[] = []
  if (rental !== undefined)
    said.push(
      t('price.answer.rent', {
        gpu,
        usd: perHour(hourly(row)),
        offers: rental.offers,
        range: span(usdPerHour(rental.low * count), usdPerHour(rental.high * count)),
        provider: rental.cheapestProvider,
        month: dollars(hourly(row) * hoursPerMonth),
      }),
    )
  if (purchase !== undefined)
    said.push(
      t('price.answer.buy', {
        usd: dollars(purchase.median),
        detail:
          purchase.low < purchase.high ? `${span(significant(purchase.low), significant(purchase.high))}, ${purchase.asOf}` : purchase.asOf,
      }),
    )
  if (rental !== undefined && purchase !== undefined)
    said.push(t('price.answer.breakEven', { hours: significant(purchase.median / rental.median) }))
  return said.length === 0 ? [t('price.answer.unknown', { gpu })] : said
}

function ofBudget({ question, subject, prices }: PriceView, t: Translate): readonly string[] {
  const limit = limitOf(question, prices.rates)
  if (limit === undefined || subject.rows.length === 0) return []
  const budget = limit.toBuy ? dollars(limit.usd) : perHour(limit.usd)
  const names = (which: 'all' | 'some') =>
    subject.rows
      .filter((row) => within(row, limit) === which)
      .map(nameOf)
      .join(t('price.comma'))
  const [all, some] = [names('all'), names('some')]
  if (all === '' && some === '') return [t('price.answer.outside', { budget })]
  if (all === '') return [t('price.answer.sometimes', { budget, gpus: some })]
  return [t(limit.toBuy ? 'price.answer.withinBuy' : 'price.answer.within', { budget, gpus: all })]
}

/** Of one GPU what each provider asks, of several what an hour of each costs. */
function chart({ subject, prices }: PriceView, t: Translate): Chart | undefined {
  const [only, ...others] = subject.rows
  if (subject.kind === 'named' && only !== undefined && others.length === 0) return offersChart(t, only, prices.offers?.(only.gpu.id) ?? [])
  return hourlyChart(t, subject.rows)
}

interface Part extends Column {
  readonly cell: (row: Priced) => string
}

function table({ question, subject, prices }: PriceView, t: Translate): TableBlock {
  const none = t('price.none')
  const limit = limitOf(question, prices.rates)
  const right = { align: 'right' } as const
  const parts: readonly Part[] = [
    { label: t('price.table.gpu'), align: 'left', keep: 1, cell: nameOf },
    { label: t('price.table.hour'), ...right, keep: 2, cell: (row) => (row.rental === undefined ? none : usdPerHour(hourly(row))) },
    {
      label: t('price.table.range'),
      ...right,
      keep: 3,
      cell: ({ rental, count }) => (rental === undefined ? none : `${usdPerHour(rental.low * count)}–${usdPerHour(rental.high * count)}`),
    },
    { label: t('price.table.cheapest'), align: 'left', keep: 5, cell: ({ rental }) => rental?.cheapestProvider ?? none },
    { label: t('price.table.providers'), ...right, keep: 7, cell: ({ rental }) => (rental === undefined ? none : String(rental.offers)) },
    {
      label: t('price.table.month'),
      ...right,
      keep: 6,
      cell: (row) => (row.rental === undefined ? none : significant(hourly(row) * hoursPerMonth)),
    },
    { label: t('price.table.buy'), ...right, keep: 4, cell: (row) => (row.purchase === undefined ? none : significant(bought(row))) },
    { label: t('price.table.date'), align: 'left', keep: 8, cell: ({ rental, purchase }) => rental?.asOf ?? purchase?.asOf ?? none },
  ]
  const tones: Readonly<Record<'all' | 'some' | 'none', Tone>> = { all: 'fits', some: 'tight', none: 'too-big' }
  return {
    kind: 'table',
    title: t('price.table.title'),
    columns: parts.map(({ label, align, keep }) => ({ label, align, keep })),
    rows: subject.rows.map((row) => ({
      cells: parts.map(({ cell }) => cell(row)),
      tone: limit === undefined ? 'info' : tones[within(row, limit)],
    })),
    more: 0,
  }
}

/** Marketplaces, whose offers are other people's machines. */
const marketplaces: ReadonlySet<string> = new Set(['vastai', 'salad', 'akash'])

function notes({ question, subject, prices }: PriceView, t: Translate): readonly string[] {
  const said: string[] = []
  if (question.unknown.length > 0)
    said.push(t('price.note.unknown', { words: question.unknown.map((word) => `“${word}”`).join(t('price.comma')) }))
  said.push(...ofCurrency(question, prices, t), ...ofChange(subject, prices, t))
  if (subject.kind === 'model') said.push(t('price.note.own'))
  if (question.trainTokens !== null || question.method !== null) said.push(t('price.note.training'))
  if (subject.rows.some(({ rental }) => rental !== undefined)) said.push(t('price.note.spot'))
  if (subject.rows.some(({ rental }) => marketplaces.has(rental?.cheapestProvider ?? ''))) said.push(t('price.note.marketplace'))
  return said
}

/** What a budget in another currency was taken for. */
function ofCurrency({ budget }: Question, { rates }: PriceBook, t: Translate): readonly string[] {
  if (budget === null || budget.currency === 'USD') return []
  const { currency } = budget
  const rate = rateOf(currency, rates)
  if (rate === undefined) return [t('price.note.currency', { currency })]
  return [t('price.note.rate', { currency, usd: dollars(budget.amount * rate), date: rates?.date ?? '' })]
}

/** How each card's price moved, as far back as there is history. */
function ofChange({ kind, rows }: PriceView['subject'], { change }: PriceBook, t: Translate): readonly string[] {
  if (kind !== 'named') return []
  return rows.flatMap((row) => {
    const moved = change?.(row.gpu.id) ?? {}
    const spans = (['day', 'week', 'month'] as const).flatMap((span) => {
      const by = moved[span]
      return by === undefined ? [] : [t(`price.change.${span}`, { percent: percent(by) })]
    })
    return spans.length === 0 ? [] : [t('price.note.change', { gpu: gpuName(row.gpu, row.memoryGb), spans: spans.join(t('price.comma')) })]
  })
}

/** `+2 %`, `−5 %`, `0 %`. */
function percent(part: number): string {
  const whole = Math.round(part * 100)
  return `${whole > 0 ? '+' : whole < 0 ? '−' : ''}${Math.abs(whole)} %`
}

const mostTaps = 4

/** What runs on each; of a model how it runs there. */
function taps({ question, subject }: PriceView, t: Translate): readonly Refinement[] {
  const plain = { budget: null, memoryGb: null, totalMemoryGb: null, deadline: null, alternatives: {}, unknown: [], problems: [] } as const
  const isOfModel = subject.kind === 'model'
  const asked = isOfModel
    ? { ...question, ...plain, intent: 'inference' as const }
    : {
        ...question,
        ...plain,
        intent: 'what-fits' as const,
        model: null,
        paramsB: null,
        activeParamsB: null,
        quant: null,
        trainTokens: null,
      }
  return subject.rows.slice(0, mostTaps).map((row) => ({
    group: 'gpu',
    label: `${nameOf(row)}: ${t(isOfModel ? 'price.tap.fit' : 'price.tap.info')}`,
    command: isOfModel ? 'fit' : 'models',
    shorthand: format({ ...asked, gpus: [{ id: row.gpu.id, count: row.count > 1 ? row.count : null, memoryGb: null }] }),
  }))
}
