import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { fakeWithCommands, textOf } from '../../support/discord/bot.ts'
import { closeAll, start } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import { buildProgram, runProgram } from '../../support/program.ts'
import { eventually } from '../../support/redis-server.ts'
import { runningProgram } from '../../support/running-program.ts'

const program = buildProgram()
const folder = mkdtempSync(join(tmpdir(), 'headroom-discord-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(closeAll)

/** Price sources that are not there: nothing is fetched from anybody. */
const nowhere = 'http://127.0.0.1:1'
const sources = ['ECB', 'GPUHUNT', 'VAST', 'RUNPOD', 'SKYPILOT', 'AZURE_PRICES', 'LAMBDA', 'OPENROUTER', 'MODELS_DEV']
const envOf = (fake: FakeDiscord, more: Record<string, string> = {}) => ({
  ...Object.fromEntries(sources.map((name) => [`${name}_API_URL`, nowhere])),
  DISCORD_TOKEN: fake.token,
  DISCORD_APPLICATION_ID: fake.world.bot.id,
  DISCORD_API_URL: fake.api,
  HEADROOM_DATA_DIR: folder,
  PORT: '0',
  ...more,
})
const started = (fake: FakeDiscord, more?: Record<string, string>) => runningProgram(program, ['start'], envOf(fake, more), folder)
const statusOf = async (address: string) => (await fetch(`${address}/readyz`)).status

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
    running.signal('SIGTERM')
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
    const running = started(fake, { DISCORD_SHARDING: 'processes' })
    const address = await running.address()
    await eventually('both shards are ready', async () => (await statusOf(address)) === 200, 30)
    expect([...fake.gateway.sessions.values()].map(({ shard }) => shard).sort()).toEqual([
      [0, 2],
      [1, 2],
    ])
    const shards = () => running.lines.filter(({ msg, health }) => msg === 'started' && health !== address)
    await eventually('both have said so', () => shards().length === 2)
    expect(textOf(await fake.slash({ name: 'fit', options: { text: 'llama 3.1 8b on rtx 4090' } }).message())).toContain('Llama')
    const before = fake.gateway.counts.identifies
    process.kill(Number(shards()[0]?.pid), 'SIGKILL')
    await running.next('the process of a shard ended')
    await eventually('it is back', async () => fake.gateway.counts.identifies > before && (await statusOf(address)) === 200, 30)
    running.signal('SIGTERM')
    expect(await running.ended).toEqual({ code: 0, err: '' })
    await eventually('nobody is connected', () => [...fake.gateway.sessions.values()].every(({ socket }) => socket === undefined))
  }, 90_000)
})
