import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { createLog } from '../../../src/operations/log.ts'
import { startShards } from '../../../src/platforms/discord/sharding.ts'
import { expectWellBehaved, fakeWithCommands, startBot, textOf } from '../../support/discord/bot.ts'
import { closeAll, start } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import { eventually } from '../../support/redis-server.ts'
import { logReader } from '../../support/running-program.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

afterEach(closeAll)

const question = { name: 'fit', options: { text: 'llama 3.1 70b int4' } }
const shardsOf = (fake: FakeDiscord) => [...fake.gateway.sessions.values()].map(({ shard }) => shard).sort()

describe('one process', () => {
  it('serves every shard Discord wants: servers of each, and direct messages', async () => {
    const fake = await fakeWithCommands({ shards: 3, granted: ['messageContent'] })
    const channels = ['Next door', 'Down the road', 'Far away'].map((name) => fake.world.channel(fake.world.guild(name), 'general'))
    const { running } = await startBot(fake)
    await eventually('connected', running.connected)
    expect(shardsOf(fake)).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
    ])
    for (const channel of [fake.channel, ...channels, fake.world.dm(fake.user)]) {
      expect(textOf(await fake.slash({ ...question, channel }).message())).toContain('70B')
      expect(textOf(await fake.replyTo(fake.message({ content: `<@${fake.world.bot.id}> 70b int4`, channel })))).toContain('70B')
    }
    expectWellBehaved(fake)
  })
})

/** A program that does as `lines` say when it is started for a shard. */
function programOf(...lines: readonly string[]): string {
  const file = join(temporaryFolder(), 'shard.mjs')
  writeFileSync(file, lines.join('\n'))
  return file
}

interface Sharding {
  readonly token?: string
  readonly pause?: (ms: number) => Promise<unknown>
}

async function sharding(fake: FakeDiscord, program: string, { token = fake.token, ...options }: Sharding = {}) {
  const reader = logReader()
  const log = createLog({ level: 'debug', secrets: [], write: reader.take })
  const discord = { token, apiUrl: fake.api, sharding: 'processes' as const }
  const config = {
    debug: false,
    storage: { dataFolder: '/nowhere' },
    priceSources: {},
    host: '',
    port: 0,
    logLevel: 'debug' as const,
    discord,
  }
  const running = await startShards({ config, log }, { program, ...options })
  onTestFinished(() => running.stop())
  return { ...reader, running }
}

const connects = 'process.send({ headroomConnected: true })'
const endsWhenTold = "process.on('message', (message) => message === 'headroom:stop' && process.exit(0))"

