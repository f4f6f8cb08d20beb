import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { asShipped } from './support/redis-server.ts'
import { textOf } from './support/source-files.ts'

/** Lines without comments: of the whole file, and of one service, without its indentation. */
const lines = textOf('compose.yaml')
  .split('\n')
  .filter((line) => line.trim() !== '' && !/^\s*#/.test(line))

function service(name: string): string[] {
  const start = lines.indexOf(`  ${name}:`)
  const rest = lines.slice(start + 1)
  const end = rest.findIndex((line) => !line.startsWith('    '))
  return start < 0 ? [] : rest.slice(0, end < 0 ? undefined : end).map((line) => line.slice(4))
}

/** The words of `key: [a, 'b']` in a service. */
function words(name: string, key: string): string[] {
  const line = service(name).find((one) => one.trim().startsWith(`${key}: [`)) ?? ''
  return [...line.slice(line.indexOf('[') + 1, -1).matchAll(/'([^']*)'|([^\s,]+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')
}

describe('compose.yaml', () => {
  it('is indented with spaces by two, with every name once', () => {
    for (const line of lines) expect(line).toMatch(/^(?: {2})*(?:- )?[^\s-]/)
    expect(lines.filter((line) => /^\S/.test(line))).toEqual(['services:', 'volumes:'])
    expect(lines.filter((line) => /^ {2}\S/.test(line))).toEqual(['  bot:', '  redis:', '  redis:'])
    for (const name of ['bot', 'redis']) {
      const keys = service(name)
        .filter((line) => /^\w/.test(line))
        .map((line) => line.split(':')[0])
      expect(new Set(keys).size).toBe(keys.length)
    }
  })

  it.each(['bot', 'redis'])('gives %s no right it does not need', (name) => {
    const said = service(name)
    for (const line of [
      'read_only: true',
      'tmpfs: [/tmp]',
      'cap_drop: [ALL]',
      "security_opt: ['no-new-privileges:true']",
      'restart: unless-stopped',
    ])
      expect(said).toContain(line)
    expect(said).toContain(`user: ${name === 'bot' ? 'node' : 'redis'}`)
    expect(said).toContain('healthcheck:')
  })

  it('runs a Redis that keeps what it holds, in a volume, and nobody outside reaches it', () => {
    expect(words('redis', 'command')).toEqual([
      ...['redis-server', '--appendonly', 'yes', ...asShipped, '--save', '', '--maxmemory-policy', 'noeviction'],
    ])
    expect(service('redis')).toContain('  - redis:/data')
    expect(service('redis').find((line) => line.startsWith('image: '))).toMatch(/^image: redis:7\.\d/)
    expect(service('redis')).not.toContain('ports:')
  })

  it('runs the bot with what .env says where there is one, and publishes its port on this machine alone', () => {
    const bot = service('bot')
    expect(words('bot', 'command')).toEqual(['start'])
    for (const line of ['  - path: .env', '    required: false', '  REDIS_URL: redis://redis:6379', "  - '127.0.0.1:8080:8080'"])
      expect(bot).toContain(line)
    expect(bot.filter((line) => /\d+:\d+'?$/.test(line))).toEqual(["  - '127.0.0.1:8080:8080'"])
    expect(bot.join('\n')).toContain('depends_on:\n  redis:\n    condition: service_healthy')
  })
})

describe('the health check of the image', () => {
  /** It has commas in it, so it is read as what stands between the quotes. */
  function scriptOf(): string {
    const line = service('bot').find((one) => one.trim().startsWith('test: [CMD, node, -e, ')) ?? ''
    return /'(.*)'\]$/.exec(line)?.[1] ?? ''
  }

  it('is the same in the image and beside Redis', () => {
    const inImage = /HEALTHCHECK[^\n]*\\\n {2}CMD (\[.*\])\n/.exec(textOf('Dockerfile'))?.[1] ?? '[]'
    expect(JSON.parse(inImage)).toEqual(['node', '-e', scriptOf()])
    expect(scriptOf()).toContain('/readyz')
  })

  it.each([
    [200, 0],
    [503, 1],
  ])('takes %i for exit code %i', async (status, expected) => {
    const server = createServer((request, response) => void response.writeHead(request.url === '/readyz' ? status : 404).end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const child = spawn(process.execPath, ['-e', scriptOf()], { env: { PORT: String(port) } })
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(expected)
  })

  it('takes silence for a failure', async () => {
    const child = spawn(process.execPath, ['-e', scriptOf()], { env: { PORT: '9' } })
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1)
  })
})
