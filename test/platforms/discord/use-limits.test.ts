import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createUseLimits, type Limits } from '../../../src/platforms/discord/use-limits.ts'
import type { Store } from '../../../src/storage/store.ts'
import { openMemory } from '../../support/memory-store.ts'

const limits: Limits = {
  person: { questions: 2, seconds: 60 },
  place: { questions: 4, seconds: 60 },
  all: { questions: 6, seconds: 60 },
}
/** Ten seconds into a minute. */
const moment = 1_790_000_000_000 - (1_790_000_000_000 % 60_000) + 10_000

interface Asker {
  readonly userId: string
  readonly placeId: string | undefined
}

/** What `take` says where each is counted only when those before it let the question through, and none where one is known to be full. */
function oneAfterAnother(counts: Map<string, number>, { userId, placeId }: Asker): object {
  const all = [['person', userId], ...(placeId === undefined ? [] : [['place', placeId] as const]), ['all', '']] as const
  const countOf = (kind: keyof Limits, id: string) => counts.get(`${kind} ${id}`) ?? 0
  if (all.some(([kind, id]) => countOf(kind, id) > limits[kind].questions)) return { ok: false, isFirst: false }
  for (const [kind, id] of all) {
    counts.set(`${kind} ${id}`, countOf(kind, id) + 1)
    if (countOf(kind, id) > limits[kind].questions) return { ok: false, isFirst: true }
  }
  return { ok: true }
}

async function times<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = []
  for (let at = 0; at < count; at++) made.push(await make())
  return made
}

