import { keyOfVersion, storeVersion, unknownVersion } from './keys.ts'
import type { Client } from './redis-client.ts'
import { type StoreHealth, type StoreRefused, StoreUnavailable } from './store.ts'
import { within } from './within.ts'

/** Milliseconds that a start, a reply and a user who changes something wait for Redis, and between two looks whether it is back. */
export interface Patience {
  readonly first: number
  readonly reply: number
  readonly change: number
  readonly look: number
}

export const usualPatience: Patience = { first: 1000, reply: 50, change: 2000, look: 250 }

const closed = 'the connection is closed'

/** Knows whether Redis is there, and lets nothing near it while it is not. */
export interface Link {
  /** Runs a command on `key` that a reply waits for: given up after 50 ms as a rule, and at once while Redis is away. Throws StoreUnavailable. */
  reply<T>(key: string, command: () => Promise<T>): Promise<T>
  /** Runs a command on `key` for which 2 s may pass, a return of Redis among them. Throws StoreUnavailable. */
  change<T>(key: string, command: () => Promise<T>): Promise<T>
  health(): StoreHealth
  /** Resolves when Redis first answered, or could not be reached. Throws StoreRefused where it holds what this program cannot read. */
  first: Promise<void>
  close(): Promise<void>
}

export function linkTo(client: Client, patience: Patience, onHealth: (health: StoreHealth) => void): Link {
  let health: StoreHealth = { driver: 'redis', ok: false, since: new Date(), reason: 'not connected yet' }
  let refusal: StoreRefused | undefined
  let lastError = closed
  /** What did not answer: in a Cluster one node may be away while the others are there. */
  let suspect: string = keyOfVersion
  let looking = false
  let closing = false
  let timer: NodeJS.Timeout | undefined
  const waiting = new Set<() => void>()
  let settle: (() => void) | undefined
  let refuse: ((error: StoreRefused) => void) | undefined
  const first = new Promise<void>((resolve, reject) => {
    settle = resolve
    refuse = reject
  })

  function become(ok: boolean, reason: string): void {
    const changed = ok !== health.ok
    health = { driver: 'redis', ok, since: changed ? new Date() : health.since, reason }
    if (ok) {
      lastError = closed
      for (const go of waiting) go()
    }
    if (changed && !closing) onHealth(health)
  }

  function lost(reason: string, key: string): void {
    if (closing || refusal !== undefined) return
    suspect = key
    become(false, reason)
    clearTimeout(timer)
    timer = setTimeout(look, patience.look)
    timer.unref()
  }

  /** Whether Redis answers, and holds what this program can read. */
  async function look(): Promise<void> {
    if (looking || closing || refusal !== undefined) return
    looking = true
    try {
      await within(patience.change, client.exists(suspect))
      await within(patience.change, client.setnx(keyOfVersion, storeVersion))
      const version = await within(patience.change, client.get(keyOfVersion))
      if (version === storeVersion) become(true, '')
      else refuseVersion(version ?? '')
      settle?.()
    } catch (error) {
      lost(reasonOf(error, lastError), suspect)
      if (client.status === 'ready') settle?.()
    } finally {
      looking = false
    }
  }

  function refuseVersion(version: string): void {
    refusal = unknownVersion('Redis', version)
    become(false, refusal.message)
    refuse?.(refusal)
    client.disconnect()
  }

  client.on('error', (error: Error & { lastNodeError?: Error }) => {
    lastError = (error.lastNodeError ?? error).message
  })
  client.on('ready', () => void look())
  client.on('close', () => {
    lost(lastError, keyOfVersion)
    settle?.()
  })

  async function run<T>(key: string, milliseconds: number, command: () => Promise<T>): Promise<T> {
    if (!health.ok) throw new StoreUnavailable(`Redis is away: ${health.reason}`)
    try {
      return await within(milliseconds, command())
    } catch (error) {
      const reason = reasonOf(error, lastError)
      if (!isRefusal(error)) lost(reason, key)
      throw new StoreUnavailable(`Redis: ${reason}`, { cause: error })
    }
  }

  return {
    first,
    health: () => health,
    reply: (key, command) => run(key, patience.reply, command),
    async change(key, command) {
      const until = performance.now() + patience.change
      if (!health.ok && refusal === undefined && !closing) await returned(waiting, patience.change)
      return await run(key, Math.max(1, until - performance.now()), command)
    },
    async close() {
      closing = true
      clearTimeout(timer)
      settle?.()
      if (health.ok) await within(patience.change, client.quit()).catch(() => undefined)
      become(false, 'closed')
      client.disconnect()
    },
  }
}

/** Resolves when Redis is back, or after so many milliseconds. */
function returned(waiting: Set<() => void>, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer)
      waiting.delete(go)
      resolve()
    }
    const timer = setTimeout(go, milliseconds)
    waiting.add(go)
  })
}

/** Redis is there and says no to this one command: a right that is missing, memory that is full. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && error.name === 'ReplyError' && !/^(LOADING|MASTERDOWN|READONLY|CLUSTERDOWN)\b/.test(error.message)
}

function reasonOf(error: unknown, connection: string): string {
  const said = error instanceof Error ? error.message : String(error)
  // The client's own words for "not connected" say nothing of why.
  return /isn't writeable|Connection is closed|Command aborted|enableOfflineQueue|max retries per request/.test(said) ? connection : said
}
