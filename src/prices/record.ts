import { z } from 'zod'
import { areaOf } from '../catalog/areas.ts'
import type { Rates } from '../catalog/currencies.ts'
import type { LiveApiPrice, LiveRental } from './source.ts'

/** The last good rows of one part of a source, as they are stored. A newer program may read what an older one wrote, so it is checked. */
export interface PriceRecord {
  readonly source: string
  readonly part: string
  /** When the source last said that these are its rows, ISO 8601. */
  readonly seenAt: string
  readonly mark?: string | undefined
  readonly dropped: number
  readonly rentals: readonly LiveRental[]
  readonly apis: readonly LiveApiPrice[]
  readonly rates?: Rates | undefined
}

const positive = z.number().positive()

const rentalSchema = z.object({
  gpu: z.string(),
  kind: z.enum(['on-demand', 'spot', 'reserved']),
  provider: z.string(),
  region: z.string().exactOptional(),
  gpus: positive,
  usdPerHour: positive,
  sku: z.string().exactOptional(),
  form: z.literal('unknown').exactOptional(),
  note: z.string().exactOptional(),
})

const apiSchema = z.object({
  provider: z.string(),
  providerModel: z.string(),
  model: z.string(),
  usdPerMillionInput: positive,
  usdPerMillionOutput: positive,
  contextTokens: positive.exactOptional(),
})

const recordSchema = z.object({
  source: z.string(),
  part: z.string(),
  seenAt: z.iso.datetime(),
  mark: z.string().optional(),
  dropped: z.number(),
  rentals: z.array(rentalSchema),
  apis: z.array(apiSchema),
  rates: z.object({ date: z.iso.date(), usdPer: z.record(z.string(), positive) }).optional(),
})

/** undefined where nothing is stored, or nothing this program understands: it is then fetched anew. */
export function readRecord(stored: unknown): PriceRecord | undefined {
  const { success, data } = recordSchema.safeParse(stored)
  return success ? data : undefined
}

/**
 * Of each machine of a provider the dearest region, and the cheapest of every part of the world: what a book needs of hundreds of
 * regions. History is made of all, before.
 */
export function compact(rentals: readonly LiveRental[]): readonly LiveRental[] {
  const lows = new Map<string, LiveRental>()
  const highs = new Map<string, LiveRental>()
  for (const row of rentals) {
    const machine = JSON.stringify([row.gpu, row.kind, row.provider, row.gpus, row.sku, row.note, row.form])
    const there = `${machine}${row.region === undefined ? '' : areaOf(row.region)}`
    const [low, high] = [lows.get(there), highs.get(machine)]
    if (low === undefined || row.usdPerHour < low.usdPerHour) lows.set(there, row)
    if (high === undefined || row.usdPerHour > high.usdPerHour) highs.set(machine, row)
  }
  return [...new Set([...lows.values(), ...highs.values()])]
}
