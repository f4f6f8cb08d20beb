import type {
  APIApplicationCommandBasicOption,
  LocalizationMap,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord.js'
import type { Command, Option } from '../../../commands/command.ts'
import type { Language } from '../../language/question.ts'

export type CommandDefinition = RESTPostAPIChatInputApplicationCommandsJSONBody | RESTPostAPIContextMenuApplicationCommandsJSONBody

/** The free text of every command that takes one. */
export const textOption = 'text'
/** Whether only the asker sees the answer; absent: as the settings say. */
export const privateOption = 'private'
/** The entry in a message's menu: its text is asked as it stands. */
export const messageMenu = 'Estimate this message'

const longestText = 2000
const manageGuild = String(1 << 5)
/** Installed by a server or by a person; in servers, in direct messages with the bot, and in other conversations. */
const everywhere = { integration_types: [0, 1], contexts: [0, 1, 2] }
const inServers = { integration_types: [0], contexts: [0] }

type Words = Readonly<Record<Language, string>>

/** All that is registered with Discord: every command with its options, what managers set for a server, and the message menu. */
export function discordCommands(commands: readonly Command[]): readonly CommandDefinition[] {
  return [
    ...commands.flatMap((command) => [own(command), ...forPlace(command)]),
    { type: 3, name: messageMenu, name_localizations: chinese('估算这条消息'), ...everywhere },
  ]
}

/** The command a slash command's name stands for, and the word its text begins with. */
export function commandCalled(
  commands: readonly Command[],
  name: string,
): { readonly command: Command; readonly word: string } | undefined {
  for (const command of commands) {
    if (command.name === name) return { command, word: '' }
    if (command.forPlace?.name === name) return { command, word: command.forPlace.word }
  }
  return undefined
}

function own(command: Command): CommandDefinition {
  return { ...slash(command, command.summary), ...everywhere }
}

/** Whoever may not manage the server does not see it, unless its managers decide otherwise. */
function forPlace(command: Command): readonly CommandDefinition[] {
  const { forPlace: place } = command
  if (place === undefined) return []
  const named = { ...command, name: place.name, localName: place.localName }
  return [{ ...slash(named, place.summary), ...inServers, default_member_permissions: manageGuild }]
}

function slash({ name, localName = name, options, examples }: Command, summary: Words): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const takesText = examples.length > 0
  return {
    type: 1,
    ...called(name, localName),
    ...described(summary),
    options: takesText ? [text(examples), ...options.map(typed), forAsker()] : [],
  }
}

function text(examples: Command['examples']): APIApplicationCommandBasicOption {
  const first = (language: Language) => examples.find((example) => example.language === language)?.text ?? ''
  return {
    type: 3,
    ...called(textOption, '问题'),
    ...described({ en: `in your own words, such as: ${first('en')}`, zh: `用你自己的话，例如：${first('zh')}` }),
    max_length: longestText,
  }
}

function forAsker(): APIApplicationCommandBasicOption {
  return { type: 5, ...called(privateOption, '仅自己可见'), ...described({ en: 'show the answer to you alone', zh: '只让你看到回答' }) }
}

function typed({ name, localName, summary, kind }: Option): APIApplicationCommandBasicOption {
  const both = { ...called(name, localName), ...described(summary) }
  switch (kind.of) {
    case 'name':
      return { type: 3, ...both, autocomplete: true }
    case 'number':
      return { type: 4, ...both, min_value: kind.least, max_value: kind.most }
    case 'choice':
      return { type: 3, ...both, choices: kind.values.map((value) => ({ name: value, value })) }
  }
}

const longestDescription = 100

function called(name: string, localName: string) {
  return { name, name_localizations: chinese(localName) }
}

function described({ en, zh }: Words) {
  return { description: clip(en), description_localizations: chinese(clip(zh)) }
}

function clip(said: string): string {
  return said.length <= longestDescription ? said : `${said.slice(0, longestDescription - 1)}…`
}

function chinese(said: string): LocalizationMap {
  return { 'zh-CN': said, 'zh-TW': said }
}
