import { dollars } from '../catalog/currencies.ts'
import type { PriceBook } from '../catalog/types.ts'
import { owning } from '../estimator/break-even.ts'
import { format } from '../language/format.ts'
import type { Card, Refinement } from './card.ts'
import { type Chart, charted } from './chart.ts'
import { hourlyChart, offersChart } from './chart-comparison.ts'
import { gpuName } from './names.ts'
import { grouped, significant, usdPerHour } from './numbers.ts'
import { apiNote } from './price-api.ts'
import { offersTable, priceTable } from './price-table.ts'
import {
  bought,
  hourly,
  hoursPerMonth,
  nameOf,
  type Priced,
  type PriceView,
  rateOf,
  type ShownPrices,
  shownView,
  within,
} from './price-view.ts'
import type { Translate } from './words/words.ts'

/** What GPUs cost, by the book at hand: on demand and to buy, with range, date and who asks least, in the language of the question. Pure. */
export function priceCard(given: PriceView): Card {
  const view = shownView(given)
  const { question, prices, subject, t } = view
  return {
    language: question.language,
    title: title(view),
    tone: 'info',
    answer: [...ofPower(view), ...ofKinds(view), ...ofSpan(view), ...answer(view), ...ofBudget(view)].join(
      question.language === 'zh' ? '' : ' ',
    ),
    assumed: [],
    blocks: subject.rows.length === 0 ? [] : [priceTable(view), ...offersTable(view)],
    ...charted(chart(view)),
    notes: notes(view),
    refinements: taps(view),
    sources: prices.asOf === '' ? [] : [t('price.source', { date: prices.asOf, source: sourceOf(prices, t) })],
    hint: t(subject.kind === 'classes' ? 'price.hint.open' : 'price.hint.gpu'),
  }
}

/** What the price book calls the prices that come with the program. */
const bundled = 'bundled snapshot'

/** Whence the prices are; of those that were fetched the minute each source last said so. */
function sourceOf({ source, origins }: PriceBook, t: Translate): string {
  if (source === bundled) return t('price.bundled')
  if (origins === undefined) return source
  const seen = origins.map((origin) => `${origin.source} ${origin.seenAt.slice(0, 16).replace('T', ' ')}`)
  return t('price.fetched', { sources: seen.join(t('price.comma')) })
}

function title({ subject, prices, kind: rented, limit, hours, perHour, amount, t }: ShownPrices): string {
  const [first, ...others] = subject.rows
  const kind = t(`price.kind.${rented}`)
  if (subject.kind === 'classes' || subject.kind === 'all')
    return first === undefined ? t('price.title.nothing') : t(`price.title.${subject.kind}`)
  if (subject.kind === 'budget') {
    const budget = limit === undefined ? '' : perHour(limit.usd)
    return first === undefined ? t('price.title.rentsNothing', { budget }) : t('price.title.rents', { budget, gpu: nameOf(first) })
  }
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
  if (first.rental === undefined && prices.filter !== undefined) return t('price.title.limited', { gpu: nameOf(first) })
  if (first.rental !== undefined && hours !== undefined)
    return t('price.title.span', { gpu: nameOf(first), hours: grouped(hours), usd: amount(hourly(first) * hours), kind })
  if (first.rental !== undefined) return t('price.title.rent', { gpu: nameOf(first), usd: perHour(hourly(first)), kind })
  return first.purchase === undefined
    ? t('price.title.unknown', { gpu: nameOf(first) })
    : t('price.title.buy', { gpu: nameOf(first), usd: amount(bought(first)) })
}

const mostNamed = 3

function answer(view: ShownPrices): readonly string[] {
  const { subject, kind, perHour, t } = view
  const [first, second] = subject.rows
  if (first === undefined) return subject.kind === 'model' ? [t('price.answer.noModel')] : []
  if (subject.kind === 'budget') {
    const said = subject.rows.slice(0, mostNamed).map((row) => t('price.answer.at', { gpu: nameOf(row), usd: perHour(hourly(row)) }))
    return [t('price.answer.budget', { list: said.join(t('price.comma')) })]
  }
  const last = subject.rows.at(-1) ?? first
  if (subject.kind === 'classes' || subject.kind === 'all')
    return [
      t('price.answer.classes', {
        kind: t(`price.kind.${kind}`),
        low: nameOf(first),
        usd: perHour(hourly(first)),
        high: nameOf(last),
        most: perHour(hourly(last)),
      }),
    ]
  if (subject.kind === 'memory' || subject.kind === 'model') {
    const next = second === undefined ? [] : [t('price.answer.cheapest', { gpu: nameOf(second), usd: perHour(hourly(second)) })]
    return [...sentences(first, view).slice(0, 1), ...next]
  }
  return subject.rows.length === 1 ? sentences(first, view) : subject.rows.flatMap((row) => sentences(row, view).slice(0, 1))
}

