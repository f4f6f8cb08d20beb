import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js'
import type { LogFields } from '../../operations/log.ts'
import { Unsendable } from './limits.ts'

/** How often something is sent that is lost on its way. */
const mostTries = 4

/** What `send` gives, which is told how often it was tried before; tried again where its error `isLost`. Throws the last error. */
export async function insistently<T>(isLost: (error: unknown) => boolean, send: (tried: number) => Promise<T>): Promise<T> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await send(tried)
    } catch (error) {
      if (tried + 1 === mostTries || !isLost(error)) throw error
    }
  }
}

/** The connection broke, or something between failed (5xx): nobody knows whether Discord has taken it. */
export function isLost(error: unknown): boolean {
  return !(isFinal(error) || error instanceof RateLimitError)
}

/** The connection broke: what something between answered (5xx) the library has tried again itself. */
export function isBroken(error: unknown): boolean {
  return isLost(error) && !(error instanceof HTTPError)
}

/** Somebody else, another process, has answered it. */
export function isAnswered(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged
}

/** Discord would never take it, now or later: nobody should try again. */
export function isFinal(error: unknown): boolean {
  return error instanceof DiscordAPIError || error instanceof Unsendable
}

/** It is the message that is wrong: another one would be taken in its place. */
export function takesAnother(error: unknown): boolean {
  return error instanceof Unsendable || (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InvalidFormBodyOrContentType)
}

/** Sends `shown`; where it is the message that is wrong, what `instead` makes of the error. Throws what `send` throws. */
export async function sendOr<S, T>(shown: S, send: (shown: S) => Promise<T>, instead: (error: unknown) => Promise<S>): Promise<T> {
  try {
    return await send(shown)
  } catch (error) {
    if (!takesAnother(error)) throw error
    return await send(await instead(error))
  }
}

/** Why Discord refused, on one line; its address holds the token, and is left out. */
export function refusalFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { reason: String(error) }
  if (error instanceof RateLimitError) return { reason: `Discord asks to wait ${Math.round(error.retryAfter / 1000)} s` }
  const { status, code } = error as { readonly status?: unknown; readonly code?: unknown }
  const reason = error.message.replace(/\s+/g, ' ').slice(0, 300)
  return { reason, ...(code !== undefined && { code }), ...(status !== undefined && { status }) }
}
