import { describe, expect, it } from 'vitest'
import { ConfigError, type ConfigProblem, readConfig, readServeConfig, secretsOf } from '../src/config.ts'
import { configSentences } from '../src/operations/config-sentences.ts'

function problemsOf(env: Record<string, string>, options?: { registering: boolean }): ConfigError {
  try {
    readServeConfig(env, options)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('it was accepted')
}

const wrong = {
  HEADROOM_LANG: 'fr',
  REDIS_URL: 'http://localhost',
  PORT: '70000',
  LOG_LEVEL: 'loud',
  VAST_API_URL: 'ftp://ada:hunter2@mirror',
  DISCORD_TOKEN: 'a-token',
  DISCORD_APPLICATION_ID: 'ada',
  DISCORD_API_URL: 'nowhere',
  DISCORD_GUILD_ID: 'the-lab',
  DISCORD_SHARDING: 'yes',
}

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(readServeConfig({})).toMatchObject({ host: '127.0.0.1', port: 8080, logLevel: 'info', discord: {}, debug: false })
  })

  it('takes a variable that is set to nothing for one that is not set', () => {
    const names = [...Object.keys(wrong), 'HOST', 'HEADROOM_DATA_DIR', 'LAMBDA_API_KEY']
    expect(readServeConfig(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(readServeConfig({}))
  })

  it('reads what is said', () => {
    const env = { PORT: '0', HOST: '::', LOG_LEVEL: 'DEBUG', REDIS_URL: 'redis://a:1,redis://b:2', DISCORD_TOKEN: 't', HEADROOM_LANG: 'zh' }
    expect(readServeConfig(env)).toMatchObject({
      port: 0,
      host: '::',
      logLevel: 'debug',
      storage: { redisUrl: env.REDIS_URL },
      discord: { token: 't' },
      language: 'zh',
    })
  })

  it.each(['-1', '65536', '80.5', '1e3', '0x50', ' 80', '八十'])('has no port %s', (PORT) => {
    expect(problemsOf({ PORT }).problems).toEqual([{ variable: 'PORT', said: PORT, needs: 'port' }])
  })

  it('tells everything that is wrong at once, each with its fix, in both languages', () => {
    const error = problemsOf(wrong)
    const expected = Object.keys(wrong).filter((name) => name !== 'DISCORD_TOKEN')
    expect(error.problems.map(({ variable }) => variable).sort()).toEqual(expected.sort())
    for (const language of ['en', 'zh'] as const) {
      const sentences = configSentences(error, language)
      expect(sentences).toHaveLength(expected.length)
      for (const [index, { variable }] of error.problems.entries()) expect(sentences[index]).toContain(variable)
      expect(sentences.join('\n')).not.toMatch(/\{\{|hunter2|a-token/)
      expect(new Set(sentences.map((sentence) => /\p{Script=Han}/u.test(sentence)))).toEqual(new Set([language === 'zh']))
    }
  })

  it('needs a token and an application only where commands are registered', () => {
    const env = { DISCORD_TOKEN: 'a-token' }
    expect(readServeConfig(env).discord).toEqual({ token: 'a-token', sharding: 'process' })
    const expected: ConfigProblem[] = [{ variable: 'DISCORD_APPLICATION_ID', said: '', needs: 'application' }]
    expect(problemsOf(env, { registering: true }).problems).toEqual(expected)
    const both = ['DISCORD_TOKEN', 'DISCORD_APPLICATION_ID']
    expect(problemsOf({}, { registering: true }).problems.map(({ variable }) => variable)).toEqual(both)
  })

  it('serves every shard in one process unless told otherwise', () => {
    expect(readServeConfig({}).discord.sharding).toBe('process')
    expect(readServeConfig({ DISCORD_SHARDING: 'processes' }).discord.sharding).toBe('processes')
  })

  it('lets a program that only answers be, whatever is said to one that stays', () => {
    expect(readConfig({ PORT: 'tcp://10.0.0.1', LOG_LEVEL: 'loud' })).toMatchObject({ debug: false })
  })

  it('knows its secrets', () => {
    const env = { REDIS_URL: 'rediss://bot:p%40ss@a:1,rediss://bot:other@b:2', DISCORD_TOKEN: 'discord', LAMBDA_API_KEY: 'lambda' }
    expect([...secretsOf(readServeConfig(env))].sort()).toEqual(['discord', 'lambda', 'other', 'other', 'p%40ss', 'p@ss'])
    expect(secretsOf(readServeConfig({ REDIS_URL: 'redis://localhost' }))).toEqual([])
  })
})
