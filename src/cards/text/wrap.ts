import { eastAsianWidth } from 'get-east-asian-width'
import { displayWidth, graphemes, graphemeWidth } from './width.ts'

/** Marks that may not begin a line, and marks that may not end one (the core of the Chinese rules for line breaks). */
const closing = new Set('，。、；：！？）】」』》〉”’％…—·,.;:!?)]}%')
const opening = new Set('（【「『《〈“‘([{')

interface Piece {
  readonly text: string
  readonly width: number
  /** A space stood before it. */
  readonly spaced: boolean
}

/**
 * Lines of at most `width` columns, broken at spaces (not at no-break ones) and between wide characters; a word longer than a line is cut.
 * Empty text has no lines. `text` must be printable.
 */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(2, width)
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const piece of pieces(text)) {
    const gap = piece.spaced && used > 0 ? 1 : 0
    if (used + gap + piece.width <= room) {
      line += (gap === 1 ? ' ' : '') + piece.text
      used += gap + piece.width
      continue
    }
    if (used > 0) lines.push(line)
    const cut = piece.width > room ? cutToWidth(piece.text, room) : [piece.text]
    line = cut.pop() ?? ''
    used = displayWidth(line)
    lines.push(...cut)
  }
  if (used > 0) lines.push(line)
  return lines
}

/** What may not be torn apart: a run of narrow characters, or one wide character with the marks that cling to it. */
function pieces(text: string): Piece[] {
  const found: Piece[] = []
  for (const [index, word] of text.split(/ +/u).entries()) {
    let spaced = index > 0
    let current = ''
    let width = 0
    let glue = true
    const flush = () => {
      if (current !== '') found.push({ text: current, width, spaced })
      if (current !== '') spaced = false
      current = ''
      width = 0
    }
    for (const grapheme of graphemes(word)) {
      const wide = isWide(grapheme)
      if (!glue && !closing.has(grapheme) && (wide || endsWide(current))) flush()
      current += grapheme
      width += graphemeWidth(grapheme)
      glue = opening.has(grapheme)
    }
    flush()
  }
  return found
}

function isWide(grapheme: string): boolean {
  return eastAsianWidth(grapheme.codePointAt(0) ?? 0) === 2
}

/** Whether a break may follow: after a wide character, or after a closing mark that clings to one. */
function endsWide(text: string): boolean {
  const characters = [...text]
  for (let i = characters.length - 1; i >= 0; i -= 1) {
    const character = characters[i] ?? ''
    if (isWide(character)) return true
    if (!closing.has(character)) return false
  }
  return false
}

function cutToWidth(text: string, width: number): string[] {
  const parts: string[] = []
  let part = ''
  let used = 0
  for (const grapheme of graphemes(text)) {
    const next = graphemeWidth(grapheme)
    if (used + next > width && part !== '') {
      parts.push(part)
      part = ''
      used = 0
    }
    part += grapheme
    used += next
  }
  if (part !== '') parts.push(part)
  return parts
}
