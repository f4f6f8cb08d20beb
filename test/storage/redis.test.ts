import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bareKey, cacheKeys, claimKeys, keyOfVersion, recordKeys } from '../../src/storage/keys.ts'
import { openRedis } from '../../src/storage/redis.ts'
import { usualPatience } from '../../src/storage/redis-link.ts'
import { type CounterKey, type Store, type StoreHealth, StoreUnavailable } from '../../src/storage/store.ts'
import { describeWithRedis } from '../support/redis.ts'
import { eventually, openPatiently, type RedisServer, startRedis, unhurried } from '../support/redis-server.ts'
import { driverSuite } from './driver-suite.ts'

describeWithRedis('Redis', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.remove())

  describe('as one server', () => {
    driverSuite(() => openPatiently(server.url))

    it('keeps everything but records for a time only', async () => {
      const store = await openPatiently(server.url)
      const client = new Redis(server.url)
      await store.put(cacheKeys.prices('test'), 1, 60)
      await store.claim(claimKeys.computing(cacheKeys.prices('test')), 60)
      await store.increment(bareKey<CounterKey>('test:counter'), 60)
      await store.putRecord(recordKeys.settings('person', 'test', 'ada'), {})
      const keys = await client.keys('*')
      const forever: string[] = []
      for (const key of keys) if ((await client.ttl(key)) < 0) forever.push(key)
      expect(forever.filter((key) => !/:(records|index)$/.test(key))).toEqual([keyOfVersion])
      expect(keys.filter((key) => !key.startsWith('headroom:'))).toEqual([])
      await client.quit()
      await store.close()
    })
  })

  it('answers as if a record were not there that is no JSON, alone and in a list', async () => {
    const store = await openPatiently(server.url)
    const client = new Redis(server.url)
    const key = recordKeys.priceHistory('spoilt', '2026-10')
    await store.putRecord(key, { any: 1 })
    const [records = ''] = (await client.keys('*:records')).filter((name) => name.includes('price'))
    await client.hset(records, key, '{"gpu":')
    expect(await client.hget(records, key)).toBe('{"gpu":')
    expect(await store.getRecord(key)).toBeUndefined()
    expect(await store.listRecords(recordKeys.priceHistoryOf('spoilt'))).toEqual([])
    await client.quit()
    await store.close()
  })

  describe('for a user with rights to our keys alone', () => {
    driverSuite(async () => {
      const client = new Redis(server.url)
      await client.call('ACL', 'SETUSER', 'headroom', 'on', '>s:cret/1', '~headroom:*', '+@all', '-@admin', '-@dangerous', '+info')
      await client.quit()
      return openPatiently(`redis://headroom:${encodeURIComponent('s:cret/1')}@127.0.0.1:${server.port}`)
    })
  })
})

