import { setImmediate } from 'node:timers/promises'

/** Rounds of the event loop between two turns: what is on its way to Discord gets there meanwhile. */
const roundsBetween = 8

/**
 * One thing after another, with whatever the clock and the network have to say between: in a rush everybody is promised an answer in time.
 * A turn resolves with how many wait behind it.
 */
export function createTurns(): () => Promise<number> {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return async () => {
    waiting++
    const before = last
    const mine = before.then(async () => {
      for (let round = 0; round < roundsBetween; round++) await setImmediate()
    })
    last = mine
    await mine
    waiting--
    return waiting
  }
}
