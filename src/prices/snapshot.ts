import purchaseRows from '../catalog/prices/gpu-purchase.json' with { type: 'json' }
import rentalRows from '../catalog/prices/gpu-rental.json' with { type: 'json' }
import type { PriceBook, PriceRow } from '../catalog/types.ts'
import { priceBook } from './book.ts'

const rentals = rentalRows as readonly PriceRow[]

/** The newest day any rental was seen. Not today's date: the snapshot does not grow younger by being read. */
function newestDay(rows: readonly PriceRow[]): string {
  return rows.reduce((newest, { date }) => (date.length === newest.length && date > newest ? date : newest), '0000-00-00')
}

/** What was seen by the day the program was made. */
export const bundledRows: readonly PriceRow[] = [...rentals, ...(purchaseRows as readonly PriceRow[])]

/** The prices that come with the program, used until a newer book is fetched. */
export const bundledPrices: PriceBook = priceBook(bundledRows, newestDay(rentals))
