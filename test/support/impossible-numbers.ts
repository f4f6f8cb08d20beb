/** Every number of an estimate that cannot be: not finite, negative, or an interval out of order. */
export function impossible(value: unknown, path = ''): string[] {
  if (typeof value === 'number') {
    const fine = Number.isFinite(value) && (value >= 0 || path.endsWith('.headroomBytes'))
    return fine ? [] : [`${path} = ${value}`]
  }
  if (typeof value !== 'object' || value === null) return []
  const found = Object.entries(value).flatMap(([key, part]) =>
    key === 'workload' || key === 'gpu' ? [] : impossible(part, `${path}.${key}`),
  )
  if ('low' in value && 'value' in value && 'high' in value) {
    const { low, value: middle, high } = value as { low: number; value: number; high: number }
    if (!(low <= middle && middle <= high)) found.push(`${path}: ${low} ≤ ${middle} ≤ ${high}`)
  }
  return found
}
