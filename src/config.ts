import { UserError } from './errors.ts'
import type { Language } from './language/question.ts'
import { userDataFolder } from './storage/folder.ts'
import type { StorageConfig } from './storage/open.ts'

/** Characters. A longer text is no question, and is turned away before anything reads it. */
export const longestText = 2000

type Environment = Readonly<Record<string, string | undefined>>

export interface Config {
  /** Language of every reply; absent: that of each question. */
  readonly language?: Language
  /** Show where an unexpected error came from. */
  readonly debug: boolean
  readonly storage: StorageConfig
  /** Base addresses and keys of the price sources, by variable; absent: the source's own address, no key. */
  readonly priceSources: Readonly<Record<string, string | undefined>>
}

/** Reads the environment. Throws UserError `bad-option`, naming the variable and what it may be. */
export function readConfig(env: Environment): Config {
  const debug = Boolean(env.HEADROOM_DEBUG)
  const storage = { dataFolder: env.HEADROOM_DATA_DIR || userDataFolder(env), ...(env.REDIS_URL && { redisUrl: env.REDIS_URL }) }
  const priceSources = { ...priceAddresses(env), LAMBDA_API_KEY: env.LAMBDA_API_KEY || undefined }
  const said = env.HEADROOM_LANG
  if (!said) return { debug, storage, priceSources }
  if (said !== 'en' && said !== 'zh') throw new UserError('bad-option', { said: `HEADROOM_LANG=${said}`, suggestions: ['en', 'zh'] })
  return { debug, storage, priceSources, language: said }
}

function priceAddresses(env: Environment): Record<string, string | undefined> {
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
  for (const [name, said] of Object.entries(addresses)) {
    const isAddress = !said || /^https?:$/.test(URL.canParse(said) ? new URL(said).protocol : '')
    if (!isAddress) throw new UserError('bad-option', { said: `${name}=${said}`, suggestions: ['https://…'] })
  }
  return addresses
}
