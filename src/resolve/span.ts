/* How long a machine is wanted for, in what a text says of rents: a question has room for a deadline alone. */

const hoursOf: ReadonlyMap<string, number> = new Map([
  ['hour', 1],
  ['hr', 1],
  ['h', 1],
  ['day', 24],
  ['weekend', 48],
  ['week', 168],
  ['month', 730],
  ['year', 8760],
  ['小时', 1],
  ['天', 24],
  ['周', 168],
  ['星期', 168],
  ['礼拜', 168],
  ['月', 730],
  ['年', 8760],
])

const counts: ReadonlyMap<string, number> = new Map([
  ...[...'半一二三四五六七八九十'].map((word, value) => [word, value === 0 ? 0.5 : value] as const),
  ['两', 2],
  ...'a one two three four five six seven eight nine ten eleven twelve'.split(' ').map((word, at) => [word, Math.max(1, at)] as const),
  ['an', 1],
  ['half a', 0.5],
])
const numbers = '\\d{1,5}(?:\\.\\d{1,2})?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve'
const units = '(hour|hr|h|day|weekend|week|month|year)s?'

/** Use for a part of each day: "8 hours a day". */
const daily = new RegExp(`\\b(${numbers}) ?(?:hours?|hrs?|h) (?:a|per|each|every) day\\b|(?:每天|一天)(?:用|跑|开)?(\\d{1,2})个?小时`, 'iu')

const spans: readonly RegExp[] = [
  new RegExp(`\\bfor (?:about |around |the |only )?(${numbers}|an?|half a)[ -]?${units}\\b`, 'iu'),
  new RegExp(`(?<!\\b(?:last|past|in|within|next|previous) )\\b(${numbers})[ -]?${units}\\b(?! (?:ago|earlier|old))`, 'iu'),
  /\b(?:for the|per|a|each|every|whole|full) (day|weekend|week|month|year)\b(?! (?:ago|earlier|old))/iu,
  /(\d{1,5}(?:\.\d{1,2})?|[半一两二三四五六七八九十])(?:个?(小时|星期|礼拜)|(天|周|年)|个(月))(?!前|以前|之前)/u,
  /(?:每|整)个?(天|周|月|年)/u,
]

/** Nobody plans further ahead, years. */
const farthest = 10

/** Hours that a machine is rented for, where a text says it: "8x h200 for a week", 租一个月. Undefined where it does not, or for no time anybody rents for. */
export function rentalHours(text: string): number | undefined {
  const partly = daily.exec(text)
  const share = partly === null ? 1 : (countOf(partly[1] ?? partly[2]) ?? 24) / 24
  const rest = partly === null ? text : text.replace(partly[0], ' ')
  const found = spans.map((span) => span.exec(rest)).find((match) => match !== null)
  if (found === undefined) return undefined
  const words = found.slice(1).filter((word) => word !== undefined)
  const hours = (hoursOf.get((words.at(-1) ?? '').toLowerCase()) ?? 0) * (words.length > 1 ? (countOf(words[0]) ?? 0) : 1) * share
  // An hour is what prices are said for.
  return hours > 0 && hours !== 1 && hours <= farthest * 8760 ? Math.round(hours * 100) / 100 : undefined
}

function countOf(word: string | undefined): number | undefined {
  return word === undefined ? undefined : (counts.get(word.toLowerCase()) ?? Number(word))
}
