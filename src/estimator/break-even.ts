import { over, quantity } from './quantity.ts'
import type { Quantity } from './types.ts'

const hoursPerDay = 24
const secondsPerDay = 86_400
const million = 1e6

/** Tokens of a request: what it reads and what it writes. */
export interface Request {
  readonly promptTokens: number
  readonly outputTokens: number
}

/** USD per million tokens of an API, prompt and output apart. */
export interface ApiPrice {
  readonly input: Quantity
  readonly output: Quantity
}

/** USD per million tokens, prompt and output mixed as a request mixes them. No discount for cached prompts. */
export function blendedUsd({ input, output }: ApiPrice, { promptTokens, outputTokens }: Request): Quantity {
  const all = promptTokens + outputTokens
  const mixed = (pick: (price: Quantity) => number) => (pick(input) * promptTokens + pick(output) * outputTokens) / all
  return quantity(
    mixed((price) => price.value),
    mixed((price) => price.low),
    mixed((price) => price.high),
    'measured',
  )
}

/** Tokens a day, prompts included, of a machine that makes so many output tokens a second when full. */
export function capacityPerDay(fullLoad: Quantity, { promptTokens, outputTokens }: Request): Quantity {
  const factor = (secondsPerDay * (promptTokens + outputTokens)) / outputTokens
  return quantity(fullLoad.value * factor, fullLoad.low * factor, fullLoad.high * factor, fullLoad.basis)
}

/** Where a machine that is paid by the hour, busy or not, costs as much as an API. */
export interface BreakEven {
  /** Tokens a day, prompts included. */
  readonly tokensPerDay: Quantity
  /** Share of what the machine could do; above 1: the API is cheaper however busy it is. */
  readonly busy: Quantity
  /** USD per million tokens, prompts included, of the machine when it is always busy. */
  readonly usdAtFullLoad: Quantity
}

/**
 * The day's hours are paid whatever is done with them: N tokens cost N × api at an API and 24 × hour on a machine, so they meet at
 * N = 24 × hour / api. `usdPerHour` of the whole machine, `api` and the result in USD per million tokens.
 */
export function breakEven(usdPerHour: Quantity, api: Quantity, capacity: Quantity): BreakEven {
  const tokensPerDay = over(usdPerHour, api, hoursPerDay * million, 'measured')
  return {
    tokensPerDay,
    busy: over(tokensPerDay, capacity, 1, capacity.basis),
    usdAtFullLoad: over(usdPerHour, capacity, hoursPerDay * million, capacity.basis),
  }
}

/** USD of a day at a load: the API by the token; as many machines as it takes, each paid all day. */
export function dayAt(tokens: number, usdPerHour: number, api: number, capacity: number): { api: number; own: number; machines: number } {
  const machines = Math.max(1, Math.ceil(tokens / capacity))
  return { api: (tokens / million) * api, own: machines * hoursPerDay * usdPerHour, machines }
}

/** What owning is reckoned with. Assumptions, said on the card. */
export const owning = { years: 3, usdPerKwh: 0.15 } as const

const hoursPerYear = 8766

/** USD per hour of a machine that was bought: its price over its years, with nothing left at the end, and its power while busy. */
export function owningUsdPerHour(purchaseUsd: Quantity, watts: Quantity | undefined): Quantity {
  const power = (draw: number) => (draw / 1000) * owning.usdPerKwh
  const at = (price: number, draw: number) => price / (owning.years * hoursPerYear) + power(draw)
  return quantity(
    at(purchaseUsd.value, watts?.value ?? 0),
    at(purchaseUsd.low, watts?.low ?? 0),
    at(purchaseUsd.high, watts?.high ?? 0),
    'rule',
  )
}
