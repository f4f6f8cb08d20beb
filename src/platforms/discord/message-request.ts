import { randomUUID } from 'node:crypto'
import type { RequestData } from 'discord.js'
import { checkPayload } from './limits.ts'
import type { Outgoing } from './payload.ts'

/** Messages that Discord would take: a rendering that is remembered (render-once.ts) is sent many times. */
const checked = new WeakSet<Outgoing['payload']>()

/**
 * A message as Discord's REST takes it, for `rest.post` and `rest.patch`, `within` what surrounds it there. Every message goes through here, as
 * it is sent. Throws Unsendable. With its files it is made in one piece: what discord.js makes of `files` takes half as long again as the
 * whole answer.
 */
export function messageRequest(
  { payload, files }: Outgoing,
  within: (message: Outgoing['payload']) => object = (message) => message,
): Pick<RequestData, 'body' | 'passThroughBody' | 'headers'> {
  if (!checked.has(payload)) checkPayload(payload)
  checked.add(payload)
  const body = within(payload)
  if (files.length === 0) return { body }
  const boundary = `headroom-${randomUUID()}`
  const part = (head: string, content: Buffer | string) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]
  const parts = files.flatMap(({ name, data, contentType }, index) =>
    part(`name="files[${index}]"; filename="${encodeURIComponent(name)}"\r\nContent-Type: ${contentType}`, data),
  )
  return {
    body: Buffer.concat([
      ...parts,
      ...part('name="payload_json"\r\nContent-Type: application/json', JSON.stringify(body)),
      Buffer.from(`--${boundary}--\r\n`),
    ]),
    passThroughBody: true,
    headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
  }
}
