import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { translate } from '../../src/cards/words/words.ts'
import { type ClockFinding, clockCheck } from '../../src/operations/doctor/clock-check.ts'
import { examine, type Patient } from '../../src/operations/doctor/doctor.ts'
import { deafSources } from '../support/deaf-sources.ts'
import { priceServer, status } from '../support/price-servers.ts'
import { sourceCases } from '../support/price-sources.ts'
import { buildProgram, runProgram, wasTooSlow } from '../support/program.ts'
import { describeWithRedis } from '../support/redis.ts'
import { startRedis } from '../support/redis-server.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** Somebody with nothing wrong and nothing stored. */
const healthy = (env: Record<string, string> = {}): Patient => ({
  env: { HEADROOM_DATA_DIR: join(temporaryFolder(), 'data'), ...deafSources, ...env },
  language: 'en',
  version: '1.2.3',
  engines: '>=20.19',
  node: 'v20.19.0',
  platforms: [{ name: 'discord', configured: ({ discord }) => discord.token !== undefined, missing: { en: 'set it.', zh: '请设置。' } }],
  online: false,
})

/** What is found; looked for again where a busy machine was what kept Redis from answering. */
async function findings(patient: Patient): Promise<Findings> {
  const { checks, ...rest } = await examine(patient)
  const texts = (state: string) => checks.filter((check) => check.state === state).map(({ text }) => text)
  const all = checks.map(({ text }) => text).join('\n')
  return wasTooSlow(all) ? await findings(patient) : { ...rest, ok: texts('ok'), notes: texts('note'), broken: texts('broken'), all }
}

type Findings = Omit<Awaited<ReturnType<typeof examine>>, 'checks'> &
  Readonly<Record<'ok' | 'notes' | 'broken', readonly string[]> & Record<'all', string>>

describe('the doctor', () => {
  it('finds nothing broken where nothing is', async () => {
    const { brokenCount, sum, ok, notes, broken } = await findings(healthy())
    expect({ brokenCount, sum, broken }).toEqual({ brokenCount: 0, sum: 'Nothing is broken.', broken: [] })
    expect(ok).toContain('Node v20.19.0.')
    expect(ok).toContain('Configuration: every variable can be used.')
    expect(ok.some((text) => /^Storage: the file .*headroom\.db, made when/.test(text))).toBe(true)
    expect(notes).toContain('discord: set it.')
    expect(notes).toContain('Prices of lambda: not asked, LAMBDA_API_KEY is not set.')
    expect(notes.filter((text) => text.includes('none fetched yet'))).toHaveLength(sourceCases.length - 1)
  })

  it.each([
    ['v20.18.3', true],
    ['v18.20.0', true],
    ['v20.19.0', false],
    ['v22.1.0', false],
  ])('says whether Node %s is too old', async (node, isOld) => {
    const { broken } = await findings({ ...healthy(), node })
    expect(broken).toEqual(isOld ? [`Node ${node} is older than 20.19: install a newer one.`] : [])
  })

  it('tells everything that is wrong with the configuration, in Chinese too', async () => {
    const env = { PORT: 'abc', REDIS_URL: 'redis://:hunter2@', VAST_API_URL: 'ftp://bot:hunter2@x' }
    for (const language of ['en', 'zh'] as const) {
      const { broken, all, sum, brokenCount } = await findings({ ...healthy(env), language })
      expect(broken).toHaveLength(3)
      expect(brokenCount).toBe(3)
      expect(all).not.toContain('hunter2')
      expect(all).toMatch(/redis:\/\/\[(?:user:password|用户:密码)@\]/)
      expect([...broken, sum].every((text) => /\p{Script=Han}/u.test(text) === (language === 'zh'))).toBe(true)
    }
  })

  it('finds a folder that holds nothing it can store in', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'headroom.db'))
    const { broken } = await findings(healthy({ HEADROOM_DATA_DIR: folder }))
    expect(broken).toHaveLength(1)
    expect(broken[0]).toContain('HEADROOM_DATA_DIR names another folder.')
  })

  it('asks each source once when it may, keeps nothing, and reads the clock off an answer', async () => {
    const servers = await Promise.all(
      sourceCases.map(async ({ source, good }) => ({ source, server: await priceServer(source.name === 'vast' ? status(403) : good) })),
    )
    const env = Object.fromEntries(servers.map(({ source, server }) => [source.variable, server.address]))
    const patient = healthy({ ...env, LAMBDA_API_KEY: 'hunter2-key' })
    const { ok, broken, all } = await findings({ ...patient, online: true })
    expect(broken).toEqual([expect.stringMatching(/^Prices of vast: it refuses \(.*403.*\).*VAST_API_URL to a mirror\.$/)])
    expect(ok).toContain('Prices of runpod: it answers, 5 rows.')
    expect(ok.some((text) => /^Clock: \d s apart from 127\.0\.0\.1:\d+\.$/.test(text))).toBe(true)
    expect(all).not.toContain('hunter2')
    expect((await findings(patient)).notes.some((text) => text.startsWith('Prices of runpod: none fetched yet'))).toBe(true)
  })
})

