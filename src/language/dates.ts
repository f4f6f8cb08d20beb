import { type Chrono, casual as english, ParsingComponents } from 'chrono-node/en'
import { hans } from 'chrono-node/zh'

/** Now, and the zone in which days begin and end. */
export interface Clock {
  readonly now: Date
  /** IANA name. */
  readonly zone: string
}

type Parser = Chrono['parsers'][number]
type ParsingContext = Parameters<Parser['extract']>[0]

/** A span counted in words chrono does not know: 三周内, "a fortnight". */
const hanNumbers: ReadonlyMap<string, number> = new Map(
  [...'半一二三四五六七八九十'].map((digit, value) => [digit, value === 0 ? 0.5 : value]),
)
const daysOf: ReadonlyMap<string, number> = new Map([
  ['小时', 1 / 24],
  ['天', 1],
  ['周', 7],
  ['礼拜', 7],
  ['星期', 7],
  ['月', 30],
  ['季度', 91],
  ['年', 365],
])

function dayIn(context: ParsingContext, year: number, month: number, day: number): ParsingComponents {
  const date = new Date(Date.UTC(year, month - 1, day))
  return context.createParsingComponents({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() })
}

function after({ reference }: ParsingContext, days: number): ParsingComponents {
  return ParsingComponents.createRelativeFromReference(reference, days < 3 ? { hour: Math.round(days * 24) } : { day: Math.round(days) })
}

/** The last day of a month, quarter or year so many of them ahead; the first where `begins`. */
function edge(context: ParsingContext, unit: 'week' | 'month' | 'quarter' | 'year', ahead: number, begins: boolean): ParsingComponents {
  const year = context.refDate.getUTCFullYear()
  const month = context.refDate.getUTCMonth() + 1
  switch (unit) {
    case 'week': {
      const toSunday = (7 - context.refDate.getUTCDay()) % 7
      return after(context, toSunday + 7 * ahead - (begins ? 6 : 0))
    }
    case 'month':
      return begins ? dayIn(context, year, month + ahead, 1) : dayIn(context, year, month + ahead + 1, 0)
    case 'quarter': {
      const first = Math.floor((month - 1) / 3) * 3 + 1 + 3 * ahead
      return begins ? dayIn(context, year, first, 1) : dayIn(context, year, first + 3, 0)
    }
    case 'year':
      return begins ? dayIn(context, year + ahead, 1, 1) : dayIn(context, year + ahead, 12, 31)
  }
}

/** The next time a day of the year comes. */
function nextTime(context: ParsingContext, month: number, day: number): ParsingComponents {
  const { refDate } = context
  const year = refDate.getUTCFullYear()
  return dayIn(context, Date.UTC(year, month - 1, day) < refDate.getTime() ? year + 1 : year, month, day)
}

const hanAhead: ReadonlyMap<string, number> = new Map([
  ['下', 1],
  ['下个', 1],
  ['下下个', 2],
  ['下下', 2],
  ['明', 1],
  ['后', 2],
])
const hanUnits: ReadonlyMap<string, 'week' | 'month' | 'quarter' | 'year'> = new Map([
  ['周', 'week'],
  ['月', 'month'],
  ['季度', 'quarter'],
  ['年', 'year'],
])
const hanFestivals: ReadonlyMap<string, readonly [month: number, day: number]> = new Map([
  ['国庆', [10, 1]],
  ['元旦', [1, 1]],
  ['五一', [5, 1]],
  ['圣诞', [12, 25]],
])

