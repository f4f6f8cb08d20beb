import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { deafSources } from '../support/deaf-sources.ts'
import { buildProgram } from '../support/program.ts'
import { describeWithRedis } from '../support/redis.ts'
import { eventually, startRedis } from '../support/redis-server.ts'
import { runningProgram } from '../support/running-program.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const program = buildProgram()

/** A program at work in an empty folder, on a free port, asking no price source of the world. */
function begin(env: Readonly<Record<string, string>> = {}, folder = temporaryFolder()) {
  return runningProgram(program, ['start'], { PORT: '0', HEADROOM_DATA_DIR: join(folder, 'data'), ...deafSources, ...env }, folder)
}

const page = async (address: string, path: string, init: RequestInit = {}) => {
  const response = await fetch(`${address}${path}`, init)
  return { status: response.status, headers: response.headers, text: await response.text() }
}
const ready = async (address: string) => {
  const { status, text } = await page(address, '/readyz')
  return { code: status, ...JSON.parse(text) }
}

describe('headroom start', () => {
  it('runs without a platform, says what is not there, and ends with 0 when it is told to', async () => {
    const running = begin()
    const address = await running.address()
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const said = running.lines.map(({ msg }) => msg)
    for (const name of ['discord', 'slack']) expect(said.some((msg) => msg.startsWith(`${name} is not `))).toBe(true)
    expect(said).toContain('no platform is configured: health, metrics and prices are served, and nobody can ask')
    running.signal('SIGTERM')
    expect(await running.ended).toEqual({ code: 0, err: '' })
    expect(running.lines.at(-1)).toMatchObject({ level: 'info', msg: 'stopped' })
  })

  it('says everything that is wrong with the configuration at once, and no stack', async () => {
    const running = begin({ PORT: 'abc', LOG_LEVEL: 'loud', REDIS_URL: 'ftp://bot:hunter2@cache', VAST_API_URL: 'nowhere' })
    const { code, err } = await running.ended
    expect(code).toBe(1)
    const [head, ...problems] = err.trimEnd().split('\n')
    expect(head).toBe('The configuration cannot be used as it is:')
    expect(problems.map((line) => /^- ([A-Z_]+)/.exec(line)?.[1]).sort()).toEqual(['LOG_LEVEL', 'PORT', 'REDIS_URL', 'VAST_API_URL'])
    expect(err).not.toMatch(/hunter2|\bat .*:\d+/)
    expect(running.lines).toEqual([])
  })

  it('reads .env where it is started; what the environment says comes first', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, '.env'), 'PORT=abc\nLOG_LEVEL=loud\nHEADROOM_LANG=zh\n')
    const { code, err } = await begin({}, folder).ended
    expect(code).toBe(1)
    expect(err).toContain('LOG_LEVEL=loud')
    expect(err).not.toContain('PORT=abc')
    writeFileSync(join(folder, '.env'), 'PORT=abc\nLOG_LEVEL=debug\n')
    const running = begin({}, folder)
    await running.address()
    running.signal('SIGINT')
    expect(await running.ended).toEqual({ code: 0, err: '' })
  })

  it('says in a sentence that its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    onTestFinished(() => void taken.close())
    const { port } = taken.address() as AddressInfo
    const { code, err } = await begin({ PORT: String(port) }).ended
    expect(code).toBe(1)
    expect(err).toMatch(new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is taken: .*PORT.*\\.\\n$`))
  })

  it('refuses a folder it cannot store in, with the variable that names another', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    const { code, err } = await begin({ HEADROOM_DATA_DIR: join(folder, 'file') }, folder).ended
    expect(code).toBe(1)
    expect(err).toMatch(/HEADROOM_DATA_DIR names another folder\.\n$/)
  })

  it('serves its health, whether it takes questions, and its metrics, and nothing else', async () => {
    const running = begin()
    const address = await running.address()
    expect(await page(address, '/healthz')).toMatchObject({ status: 200, text: '{"status":"ok"}\n' })
    expect(await ready(address)).toMatchObject({
      code: 200,
      status: 'ready',
      platforms: [],
      storage: { driver: 'file', ok: true },
      prices: { asOf: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    })
    const metrics = await page(address, '/metrics?x=1')
    expect(metrics.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
    for (const name of ['headroom_storage_ok 1', '# TYPE headroom_answers_total counter', '# TYPE headroom_answer_seconds histogram'])
      expect(metrics.text).toContain(name)
    for (const name of ['headroom_price_source_age_seconds', 'process_resident_memory_bytes', 'nodejs_eventloop_lag_seconds'])
      expect(metrics.text).toContain(`\n# TYPE ${name} `)
    expect((await page(address, '/')).status).toBe(404)
    expect((await page(address, '/constructor', { method: 'POST' })).status).toBe(404)
    const posted = await page(address, '/healthz', { method: 'POST', body: 'x' })
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    expect(await page(address, '/readyz', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' })
  })
})

describeWithRedis('headroom start with Redis', () => {
  it('takes questions while Redis is away, says so, and uses it again when it is back', async () => {
    const server = await startRedis(['--requirepass', 'hunter2'])
    onTestFinished(() => server.remove())
    const running = begin({ REDIS_URL: server.url.replace('//', '//:hunter2@') })
    const address = await running.address()
    await eventually('ready', async () => (await ready(address)).status === 'ready')
    await server.kill()
    await eventually('its going is seen', async () => (await ready(address)).status === 'degraded')
    expect(await running.next('the storage is away: answers go on without it, and nothing can be set')).toMatchObject({
      level: 'warn',
      driver: 'redis',
    })
    expect(await ready(address)).toMatchObject({
      code: 200,
      status: 'degraded',
      storage: { driver: 'redis', ok: false, reason: expect.any(String) },
    })
    expect((await page(address, '/metrics')).text).toContain('headroom_storage_ok 0')
    await server.start()
    await running.next('the storage answers')
    await eventually('ready again', async () => (await ready(address)).status === 'ready')
    running.signal('SIGTERM')
    expect(await running.ended).toEqual({ code: 0, err: '' })
    expect(JSON.stringify(running.lines)).not.toContain('hunter2')
  })

  it('starts while Redis is away', async () => {
    const server = await startRedis()
    onTestFinished(() => server.remove())
    await server.kill()
    const running = begin({ REDIS_URL: server.url })
    const address = await running.address()
    expect(await ready(address)).toMatchObject({ code: 200, status: 'degraded', storage: { ok: false } })
    expect(running.lines.map(({ msg }) => msg)).toContain('the storage is away: answers go on without it, and nothing can be set')
    await server.start()
    await running.next('the storage answers')
  })
})
