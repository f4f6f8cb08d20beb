import type { Command } from '../commands/command.ts'
import { translate } from './cards/words/words.ts'
import { ConfigError, readServeConfig, type ServeConfig, secretsOf } from './config.ts'
import { createHeadroom } from './headroom.ts'
import type { Language } from './language/question.ts'
import { CannotStart } from './operations/cannot-start.ts'
import { configSentences } from './operations/config-sentences.ts'
import { loadDotEnv } from './operations/dotenv.ts'
import { errorFields } from './operations/error-fields.ts'
import { type Readiness, startHealthServer } from './operations/health-server.ts'
import { createLog, type Log } from './operations/log.ts'
import { createMetrics } from './operations/metrics.ts'
import { keepPricesFresh, type PriceSchedule } from './operations/price-schedule.ts'
import { longestStop, type Step, stopInOrder } from './operations/stop.ts'
import type { Platform, PlatformServices, Running } from './platforms/platform.ts'
import { createFetcher } from './prices/fetch.ts'
import { storedBook } from './prices/live.ts'
import { createRefresher } from './prices/refresh.ts'
import { bundledPrices } from './prices/snapshot.ts'
import { priceSources } from './prices/sources.ts'
import { rememberReplies } from './remembered-replies.ts'
import { createService } from './service.ts'
import { createKeeper } from './settings/keeper.ts'
import { lastKnown } from './settings/last-known.ts'
import { openStore } from './storage/open.ts'
import type { Patience } from './storage/redis-link.ts'
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
  /** How long Redis is waited for; absent: as usual. */
  readonly patience?: Patience
  /** Takes a line of the log; absent: standard output. */
  readonly write?: (line: string) => void
  /** Calls `stop` at the first signal to end; each further one is `again`. */
  readonly onSignal: (stop: (signal: string) => void, again: () => void) => void
  /** Calls `crashed` with an error that nobody caught. */
  readonly onCrash: (crashed: (error: unknown) => void) => void
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
  const { write, commands } = world
  const log = createLog({ level: config.logLevel, secrets: secretsOf(config), ...(write && { write }) })
  world.onCrash((error) => {
    log.error('an error nobody caught ends the program', errorFields(error))
    world.exit(1)
  })
  const store = await openStore(config.storage, (health) => sayStorage(log, health), world.patience)
  if (!store.health().ok) sayStorage(log, store.health())
  const prices = keepPrices(config, store, world, log)
  const platforms: RunningPlatform[] = []
  let phase: 'starting' | 'running' | 'stopping' = 'starting'
  const connections = () => platforms.map(({ name, running }) => ({ name, connected: running?.connected() === true }))
  const readiness = (): Readiness => {
    const storage = store.health()
    const takesQuestions = phase === 'running' && connections().every(({ connected }) => connected)
    const status = takesQuestions ? (storage.ok ? 'ready' : 'degraded') : 'not-ready'
    const { asOf } = prices.book() ?? bundledPrices
    return { status: phase === 'stopping' ? phase : status, platforms: connections(), storage, prices: { asOf } }
  }
  const metrics = createMetrics({
    priceSources: () => prices.book()?.origins ?? [],
    storageOk: () => store.health().ok,
    platforms: connections,
    now: Date.now,
  })
  const health = await startHealthServer({ host: config.host, port: config.port, readiness, metrics }).catch(async (error: unknown) => {
    await prices.stop()
    await store.close()
    throw error
  })
  const headroom = rememberReplies(createHeadroom(commands, { prices: bundledPrices }))
  const keeper = lastKnown(keeperOf(store))
  const service = createService({ headroom, keeper, language: config.language, prices: prices.book, log, metrics })
  const signalled = firstSignal(world, log)

  const started = startPlatforms(world.platforms, { config, service, keeper, commands, store, log }, platforms)
  for (const name of world.planned) log.info(`${name} is not part of this version yet`)
  // A platform that is long in coming does not keep the program from ending.
  await Promise.race([started, signalled])
  phase = 'running'
  if (platforms.length === 0) log.warn('no platform is configured: health, metrics and prices are served, and nobody can ask')
  log.info('started', { version: world.version, health: health.address, storage: store.health().driver, pid: process.pid })

  const failed = platforms.length > 0 && platforms.every(({ running }) => running === undefined)
  if (failed) log.error('no platform could be started')
  else log.info('stopping', { signal: await signalled })
  phase = 'stopping'
  const pricesOver = prices.stop()
  const rest: readonly Step[] = [
    { name: 'answers', stop: service.idle },
    { name: 'health', stop: health.close },
    { name: 'prices', stop: () => pricesOver },
    { name: 'storage', stop: store.close },
  ]
  const left = await stopInOrder([...platformSteps(platforms), ...rest], log)
  if (left.length > 0) log.error(`not stopped within ${longestStop} s`, { hung: left })
  else log.info('stopped')
  return failed || left.length > 0 ? 1 : 0
}

/** Starts those that are configured, one after another, and says what to do about the others. One that fails does not hold up the next. */
async function startPlatforms(platforms: readonly Platform[], services: PlatformServices, running: RunningPlatform[]): Promise<void> {
  const { config, log } = services
  for (const platform of platforms) {
    const { name, missing } = platform
    if (!platform.configured(config)) {
      log.info(`${name} is not configured: ${missing.en}`)
      continue
    }
    try {
      running.push({ name, running: await platform.start({ ...services, log: log.child({ platform: name }) }) })
    } catch (error) {
      log.error(`${name} could not be started`, errorFields(error))
      running.push({ name, running: undefined })
    }
  }
}

const keeperOf = (store: Store) =>
  createKeeper(
    async () => store,
    () => true,
  )

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
  return keepPricesFresh({ read: () => storedBook(store), refresh: (isStopped) => refresher.refresh({ isStopped }), log })
}
