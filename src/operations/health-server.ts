import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { StoreHealth } from '../storage/store.ts'
import { CannotStart } from './cannot-start.ts'
import type { Metrics } from './metrics.ts'

/** `degraded`: questions are answered, and something is missing. Only `ready` and `degraded` take questions. */
export interface Readiness {
  readonly status: 'ready' | 'degraded' | 'not-ready' | 'stopping'
  readonly platforms: readonly { readonly name: string; readonly connected: boolean }[]
  readonly storage: StoreHealth
  /** The newest day of the prices in use. */
  readonly prices: { readonly asOf: string }
}

interface HealthOptions {
  readonly host: string
  readonly port: number
  readonly readiness: () => Readiness
  readonly metrics: Pick<Metrics, 'page' | 'contentType'>
}

export interface HealthServer {
  /** `http://127.0.0.1:8080` */
  readonly address: string
  /** Answers what it has begun, then lets go of the port. */
  close(): Promise<void>
}

/** Milliseconds for a whole request, and for the next one on a connection. */
const requestMs = 5000
const mostConnections = 100
const lastAnswerMs = 500

/** Serves /healthz (the process lives), /readyz (it takes questions) and /metrics. Throws CannotStart where the port cannot be had. */
export async function startHealthServer({ host, port, readiness, metrics }: HealthOptions): Promise<HealthServer> {
  const pages: ReadonlyMap<string, (response: ServerResponse) => Promise<void> | void> = new Map([
    ['/healthz', (response) => sendJson(response, 200, { status: 'ok' })],
    [
      '/readyz',
      (response) => {
        const ready = readiness()
        sendJson(response, ready.status === 'ready' || ready.status === 'degraded' ? 200 : 503, ready)
      },
    ],
    ['/metrics', async (response) => send(response, 200, metrics.contentType, await metrics.page())],
  ])
  const limits = { requestTimeout: requestMs, headersTimeout: requestMs, keepAliveTimeout: requestMs, connectionsCheckingInterval: 1000 }
  const server = createServer(limits, (request, response) => {
    const page = pages.get(pathOf(request))
    if (page === undefined) return sendJson(response, 404, { error: `there is ${[...pages.keys()].join(', ')}` })
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD')
      return sendJson(response, 405, { error: 'only GET and HEAD' })
    }
    void Promise.resolve(page(response)).catch(() => sendJson(response, 500, { error: 'this page cannot be made' }))
  })
  server.setTimeout(2 * requestMs)
  server.maxConnections = mostConnections
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new CannotStart(sentenceFor(error), host, port, { cause: error })))
    server.listen(port, host, resolve)
  })
  const { address, port: bound, family } = server.address() as AddressInfo
  return {
    address: `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        // Whoever holds a connection without a whole question on it is not waited for.
        setTimeout(() => server.closeAllConnections(), lastAnswerMs).unref()
      }),
  }
}

function sentenceFor({ code }: NodeJS.ErrnoException): 'portTaken' | 'portRefused' | 'hostUnknown' {
  if (code === 'EADDRINUSE') return 'portTaken'
  return code === 'EACCES' ? 'portRefused' : 'hostUnknown'
}

const pathOf = ({ url = '' }: IncomingMessage) => url.split('?', 1)[0] ?? ''

function sendJson(response: ServerResponse, status: number, body: object): void {
  send(response, status, 'application/json', `${JSON.stringify(body)}\n`)
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  // Node leaves the body of an answer to HEAD out by itself.
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}
