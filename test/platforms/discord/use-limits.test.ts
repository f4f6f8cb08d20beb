import { describe, expect, it } from 'vitest'
import { createUseLimits, type Limits } from '../../../src/platforms/discord/use-limits.ts'
import { openMemory } from '../../support/memory-store.ts'

const limits: Limits = {
  person: { questions: 2, seconds: 60 },
  place: { questions: 4, seconds: 60 },
  all: { questions: 6, seconds: 60 },
}
/** Ten seconds into a minute. */
const moment = 1_790_000_000_000 - (1_790_000_000_000 % 60_000) + 10_000

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
