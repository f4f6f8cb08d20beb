import { currencySigns, dollars } from '../catalog/currencies.ts'
import type { ApiPriceRow, ApiPrices } from '../catalog/types.ts'
import { format } from '../language/format.ts'
import type { Card, Column } from './card.ts'
import { grouped, significant } from './numbers.ts'
import { type PriceView, type ShownPrices, shownView } from './price-view.ts'

const mostOffers = 12

/** What APIs ask for an open model, provider by provider, cheapest output first. Pure. */
export function apiPriceCard(given: PriceView, model: string, known: ApiPrices): Card {
  const { question, prices, t, amount, api = known } = shownView({ ...given, api: known })
  const { perUsd } = prices.money ?? dollars
  const offers = known.offers ?? []
  const { input, output } = api
  const words = { model, input: amount(input.median), output: amount(output.median), offers: output.offers, date: output.asOf }
  const parts: readonly (Column & { readonly cell: (row: ApiPriceRow) => string })[] = [
    { label: t('price.offers.provider'), align: 'left', keep: 1, cell: ({ provider }) => provider },
    { label: t('price.api.input'), align: 'right', keep: 3, cell: (row) => significant(row.usdPerMillionInput * perUsd) },
    { label: t('price.api.output'), align: 'right', keep: 2, cell: (row) => significant(row.usdPerMillionOutput * perUsd) },
    { label: t('price.api.context'), align: 'right', keep: 5, cell: ({ contextTokens }) => contextText(contextTokens) },
    { label: t('price.offers.seen'), align: 'left', keep: 4, cell: ({ date }) => date },
  ]
  const rows = offers.slice(0, mostOffers).map((offer) => ({ cells: parts.map(({ cell }) => cell(offer)), tone: 'info' as const }))
  return {
    language: question.language,
    title: t('price.api.title', words),
    tone: 'info',
    answer: t('price.api.answer', {
      ...words,
      least: amount(output.low),
      provider: output.cheapestProvider,
      most: amount(output.high),
    }),
    assumed: [],
    blocks: [
      {
        kind: 'table',
        title: t('price.api.table'),
        columns: parts.map(({ label, align, keep }) => ({ label, align, keep })),
        rows,
        more: offers.length - rows.length,
      },
    ],
    notes: [t('price.api.note')],
    refinements: [
      {
        group: 'other',
        label: t('price.api.own', { model }),
        command: 'compare',
        shorthand: format({ ...question, intent: 'compare-api', unknown: [] }),
      },
    ],
    sources: [t('price.api.source', { date: output.asOf })],
    hint: t('price.hint.open'),
  }
}

const contextText = (tokens: number | undefined) => (tokens === undefined ? '–' : `${grouped(tokens / 1024)}k`)

/** Beside the rent of what holds a model: what APIs ask for it, where any serves it. */
export function apiNote({ api, t, prices }: ShownPrices): readonly string[] {
  if (api === undefined) return [t('price.note.own')]
  const { sign } = currencySigns[(prices.money ?? dollars).currency]
  const { input, output } = api
  return [
    t('price.note.api', {
      input: `${sign}${significant(input.median)}`,
      output: `${sign}${significant(output.median)}`,
      offers: output.offers,
      date: output.asOf,
    }),
  ]
}
