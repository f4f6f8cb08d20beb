import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Faults } from './faults.ts'
import { attachmentBytes } from './limits.ts'
import type { FakeFile } from './messages.ts'
import { Refusal, refusal } from './refusals.ts'

export interface Request {
  params: Record<string, string>
  query: URLSearchParams
  body: unknown
  files: FakeFile[]
}

export interface Reply {
  status: number
  body?: unknown
  /** What happens once the answer is on its way. */
  after?: () => void
}

export interface Route {
  method: string
  /** Such as `/channels/:channel/messages`. */
  path: string
  /** Whether the token in the path is enough. */
  open?: boolean
  answer: (request: Request) => Reply
}

/** A request as it came and how it was answered. */
export interface Seen {
  method: string
  path: string
  body: unknown
  status: number
  /** Discord's code where it was refused. */
  code?: number
  /** The answer's body where it was refused. */
  refused?: object | string
}

export const isRefused = ({ status }: Seen) => status === 0 || status >= 400

/** The REST side: faults first, then the token, then the route. */
export class Rest {
  readonly seen: Seen[] = []
  /** How often each thing was refused since the start: what was asked, the status and Discord's code. */
  readonly refused = new Map<string, number>()
  readonly server: Server
  readonly #routes: { route: Route; parts: string[] }[]
  readonly #token: string
  readonly #faults: Faults
  readonly #keep: number

  constructor(routes: readonly Route[], token: string, faults: Faults, keep: number) {
    this.#keep = keep
    this.#routes = routes.map((route) => ({ route, parts: route.path.split('/').slice(1) }))
    this.#token = token
    this.#faults = faults
    this.server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => answer(response, 500, { message: String(error), code: 0 }))
    })
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const method = request.method ?? 'GET'
    const path = url.pathname.replace(/^\/api\/v10/, '')
    const raw = await readAll(request)
    const fault = this.#faults.take(method, path)
    if (fault?.kind === 'reset') {
      this.#note({ method, path, body: undefined, status: 0 })
      return void request.socket.destroy()
    }
    if (fault?.kind === 'answer') {
      this.#note({ method, path, body: undefined, status: fault.status, refused: fault.body })
      return answer(response, fault.status, fault.body, fault.headers)
    }
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms))
    if (fault?.kind === 'hold') {
      fault.arrive()
      await fault.released
    }
    const give = (status: number, said: unknown) => {
      if (fault?.kind !== 'unheard') return answer(response, status, said)
      if (fault.how === 503) return answer(response, 503, { message: '503: Service Unavailable', code: 0 })
      if (fault.how === 'broken') request.socket.resetAndDestroy()
      else request.socket.destroy()
    }
    let body: unknown
    try {
      const found = this.#find(method, path)
      if (!found) throw refusal('noRoute')
      if (!found.route.open && request.headers.authorization !== `Bot ${this.#token}`) throw refusal('unauthorized')
      const read = await readBody(raw, request.headers['content-type'] ?? '')
      body = read.body
      const reply = found.route.answer({ params: found.params, query: url.searchParams, ...read })
      this.#note({ method, path, body, status: reply.status })
      give(reply.status, reply.body)
      reply.after?.()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.#note({ method, path, body, status: error.status, code: error.code, refused: error.body() })
      give(error.status, error.body())
    }
  }

  #find(method: string, path: string): { route: Route; params: Record<string, string> } | undefined {
    const given = path.split('/').slice(1)
    for (const { route, parts } of this.#routes) {
      if (route.method !== method || parts.length !== given.length) continue
      if (!parts.every((part, at) => part.startsWith(':') || part === given[at])) continue
      const params = parts.flatMap((part, at) => (part.startsWith(':') ? [[part.slice(1), decodeURIComponent(given[at] ?? '')]] : []))
      return { route, params: Object.fromEntries(params) }
    }
    return undefined
  }

  #note(seen: Seen): void {
    this.seen.push(seen)
    if (isRefused(seen)) {
      const what = `${seen.method} ${seen.path.replace(/\d{17,20}|[\w-]{40,}/g, '…')} ${seen.status} ${seen.code ?? ''}`.trimEnd()
      this.refused.set(what, (this.refused.get(what) ?? 0) + 1)
    }
    // In one go, so that a long run does not move the whole list each time.
    if (this.seen.length > 2 * this.#keep) this.seen.splice(0, this.seen.length - this.#keep)
  }
}

function answer(response: ServerResponse, status: number, body?: unknown, headers: Record<string, string> = {}): void {
  if (body === undefined) {
    response.writeHead(status, headers).end()
    return
  }
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(typeof body === 'string' ? body : JSON.stringify(body))
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

async function readBody(raw: Buffer, type: string): Promise<{ body: unknown; files: FakeFile[] }> {
  if (raw.length === 0) return { body: undefined, files: [] }
  if (!type.startsWith('multipart/form-data')) return { body: parse(raw.toString()), files: [] }
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData()
  const files: FakeFile[] = []
  let body: unknown = {}
  for (const [name, value] of form) {
    if (name === 'payload_json') {
      body = parse(typeof value === 'string' ? value : await value.text())
      continue
    }
    const key = /^files\[(\d+)\]$/.exec(name)?.[1]
    if (key === undefined || typeof value === 'string') continue
    if (value.size > attachmentBytes) throw refusal('tooLarge')
    files.push({ key, name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) })
  }
  return { body, files }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refusal('invalidJson')
  }
}
