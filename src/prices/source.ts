import type { Rates } from '../catalog/currencies.ts'
import type { ApiPriceRow, PriceRow } from '../catalog/types.ts'

/** A price as it is kept: the day and the source are the record's. */
export type LiveRental = Omit<PriceRow, 'date' | 'source' | 'usd' | 'usdPerHour'> & { readonly usdPerHour: number }
export type LiveApiPrice = Omit<ApiPriceRow, 'date' | 'source'>

/** Rows that were not kept, by why: not in the catalog, not a possible price, not in the shape, in a currency without a rate. */
export type DropReason = 'unknown' | 'implausible' | 'malformed' | 'currency'

/** What one part of a source said. USD per GPU-hour and per million tokens. */
export interface Reading {
  readonly rentals: readonly LiveRental[]
  readonly apis: readonly LiveApiPrice[]
  readonly rates?: Rates
  readonly dropped: Readonly<Partial<Record<DropReason, number>>>
  /** Of the answer; given back at the next request. */
  readonly mark?: string | undefined
}

interface Asked {
  /** After the source's base address, with its slash. */
  readonly path: string
  readonly json?: unknown
  /** Send the mark of the last reading along; for a source that is one request. */
  readonly ifChanged?: true
}

type Answered = 'unchanged' | { readonly body: Uint8Array; readonly mark: string | undefined }

/** What a source may use while it is read. */
export interface Asking {
  readonly ask: (asked: Asked) => Promise<Answered>
  /** Of the last reading that is still kept. */
  readonly mark: string | undefined
  /** The newest known; undefined before the first. */
  readonly rates: Rates | undefined
}

/** One place prices come from: one file in `sources/`, one line in `sources.ts`, one variable. */
export interface PriceSource {
  readonly name: string
  /** Names the variable that holds another base address. */
  readonly variable: string
  readonly address: string
  /** Names the variable with the key it needs; absent: it needs none. */
  readonly keyVariable?: string
  /** Read and kept apart: one that fails leaves the others, and its own last rows. */
  readonly parts: readonly string[]
  /** Gives the rates others are counted with, so it is asked before them. */
  readonly givesRates?: true
  /** How old its rows may be before it is asked again. */
  readonly everyMinutes: number
  /** Throws SourceError. */
  read(asking: Asking, part: string): Promise<Reading | 'unchanged'>
}
