import type { APIMessage } from 'discord.js'
import { type Gateway, intent } from './gateway.ts'
import type { Request, Route } from './http.ts'
import type { FakeFile, Messages, Stored } from './messages.ts'
import type { permission } from './permissions.ts'
import { invalidForm, refusal } from './refusals.ts'
import { channelPayload, type FakeChannel, type World } from './world.ts'

export interface ChannelRecords {
  /** Channel ids where the bot showed that it types, in order. */
  typed: string[]
  /** The bot's reactions. */
  reacted: { messageId: string; emoji: string }[]
}

/** Messages in channels, as the bot itself and with the permissions it has there. */
export function channelRoutes(world: World, messages: Messages, gateway: Gateway, records: ChannelRecords): Route[] {
  const channelOf = ({ params }: Request, ...needed: (keyof typeof permission)[]): FakeChannel => {
    const channel = world.channels.get(params.channel ?? '')
    if (!channel) throw refusal('unknownChannel')
    if (!world.botMay(channel, 'viewChannel')) throw refusal('missingAccess')
    for (const each of needed) if (!world.botMay(channel, each)) throw refusal('missingPermissions')
    return channel
  }
  const messageOf = (request: Request): Stored => {
    const channel = channelOf(request)
    const stored = messages.get(request.params.message ?? '')
    if (stored.channel !== channel || stored.onlyFor !== undefined) throw refusal('unknownMessage')
    return stored
  }
  const ownMessage = (request: Request): Stored => {
    const stored = messageOf(request)
    if (stored.message.author.id !== world.bot.id) throw refusal('notYourMessage')
    return stored
  }
  /** What is in the body decides what the bot must be allowed to. */
  const requireFor = (channel: FakeChannel, body: unknown, files: readonly FakeFile[]): void => {
    const { embeds, message_reference } = (body ?? {}) as { embeds?: unknown[] | null; message_reference?: object | null }
    if (!world.botMay(channel, channel.parent ? 'sendMessagesInThreads' : 'sendMessages')) throw refusal('missingPermissions')
    if (channel.isLocked && !world.botMay(channel, 'manageThreads')) throw refusal('threadLocked')
    if (embeds?.length && !world.botMay(channel, 'embedLinks')) throw refusal('missingPermissions')
    if (files.length > 0 && !world.botMay(channel, 'attachFiles')) throw refusal('missingPermissions')
    if (message_reference && !world.botMay(channel, 'readMessageHistory')) throw refusal('noHistory')
  }
  const readable = ({ message, channel }: Stored): APIMessage => gateway.readable(message, channel, gateway.options.granted)
  const list = '/channels/:channel/messages'
  const one = '/channels/:channel/messages/:message'
  return [
    { method: 'GET', path: '/channels/:channel', answer: (request) => ({ status: 200, body: channelPayload(channelOf(request)) }) },
    {
      method: 'POST',
      path: '/channels/:channel/typing',
      answer: (request) => {
        records.typed.push(channelOf(request, 'sendMessages').id)
        return { status: 204 }
      },
    },
    {
      method: 'GET',
      path: list,
      answer: (request) => {
        const channel = channelOf(request, 'readMessageHistory')
        const found = [...messages.stored.values()].filter((each) => each.channel === channel && each.onlyFor === undefined)
        return {
          status: 200,
          body: found
            .reverse()
            .slice(0, Number(request.query.get('limit') ?? 50))
            .map(readable),
        }
      },
    },
    { method: 'GET', path: one, answer: (request) => ({ status: 200, body: readable(messageOf(request)) }) },
    {
      method: 'POST',
      path: list,
      answer: (request) => {
        const { body, files } = request
        const channel = channelOf(request)
        if (channel.recipients.some(({ id }) => world.closed.has(id))) throw refusal('closedToYou')
        requireFor(channel, body, files)
        const reference = (body as { message_reference?: { message_id?: string; fail_if_not_exists?: boolean } } | null)?.message_reference
        const replied = messages.stored.get(reference?.message_id ?? '')
        if (reference && !replied && (reference.fail_if_not_exists ?? true))
          throw invalidForm([{ path: ['message_reference'], code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', message: 'Unknown message' }])
        if (channel.isArchived) world.change(channel, { isArchived: false })
        const extra = replied ? replyTo(replied) : {}
        const stored = messages.create(body, files, { channel, author: world.bot, extra })
        return { status: 200, body: stored.message, after: () => gateway.dispatchMessage('MESSAGE_CREATE', stored.message, channel) }
      },
    },
    {
      method: 'PATCH',
      path: one,
      answer: (request) => {
        const stored = ownMessage(request)
        requireFor(stored.channel, { embeds: (request.body as { embeds?: unknown[] } | null)?.embeds }, request.files)
        messages.edit(stored, request.body, request.files)
        return { status: 200, body: stored.message, after: () => gateway.dispatchMessage('MESSAGE_UPDATE', stored.message, stored.channel) }
      },
    },
    {
      method: 'DELETE',
      path: one,
      answer: (request) => {
        const stored = messageOf(request)
        if (stored.message.author.id !== world.bot.id && !world.botMay(stored.channel, 'manageMessages'))
          throw refusal('missingPermissions')
        messages.remove(stored)
        const data = { id: stored.message.id, channel_id: stored.channel.id }
        return {
          status: 204,
          after: () => gateway.dispatchIn('MESSAGE_DELETE', stored.channel, intent.guildMessages, intent.directMessages, data),
        }
      },
    },
    {
      method: 'PUT',
      path: `${one}/reactions/:emoji/@me`,
      answer: (request) => {
        const { message, channel } = messageOf(request)
        channelOf(request, 'readMessageHistory', 'addReactions')
        records.reacted.push({ messageId: message.id, emoji: request.params.emoji ?? '' })
        messages.changes.poke()
        const data = {
          user_id: world.bot.id,
          channel_id: channel.id,
          message_id: message.id,
          emoji: { id: null, name: request.params.emoji },
          burst: false,
          type: 0,
        }
        return {
          status: 204,
          after: () =>
            gateway.dispatchIn('MESSAGE_REACTION_ADD', channel, intent.guildMessageReactions, intent.directMessageReactions, data),
        }
      },
    },
    {
      method: 'DELETE',
      path: `${one}/reactions/:emoji/@me`,
      answer: (request) => {
        const { message } = messageOf(request)
        const at = records.reacted.findIndex((each) => each.messageId === message.id && each.emoji === request.params.emoji)
        if (at >= 0) records.reacted.splice(at, 1)
        messages.changes.poke()
        return { status: 204 }
      },
    },
    {
      method: 'POST',
      path: '/users/@me/channels',
      answer: ({ body }) => {
        const user = world.users.get(String((body as { recipient_id?: string } | null)?.recipient_id))
        if (!user) throw refusal('unknownUser')
        return { status: 200, body: channelPayload(world.dm(user)) }
      },
    },
  ]
}

/** What makes a message a reply. */
export function replyTo({ message, channel }: Stored): object {
  const message_reference = {
    type: 0,
    message_id: message.id,
    channel_id: channel.id,
    ...(channel.guild && { guild_id: channel.guild.id }),
  }
  return { type: 19, message_reference, referenced_message: { ...message, referenced_message: null } }
}
