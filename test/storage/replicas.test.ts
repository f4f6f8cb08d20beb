import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { createCache } from '../../src/storage/cached.ts'
import { cacheKeys } from '../../src/storage/keys.ts'
import type { Store } from '../../src/storage/store.ts'
import { describeWithRedis } from '../support/redis.ts'
import { openPatiently, type RedisServer, startRedis } from '../support/redis-server.ts'

const price = z.object({ usdPerHour: z.number() })
const read = (stored: unknown) => price.safeParse(stored).data

describeWithRedis('two replicas on one Redis', () => {
  let server: RedisServer
  let stores: readonly Store[] = []
  beforeAll(async () => {
    server = await startRedis()
    stores = await Promise.all([openPatiently(server.url), openPatiently(server.url)])
  })
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()))
    await server.remove()
  })

  /** A thousand equal requests of each replica, and how often the network was asked for them. */
  async function asked(name: string, fetch: () => Promise<{ usdPerHour: number }>) {
    let fetches = 0
    const counted = () => {
      fetches++
      return fetch()
    }
    const caches = stores.map((store) => createCache(store))
    const key = cacheKeys.prices('test', name)
    const requests = caches.flatMap((cache) => Array.from({ length: 1000 }, () => cache.get(key, { ttlSeconds: 60, read, fetch: counted })))
    const answers = await Promise.allSettled(requests)
    return { fetches, answers }
  }

  it('ask the network once for two thousand equal requests', async () => {
    const { fetches, answers } = await asked('once', () => new Promise((resolve) => setImmediate(() => resolve({ usdPerHour: 2 }))))
    expect(fetches).toBe(1)
    expect(new Set(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.usdPerHour : answer.reason)))).toEqual(
      new Set([2]),
    )
  })

  it('ask it once each where it fails, and keep no failure', async () => {
    const failing = await asked('failing', () => Promise.reject(new Error('unreachable')))
    expect(failing.fetches).toBe(2)
    expect(failing.answers.every(({ status }) => status === 'rejected')).toBe(true)
    expect((await asked('failing', async () => ({ usdPerHour: 3 }))).fetches).toBe(1)
  })

  it('find in Redis what another fetched, without asking again', async () => {
    await asked('kept', async () => ({ usdPerHour: 4 }))
    const { fetches, answers } = await asked('kept', () => Promise.reject(new Error('not needed')))
    expect(fetches).toBe(0)
    expect(answers[0]).toMatchObject({ status: 'fulfilled', value: { usdPerHour: 4 } })
  })
})
