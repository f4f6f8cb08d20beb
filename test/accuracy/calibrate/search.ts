/**
 * The point that makes `cost` least, by steps of a shrinking pattern around the best so far. Parameters are searched as logarithms, so that
 * all stay positive and a step is a ratio. `start`, and `low`–`high` per parameter, in their own units.
 */
export function least(
  cost: (point: readonly number[]) => number,
  start: readonly number[],
  bounds: readonly (readonly [low: number, high: number])[],
): number[] {
  const clamp = (value: number, index: number) => {
    const [low, high] = bounds[index] ?? [0, Number.POSITIVE_INFINITY]
    return Math.min(high, Math.max(low, value))
  }
  let best = start.map(clamp)
  let bestCost = cost(best)
  const finest = 0.004
  for (let step = 0.5; step > finest; ) {
    let moved = false
    for (let index = 0; index < best.length; index++) {
      for (const direction of [1, -1]) {
        const point = best.map((value, at) => (at === index ? clamp(value * Math.exp(direction * step), at) : value))
        const pointCost = cost(point)
        if (pointCost < bestCost - 1e-12) {
          best = point
          bestCost = pointCost
          moved = true
        }
      }
    }
    if (!moved) step /= 2
  }
  return best
}
