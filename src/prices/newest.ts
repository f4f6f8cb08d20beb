import type { PriceOrigin } from '../catalog/offers.ts'
import type { ApiPriceRow, PriceBook, PriceRow } from '../catalog/types.ts'
import { apiPrices } from './api.ts'
import { priceBook } from './book.ts'
import { readChanges } from './changes.ts'
import { type PriceRecord, readRecord } from './record.ts'
import { bundledPrices, bundledRows } from './snapshot.ts'

/**
 * The newest that is known: what was fetched and stored, over the snapshot that comes with the program. The snapshot alone while nothing
 * is stored. Takes the records of rows and that of changes as they are stored.
 */
export function newestPrices(stored: readonly { readonly value: unknown }[], storedChanges: unknown): PriceBook {
  const records = stored.flatMap(({ value }) => readRecord(value) ?? [])
  if (records.length === 0) return bundledPrices
  const changes = readChanges(storedChanges)
  const rows = records.flatMap((record) => record.rentals.map((row): PriceRow => ({ ...row, ...originOf(record) })))
  const newest = [bundledPrices.asOf, ...rows.map(({ date }) => date)].toSorted().at(-1) ?? bundledPrices.asOf
  const origins = originsOf(records.filter(({ rentals }) => rentals.length > 0))
  const rates = records.flatMap((record) => record.rates ?? []).toSorted((a, b) => b.date.localeCompare(a.date))[0]
  const apis = records.flatMap((record) => record.apis.map((row): ApiPriceRow => ({ ...row, ...originOf(record) })))
  const sources = origins.map(({ source }) => source).join(', ') || bundledPrices.source
  return priceBook([...bundledRows, ...rows], newest, sources, {
    change: (gpu) => changes.get(gpu),
    api: apiPrices(apis),
    origins,
    ...(rates === undefined ? {} : { rates }),
  })
}

/** A price is as old as the day its source last said it. */
const originOf = ({ seenAt, source }: PriceRecord) => ({ date: seenAt.slice(0, 10), source })

function originsOf(records: readonly PriceRecord[]): readonly PriceOrigin[] {
  const oldest = new Map<string, string>()
  for (const { source, seenAt } of records) {
    const known = oldest.get(source)
    if (known === undefined || seenAt < known) oldest.set(source, seenAt)
  }
  return [...oldest].map(([source, seenAt]) => ({ source, seenAt }))
}
