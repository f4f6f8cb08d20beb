import { writeSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { commands } from '../commands/index.ts'
import { engines, version } from '../package.json'
import { createHeadroom } from './headroom.ts'
import type { Language } from './language/question.ts'
import { loadDotEnv } from './operations/dotenv.ts'
import { failureOf } from './platforms/terminal/failure.ts'
import type { Arguments } from './platforms/terminal/flags.ts'
import { runTerminal } from './platforms/terminal/program.ts'
import { livePrices } from './prices/live.ts'
import { bundledPrices } from './prices/snapshot.ts'
import { createKeeper } from './settings/keeper.ts'
import type { Surroundings } from './start.ts'
import { mayHold, openStore } from './storage/open.ts'
import { sharedStore } from './storage/shared.ts'

/**
 * A reader that has seen enough (`| head -1`) closes the pipe: nothing is wrong, and nobody is left to tell. A full disk is
 * said in one line, and not by throwing: nothing could catch it here.
 */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0)
  try {
    writeSync(2, `The answer could not be written (${error.code ?? 'unknown reason'}).\n`)
  } finally {
    process.exit(1)
  }
}

function writeTo(stream: NodeJS.WriteStream): (text: string) => Promise<void> {
  stream.on('error', endQuietly)
  return (text) => new Promise((resolve) => (stream.write(text) ? resolve() : stream.once('drain', resolve)))
}

/** A user without an entry among the machine's users, as in some containers, has no name. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return 'local'
  }
}

const shared = sharedStore(openStore)

/** The first of the signals that ask a program to end, and each further one. */
function onSignal(stop: (signal: string) => void, again: () => void): void {
  let isStopping = false
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.on(name, () => {
      if (isStopping) return again()
      isStopping = true
      stop(name)
    })
  }
}

const onCrash = (crashed: (error: unknown) => void) => void process.on('uncaughtException', crashed)

/** Of the part of a world that is another one's. */
type Change = Partial<Pick<Surroundings, 'env' | 'platforms' | 'planned' | 'onSignal'>>

/** Loaded when it is asked for; what still hangs when it is done is not waited for. */
async function startProgram(language: Language, change: Change = {}): Promise<never> {
  const [{ start }, { platforms, plannedPlatforms }, { keepHeapSmall }] = await Promise.all([
    import('./start.ts'),
    import('./platforms/platforms.ts'),
    import('./operations/heap.ts'),
  ])
  const say = async (line: string) => void writeSync(2, `${line}\n`)
  const world = {
    env: process.env,
    language,
    version,
    commands,
    platforms,
    planned: plannedPlatforms,
    say,
    onSignal,
    onCrash,
    exit: process.exit,
    ...change,
  }
  keepHeapSmall()
  return process.exit(await start(world))
}

/** One line for each thing that was looked at; exit code 1 where something is broken. */
async function doctorProgram({ json, online }: Arguments, language: Language): Promise<number> {
  const [{ examine }, { platforms }] = await Promise.all([import('./operations/doctor/doctor.ts'), import('./platforms/platforms.ts')])
  const { checks, sum, brokenCount } = await examine({
    env: process.env,
    language,
    version,
    engines: engines.node,
    node: process.version,
    platforms,
    online,
  })
  const marks = { ok: '✓', note: '·', broken: '✗' } as const
  const lines = json ? checks.map((check) => JSON.stringify(check)) : [...checks.map(({ state, text }) => `${marks[state]} ${text}`), sum]
  process.stdout.write(`${lines.join('\n')}\n`)
  return brokenCount === 0 ? 0 : 1
}

/** `register` writes the commands to Discord; `shard` is what `DISCORD_SHARDING=processes` runs for each. */
async function discordProgram({ text }: Arguments, language: Language): Promise<number> {
  const say = (line: string) => void process.stdout.write(`${line}\n`)
  if (text === 'shard') {
    const [{ discord }, { onParentsSignal }] = await Promise.all([
      import('./platforms/discord/platform.ts'),
      import('./platforms/discord/sharding-shard.ts'),
    ])
    const env = { ...process.env, PORT: '0' }
    return await startProgram(language, { env, platforms: [discord], planned: [], onSignal: onParentsSignal })
  }
  if (text === 'register') {
    const { register } = await import('./platforms/discord/start-register.ts')
    return await register({ env: process.env, language, commands, say })
  }
  say('headroom discord register')
  return 2
}

try {
  process.exitCode = await runTerminal(createHeadroom(commands, { prices: bundledPrices }), {
    args: process.argv.slice(2),
    env: process.env,
    stdin: () => process.stdin.setEncoding('utf8'),
    out: writeTo(process.stdout),
    err: writeTo(process.stderr),
    isTerminal: process.stdout.isTTY === true,
    columns: process.stdout.columns,
    now: () => new Date(),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    version,
    user: userName(),
    save: (path, bytes) => writeFile(path, bytes),
    readDotEnv: loadDotEnv,
    programs: new Map([
      ['start', (_, language) => startProgram(language)],
      ['doctor', doctorProgram],
      ['discord', discordProgram],
    ]),
    keeper: (storage) =>
      createKeeper(
        () => shared(storage),
        () => mayHold(storage),
      ),
    prices: ({ storage, priceSources }) =>
      livePrices({
        open: () => shared(storage),
        mayHold: () => mayHold(storage),
        settings: priceSources,
        userAgent: `headroom/${version}`,
      }),
  })
} catch (error) {
  const { id, details } = failureOf(error)
  process.stderr.write(
    process.env.HEADROOM_DEBUG ? `${details}\n` : `Something went wrong inside (code ${id}): set HEADROOM_DEBUG=1 to see where.\n`,
  )
  process.exitCode = 1
}
