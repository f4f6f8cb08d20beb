import { type HeldSettings, settingOf } from './settings.ts'

/** What a chat asks of settings. Pure. */

/** Who sees a reply; everybody, where nothing is set. */
export function repliesOf(held: HeldSettings): 'public' | 'private' {
  return settingOf(held, 'replies')?.value ?? 'public'
}

/** Whether a question nobody addressed to the program may be answered in a channel. A name was said with or without its `#`, in small letters or capitals. */
export function mayAnswerUnasked({ place }: HeldSettings, channelId: string, channelName?: string): boolean {
  const { channels = [] } = place
  const isNamed = (name: string) => channels.some((channel) => channel.toLowerCase() === name.toLowerCase())
  return channels.includes(channelId) || (channelName !== undefined && isNamed(channelName))
}

/** Whether somebody may make and change digests of a place; those who manage it, where nothing is set. */
export function mayManageDigests({ place }: HeldSettings, manages: boolean): boolean {
  return manages || place.digests === 'everyone'
}