/** What the power of a card costs that is always busy: in the time that was said, else a month. */
function ofPower({ subject, prices: { money = dollars }, asksPower, hours = hoursPerMonth, amount, t }: ShownPrices): readonly string[] {
  if (!asksPower || subject.kind !== 'named') return []
  return subject.rows.flatMap((row) => {
    const { tdpWatts } = row.gpu
    if (tdpWatts === undefined) return []
    const kwh = (tdpWatts * row.count * hours) / 1000
    const words = { gpu: nameOf(row), watts: grouped(tdpWatts * row.count), hours: grouped(hours), kwh: grouped(kwh) }
    const [usd, rate] = [kwh * owning.usdPerKwh, owning.usdPerKwh].map((dollarsOf) => amount(dollarsOf * money.perUsd))
    return [t('price.answer.power', { ...words, usd: usd ?? '', rate: rate ?? '' })]
  })
}

/** What each kind of rental that was named asks for each card. */
function ofKinds({ subject, prices: { only, filter, money = dollars }, kinds = [], perHour, t }: ShownPrices): readonly string[] {
  if (kinds.length < 2 || subject.kind !== 'named') return []
  return subject.rows.map((row) => {
    const said = kinds.map((kind) => {
      const rental = only?.({ ...filter, kind }).rental(row.gpu.id)
      const words = { kind: t(`price.kind.${kind}`) }
      if (rental === undefined) return t('price.byKind.none', words)
      return t('price.byKind.one', { ...words, usd: perHour(rental.median * row.count * money.perUsd), offers: rental.offers })
    })
    return t('price.byKind.all', { gpu: nameOf(row), kinds: said.join(t('price.comma')) })
  })
}

const mostSpans = 3
const aDay = 24

/** What the time that was said comes to: at the median, and of one machine at those who ask least. */
function ofSpan({ subject: { kind, rows }, prices, kind: rented, hours, amount, t }: ShownPrices): readonly string[] {
  if (hours === undefined || kind === 'classes' || kind === 'all') return []
  const isDays = hours > aDay && hours % aDay === 0
  const time = t(isDays ? 'price.span.days' : 'price.span.hours', { days: grouped(hours / aDay), hours: grouped(hours) })
  const rentable = rows.filter(({ rental }) => rental !== undefined).slice(0, mostSpans)
  const each = rentable.map((row) => t('price.span.all', { gpu: nameOf(row), time, usd: amount(hourly(row) * hours) }))
  const [only, ...others] = rows
  if (only === undefined || others.length > 0) return each
  const least = (prices.offers?.(only.gpu.id, [rented]) ?? []).slice(0, mostSpans)
  const asked = least.map(({ provider, usdPerHour: hour, date }) =>
    t('price.span.offer', { provider, usd: amount(hour * only.count * hours), date }),
  )
  if (asked.length === 0) return each
  return [
    ...each,
    t(only.count === 1 ? 'price.span.least' : 'price.span.leastOfOne', {
      kind: t(`price.kind.${rented}`),
      offers: asked.join(t('price.comma')),
    }),
  ]
}

