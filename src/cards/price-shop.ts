import { dollars } from '../catalog/currencies.ts'
import type { PriceSummary } from '../catalog/types.ts'
import { format } from '../language/format.ts'
import type { Card, Column } from './card.ts'
import { type GpuRun, rate, sizeText } from './gpu-runs.ts'
import { shownSummary } from './money.ts'
import { rateSpan, significant } from './numbers.ts'
import { bought, nameOf, type Priced, type PriceView, type ShownPrices, shownView } from './price-view.ts'

/** So many of a card to buy, what each costs, USD, and what they run in four bits, as `resolve/shop.ts` finds it. */
export interface Buy extends Omit<Priced, 'rental'> {
  readonly purchase: PriceSummary
  readonly runs: readonly GpuRun[]
}

/** The size most people run, billions: speeds of cards are compared on it. */
const usualB = 8
const mostTaps = 4

const largestOf = ({ runs }: Buy) => runs.find(({ largest }) => largest)
const speedOf = (run: GpuRun | undefined) => run?.option.decodeTokensPerSecond
const usualOf = ({ runs }: Buy) => runs.find(({ sizeB }) => sizeB === usualB)

/** What to buy: cards, cheapest first, of which each is worth more than those before it. Pure. */
export function shopCard(given: PriceView, buys: readonly Buy[]): Card {
  const view = shownView(given)
  const { question, t } = view
  const { money = dollars } = given.prices
  const shown = buys.map((buy) => ({ ...buy, purchase: shownSummary(buy.purchase, money) }))
  return {
    language: question.language,
    title: title(view, shown),
    tone: 'info',
    answer: chosen(view, shown)
      .map((buy) => sentence(view, buy))
      .join(question.language === 'zh' ? '' : ' '),
    assumed: [],
    blocks: shown.length === 0 ? [] : [table(view, shown)],
    notes: shown.length === 0 ? [] : [t('shop.note.worth'), t('shop.note.prices')],
    refinements: [...shown]
      .reverse()
      .slice(0, mostTaps)
      .map((buy) => ({
        group: 'other',
        label: t('price.tap.info', { gpu: nameOf(buy) }),
        command: 'models',
        shorthand: format({
          ...question,
          intent: 'what-fits',
          budget: null,
          gpus: [{ id: buy.gpu.id, count: buy.count > 1 ? buy.count : null, memoryGb: null }],
        }),
      })),
    sources: shown.length === 0 ? [] : [t('shop.source'), t('gpu.source.runs')],
    hint: t('shop.hint'),
  }
}

const roomOf = (buy: Buy) => largestOf(buy)?.sizeB ?? 0

/** What holds the most, of equals the one that runs it faster; and what is the fastest, of equals the cheapest. */
function best(buys: readonly Buy[]): { readonly most: Buy; readonly fast: Buy } | undefined {
  const fastest = (run: (buy: Buy) => GpuRun | undefined) => (a: Buy, b: Buy) =>
    (speedOf(run(b))?.value ?? 0) - (speedOf(run(a))?.value ?? 0)
  const [most] = [...buys].sort((a, b) => roomOf(b) - roomOf(a) || fastest(largestOf)(a, b))
  const [fast] = [...buys].sort(fastest(usualOf))
  return most === undefined || fast === undefined ? undefined : { most, fast }
}

const mostSteps = 3

/** What is worth a sentence: for a sum the best it buys, else what the least costs that holds each larger size. */
function chosen({ limit }: ShownPrices, buys: readonly Buy[]): readonly Buy[] {
  const found = best(buys)
  if (found === undefined) return []
  if (limit !== undefined) return [...new Set([found.most, found.fast])]
  return buys.filter((buy, at) => buys.slice(0, at).every((cheaper) => roomOf(cheaper) < roomOf(buy))).slice(0, mostSteps)
}

function title({ limit, amount, t }: ShownPrices, buys: readonly Buy[]): string {
  const found = best(buys)
  if (found === undefined) return t('shop.title.nothing')
  if (limit === undefined) return t('shop.title.open')
  const [gpu, fast] = [nameOf(found.most), nameOf(found.fast)]
  const budget = amount(limit.usd)
  if (bought(found.most) > limit.usd) return t('shop.title.over', { budget, gpu })
  return t(gpu === fast ? 'shop.title.both' : 'shop.title.two', { budget, gpu, fast })
}

function sentence({ amount, t }: ShownPrices, buy: Buy): string {
  const words = { gpu: nameOf(buy), usd: amount(bought(buy)) }
  const largest = largestOf(buy)
  const speed = speedOf(largest)
  if (largest === undefined || speed === undefined) return t('shop.small', words)
  return t('shop.answer', { ...words, size: sizeText(largest.sizeB), speed: rateSpan(speed) })
}

function table({ t }: ShownPrices, buys: readonly Buy[]) {
  const none = t('price.none')
  const parts: readonly (Column & { readonly cell: (buy: Buy) => string })[] = [
    { label: t('shop.table.gpu'), align: 'left', keep: 1, cell: nameOf },
    { label: t('shop.table.buy'), align: 'right', keep: 2, cell: (buy) => significant(bought(buy)) },
    {
      label: t('shop.table.largest'),
      align: 'right',
      keep: 3,
      cell: (buy) => {
        const largest = largestOf(buy)
        return largest === undefined ? none : sizeText(largest.sizeB)
      },
    },
    { label: t('shop.table.speed'), align: 'right', keep: 5, cell: (buy) => rate(speedOf(largestOf(buy))) },
    { label: t('shop.table.usual'), align: 'right', keep: 4, cell: (buy) => rate(speedOf(usualOf(buy))) },
    { label: t('shop.table.date'), align: 'left', keep: 6, cell: ({ purchase }) => purchase.asOf },
  ]
  return {
    kind: 'table' as const,
    title: t('shop.table.title'),
    columns: parts.map(({ label, align, keep }) => ({ label, align, keep })),
    rows: buys.map((buy) => ({ cells: parts.map(({ cell }) => cell(buy)), tone: 'info' as const })),
    more: 0,
  }
}
