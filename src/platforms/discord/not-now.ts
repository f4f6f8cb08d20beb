import { z } from 'zod'
import { translate } from '../../cards/words/words.ts'
import type { Language } from '../../language/question.ts'
import { recordKeys } from '../../storage/keys.ts'
import type { Store } from '../../storage/store.ts'
import { limits } from './limits.ts'
import type { MessagePayload, Row } from './payload.ts'

/** Seconds that "not now" holds. */
const quietFor = 24 * 60 * 60

const quietSchema = z.object({ until: z.number() })

/** Who wants no unasked answers where. */
export interface Quiet {
  /** Throws StoreUnavailable: then nobody knows, and nothing should be said unasked. */
  holds(channelId: string, userId: string): Promise<boolean>
  /** For a day from now. Throws StoreUnavailable. */
  begin(channelId: string, userId: string): Promise<void>
}

export function createQuiet(store: Store, now: () => number): Quiet {
  const keyOf = (channelId: string, userId: string) => recordKeys.quiet('discord', channelId, userId)
  return {
    async holds(channelId, userId) {
      const stored = await store.getRecord(keyOf(channelId, userId))
      if (stored === undefined) return false
      const until = quietSchema.safeParse(stored).data?.until ?? 0
      if (until > now()) return true
      await store.deleteRecord(keyOf(channelId, userId))
      return false
    },
    async begin(channelId, userId) {
      await store.putRecord(keyOf(channelId, userId), { until: now() + quietFor * 1000 })
    },
  }
}

const prefix = 'not-now:'

/** Whose unasked answer a button takes away; undefined: it is another button. */
export function notNowOf(customId: string): string | undefined {
  return customId.startsWith(prefix) ? customId.slice(prefix.length) : undefined
}

/** The answer with the button under it: beside the last buttons where there is room, else on a row of its own. */
export function withNotNow(payload: MessagePayload, userId: string, language: Language): MessagePayload {
  const button = { type: 2, style: 2, label: translate(language)('channels.notNow'), custom_id: `${prefix}${userId}` } as const
  const rows = payload.components
  const last = rows.at(-1)
  if (last !== undefined && isButtons(last) && last.components.length < limits.buttons)
    return { ...payload, components: [...rows.slice(0, -1), { ...last, components: [...last.components, button] }] }
  // What stands lowest makes way: nobody asked for it.
  return { ...payload, components: [...rows.slice(0, limits.rows - 1), { type: 1, components: [button] }] }
}

type Buttons = Extract<Row, { components: { type: 2 }[] }>

function isButtons(row: Row): row is Buttons {
  return row.components.every(({ type }) => type === 2)
}
