import { claimKeys, recordKeys } from '../../storage/keys.ts'
import type { Store } from '../../storage/store.ts'
import { type Asking, askingSchema, tokenLife } from './interactions-asking.ts'

/** Questions that were put off: what a process that ends leaves unanswered, the next one finishes. Nothing here throws: it is a second chance. */
export interface Pending {
  keep(asking: Asking): Promise<void>
  done(asking: Pick<Asking, 'id'>): Promise<void>
  /** Those nobody finished and whose tokens still live, each for one process only. */
  take(): Promise<readonly Asking[]>
}

export function createPending(store: Store, now: () => number): Pending {
  const keyOf = ({ id }: Pick<Asking, 'id'>) => recordKeys.unfinished('discord', id)

  return {
    async keep(asking) {
      await store.putRecord(keyOf(asking), asking).catch(() => undefined)
    },
    async done(asking) {
      await store.deleteRecord(keyOf(asking)).catch(() => undefined)
    },
    async take() {
      const taken: Asking[] = []
      try {
        for (const { key, value } of await store.listRecords(recordKeys.allUnfinished('discord'))) {
          const asking = askingSchema.safeParse(value).data
          if (asking === undefined || now() - asking.askedAt > tokenLife) await store.deleteRecord(key)
          else if (await store.claim(claimKeys.finishing('discord', asking.id), tokenLife / 1000)) taken.push(asking)
        }
      } catch {
        // Those that are left are the next start's.
      }
      return taken
    },
  }
}
