import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
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
 * Bundles the program as `npm run build` does, into a fresh folder, so that a test never meets an old build. Returns the file to run.
 * Call it at the top of a test file: the folder goes when the file's tests are done.
 */
export function buildProgram(): string {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const out = join(folder, 'headroom.js')
  execFileSync(process.execPath, [join(root, '.ci/build.mjs'), 'src/main.ts', out], { cwd: root })
  return out
}

/** Runs the program with nothing of the caller's environment but PATH. */
export function runProgram(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> {
  return new Promise((resolve) => {
    const options = { env: { PATH: process.env.PATH, NO_COLOR: '1', ...env }, maxBuffer: 64 * 1024 * 1024 }
    execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
      resolve({ code, stdout, stderr })
    })
  })
}
