import { spawnSync } from 'node:child_process'
import { describe } from 'vitest'

const isHere = spawnSync('redis-server', ['--version']).status === 0

/** Tests that need a real Redis. Without one they are left out on a newcomer's machine, which is said, and fail in CI. */
export function describeWithRedis(name: string, tests: () => void): void {
  if (!isHere && !process.env.CI) {
    process.stderr.write(`Left out: ${name}. It needs redis-server on the PATH (Debian: apt-get install redis-server).\n`)
    describe.skip(name, tests)
  } else describe(name, tests)
}
