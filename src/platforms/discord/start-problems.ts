import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, GatewayCloseCodes } from 'discord.js'

/** Discord will not have it until somebody changes something. The message is a sentence for whoever runs it; where it was thrown says nothing. */
export class DiscordRefused extends Error {
  constructor(sentence: string, options?: { cause?: unknown }) {
    super(sentence, options)
    this.name = 'DiscordRefused'
    this.stack = ''
  }
}

const portal = 'https://discord.com/developers/applications'

export const sentences = {
  token: `DISCORD_TOKEN is not known to Discord: copy it again from the Bot page of the application at ${portal} (Reset Token), without quotes.`,
  content: `Messages in the channels a server opted in cannot be read: turn on MESSAGE CONTENT INTENT on the Bot page of the application at ${portal}. Everything else works without it.`,
  intents: `Discord refuses what the bot wants to hear of: turn on its intents on the Bot page of the application at ${portal}.`,
  version: 'Discord does not speak to this version of the program any more: install a newer one.',
  application: `DISCORD_APPLICATION_ID is not the application of DISCORD_TOKEN: take both from the same application at ${portal}.`,
  guild:
    'The bot is not on the server of DISCORD_GUILD_ID, or may not register commands there: invite it with the scope applications.commands.',
  where: 'DISCORD_API_URL does not lead to Discord: what answers there is something else.',
} as const

const byCloseCode: ReadonlyMap<number, string> = new Map<number, string>([
  [GatewayCloseCodes.AuthenticationFailed, sentences.token],
  [GatewayCloseCodes.InvalidIntents, sentences.intents],
  [GatewayCloseCodes.DisallowedIntents, sentences.intents],
  [GatewayCloseCodes.InvalidAPIVersion, sentences.version],
])

/** Why it can never connect as it is configured; undefined: it may yet. `closeCode` is the gateway's last. */
export function refusalOf(error: unknown, closeCode: number | undefined): DiscordRefused | undefined {
  const sentence = isTokenRefused(error) ? sentences.token : byCloseCode.get(closeCode ?? 0)
  return sentence === undefined ? undefined : new DiscordRefused(sentence, { cause: error })
}

export function isTokenRefused(error: unknown): boolean {
  if (error instanceof DiscordjsError) return error.code === DiscordjsErrorCodes.TokenInvalid
  return error instanceof DiscordAPIError && error.status === 401
}
