/** The names within two typing slips of `word`, nearest first. */
export function nearest(word: string, names: readonly string[]): string[] {
  const short = word.slice(0, 30)
  return names
    .map((name) => ({ name, distance: slips(short, name) }))
    .filter(({ name, distance }) => distance <= 2 && distance < name.length)
    .sort((a, b) => a.distance - b.distance)
    .map(({ name }) => name)
}

/** Levenshtein's distance: letters put in, left out or changed. */
function slips(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      current.push(Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, change))
    }
    previous = current
  }
  return previous[b.length] ?? 0
}
