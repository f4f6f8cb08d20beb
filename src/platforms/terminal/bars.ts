import type { BarsBlock } from '../../cards/card.ts'
import { displayWidth, pad, printable } from '../../cards/text/width.ts'
import { wrap } from '../../cards/text/wrap.ts'
import type { Style } from './style.ts'

/** Columns a note needs beside its bar to be broken over lines there; with less it stands below. */
const roomForNotes = 24
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A bar of `share` × `width` columns, to an eighth of a column; a part that exists is never invisible. */
export function bar(share: number, width: number): string {
  const part = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0
  const units = part === 0 ? 0 : Math.max(1, Math.round(part * width * 8))
  return '█'.repeat(Math.floor(units / 8)) + (eighths[units % 8] ?? '')
}

/** Label, bar, value and note in columns; where notes have no room beside the bars they stand under them. */
export function renderBars(block: BarsBlock, columns: number, style: Style): string[] {
  const rows = [...block.rows, { ...block.total, share: 0 }].map((row) => ({
    label: printable(row.label),
    value: printable(row.value),
    note: printable(row.note),
    share: row.share,
  }))
  const barWidth = columns >= 100 ? 24 : columns >= 72 ? 16 : 10
  const widest = (texts: readonly string[]) => texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0)
  const valueWidth = Math.min(widest(rows.map((row) => row.value)), Math.floor(columns / 3))
  const labelWidth = Math.min(widest(rows.map((row) => row.label)), Math.max(4, columns - valueWidth - barWidth - 4))
  const taken = labelWidth + barWidth + valueWidth + 6
  const free = columns - taken
  const lines: string[] = []
  for (const [index, row] of rows.entries()) {
    const isTotal = index === rows.length - 1
    const label = pad(row.label, labelWidth)
    const value = pad(row.value, valueWidth, 'right')
    const drawn = pad(isTotal ? '' : bar(row.share, barWidth), barWidth)
    const line = isTotal ? style.bold(`${label}  ${drawn}  ${value}`) : `${label}  ${style.tone('info', drawn)}  ${value}`
    if (displayWidth(row.note) <= free || free >= roomForNotes) {
      const [first, ...rest] = wrap(row.note, free)
      lines.push(first === undefined ? line : `${line}  ${style.dim(first)}`)
      for (const more of rest) lines.push(' '.repeat(taken) + style.dim(more))
    } else {
      lines.push(line, ...wrap(row.note, columns - 2).map((under) => `  ${style.dim(under)}`))
    }
  }
  return lines
}
