import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LogLevel } from '../../src/config.ts'
import { createLog } from '../../src/operations/log.ts'
import { createHider } from '../../src/operations/secrets.ts'

function logged(secrets: readonly string[] = [], level: LogLevel = 'info') {
  const lines: string[] = []
  return { log: createLog({ level, secrets, write: (line) => void lines.push(line) }), lines }
}

describe('the log', () => {
  it('is one JSON object a line, with a level by name and a time', () => {
    const { log, lines } = logged()
    log.child({ platform: 'discord' }).info('answered', { ms: 3.5 })
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      platform: 'discord',
      ms: 3.5,
      msg: 'answered',
    })
  })

  it('leaves out what is below its level', () => {
    const { log, lines } = logged([], 'warn')
    log.debug('a')
    log.info('b')
    log.warn('c')
    log.error('d')
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['c', 'd'])
  })

  it('hides fields that are named like secrets, at any depth, and counts of tokens not', () => {
    const { log, lines } = logged()
    log.info('sent', {
      token: 'abc',
      headers: { Authorization: 'Bearer abc', cookie: 'abc' },
      list: [{ apiKey: 'abc', LAMBDA_API_KEY: 'abc' }],
      tokens: 512,
    })
    expect(lines.join()).not.toContain('abc')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ tokens: 512, token: '[hidden]' })
  })

  it('hides the password in an address, wherever it stands', () => {
    const { log, lines } = logged()
    log.error('connect to rediss://bot:hunter2@cache:6380 failed', { reason: 'redis://:hunter2@a, redis://x:hunter2@b' })
    expect(lines.join()).not.toContain('hunter2')
    expect(lines.join()).toContain('rediss://bot:[hidden]@cache:6380')
  })

  it('never shows a secret it was told, whatever it stands in', () => {
    const secret = fc.string({ minLength: 8, unit: fc.constantFrom(...'abcXYZ019._-') })
    const around = fc.string()
    fc.assert(
      fc.property(secret, around, around, fc.string(), (hush, before, after, name) => {
        const hide = createHider([hush])
        fc.pre(!`${name}[hidden]`.includes(hush))
        const shown = JSON.stringify([hide(`${before}${hush}${after}`), hide({ [`_${name}`]: [{ deep: before + hush }] })])
        expect(shown).not.toContain(hush)
      }),
    )
  })
})
