import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

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

/**
 * A Redis of its own on a free port, in a folder of its own. `options` as in redis.conf, pairs of words.
 *
 * What it confirmed has been handed to the system, and outlives a kill: with `everysec` it holds changes back for up to two seconds while a
 * slow disk is still busy with the last ones, and a kill would take them along. No disk is waited for, since no test cuts the power.
 */
export async function startRedis(options: readonly string[] = []): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-redis-'))
  const port = await freePort()
  let child: ChildProcess | undefined

  const start = async (): Promise<void> => {
    const words = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'yes']
    child = await ready(spawn('redis-server', [...words, '--appendfsync', 'no', ...options], { stdio: ['ignore', 'pipe', 'ignore'] }))
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
    url: `redis://127.0.0.1:${port}`,
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

/** Below 55,000: a node of a Cluster listens 10,000 above its port as well. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    if ((await isFree(port)) && (await isFree(port + 10_000))) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/** Resolves when `holds` does, looking again and again; rejects after `seconds`. */
export async function eventually(what: string, holds: () => boolean | Promise<boolean>, seconds = 10): Promise<void> {
  const until = Date.now() + seconds * 1000
  while (!(await holds())) {
    if (Date.now() > until) throw new Error(`not within ${seconds} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
