import { commands } from '../../commands/index.ts'
import { createHeadroom } from '../../src/headroom.ts'
import { createLog } from '../../src/operations/log.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import { createService, type Service } from '../../src/service.ts'
import { createKeeper } from '../../src/settings/keeper.ts'
import { lastKnown } from '../../src/settings/last-known.ts'
import { recordKeys } from '../../src/storage/keys.ts'
import { openStore } from '../../src/storage/open.ts'
import type { Store } from '../../src/storage/store.ts'
import { asShipped, eventually, type RedisServer, startRedis } from '../support/redis-server.ts'
import { at, label, ms } from './figures.ts'

const asked = ['70b int4 inference', '7b fp16', 'llama 3.1 8b q4_k_m 8k', 'qwen3-30b-a3b q4_k_m on a 4090', '70b int4 推理']
const cards = ['rtx-4090', 'rtx-3090', 'h100-sxm5-80gb', 'a100-sxm4-80gb']

const perSecond = 200
/** Of so many questions one changes a setting, each of a person of its own. */
const changeEvery = 40
const seconds = { before: 10, away: 30, after: 10 } as const

type Phase = 'before' | 'away' | 'after'

interface Load {
  /** Milliseconds of each answer that changes nothing, by what Redis was doing when it was asked for. */
  readonly taken: Readonly<Record<Phase, number[]>>
  phase: Phase
  /** Who was told that a setting is saved, and as what. */
  readonly confirmed: Map<string, string>
  failed: number
  asked: number
  refused: number
}

/** Redis is killed for half a minute under 200 answers a second: what becomes of the answers, and of what was confirmed. */
export async function benchRedis(): Promise<void> {
  const server = await startRedis(asShipped)
  const store = await openStore({ redisUrl: server.url, dataFolder: '' })
  const load: Load = { taken: { before: [], away: [], after: [] }, phase: 'before', confirmed: new Map(), failed: 0, asked: 0, refused: 0 }
  const service = serviceOn(store)
  // The engine compiles what everybody asks before the clock runs.
  for (let index = 0; index < 500; index += 1)
    await service.answer({ platform: 'bench', userId: 'warm', text: asked[index % asked.length] ?? '' })
  const stop = askSteadily(service, load)
  await after(seconds.before)
  load.phase = 'away'
  await server.kill()
  const refusedBefore = load.refused
  await after(seconds.away)
  load.phase = 'after'
  const back = await returned(server, store)
  await after(seconds.after)
  stop()
  await service.idle()
  const lost = await lostOf(store, load.confirmed)
  await store.close()
  await server.remove()
  report(load, back, lost, refusedBefore)
}

function serviceOn(store: Store): Service {
  const keeper = createKeeper(
    async () => store,
    () => true,
  )
  return createService({
    headroom: createHeadroom(commands, { prices: bundledPrices }),
    keeper: lastKnown(keeper),
    prices: () => undefined,
    log: createLog({ level: 'warn', secrets: [] }),
    metrics: { answered: () => undefined },
  })
}

/** Asks so many a second whatever becomes of those before: a late timer is made up for. */
function askSteadily(service: Service, load: Load): () => void {
  const begun = performance.now()
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - begun) / 1000) * perSecond)
    while (load.asked < due) {
      load.asked += 1
      void askOne(service, load, load.asked)
    }
  }, 1)
  return () => clearInterval(timer)
}

async function askOne(service: Service, load: Load, index: number): Promise<void> {
  const isChange = index % changeEvery === 0
  const userId = isChange ? `person-${index}` : `person-${index % 500}`
  const card = cards[index % cards.length] ?? ''
  const started = performance.now()
  const { phase } = load
  const reply = isChange
    ? await service.answer({ platform: 'bench', userId, text: `gpu ${card}`, command: 'settings' })
    : await service.answer({ platform: 'bench', userId, text: asked[index % asked.length] ?? '' })
  if (!isChange) load.taken[phase].push(performance.now() - started)
  if (reply.kind === 'failure' || (!isChange && reply.kind === 'refusal')) load.failed += 1
  else if (reply.kind === 'answer' && isChange) load.confirmed.set(userId, card)
  else if (isChange) load.refused += 1
}

/** Milliseconds from the moment Redis takes connections to its use. */
async function returned(server: RedisServer, store: Store): Promise<number> {
  await server.start()
  const started = performance.now()
  await eventually('Redis is used again', () => store.health().ok)
  return performance.now() - started
}

async function lostOf(store: Store, confirmed: ReadonlyMap<string, string>): Promise<number> {
  let lost = 0
  for (const [userId, card] of confirmed) {
    const kept = JSON.stringify(await store.getRecord(recordKeys.settings('person', 'bench', userId)))
    if (!kept?.includes(card)) lost += 1
  }
  return lost
}

function report(load: Load, back: number, lost: number, refusedBefore: number): void {
  const { taken, confirmed, failed, asked: count, refused } = load
  const all = [...taken.before, ...taken.away, ...taken.after]
  const answered = all.length + confirmed.size + refused
  const figures = (of: readonly number[]) => {
    const sorted = of.toSorted((a, b) => a - b)
    return `median ${ms(at(sorted, 0.5))}, p99 ${ms(at(sorted, 0.99))}, longest ${ms(sorted.at(-1) ?? 0)}`
  }
  console.log(`${label(`Redis away ${seconds.away} s, ${perSecond} answers/s`)} ${answered} of ${count} answered, ${failed} failed`)
  console.log(`${label('an answer, p99 at most 100 ms')} ${figures(all)}`)
  for (const phase of ['before', 'away', 'after'] as const) console.log(`${label(`  ${phase}`)} ${figures(taken[phase])}`)
  console.log(`${label('used again after its return')} ${ms(back)} (at most 5000)`)
  console.log(
    `${label('settings')} ${confirmed.size} confirmed, ${lost} of them lost; ${refused - refusedBefore} refused while it was away`,
  )
}

const after = (wait: number) => new Promise((resolve) => setTimeout(resolve, wait * 1000))
