import type { Language } from './language/question.ts'
import { userDataFolder } from './storage/folder.ts'
import type { StorageConfig } from './storage/open.ts'
import { readAddress } from './storage/redis-address.ts'

/** Characters. A longer text is no question, and is turned away before anything reads it. */
export const longestText = 2000

const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const
export type LogLevel = (typeof logLevels)[number]

type Environment = Readonly<Record<string, string | undefined>>

/** What answering needs. */
export interface Config {
  /** Language of every reply; absent: that of each question. */
  readonly language?: Language
  /** Show where an unexpected error came from. */
  readonly debug: boolean
  readonly storage: StorageConfig
  /** Base addresses and keys of the price sources, by variable; absent: the source's own address, no key. */
  readonly priceSources: Readonly<Record<string, string | undefined>>
}

/** What a program that stays needs as well. */
export interface ServeConfig extends Config {
  /** Where health and metrics are served. Port 0: any free one. */
  readonly host: string
  readonly port: number
  readonly logLevel: LogLevel
  readonly discord: DiscordConfig
}

export interface DiscordConfig {
  /** Absent: Discord is not configured. */
  readonly token?: string
  readonly applicationId?: string
  /** Another base address of Discord's API. */
  readonly apiUrl?: string
  /** The one server commands are registered in; absent: everywhere. */
  readonly guildId?: string
  /** Whether this process serves every shard, or a process each does. */
  readonly sharding: 'process' | 'processes'
}

/** A variable that cannot be used. `said` holds no secret; `needs` says which words tell the fix. */
export interface ConfigProblem {
  readonly variable: string
  readonly said: string
  readonly needs:
    | 'language'
    | 'address'
    | 'redis'
    | 'port'
    | 'level'
    | 'token'
    | 'tokenShape'
    | 'application'
    | 'applicationId'
    | 'guildId'
    | 'sharding'
    | 'readable'
}

/** Everything that is wrong with the environment, at once. `operations/config-sentences.ts` words it. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ variable }) => variable).join(', '))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/** Reads what answering needs. Throws ConfigError. */
export function readConfig(env: Environment): Config {
  return collected((problems) => answering(env, problems))
}

/** Reads everything; what registers commands with a platform needs more than what runs them. Throws ConfigError. */
export function readServeConfig(env: Environment, { registering = false } = {}): ServeConfig {
  return collected((problems) => ({ ...answering(env, problems), ...serving(env, registering, problems) }))
}

/** What is in `config` and must be seen nowhere. */
export function secretsOf({ storage, priceSources, discord }: ServeConfig): readonly string[] {
  const urls = storage.redisUrl?.split(',').map((url) => new URL(url.trim()).password) ?? []
  const keys = Object.entries(priceSources).flatMap(([name, value]) => (name.endsWith('_KEY') && value ? [value] : []))
  return [...urls, ...urls.map(decodeURIComponent), ...keys, discord.token ?? ''].filter((secret) => secret !== '')
}

function collected<T>(read: (problems: ConfigProblem[]) => T): T {
  const problems: ConfigProblem[] = []
  const config = read(problems)
  if (problems.length > 0) throw new ConfigError(problems)
  return config
}

function answering(env: Environment, problems: ConfigProblem[]): Config {
  const said = env.HEADROOM_LANG
  const language = said === 'en' || said === 'zh' ? said : undefined
  if (said && language === undefined) problems.push({ variable: 'HEADROOM_LANG', said, needs: 'language' })
  if (env.REDIS_URL && !isRedis(env.REDIS_URL)) problems.push({ variable: 'REDIS_URL', said: '', needs: 'redis' })
  return {
    debug: Boolean(env.HEADROOM_DEBUG),
    storage: { dataFolder: env.HEADROOM_DATA_DIR || userDataFolder(env), ...(env.REDIS_URL && { redisUrl: env.REDIS_URL }) },
    priceSources: { ...priceAddresses(env, problems), LAMBDA_API_KEY: env.LAMBDA_API_KEY || undefined },
    ...(language && { language }),
  }
}

