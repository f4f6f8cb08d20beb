/** The first letter and half of the letter pairs alike, or it is another word. */
const resembles = 0.5
/** Where one name resembles, others a quarter alike make up the number that was asked for. */
const company = 0.25

/** The numbers of a name are what tells it from its neighbours: "lama-70" means one of 70B. */
const numbersAlike = 0.3
/** Among names equally near the one that is asked about most. */
const famous = 0.1

/**
 * Near misses: names ranked by the letter pairs they share with what was typed (Dice) and by its numbers, of those whose beginning resembles
 * it; `fame` 0…1 decides between equals. Only run when nothing was found.
 */
export function nearest<T>(
  query: string,
  names: Iterable<readonly [key: string, value: T]>,
  n: number,
  fame: (value: T) => number = () => 0,
): T[] {
  const wanted = pairs(query.slice(0, 60))
  if (wanted.size === 0) return []
  const numbers = query.slice(0, 60).match(/\d{2,}/g) ?? []
  const hasNumbers = (key: string) => numbers.length > 0 && numbers.every((number) => key.includes(number))
  const best = new Map<T, number>()
  let isNear = false
  for (const [key, value] of names) {
    if (key[0] !== query[0]) continue
    const beginning = likeness(wanted, key.slice(0, query.length + 2))
    if (beginning < company) continue
    isNear ||= beginning >= resembles
    const score = likeness(wanted, key) + (begins(query, key) ? 1 : 0) + (hasNumbers(key) ? numbersAlike : 0) + famous * fame(value)
    if (score > (best.get(value) ?? 0)) best.set(value, score)
  }
  if (!isNear) return []
  return [...best]
    .sort((a, b) => b[1] - a[1])
    .slice(0, n)
    .map(([value]) => value)
}

/** A name that goes on where the query ends: "llama 2" and "llama 2 7b", which is one of its sizes. */
function begins(query: string, key: string): boolean {
  return query.length > 3 && key.startsWith(query) && key[query.length] === ' '
}

/** Letter pairs, the first letter counted as a pair of its own: people get beginnings right. */
function pairs(text: string): Set<string> {
  const found = new Set<string>()
  if (text !== '') found.add(`^${text[0]}`)
  for (let i = 0; i + 1 < text.length; i++) found.add(text.slice(i, i + 2))
  return found
}

function likeness(wanted: ReadonlySet<string>, key: string): number {
  let shared = wanted.has(`^${key[0]}`) ? 1 : 0
  for (let i = 0; i + 1 < key.length; i++) if (wanted.has(key.slice(i, i + 2))) shared++
  return (2 * shared) / (wanted.size + key.length)
}

/** Whether one edit (insert, delete, replace, swap of neighbours) makes the words equal. */
export function oneEditApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  const rest = (text: string, from: number) => text.slice(from)
  if (a.length === b.length) {
    if (rest(a, i + 1) === rest(b, i + 1)) return true
    return a[i] === b[i + 1] && a[i + 1] === b[i] && rest(a, i + 2) === rest(b, i + 2)
  }
  return a.length > b.length ? rest(a, i + 1) === rest(b, i) : rest(a, i) === rest(b, i + 1)
}
