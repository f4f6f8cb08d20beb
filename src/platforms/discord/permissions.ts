import { type GuildTextBasedChannel, PermissionFlagsBits, type TextBasedChannel } from 'discord.js'

/** What the bot may do where a message stands. */
export interface Allowed {
  readonly send: boolean
  readonly embed: boolean
  readonly reply: boolean
  readonly attach: boolean
}

const everything: Allowed = { send: true, embed: true, reply: true, attach: true }

/** By what Discord has told of roles and channels so far; where it has told nothing, everything: Discord will say. */
export function allowedIn(channel: TextBasedChannel): Allowed {
  if (channel.isDMBased()) return everything
  const { me } = channel.guild.members
  const granted = me && channel.permissionsFor(me)
  if (granted === null) return everything
  return {
    send: granted.has(PermissionFlagsBits.ViewChannel | toWriteIn(channel)),
    embed: granted.has(PermissionFlagsBits.EmbedLinks),
    reply: granted.has(PermissionFlagsBits.ReadMessageHistory),
    attach: granted.has(PermissionFlagsBits.AttachFiles),
  }
}

function toWriteIn(channel: GuildTextBasedChannel): bigint {
  const { SendMessages, SendMessagesInThreads, ManageThreads } = PermissionFlagsBits
  if (!channel.isThread()) return SendMessages
  return channel.locked === true ? SendMessagesInThreads | ManageThreads : SendMessagesInThreads
}

/** Of a bot's message, whatever the server pays for (Discord's documentation, topic "Uploading Files"). */
const mostBytes = 10 * 1024 * 1024

/** The largest file that can be shown there, bytes; undefined: none. */
export function mostBytesIn({ attach, embed }: Allowed): number | undefined {
  return attach && embed ? mostBytes : undefined
}