function serving(env: Environment, registering: boolean, problems: ConfigProblem[]): Omit<ServeConfig, keyof Config> {
  const port = env.PORT || '8080'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) problems.push({ variable: 'PORT', said: port, needs: 'port' })
  const level = env.LOG_LEVEL || 'info'
  const logLevel = logLevels.find((one) => one === level.toLowerCase())
  if (logLevel === undefined) problems.push({ variable: 'LOG_LEVEL', said: level, needs: 'level' })
  return {
    host: env.HOST || '127.0.0.1',
    port: Number(port),
    logLevel: logLevel ?? 'info',
    discord: discordOf(env, registering, problems),
  }
}

function discordOf(env: Environment, registering: boolean, problems: ConfigProblem[]): DiscordConfig {
  const token = env.DISCORD_TOKEN?.trim()
  const applicationId = env.DISCORD_APPLICATION_ID?.trim()
  const apiUrl = env.DISCORD_API_URL?.trim()
  checkAddress('DISCORD_API_URL', apiUrl, problems)
  const guildId = env.DISCORD_GUILD_ID?.trim()
  const sharding = env.DISCORD_SHARDING?.trim() || 'process'
  const variable = 'DISCORD_APPLICATION_ID'
  if (token && !/^[\w.-]+$/.test(token)) problems.push({ variable: 'DISCORD_TOKEN', said: '', needs: 'tokenShape' })
  if (applicationId && !isSnowflake(applicationId)) problems.push({ variable, said: applicationId, needs: 'applicationId' })
  if (guildId && !isSnowflake(guildId)) problems.push({ variable: 'DISCORD_GUILD_ID', said: guildId, needs: 'guildId' })
  if (registering && !token) problems.push({ variable: 'DISCORD_TOKEN', said: '', needs: 'token' })
  if (registering && !applicationId) problems.push({ variable, said: '', needs: 'application' })
  if (sharding !== 'process' && sharding !== 'processes') problems.push({ variable: 'DISCORD_SHARDING', said: sharding, needs: 'sharding' })
  return {
    ...(token && { token }),
    ...(applicationId && { applicationId }),
    ...(apiUrl && { apiUrl }),
    ...(guildId && { guildId }),
    sharding: sharding === 'processes' ? sharding : 'process',
  }
}

/** An id as Discord gives it. */
function isSnowflake(said: string): boolean {
  return /^\d{17,20}$/.test(said)
}

function isRedis(text: string): boolean {
  try {
    return readAddress(text).nodes.length > 0
  } catch {
    return false
  }
}

function priceAddresses(env: Environment, problems: ConfigProblem[]): Record<string, string | undefined> {
  const addresses = {
    ECB_API_URL: env.ECB_API_URL,
    GPUHUNT_API_URL: env.GPUHUNT_API_URL,
    VAST_API_URL: env.VAST_API_URL,
    RUNPOD_API_URL: env.RUNPOD_API_URL,
    SKYPILOT_API_URL: env.SKYPILOT_API_URL,
    AZURE_PRICES_API_URL: env.AZURE_PRICES_API_URL,
    LAMBDA_API_URL: env.LAMBDA_API_URL,
    OPENROUTER_API_URL: env.OPENROUTER_API_URL,
    MODELS_DEV_API_URL: env.MODELS_DEV_API_URL,
  }
  for (const [name, said] of Object.entries(addresses)) checkAddress(name, said, problems)
  return Object.fromEntries(Object.entries(addresses).map(([name, said]) => [name, said || undefined]))
}

/** An address may hold a password, which is not repeated. */
function checkAddress(variable: string, said: string | undefined, problems: ConfigProblem[]): void {
  const isAddress = !said || /^https?:$/.test(URL.canParse(said) ? new URL(said).protocol : '')
  if (!isAddress) problems.push({ variable, said: said.replace(/\/\/[^/@]*@/, '//'), needs: 'address' })
}
