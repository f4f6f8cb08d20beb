import { gpus } from '../catalog/gpus.ts'
import type { Gpu, PriceBook, PriceSummary } from '../catalog/types.ts'
import type { EstimateOptions } from '../estimator/estimate.ts'
import { isOnSale } from '../estimator/on-sale.ts'
import { type CardRun, cardRuns } from './card-runs.ts'

/** One or two of a card to buy: what each costs, USD, and what they run together in four bits. */
export interface Buy {
  readonly gpu: Gpu
  readonly memoryGb: number
  readonly count: number
  readonly purchase: PriceSummary
  readonly runs: readonly CardRun[]
}

/** What goes into a computer at home: a server's card wants its server, and a laptop's is no card. */
const kinds: ReadonlySet<Gpu['class']> = new Set(['consumer', 'workstation', 'edge'])
/** Less than this more is no reason to pay more, or to pay less. */
const worthIt = 1.1
const mostBuys = 10

/**
 * Among what a buyer has to choose, cheapest first: each holds more, or reads it faster, than all that cost as much or less. Up to `mostUsd`
 * in all, and where nothing costs so little, the cheapest there is. What has no known price is not among them.
 */
export function cardsToBuy(prices: PriceBook, mostUsd: number, options: EstimateOptions): readonly Buy[] {
  const sold = gpus.flatMap((gpu) => {
    const purchase = isOnSale(gpu) && kinds.has(gpu.class) ? prices.purchase(gpu.id) : undefined
    // What is a computer by itself has no room for a second.
    const counts = gpu.class === 'edge' ? [1] : [1, 2]
    return purchase === undefined
      ? []
      : counts.map((count) => ({ gpu, memoryGb: gpu.memoryGb, count, purchase, usd: purchase.median * count }))
  })
  sold.sort((a, b) => a.usd - b.usd || b.gpu.bandwidthGBps - a.gpu.bandwidthGBps)
  const worth = sold.filter((one) => !sold.some((other) => other !== one && isBetterBuy(other, one)))
  const within = worth.filter(({ usd }) => usd <= mostUsd)
  return (within.length > 0 ? within.slice(-mostBuys) : worth.slice(0, 1)).map(({ usd: _, ...buy }) => ({
    ...buy,
    runs: cardRuns(buy, prices, options, [4]),
  }))
}

interface Sold {
  readonly gpu: Gpu
  readonly count: number
  readonly usd: number
}

/** For no more money, or next to none, as much memory as fast; two cards of the same hold twice as much and read no faster. */
function isBetterBuy(one: Sold, other: Sold): boolean {
  const [room, otherRoom] = [one.gpu.memoryGb * one.count, other.gpu.memoryGb * other.count]
  const asGood = room >= otherRoom && one.gpu.bandwidthGBps * worthIt >= other.gpu.bandwidthGBps
  return asGood && (one.usd < other.usd || (one.usd <= other.usd * worthIt && room >= otherRoom * worthIt))
}
