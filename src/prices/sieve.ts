import type { z } from 'zod'
import type { Rates } from '../catalog/currencies.ts'
import { type FormFactor, type GpuNames, gpuOf } from './gpu-names.ts'
import type { DropReason, LiveRental, Reading } from './source.ts'
import { SourceError } from './source-error.ts'

/** One offer as a source words it. */
export interface RawOffer {
  readonly gpuName: string
  /** Of one GPU, in GB or GiB as the source has it; 0 or absent: not said. */
  readonly memoryGb?: number | undefined
  readonly form?: FormFactor | undefined
  readonly kind: 'on-demand' | 'spot'
  readonly provider: string
  readonly region?: string | undefined
  readonly sku?: string | undefined
  readonly gpus: number
  /** An hour of the whole machine. */
  readonly price: number
  /** ISO 4217; absent: USD. */
  readonly currency?: string
  readonly note?: string
}

/** Nobody rents a GPU for less than 2 cents or more than 20 dollars an hour: such a row is in another unit, or a joke. */
const plausible = { low: 0.02, high: 20 }

/** What a provider or a place is called: a name, and no page of text, markup or control characters for a card to repeat. */
const name = /^[\p{L}\p{N} .,_&+/():-]{1,60}$/u
export const isName = (said: string) => name.test(said)

/** Rows of a list that have the shape; the others are counted. Throws SourceError `shape` where most do not: the source has changed. */
export function wellFormed<Row>(schema: z.ZodType<Row>, rows: readonly unknown[]): { readonly good: readonly Row[]; readonly bad: number } {
  const parsed = rows.map((row) => schema.safeParse(row))
  const good = parsed.flatMap(({ success, data }) => (success ? [data] : []))
  const bad = rows.length - good.length
  if (bad > good.length) throw new SourceError('shape', `${bad} of ${rows.length} rows have another shape`)
  return { good, bad }
}

/** The whole of an answer in its shape. Throws SourceError `shape`. */
export function inShape<Shape>(schema: z.ZodType<Shape>, body: Uint8Array): Shape {
  const parsed = schema.safeParse(json(body))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new SourceError('shape', `${issue?.path.join('.') || 'the answer'}: ${issue?.message}`)
}

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch (cause) {
    throw new SourceError('shape', 'not JSON', { cause })
  }
}

/** Offers as rows of catalog GPUs at USD per GPU-hour. Throws SourceError `empty` where none is left: that is no price list. */
export function rentalReading(
  offers: readonly RawOffer[],
  { bad = 0, names, rates, mark }: { bad?: number; names?: GpuNames; rates?: Rates | undefined; mark?: string | undefined } = {},
): Reading {
  const dropped = new Map<DropReason, number>(bad > 0 ? [['malformed', bad]] : [])
  const gpuOfOffer = remembering(names)
  const rentals = offers.flatMap((offer) => {
    const row = rentalOf(offer, gpuOfOffer, rates)
    if (typeof row !== 'string') return [row]
    dropped.set(row, (dropped.get(row) ?? 0) + 1)
    return []
  })
  if (rentals.length === 0) throw new SourceError('empty', `none of ${offers.length} rows is a price`)
  return { rentals, apis: [], dropped: Object.fromEntries(dropped), mark }
}

/** A machine is listed in a hundred regions: its GPU is looked up once. */
function remembering(names: GpuNames | undefined): (offer: RawOffer) => ReturnType<typeof gpuOf> {
  const known = new Map<string, ReturnType<typeof gpuOf>>()
  return (offer) => {
    const { gpuName, memoryGb, form, sku } = offer
    const seen = JSON.stringify([gpuName, memoryGb, form, sku])
    if (!known.has(seen)) known.set(seen, gpuOf(offer, names))
    return known.get(seen)
  }
}

function rentalOf(
  offer: RawOffer,
  gpuOfOffer: (offer: RawOffer) => ReturnType<typeof gpuOf>,
  rates: Rates | undefined,
): LiveRental | DropReason {
  if (!isName(offer.provider)) return 'malformed'
  const usdPer = offer.currency === undefined || offer.currency === 'USD' ? 1 : rates?.usdPer[offer.currency]
  if (usdPer === undefined) return 'currency'
  const usdPerHour = Number(((offer.price * usdPer) / offer.gpus).toPrecision(5))
  if (!(usdPerHour >= plausible.low && usdPerHour <= plausible.high)) return 'implausible'
  const found = gpuOfOffer(offer)
  if (found === undefined) return 'unknown'
  return {
    gpu: found.gpu,
    kind: offer.kind,
    provider: offer.provider,
    gpus: offer.gpus,
    usdPerHour,
    ...(found.isFormKnown ? {} : { form: 'unknown' }),
    ...(offer.region && isName(offer.region) ? { region: offer.region } : {}),
    ...(offer.sku ? { sku: offer.sku } : {}),
    ...(offer.note === undefined ? {} : { note: offer.note }),
  }
}
