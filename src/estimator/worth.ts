import { over } from './quantity.ts'
import type { Option, Quantity } from './types.ts'

/** What a machine that is always busy gives for money and for power. Output tokens; prompts are answered on the way. */
export interface Worth {
  /** Output tokens of a dollar of rent, with as many requests in flight as memory holds. */
  readonly tokensPerUsd?: Quantity
  /** Output tokens of a joule at the GPUs' plugs, full. */
  readonly tokensPerJoule?: Quantity
}

const secondsPerHour = 3600

export function worthOf({ fullLoadTokensPerSecond: full, usdPerHour, watts }: Option): Worth {
  if (full === undefined) return {}
  return {
    ...(usdPerHour !== undefined && { tokensPerUsd: over(full, usdPerHour, secondsPerHour) }),
    ...(watts !== undefined && { tokensPerJoule: over(full, watts) }),
  }
}
