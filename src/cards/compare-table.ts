import { usableBytes } from '../catalog/memory.ts'
import type { PriceOffer } from '../catalog/offers.ts'
import { activeParameterCount, tensors } from '../catalog/tensors.ts'
import type { PriceBook } from '../catalog/types.ts'
import type { AskedCard } from '../estimator/types.ts'
import type { TableBlock, Tone } from './card.ts'
import { type ComparedJob, type ComparedRow, isHeld, onWhat } from './compare-view.ts'
import { toneOf } from './fit-view.ts'
import { figure, purchaseOf } from './gpu-facts.ts'
import { needed, rate } from './gpu-runs.ts'
import { formatName, gpuName } from './names.ts'
import { countOf, gib, gibRough, grouped, significant, tokens, usdPerHour, usdPerHourRange } from './numbers.ts'
import type { Translate } from './words/words.ts'

const none = '–'

interface Part<Row> {
  readonly label: string
  readonly left?: true
  readonly keep: number
  readonly cell: (row: Row) => string
}

function tableOf<Row>(title: string, parts: readonly Part<Row>[], rows: readonly Row[], tone: (row: Row) => Tone): TableBlock {
  // A column in which nobody has a figure says nothing.
  const kept = parts.filter(({ keep, cell }) => keep === 1 || rows.some((row) => cell(row) !== none && cell(row) !== ''))
  return {
    kind: 'table',
    title,
    columns: kept.map(({ label, left, keep }) => ({ label, align: left ? 'left' : 'right', keep })),
    rows: rows.map((row) => ({ cells: kept.map(({ cell }) => cell(row)), tone: tone(row) })),
    more: 0,
  }
}

const held = (row: ComparedRow) => (isHeld(row) ? row.option : undefined)

/** Who does one job how well. `subject` heads the first column; `where` adds what each runs on, where that is not the row's own name. */
export function jobTable(t: Translate, { title, rows }: ComparedJob, subject: string, where: boolean): TableBlock {
  const formats = new Set(rows.map(({ option }) => option?.recipe.format.name))
  const [first] = rows
  const context = first === undefined ? '' : tokens(first.estimate.workload.contextTokens)
  const value = (quantity: { readonly value: number } | undefined) => (quantity === undefined ? none : significant(quantity.value))
  const formatSaid = subject === t('compare.col.format')
  const parts: Part<ComparedRow>[] = [
    { label: subject, left: true, keep: 1, cell: ({ label }) => label },
    ...(where
      ? [
          {
            label: t('compare.col.on'),
            left: true as const,
            keep: 4.5,
            cell: ({ option }: ComparedRow) => (option === undefined ? none : onWhat(option)),
          },
        ]
      : []),
    ...(formatSaid ? [] : [formatPart(t, formats.size > 1)]),
    { label: t('fit.table.need'), keep: 3, cell: ({ option }) => (option === undefined ? none : needed(option)) },
    { label: t('compare.col.one'), keep: 2, cell: (row) => rate(held(row)?.decodeTokensPerSecond) },
    { label: t('compare.col.full'), keep: 4, cell: (row) => rate(held(row)?.fullLoadTokensPerSecond) },
    {
      label: t('compare.col.hour'),
      keep: 5,
      cell: ({ option }) => (option?.usdPerHour === undefined ? none : usdPerHourRange(option.usdPerHour)),
    },
    { label: t('compare.col.million'), keep: 6, cell: (row) => value(held(row)?.usdPerMillionOutputTokensAtFullLoad) },
    {
      label: t('compare.col.perUsd'),
      keep: 11,
      cell: ({ worth }) => (worth.tokensPerUsd === undefined ? none : significant(worth.tokensPerUsd.value / 1e6)),
    },
    { label: t('compare.col.watts'), keep: 9, cell: ({ option }) => (option?.watts === undefined ? none : grouped(option.watts.value)) },
    { label: t('compare.col.joule'), keep: 8, cell: ({ worth }) => value(worth.tokensPerJoule) },
    { label: t('fit.table.users', { context }), keep: 10, cell: (row) => countOf(held(row)?.maxConcurrency ?? 0) },
    { label: t('compare.col.prefill'), keep: 13, cell: (row) => value(held(row)?.prefillTokensPerSecond) },
  ]
  return tableOf(title, parts, rows, ({ option }) => (option === undefined ? 'too-big' : toneOf(option.verdict)))
}

/** `3,350 (1.6×)`: the figure, and how it stands to the first row's. */
function withRatio(value: number | undefined, first: number | undefined): string {
  if (value === undefined) return none
  const ratio = first === undefined || first === value ? undefined : value / first
  return ratio === undefined
    ? figure(value)
    : `${figure(value)} (${ratio >= 9.95 ? ratio.toFixed(0) : ratio.toFixed(ratio < 0.95 ? 2 : 1)}×)`
}

/** Where formats differ, that decides. */
const formatPart = (t: Translate, differ: boolean): Part<ComparedRow> => ({
  label: t('fit.table.format'),
  left: true,
  keep: differ ? 4.6 : 12,
  cell: ({ option }) => (option === undefined ? none : formatName(option.recipe.format)),
})

