import { randomBytes } from 'node:crypto'
import { errorFields } from '../../operations/error-fields.ts'
import type { DiscordContext, Shown } from './context.ts'
import type { Asking } from './interactions-asking.ts'

/** What is said where something of ours failed, under the id the log has it by. */
export function failed(
  { text, command, language = 'en', alone }: Pick<Asking, 'text' | 'command' | 'language' | 'alone'>,
  error: unknown,
  { log, show }: Pick<DiscordContext, 'log' | 'show'>,
): Promise<Shown> {
  const id = randomBytes(4).toString('hex')
  log.error('an answer could not be shown', { id, ...errorFields(error) })
  return show({ kind: 'failure', id, language }, { text, command, isPrivate: alone !== true })
}
