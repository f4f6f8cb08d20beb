import { z } from 'zod'
import type { LiveApiPrice, LiveRental, Rates } from './source.ts'

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
 * Of each machine of a provider the cheapest region and the dearest: what a book needs of hundreds of regions. History is made of all,
 * before.
 */
export function compact(rentals: readonly LiveRental[]): readonly LiveRental[] {
  const ends = new Map<string, { low: LiveRental; high: LiveRental }>()
  for (const row of rentals) {
    const machine = JSON.stringify([row.gpu, row.kind, row.provider, row.gpus, row.sku, row.note, row.form])
    const known = ends.get(machine)
    if (known === undefined) ends.set(machine, { low: row, high: row })
    else if (row.usdPerHour < known.low.usdPerHour) known.low = row
    else if (row.usdPerHour > known.high.usdPerHour) known.high = row
  }
  return [...ends.values()].flatMap(({ low, high }) => (low === high ? [low] : [low, high]))
}
