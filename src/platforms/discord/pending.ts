import { z } from 'zod'
import { claimKeys, recordKeys } from '../../storage/keys.ts'
import type { Store } from '../../storage/store.ts'
import { type Asking, askingSchema, tokenLife } from './interactions-asking.ts'

/** Questions that were put off: what a process that ends leaves unanswered, another one finishes. Nothing here throws: it is a second chance. */
export interface Pending {
  /** Before it is promised. */
  keep(asking: Asking): Promise<void>
  done(asking: Pick<Asking, 'id'>): Promise<void>
  /** Whether this process is the one to send the answer; if it ends before that, another one soon is. */
  take(asking: Pick<Asking, 'id'>): Promise<boolean>
  /** Those that were not done when it was asked and whose tokens still live; undefined: the storage is away. */
  unfinished(): Promise<readonly Asking[] | undefined>
  /** Takes one of them up. `theirs`: another process is at it, and may end too. */
  resume(asking: Pick<Asking, 'id'>): Promise<'ours' | 'theirs' | 'done'>
}

const ageSchema = z.object({ askedAt: z.number() })

/** Seconds in which an answer is sent, or whoever sends it is gone. */
const sending = 10

export function createPending(store: Store, now: () => number): Pending {
  const keyOf = ({ id }: Pick<Asking, 'id'>) => recordKeys.unfinished('discord', id)
  const claim = ({ id }: Pick<Asking, 'id'>) => store.claim(claimKeys.finishing('discord', id), sending)

  return {
    async keep(asking) {
      await store.putRecord(keyOf(asking), asking).catch(() => undefined)
    },
    async done(asking) {
      await store.deleteRecord(keyOf(asking)).catch(() => undefined)
    },
    async unfinished() {
      const found: Asking[] = []
      try {
        for (const { key, value } of await store.listRecords(recordKeys.allUnfinished('discord'))) {
          const { askedAt = 0 } = ageSchema.safeParse(value).data ?? {}
          const asking = askingSchema.safeParse(value).data
          if (now() - askedAt > tokenLife) await store.deleteRecord(key)
          // What a later version puts off is that one's.
          else if (asking !== undefined) found.push(asking)
        }
        return found
      } catch {
        return undefined
      }
    },
    // Without the storage nobody else knows of it.
    take: (asking) => claim(asking).catch(() => true),
    async resume(asking) {
      try {
        if (!(await claim(asking))) return 'theirs'
        return (await store.getRecord(keyOf(asking))) === undefined ? 'done' : 'ours'
      } catch {
        return 'theirs'
      }
    },
  }
}
