import { describe, expect, it } from 'vitest'
import { drawChart } from '../../src/charts/draw.ts'
import { chartImages } from '../../src/charts/images.ts'
import { createCache } from '../../src/storage/cached.ts'
import type { CacheKey, Store } from '../../src/storage/store.ts'
import { comparison, memory } from '../support/charts.ts'
import { openMemory } from '../support/memory-store.ts'

/** A store that says which keys were looked for. */
function watched(store: Store): { store: Store; asked: CacheKey[] } {
  const asked: CacheKey[] = []
  const get = (key: CacheKey) => {
    asked.push(key)
    return store.get(key)
  }
  return { store: { ...store, get }, asked }
}

describe('the pictures of charts', () => {
  it('are drawn once and then come from the store, for another process too', async () => {
    const shared = openMemory().store()
    const { store, asked } = watched(shared)
    const drawn = await chartImages(createCache(store)).png(memory)
    expect(drawn).toEqual(await drawChart(memory))
    const [key] = asked
    if (key === undefined) throw new Error('the store was asked')
    expect(await chartImages(createCache(shared)).png(memory)).toEqual(drawn)
    await shared.put(key, { value: Buffer.from('kept').toString('base64'), ends: Date.now() + 60_000 }, 60)
    expect(String(await chartImages(createCache(shared)).png(memory))).toBe('kept')
  })

  it('come from this process before the store is asked', async () => {
    const { store, asked } = watched(openMemory().store())
    const images = chartImages(createCache(store))
    const first = await images.png(memory)
    const before = asked.length
    expect(await images.png({ ...memory })).toEqual(first)
    expect(asked).toHaveLength(before)
  })

  it('are drawn only where they may be; what was drawn before is there', async () => {
    const store = openMemory().store()
    const drawn = await chartImages(createCache(store)).png(memory)
    const images = chartImages(createCache(store), () => false)
    expect(await images.png(comparison)).toBeUndefined()
    expect(await images.png(memory)).toEqual(drawn)
    expect(await chartImages(undefined, () => false).png(memory)).toBeUndefined()
  })

  it('are others for other numbers', async () => {
    const { store, asked } = watched(openMemory().store())
    const images = chartImages(createCache(store))
    const [row] = memory.rows
    if (row === undefined) throw new Error('the example has a row')
    await images.png(memory)
    await images.png(comparison)
    await images.png({ ...memory, rows: [{ ...row, values: [39.6, 2.5] }] })
    expect(new Set(asked).size).toBe(3)
    expect(asked.every((key) => key.startsWith('charts:'))).toBe(true)
  })

  it('are drawn anew where what is stored is no picture, or nothing is stored at all', async () => {
    const shared = openMemory().store()
    const { store, asked } = watched(shared)
    const drawn = await chartImages(createCache(store)).png(memory)
    for (const key of asked) await shared.put(key, { value: { not: 'a picture' }, ends: Date.now() + 60_000 }, 60)
    expect(await chartImages(createCache(shared)).png(memory)).toEqual(drawn)
    expect(await chartImages(undefined).png(memory)).toEqual(drawn)
  })
})
