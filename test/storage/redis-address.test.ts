import { describe, expect, it } from 'vitest'
import { readAddress } from '../../src/storage/redis-address.ts'

describe('REDIS_URL', () => {
  it('is one server', () => {
    expect(readAddress('redis://localhost')).toEqual({
      nodes: [{ host: 'localhost', port: 6379 }],
      cluster: false,
      tls: false,
      username: '',
      password: '',
      database: 0,
    })
    expect(readAddress('redis://[::1]:7000/2')).toMatchObject({ nodes: [{ host: '::1', port: 7000 }], database: 2 })
  })

  it('may name a user, and ask for TLS', () => {
    expect(readAddress('rediss://bot:p%40ss%3A@cache.example:6380')).toMatchObject({ tls: true, username: 'bot', password: 'p@ss:' })
    expect(readAddress('redis://:secret@h')).toMatchObject({ username: '', password: 'secret' })
  })

  it('is a Cluster where it names several, or says so', () => {
    expect(readAddress('redis://a:1, redis://b:2')).toMatchObject({
      cluster: true,
      nodes: [
        { host: 'a', port: 1 },
        { host: 'b', port: 2 },
      ],
    })
    expect(readAddress('rediss://user:pw@cfg.example?cluster=true')).toMatchObject({ cluster: true, tls: true, username: 'user' })
  })

  it.each([
    ['localhost:6379', 'is not the address of a Redis'],
    ['http://localhost', 'is not the address of a Redis'],
    ['', 'is not an address'],
    ['redis://a,rediss://b', 'mixes redis:// and rediss://'],
    ['redis://a/one', 'names a database that is no number'],
    ['redis://a/1,redis://b', 'names a database, which a Cluster has not'],
  ])('“%s” is refused with a sentence', (text, why) => {
    expect(() => readAddress(text)).toThrow(`REDIS_URL ${why}. It is redis://[user:password@]host`)
  })

  it('that is refused is not repeated: it may hold a password', () => {
    expect(() => readAddress('redis:/user:secret@host')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('secret') }),
    )
  })
})
