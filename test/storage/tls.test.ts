import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildProgram, runPatiently, runProgram } from '../support/program.ts'
import { describeWithRedis } from '../support/redis.ts'
import { type RedisServer, startRedis } from '../support/redis-server.ts'

/** A certificate for this machine that nobody but its owner trusts. */
function selfSigned(folder: string): { readonly key: string; readonly certificate: string } {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate, ...subject]
  execFileSync('openssl', made, { stdio: 'ignore' })
  return { key, certificate }
}

describeWithRedis('Redis over TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-tls-'))
  const program = buildProgram()
  const { key, certificate } = selfSigned(folder)
  let server: RedisServer

  beforeAll(async () => {
    const files = ['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-auth-clients', 'no']
    server = await startRedis(files, { tls: true })
  })
  afterAll(async () => {
    await server.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  it('keeps settings where its certificate is named as one to trust', async () => {
    const env = { REDIS_URL: server.url, NODE_EXTRA_CA_CERTS: certificate }
    expect(await runPatiently(program, ['settings', 'gpu', 'rtx-4090'], env)).toMatchObject({ code: 0, stderr: '' })
    const shown = await runPatiently(program, ['settings', '--json'], env)
    expect(JSON.parse(shown.stdout).settings).toMatchObject({ gpu: { id: 'rtx-4090' } })
  })

  it('is told nothing by a program that does not trust it, which says why', async () => {
    const change = await runProgram(program, ['settings', 'gpu', 'rtx-3090'], { REDIS_URL: server.url })
    expect(change).toMatchObject({ code: 1, stdout: '' })
    const answer = await runPatiently(program, ['fit', '70b', 'int4'], { REDIS_URL: server.url })
    expect(answer.code).toBe(0)
    expect(answer.stderr).toMatch(/self-signed certificate/)
  })
})
