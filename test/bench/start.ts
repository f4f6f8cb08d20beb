import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { deafSources } from '../support/deaf-sources.ts'
import { label } from './figures.ts'
import { program } from './files.ts'

/** Seconds after which a program at rest is at rest. */
const settles = 5

/** What `headroom start` takes before anybody asks: until it serves its health, and resident memory once it has settled. */
export async function benchStart(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-bench-'))
  const begun = performance.now()
  const child = spawn(process.execPath, [program, 'start'], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: '0', HEADROOM_DATA_DIR: folder, ...deafSources },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) if (JSON.parse(line).msg === 'started') break
  console.log(`${label('service without a platform, to health')} ${(performance.now() - begun).toFixed(0)} ms`)
  await new Promise((resolve) => setTimeout(resolve, settles * 1000))
  const kib = Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1])
  console.log(`${label('service without a platform, at rest')} ${((kib * 1024) / 1e6).toFixed(0)} MB (at most 110)`)
  const ended = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGTERM')
  await ended
  rmSync(folder, { recursive: true, force: true })
}
