import type { TextBasedChannel } from 'discord.js'
import { mayAnswerUnasked } from '../../settings/chat.ts'
import type { HeldSettings } from '../../settings/settings.ts'

/** Whether a server's managers let questions be answered here that nobody put to us; a thread is as its channel is. */
export function isTurnedOn(channel: TextBasedChannel, held: HeldSettings): boolean {
  if (channel.isDMBased()) return false
  if (mayAnswerUnasked(held, channel.id, channel.name)) return true
  const parent = channel.isThread() ? channel.parent : null
  return parent !== null && mayAnswerUnasked(held, parent.id, parent.name)
}
