/** Milliseconds of each of `runs` calls, sorted. The first tenth is thrown away: the engine is still compiling. */
export function times(runs: number, work: (index: number) => unknown): number[] {
  const taken: number[] = []
  for (let index = 0; index < runs; index++) {
    const start = performance.now()
    work(index)
    taken.push(performance.now() - start)
  }
  return taken.slice(runs / 10).sort((a, b) => a - b)
}

/** What so great a share of them is not above. */
export const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
export const µs = (milliseconds: number) => `${(milliseconds * 1000).toFixed(1)} µs`
export const ms = (milliseconds: number) => `${milliseconds.toFixed(2)} ms`

/** A line of figures: the middle one, and the one that one in a hundred is above. */
export function report(what: string, sorted: readonly number[], unit: (milliseconds: number) => string): void {
  console.log(`${label(what)} median ${unit(at(sorted, 0.5)).padStart(10)}   p99 ${unit(at(sorted, 0.99)).padStart(10)}`)
}

/** What a figure is of, in a column. */
export const label = (what: string) => what.padEnd(38)
