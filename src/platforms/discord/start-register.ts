import type { Command } from '../../../commands/command.ts'
import { ConfigError, readServeConfig } from '../../config.ts'
import type { Language } from '../../language/question.ts'
import { configSentences } from '../../operations/config-sentences.ts'
import { loadDotEnv } from '../../operations/dotenv.ts'
import { discordCommands } from './command-definitions.ts'
import type { registerCommands } from './register.ts'

interface Registering {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly language: Language
  readonly commands: readonly Command[]
  /** A line for who started it: what was done, or what to mend. */
  readonly say: (line: string) => void
}

/** `headroom discord register`: writes the commands to Discord where they changed. Returns the exit code. */
export async function register({ env, language, commands, say }: Registering): Promise<number> {
  try {
    loadDotEnv()
    const { discord } = readServeConfig(env, { registering: true })
    const { applicationId = '', guildId } = discord
    const [{ botRest }, { registerCommands: write }] = await Promise.all([import('./client.ts'), import('./register.ts')])
    say(await write(botRest(discord) as Parameters<typeof registerCommands>[0], discordCommands(commands), { applicationId, guildId }))
    return 0
  } catch (error) {
    const lines = error instanceof ConfigError ? configSentences(error, language) : await reasons(error)
    for (const line of lines) say(line)
    return 1
  }
}

/** Why Discord did not take them, and what to do. */
async function reasons(error: unknown): Promise<readonly string[]> {
  const [{ isTokenRefused, sentences }, { DiscordAPIError, RESTJSONErrorCodes }] = await Promise.all([
    import('./start-problems.ts'),
    import('discord.js'),
  ])
  if (isTokenRefused(error)) return [sentences.token]
  if (!(error instanceof DiscordAPIError)) return [`Discord is not reached: ${error instanceof Error ? error.message : String(error)}`]
  const onGuild = /\/guilds\//.test(error.url)
  const refused: readonly (string | number)[] = [RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.UnknownGuild]
  if (refused.includes(error.code)) return [onGuild ? sentences.guild : sentences.application]
  if (error.code === RESTJSONErrorCodes.UnknownApplication) return [sentences.application]
  return [`Discord refuses the commands (${error.code}): ${error.message.replace(/\s+/g, ' ')}`]
}
