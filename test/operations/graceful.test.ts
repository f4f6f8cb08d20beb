import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { commands } from '../../commands/index.ts'
import type { Platform, PlatformServices } from '../../src/platforms/platform.ts'
import { start } from '../../src/start.ts'
import { recordKeys } from '../../src/storage/keys.ts'
import { deafSources } from '../support/deaf-sources.ts'
import { describeWithRedis } from '../support/redis.ts'
import { openPatiently, startRedis, unhurried } from '../support/redis-server.ts'
import { logReader } from '../support/running-program.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** A program at work in this process, with platforms of the test's. */
function begin(platforms: readonly Platform[], env: Readonly<Record<string, string>> = {}) {
  const log = logReader()
  const exits: number[] = []
  let stop: (signal: string) => void = () => undefined
  let again: () => void = () => undefined
  let crash: (error: unknown) => void = () => undefined
  const ended = start({
    env: { PORT: '0', HEADROOM_DATA_DIR: join(temporaryFolder(), 'data'), ...deafSources, ...env },
    language: 'en',
    version: '1.2.3',
    commands,
    platforms,
    planned: [],
    patience: unhurried,
    say: async (line) => void exits.push(line.length),
    write: log.take,
    onSignal: (first, second) => {
      stop = first
      again = second
    },
    onCrash: (crashed) => {
      crash = crashed
    },
    exit: (code) => void exits.push(code),
  })
  return { ...log, ended, exits, stop: () => stop('SIGTERM'), again: () => again(), crash: (error: unknown) => crash(error) }
}

/** A platform that is there; `steps` is what happened to it. */
function fake(name: string, more: Partial<Platform> = {}) {
  const steps: string[] = []
  let given: PlatformServices | undefined
  const platform: Platform = {
    name,
    configured: () => true,
    missing: { en: `set ${name.toUpperCase()}_TOKEN.`, zh: '' },
    start: async (services) => {
      given = services
      steps.push('started')
      return { connected: () => true, stop: async () => void steps.push('stopped') }
    },
    ...more,
  }
  const services = () => {
    if (given === undefined) throw new Error(`${name} was not started`)
    return given
  }
  return { platform, steps, services }
}

describe('platforms', () => {
  it('are started where they are configured; of the others it is said what to do', async () => {
    const [here, gone] = [fake('here'), fake('gone', { configured: () => false })]
    const program = begin([gone.platform, here.platform])
    const { health } = await program.next('started')
    expect(program.lines.map(({ msg }) => msg)).toContain('gone is not configured: set GONE_TOKEN.')
    expect([here.steps, gone.steps]).toEqual([['started'], []])
    expect(await (await fetch(`${health}/readyz`)).json()).toMatchObject({
      status: 'ready',
      platforms: [{ name: 'here', connected: true }],
    })
    const reply = await here.services().service.answer({ platform: 'here', userId: 'ada', text: '70b int4' })
    expect(reply.kind).toBe('answer')
    const metrics = await (await fetch(`${health}/metrics`)).text()
    expect(metrics).toContain('headroom_answers_total{platform="here",command="fit",outcome="answer"} 1')
    expect(metrics).toContain('headroom_platform_connected{platform="here"} 1')
    program.stop()
    expect(await program.ended).toBe(0)
    expect(here.steps).toEqual(['started', 'stopped'])
  })

  it('that are cut off keep it from being ready', async () => {
    const lost = fake('lost', { start: async () => ({ connected: () => false, stop: async () => undefined }) })
    const program = begin([lost.platform])
    const { health } = await program.next('started')
    const response = await fetch(`${health}/readyz`)
    expect([response.status, await response.json()]).toMatchObject([503, { status: 'not-ready', platforms: [{ connected: false }] }])
    expect((await fetch(`${health}/healthz`)).status).toBe(200)
    program.stop()
    expect(await program.ended).toBe(0)
  })

  it('that fail leave the others at work, and end the program where there is no other', async () => {
    const broken = fake('broken', {
      start: async () => {
        throw new Error('an invalid token was provided')
      },
    })
    const other = fake('other')
    const both = begin([broken.platform, other.platform])
    expect(await both.next('broken could not be started')).toMatchObject({ level: 'error', reason: 'an invalid token was provided' })
    await both.next('started')
    both.stop()
    expect(await both.ended).toBe(0)
    expect(other.steps).toEqual(['started', 'stopped'])
    expect(await begin([broken.platform]).ended).toBe(1)
  })

  it('that never come do not keep it from ending, and a second signal ends it at once', async () => {
    let isAsked: () => void = () => undefined
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve
    })
    const slow = fake('slow', {
      start: () => {
        isAsked()
        return new Promise(() => undefined)
      },
    })
    const program = begin([slow.platform])
    await asked
    program.stop()
    expect(await program.ended).toBe(0)
    program.again()
    expect(program.exits).toEqual([1])
  })
})

describe('an error that nobody caught', () => {
  it('is logged, and ends the program with 1', async () => {
    const program = begin([fake('discord').platform], { DISCORD_TOKEN: 'hunter2-token' })
    await program.next('started')
    program.crash(new TypeError('no such thing as hunter2-token'))
    expect(await program.next('an error nobody caught ends the program')).toMatchObject({
      level: 'error',
      error: 'TypeError',
      reason: 'no such thing as [hidden]',
      at: expect.arrayContaining([expect.stringContaining('graceful.test.ts')]),
    })
    expect(program.exits).toEqual([1])
    program.stop()
    expect(await program.ended).toBe(0)
  })
})

describeWithRedis('a stop', () => {
  it('lets an answer that is under way be finished, and what it promised be stored', async () => {
    const server = await startRedis()
    onTestFinished(() => server.remove())
    const { platform, steps, services } = fake('discord')
    const program = begin([platform], { REDIS_URL: server.url })
    await program.next('started')
    server.pause()
    const answering = services().service.answer({ platform: 'discord', userId: 'ada', text: 'gpu rtx-4090', command: 'settings' })
    program.stop()
    await program.next('stopping')
    server.resume()
    expect(await answering).toMatchObject({ kind: 'answer', command: 'settings' })
    expect(await program.ended).toBe(0)
    expect(steps).toEqual(['started', 'stopped'])
    const messages = program.lines.map(({ msg }) => msg)
    expect(messages.indexOf('answered')).toBeGreaterThan(messages.indexOf('stopping'))
    const store = await openPatiently(server.url)
    expect(await store.getRecord(recordKeys.settings('person', 'discord', 'ada'))).toMatchObject({ gpu: { id: 'rtx-4090' } })
    await store.close()
  })
})
