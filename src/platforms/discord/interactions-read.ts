import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageApplicationCommandInteraction,
  type APIMessageComponentInteraction,
  ApplicationCommandType,
  InteractionContextType,
  InteractionType,
  PermissionFlagsBits,
} from 'discord.js'
import type { Command } from '../../../commands/command.ts'
import { textOf } from '../../../commands/options.ts'
import { commandCalled, privateOption, textOption } from './command-definitions.ts'
import { decodeState } from './custom-id.ts'
import type { Asking } from './interactions-asking.ts'
import { ephemeral } from './payload.ts'
import { said } from './said.ts'
import { languageShown } from './shown-before.ts'

/** What somebody did, as far as it can be told without the storage. */
export type Heard =
  | { readonly kind: 'asked'; readonly asking: Asking }
  | { readonly kind: 'pressed'; readonly asking: Asking; readonly press: Press }
  | { readonly kind: 'typing'; readonly command: Command; readonly option: string; readonly typed: string }
  /** A command this program does not have, which an earlier one registered. */
  | { readonly kind: 'unknown'; readonly asking: Asking }

/** A button or an option of a list on one of our messages. */
export interface Press {
  readonly customId: string
  readonly messageId: string
  /** Who asked for the message, where Discord says it. */
  readonly askerId: string | undefined
}

/** What is common to everything somebody does. */
type Base = Omit<Asking, 'as' | 'seen' | 'text'>

/** undefined: nothing for this program, or from another one. */
export function readInteraction(data: APIInteraction, commands: readonly Command[], now: number): Heard | undefined {
  const user = data.member?.user ?? data.user
  if (user === undefined || user.bot === true) return undefined
  const base = baseOf(data, user.id, now)
  switch (data.type) {
    case InteractionType.ApplicationCommandAutocomplete:
      return readTyping(data, commands)
    case InteractionType.MessageComponent:
      return readPress(data, base)
    case InteractionType.ApplicationCommand:
      if (data.data.type === ApplicationCommandType.ChatInput)
        return readSlash(data as APIChatInputApplicationCommandInteraction, commands, base)
      if (data.data.type === ApplicationCommandType.Message) return readMenu(data as APIMessageApplicationCommandInteraction, base)
      return undefined
    default:
      return undefined
  }
}

function baseOf(data: APIInteraction, userId: string, askedAt: number): Base {
  const may = (permissions: string | undefined, bit: bigint) => (BigInt(permissions ?? 0) & bit) !== 0n
  return {
    id: data.id,
    token: data.token,
    applicationId: data.application_id,
    askedAt,
    userId,
    ...(data.channel !== undefined && { channelId: data.channel.id }),
    ...(data.guild_id !== undefined && { placeId: data.guild_id }),
    ...(data.context === InteractionContextType.BotDM && { alone: true }),
    manages: may(data.member?.permissions, PermissionFlagsBits.ManageGuild),
    ...(may(data.app_permissions, PermissionFlagsBits.AttachFiles) && { mostBytes: data.attachment_size_limit }),
  }
}

function readSlash(data: APIChatInputApplicationCommandInteraction, commands: readonly Command[], base: Base): Heard {
  const said = new Map((data.data.options ?? []).flatMap((one) => ('value' in one ? [[one.name, one.value] as const] : [])))
  const called = commandCalled(commands, data.data.name)
  const own = said.get(textOption)
  const text = called === undefined ? '' : textOf(called.command.options, `${called.word} ${own ?? ''}`, withoutBooleans(said))
  const asking: Asking = {
    ...base,
    as: 'reply',
    // What holds for a server concerns everybody there.
    seen: seenOf(said.get(privateOption), called?.command.isPersonal === true && called.word === '', base),
    text,
    readsChinese: isChinese(data.locale),
    ...(called && { command: called.command.name }),
  }
  return { kind: called === undefined ? 'unknown' : 'asked', asking }
}

/** Who asks about somebody else's message asks for themselves. */
function readMenu(data: APIMessageApplicationCommandInteraction, base: Base): Heard {
  const { resolved, target_id: target } = data.data
  const message = new Map(Object.entries(resolved.messages)).get(target)
  const text = said(message?.content ?? '', message?.message_snapshots?.[0]?.message.content)
  const seen = base.alone === true ? 'public' : 'private'
  return { kind: 'asked', asking: { ...base, as: 'reply', seen, text, readsChinese: isChinese(data.locale) } }
}

/** A button that is none of an answer's is for somebody else here. */
function readPress(data: APIMessageComponentInteraction, base: Base): Heard | undefined {
  const { message, data: pressed } = data
  const [chosen] = 'values' in pressed ? pressed.values : []
  const customId = chosen ?? pressed.custom_id
  if (decodeState(customId).kind === 'foreign') return undefined
  const askerId = message.interaction_metadata?.user.id ?? message.referenced_message?.author.id
  return {
    kind: 'pressed',
    asking: {
      ...base,
      as: 'update',
      answerId: message.interaction_metadata?.id ?? message.id,
      seen: ((message.flags ?? 0) & ephemeral) === 0 ? 'public' : 'private',
      text: '',
      // A changed message stays in its language.
      language: languageShown(message),
    },
    press: { customId, messageId: message.id, askerId },
  }
}

function readTyping({ data }: APIApplicationCommandAutocompleteInteraction, commands: readonly Command[]): Heard | undefined {
  const focused = data.options.find((one) => 'focused' in one && one.focused === true)
  const called = commandCalled(commands, data.name)
  if (focused === undefined || !('value' in focused) || called === undefined) return undefined
  return { kind: 'typing', command: called.command, option: focused.name, typed: `${focused.value}` }
}

function seenOf(isPrivate: string | number | boolean | undefined, isPersonal: boolean, { alone }: Base): Asking['seen'] {
  if (isPrivate === true) return 'private'
  if (isPrivate === false || alone === true) return 'public'
  return isPersonal ? 'private' : 'set'
}

function withoutBooleans(said: ReadonlyMap<string, string | number | boolean>): Map<string, string | number> {
  return new Map([...said].flatMap(([name, value]) => (typeof value === 'boolean' ? [] : [[name, value] as const])))
}

const isChinese = (locale: string) => locale.startsWith('zh')
