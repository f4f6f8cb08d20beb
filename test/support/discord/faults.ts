/** Which requests a fault is for: all, unless a method or a path (a part of it, or a pattern) is named; `times` of them, 1 if not said. */
export interface Where {
  method?: string
  path?: string | RegExp
  times?: number
}

export type Unheard = 'ended' | 'broken' | 503

export type Fault =
  | { kind: 'answer'; status: number; headers: Record<string, string>; body: object | string }
  | { kind: 'slow'; ms: number }
  | { kind: 'hold'; arrive: () => void; released: Promise<void> }
  | { kind: 'reset' }
  | { kind: 'unheard'; how: Unheard }

/** What goes wrong on demand in front of every route. */
export class Faults {
  #waiting: { where: Where; left: number; fault: Fault }[] = []

  /** 429; `retryAfter` in seconds. A global one is for every route of the bot. */
  rateLimit({ retryAfter, global = false, ...where }: Where & { retryAfter: number; global?: boolean }): void {
    const headers = {
      'retry-after': String(Math.ceil(retryAfter)),
      'x-ratelimit-scope': global ? 'global' : 'user',
      'x-ratelimit-reset-after': String(retryAfter),
      ...(global
        ? { 'x-ratelimit-global': 'true' }
        : { 'x-ratelimit-limit': '5', 'x-ratelimit-remaining': '0', 'x-ratelimit-bucket': 'fake' }),
    }
    this.#add(where, {
      kind: 'answer',
      status: 429,
      headers,
      body: { message: 'You are being rate limited.', retry_after: retryAfter, global },
    })
  }

  /** A failure on Discord's side, or what it refuses with a `code` of its own. */
  fail({ status = 500, code = 0, ...where }: Where & { status?: number; code?: number } = {}): void {
    this.#add(where, { kind: 'answer', status, headers: {}, body: { message: `${status}: Internal Server Error`, code } })
  }

  /** What stands between the bot and Discord answers in its place, with a page for people. */
  page({ status, retryAfter, ...where }: Where & { status: number; retryAfter?: number }): void {
    const headers = { 'content-type': 'text/html', ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }) }
    this.#add(where, { kind: 'answer', status, headers, body: `<html><body>${status}: you have been blocked</body></html>` })
  }

  /** An answer that takes `ms` real milliseconds longer. */
  slow({ ms, ...where }: Where & { ms: number }): void {
    this.#add(where, { kind: 'slow', ms })
  }

  /** A request that is kept waiting until `release`; `arrived` resolves when it has come. */
  hold(where: Where = {}): { arrived: Promise<void>; release: () => void } {
    let release: () => void = () => undefined
    let arrive: () => void = () => undefined
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve
    })
    this.#add(where, { kind: 'hold', arrive, released })
    return { arrived, release }
  }

  /** The connection breaks without an answer. */
  reset(where: Where = {}): void {
    this.#add(where, { kind: 'reset' })
  }

  /** The request is taken, and its answer is not heard: the connection ends, breaks, or 503 comes in its place. */
  unheard(how: Unheard, where: Where = {}): void {
    this.#add(where, { kind: 'unheard', how })
  }

  clear(): void {
    this.#waiting = []
  }

  /** The fault the next request meets, used up by it. */
  take(method: string, path: string): Fault | undefined {
    const found = this.#waiting.find(({ where }) => (where.method ?? method) === method && isOn(where.path, path))
    if (!found) return undefined
    found.left--
    if (found.left <= 0) this.#waiting = this.#waiting.filter((each) => each !== found)
    return found.fault
  }

  #add(where: Where, fault: Fault): void {
    this.#waiting.push({ where, left: where.times ?? 1, fault })
  }
}

function isOn(wanted: string | RegExp | undefined, path: string): boolean {
  if (wanted === undefined) return true
  return typeof wanted === 'string' ? path.includes(wanted) : wanted.test(path)
}
