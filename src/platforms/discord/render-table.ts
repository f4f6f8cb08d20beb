import type { Column, TableBlock } from '../../cards/card.ts'
import { renderTable, toneSymbol } from '../../cards/text/table.ts'
import { clip, displayWidth, pad, printable } from '../../cards/text/width.ts'

/** Characters of fixed width a phone shows on one line of an embed. */
export const phoneColumns = 38
const gap = 2
const mostDetailLines = 2

const uncoloured = { dim: (text: string) => text, tone: (_: string, text: string) => text }

/**
 * A table for a phone. One that would lose columns there is stacked: the first column on a line of its own, what counts most of the
 * others under it, in columns again.
 */
export function tableLines(block: TableBlock): string[] {
  return flatWidth(block) <= phoneColumns ? renderTable(block, phoneColumns, uncoloured) : stackedLines(block)
}

function flatWidth({ columns, rows }: TableBlock): number {
  const marks = rows.some(({ tone }) => tone !== 'info') ? gap : 0
  // Headings may stand on two lines, so that it is the cells that take room.
  const cells = columns.map((_, index) => widest(rows.map(({ cells: own }) => own[index] ?? '')))
  return cells.reduce((sum, width) => sum + width, marks) + gap * (columns.length - 1)
}

interface Detail {
  readonly index: number
  readonly column: Column
  readonly width: number
}

function stackedLines({ columns, rows }: TableBlock): string[] {
  const [first, ...others] = columns
  if (first === undefined) return []
  const room = phoneColumns - gap
  const measured = others.map((column, at) => {
    const index = at + 1
    return { index, column, width: Math.min(room, widest([column.label, ...rows.map(({ cells }) => cells[index] ?? '')])) }
  })
  const details = packed(measured, room)
  const under = (texts: (detail: Detail) => string) =>
    details.map((line) => `  ${line.map((detail) => pad(printable(texts(detail)), detail.width, 'left')).join(' '.repeat(gap))}`)
  const heading = [clip(printable(first.label), phoneColumns), ...under(({ column }) => column.label)]
  const marked = rows.some(({ tone }) => tone !== 'info')
  const body = rows.flatMap(({ cells, tone }) => {
    const mark = marked ? `${tone === 'info' ? ' ' : toneSymbol[tone]} ` : ''
    return [mark + clip(printable(cells[0] ?? ''), phoneColumns - mark.length), ...under(({ index }) => cells[index] ?? '')]
  })
  return [...heading, '─'.repeat(phoneColumns), ...body]
}

/** The columns with the smallest `keep` that go on two lines, in their own order. */
function packed(details: readonly Detail[], room: number): Detail[][] {
  const lines: Detail[][] = Array.from({ length: mostDetailLines }, () => [])
  const widthOf = (line: readonly Detail[]) => line.reduce((sum, { width }) => sum + width + gap, -gap)
  for (const detail of [...details].sort((a, b) => a.column.keep - b.column.keep)) {
    const line = lines.find((one) => widthOf([...one, detail]) <= room)
    line?.push(detail)
  }
  return lines.filter((line) => line.length > 0).map((line) => line.sort((a, b) => a.index - b.index))
}

export function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, displayWidth(printable(text))), 0)
}
