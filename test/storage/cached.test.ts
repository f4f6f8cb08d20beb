import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createCache } from '../../src/storage/cached.ts'
import { cacheKeys, claimKeys } from '../../src/storage/keys.ts'
import { openMemory } from '../support/memory-store.ts'

const key = cacheKeys.prices('test')
const price = z.object({ usdPerHour: z.number() })
const read = (stored: unknown) => price.safeParse(stored).data

/** A fetch that ends when it is told to, and counts how often it was begun. */
function source(usdPerHour: number) {
  let begun = 0
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const fetch = async () => {
    begun += 1
    await ended
    return { usdPerHour }
  }
  return { fetching: { ttlSeconds: 60, read, fetch }, end, begun: () => begun }
}

describe('the cache', () => {
  it('fetches once for all who ask at once, here and in another process', async () => {
    const memory = openMemory()
    const [here, there] = [createCache(memory.store()), createCache(memory.store())]
    const { fetching, end, begun } = source(2)
    const asked = [here, there, here, there].map((cache) => cache.get(key, fetching))
    await memory.claimed()
    end()
    expect(await Promise.all(asked)).toEqual(new Array(4).fill({ usdPerHour: 2 }))
    expect(begun()).toBe(1)
  })

  it('does not fetch what another process fetched while this one was busy between looking and claiming', async () => {
    const memory = openMemory()
    const store = memory.store()
    const first = source(2)
    first.end()
    const another = createCache(memory.store())
    const claim: typeof store.claim = async (...args) => {
      await another.get(key, first.fetching)
      return await store.claim(...args)
    }
    const second = source(3)
    second.end()
    expect(await createCache({ ...store, claim }).get(key, second.fetching)).toEqual({ usdPerHour: 2 })
    expect(second.begun()).toBe(0)
    expect(await store.claim(claimKeys.computing(key), 60)).toBe(true)
  })

  it('asks the store once, and then this process', async () => {
    const memory = openMemory()
    const writer = createCache(memory.store())
    const first = source(2)
    first.end()
    await writer.get(key, first.fetching)
    const second = source(3)
    const reader = createCache(memory.store())
    expect(await reader.get(key, second.fetching)).toEqual({ usdPerHour: 2 })
    memory.empty()
    expect(await reader.get(key, second.fetching)).toEqual({ usdPerHour: 2 })
    expect(second.begun()).toBe(0)
  })

  it('does not use what is over its time, however late this process saw it', async () => {
    const memory = openMemory()
    let now = 1_000_000
    const first = source(2)
    first.end()
    await createCache(memory.store(), () => now).get(key, first.fetching)
    const reader = createCache(memory.store(), () => now)
    now += 59_000
    const second = source(3)
    second.end()
    expect(await reader.get(key, second.fetching)).toEqual({ usdPerHour: 2 })
    now += 2000
    expect(await reader.get(key, second.fetching)).toEqual({ usdPerHour: 3 })
  })

  it('fetches anew what it cannot read', async () => {
    const memory = openMemory()
    const store = memory.store()
    const { fetching, end } = source(2)
    end()
    for (const foreign of ['text', { value: { eurPerHour: 1 }, ends: Number.MAX_SAFE_INTEGER }, null]) {
      await store.put(key, foreign, 60)
      expect(await createCache(store).get(key, fetching)).toEqual({ usdPerHour: 2 })
    }
  })

  it('passes a failure on, keeps none, and lets the next one try', async () => {
    const memory = openMemory()
    const cache = createCache(memory.store())
    const failing = { ttlSeconds: 60, read, fetch: () => Promise.reject(new Error('502')) }
    await expect(cache.get(key, failing)).rejects.toThrow('502')
    const { fetching, end } = source(2)
    end()
    expect(await createCache(memory.store()).get(key, fetching)).toEqual({ usdPerHour: 2 })
  })

  it('fetches where the store is away', async () => {
    const memory = openMemory()
    memory.leave()
    const { fetching, end, begun } = source(2)
    end()
    const cache = createCache(memory.store())
    expect(await cache.get(key, fetching)).toEqual({ usdPerHour: 2 })
    expect(await cache.get(key, fetching)).toEqual({ usdPerHour: 2 })
    expect(begun()).toBe(1)
  })
})