describe('the clock', () => {
  const words = translate('en')
  const apart = (secondsAhead: number): ClockFinding => ({ other: 'Redis', secondsAhead })

  it('is wrong more than thirty seconds from another', () => {
    expect(clockCheck(apart(30), false, words)).toEqual({ state: 'ok', text: 'Clock: 30 s apart from Redis.' })
    expect(clockCheck(apart(-31), false, words)).toMatchObject({ state: 'broken', text: expect.stringMatching(/^Clock: 31 s .*NTP/) })
    expect(clockCheck(undefined, false, words)).toMatchObject({ state: 'note', text: expect.stringContaining('--online') })
  })
})

describe('headroom doctor', () => {
  let program = ''
  beforeAll(() => {
    program = buildProgram()
  })

  it('prints a line for each thing, ends with 1 where something is broken, and has JSON for scripts', async () => {
    const well = await runProgram(program, ['doctor'], deafSources)
    expect(well).toMatchObject({ code: 0, stderr: '' })
    expect(well.stdout).toMatch(/^✓ Node v[\s\S]*\nNothing is broken\.\n$/)
    const chinese = await runProgram(program, ['doctor', '--lang', 'zh'], { ...deafSources, LOG_LEVEL: 'loud' })
    expect(chinese).toMatchObject({ code: 1, stderr: '' })
    expect(chinese.stdout).toMatch(/✗ LOG_LEVEL=loud：.*\n有 1 处问题。\n$/)
    const json = await runProgram(program, ['doctor', '--json'], { ...deafSources, LOG_LEVEL: 'loud' })
    const checks = json.stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line))
    expect(checks).toContainEqual({ state: 'broken', text: expect.stringContaining('LOG_LEVEL=loud') })
  })
})

describeWithRedis('the doctor of a Redis', () => {
  it('sees how it keeps what it holds, and tells the fix without the password', async () => {
    const bad = await startRedis(['--requirepass', 'hunter2', '--maxmemory-policy', 'allkeys-lru', '--appendonly', 'no'])
    onTestFinished(() => bad.remove())
    const env = { REDIS_URL: bad.url.replace('//', '//:hunter2@') }
    const english = await findings(healthy(env))
    expect(english.broken).toEqual([
      expect.stringMatching(/maxmemory-policy allkeys-lru.*set maxmemory-policy noeviction/),
      expect.stringMatching(/set appendonly yes/),
    ])
    expect(english.ok).toContainEqual(expect.stringMatching(/^Storage: Redis \d+\.\d+\.\d+ answers\.$/))
    expect(english.ok).toContainEqual(expect.stringMatching(/^Clock: \d s apart from Redis\.$/))
    expect(english.sum).toBe('2 things are broken.')
    const chinese = await findings({ ...healthy(env), language: 'zh' })
    expect(chinese.broken).toEqual([expect.stringMatching(/noeviction，/), expect.stringMatching(/appendonly yes，/)])
    expect(english.all + chinese.all).not.toContain('hunter2')
  })

  it('is content with one that is set up well, and says that one is away', async () => {
    const good = await startRedis()
    onTestFinished(() => good.remove())
    expect((await findings(healthy({ REDIS_URL: good.url }))).broken).toEqual([])
    await good.kill()
    const { broken, notes } = await findings(healthy({ REDIS_URL: good.url }))
    expect(broken).toEqual([expect.stringMatching(/^Storage: Redis does not answer \(.*ECONNREFUSED.*\)\. Start it/)])
    expect(notes.filter((text) => text.startsWith('Prices'))).toEqual([])
  })
})
