import { ComponentType, type Message, MessageType, type PartialMessage, type TextBasedChannel } from 'discord.js'
import { said } from './said.ts'
import { languageShown, type ShownBefore } from './shown-before.ts'

/** A message that may be a question, and how it came to us. */
export interface Heard {
  /** `room`: nobody was addressed. Any other way we were. */
  readonly how: 'dm' | 'mention' | 'reply' | 'room'
  /** Without mentions and emoji, or what was forwarded; may be empty where we were addressed. */
  readonly text: string
  /** The answer of ours it replies to. */
  readonly replied?: ShownBefore
  /** Where it addresses us in a thread: the message that was begun from, if it is an answer of ours. */
  readonly began?: ShownBefore
}

/**
 * Undefined: nothing for us. Programs, webhooks and what Discord says itself are never answered, nor what is addressed to somebody else;
 * a message whose content we are not given says nothing.
 */
export function hearMessage(message: Message, ourId: string): Heard | undefined {
  const { author, content, mentions, reference, type, webhookId } = message
  if (author.bot || author.system || webhookId !== null || author.id === ourId) return undefined
  if (type !== MessageType.Default && type !== MessageType.Reply) return undefined
  const text = textIn(message)
  const repliesToUs = reference !== null && mentions.repliedUser?.id === ourId
  const replied = repliesToUs && reference.messageId !== undefined && { replied: shownBefore(message.channel, reference.messageId) }
  if (!message.inGuild()) return { how: 'dm', text, ...replied }
  // A bot's own role has its name, and is what many pick.
  const names = [ourId, `!${ourId}`, `&${message.guild.roles.botRoleFor(ourId)?.id}`]
  if (names.some((name) => content.includes(`<@${name}>`)))
    return { how: 'mention', text: text === '' && !repliesToUs ? textRepliedTo(message) : text, ...replied, ...begunFrom(message) }
  if (text === '') return undefined
  if (repliesToUs) return { how: 'reply', text, ...replied }
  const forOthers = reference !== null || mentions.everyone || mentions.users.size > 0 || mentions.roles.size > 0
  return forOthers ? undefined : { how: 'room', text }
}

/** What it shows is known where Discord has told of it: it does with a reply. */
function shownBefore(channel: Pick<TextBasedChannel, 'messages'>, id: string): ShownBefore {
  const message = channel.messages.cache.get(id)
  const parts = message?.components.flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : [])) ?? []
  const customIds = parts.flatMap((part) => (part.type === ComponentType.Button ? (part.customId ?? []) : []))
  return { id: message?.interactionMetadata?.id ?? id, customIds, language: message === undefined ? 'en' : languageShown(message) }
}

/** An answer of ours that a thread was begun from, when Discord tells of it. */
export function threadBegun(message: Message | PartialMessage, ourId: string): ShownBefore | undefined {
  return message.author?.id === ourId && message.hasThread ? shownBefore(message.channel, message.id) : undefined
}

/** A thread has the id of the message it was begun from. */
function begunFrom({ channel }: Message<true>): Pick<Heard, 'began'> {
  if (!channel.isThread() || channel.parent === null || !('messages' in channel.parent)) return {}
  return { began: shownBefore(channel.parent, channel.id) }
}

/** "@headroom" and nothing else, in reply to somebody: what they said is asked. */
function textRepliedTo({ reference, channel }: Message<true>): string {
  const replied = channel.messages.cache.get(reference?.messageId ?? '')
  return replied === undefined ? '' : textIn(replied)
}

function textIn({ content, messageSnapshots }: Message): string {
  return said(content, messageSnapshots.first()?.content)
}
