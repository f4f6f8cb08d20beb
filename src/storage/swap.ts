import { StoreUnavailable } from './store.ts'
import { readStored } from './stored-text.ts'

type Text = string | null

/**
 * Changes a record that others may change at the same moment: reads it, and writes what `change` made of it where it is still what was
 * read, or begins again. `swap` says whether it was; null stands for no record.
 */
export async function swapped<T>(
  read: () => Promise<Text>,
  swap: (expected: Text, next: Text) => Promise<boolean>,
  change: (present: unknown) => T,
): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    const present = await read()
    const next = change(readStored(present))
    if (await swap(present, next === undefined ? null : JSON.stringify(next))) return next
  }
  throw new StoreUnavailable('too many change this at once')
}
