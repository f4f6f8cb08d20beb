import { describe, expect, it } from 'vitest'
import { createLog } from '../../src/operations/log.ts'
import { keepPricesFresh } from '../../src/operations/price-schedule.ts'
import { createFetcher } from '../../src/prices/fetch.ts'
import { storedBook } from '../../src/prices/live.ts'
import { createRefresher, type SourceReport } from '../../src/prices/refresh.ts'
import type { Store } from '../../src/storage/store.ts'
import { openMemory } from '../support/memory-store.ts'
import { json, priceServer, status } from '../support/price-servers.ts'
import { firstLook, sourceCases } from '../support/price-sources.ts'

const runpod = sourceCases.find(({ source }) => source.name === 'runpod')

/** A clock that moves when it is told, and stands while what is due is done. */
function fakeClock() {
  let now = firstLook.getTime()
  const due: { at: number; run: () => void }[] = []
  return {
    now: () => new Date(now),
    /** Milliseconds until what is next, of each that waits. */
    waits: () => due.map(({ at }) => at - now),
    after: (ms: number, run: () => void) => {
      const entry = { at: now + ms, run }
      due.push(entry)
      return () => void due.splice(due.indexOf(entry), 1)
    },
    /** Lets the time pass that the next one waits for. */
    next() {
      const entry = due.shift()
      if (entry === undefined) throw new Error('nothing is due')
      now = entry.at
      entry.run()
    },
  }
}

/** One replica on `store`, asking `address`; `looked` resolves each time it has looked at every source. */
function replica(store: Store, address: string, clock = fakeClock(), chance = () => 0.5) {
  if (runpod === undefined) throw new Error('no such source')
  const lines: string[] = []
  let finish: () => void = () => undefined
  let looked = new Promise<void>((resolve) => {
    finish = resolve
  })
  const refresher = createRefresher({
    store,
    fetcher: createFetcher({ userAgent: 'headroom/test', waitMs: () => 0 }),
    sources: [runpod.source],
    settings: { [runpod.source.variable]: address },
    now: clock.now,
  })
  const after = (ms: number, run: () => void) => {
    finish()
    looked = new Promise((resolve) => {
      finish = resolve
    })
    return clock.after(ms, run)
  }
  const log = createLog({ level: 'info', secrets: [], write: (line) => void lines.push(line) })
  const schedule = keepPricesFresh({
    read: () => storedBook(store),
    refresh: (isStopped) => refresher.refresh({ isStopped }),
    log,
    after,
    chance,
  })
  return { schedule, clock, lines, looked: () => looked }
}

describe('prices while the program runs', () => {
  it('are fetched at the start, used at once, and fetched again when they are old', async () => {
    const server = await priceServer(runpod?.good ?? status(500))
    const { schedule, clock, lines, looked } = replica(openMemory().store(), server.address)
    expect(schedule.book()).toBeUndefined()
    await schedule.first
    expect(schedule.book()?.asOf).toBe('2026-11-20')
    expect(schedule.book()?.origins?.map(({ source }) => source)).toEqual(['runpod'])
    expect(lines.join()).toContain('"msg":"prices fetched"')
    const asked = server.heard.length
    expect(clock.waits()).toEqual([30 * 60_000])
    const again = looked()
    clock.next()
    await again
    expect(server.heard.length).toBe(2 * asked)
    expect(schedule.book()?.origins?.[0]?.seenAt).toBe('2026-11-20T06:30:00.000Z')
  })

  it('are looked at a tenth sooner or later, so that replicas spread', async () => {
    const server = await priceServer(runpod?.good ?? status(500))
    const waits = await Promise.all(
      [0, 1].map(async (chance) => {
        const { schedule, clock } = replica(openMemory().store(), server.address, fakeClock(), () => chance)
        await schedule.first
        return clock.waits()[0]
      }),
    )
    expect(waits).toEqual([27 * 60_000, 33 * 60_000])
  })

  it('are fetched by one replica of several, and had by all', async () => {
    const server = await priceServer(runpod?.good ?? status(500))
    const alone = replica(openMemory().store(), server.address)
    await alone.schedule.first
    const forOne = server.heard.length
    const memory = openMemory()
    const replicas = [1, 2, 3].map(() => replica(memory.store(), server.address))
    await Promise.all(replicas.map(({ schedule }) => schedule.first))
    expect(server.heard.length).toBe(2 * forOne)
    for (const { schedule, clock, looked } of replicas) {
      const again = looked()
      clock.next()
      await again
      expect(schedule.book()?.origins).toHaveLength(1)
    }
  })

  it('stay what they were when a source or the storage fails, which is logged', async () => {
    const memory = openMemory()
    const server = await priceServer(runpod?.good ?? status(500))
    const { schedule, clock, lines, looked } = replica(memory.store(), server.address)
    await schedule.first
    server.answer = json({ nonsense: true })
    const broken = looked()
    clock.next()
    await broken
    expect(schedule.book()?.origins).toHaveLength(1)
    expect(lines.join()).toContain('"source":"runpod"')
    expect(lines.join()).toContain('a price source failed; its last good rows stay')
    memory.leave()
    const away = looked()
    clock.next()
    await away
    expect(schedule.book()?.origins).toHaveLength(1)
    expect(lines.join()).toContain('the stored prices cannot be read; those in use stay')
  })

  it('are looked at again even after an error nobody foresaw', async () => {
    const clock = fakeClock()
    const lines: string[] = []
    const log = createLog({ level: 'info', secrets: [], write: (line) => void lines.push(line) })
    const refresh = async (): Promise<readonly SourceReport[]> => {
      throw new TypeError('a bug')
    }
    const schedule = keepPricesFresh({ read: async () => undefined, refresh, log, after: clock.after })
    await schedule.first
    expect(lines.join()).toContain('the prices could not be refreshed')
    expect(clock.waits()).toHaveLength(1)
    await schedule.stop()
    expect(clock.waits()).toEqual([])
  })

  it('are waited for at the end while one source is being asked, and no further one is', async () => {
    const clock = fakeClock()
    const log = createLog({ level: 'info', secrets: [], write: () => undefined })
    let isStopped = () => false
    let finish: (reports: readonly SourceReport[]) => void = () => undefined
    const refresh = (asked: () => boolean) => {
      isStopped = asked
      return new Promise<readonly SourceReport[]>((resolve) => {
        finish = resolve
      })
    }
    const schedule = keepPricesFresh({ read: async () => undefined, refresh, log, after: clock.after })
    await Promise.resolve()
    let isOver = false
    const over = schedule.stop().then(() => {
      isOver = true
    })
    await Promise.resolve()
    expect([isOver, isStopped(), clock.waits()]).toEqual([false, true, [3000]])
    finish([])
    await over
    expect(clock.waits()).toEqual([])
  })

  it('are not waited for longer than three seconds', async () => {
    const clock = fakeClock()
    const log = createLog({ level: 'info', secrets: [], write: () => undefined })
    const schedule = keepPricesFresh({ read: async () => undefined, refresh: () => new Promise(() => undefined), log, after: clock.after })
    const over = schedule.stop()
    expect(clock.waits()).toEqual([3000])
    clock.next()
    await over
  })
})
