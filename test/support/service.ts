import { commands } from '../../commands/index.ts'
import { createHeadroom, type Headroom } from '../../src/headroom.ts'
import { createLog, type Log } from '../../src/operations/log.ts'
import type { Answered } from '../../src/operations/metrics.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import { createService } from '../../src/service.ts'
import { createKeeper } from '../../src/settings/keeper.ts'
import { lastKnown } from '../../src/settings/last-known.ts'
import type { Store } from '../../src/storage/store.ts'

/** The service every platform answers with, on a storage of the test's, and what it logged and counted. */
export function serviceOn(store: Store, headroom: Headroom = createHeadroom(commands, { prices: bundledPrices }), log?: Log) {
  const lines: string[] = []
  const counted: Answered[] = []
  const keeper = lastKnown(
    createKeeper(
      async () => store,
      () => true,
    ),
  )
  const service = createService({
    headroom,
    keeper,
    prices: () => undefined,
    log: log ?? createLog({ level: 'info', secrets: [], write: (line) => void lines.push(line) }),
    metrics: { answered: (answered) => void counted.push(answered) },
    now: () => new Date('2026-11-01T00:00:00Z'),
  })
  return { service, keeper, lines, counted }
}
