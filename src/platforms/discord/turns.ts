import { setImmediate } from 'node:timers/promises'

/**
 * One thing after another, with whatever the clock and the network have to say between: in a rush everybody is promised an answer in time.
 * A turn resolves with how many wait behind it.
 */
export function createTurns(): () => Promise<number> {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return async () => {
    waiting++
    // One round of the event loop: more of them would bound the answers in a second by how long a round takes.
    const mine = last.then(() => setImmediate())
    last = mine
    await mine
    waiting--
    return waiting
  }
}
