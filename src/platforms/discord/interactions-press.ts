import { cacheKeys } from '../../storage/keys.ts'
import type { Store } from '../../storage/store.ts'
import { type ButtonState, decodeState } from './custom-id.ts'
import type { Asking } from './interactions-asking.ts'
import type { Press } from './interactions-read.ts'
import type { ButtonStates } from './show-states.ts'

/** A message is pressed within days, or never again. */
const ttlSeconds = 30 * 24 * 3600

/** Who asked for a message, where Discord does not say it: of one that answers another message. */
export async function keepAsker(store: Store, messageId: string, userId: string): Promise<void> {
  await store.put(cacheKeys.askers('discord', messageId), userId, ttlSeconds)
}

interface Memory {
  readonly store: Store
  readonly states: ButtonStates
}

/**
 * What a press asks. Who asked for the message changes it; anybody else gets an answer of their own, which only they see. undefined: what
 * it asked is not known any more.
 */
export async function askedByPress(
  asking: Asking,
  { customId, messageId, askerId }: Press,
  { store, states }: Memory,
): Promise<Asking | undefined> {
  const first = decodeState(customId)
  const decoded = first.kind === 'token' ? decodeState((await states.find(first.token)) ?? '') : first
  if (decoded.kind !== 'state') return undefined
  const asked: Asking = { ...asking, ...askedBy(decoded.state) }
  if (decoded.state.action === 'share') return { ...asked, as: 'reply', seen: 'public' }
  const known = askerId ?? (await store.get(cacheKeys.askers('discord', messageId)))
  const isOwn = known === undefined ? asking.alone === true : known === asking.userId
  return isOwn ? asked : { ...asked, as: 'reply', seen: 'private' }
}

function askedBy({ action, command, shorthand: text, page = 1 }: ButtonState): Pick<Asking, 'command' | 'text' | 'whyPage' | 'backTo'> {
  if (action === 'why') return { command, text, whyPage: page }
  return action === 'versus' ? { command: 'compare', text, backTo: command } : { command, text }
}
