import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

export interface Finished {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * Bundles the program as `npm run build` does, into a fresh folder, so that a test never meets an old build. Returns the file to run. It
 * stands in the checkout, where it finds the packages no bundle can hold.
 * Call it at the top of a test file: the folder goes when the file's tests are done.
 */
export function buildProgram(): string {
  mkdirSync(join(root, 'dist'), { recursive: true })
  const folder = mkdtempSync(join(root, 'dist/test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const out = join(folder, 'headroom.js')
  execFileSync(process.execPath, [join(root, '.ci/build.mjs'), 'src/main.ts', out], { cwd: root })
  return out
}

/** Where nothing is stored: what somebody has set on this machine is no part of a test. */
export const emptyStorage = { HEADROOM_DATA_DIR: join(tmpdir(), `headroom-nothing-${process.pid}`) }

/** Runs the program with nothing of the caller's environment but PATH, and nothing stored; in `folder`, absent: in this one. */
export function runProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  folder?: string,
): Promise<Finished> {
  return new Promise((resolve) => {
    const options = { cwd: folder, env: { PATH: process.env.PATH, NO_COLOR: '1', ...emptyStorage, ...env }, maxBuffer: 64 * 1024 * 1024 }
    execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
      resolve({ code, stdout, stderr })
    })
  })
}

/** Whether Redis took longer than the program waits for it, which it says and goes on without. */
export const wasTooSlow = (said: string) => /no answer within \d+ ms|not connected yet/.test(said)

/** As `runProgram`, and again where Redis was too slow, as on a busy machine: what Redis holds is tested with it, and not how soon it says so. */
export async function runPatiently(...run: Parameters<typeof runProgram>): Promise<Finished> {
  const finished = await runProgram(...run)
  return wasTooSlow(finished.stderr) ? await runPatiently(...run) : finished
}