describe('a process for each shard', () => {
  it('is started for as many as Discord says, asked at the address that is configured', async () => {
    const fake = await start({ shards: 3 })
    const { running } = await sharding(fake, programOf(connects, endsWhenTold))
    await eventually('all say that they are connected', running.connected)
    expect(fake.requests.map(({ path }) => path)).toEqual(['/gateway/bot'])
    await running.stop()
    await eventually('none is', () => !running.connected())
  })

  it('is told its shard, and how many there are', async () => {
    const fake = await start({ shards: 2 })
    const told =
      "process.send({ headroomConnected: ['0', '1'].includes(process.env.SHARDS) && process.env.SHARD_COUNT === '2' && process.argv.slice(2).join(' ') === 'discord shard' })"
    const { running } = await sharding(fake, programOf(told, endsWhenTold))
    await eventually('all say so', running.connected)
  })

  it('is waited for longer each time it ends before it is connected', async () => {
    const fake = await start()
    const waits: number[] = []
    const enough = new Promise<void>((resolve) => {
      void sharding(fake, programOf('process.exit(1)'), {
        pause: (ms) => {
          waits.push(ms)
          if (waits.length < 9) return Promise.resolve()
          resolve()
          return new Promise(() => undefined)
        },
      })
    })
    await enough
    expect(waits).toEqual([0, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
  })

  it('is started again at once where it was connected', async () => {
    const fake = await start()
    const waits: number[] = []
    const pause = async (ms: number) => void waits.push(ms)
    const pidFile = join(temporaryFolder(), 'pid')
    const notesPid = `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(pidFile)}, String(process.pid))`
    const { running, next } = await sharding(fake, programOf(notesPid, connects, endsWhenTold), { pause })
    for (const _ of [1, 2]) {
      await eventually('connected', running.connected)
      process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL')
      await next('the process of a shard ended')
    }
    await eventually('connected', running.connected)
    expect(waits).toEqual([0, 0])
  })

  it('comes one after another where Discord lets one in at a time', async () => {
    const fake = await start({ shards: 3, maxConcurrency: 1 })
    const waits: number[] = []
    const pause = async (ms: number) => void waits.push(ms)
    const { running } = await sharding(fake, programOf(connects, endsWhenTold), { pause })
    await eventually('all are connected', running.connected)
    expect(waits).toEqual([5500, 5500])
  })

  it('comes once Discord is reached', async () => {
    const fake = await start({ shards: 2 })
    fake.faults.fail({ status: 503, path: '/gateway/bot', times: 8 })
    const { running, next } = await sharding(fake, programOf(connects, endsWhenTold), { pause: () => Promise.resolve() })
    expect(await next('Discord is not reached, trying again')).toMatchObject({ level: 'warn', status: 503 })
    await eventually('all are connected', running.connected)
  })

  it('makes way for as many as Discord wants by now', async () => {
    const fake = await start()
    const started = temporaryFolder()
    const notesItself = `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(started)} + '/' + process.env.SHARDS + ' of ' + process.env.SHARD_COUNT, '')`
    const asks = "process.send({ headroomConnected: process.env.SHARD_COUNT === '3', headroomOutgrown: process.env.SHARD_COUNT !== '3' })"
    const waits: number[] = []
    const pause = async (ms: number) => {
      waits.push(ms)
      if (waits.length === 3) fake.sharding.shards = 3
    }
    const { running, next } = await sharding(fake, programOf(notesItself, asks, endsWhenTold), { pause })
    expect(await next('Discord wants another number of shards, all are started anew')).toMatchObject({ level: 'warn', shards: 1 })
    await eventually('all are connected', running.connected)
    expect(readdirSync(started).sort()).toEqual(['0 of 1', '0 of 3', '1 of 3', '2 of 3'])
    // At once, and then longer each time.
    expect(waits).toEqual([1000, 2000, 4000])
  })

  it('is none where the token is wrong', async () => {
    const fake = await start()
    await expect(sharding(fake, '', { token: 'not-it' })).rejects.toThrow('DISCORD_TOKEN')
  })

  it('comes once what answers is Discord, and the log names the address until then', async () => {
    const fake = await start()
    fake.faults.fail({ status: 200, path: '/gateway/bot' })
    const { running, next } = await sharding(fake, programOf(connects, endsWhenTold), { pause: () => Promise.resolve() })
    expect((await next('Discord is not reached, trying again')).reason).toContain('DISCORD_API_URL')
    await eventually('all are connected', running.connected)
  })

  it('is started no more once it was told to end', async () => {
    const fake = await start({ shards: 2, maxConcurrency: 1 })
    let goOn: () => void = () => undefined
    const pause = () =>
      new Promise<void>((resolve) => {
        goOn = resolve
      })
    const started = temporaryFolder()
    const notesItself = `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(started)} + '/' + process.env.SHARDS, '')`
    const { running, lines } = await sharding(fake, programOf(notesItself, connects, endsWhenTold), { pause })
    await eventually('the first is there', () => existsSync(join(started, '0')))
    await running.stop()
    goOn()
    await setImmediate()
    // Were there another one by now, this would wait until it has been there and ended.
    await running.stop()
    expect(existsSync(join(started, '1'))).toBe(false)
    expect(running.connected()).toBe(false)
    expect(lines.filter(({ level }) => level !== 'info')).toEqual([])
  })
})
