import type { PriceBook } from '../catalog/types.ts'
import { decodePowerShare } from './calibration.ts'
import type { Placement } from './place.ts'
import { over, quantity, type Why } from './quantity.ts'
import type { Option, Quantity } from './types.ts'
import { four } from './working.ts'

type Costs = Partial<
  Pick<Option, 'usdPerHour' | 'purchaseUsd' | 'watts' | 'usdPerMillionOutputTokens' | 'usdPerMillionOutputTokensAtFullLoad'>
>

const million = 1e6
const secondsPerHour = 3600

/** Dollars per million output tokens of a machine that is always busy. */
function perMillion(usdPerHour: Quantity, tokensPerSecond: Quantity, why: Why): Quantity {
  const factor = million / secondsPerHour
  const [hour, speed] = [usdPerHour.value, tokensPerSecond.value]
  const formula = () => `$${four(hour)}/h / (${four(speed)} tok/s × 3600 s/h) × 10⁶ = $${four((factor * hour) / speed)}`
  return over(usdPerHour, tokensPerSecond, factor, 'calibrated', why(formula))
}

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
      why(() => `${count} × ${gpu.tdpWatts} W × ${mid} = ${four(board * mid)} W`),
    )
  }
  if (purchase !== undefined)
    costs.purchaseUsd = quantity(
      purchase.median * count,
      purchase.low * count,
      purchase.high * count,
      'measured',
      why(() => `${count} × $${purchase.median} (${purchase.asOf}) = $${four(purchase.median * count)}`),
    )
  if (rental === undefined) return costs
  const hourly = rental.median * count
  const hour = quantity(
    hourly,
    rental.low * count,
    rental.high * count,
    'measured',
    why(() => `${count} × $${four(rental.median)}/h (n = ${rental.offers}, ${rental.asOf}) = $${four(hourly)}/h`),
  )
  costs.usdPerHour = hour
  if (decode === undefined) return costs
  costs.usdPerMillionOutputTokens = perMillion(hour, decode, why)
  if (load === undefined) return costs
  costs.usdPerMillionOutputTokensAtFullLoad = perMillion(hour, load, why)
  return costs
}
