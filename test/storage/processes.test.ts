import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyOfVersion } from '../../src/storage/keys.ts'
import { lineProgram } from '../support/line-program.ts'
import { buildProgram, type Finished, runPatiently, runProgram } from '../support/program.ts'
import { describeWithRedis } from '../support/redis.ts'
import { type RedisServer, startRedis } from '../support/redis-server.ts'

const program = buildProgram()
const folder = mkdtempSync(join(tmpdir(), 'headroom-processes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Environment = Readonly<Record<string, string>>
const run = (env: Environment, ...args: string[]): Promise<Finished> => runPatiently(program, args, env)

async function settingsIn(env: Environment): Promise<unknown> {
  return JSON.parse((await run(env, 'settings', '--json')).stdout).settings
}

/** What any two processes of one storage are to each other. */
function sharedBy(env: () => Environment): void {
  it('see each other’s settings at once', async () => {
    expect((await run(env(), 'settings', 'gpu', 'rtx-4090')).stdout).toContain('Saved: GPU is now RTX 4090.')
    const answer = await run(env(), 'fit', '70b', 'int4')
    expect(answer.stderr).toBe('')
    expect(answer.stdout).toContain('RTX 4090: your setting')
    await run(env(), 'settings', 'gpu', 'none')
    expect((await run(env(), 'fit', '70b', 'int4')).stdout).not.toContain('your setting')
  })

  it('see them while they run', async () => {
    const long = lineProgram(program, ['ask', '--stdin', '--json'], env())
    const assumed = async () => JSON.parse(await long.ask('70b int4')).card.assumed[0]
    expect(await assumed()).not.toContain('your setting')
    await run(env(), 'settings', 'gpu', '2x', 'rtx-3090')
    expect(await assumed()).toBe('2 × RTX 3090: your setting')
    await run(env(), 'settings', 'gpu', 'none')
    expect(await assumed()).not.toContain('your setting')
    expect(await long.end()).toBe(0)
  })

  it('lose no setting when several are set at once', async () => {
    const changes = ['gpu h100', 'runtime vllm', 'language en', 'currency EUR', 'replies private']
    // Who had to wait too long for the others, as on a slow disk, is told so, and says it again.
    const set = async (change: string): Promise<Finished> => {
      const done = await run(env(), 'settings', ...change.split(' '))
      return done.stderr.endsWith('was not saved: the storage is away. Say it again in a moment.\n') ? await set(change) : done
    }
    const done = await Promise.all(changes.map(set))
    expect(done.map(({ code, stderr }) => ({ code, stderr }))).toEqual(new Array(5).fill({ code: 0, stderr: '' }))
    expect(await settingsIn(env())).toMatchObject({
      gpu: { id: 'h100-sxm' },
      runtime: 'vllm',
      language: 'en',
      currency: 'EUR',
      replies: 'private',
    })
  })
}

describe('processes on one file', () => {
  const env = { HEADROOM_DATA_DIR: join(folder, 'data') }
  sharedBy(() => env)

  it('keep it from everybody else on the machine', () => {
    const files = readdirSync(env.HEADROOM_DATA_DIR)
    expect(files).toContain('headroom.db')
    for (const file of files) expect(statSync(join(env.HEADROOM_DATA_DIR, file)).mode & 0o077).toBe(0)
  })

  it('need neither driver for a question where nothing is stored', async () => {
    // Without the packages and without the part of the bundle that has the client of Redis.
    const bare = join(folder, 'bare')
    const isRedis = (path: string) => /^redis-.*\.js$/.test(basename(path))
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
    cpSync(dirname(program), bare, { recursive: true, filter: (path) => !isRedis(path) })
    expect(readdirSync(join(dirname(program), 'chunks')).filter(isRedis)).toHaveLength(1)
    const env = { HEADROOM_DATA_DIR: join(folder, 'never') }
    const finished = await runProgram(join(bare, 'headroom.js'), ['fit', '7b'], env)
    expect({ ...finished, stdout: '' }).toEqual({ code: 0, stdout: '', stderr: '' })
    expect((await runProgram(join(bare, 'headroom.js'), ['settings', 'gpu', 'rtx-4090'], env)).code).toBe(1)
  })

  it('make none for a question', async () => {
    const never = { HEADROOM_DATA_DIR: join(folder, 'never') }
    expect((await run(never, 'fit', '7b')).code).toBe(0)
    expect((await run(never, 'settings')).code).toBe(0)
    expect(readdirSync(folder)).not.toContain('never')
  })
})

describeWithRedis('processes on one Redis', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.remove())
  sharedBy(() => ({ REDIS_URL: server.url }))

  it('answer without it when it is gone, which they say, and save nothing', async () => {
    await server.kill()
    const answer = await run({ REDIS_URL: server.url }, 'fit', '70b', 'int4')
    expect(answer).toMatchObject({ code: 0, stdout: expect.stringContaining('70B') })
    expect(answer.stderr).toMatch(/^Your settings could not be read, so this is answered without them\. .*ECONNREFUSED.*\n$/)
    const change = await run({ REDIS_URL: server.url }, 'settings', 'gpu', 'rtx-4090')
    expect(change).toMatchObject({ code: 1, stdout: '' })
    expect(change.stderr).toContain('Your gpu was not saved: the storage is away.')
    await server.start()
  })

  it('refuse to start on a version they do not know, with a sentence', async () => {
    const client = new Redis(server.url)
    await client.set(keyOfVersion, '7')
    await client.quit()
    const refused = await run({ REDIS_URL: server.url }, 'fit', '70b', 'int4')
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toBe(
      'What is stored in Redis is version 7; this program reads version 1. Run the program that wrote it, or store elsewhere.\n',
    )
    expect((await run({ REDIS_URL: 'localhost' }, 'fit', '7b')).stderr).toMatch(/^REDIS_URL is no address of a Redis: redis:/)
  })
})
