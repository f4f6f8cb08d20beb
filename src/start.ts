import type { Command } from '../commands/command.ts'
import { translate } from './cards/words/words.ts'
import { ConfigError, readServeConfig, type ServeConfig, secretsOf } from './config.ts'
import { createHeadroom } from './headroom.ts'
import type { Language } from './language/question.ts'
import { CannotStart } from './operations/cannot-start.ts'
import { configSentences } from './operations/config-sentences.ts'
import { loadDotEnv } from './operations/dotenv.ts'
import { errorFields } from './operations/error-fields.ts'
import { type HealthServer, type Readiness, startHealthServer } from './operations/health-server.ts'
import { createLog, type Log } from './operations/log.ts'
import { createMetrics } from './operations/metrics.ts'
import { keepPricesFresh, type PriceSchedule } from './operations/price-schedule.ts'
import { longestStop, type Step, stopInOrder } from './operations/stop.ts'
import type { Platform, Running } from './platforms/platform.ts'
import { createFetcher } from './prices/fetch.ts'
import { storedBook } from './prices/live.ts'
import { createRefresher } from './prices/refresh.ts'
import { bundledPrices } from './prices/snapshot.ts'
import { priceSources } from './prices/sources.ts'
import { createService } from './service.ts'
import { createKeeper } from './settings/keeper.ts'
import { lastKnown } from './settings/last-known.ts'
import { openStore } from './storage/open.ts'
import { type Store, type StoreHealth, StoreRefused } from './storage/store.ts'

/** What a program that stays touches of the world around it, and what it is made of. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Of what is said where the configuration names none. */
  readonly language: Language
  readonly version: string
  readonly commands: readonly Command[]
  readonly platforms: readonly Platform[]
  readonly planned: readonly string[]
  /** A line for whoever started it, before there is a log. */
  readonly say: (line: string) => Promise<void>
  /** Calls `stop` at the first signal to end; each further one is `again`. */
  readonly onSignal: (stop: (signal: string) => void, again: () => void) => void
  /** Ends the process at once. */
  readonly exit: (code: number) => void
}

/** `headroom start`: runs what is configured until a signal ends it. Returns the exit code; what it had opened is closed by then. */
export async function start(world: Surroundings): Promise<number> {
  let language = world.language
  try {
    loadDotEnv()
    const config = readServeConfig(world.env)
    language = config.language ?? language
    return await serve(config, world)
  } catch (error) {
    const lines = startProblem(error, language)
    if (lines === undefined) throw error
    for (const line of lines) await world.say(line)
    return 1
  }
}

/** Why it cannot start, in sentences; undefined: a bug. */
function startProblem(error: unknown, language: Language): readonly string[] | undefined {
  const words = translate(language)
  if (error instanceof ConfigError) return [words('operations.problems'), ...configSentences(error, language).map((line) => `- ${line}`)]
  if (error instanceof CannotStart) return [words(`operations.${error.why}`, { host: error.host, port: error.port })]
  return error instanceof StoreRefused ? [error.message] : undefined
}

interface RunningPlatform {
  readonly name: string
  /** undefined: it could not be started. */
  readonly running: Running | undefined
}

async function serve(config: ServeConfig, world: Surroundings): Promise<number> {
  const log = createLog({ level: config.logLevel, secrets: secretsOf(config) })
  const store = await openStore(config.storage, (health) => sayStorage(log, health))
  if (!store.health().ok) sayStorage(log, store.health())
  const prices = keepPrices(config, store, world, log)
  const platforms: RunningPlatform[] = []
  let stopping = false
  const connections = () => platforms.map(({ name, running }) => ({ name, connected: running?.connected() === true }))
  const readiness = (): Readiness => {
    const storage = store.health()
    const status = connections().every(({ connected }) => connected) ? (storage.ok ? 'ready' : 'degraded') : 'not-ready'
    const asOf = (prices.book() ?? bundledPrices).asOf
    return { status: stopping ? 'stopping' : status, platforms: connections(), storage, prices: { asOf } }
  }
  const metrics = createMetrics({
    priceSources: () => prices.book()?.origins ?? [],
    storageOk: () => store.health().ok,
    platforms: connections,
    now: Date.now,
  })
  let health: HealthServer
  try {
    health = await startHealthServer({ host: config.host, port: config.port, readiness, metrics })
  } catch (error) {
    prices.stop()
    await store.close()
    throw error
  }
  const headroom = createHeadroom(world.commands, { prices: bundledPrices })
  const keeper = createKeeper(
    async () => store,
    () => true,
  )
  const { language } = config
  const service = createService({ headroom, keeper: lastKnown(keeper), language, prices: prices.book, log, metrics })
  const signalled = firstSignal(world, log)

  for (const platform of world.platforms) {
    if (!platform.configured(config)) {
      log.info(`${platform.name} is not configured: ${platform.missing.en}`)
      continue
    }
    const running = await platform
      .start({ config, service, commands: world.commands, store, log: log.child({ platform: platform.name }) })
      .catch((error: unknown) => {
        log.error(`${platform.name} could not be started`, errorFields(error))
        return undefined
      })
    platforms.push({ name: platform.name, running })
  }
  for (const name of world.planned) log.info(`${name} is not part of this version yet`)
  if (platforms.length === 0) log.warn('no platform is configured: health, metrics and prices are served, and nobody can ask')
  log.info('started', { version: world.version, health: health.address, storage: store.health().driver, pid: process.pid })

  const failed = platforms.length > 0 && platforms.every(({ running }) => running === undefined)
  if (failed) log.error('no platform could be started')
  else log.info('stopping', { signal: await signalled })
  stopping = true
  prices.stop()
  const left = await stopInOrder(
    [
      ...platformSteps(platforms),
      { name: 'answers', stop: service.idle },
      { name: 'health', stop: health.close },
      { name: 'storage', stop: store.close },
    ],
    log,
  )
  if (left.length > 0) log.error(`not stopped within ${longestStop} s`, { hung: left })
  else log.info('stopped')
  return failed || left.length > 0 ? 1 : 0
}

function platformSteps(platforms: readonly RunningPlatform[]): readonly Step[] {
  return platforms.flatMap(({ name, running }) => (running === undefined ? [] : [{ name, stop: () => running.stop() }]))
}

function firstSignal({ onSignal, exit }: Surroundings, log: Log): Promise<string> {
  return new Promise((resolve) => {
    onSignal(resolve, () => {
      log.warn('a second signal: nothing is waited for')
      exit(1)
    })
  })
}

function sayStorage(log: Log, { ok, driver, reason }: StoreHealth): void {
  if (ok) log.info('the storage answers', { driver })
  else log.warn('the storage is away: answers go on without it, and nothing can be set', { driver, reason })
}

function keepPrices(config: ServeConfig, store: Store, { version }: Surroundings, log: Log): PriceSchedule {
  const fetcher = createFetcher({ userAgent: `headroom/${version}` })
  const refresher = createRefresher({ store, fetcher, sources: priceSources, settings: config.priceSources, now: () => new Date() })
  return keepPricesFresh({ read: () => storedBook(store), refresh: () => refresher.refresh(), log })
}
