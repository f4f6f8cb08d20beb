import { createHash } from 'node:crypto'
import { limits } from './limits.ts'

/**
 * `ask` answers a question in place; `why` shows its working, `versus` what else there is, and `card` comes back from each; `share` posts a
 * private answer. `compare` is what older messages have for `versus`: it does not know the way back.
 */
export const actions = ['ask', 'why', 'versus', 'card', 'compare', 'share'] as const
export type Action = (typeof actions)[number]

/** What a button asks: all that is needed to answer it again, in any process. */
export interface ButtonState {
  readonly action: Action
  /** A command's name. */
  readonly command: string
  readonly shorthand: string
  /** Of `why`, from 1. */
  readonly page?: number
}

/** What a custom_id leads to. A `token` stands for a payload that is stored; `stale` is of a version that is gone. */
export type Decoded =
  | { readonly kind: 'state'; readonly state: ButtonState }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'select'; readonly group: string }
  | { readonly kind: 'stale' }
  | { readonly kind: 'foreign' }

/** `payload` is to be stored under `token` before the message is sent; both are absent where the id holds all. */
export type Encoded =
  | { readonly needsToken: false; readonly customId: string }
  | { readonly needsToken: true; readonly customId: string; readonly token: string; readonly payload: string }

const version = 'h1'
const tokenMark = '#'

/**
 * `h1:<action>:<command>:<shorthand>`. What is longer than Discord takes becomes `h1:#<token>`: the token is a digest of the payload, so
 * the same question has the same token wherever it is made.
 */
export function encodeState({ action, command, shorthand, page = 1 }: ButtonState): Encoded {
  const payload = `${version}:${page === 1 ? action : `${action}.${page}`}:${command}:${shorthand}`
  if (payload.length <= limits.customId) return { needsToken: false, customId: payload }
  const token = createHash('sha256').update(payload).digest('base64url').slice(0, 22)
  return { needsToken: true, customId: `${version}:${tokenMark}${token}`, token, payload }
}

/** The custom_id of a select; its options' values are what `encodeState` makes. */
export function selectId(group: string): string {
  return `${version}:pick:${group}`
}

/** Reads a custom_id, the value of a select's option, or a stored payload. Throws nothing: anybody can send anything. */
export function decodeState(customId: string): Decoded {
  const [prefix = '', head = '', command = '', ...rest] = customId.split(':')
  if (prefix !== version) return { kind: /^h\d{1,3}$/.test(prefix) ? 'stale' : 'foreign' }
  if (head.startsWith(tokenMark)) {
    const token = head.slice(tokenMark.length)
    return /^[\w-]{22}$/.test(token) && command === '' ? { kind: 'token', token } : { kind: 'foreign' }
  }
  if (head === 'pick') return /^[a-z]{1,20}$/.test(command) && rest.length === 0 ? { kind: 'select', group: command } : { kind: 'foreign' }
  const [name, page = '1', ...more] = head.split('.')
  const action = actions.find((one) => one === name)
  // A later program's action of this version is nothing this one can do.
  if (action === undefined) return { kind: 'stale' }
  if (!/^[a-z][a-z-]{0,31}$/.test(command) || !/^[1-9]\d{0,2}$/.test(page) || more.length > 0 || rest.length === 0)
    return { kind: 'foreign' }
  return {
    kind: 'state',
    state: { action, command, shorthand: rest.join(':'), ...(page !== '1' && { page: Number(page) }) },
  }
}