describe('how often one may ask', () => {
  it('is so often in a minute; the first too many is told apart, and how long to wait', async () => {
    const uses = createUseLimits(openMemory().store(), { limits, now: () => moment })
    expect(await times(4, () => uses.take({ userId: 'ana' }))).toEqual([
      { ok: true },
      { ok: true },
      { ok: false, retrySeconds: 50, isFirst: true },
      { ok: false, retrySeconds: 50, isFirst: false },
    ])
    expect(await uses.take({ userId: 'ben' })).toEqual({ ok: true })
  })

  it('begins anew with the next minute', async () => {
    let now = moment
    const uses = createUseLimits(openMemory().store(), { limits, now: () => now })
    await times(3, () => uses.take({ userId: 'ana' }))
    now += 50_000
    expect(await uses.take({ userId: 'ana' })).toEqual({ ok: true })
  })

  it('is counted over all processes on one storage', async () => {
    const memory = openMemory()
    const [one, other] = [
      createUseLimits(memory.store(), { limits, now: () => moment }),
      createUseLimits(memory.store(), { limits, now: () => moment }),
    ]
    await times(2, () => one.take({ userId: 'ana' }))
    expect(await other.take({ userId: 'ana' })).toMatchObject({ ok: false, isFirst: true })
  })

  it('is limited for a server and for all together, and who is turned away takes nothing from them', async () => {
    const uses = createUseLimits(openMemory().store(), { limits, now: () => moment })
    await times(20, () => uses.take({ userId: 'ana', placeId: 'lab' }))
    expect(await uses.take({ userId: 'ben', placeId: 'lab' })).toEqual({ ok: true })
    expect(await uses.take({ userId: 'cem', placeId: 'lab' })).toEqual({ ok: true })
    expect(await uses.take({ userId: 'dee', placeId: 'lab' })).toMatchObject({ ok: false, isFirst: true })
    expect(await uses.take({ userId: 'eva', placeId: 'lab' })).toMatchObject({ ok: false, isFirst: false })
    expect(await times(2, () => uses.take({ userId: 'fay', placeId: 'den' }))).toEqual([{ ok: true }, { ok: true }])
    expect(await uses.take({ userId: 'gus' })).toMatchObject({ ok: false })
  })

  it('of somebody who asks all at once takes nothing from the others, and is said once', async () => {
    const uses = createUseLimits(openMemory().store(), { limits, now: () => moment })
    const burst = await Promise.all(Array.from({ length: 50 }, () => uses.take({ userId: 'ana', placeId: 'lab' })))
    expect(burst.filter(({ ok }) => ok)).toHaveLength(2)
    expect(burst.filter((taken) => !taken.ok && taken.isFirst)).toHaveLength(1)
    expect(await uses.take({ userId: 'ben', placeId: 'lab' })).toEqual({ ok: true })
    expect(await uses.take({ userId: 'cem', placeId: 'lab' })).toEqual({ ok: true })
    expect(await times(2, () => uses.take({ userId: 'dee', placeId: 'den' }))).toEqual([{ ok: true }, { ok: true }])
  })

  it('asks the storage no more once it is known to be too often', async () => {
    const store = openMemory().store()
    let asked = 0
    const increment: Store['increment'] = async (...args) => {
      asked++
      return await store.increment(...args)
    }
    const uses = createUseLimits({ ...store, increment }, { limits, now: () => moment })
    await times(3, () => uses.take({ userId: 'ana', placeId: 'lab' }))
    const before = asked
    await Promise.all(Array.from({ length: 50 }, () => uses.take({ userId: 'ana', placeId: 'lab' })))
    expect(asked).toBe(before)
  })

  it('is known of what another process has counted', async () => {
    const memory = openMemory()
    const [one, other] = [memory.store(), memory.store()].map((store) => createUseLimits(store, { limits, now: () => moment }))
    await times(3, async () => await one?.take({ userId: 'ana', placeId: 'lab' }))
    expect(await other?.take({ userId: 'ana', placeId: 'lab' })).toMatchObject({ ok: false, isFirst: false })
    memory.leave()
    expect(await other?.take({ userId: 'ana', placeId: 'lab' })).toMatchObject({ ok: false, isFirst: false })
  })

  it.each(['goes while it is given back', 'comes back while it is given back'])('where the storage %s, nobody hears of it', async (how) => {
    const memory = openMemory()
    const store = memory.store()
    const increment: Store['increment'] = async (key, seconds, by = 1) => {
      if (by < 0 && how.startsWith('goes')) memory.leave()
      if (by < 0 && how.startsWith('comes')) memory.back()
      return await store.increment(key, seconds, by)
    }
    const uses = createUseLimits({ ...store, increment }, { limits, now: () => moment })
    if (how.startsWith('comes')) memory.leave()
    expect(await times(3, () => uses.take({ userId: 'ana', placeId: 'lab' }))).toMatchObject([{ ok: true }, { ok: true }, { ok: false }])
    memory.back()
    expect(await uses.take({ userId: 'ben', placeId: 'lab' })).toEqual({ ok: true })
  })

  const asker = fc.record({
    process: fc.nat({ max: 1 }),
    userId: fc.constantFrom('ana', 'ben', 'cem', 'dee'),
    placeId: fc.constantFrom('lab', 'den', undefined),
  })
  const twoProcesses = () => {
    const memory = openMemory()
    return [memory.store(), memory.store()].map((store) => createUseLimits(store, { limits, now: () => moment }))
  }

  it('is as if the asker were counted first, then the place, then all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(asker, { maxLength: 40 }), async (asked) => {
        const uses = createUseLimits(openMemory().store(), { limits, now: () => moment })
        const counts = new Map<string, number>()
        for (const who of asked) expect(await uses.take(who)).toMatchObject(oneAfterAnother(counts, who))
      }),
    )
  })

  it('holds however many ask at once, in whichever process', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(asker, { maxLength: 40 }), async (asked) => {
        const processes = twoProcesses()
        const taken = await Promise.all(asked.map(({ process, ...who }) => processes[process]?.take(who)))
        const answered = asked.filter((_, at) => taken[at]?.ok)
        const most = (ids: readonly (string | undefined)[]) =>
          Math.max(0, ...ids.map((id) => (id === undefined ? 0 : ids.filter((one) => one === id).length)))
        expect(most(answered.map(({ userId }) => userId))).toBeLessThanOrEqual(limits.person.questions)
        expect(most(answered.map(({ placeId }) => placeId))).toBeLessThanOrEqual(limits.place.questions)
        expect(answered.length).toBeLessThanOrEqual(limits.all.questions)
      }),
    )
  })

  it('is counted in the process while the storage is away', async () => {
    const memory = openMemory()
    const uses = createUseLimits(memory.store(), { limits, now: () => moment })
    memory.leave()
    expect(await times(3, () => uses.take({ userId: 'ana', placeId: 'lab' }))).toEqual([
      { ok: true },
      { ok: true },
      { ok: false, retrySeconds: expect.any(Number), isFirst: true },
    ])
  })
})
