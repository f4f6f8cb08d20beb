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
export async function register({ env, language: spoken, commands, say }: Registering): Promise<number> {
  let language = spoken
  try {
    loadDotEnv()
    const config = readServeConfig(env, { registering: true })
    language = config.language ?? language
    const { applicationId = '', guildId } = config.discord
    const [{ botRest }, { changesLine, registerCommands: write }] = await Promise.all([import('./client.ts'), import('./register.ts')])
    const rest = botRest(config.discord) as Parameters<typeof registerCommands>[0]
    say(changesLine(await write(rest, discordCommands(commands), { applicationId, guildId }), language))
    return 0
  } catch (error) {
    const lines = error instanceof ConfigError ? configSentences(error, language) : await reasons(error, language)
    for (const line of lines) say(line)
    return 1
  }
}

/** Why Discord did not take them, and what to do. */
async function reasons(error: unknown, language: Language): Promise<readonly string[]> {
  const [{ isTokenRefused, sentences }, { NoCommands }, { Unsendable }, { DiscordAPIError, RESTJSONErrorCodes }] = await Promise.all([
    import('./start-problems.ts'),
    import('./register.ts'),
    import('./limits.ts'),
    import('discord.js'),
  ])
  if (isTokenRefused(error)) return [sentences.token[language]]
  if (error instanceof NoCommands) return [sentences.where[language]]
  if (error instanceof Unsendable) return [error.message]
  if (!(error instanceof DiscordAPIError)) return [notReached(error, language)]
  const { code, url } = error
  const { MissingAccess, NotAuthorizedToPerformThisActionOnThisApplication: NotOurs, UnknownApplication, UnknownGuild } = RESTJSONErrorCodes
  const is = (...codes: readonly (string | number)[]) => codes.includes(code)
  if (is(NotOurs, UnknownApplication)) return [sentences.application[language]]
  if (is(MissingAccess, UnknownGuild)) return [(url.includes('/guilds/') ? sentences.guild : sentences.application)[language]]
  if (error.status === 404) return [sentences.where[language]]
  const said = error.message.replace(/\s+/g, ' ')
  return [language === 'zh' ? `Discord 不接受这些命令（${code}）：${said}` : `Discord refuses the commands (${code}): ${said}`]
}

function notReached(error: unknown, language: Language): string {
  const said = error instanceof Error ? error.message : String(error)
  return language === 'zh' ? `连不上 Discord：${said}` : `Discord is not reached: ${said}`
}
