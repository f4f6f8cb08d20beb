import { errorFields } from './error-fields.ts'
import type { Log } from './log.ts'

/** One part of a running program that has to be ended. */
export interface Step {
  readonly name: string
  stop(): Promise<void>
}

/** Calls `run` after `ms` milliseconds unless what is returned is called before. A test has its own. */
export type After = (ms: number, run: () => void) => () => void

export const afterRealTime: After = (ms, run) => {
  const timer = setTimeout(run, ms)
  timer.unref()
  return () => clearTimeout(timer)
}

/** Seconds for all that has begun to be finished. */
export const longestStop = 10

/**
 * Ends the steps one after another; one that fails is logged and does not hold up the next. Returns the names of those that were not
 * ended when the time was over: none when all is well.
 */
export async function stopInOrder(steps: readonly Step[], log: Log, after: After = afterRealTime): Promise<readonly string[]> {
  const left = [...steps]
  const work = async () => {
    for (const step of steps) {
      await step.stop().catch((error) => log.error(`${step.name} did not stop well`, errorFields(error)))
      left.shift()
    }
  }
  let cancel: () => void = () => undefined
  const late = new Promise<void>((resolve) => {
    cancel = after(longestStop * 1000, resolve)
  })
  await Promise.race([work(), late])
  cancel()
  return left.map(({ name }) => name)
}
