import { SourceError } from './source-error.ts'

export interface Request {
  readonly url: string
  /** Sent as JSON by POST; absent: GET. */
  readonly json?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** What the last answer was marked with (ETag or Last-Modified): an unchanged one is then not sent again. */
  readonly mark?: string | undefined
}

export type Response = 'unchanged' | { readonly body: Uint8Array; readonly mark: string | undefined }

export interface Limits {
  /** Milliseconds until the headers, and between one piece of the body and the next; the whole may take six times as long. */
  readonly timeoutMs: number
  /** Of the body, unpacked. */
  readonly mostBytes: number
}

const mostRedirects = 3
const patience = 6

/** One request within its limits; redirects are followed on the same host alone. Throws SourceError. */
export async function fetchOnce(request: Request, userAgent: string, limits: Limits): Promise<Response> {
  const silence = new AbortController()
  const giveUp = () => silence.abort(new SourceError('timeout', `no answer within ${limits.timeoutMs} ms`))
  const timer = setTimeout(giveUp, limits.timeoutMs)
  const whole = setTimeout(giveUp, limits.timeoutMs * patience)
  try {
    const answer = await followed(request, userAgent, silence.signal)
    if (answer.status === 304) return 'unchanged'
    if (!answer.ok) {
      await answer.body?.cancel()
      throw statusError(answer)
    }
    const body = await bodyOf(answer, limits.mostBytes, () => timer.refresh())
    return { body, mark: answer.headers.get('etag') ?? answer.headers.get('last-modified') ?? undefined }
  } catch (error) {
    if (error instanceof SourceError) throw error
    if (silence.signal.aborted) throw silence.signal.reason
    throw new SourceError('unreachable', messageOf(error), { cause: error })
  } finally {
    clearTimeout(timer)
    clearTimeout(whole)
  }
}

async function followed(request: Request, userAgent: string, signal: AbortSignal): Promise<globalThis.Response> {
  let url = new URL(request.url)
  for (let hops = 0; hops <= mostRedirects; hops++) {
    const answer = await fetch(url, {
      redirect: 'manual',
      signal,
      method: request.json === undefined ? 'GET' : 'POST',
      headers: headersOf(request, userAgent),
      ...(request.json === undefined ? {} : { body: JSON.stringify(request.json) }),
    })
    const location = answer.headers.get('location')
    if (answer.status < 300 || answer.status > 399 || location === null) return answer
    await answer.body?.cancel()
    const next = new URL(location, url)
    if (next.origin !== url.origin) throw new SourceError('redirect', `sent on to ${next.origin}`)
    url = next
  }
  throw new SourceError('redirect', `sent on more than ${mostRedirects} times`)
}

function headersOf({ json, headers, mark }: Request, userAgent: string): Record<string, string> {
  const isTag = mark?.startsWith('"') || mark?.startsWith('W/')
  return {
    'user-agent': userAgent,
    ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    ...(mark === undefined ? {} : { [isTag ? 'if-none-match' : 'if-modified-since']: mark }),
    ...headers,
  }
}

function statusError(answer: globalThis.Response): SourceError {
  const { status } = answer
  const isBusy = status === 429 || status === 408 || status >= 500
  return new SourceError(isBusy ? 'busy' : 'status', `status ${status}`, { retryAfterMs: retryAfterMs(answer.headers) })
}

/** Seconds, or a date: RFC 9110, 10.2.3. */
function retryAfterMs(headers: Headers): number | undefined {
  const said = headers.get('retry-after')
  if (said === null) return undefined
  if (/^\d{1,9}$/.test(said)) return Number(said) * 1000
  const sent = Date.parse(headers.get('date') ?? '')
  const ms = Date.parse(said) - sent
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}

async function bodyOf(answer: globalThis.Response, mostBytes: number, onPiece: () => void): Promise<Uint8Array> {
  if (Number(answer.headers.get('content-length') ?? 0) > mostBytes) {
    await answer.body?.cancel()
    throw tooLarge(mostBytes)
  }
  const pieces: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const piece of answer.body ?? []) {
      onPiece()
      bytes += piece.byteLength
      // Leaving the loop cancels the body: the rest is not downloaded.
      if (bytes > mostBytes) throw tooLarge(mostBytes)
      pieces.push(piece)
    }
  } catch (error) {
    if (error instanceof SourceError) throw error
    throw new SourceError('cut-off', messageOf(error), { cause: error })
  }
  return Buffer.concat(pieces, bytes)
}

const tooLarge = (mostBytes: number) => new SourceError('too-large', `more than ${Math.round(mostBytes / 1e6)} MB`)

/** undici says what went wrong in the cause. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  if (!(cause instanceof Error)) return error.message
  return cause.message === '' && 'code' in cause ? String(cause.code) : cause.message
}
