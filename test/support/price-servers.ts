import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { zipSync } from 'fflate'
import { onTestFinished } from 'vitest'

/** One request as it came in. */
interface Heard {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export type Answer = (heard: Heard, response: ServerResponse) => void

export interface PriceServer {
  readonly address: string
  readonly heard: readonly Heard[]
  /** What it does from now on. */
  answer: Answer
}

/** A server of this machine that answers as it is told; gone when the test is. */
export async function priceServer(answer: Answer): Promise<PriceServer> {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request
      const one = { method, path, headers, body: Buffer.concat(pieces).toString() }
      heard.push(one)
      asked.answer(one, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  const asked: PriceServer = { address: `http://127.0.0.1:${port}`, heard, answer }
  return asked
}

export const json =
  (body: unknown): Answer =>
  (_, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body))

export const text =
  (body: string | Uint8Array): Answer =>
  (_, response) =>
    response.end(body)

export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Answer =>
  (_, response) =>
    response.writeHead(code, headers).end('no')

/** Takes the question and says nothing. */
export const silence: Answer = () => undefined

/** Promises more than it sends, and hangs up. */
export const halfABody: Answer = (_, response) => {
  response.writeHead(200, { 'content-length': '1000' })
  response.write('{"data":[', () => response.destroy())
}

/** Sends zeros until the reader has had enough or `bytes` are sent; says beforehand how many only when `isAnnounced`. */
export const flood =
  (bytes: number, isAnnounced: boolean, sent: { bytes: number }): Answer =>
  (_, response) => {
    response.writeHead(200, isAnnounced ? { 'content-length': String(bytes) } : {})
    const piece = Buffer.alloc(1_000_000)
    const more = () => {
      while (sent.bytes < bytes && !response.destroyed) {
        sent.bytes += piece.length
        if (!response.write(piece)) return
      }
      response.end()
    }
    response.on('drain', more)
    more()
  }

/** Answers by the beginning of the path; the longest that fits. */
export const routes =
  (answers: Readonly<Record<string, Answer>>): Answer =>
  (heard, response) => {
    const starts = Object.keys(answers).filter((start) => heard.path.startsWith(start))
    const best = starts.toSorted((a, b) => b.length - a.length)[0]
    const answer = best === undefined ? status(404) : answers[best]
    answer?.(heard, response)
  }

/** Gives what it has an ETag, and sends it once. */
export const tagged =
  (tag: string, body: string): Answer =>
  (heard, response) => {
    if (heard.headers['if-none-match'] === tag) response.writeHead(304).end()
    else response.setHeader('etag', tag).end(body)
  }

export function zipOf(file: string, content: string): Uint8Array {
  return zipSync({ [file]: new TextEncoder().encode(content) })
}
