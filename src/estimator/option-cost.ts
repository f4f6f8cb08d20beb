import type { PriceBook } from '../catalog/types.ts'
import { decodePowerShare } from './calibration.ts'
import type { Placement } from './place.ts'
import { quantity, type Why } from './quantity.ts'
import type { Option, Quantity } from './types.ts'

type Costs = Partial<
  Pick<Option, 'usdPerHour' | 'purchaseUsd' | 'watts' | 'usdPerMillionOutputTokens' | 'usdPerMillionOutputTokensAtFullLoad'>
>

/** Dollars per million output tokens of a machine that is always busy. */
const perMillion = (usdPerHour: number, tokensPerSecond: number) => (usdPerHour / (tokensPerSecond * 3600)) * 1e6

export function costsOf(
  placement: Placement,
  decode: Quantity | undefined,
  load: Quantity | undefined,
  prices: PriceBook,
  why: Why,
): Costs {
  const { gpu, count } = placement
  const costs: { -readonly [key in keyof Costs]: Costs[key] } = {}
  const rental = prices.rental(gpu.id)
  // Where several sizes are sold under one name, nobody says which of them a price was for.
  const purchase = gpu.memoryOptionsGb === undefined ? prices.purchase(gpu.id) : undefined
  if (gpu.tdpWatts !== undefined) {
    const [low, mid, high] = decodePowerShare
    const board = gpu.tdpWatts * count
    costs.watts = quantity(
      board * mid,
      board * low,
      board * high,
      'rule',
      why(() => `${count} × ${gpu.tdpWatts} W × ${mid}`),
    )
  }
  if (purchase !== undefined)
    costs.purchaseUsd = quantity(
      purchase.median * count,
      purchase.low * count,
      purchase.high * count,
      'measured',
      why(() => `${count} × ${purchase.median}, ${purchase.asOf}`),
    )
  if (rental === undefined) return costs
  const hour = quantity(
    rental.median * count,
    rental.low * count,
    rental.high * count,
    'measured',
    why(() => `${count} × $${rental.median.toFixed(2)}, median of ${rental.offers} providers, ${rental.asOf}`),
  )
  costs.usdPerHour = hour
  if (decode === undefined) return costs
  costs.usdPerMillionOutputTokens = quantity(
    perMillion(hour.value, decode.value),
    perMillion(hour.low, decode.high),
    perMillion(hour.high, decode.low),
    'calibrated',
    why(() => `$${hour.value.toFixed(2)}/h / (${decode.value.toFixed(1)} tok/s × 3600) × 10⁶, always busy with one user`),
  )
  if (load === undefined) return costs
  costs.usdPerMillionOutputTokensAtFullLoad = quantity(
    perMillion(hour.value, load.value),
    perMillion(hour.low, load.high),
    perMillion(hour.high, load.low),
    'calibrated',
    why(() => `$${hour.value.toFixed(2)}/h / (${load.value.toFixed(0)} tok/s at full load × 3600) × 10⁶`),
  )
  return costs
}
