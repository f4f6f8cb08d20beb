import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** A running program that answers each line with a line. */
export interface LineProgram {
  ask(line: string): Promise<string>
  /** Resolves with its exit code. */
  end(): Promise<number | null>
}

export function lineProgram(program: string, args: readonly string[], env: Readonly<Record<string, string>>): LineProgram {
  const child = spawn(process.execPath, [program, ...args], { env: { PATH: process.env.PATH, NO_COLOR: '1', ...env } })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async ask(line) {
      child.stdin.write(`${line}\n`)
      const next = await lines.next()
      if (next.done) throw new Error('the program ended')
      return next.value
    },
    end() {
      child.stdin.end()
      return ended
    },
  }
}
