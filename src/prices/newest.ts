import type { ApiPriceRow, PriceBook, PriceOrigin, PriceRow } from '../catalog/types.ts'
import { recordKeys } from '../storage/keys.ts'
import type { Store } from '../storage/store.ts'
import { priceBook } from './book.ts'
import { readChanges } from './changes.ts'
import { type PriceRecord, readRecord } from './record.ts'
import { bundledPrices, bundledRows } from './snapshot.ts'

export interface NewestPrices {
  readonly book: PriceBook
  /** What was fetched of APIs; empty before. */
  readonly apis: readonly ApiPriceRow[]
}

/**
 * The newest that is known: what was fetched and stored, over the snapshot that comes with the program. The snapshot alone while nothing
 * is stored. Throws StoreUnavailable.
 */
export async function newestPrices(store: Store): Promise<NewestPrices> {
  const stored = await store.listRecords(recordKeys.allPriceRows())
  const records = stored.flatMap(({ value }) => readRecord(value) ?? [])
  if (records.length === 0) return { book: bundledPrices, apis: [] }
  const changes = readChanges(await store.getRecord(recordKeys.priceChanges()))
  const rows = records.flatMap((record) => record.rentals.map((row): PriceRow => ({ ...row, ...originOf(record) })))
  const newest = [bundledPrices.asOf, ...rows.map(({ date }) => date)].toSorted().at(-1) ?? bundledPrices.asOf
  const origins = originsOf(records)
  const rates = records.flatMap((record) => record.rates ?? []).toSorted((a, b) => b.date.localeCompare(a.date))[0]
  const book = {
    ...priceBook([...bundledRows, ...rows], newest, origins.map(({ source }) => source).join(', ')),
    change: (gpu: string) => changes.get(gpu),
    origins,
    ...(rates === undefined ? {} : { rates }),
  }
  return { book, apis: records.flatMap((record) => record.apis.map((row) => ({ ...row, ...originOf(record) }))) }
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
