import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { priceServer, status } from '../support/price-servers.ts'
import { sourceCases } from '../support/price-sources.ts'
import { buildProgram, runProgram } from '../support/program.ts'

const program = buildProgram()

/** Every source on this machine, those named out of order, and an empty folder to keep prices in. */
async function world(broken: readonly string[] = []): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-prices-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const servers = await Promise.all(
    sourceCases.map(async ({ source, good }) => {
      const server = await priceServer(broken.includes(source.name) ? status(404) : good)
      return [source.variable, server.address] as const
    }),
  )
  return { ...Object.fromEntries(servers), HEADROOM_DATA_DIR: folder }
}

const today = () => new Date().toISOString().slice(0, 10)

describe('headroom prices refresh', () => {
  it('fetches every source and says in a line each what it kept; answers then use them', async () => {
    const env = await world(['openrouter', 'vast'])
    const before = today()
    const { code, stdout, stderr } = await runProgram(program, ['prices', 'refresh'], env)
    const after = today()
    expect([code, stderr]).toEqual([0, ''])
    const lines = stdout.trim().split('\n')
    expect(lines).toHaveLength(sourceCases.length)
    expect(lines).toContainEqual(expect.stringMatching(/^runpod: fetched; 5 rows kept, 1 dropped; seen (just now|\d min ago)$/))
    expect(lines).toContain('lambda: not asked, LAMBDA_API_KEY is not set')
    expect(lines).toContain('openrouter: failed (models: it refuses); no rows yet, the bundled prices stand')
    expect(lines.find((line) => line.startsWith('gpuhunt: '))).toContain('failed (azure, gcp, ')

    const again = await runProgram(program, ['prices', 'refresh', '--lang', 'zh'], env)
    expect(again.stdout).toContain('runpod：未查询，现有数据还新；保留 5 行，丢弃 1 行；')

    const { prices } = JSON.parse((await runProgram(program, ['price', 'h100', '--json'], env)).stdout)
    expect([before, after]).toContain(prices.asOf)
    expect(prices.source).toContain('runpod')
    const told = await runProgram(program, ['price', 'h100'], env)
    expect(told.stdout).toContain(prices.asOf)
  })

  it('reads .env where it is run, as the service does; an answer does not', async () => {
    const { HEADROOM_DATA_DIR = '', ...env } = await world()
    const folder = mkdtempSync(join(tmpdir(), 'headroom-env-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const lines = Object.entries(env).map(([name, value]) => `${name}=${value}`)
    writeFileSync(join(folder, '.env'), `${lines.join('\n')}\nHEADROOM_LANG=zh\n`)
    const { code, stdout } = await runProgram(program, ['prices', 'refresh'], { HEADROOM_DATA_DIR }, folder)
    expect([code, stdout]).toEqual([0, expect.stringContaining('runpod：')])
    const { stdout: answer } = await runProgram(program, ['fit', '70b', 'int4'], { HEADROOM_DATA_DIR }, folder)
    expect(answer).toContain('70B in 4-bit needs')
  })

  it('fails when no source answers, and the bundled prices stand', async () => {
    const env = await world(sourceCases.map(({ source }) => source.name))
    const { code, stdout } = await runProgram(program, ['prices', 'refresh', '--json'], env)
    expect(code).toBe(1)
    const reports = stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line))
    expect(reports).toContainEqual({
      source: 'vast',
      outcome: 'failed',
      kept: 0,
      dropped: 0,
      failures: [{ part: 'market', failure: 'status', detail: 'status 404' }],
    })
    const bundled = await runProgram(program, ['price', 'h100', '--json'], {})
    const after = await runProgram(program, ['price', 'h100', '--json'], env)
    expect(JSON.parse(after.stdout).gpuPrices).toEqual(JSON.parse(bundled.stdout).gpuPrices)
  })

  it('is the only thing to say after prices', async () => {
    const { code, stderr } = await runProgram(program, ['prices', 'h100'], await world())
    expect(code).toBe(2)
    expect(stderr).toContain('prices refresh')
  })

  it('wants addresses that are addresses', async () => {
    const { code, stderr } = await runProgram(program, ['prices', 'refresh'], { VAST_API_URL: 'file:///etc/passwd' })
    expect(code).toBe(2)
    expect(stderr).toContain('VAST_API_URL=file:///etc/passwd')
  })
})
