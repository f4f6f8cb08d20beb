import type { Area } from './areas.ts'

export type RentalKind = 'on-demand' | 'spot' | 'reserved'

/** Which rentals count. Absent: all. */
export interface OfferFilter {
  /** Summaries are of one kind: on demand, where none is named. */
  readonly kind?: RentalKind
  readonly providers?: readonly string[]
  /** An offer that does not say where it is counts for none. */
  readonly areas?: readonly Area[]
}

/** One provider's newest price of one GPU: USD per hour, in a machine of `gpus`. */
export interface PriceOffer {
  /** Absent: on demand. */
  readonly kind?: RentalKind
  /** As the provider names the place. */
  readonly region?: string
  readonly provider: string
  readonly usdPerHour: number
  readonly gpus: number
  readonly date: string
}

/** A place prices were fetched from, and when it last said so, ISO 8601; of one in parts, the oldest. */
export interface PriceOrigin {
  readonly source: string
  readonly seenAt: string
}

/** Of a price since a day, a week and a month ago: 0.05 is five percent up. */
export interface PriceChange {
  readonly day?: number
  readonly week?: number
  readonly month?: number
}
