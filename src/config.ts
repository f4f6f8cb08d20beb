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
}

/** Reads the environment. Throws UserError `bad-option`, naming the variable and what it may be. */
export function readConfig(env: Environment): Config {
  const debug = Boolean(env.HEADROOM_DEBUG)
  const storage = { dataFolder: env.HEADROOM_DATA_DIR || userDataFolder(env), ...(env.REDIS_URL && { redisUrl: env.REDIS_URL }) }
  const said = env.HEADROOM_LANG
  if (!said) return { debug, storage }
  if (said !== 'en' && said !== 'zh') throw new UserError('bad-option', { said: `HEADROOM_LANG=${said}`, suggestions: ['en', 'zh'] })
  return { debug, storage, language: said }
}
