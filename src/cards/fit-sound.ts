import type { Folly, Option, Shortfall } from '../estimator/types.ts'

const follies: readonly Folly[] = ['oversized', 'too-slow', 'long-wait']

/** The gravest reason why what holds the job is no advice. */
export function follyOf({ caveats }: Option): Folly | undefined {
  return follies.find((folly) => caveats.includes(folly))
}

/** What an option that holds the job lacks all the same. */
export function missOf({ shortfall }: Option): Exclude<Shortfall, 'memory'> | undefined {
  return shortfall === 'speed' || shortfall === 'first-token' ? shortfall : undefined
}

/** Holds the job, does what was asked, and makes sense. */
export const isSound = (option: Option) => option.verdict !== 'no' && missOf(option) === undefined && follyOf(option) === undefined
