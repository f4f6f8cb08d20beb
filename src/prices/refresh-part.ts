import type { Rates } from '../catalog/currencies.ts'
import { cacheKeys, claimKeys, recordKeys } from '../storage/keys.ts'
import { type ClaimKey, type Store, StoreUnavailable } from '../storage/store.ts'
import type { Fetcher } from './fetch.ts'
import { compact, type PriceRecord, readRecord } from './record.ts'
import type { Asking, PriceSource, Reading } from './source.ts'
import { SourceError, type SourceFailure } from './source-error.ts'

/** What every part of every source is read with. */
export interface RefreshSettings {
  readonly store: Store
  readonly fetcher: Fetcher
  /** Other base addresses, and keys, by variable. */
  readonly settings: Readonly<Record<string, string | undefined>>
  readonly now: () => Date
}

export interface PartFailure {
  readonly part: string
  readonly failure: SourceFailure
  /** For a log, in English. */
  readonly detail: string
}

export interface PartResult {
  readonly outcome: 'fetched' | 'unchanged' | 'fresh' | 'failed'
  /** What is kept now. */
  readonly record: PriceRecord | undefined
  readonly failure?: PartFailure
}

interface PartOptions extends RefreshSettings {
  readonly source: PriceSource
  readonly part: string
  /** Rows younger than this are not asked for again. */
  readonly freshMs: number
  readonly rates: Rates | undefined
}

/** A claim of a process that died is over after this. */
const claimSeconds = 300

/** Asks one part of a source, and keeps what it says; what fails leaves what was kept. Never throws. */
export async function refreshPart(options: PartOptions): Promise<PartResult> {
  const { store, source, part, freshMs, now } = options
  let kept: PriceRecord | undefined
  const look = async () => {
    kept = readRecord(await store.getRecord(recordKeys.priceRows(source.name, part)))
    return kept !== undefined && now().getTime() - Date.parse(kept.seenAt) < freshMs
  }
  try {
    if (await look()) return { outcome: 'fresh', record: kept }
    const claim = claimKeys.computing(cacheKeys.prices(source.name, part))
    if (!(await store.claim(claim, claimSeconds))) return { outcome: 'fresh', record: kept }
    // Another process may have asked, and let go, since the look.
    return await claimed(store, claim, async () => ((await look()) ? { outcome: 'fresh', record: kept } : await readAndKeep(options, kept)))
  } catch (error) {
    return { outcome: 'failed', record: kept, failure: { part, ...failureOf(error) } }
  }
}

async function claimed(store: Store, claim: ClaimKey, work: () => Promise<PartResult>): Promise<PartResult> {
  try {
    return await work()
  } finally {
    await store.release(claim).catch(() => undefined)
  }
}

async function readAndKeep(options: PartOptions, kept: PriceRecord | undefined): Promise<PartResult> {
  const { store, source, part } = options
  const reading = await source.read(askingOf(options, kept), part)
  const seenAt = options.now().toISOString()
  const record = reading === 'unchanged' ? seenAgain(kept, seenAt) : recordOf(source.name, part, seenAt, reading)
  await store.putRecord(recordKeys.priceRows(source.name, part), record)
  return { outcome: reading === 'unchanged' ? 'unchanged' : 'fetched', record }
}

function seenAgain(kept: PriceRecord | undefined, seenAt: string): PriceRecord {
  if (kept === undefined) throw new SourceError('empty', 'said to be unchanged, and never seen')
  return { ...kept, seenAt }
}

function recordOf(source: string, part: string, seenAt: string, { mark, rentals, apis, rates, dropped }: Reading): PriceRecord {
  const sum = Object.values(dropped).reduce((total, count) => total + count, 0)
  return { source, part, seenAt, mark, dropped: sum, rentals: compact(rentals), apis, rates }
}

/** What a source is read with: its address and its key, and the mark of what is kept of it. */
export function askingOf(
  { source, settings, fetcher, rates }: Pick<PartOptions, 'source' | 'settings' | 'fetcher' | 'rates'>,
  kept: PriceRecord | undefined,
): Asking {
  const base = (settings[source.variable] || source.address).replace(/\/$/, '')
  const key = source.keyVariable === undefined ? undefined : settings[source.keyVariable]
  return {
    mark: kept?.mark,
    rates,
    ask: ({ path, json, ifChanged }) =>
      fetcher({
        url: `${base}${path}`,
        ...(json === undefined ? {} : { json }),
        ...(key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } }),
        ...(ifChanged && kept?.mark !== undefined ? { mark: kept.mark } : {}),
      }),
  }
}

function failureOf(error: unknown): Omit<PartFailure, 'part'> {
  if (error instanceof SourceError) return { failure: error.failure, detail: error.message }
  const detail = error instanceof Error ? error.message : String(error)
  return { failure: error instanceof StoreUnavailable ? 'storage' : 'shape', detail }
}
