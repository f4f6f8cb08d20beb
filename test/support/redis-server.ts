import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRedis } from '../../src/storage/redis.ts'
import type { Patience } from '../../src/storage/redis-link.ts'
import type { Store } from '../../src/storage/store.ts'

export interface RedisServer {
  readonly port: number
  readonly url: string
  /** Ends it at once, without a word to anybody, and waits until it is gone. */
  kill(): Promise<void>
  /** It holds its connections and answers nothing, until `resume`. */
  pause(): void
  resume(): void
  /** Again at the same address, with what it had written. Resolves when it takes connections. */
  start(): Promise<void>
  /** Ends it and removes its folder. */
  remove(): Promise<void>
}

/** How compose.yaml has Redis write down its changes: what a bench is taken with. */
export const asShipped = ['--appendfsync', 'everysec'] as const

/** Time enough for what is not meant to be late, however busy the machine is. */
export const unhurried: Patience = { first: 30_000, reply: 30_000, change: 30_000, look: 20 }

/** A store that waits for a slow answer: what is tested with it is not how long that may take. */
export function openPatiently(url: string): Promise<Store> {
  return openRedis(url, () => undefined, unhurried)
}

/**
 * A Redis of its own on a free port, in a folder of its own. `options` as in redis.conf, pairs of words; with `tls` it takes connections over
 * TLS and no others.
 *
 * What it confirmed has been handed to the system, and outlives a kill: with `everysec` it holds changes back for up to two seconds while a
 * slow disk is still busy with the last ones, and a kill would take them along. No disk is waited for, since no test cuts the power.
 */
export async function startRedis(options: readonly string[] = [], { tls = false } = {}): Promise<RedisServer> {
  const { port, folder } = await ownPort()
  let child: ChildProcess | undefined

  const start = async (): Promise<void> => {
    const listen = tls ? ['--port', '0', '--tls-port', String(port)] : ['--port', String(port)]
    const words = [...listen, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'yes', '--appendfsync', 'no']
    child = await ready(spawn('redis-server', [...words, ...options], { stdio: ['ignore', 'pipe', 'ignore'] }))
  }
  const kill = (): Promise<void> =>
    new Promise((resolve) => {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.kill('SIGKILL')
    })

  await start()
  return {
    port,
    url: `${tls ? 'rediss' : 'redis'}://127.0.0.1:${port}`,
    kill,
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    start,
    async remove() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function ready(child: ChildProcess): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.once('error', () => reject(new Error('redis-server is not installed')))
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}:\n${said}`)))
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (!said.includes('Ready to accept connections')) return
      child.removeAllListeners('exit')
      resolve(child)
    })
  })
}

/**
 * A port and a folder named by it. Who could make the folder has the port until it is removed: a test file beside this one takes another,
 * also while the server of this one is away. All are below the ports a system gives to those who connect, and so are those 10,000 above,
 * where a node of a Cluster listens as well.
 */
async function ownPort(): Promise<{ readonly port: number; readonly folder: string }> {
  for (;;) {
    const port = 12_000 + Math.floor(Math.random() * 10_000)
    const folder = join(tmpdir(), `headroom-redis-${port}`)
    if (!isMade(folder)) continue
    if ((await isFree(port)) && (await isFree(port + 10_000))) return { port, folder }
    rmSync(folder, { recursive: true })
  }
}

/** False where it was there before. */
function isMade(folder: string): boolean {
  try {
    mkdirSync(folder)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/** Seconds: long enough for a machine that is busy with something else, and said before the test's own time is over. */
const longest = 30

/** Resolves when `holds` does, looking again and again. How long it took is no matter of a test; after half a minute it says what never came. */
export async function eventually(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const until = performance.now() + longest * 1000
  while (!(await holds())) {
    if (performance.now() > until) throw new Error(`not within ${longest} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
