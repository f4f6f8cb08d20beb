import type { PriceOffer } from '../catalog/offers.ts'
import type { Column, TableBlock, Tone } from './card.ts'
import { grouped, significant, usdPerHour } from './numbers.ts'
import { bought, hourly, hoursPerMonth, nameOf, type Priced, type ShownPrices, within } from './price-view.ts'

/** `1.25–12.3`; one figure where both are the same. */
const range = (low: string, high: string) => (low === high ? low : `${low}–${high}`)

interface Part extends Column {
  readonly cell: (row: Priced) => string
}

/** Cards on the card; the rest is counted. */
const mostCards = 30

/** What each costs, by the book: rent with its range, who asks least, a month, and what it costs to buy. */
export function priceTable({ subject, limit, kind, hours, t }: ShownPrices): TableBlock {
  const none = t('price.none')
  const shown = subject.rows.slice(0, mostCards)
  const right = { align: 'right' } as const
  const parts: readonly Part[] = [
    { label: t('price.table.gpu'), align: 'left', keep: 1, cell: nameOf },
    { label: t('price.table.hour'), ...right, keep: 2, cell: (row) => (row.rental === undefined ? none : usdPerHour(hourly(row))) },
    {
      label: t('price.table.range'),
      ...right,
      keep: 3,
      cell: ({ rental, count }) => (rental === undefined ? none : range(usdPerHour(rental.low * count), usdPerHour(rental.high * count))),
    },
    { label: t('price.table.cheapest'), align: 'left', keep: 6, cell: ({ rental }) => rental?.cheapestProvider ?? none },
    { label: t('price.table.providers'), ...right, keep: 8, cell: ({ rental }) => (rental === undefined ? none : String(rental.offers)) },
    {
      label: hours === undefined ? t('price.table.month') : t('price.table.span', { hours: grouped(hours) }),
      ...right,
      keep: hours === undefined ? 7 : 3,
      cell: (row) => (row.rental === undefined ? none : significant(hourly(row) * (hours ?? hoursPerMonth))),
    },
    { label: t('price.table.buy'), ...right, keep: 4, cell: (row) => (row.purchase === undefined ? none : significant(bought(row))) },
    { label: t('price.table.date'), align: 'left', keep: 5, cell: ({ rental, purchase }) => rental?.asOf ?? purchase?.asOf ?? none },
  ]
  const tones: Readonly<Record<'all' | 'some' | 'none', Tone>> = { all: 'fits', some: 'tight', none: 'too-big' }
  return {
    kind: 'table',
    title: t('price.table.title', { kind: t(`price.kind.${kind}`) }),
    columns: parts.map(({ label, align, keep }) => ({ label, align, keep })),
    rows: shown.map((row) => ({
      cells: parts.map(({ cell }) => cell(row)),
      tone: limit === undefined ? 'info' : tones[within(row, limit)],
    })),
    more: subject.rows.length - shown.length,
  }
}

/** Offers on the card; the rest is counted. */
const mostOffers = 12

/** What each provider asks for one GPU of a card, cheapest first, with the kind, the place and the day it was seen. */
export function offersTable({ t, subject, kind, prices }: ShownPrices): readonly TableBlock[] {
  const [only, ...others] = subject.rows
  if (subject.kind !== 'named' || only === undefined || others.length > 0) return []
  const kinds = prices.filter?.kind === undefined ? (['on-demand', 'spot', 'reserved'] as const) : [kind]
  const offers = prices.offers?.(only.gpu.id, kinds) ?? []
  const shown = offers.slice(0, mostOffers)
  if (shown.length === 0) return []
  const none = t('price.none')
  const parts: readonly (Column & { readonly cell: (offer: PriceOffer) => string })[] = [
    { label: t('price.offers.provider'), align: 'left', keep: 1, cell: ({ provider }) => provider },
    { label: t('price.offers.kind'), align: 'left', keep: 3, cell: (offer) => t(`price.kind.${offer.kind ?? 'on-demand'}`) },
    { label: t('price.table.hour'), align: 'right', keep: 2, cell: (offer) => usdPerHour(offer.usdPerHour) },
    { label: t('price.offers.place'), align: 'left', keep: 5, cell: ({ region }) => region ?? none },
    { label: t('price.offers.machine'), align: 'right', keep: 6, cell: ({ gpus }) => `${gpus} ×` },
    { label: t('price.offers.seen'), align: 'left', keep: 4, cell: ({ date }) => date },
  ]
  return [
    {
      kind: 'table',
      title: t('price.offers.title'),
      columns: parts.map(({ label, align, keep }) => ({ label, align, keep })),
      rows: shown.map((offer) => ({ cells: parts.map(({ cell }) => cell(offer)), tone: 'info' as const })),
      more: offers.length - shown.length,
    },
  ]
}