/** What the cards are, each figure with its ratio to the first card's. */
export function hardwareTable(t: Translate, cards: readonly AskedCard[], prices: PriceBook): TableBlock {
  const [first] = cards
  if (first === undefined) return tableOf<AskedCard>('', [], [], () => 'info')
  const rated = (label: string, keep: number, pick: (card: AskedCard) => number | undefined): Part<AskedCard> => ({
    label,
    keep,
    cell: (card) => withRatio(pick(card), pick(first)),
  })
  const parts: Part<AskedCard>[] = [
    { label: t('fit.table.gpu'), left: true, keep: 1, cell: ({ gpu, memoryGb }) => gpuName(gpu, memoryGb) },
    { label: t('compare.col.memory'), keep: 2, cell: ({ gpu, memoryGb }) => gib(usableBytes(gpu, memoryGb)) },
    rated('GB/s', 3, ({ gpu }) => gpu.bandwidthGBps),
    rated('FP16', 4, ({ gpu }) => gpu.tflops.fp16 ?? gpu.tflops.bf16),
    rated('FP8', 5, ({ gpu }) => gpu.tflops.fp8),
    rated('FP4', 9, ({ gpu }) => gpu.tflops.fp4),
    rated(t('compare.col.link'), 8, ({ gpu }) => (gpu.link.kind === 'pcie' || gpu.link.kind === 'none' ? undefined : gpu.link.GBps)),
    rated('W', 6, ({ gpu }) => gpu.tdpWatts),
    { label: t('compare.col.buy'), keep: 7, cell: ({ gpu }) => buyPrice(prices, gpu) },
    { label: t('compare.col.released'), keep: 10, cell: ({ gpu }) => gpu.released ?? none },
  ]
  return tableOf(t('compare.hardware', { gpu: gpuName(first.gpu, first.memoryGb) }), parts, cards, () => 'info')
}

function buyPrice(prices: PriceBook, gpu: AskedCard['gpu']): string {
  const price = purchaseOf(gpu, prices)
  return price === undefined ? none : grouped(price.median)
}

const flop = (value: number) => (value >= 1e12 ? `${significant(value / 1e12)} T` : `${significant(value / 1e9)} G`)
const hours = (seconds: number) => (seconds >= 3600 ? `${significant(seconds / 3600)} h` : `${significant(seconds / 60)} min`)

/** What each job takes of everything, so that it can be held against other work: arithmetic, memory, bandwidth, time. */
export function resourceTable(t: Translate, rows: readonly ComparedRow[], subject: string): TableBlock {
  const million = 1e6
  const active = ({ estimate }: ComparedRow) => activeParameterCount(tensors(estimate.workload.model))
  const time = (quantity: { readonly value: number } | undefined) => (quantity === undefined ? none : hours(million / quantity.value))
  const parts: Part<ComparedRow>[] = [
    { label: subject, left: true, keep: 1, cell: ({ label }) => label },
    { label: 'GPU', left: true, keep: 4, cell: (row) => (isHeld(row) ? onWhat(row.option) : none) },
    {
      label: t('compare.col.gib'),
      keep: 2,
      cell: ({ estimate, option }) => gibRough(option?.memory.total.value ?? estimate.memory.total.value),
    },
    { label: t('compare.col.flop'), keep: 3, cell: (row) => flop(2 * active(row)) },
    { label: t('compare.col.trainFlop'), keep: 7, cell: (row) => flop(6 * active(row)) },
    { label: 'GB/s', keep: 6, cell: (row) => (isHeld(row) ? grouped(row.option.gpu.bandwidthGBps * row.option.count) : none) },
    { label: t('compare.col.millionOne'), keep: 5, cell: (row) => time(held(row)?.decodeTokensPerSecond) },
    { label: t('compare.col.millionFull'), keep: 5.5, cell: (row) => time(held(row)?.fullLoadTokensPerSecond) },
  ]
  return tableOf(t('compare.resources'), parts, rows, () => 'info')
}

/** What each provider asks for one card, cheapest first, against the cheapest of them. */
export function providerTable(t: Translate, card: AskedCard, offers: readonly PriceOffer[], more: number): TableBlock {
  const [cheapest] = offers
  const parts: Part<PriceOffer>[] = [
    { label: t('compare.col.provider'), left: true, keep: 1, cell: ({ provider }) => provider },
    { label: t('compare.col.hour'), keep: 2, cell: (offer) => usdPerHour(offer.usdPerHour) },
    {
      label: t('compare.col.ratio'),
      keep: 4,
      cell: (offer) => (cheapest === undefined ? none : `${significant(offer.usdPerHour / cheapest.usdPerHour)}×`),
    },
    { label: t('compare.col.month'), keep: 5, cell: (offer) => grouped(offer.usdPerHour * hoursPerMonth) },
    { label: t('compare.col.machine'), keep: 6, cell: ({ gpus }) => `${gpus} ×` },
    { label: t('compare.col.date'), keep: 3, cell: ({ date }) => date },
  ]
  return { ...tableOf(t('compare.providers', { gpu: gpuName(card.gpu, card.memoryGb) }), parts, offers, () => 'info'), more }
}

const hoursPerMonth = 730
