import type { Card } from '../cards/card.ts'
import { type TrendOf, trendChart } from '../cards/chart-trend.ts'
import type { PriceDay } from '../prices/trend.ts'

/**
 * A card with the trend of its prices as its chart, where an answer asks for one (`trend`) and `history` has enough days of it; else the
 * card as it is. The last step before a platform: what answers knows no history.
 */
export async function withTrend(
  { card, trend = [] }: { readonly card: Card; readonly trend?: readonly TrendOf[] },
  history: (gpu: string) => Promise<readonly PriceDay[]>,
): Promise<Card> {
  const known = await Promise.all(trend.map(async ({ gpu, name }) => ({ name, days: await history(gpu) })))
  const chart = trendChart(card.language, known)
  return chart === undefined ? card : { ...card, chart }
}
