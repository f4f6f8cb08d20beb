import type { Atom } from '../catalog/find-atoms.ts'
import { dateIn } from './dates.ts'
import { isWord, type Lexeme } from './lexeme.ts'
import { isWithin } from './scene.ts'

/** What a deadline is read from. */
interface Said {
  /** Normalised. */
  readonly text: string
  readonly atoms: readonly Atom[]
  readonly lexemes: readonly Lexeme[]
  readonly now: Date
}

/** "2 weeks" of "in 2 weeks", 一个月内, "by March 1", 下个月底前: the words as written. What they mean is for `deadlineSeconds`. */
export function readDeadline(said: Said): string | null {
  return span(said) ?? englishDate(said) ?? hanDate(said)
}

/** A number of days, weeks or months that something should take, or has taken so long to train. */
function span({ text, atoms, lexemes }: Said): string | null {
  for (const [at, lexeme] of lexemes.entries()) {
    const before = lexemes[at - 1]
    if (lexeme.tag === 'number' && lexeme.unit === 'duration' && !lexeme.used) {
      lexeme.used = true
      const behind = lexemes[at + 2]
      const inside = isWord(behind, 'under')
      const asked = inside || isWord(behind, 'finish') || isWithin(before) || (before?.tag === 'cue' && before.value === 'train')
      if (asked) return slice(text, atoms, lexeme, inside ? behind : lexemes[at + 1])
    }
    // "a month" is one phrase, "a week" two.
    if (lexeme.tag === 'cue' && lexeme.value === 'per-hour' && isWithin(before)) return slice(text, atoms, lexeme, lexeme)
    if (lexeme.tag === 'measure' && lexeme.value === 'duration' && !lexeme.claimed && ones.has(atoms[lexeme.from - 1]?.text ?? '')) {
      const within = lexemes[at - 2]
      if (isWithin(within))
        return slice(text, atoms, isWord(within, 'under') && atoms[within?.from ?? 0]?.text !== 'within' ? within : before, lexeme)
    }
  }
  return null
}

const ones = new Set(['a', 'an', 'one', 'half'])

/** Words of calendars: a date is looked for only where one stands a little behind "by", "before" or "until". */
const calendar: ReadonlySet<string> = new Set(
  (
    'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec ' +
    'monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun tomorrow tonight next weekend christmas xmas new eoy eom q ' +
    'year month week quarter fortnight'
  ).split(' '),
)
/** Atoms a date may take. */
const longestDate = 6

function englishDate({ text, atoms, lexemes, now }: Said): string | null {
  for (const lexeme of lexemes) {
    if (!isWord(lexeme, 'deadline') || lexeme.to >= atoms.length) continue
    const words = atoms.slice(lexeme.to, lexeme.to + longestDate)
    if (!words.some((atom, at) => calendar.has(atom.text) || isDigits(atom, words[at + 1]))) continue
    const start = words[0]?.start ?? 0
    const found = dateIn(text.slice(start, words.at(-1)?.end), false, now)
    if (found !== undefined && isWhole(text, start, found)) return text.slice(atoms[lexeme.from]?.start, start + found.to).trim()
  }
  return null
}

/** Right behind its word, but for "the", and not the beginning of something else (`16-7b`, `4.65bpw`). */
function isWhole(text: string, start: number, { from, to }: { readonly from: number; readonly to: number }): boolean {
  const between = text.slice(start, start + from).trim()
  // An hour is no day: "by at 20".
  if (/^(?:at )?\d{1,2}$/.test(text.slice(start + from, start + to).trim())) return false
  return (between === '' || between === 'the') && !/^(?:[a-z0-9]|\.\d)/.test(text.slice(start + to, start + to + 2))
}

/** `2027-03-01`, `3/1`. */
function isDigits(atom: Atom, next: Atom | undefined): boolean {
  return atom.kind === 'number' && next?.glued === true && (next.text === '-' || next.text === '/')
}

const hanDateSigns = new Set([...'年月日号周星期礼拜底末初上中下个这本今明后天一二三四五六七八九十国庆元旦圣诞节季度'])
/** What closes a date: 3月1日前, 下个月底之前; an end of a month or year closes itself. */
const closes = new Set(['前', '之', '以'])

function hanDate({ text, atoms, now }: Said): string | null {
  for (let at = 1; at < atoms.length; at++) {
    const atom = atoms[at]
    const isEnd = atom?.text === '底' || atom?.text === '末'
    const isBefore = closes.has(atom?.text ?? '') && (atom?.text === '前' || atoms[at + 1]?.text === '前')
    if (atom === undefined || !(isEnd || isBefore)) continue
    const last = isEnd ? at : at - 1
    let first = last
    while (first > 0 && first > last - longestDate && atoms[first]?.glued === true && isOfDate(atoms[first - 1])) first--
    if (!isOfDate(atoms[last])) continue
    const start = atoms[first]?.start ?? 0
    const found = dateIn(text.slice(start, atoms[last]?.end), true, now)
    if (found === undefined) continue
    return text.slice(start, atoms[endOfBefore(atoms, last)]?.end)
  }
  return null
}

/** The place of the 前 that follows, or of the date's own last sign. */
function endOfBefore(atoms: readonly Atom[], last: number): number {
  if (atoms[last + 1]?.text === '前') return last + 1
  return closes.has(atoms[last + 1]?.text ?? '') && atoms[last + 2]?.text === '前' ? last + 2 : last
}

function isOfDate(atom: Atom | undefined): boolean {
  return atom !== undefined && (atom.kind === 'number' ? atom.value < 2100 : hanDateSigns.has(atom.text))
}

function slice(text: string, atoms: readonly Atom[], from: Lexeme | undefined, to: Lexeme | undefined): string | null {
  const start = atoms[from?.from ?? -1]?.start
  const end = atoms[(to?.to ?? 0) - 1]?.end
  return start === undefined || end === undefined || end - start > 40 ? null : text.slice(start, end)
}
