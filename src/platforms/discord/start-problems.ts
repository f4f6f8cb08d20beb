import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, GatewayCloseCodes } from 'discord.js'
import type { Language } from '../../language/question.ts'

/** Discord will not have it until somebody changes something. The message is a sentence for whoever runs it; where it was thrown says nothing. */
export class DiscordRefused extends Error {
  constructor(sentence: string, options?: { cause?: unknown }) {
    super(sentence, options)
    this.name = 'DiscordRefused'
    this.stack = ''
  }
}

const portal = 'https://discord.com/developers/applications'

/** What is wrong and what to do about it. A log is in English; who runs a command reads it in their own language. */
export const sentences = {
  token: {
    en: `DISCORD_TOKEN is not known to Discord: copy it again from the Bot page of the application at ${portal} (Reset Token), without quotes.`,
    zh: `Discord 不认识 DISCORD_TOKEN：请从 ${portal} 上该应用的 Bot 页面重新复制（Reset Token），不要带引号。`,
  },
  content: {
    en: `Messages in the channels a server opted in cannot be read: turn on MESSAGE CONTENT INTENT on the Bot page of the application at ${portal}. Everything else works without it.`,
    zh: `服务器开启的频道里的消息读不到：请在 ${portal} 上该应用的 Bot 页面打开 MESSAGE CONTENT INTENT。其他功能不受影响。`,
  },
  intents: {
    en: `Discord refuses what the bot wants to hear of: turn on its intents on the Bot page of the application at ${portal}.`,
    zh: `Discord 不让机器人接收它要的消息：请在 ${portal} 上该应用的 Bot 页面打开所需的 intents。`,
  },
  version: {
    en: 'Discord does not speak to this version of the program any more: install a newer one.',
    zh: 'Discord 已不再支持本程序的这个版本：请安装新版本。',
  },
  application: {
    en: `DISCORD_APPLICATION_ID is not the application of DISCORD_TOKEN: take both from the same application at ${portal}.`,
    zh: `DISCORD_APPLICATION_ID 不是 DISCORD_TOKEN 所属的应用：请从 ${portal} 上的同一个应用取这两项。`,
  },
  guild: {
    en: 'The bot is not on the server of DISCORD_GUILD_ID, or may not register commands there: invite it with the scope applications.commands.',
    zh: '机器人不在 DISCORD_GUILD_ID 的服务器里，或不能在那里注册命令：请用 applications.commands 权限范围邀请它。',
  },
  where: {
    en: 'DISCORD_API_URL does not lead to Discord, what answers there is something else: leave it out, or end it where /v10 begins, as in https://discord.com/api.',
    zh: 'DISCORD_API_URL 指向的不是 Discord，那里应答的是别的程序：请不要设置它，或让它停在 /v10 之前，例如 https://discord.com/api。',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

const byCloseCode: ReadonlyMap<number, string> = new Map<number, string>([
  [GatewayCloseCodes.AuthenticationFailed, sentences.token.en],
  [GatewayCloseCodes.InvalidIntents, sentences.intents.en],
  [GatewayCloseCodes.DisallowedIntents, sentences.intents.en],
  [GatewayCloseCodes.InvalidAPIVersion, sentences.version.en],
])

/** Why it can never connect as it is configured; undefined: it may yet. `closeCode` is the gateway's last. */
export function refusalOf(error: unknown, closeCode: number | undefined): DiscordRefused | undefined {
  const sentence = isTokenRefused(error) ? sentences.token.en : byCloseCode.get(closeCode ?? 0)
  return sentence === undefined ? undefined : new DiscordRefused(sentence, { cause: error })
}

export function isTokenRefused(error: unknown): boolean {
  if (error instanceof DiscordjsError) return error.code === DiscordjsErrorCodes.TokenInvalid
  return error instanceof DiscordAPIError && error.status === 401
}
