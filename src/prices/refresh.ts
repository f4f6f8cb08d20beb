import type { Rates } from '../catalog/currencies.ts'
import { StoreUnavailable } from '../storage/store.ts'
import { type PartFailure, type PartResult, type RefreshSettings, refreshPart } from './refresh-part.ts'
import { rememberDay } from './remember.ts'
import type { PriceSource } from './source.ts'

export interface RefreshOptions extends RefreshSettings {
  readonly sources: readonly PriceSource[]
}

/** What became of one source. Of one in parts: the sums, and the worst that happened. */
export interface SourceReport {
  readonly source: string
  /** `fresh`: not asked, its rows are young enough; `off`: no key; `failed`: some part gave nothing new, its last rows stay. */
  readonly outcome: 'fetched' | 'unchanged' | 'fresh' | 'off' | 'failed'
  readonly kept: number
  readonly dropped: number
  /** When the oldest kept part was seen; undefined: nothing kept. */
  readonly seenAt: Date | undefined
  readonly failures: readonly PartFailure[]
  /** The variable that is missing. */
  readonly missing?: string
}

/** Asked for explicitly, a source is still left alone for this long. */
const politeMinutes = 5

export interface Refresher {
  /**
   * Asks the sources whose rows are old (`force`: older than five minutes), keeps what they say, and reports each. What a source
   * or the storage fails at is in the reports; once `isStopped`, no further part is asked. Calls at the same time are one; another process asking the same source is left to it.
   */
  refresh(options?: { readonly force?: boolean; readonly isStopped?: () => boolean }): Promise<readonly SourceReport[]>
}

export function createRefresher(options: RefreshOptions): Refresher {
  let running: Promise<readonly SourceReport[]> | undefined
  return {
    refresh({ force = false, isStopped = () => false } = {}) {
      running ??= refreshAll({ ...options, isStopped }, force).finally(() => {
        running = undefined
      })
      return running
    },
  }
}

/** One refresh: its end may be asked for from outside. */
interface Refreshing extends RefreshOptions {
  readonly isStopped: () => boolean
}

async function refreshAll(options: Refreshing, force: boolean): Promise<readonly SourceReport[]> {
  const read = (source: PriceSource, rates: Rates | undefined) => refreshSource(options, source, force, rates)
  const first = await Promise.all(options.sources.filter(({ givesRates }) => givesRates).map((source) => read(source, undefined)))
  const rates = first.flatMap(({ parts }) => parts.flatMap(({ record }) => record?.rates ?? [])).at(0)
  const rest = await Promise.all(options.sources.filter(({ givesRates }) => !givesRates).map((source) => read(source, rates)))
  const today = options.now().toISOString().slice(0, 10)
  const seenToday = rest.flatMap(({ parts }) => parts.filter(({ outcome }) => outcome === 'fetched' || outcome === 'unchanged'))
  const rows = seenToday.flatMap(({ record }) => record?.rentals ?? [])
  // Storage that is away has been reported with the rows; a day's history is no more than a loss.
  await rememberDay(options.store, today, rows).catch((error) => {
    if (!(error instanceof StoreUnavailable)) throw error
  })
  return [...first, ...rest].map(({ report }) => report)
}

async function refreshSource(options: Refreshing, source: PriceSource, force: boolean, rates: Rates | undefined) {
  const { keyVariable, parts: names, name, everyMinutes } = source
  if (keyVariable !== undefined && !options.settings[keyVariable]) return { parts: [], report: { ...nothing(name), missing: keyVariable } }
  const freshMs = (force ? Math.min(politeMinutes, everyMinutes) : everyMinutes) * 60_000
  const parts: PartResult[] = []
  for (const part of names) if (!options.isStopped()) parts.push(await refreshPart({ ...options, source, part, freshMs, rates }))
  return { parts, report: reportOf(name, parts) }
}

const nothing = (source: string): SourceReport => ({ source, outcome: 'off', kept: 0, dropped: 0, seenAt: undefined, failures: [] })

/** The most telling first. */
const outcomes = ['failed', 'fetched', 'unchanged', 'fresh'] as const

function reportOf(source: string, parts: readonly PartResult[]): SourceReport {
  const records = parts.flatMap(({ record }) => record ?? [])
  const seen = records.map(({ seenAt }) => Date.parse(seenAt))
  return {
    source,
    outcome: outcomes.find((one) => parts.some(({ outcome }) => outcome === one)) ?? 'fresh',
    kept: records.reduce(
      (sum, { rentals, apis, rates }) => sum + rentals.length + apis.length + Object.keys(rates?.usdPer ?? {}).length,
      0,
    ),
    dropped: records.reduce((sum, { dropped }) => sum + dropped, 0),
    seenAt: seen.length === 0 ? undefined : new Date(Math.min(...seen)),
    failures: parts.flatMap(({ failure }) => failure ?? []),
  }
}
