import type { Money } from '../catalog/currencies.ts'
import type { PriceBook, PriceSummary } from '../catalog/types.ts'
import { type BreakEven, blendedUsd, breakEven, capacityPerDay, owningUsdPerHour } from '../estimator/break-even.ts'
import { quantity } from '../estimator/quantity.ts'
import type { AskedCard, Estimate, Option, Quantity } from '../estimator/types.ts'
import type { Question } from '../language/question.ts'
import { shownQuantity } from './money.ts'

/** What an API asks for the weights, and whose price it is where the model itself is only a size. */
export interface ApiSide {
  readonly input: PriceSummary
  readonly output: PriceSummary
  readonly model: string
  readonly standIn: boolean
}

export interface ApiComparison {
  readonly question: Question
  readonly prices: PriceBook
  readonly estimate: Estimate
  /** What it would run on; absent: nothing holds it. */
  readonly option: Option | undefined
  readonly api: ApiSide | undefined
  readonly usualModel: boolean
  /** The one that was said; absent: it was chosen here. */
  readonly card: AskedCard | undefined
  /** The asker has the machine, or means to buy it. */
  readonly buys: boolean
}

/** One way to have a machine, what it costs and when it pays. USD. */
export interface OwnWay {
  readonly kind: 'rented' | 'owned'
  readonly usdPerHour: Quantity
  readonly even: BreakEven | undefined
  readonly usdAtFullLoad: Quantity
}

/** The figures behind the card, for scripts too. Tokens are prompts and output together. */
export interface ApiFigures {
  readonly blendedUsdPerMillion: Quantity | undefined
  readonly capacityTokensPerDay: Quantity | undefined
  readonly ways: readonly OwnWay[]
}

const bounds = ({ median, low, high }: PriceSummary): Quantity => quantity(median, low, high, 'measured')

export function apiFigures({ estimate: { workload }, option, api, buys }: ApiComparison): ApiFigures {
  const blended = api === undefined ? undefined : blendedUsd({ input: bounds(api.input), output: bounds(api.output) }, workload)
  const full = option?.fullLoadTokensPerSecond
  if (option === undefined || full === undefined) return { blendedUsdPerMillion: blended, capacityTokensPerDay: undefined, ways: [] }
  const capacity = capacityPerDay(full, workload)
  const way = (kind: OwnWay['kind'], usd: Quantity | undefined): OwnWay[] => {
    if (usd === undefined) return []
    // At the median price: what the cheapest and the dearest ask is in the table. Where no API serves it one dollar stands in, which the machine's own cost does not depend on.
    const against = breakEven(quantity(usd.value, usd.value, usd.value, usd.basis), blended ?? quantity(1, 1, 1, 'exact'), capacity)
    return [{ kind, usdPerHour: usd, even: blended === undefined ? undefined : against, usdAtFullLoad: against.usdAtFullLoad }]
  }
  const rented = way('rented', option.usdPerHour)
  const owned = way('owned', option.purchaseUsd === undefined ? undefined : owningUsdPerHour(option.purchaseUsd, option.watts))
  return { blendedUsdPerMillion: blended, capacityTokensPerDay: capacity, ways: buys ? [...owned, ...rented] : [...rented, ...owned] }
}

/** The figures with their amounts as they are shown: loads and shares are the same in any money. */
export function shownFigures({ blendedUsdPerMillion: blended, ways, ...others }: ApiFigures, money: Money): ApiFigures {
  return {
    ...others,
    blendedUsdPerMillion: blended && shownQuantity(blended, money),
    ways: ways.map((way) => ({
      ...way,
      usdPerHour: shownQuantity(way.usdPerHour, money),
      usdAtFullLoad: shownQuantity(way.usdAtFullLoad, money),
    })),
  }
}
