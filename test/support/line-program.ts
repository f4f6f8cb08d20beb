import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { wasTooSlow } from './program.ts'

/** A running program that answers each line with a line of JSON. */
export interface LineProgram {
  /** Its answer; asked again where Redis was too slow for it. */
  ask(line: string): Promise<string>
  /** Resolves with its exit code. */
  end(): Promise<number | null>
}

export function lineProgram(program: string, args: readonly string[], env: Readonly<Record<string, string>>): LineProgram {
  // What it warns of comes in the same stream, before the answer it is about.
  const command = ['-c', 'exec "$0" "$@" 2>&1', process.execPath, program, ...args]
  const child = spawn('sh', command, { env: { PATH: process.env.PATH, NO_COLOR: '1', ...env } })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()

  async function ask(line: string): Promise<string> {
    child.stdin.write(`${line}\n`)
    let warned = ''
    for (;;) {
      const next = await lines.next()
      if (next.done) throw new Error(`the program ended: ${warned}`)
      if (next.value.startsWith('{')) return wasTooSlow(warned) ? await ask(line) : next.value
      warned += next.value
    }
  }

  return {
    ask,
    end() {
      child.stdin.end()
      return ended
    },
  }
}
