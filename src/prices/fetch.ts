import {
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  type IPolicy,
  type IRetryBackoffContext,
  isBrokenCircuitError,
  retry,
  wrap,
} from 'cockatiel'
import { fetchOnce, type Limits, type Request, type Response } from './fetch-once.ts'
import { isPassing, SourceError } from './source-error.ts'

export interface FetchOptions extends Partial<Limits> {
  readonly userAgent: string
  /** Milliseconds to wait instead of those that would be right: what a test shortens. */
  readonly waitMs?: (ms: number) => number
}

/** Asks politely and gives up in time. Throws SourceError. */
export type Fetcher = (request: Request) => Promise<Response>

/** Ten seconds of silence; no price list is larger than 64 MB. */
const defaults: Limits = { timeoutMs: 10_000, mostBytes: 64_000_000 }

/** Twice more, after 0.5 and 1 s, or when the server said; one that wants to be left alone for longer is. */
const moreAttempts = 2
const firstBackoffMs = 500
const longestWaitMs = 20_000

/** Requests to one host are this far apart. */
const gapMs = 200

/** After so many failures in a row a host is left alone for so long. */
const failuresInARow = 6
const restMs = 60_000

/**
 * A fetcher with one memory: every host has its own circuit breaker and its own pace, and equal requests at the same time are one.
 */
export function createFetcher({ userAgent, waitMs = (ms) => ms, ...given }: FetchOptions): Fetcher {
  const limits = { ...defaults, ...given }
  const hosts = new Map<string, Host>()
  const running = new Map<string, Promise<Response>>()

  const ask = async (request: Request): Promise<Response> => {
    const { host: name } = new URL(request.url)
    const host = hosts.get(name) ?? new Host(waitMs)
    hosts.set(name, host)
    return await host.run(() => fetchOnce(request, userAgent, limits))
  }

  return (request) => {
    const id = JSON.stringify(request)
    const same = running.get(id)
    if (same !== undefined) return same
    const asked = ask(request).finally(() => running.delete(id))
    running.set(id, asked)
    return asked
  }
}

class Host {
  readonly #policy: IPolicy
  readonly #waitMs: (ms: number) => number
  #turn: Promise<void> = Promise.resolve()
  #restsUntil = 0

  constructor(waitMs: (ms: number) => number) {
    this.#waitMs = waitMs
    const again = handleWhen((error) => isPassing(error) && (error.retryAfterMs ?? 0) <= longestWaitMs)
    const backoff = new DelegateBackoff<IRetryBackoffContext<unknown>>(({ attempt, result }) => {
      const asked = 'error' in result && result.error instanceof SourceError ? result.error.retryAfterMs : undefined
      return waitMs(asked ?? firstBackoffMs * 2 ** (attempt - 1))
    })
    const breaker = circuitBreaker(handleWhen(isPassing), { halfOpenAfter: restMs, breaker: new ConsecutiveBreaker(failuresInARow) })
    this.#policy = wrap(retry(again, { maxAttempts: moreAttempts, backoff }), breaker)
  }

  async run(once: () => Promise<Response>): Promise<Response> {
    if (Date.now() < this.#restsUntil) throw new SourceError('resting', 'asked to be left alone')
    try {
      return await this.#policy.execute(async () => {
        await this.#myTurn()
        return await once()
      })
    } catch (error) {
      if (isBrokenCircuitError(error)) throw new SourceError('resting', 'left alone after failing repeatedly', { cause: error })
      if (error instanceof SourceError && error.retryAfterMs !== undefined) this.#restsUntil = Date.now() + this.#waitMs(error.retryAfterMs)
      throw error
    }
  }

  /** Each waits for the one before, and a moment more. */
  #myTurn(): Promise<void> {
    const turn = this.#turn
    this.#turn = turn.then(() => new Promise((resolve) => setTimeout(resolve, this.#waitMs(gapMs))))
    return turn
  }
}
