import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

/** A line of the log. */
interface LogLine {
  readonly level: string
  readonly msg: string
  readonly [field: string]: unknown
}

export interface LogReader {
  readonly lines: readonly LogLine[]
  /** The first line from here on with this message; resolves at once where it was already read. */
  next(message: string): Promise<LogLine>
  take(text: string): void
}

/** Collects lines of JSON; each wait goes on behind the last line that was waited for. */
export function logReader(): LogReader {
  const lines: LogLine[] = []
  let from = 0
  let look: () => void = () => undefined
  return {
    lines,
    take(text) {
      lines.push(JSON.parse(text))
      look()
    },
    next: (message) =>
      new Promise((resolve) => {
        look = () => {
          const at = lines.findIndex(({ msg }, index) => index >= from && msg === message)
          const line = lines[at]
          if (line === undefined) return
          from = at + 1
          look = () => undefined
          resolve(line)
        }
        look()
      }),
  }
}

/** The bundled program at work, its standard output read as a log. It is gone when the test is. */
export interface RunningProgram extends LogReader {
  /** Where its health is served; resolves when it has started. */
  address(): Promise<string>
  signal(name: NodeJS.Signals): void
  /** Resolves with its exit code and what it said on standard error. */
  readonly ended: Promise<{ readonly code: number | null; readonly err: string }>
}

export function runningProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  folder: string,
): RunningProgram {
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, env: { PATH: process.env.PATH, ...env } })
  onTestFinished(() => void child.kill('SIGKILL'))
  const reader = logReader()
  createInterface({ input: child.stdout }).on('line', reader.take)
  let err = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  return {
    ...reader,
    address: async () => String((await reader.next('started')).health),
    signal: (name) => void child.kill(name),
    ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, err }))),
  }
}
