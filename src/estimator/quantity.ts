import type { Basis, Quantity } from './types.ts'

export const GiB = 1024 ** 3

/** Makes the `why` of a Quantity, or nothing when nobody asked: building the sentences costs more than the arithmetic. */
export type Why = (text: () => string) => string | undefined
export const explain: Why = (text) => text()
export const silent: Why = () => undefined

/** A value with its 80 % interval, in the value's own unit. */
export function quantity(value: number, low: number, high: number, basis: Basis, why?: string): Quantity {
  return why === undefined ? { value, low, high, basis } : { value, low, high, basis, why }
}

/** A value known to within factors: `low` and `high` multiply it. */
export function within(value: number, low: number, high: number, basis: Basis, why?: string): Quantity {
  return quantity(value, value * low, value * high, basis, why)
}

/** A quotient with the widest interval its two sides allow: nobody says that they move together. */
export function over(above: Quantity, below: Quantity, factor = 1, basis: Basis = above.basis, why?: string): Quantity {
  const [low, high] = [(factor * above.low) / below.high, (factor * above.high) / below.low]
  return quantity((factor * above.value) / below.value, low, high, basis, why)
}

/** 1 GiB reads as "1.0 GiB"; used in `why` texts only. */
export function gib(bytes: number): string {
  const value = bytes / GiB
  return `${value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)} GiB`
}

const order: readonly Basis[] = ['exact', 'measured', 'calibrated', 'rule']

/** Sum of independent parts: deviations add in quadrature, the basis is the least sure one. */
export function sum(parts: readonly Quantity[], why?: string): Quantity {
  let value = 0
  let below = 0
  let above = 0
  let basis = 0
  for (const part of parts) {
    value += part.value
    below += (part.value - part.low) ** 2
    above += (part.high - part.value) ** 2
    basis = Math.max(basis, order.indexOf(part.basis))
  }
  return quantity(value, value - Math.sqrt(below), value + Math.sqrt(above), order[basis] ?? 'rule', why)
}
