import { eastAsianWidth } from 'get-east-asian-width'

/** Moves the cursor, reverses the text or hides in it: controls, line separators, bidirectional marks, invisible spaces. */
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\u200b\u2060\ufeff]+/gu
const escapeCharacter = '\u001b'
/** What follows an escape character: a colour or cursor code, or a command to the terminal with its text. */
const escapeTail = /^(?:\[[0-9;:?]*[A-Za-z~]|\][^\p{Cc}]*)/u
const loneSurrogate = /\p{Cs}/gu
const zeroWidth = /^(?:\p{Mn}|\p{Me}|\p{Join_Control})$/u
const emoji = /\p{Emoji_Presentation}|\ufe0f|\p{Extended_Pictographic}\u200d/u

let segmenter: Intl.Segmenter | undefined

/** Characters most cards are made of, each of them safe, one reader's character and this wide: ASCII, Latin letters, dashes and quotes, arrows, rules; Chinese. */
const narrow: readonly (readonly [from: number, to: number])[] = [
  [0x20, 0x7e],
  [0xa1, 0xac],
  [0xae, 0x24f],
  [0x2010, 0x2027],
  [0x2030, 0x203b],
  [0x2190, 0x2193],
  [0x2212, 0x2212],
  [0x2248, 0x2248],
  [0x2264, 0x2265],
  [0x2500, 0x259f],
  [0x2713, 0x2713],
  [0x2717, 0x2717],
]
const wide: readonly (readonly [from: number, to: number])[] = [
  [0x3001, 0x3002],
  [0x4e00, 0x9fff],
  [0xff01, 0xff5e],
]
/** Columns by UTF-16 unit; 0: to be looked at more closely. */
const columnsOf = new Uint8Array(0x10000)
for (const [from, to] of narrow) columnsOf.fill(1, from, to + 1)
for (const [from, to] of wide) columnsOf.fill(2, from, to + 1)

/** Columns of a text that is made of those alone; undefined where it is not. */
function simpleWidth(text: string): number | undefined {
  let width = 0
  for (let at = 0; at < text.length; at++) {
    const columns = columnsOf[text.charCodeAt(at)] ?? 0
    if (columns === 0) return undefined
    width += columns
  }
  return width
}

const isSimple = (text: string) => simpleWidth(text) !== undefined

/** Text that is safe to print on one line: what the asker typed can reach a card, and must not reach the terminal's controls. */
export function printable(text: string): string {
  if (isSimple(text)) return text
  const [first = '', ...rest] = text.split(escapeCharacter)
  const plain = [first, ...rest.map((part) => part.replace(escapeTail, ''))].join('')
  return plain.replace(unsafe, ' ').replace(loneSurrogate, '\ufffd')
}

/** What a reader sees as one character each. */
export function graphemes(text: string): string[] {
  if (isSimple(text)) return [...text]
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return Array.from(segmenter.segment(text), (part) => part.segment)
}

/** Columns one grapheme takes: 2 for East Asian wide characters and emoji, 0 for a mark alone. */
export function graphemeWidth(grapheme: string): number {
  if (emoji.test(grapheme)) return 2
  let width = 0
  for (const character of grapheme) {
    if (zeroWidth.test(character)) continue
    width += eastAsianWidth(character.codePointAt(0) ?? 0)
  }
  return width
}

/** Columns `text` takes. It must be printable. */
export function displayWidth(text: string): number {
  const simple = simpleWidth(text)
  if (simple !== undefined) return simple
  let width = 0
  for (const grapheme of graphemes(text)) width += graphemeWidth(grapheme)
  return width
}

/** At most `width` columns of `text`, ending in … where something was left out. */
export function clip(text: string, width: number): string {
  if (displayWidth(text) <= width) return text
  if (width < 1) return ''
  let used = 0
  let kept = ''
  for (const grapheme of graphemes(text)) {
    used += graphemeWidth(grapheme)
    if (used > width - 1) break
    kept += grapheme
  }
  return `${kept.trimEnd()}…`
}

/** `text` in exactly `width` columns, clipped or filled with spaces. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const clipped = clip(text, width)
  const space = ' '.repeat(Math.max(0, width - displayWidth(clipped)))
  return align === 'right' ? space + clipped : clipped + space
}
