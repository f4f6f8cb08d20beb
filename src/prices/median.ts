/** Of ascending numbers; the mean of the two middle ones when their count is even. NaN of none. */
export function median(ascending: readonly number[]): number {
  const middle = ascending.length / 2
  const upper = ascending[Math.floor(middle)] ?? Number.NaN
  const lower = ascending[Math.ceil(middle) - 1] ?? upper
  return (lower + upper) / 2
}
