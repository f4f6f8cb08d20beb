/** How often something costly may be done: so many times at once, and again so many times a second. */
interface Allowance {
  readonly most: number
  readonly perSecond: number
}

/** Whether it may be done now, which counts as done. `now`: milliseconds. */
export function createAllowance({ most, perSecond }: Allowance, now: () => number): () => boolean {
  let left = most
  let last = now()
  return () => {
    left = Math.min(most, left + ((now() - last) / 1000) * perSecond)
    last = now()
    if (left < 1) return false
    left -= 1
    return true
  }
}
