import { type Message, MessageType } from 'discord.js'

/** A message that may be a question, and how it came to us. */
export interface Heard {
  /** `room`: nobody was addressed. Any other way we were. */
  readonly how: 'dm' | 'mention' | 'reply' | 'room'
  /** Without mentions and emoji, or what was forwarded; may be empty where we were addressed. */
  readonly text: string
  /** What the answer of ours it replies to is remembered by. */
  readonly repliedId?: string
}

/**
 * Undefined: nothing for us. Programs, webhooks and what Discord says itself are never answered, nor what is addressed to somebody else;
 * a message whose content we are not given says nothing.
 */
export function hearMessage(message: Message, ourId: string): Heard | undefined {
  const { author, content, mentions, reference, type, webhookId } = message
  if (author.bot || author.system || webhookId !== null || author.id === ourId) return undefined
  if (type !== MessageType.Default && type !== MessageType.Reply) return undefined
  const text = plainText(content || (message.messageSnapshots.first()?.content ?? ''))
  const repliesToUs = reference !== null && mentions.repliedUser?.id === ourId
  const replied = repliesToUs && reference.messageId !== undefined ? { repliedId: answerId(message, reference.messageId) } : {}
  if (!message.inGuild()) return { how: 'dm', text, ...replied }
  // A bot's own role has its name, and is what many pick.
  const names = [ourId, `!${ourId}`, `&${message.guild.roles.botRoleFor(ourId)?.id}`]
  if (names.some((name) => content.includes(`<@${name}>`)))
    return { how: 'mention', text: text === '' && !repliesToUs ? textRepliedTo(message) : text, ...replied }
  if (text === '') return undefined
  if (repliesToUs) return { how: 'reply', text, ...replied }
  const forOthers = reference !== null || mentions.everyone || mentions.users.size > 0 || mentions.roles.size > 0
  return forOthers ? undefined : { how: 'room', text }
}

/** What an answer of ours is remembered by: the interaction it answers, else its own id. */
function answerId({ channel }: Message, id: string): string {
  return channel.messages.cache.get(id)?.interactionMetadata?.id ?? id
}

/** "@headroom" and nothing else, in reply to somebody: what they said is asked. */
function textRepliedTo({ reference, channel }: Message<true>): string {
  const replied = channel.messages.cache.get(reference?.messageId ?? '')
  return plainText(replied?.content ?? '')
}

/** Names of people, roles, channels and emoji are no part of a question. */
function plainText(content: string): string {
  return content.replace(/<(?:@[!&]?|#|a?:\w{2,32}:)\d{17,20}>/g, ' ').trim()
}