describeWithRedis('Redis that goes and comes back', () => {
  let server: RedisServer
  let store: Store
  const seen: StoreHealth[] = []
  /** Of the store: short only where Redis gives no answer at all. */
  const patience = { ...unhurried }
  const key = cacheKeys.prices('test')
  const settings = recordKeys.settings('person', 'test', 'ada')

  beforeAll(async () => {
    server = await startRedis()
    store = await openRedis(server.url, (health) => seen.push(health), patience)
    await store.put(key, 'kept', 600)
    await store.putRecord(settings, { gpu: 'rtx-4090' })
  })
  afterAll(async () => {
    await store.close()
    await server.remove()
  })

  const isBack = () => eventually('the storage is used again', () => store.health().ok)

  it('lets nothing wait while it hangs, says so, and is used again when it goes on', async () => {
    server.pause()
    patience.reply = usualPatience.reply
    const reads = Array.from({ length: 100 }, () => store.get(key))
    expect(new Set(await Promise.all(reads))).toEqual(new Set([undefined]))
    expect(store.health()).toMatchObject({ ok: false, reason: 'no answer within 50 ms' })
    await expect(store.getRecord(settings)).rejects.toThrow(StoreUnavailable)
    await expect(store.claim(claimKeys.computing(key), 60)).rejects.toThrow(StoreUnavailable)
    patience.reply = unhurried.reply
    server.resume()
    await isBack()
    expect(await store.get(key)).toBe('kept')
  })

  it('lets nothing wait while it is gone, tells both changes, and has all that was confirmed when it is back', async () => {
    seen.length = 0
    const confirmed: string[] = []
    let refused = 0
    let running = true
    /** Users who change their settings one after the other, without a pause. */
    const writer = async () => {
      while (running) {
        const id = randomUUID()
        await store.putRecord(recordKeys.settings('person', 'load', id), { id }).then(
          () => confirmed.push(id),
          () => {
            refused += 1
          },
        )
      }
    }
    const writers = Array.from({ length: 8 }, writer)
    try {
      await eventually('a hundred changes are confirmed', () => confirmed.length > 100)

      await server.kill()
      patience.change = 100
      await eventually('its going is seen', () => !store.health().ok)
      const before = confirmed.length
      expect(await Promise.all(Array.from({ length: 100 }, () => store.get(key)))).toEqual(new Array(100).fill(undefined))
      await expect(store.getRecord(settings)).rejects.toThrow(/^Redis is away: /)
      await eventually('a change is refused, not kept waiting', () => refused > 0)
      patience.change = unhurried.change

      await server.start()
      await isBack()
      await eventually('changes are confirmed again', () => confirmed.length > before + 100)
    } finally {
      running = false
      await Promise.all(writers)
    }

    const kept = new Set((await store.listRecords(bareKey('settings:person:load:'))).map(({ value }) => (value as { id: string }).id))
    expect(confirmed.filter((id) => !kept.has(id))).toEqual([])
    expect(await store.getRecord(settings)).toEqual({ gpu: 'rtx-4090' })
    expect(seen.map(({ ok }) => ok)).toEqual([false, true])
    expect(seen[0]?.reason).toMatch(/ECONNREFUSED|ECONNRESET|closed/)
  })

  it('takes a change that comes while it returns', async () => {
    await server.kill()
    await eventually('its going is seen', () => !store.health().ok)
    const change = store.putRecord(settings, { gpu: 'rtx-3090' })
    await server.start()
    await change
    expect(await store.getRecord(settings)).toEqual({ gpu: 'rtx-3090' })
  })

  it('is used from when it first appears', async () => {
    const later = await startRedis()
    await later.kill()
    const early = await openPatiently(later.url)
    expect(early.health()).toMatchObject({ ok: false, reason: expect.stringContaining('ECONNREFUSED') })
    expect(await early.get(key)).toBeUndefined()
    await later.start()
    await eventually('the storage is used', () => early.health().ok)
    await early.close()
    await later.remove()
  })

  it('is refused, at once or on its return, when it holds a version nobody knows', async () => {
    const future = await startRedis()
    const running = await openPatiently(future.url)
    const client = new Redis(future.url)
    await client.set(keyOfVersion, '7')
    await client.quit()
    await expect(openPatiently(future.url)).rejects.toThrow('What is stored in Redis is version 7; this program reads version 1.')
    await future.kill()
    await future.start()
    await eventually('the running one sees it', () => running.health().reason.includes('version 7'))
    await expect(running.putRecord(settings, {})).rejects.toThrow(StoreUnavailable)
    await running.close()
    await future.remove()
  })

  it('that is full refuses the change and goes on answering', async () => {
    const full = await startRedis()
    const kept = await openPatiently(full.url)
    await kept.putRecord(settings, { gpu: 'rtx-4090' })
    const client = new Redis(full.url)
    await client.config('SET', 'maxmemory', '1')
    await expect(kept.putRecord(settings, {})).rejects.toThrow(/OOM/)
    expect(await kept.getRecord(settings)).toEqual({ gpu: 'rtx-4090' })
    expect(kept.health().ok).toBe(true)
    await client.quit()
    await kept.close()
    await full.remove()
  })
})

describeWithRedis('Redis as a Cluster of three', () => {
  const servers: RedisServer[] = []
  const address = () => servers.map(({ url }) => url).join(',')

  beforeAll(async () => {
    for (let node = 0; node < 3; node += 1) servers.push(await startRedis(['--cluster-enabled', 'yes']))
    const clients = servers.map(({ url }) => new Redis(url))
    const bounds = [0, 5461, 10_923, 16_384]
    for (const [index, client] of clients.entries()) {
      await client.call('CLUSTER', 'ADDSLOTSRANGE', bounds[index] ?? 0, (bounds[index + 1] ?? 0) - 1)
      await client.call('CLUSTER', 'SET-CONFIG-EPOCH', index + 1)
    }
    for (const { port } of servers.slice(1)) await clients[0]?.call('CLUSTER', 'MEET', '127.0.0.1', port)
    const isFormed = async (client: Redis) => {
      const info = String(await client.call('CLUSTER', 'INFO'))
      return info.includes('cluster_state:ok') && info.includes('cluster_known_nodes:3')
    }
    await eventually('the three have met', async () => (await Promise.all(clients.map(isFormed))).every(Boolean))
    await Promise.all(clients.map((client) => client.quit()))
  })
  afterAll(() => Promise.all(servers.map((server) => server.remove())))

  driverSuite(() => openPatiently(address()))

  it('spreads the keys over all of them', async () => {
    const store = await openPatiently(address())
    for (let index = 0; index < 60; index += 1) await store.put(cacheKeys.prices('spread', String(index)), index, 60)
    for (const { url } of servers) {
      const client = new Redis(url)
      expect(await client.dbsize()).toBeGreaterThan(5)
      await client.quit()
    }
    await store.close()
  })

  it('answers for every node again when one was away and is back', async () => {
    const store = await openPatiently(address())
    const keys = Array.from({ length: 30 }, (_, index) => cacheKeys.prices('node', String(index)))
    for (const key of keys) await store.put(key, 'there', 600)
    await servers[1]?.kill()
    await eventually('its going is seen', async () => {
      await Promise.all(keys.map((key) => store.get(key)))
      return !store.health().ok
    })
    await servers[1]?.start()
    await eventually('every key is answered', async () =>
      (await Promise.all(keys.map((key) => store.get(key)))).every((one) => one === 'there'),
    )
    await store.close()
  })
})
