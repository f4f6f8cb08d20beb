import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { deafSources } from '../../support/deaf-sources.ts'
import { fakeWithCommands, textOf } from '../../support/discord/bot.ts'
import { closeAll, start } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import type { FakeChannel } from '../../support/discord/world.ts'
import { buildProgram, runProgram } from '../../support/program.ts'
import { eventually } from '../../support/redis-server.ts'
import { runningProgram } from '../../support/running-program.ts'

const program = buildProgram()
const folder = mkdtempSync(join(tmpdir(), 'headroom-discord-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(closeAll)

const envOf = (fake: FakeDiscord, more: Record<string, string> = {}) => ({
  ...deafSources,
  DISCORD_TOKEN: fake.token,
  DISCORD_APPLICATION_ID: fake.world.bot.id,
  DISCORD_API_URL: fake.api,
  HEADROOM_DATA_DIR: folder,
  PORT: '0',
  ...more,
})
const started = (fake: FakeDiscord, more?: Record<string, string>) => runningProgram(program, ['start'], envOf(fake, more), folder)
const statusOf = async (address: string) => (await fetch(`${address}/readyz`)).status

/** A command and a mention in each channel, heard and not answered until Discord takes answers again, which it does when they are waited for. */
async function begun(fake: FakeDiscord, ...channels: readonly FakeChannel[]) {
  const begin = async (channel: FakeChannel) => {
    const command = fake.faults.hold({ path: '/callback' })
    const post = fake.faults.hold({ method: 'POST', path: `/channels/${channel.id}/messages` })
    const slash = fake.slash({ name: 'fit', options: { text: 'llama 3.1 8b on rtx 4090' }, channel })
    const mention = fake.message({ content: `<@${fake.world.bot.id}> llama 3.1 8b on rtx 4090`, channel })
    await Promise.all([command.arrived, post.arrived])
    return { command, post, slash, mention }
  }
  const asked: Awaited<ReturnType<typeof begin>>[] = []
  for (const channel of channels) asked.push(await begin(channel))
  return {
    async answered() {
      for (const { command, post, slash, mention } of asked) {
        command.release()
        post.release()
        expect(textOf(await slash.message())).toContain('Llama')
        expect(textOf(await fake.replyTo(mention))).toContain('Llama')
      }
    },
  }
}

describe('the program on Discord', () => {
  it('registers its commands once', async () => {
    const fake = await start()
    const env = envOf(fake)
    expect(await runProgram(program, ['discord', 'register'], env)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^added fit/) })
    expect(await runProgram(program, ['discord', 'register'], env)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/unchanged\n$/),
    })
    expect((await runProgram(program, ['discord', 'register'])).stdout).toMatch(/^DISCORD_TOKEN/)
    expect(await runProgram(program, ['discord'])).toMatchObject({ code: 2, stdout: 'headroom discord register\n' })
  })

  it('answers until it is told to end, and says when it is ready', async () => {
    const fake = await fakeWithCommands()
    const running = started(fake)
    const address = await running.address()
    await eventually('ready', async () => (await statusOf(address)) === 200)
    expect(textOf(await fake.slash({ name: 'fit', options: { text: 'llama 3.1 8b on rtx 4090' } }).message())).toContain('Llama')
    const asked = await begun(fake, fake.channel)
    running.signal('SIGTERM')
    await running.next('stopping')
    await asked.answered()
    expect(await running.ended).toEqual({ code: 0, err: '' })
    expect(running.lines.filter(({ level }) => level === 'error')).toEqual([])
    expect(JSON.stringify(running.lines)).not.toContain(fake.token)
  })

  it('tells what to do about a wrong token in one line, and ends', async () => {
    const fake = await start()
    const running = started(fake, { DISCORD_TOKEN: 'mistyped' })
    expect((await running.ended).code).toBe(1)
    const [line] = running.lines.filter(({ msg }) => msg === 'discord could not be started')
    expect(line).toMatchObject({ reason: expect.stringContaining('DISCORD_TOKEN'), at: [] })
    expect(JSON.stringify(running.lines)).not.toContain('mistyped')
  })

  it('serves each shard in a process of its own where told to, starts one that died again, and ends them all', async () => {
    const fake = await fakeWithCommands({ shards: 2 })
    const elsewhere = fake.world.channel(fake.world.guild('Next door'), 'general')
    const running = started(fake, { DISCORD_SHARDING: 'processes' })
    const address = await running.address()
    await eventually('both shards are ready', async () => (await statusOf(address)) === 200)
    expect([...fake.gateway.sessions.values()].map(({ shard }) => shard).sort()).toEqual([
      [0, 2],
      [1, 2],
    ])
    const shards = () => running.lines.filter(({ msg, health }) => msg === 'started' && health !== address)
    await eventually('both have said so', () => shards().length === 2)
    expect(textOf(await fake.slash({ name: 'fit', options: { text: 'llama 3.1 8b on rtx 4090' } }).message())).toContain('Llama')
    const there = fake.slash({ name: 'fit', options: { text: 'llama 3.1 8b on rtx 4090' }, channel: elsewhere })
    expect(textOf(await there.message())).toContain('Llama')
    const before = fake.gateway.counts.identifies
    process.kill(Number(shards()[0]?.pid), 'SIGKILL')
    await running.next('the process of a shard ended')
    await eventually('it is back', async () => fake.gateway.counts.identifies > before && (await statusOf(address)) === 200)
    const asked = await begun(fake, fake.channel, elsewhere)
    running.signal('SIGTERM')
    await running.next('stopping')
    await asked.answered()
    expect(await running.ended).toEqual({ code: 0, err: '' })
    await eventually('nobody is connected', () => [...fake.gateway.sessions.values()].every(({ socket }) => socket === undefined))
  })

  it('starts as many processes as Discord wants by now, once it wants more of them', async () => {
    const fake = await fakeWithCommands()
    const running = started(fake, { DISCORD_SHARDING: 'processes' })
    const address = await running.address()
    await eventually('the one shard is ready', async () => (await statusOf(address)) === 200)
    fake.sharding.shards = 2
    fake.gateway.disconnect(4011)
    await running.next('Discord wants another number of shards, all are started anew')
    const shards = () => [...fake.gateway.sessions.values()].filter(({ socket }) => socket).map(({ shard }) => shard.join(' of '))
    await eventually('two are ready', async () => shards().sort().join() === '0 of 2,1 of 2' && (await statusOf(address)) === 200)
    expect(textOf(await fake.slash({ name: 'fit', options: { text: 'llama 3.1 8b on rtx 4090' } }).message())).toContain('Llama')
    running.signal('SIGTERM')
    expect(await running.ended).toEqual({ code: 0, err: '' })
  })

  it('ends with whoever started it for a shard, also when that one is gone before it listens', async () => {
    const fake = await fakeWithCommands()
    const env = { PATH: process.env.PATH, ...envOf(fake), SHARDS: '0', SHARD_COUNT: '1', SHARDING_MANAGER: 'true' }
    const child = fork(program, ['discord', 'shard'], { cwd: folder, env, silent: true })
    onTestFinished(() => void child.kill('SIGKILL'))
    child.disconnect()
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  it('ends every process of a shard when the one that started them is killed', async () => {
    const fake = await fakeWithCommands({ shards: 2 })
    const running = started(fake, { DISCORD_SHARDING: 'processes' })
    await running.address()
    await fake.gateway.ready(2)
    running.signal('SIGKILL')
    await eventually('nobody is connected', () => [...fake.gateway.sessions.values()].every(({ socket }) => socket === undefined))
  })
})
