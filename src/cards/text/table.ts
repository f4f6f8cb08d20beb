import type { Column, TableBlock, Tone } from '../card.ts'
import { displayWidth, pad, printable } from './width.ts'
import { wrap } from './wrap.ts'

/** How a place colours what is laid out: around text that is measured and padded already. */
export interface Paint {
  dim(text: string): string
  tone(tone: Tone, text: string): string
}

/** One column each, so that a verdict can be read without colour. */
export const toneSymbol: Readonly<Record<Tone, string>> = { fits: '✓', tight: '~', 'too-big': '✗', info: 'i', error: '!' }

const gap = 2
const narrowest = 4
/** A word this short is not worth breaking. */
const shortHeading = 6

interface Laid {
  readonly column: Column
  readonly index: number
  /** The heading, one line or two. */
  readonly heading: readonly string[]
  readonly width: number
}

/**
 * A table of at most `columns` columns. Room is made in this order: headings on two lines, the columns with the largest
 * `keep` left out, the widest column clipped.
 */
export function renderTable(block: TableBlock, columns: number, paint: Paint): string[] {
  const rows = block.rows.map((row) => ({ tone: row.tone, cells: block.columns.map((_, index) => printable(row.cells[index] ?? '')) }))
  const marked = rows.some((row) => row.tone !== 'info')
  const room = columns - (marked ? gap : 0)
  const laid = layOut(block.columns, rows, room)
  const margin = marked ? ' '.repeat(gap) : ''
  const join = (cells: readonly string[]) => cells.join(' '.repeat(gap))

  const depth = laid.reduce((most, { heading }) => Math.max(most, heading.length), 0)
  const lines: string[] = []
  for (let line = 0; line < depth; line += 1) {
    const cells = laid.map(({ column, heading, width }) => pad(heading[heading.length - depth + line] ?? '', width, column.align))
    lines.push(paint.dim(margin + join(cells)))
  }
  for (const row of rows) {
    const symbol = row.tone === 'info' ? ' ' : toneSymbol[row.tone]
    const mark = marked ? `${paint.tone(row.tone, symbol)} ` : ''
    lines.push(mark + join(laid.map(({ column, index, width }) => pad(row.cells[index] ?? '', width, column.align))))
  }
  return lines
}

function layOut(columns: readonly Column[], rows: readonly { readonly cells: readonly string[] }[], room: number): Laid[] {
  const measured = columns.map((column, index) => {
    const heading = printable(column.label)
    const cells = rows.reduce((most, row) => Math.max(most, displayWidth(row.cells[index] ?? '')), 0)
    return { column, index, heading, cells: Math.max(1, cells) }
  })
  let kept = measured
  for (;;) {
    const wide = kept.map((one) => ({ ...one, heading: [one.heading], width: Math.max(one.cells, displayWidth(one.heading)) }))
    if (total(wide) <= room) return wide
    const narrow = kept.map((one) => ({ ...one, ...onTwoLines(one.heading, one.cells) }))
    if (total(narrow) <= room) return narrow
    if (kept.length <= 2) return clipped(narrow, room)
    const first = kept.reduce((most, one) => (one.column.keep >= most.column.keep ? one : most))
    kept = kept.filter((one) => one !== first)
  }
}

function onTwoLines(heading: string, cells: number): { heading: readonly string[]; width: number } {
  const lines = displayWidth(heading) <= cells ? [heading] : halves(heading)
  return { heading: lines, width: Math.max(cells, ...lines.map(displayWidth)) }
}

/** A heading on two lines of about one length: broken at a space where that is near the middle, else where wrapping may break. */
function halves(heading: string): readonly string[] {
  const whole = displayWidth(heading)
  if (whole <= shortHeading) return [heading]
  const words = heading.split(' ')
  let best = [heading]
  for (let i = 1; i < words.length; i += 1) {
    const pair = [words.slice(0, i).join(' '), words.slice(i).join(' ')]
    if (widest(pair) <= widest(best)) best = pair
  }
  // One word in letters is not taken apart: "Rele", "ased".
  if (widest(best) <= whole * 0.7 || /^[\x21-\x7e]+$/.test(heading)) return best
  for (let width = Math.ceil(whole / 2); width < widest(best); width += 1) {
    const lines = wrap(heading, width)
    if (lines.length <= 2) return lines
  }
  return best
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0)
}

function clipped(laid: readonly Laid[], room: number): Laid[] {
  const result = [...laid]
  for (let excess = total(result) - room; excess > 0; excess = total(result) - room) {
    const widest = result.reduce((most, one) => (one.width > most.width ? one : most))
    if (widest.width <= narrowest) return result
    result[result.indexOf(widest)] = { ...widest, width: Math.max(narrowest, widest.width - excess) }
  }
  return result
}

function total(laid: readonly { readonly width: number }[]): number {
  return laid.reduce((sum, one) => sum + one.width, 0) + gap * Math.max(0, laid.length - 1)
}