const hanParsers: readonly Parser[] = [
  {
    pattern: () => /(\d{1,3}|[半一二两三四五六七八九十])个?(小时|天|周|礼拜|星期|月|季度|年)(?:之内|以内|内)?/,
    extract: (context, [, count = '', unit = '']) => {
      const number = count === '两' ? 2 : (hanNumbers.get(count) ?? Number(count))
      const days = daysOf.get(unit)
      return days === undefined || !(number > 0) ? null : after(context, number * days)
    },
  },
  {
    pattern: () => /(这个|本|下下个|下个|下|今|明|后)?(周|月|季度|年)(底|末|初)/,
    extract: (context, [, which = '', unit = '', part]) => {
      const kind = hanUnits.get(unit)
      return kind === undefined ? null : edge(context, kind, hanAhead.get(which) ?? 0, part === '初')
    },
  },
  {
    pattern: () => /(下下个|下个|下|明|后)(周|月|季度|年)(?!\d)/,
    extract: (context, [, which = '', unit = '']) => {
      const kind = hanUnits.get(unit)
      return kind === undefined ? null : edge(context, kind, hanAhead.get(which) ?? 0, true)
    },
  },
  {
    pattern: () => /(国庆|元旦|五一|圣诞)节?/,
    extract: (context, [, name = '']) => {
      const [month, day] = hanFestivals.get(name) ?? [1, 1]
      return nextTime(context, month, day)
    },
  },
]

const englishParsers: readonly Parser[] = [
  {
    pattern: () => /\b(?:the )?end of (?:the |this )?(week|month|quarter|year)\b/i,
    extract: (context, [, unit]) => edge(context, (unit ?? 'year').toLowerCase() as 'year', 0, false),
  },
  { pattern: () => /\beoy\b/i, extract: (context) => edge(context, 'year', 0, false) },
  { pattern: () => /\beom\b/i, extract: (context) => edge(context, 'month', 0, false) },
  { pattern: () => /\b(?:christmas|xmas)\b/i, extract: (context) => nextTime(context, 12, 25) },
  { pattern: () => /\bnew year(?:'s)?\b/i, extract: (context) => nextTime(context, 1, 1) },
  { pattern: () => /\bq([1-4])\b/i, extract: (context, [, nth]) => nextTime(context, (Number(nth) - 1) * 3 + 1, 1) },
  { pattern: () => /\ba fortnight\b/i, extract: (context) => after(context, 14) },
]

let readers: { readonly en: Chrono; readonly zh: Chrono } | undefined

/** Made on first use: most questions have no date. */
function reader(zh: boolean): Chrono {
  if (readers === undefined) {
    readers = { en: english.clone(), zh: hans.casual.clone() }
    readers.en.parsers.unshift(...englishParsers)
    readers.zh.parsers.unshift(...hanParsers)
  }
  return zh ? readers.zh : readers.en
}

/** Where the first date of a few words stands, or undefined. About 20 µs: give it no whole text. */
export function dateIn(words: string, zh: boolean, now: Date): { readonly from: number; readonly to: number } | undefined {
  const [found] = reader(zh).parse(words, { instant: now, timezone: 0 }, { forwardDate: true })
  // "march 4090" is a month and a card.
  if (found === undefined || found.start.date().getUTCFullYear() - now.getUTCFullYear() > farthestYears) return undefined
  return { from: found.index, to: found.index + found.text.length }
}

/** Nobody plans further ahead, years. */
const farthestYears = 50

/** Minutes by which a zone's clocks are ahead of UTC. */
function offsetOf({ now, zone }: Clock): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(now)
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? []
  const offset = Number(hours ?? 0) * 60 + Number(minutes ?? 0)
  return sign === '-' ? -offset : offset
}

/**
 * Seconds from now until what a question's `deadline` says ("2 weeks", "by March 1", 下个月底前): the whole of a span, up to the beginning
 * of a month and to the end of a day. Null where it says no time, or one that is over.
 */
export function deadlineSeconds(said: string, clock: Clock): number | null {
  const reference = { instant: clock.now, timezone: offsetOf(clock) }
  // chrono reads 24小时内, and no 24小时.
  for (const [words, zh] of [
    [said, true],
    [`${said}内`, true],
    [said, false],
  ] as const) {
    const start = reader(zh).parse(words, reference, { forwardDate: true })[0]?.start
    if (!(start instanceof ParsingComponents)) continue
    if (start.isCertain('month') && !start.isCertain('day')) start.imply('day', 1).imply('hour', 0)
    else if (!start.isCertain('hour') && !start.tags().has('result/relativeDate')) start.imply('hour', 23).imply('minute', 59)
    const seconds = (start.date().getTime() - clock.now.getTime()) / 1000
    if (seconds > 0) return seconds
  }
  return null
}
