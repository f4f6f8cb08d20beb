import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bareKey, recordKeys } from '../../src/storage/keys.ts'
import type { CacheKey, ClaimKey, CounterKey, RecordKey, Store } from '../../src/storage/store.ts'
import { eventually } from '../support/redis-server.ts'

const fresh = <Key extends string>() => bareKey<Key>(`test:${randomUUID()}`)

/** What every driver does. `open` is called twice: two stores on one storage, as two processes have them. */
export function driverSuite(open: () => Promise<Store>): void {
  let here: Store
  let there: Store

  beforeAll(async () => {
    here = await open()
    there = await open()
  })
  afterAll(async () => {
    await here.close()
    await there.close()
  })

  it('says that it is well', () => {
    expect(here.health()).toMatchObject({ ok: true, reason: '' })
  })

  it('caches what was put, for everybody', async () => {
    const key = fresh<CacheKey>()
    expect(await here.get(key)).toBeUndefined()
    await here.put(key, { usdPerHour: 1.99 }, 60)
    expect(await there.get(key)).toEqual({ usdPerHour: 1.99 })
    await there.put(key, 'newer', 60)
    expect(await here.get(key)).toBe('newer')
  })

  it('forgets what was cached when its time is over', async () => {
    const key = fresh<CacheKey>()
    await here.put(key, 'old news', 0.02)
    await eventually('the entry is gone', async () => (await here.get(key)) === undefined)
  })

  it('gives back any value as it was', async () => {
    const value = fc.jsonValue({ maxDepth: 3 }).filter((one) => JSON.stringify(one) !== '-0' && !Object.is(one, -0))
    await fc.assert(
      fc.asyncProperty(value, async (one) => {
        const [cached, record] = [fresh<CacheKey>(), fresh<RecordKey>()]
        await here.put(cached, one, 60)
        await here.putRecord(record, one)
        const kept = JSON.parse(JSON.stringify(one))
        expect(await there.get(cached)).toEqual(kept)
        expect(await there.getRecord(record)).toEqual(kept)
      }),
      { numRuns: 30 },
    )
  })

  it('keeps a record until it is deleted', async () => {
    const key = fresh<RecordKey>()
    expect(await here.getRecord(key)).toBeUndefined()
    expect(await here.deleteRecord(key)).toBe(false)
    await here.putRecord(key, { gpu: 'rtx-4090' })
    await here.putRecord(key, { gpu: 'rtx-3090' })
    expect(await there.getRecord(key)).toEqual({ gpu: 'rtx-3090' })
    expect(await there.deleteRecord(key)).toBe(true)
    expect(await here.getRecord(key)).toBeUndefined()
  })

  it('lists the records under a prefix, in order, and no others', async () => {
    const item = randomUUID()
    const days = ['2026-11-21', '2026-11-19', '2026-11-20']
    for (const day of days) await here.putRecord(recordKeys.priceHistory(item, day), { day })
    await here.putRecord(recordKeys.priceHistory(`${item}x`, '2026-11-21'), {})
    await here.putRecord(recordKeys.settings('person', 'test', item), {})
    await here.deleteRecord(recordKeys.priceHistory(item, '2026-11-19'))
    const listed = await there.listRecords(recordKeys.priceHistoryOf(item))
    expect(listed).toEqual([
      { key: recordKeys.priceHistory(item, '2026-11-20'), value: { day: '2026-11-20' } },
      { key: recordKeys.priceHistory(item, '2026-11-21'), value: { day: '2026-11-21' } },
    ])
    expect(await here.listRecords(recordKeys.priceHistoryOf(randomUUID()))).toEqual([])
  })

  it('lists what any ids are called, each once, in the order of the bytes', async () => {
    // Halves of surrogate pairs too: no platform promises that its ids are whole characters.
    const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.string({ unit, maxLength: 8 }), { minLength: 1, maxLength: 5 }), async (ids) => {
        const item = randomUUID()
        for (const id of ids) await here.putRecord(recordKeys.priceHistory(item, id), id)
        const listed = await here.listRecords(recordKeys.priceHistoryOf(item))
        const keys = ids.map((id) => recordKeys.priceHistory(item, id))
        expect(listed.map(({ key }) => key)).toEqual([...new Set(keys)].sort())
      }),
      { numRuns: 20 },
    )
  })

  it('loses no change where two change the same at once', async () => {
    const key = fresh<RecordKey>()
    const add = (name: string) => (present: unknown) => [...(Array.isArray(present) ? present : []), name]
    const names = Array.from({ length: 12 }, (_, index) => `n${index}`)
    await Promise.all(names.map((name, index) => (index % 2 === 0 ? here : there).updateRecord(key, add(name))))
    expect([...((await here.getRecord(key)) as string[])].sort()).toEqual([...names].sort())
  })

  it('gives back what an update made of a record, and deletes it where that is nothing', async () => {
    const key = fresh<RecordKey>()
    expect(await here.updateRecord(key, (present) => present)).toBeUndefined()
    expect(await here.updateRecord(key, () => ({ a: 1 }))).toEqual({ a: 1 })
    expect(await there.updateRecord(key, () => undefined)).toBeUndefined()
    expect(await here.getRecord(key)).toBeUndefined()
    expect(await here.listRecords(key)).toEqual([])
  })

  it('gives a claim to one of many', async () => {
    const key = fresh<ClaimKey>()
    const won = await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? here : there).claim(key, 60)))
    expect(won.filter(Boolean)).toHaveLength(1)
  })

  it('gives a claim again once its holder let go, and leaves those of others alone', async () => {
    const key = fresh<ClaimKey>()
    expect(await here.claim(key, 60)).toBe(true)
    await there.release(key)
    expect(await there.claim(key, 60)).toBe(false)
    await here.release(key)
    expect(await there.claim(key, 60)).toBe(true)
  })

  it('gives a claim again once its time is over', async () => {
    const key = fresh<ClaimKey>()
    expect(await here.claim(key, 0.02)).toBe(true)
    await eventually('the claim is free', () => there.claim(key, 60))
    expect(await here.claim(key, 60)).toBe(false)
  })

  it('counts for everybody', async () => {
    const key = fresh<CounterKey>()
    const counts = await Promise.all(Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? here : there).increment(key, 60)))
    expect(counts.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  it('gives back what was counted', async () => {
    const key = fresh<CounterKey>()
    expect(await here.increment(key, 60, 3)).toBe(3)
    expect(await there.increment(key, 60, -1)).toBe(2)
    expect(await here.increment(key, 60)).toBe(3)
  })

  it('counts anew when the time since the first is over, however often it was asked', async () => {
    const key = fresh<CounterKey>()
    let before = await here.increment(key, 0.05)
    expect(before).toBe(1)
    await eventually('the count begins again', async () => {
      const count = await there.increment(key, 0.05)
      const began = count === 1
      if (!began) expect(count).toBe(before + 1)
      before = count
      return began
    })
  })

  it('keeps cache, claims, counters and records of the same name apart', async () => {
    const name = `test:${randomUUID()}`
    await here.put(bareKey<CacheKey>(name), 'cached', 60)
    await here.putRecord(bareKey<RecordKey>(name), 'recorded')
    expect(await here.claim(bareKey<ClaimKey>(name), 60)).toBe(true)
    expect(await here.increment(bareKey<CounterKey>(name), 60)).toBe(1)
    expect(await here.get(bareKey<CacheKey>(name))).toBe('cached')
    expect(await here.getRecord(bareKey<RecordKey>(name))).toBe('recorded')
  })
}
