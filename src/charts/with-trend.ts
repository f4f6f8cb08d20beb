import type { Card } from '../cards/card.ts'
import { type TrendAsked, trendChart } from '../cards/chart-trend.ts'
import type { PriceDay } from '../prices/trend.ts'

/**
 * A card with the trend of its prices as its chart, where an answer asks for one (`trend`) and `history` has enough days of it; else the
 * card as it is. The last step before a platform: what answers knows no history.
 */
export async function withTrend(
  { card, trend }: { readonly card: Card; readonly trend?: TrendAsked },
  history: (gpu: string) => Promise<readonly PriceDay[]>,
): Promise<Card> {
  if (trend === undefined) return card
  const known = await Promise.all(trend.gpus.map(async ({ id, name }) => ({ name, days: await history(id) })))
  const chart = trendChart(card.language, known, trend.money)
  return chart === undefined ? card : { ...card, chart }
}
