import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createFetcher, type FetchOptions } from '../../src/prices/fetch.ts'
import { SourceError } from '../../src/prices/source-error.ts'
import { type Answer, flood, halfABody, json, priceServer, routes, silence, status, tagged, text } from '../support/price-servers.ts'

/** A server that gives these answers in turn, the last one for ever, and a fetcher that notes what it would have waited for. */
async function asking(answers: readonly Answer[], options: Partial<FetchOptions> = {}) {
  const server = await priceServer((heard, response) => {
    const answer = answers[Math.min(server.heard.length, answers.length) - 1]
    answer?.(heard, response)
  })
  const waits: number[] = []
  const fetcher = createFetcher({
    userAgent: 'headroom/test',
    waitMs: (ms) => {
      waits.push(ms)
      return 0
    },
    ...options,
  })
  const ask = (path = '/prices', more: { readonly mark?: string; readonly headers?: Record<string, string> } = {}) =>
    fetcher({ url: server.address + path, ...more })
  return { server, waits, ask, fetcher }
}

async function failureOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof SourceError ? error.failure : `no source error: ${String(error)}`
}

const bodyOf = (answer: 'unchanged' | { readonly body: Uint8Array }) =>
  answer === 'unchanged' ? answer : new TextDecoder().decode(answer.body)

/** What it waits between two requests to one host. */
const gap = 200

describe('a fetch', () => {
  it('tries again what may pass, after a moment and then a longer one', async () => {
    const { server, waits, ask } = await asking([status(500), halfABody, text('at last')])
    expect(bodyOf(await ask())).toBe('at last')
    expect(server.heard).toHaveLength(3)
    expect(waits.filter((ms) => ms !== gap)).toEqual([500, 1000])
  })

  it('does not try again what will not', async () => {
    const { server, ask } = await asking([status(404)])
    expect(await failureOf(ask())).toBe('status')
    expect(server.heard).toHaveLength(1)
  })

  it('waits as long as it is asked to, in seconds or until a date', async () => {
    const date = { date: 'Fri, 20 Nov 2026 06:00:00 GMT', 'retry-after': 'Fri, 20 Nov 2026 06:00:07 GMT' }
    const { waits, ask } = await asking([status(429, { 'retry-after': '3' }), status(503, date), text('ok')])
    expect(bodyOf(await ask())).toBe('ok')
    expect(waits.filter((ms) => ms !== gap)).toEqual([3000, 7000])
  })

  it('leaves a server alone that wants to be for long', async () => {
    const { server, ask } = await asking([status(429, { 'retry-after': '3600' })], { waitMs: (ms) => ms })
    expect(await failureOf(ask())).toBe('busy')
    expect(await failureOf(ask('/other'))).toBe('resting')
    expect(server.heard).toHaveLength(1)
  })

  it('leaves a server alone that fails again and again, and no other', async () => {
    const { server, ask, fetcher } = await asking([status(500)])
    const other = await priceServer(text('well'))
    expect([await failureOf(ask('/a')), await failureOf(ask('/b')), await failureOf(ask('/c'))]).toEqual(['busy', 'busy', 'resting'])
    expect(server.heard).toHaveLength(6)
    expect(bodyOf(await fetcher({ url: other.address }))).toBe('well')
  })

  it('gives up on silence, before the answer and in the middle of it', async () => {
    const begins: Answer = (_, response) => response.writeHead(200).write('half')
    const { ask } = await asking([silence, begins], { timeoutMs: 20 })
    expect(await failureOf(ask())).toBe('timeout')
  })

  it('refuses 100 MB, said beforehand or not, and stops reading', async () => {
    const sent = { bytes: 0 }
    const announced = await asking([flood(100_000_000, true, { bytes: 0 })])
    expect(await failureOf(announced.ask())).toBe('too-large')
    const silent = await asking([flood(1_000_000_000, false, sent)])
    expect(await failureOf(silent.ask())).toBe('too-large')
    expect(silent.server.heard).toHaveLength(1)
    expect(sent.bytes).toBeLessThan(200_000_000)
  })

  it('refuses what is small only while it is packed', async () => {
    const bomb: Answer = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(3_000_000)))
    const { ask } = await asking([bomb], { mostBytes: 1_000_000 })
    expect(await failureOf(ask())).toBe('too-large')
  })

  it('follows redirects on the same host, and not for ever', async () => {
    const { ask } = await asking([routes({ '/prices': status(301, { location: '/new' }), '/new': text('here') })])
    expect(bodyOf(await ask())).toBe('here')
    const round = await asking([status(302, { location: '/prices' })])
    expect(await failureOf(round.ask())).toBe('redirect')
  })

  it('gives a key to nobody else: another host is not asked', async () => {
    const other = await priceServer(text('stolen'))
    const { ask } = await asking([status(307, { location: `${other.address}/prices` })])
    expect(await failureOf(ask('/prices', { headers: { authorization: 'Bearer secret' } }))).toBe('redirect')
    expect(other.heard).toEqual([])
  })

  it('asks whether anything changed by tag or by date', async () => {
    const { server, ask } = await asking([tagged('"a"', 'new')])
    expect(await ask()).toMatchObject({ mark: '"a"' })
    expect(await ask('/prices', { mark: '"a"' })).toBe('unchanged')
    await ask('/prices', { mark: 'Fri, 20 Nov 2026 06:00:00 GMT' })
    expect(server.heard.at(-1)?.headers['if-modified-since']).toBe('Fri, 20 Nov 2026 06:00:00 GMT')
  })

  it('is one for equal requests at the same time', async () => {
    const { server, ask } = await asking([json({ usd: 1 })])
    const answers = await Promise.all(Array.from({ length: 1000 }, () => ask()))
    expect(new Set(answers.map(bodyOf))).toEqual(new Set(['{"usd":1}']))
    expect(server.heard).toHaveLength(1)
  })

  it('keeps a distance to the one before on the same host', async () => {
    const { waits, ask } = await asking([text('ok')])
    await Promise.all([ask('/1'), ask('/2'), ask('/3')])
    expect(waits.filter((ms) => ms === gap).length).toBeGreaterThanOrEqual(2)
  })

  it('says when nobody is there', async () => {
    const { fetcher } = await asking([text('ok')])
    expect(await failureOf(fetcher({ url: 'http://127.0.0.1:1/' }))).toBe('unreachable')
  })
})
