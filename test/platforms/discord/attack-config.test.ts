import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { ConfigError, readServeConfig } from '../../../src/config.ts'
import { configSentences } from '../../../src/operations/config-sentences.ts'
import { fakeWithCommands, startBot, textOf } from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import { eventually } from '../../support/redis-server.ts'

afterEach(closeAll)

const said = (env: Record<string, string>) => {
  try {
    return readServeConfig(env).discord
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return configSentences(error, 'en')
  }
}

describe('what is set for Discord', () => {
  it('is the same with spaces and line ends around it, as a file of variables or a secret leaves them', () => {
    const env = {
      DISCORD_TOKEN: 'abc.def-g.hi_j',
      DISCORD_APPLICATION_ID: '123456789012345678',
      DISCORD_API_URL: 'https://proxy.example/api',
      DISCORD_GUILD_ID: '123456789012345678',
      DISCORD_SHARDING: 'processes',
    }
    const spaced = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, ` ${value}\r\n`]))
    expect(said(spaced)).toEqual(said(env))
    const blank = Object.fromEntries(Object.keys(env).map((name) => [name, ' \t\n']))
    expect(said(blank)).toEqual(said({}))
  })

  it.each(['"abc.def"', "'abc.def'", '“abc.def”', 'Bot abc.def', 'abc def', 'abc\ndef', '<token>', 'ключ', 'DISCORD_TOKEN=abc'])(
    'is no token where it holds what no token does: %s',
    (token) => {
      const sentences = said({ DISCORD_TOKEN: token })
      expect(sentences).toEqual([expect.stringMatching(/^DISCORD_TOKEN .*copy it .*without quotes/)])
      expect(JSON.stringify(sentences)).not.toContain(token)
    },
  )

  it('is one line for each that is wrong, whatever was said, which says what to do and no secret', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('__proto__', '17', 'http://', 'https://a:b@c', '\u0000'),
    )
    const names = ['DISCORD_TOKEN', 'DISCORD_APPLICATION_ID', 'DISCORD_API_URL', 'DISCORD_GUILD_ID', 'DISCORD_SHARDING'] as const
    fc.assert(
      fc.property(fc.constantFrom(...names), anything, (name, value) => {
        const sentences = said({ [name]: value })
        if (!Array.isArray(sentences)) return
        expect(sentences).toHaveLength(1)
        expect(sentences[0]).toMatch(new RegExp(`^${name}[ =]`))
        expect(sentences[0]).not.toMatch(/[\n\r]/)
      }),
    )
  })
})

describe('an address that does not lead to Discord', () => {
  const gateway = (url: string) =>
    JSON.stringify({ url, shards: 1, session_start_limit: { total: 1, remaining: 1, reset_after: 0, max_concurrency: 1 } })
  it.each([
    ['a page', 200, 'text/html', '<html></html>'],
    ['nothing that is known there', 404, 'application/json', '{"message":"404: Not Found","code":0}'],
    ['a page for nothing known', 404, 'text/html', 'nothing'],
    ['something else in JSON', 200, 'application/json', '{}'],
    ['null', 200, 'application/json', 'null'],
    ['half of JSON', 200, 'application/json', '{'],
    ['another address', 301, 'text/html', ''],
    ['a gateway that is none', 200, 'application/json', gateway('nowhere')],
  ])('is named where %s answers, and is tried again', async (_, status, type, body) => {
    let asked = 0
    const server = createServer((_request, response) => {
      asked++
      response.writeHead(status, { 'content-type': type, location: '/elsewhere' }).end(body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`
    const fake = await fakeWithCommands()
    fake.api = apiUrl
    const { next, running } = await startBot(fake)
    expect(await next('Discord is not reached, trying again')).toMatchObject({
      reason: expect.stringMatching(/^DISCORD_API_URL .*leave it out/),
    })
    await eventually('another try', () => asked > 1)
    expect(running.connected()).toBe(false)
  })

  it('for a while is lived through', async () => {
    const fake = await fakeWithCommands()
    fake.faults.fail({ status: 404, path: '/gateway/bot', times: 2 })
    const { running } = await startBot(fake)
    await eventually('connected', running.connected)
    expect(textOf(await fake.slash({ name: 'help' }).message())).toContain('Headroom')
  })
})