/** Rent, purchase, and after how many hours of rent they are the same. */
function sentences(row: Priced, { t, perHour, amount, span }: ShownPrices): readonly string[] {
  const { rental, purchase, count } = row
  const gpu = nameOf(row)
  const said: string[] = []
  if (rental !== undefined)
    said.push(
      t(rental.offers === 1 ? 'price.answer.rentOne' : 'price.answer.rent', {
        gpu,
        usd: perHour(hourly(row)),
        offers: rental.offers,
        range: span(usdPerHour(rental.low * count), usdPerHour(rental.high * count)),
        provider: rental.cheapestProvider,
        month: amount(hourly(row) * hoursPerMonth),
      }),
    )
  if (purchase !== undefined)
    said.push(
      t(count === 1 ? 'price.answer.buy' : 'price.answer.buyAll', {
        count,
        usd: amount(purchase.median),
        all: amount(bought(row)),
        detail:
          purchase.low < purchase.high ? `${span(significant(purchase.low), significant(purchase.high))}, ${purchase.asOf}` : purchase.asOf,
      }),
    )
  if (rental !== undefined && purchase !== undefined)
    said.push(t('price.answer.breakEven', { hours: significant(purchase.median / rental.median) }))
  return said.length === 0 ? [t('price.answer.unknown', { gpu })] : said
}

function ofBudget({ subject, limit, perHour, amount, t }: ShownPrices): readonly string[] {
  if (limit === undefined || subject.rows.length === 0 || subject.kind === 'budget') return []
  const budget = limit.toBuy ? amount(limit.usd) : perHour(limit.usd)
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
function chart({ subject, prices, t }: ShownPrices): Chart | undefined {
  const [only, ...others] = subject.rows
  if (subject.kind === 'named' && only !== undefined && others.length === 0) return offersChart(t, only, prices.offers?.(only.gpu.id) ?? [])
  return hourlyChart(t, subject.rows)
}

/** Marketplaces, whose offers are other people's machines. */
const marketplaces: ReadonlySet<string> = new Set(['vastai', 'salad', 'akash'])

function notes(view: ShownPrices): readonly string[] {
  const { question, subject, kind, t } = view
  const said: string[] = []
  if (question.unknown.length > 0)
    said.push(t('price.note.unknown', { words: question.unknown.map((word) => `“${word}”`).join(t('price.comma')) }))
  said.push(...ofCurrency(view), ...ofChange(view))
  if (subject.kind === 'model') said.push(...apiNote(view))
  if (view.training) said.push(t('price.note.training'))
  const isRented = subject.rows.some(({ rental }) => rental !== undefined)
  if (isRented) said.push(t(kind === 'on-demand' ? 'price.note.spot' : `price.note.is-${kind}`))
  if (subject.rows.some(({ rental }) => marketplaces.has(rental?.cheapestProvider ?? ''))) said.push(t('price.note.marketplace'))
  return said
}

/** What a budget in another currency was taken for. */
function ofCurrency({ question: { budget }, prices: { rates, money = dollars }, amount, t }: ShownPrices): readonly string[] {
  if (budget === null || budget.currency === money.currency) return []
  const { currency } = budget
  const rate = rateOf(currency, rates)
  if (rate === undefined) return [t('price.note.currency', { currency })]
  return [t('price.note.rate', { currency, usd: amount(budget.amount * rate * money.perUsd), date: rates?.date ?? '' })]
}

/** How each card's price moved, as far back as there is history. */
function ofChange({ subject: { kind, rows }, prices: { change }, asksChange, t }: ShownPrices): readonly string[] {
  if (kind !== 'named') return []
  const said = rows.flatMap((row) => {
    const moved = change?.(row.gpu.id) ?? {}
    const spans = (['day', 'week', 'month'] as const).flatMap((span) => {
      const by = moved[span]
      return by === undefined ? [] : [t(`price.change.${span}`, { percent: percent(by) })]
    })
    return spans.length === 0 ? [] : [t('price.note.change', { gpu: gpuName(row.gpu, row.memoryGb), spans: spans.join(t('price.comma')) })]
  })
  return said.length === 0 && asksChange ? [t('price.note.noHistory')] : said
}

/** `+2 %`, `−5 %`, `0 %`. */
function percent(part: number): string {
  const whole = Math.round(part * 100)
  return `${whole > 0 ? '+' : whole < 0 ? '−' : ''}${Math.abs(whole)} %`
}

const mostTaps = 4

/** What runs on each; of a model how it runs there. */
function taps({ question, subject, t }: ShownPrices): readonly Refinement[] {
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
    group: 'other',
    label: t(isOfModel ? 'price.tap.fit' : 'price.tap.info', { gpu: nameOf(row) }),
    command: isOfModel ? 'fit' : 'models',
    shorthand: format({ ...asked, gpus: [{ id: row.gpu.id, count: row.count > 1 ? row.count : null, memoryGb: null }] }),
  }))
}
