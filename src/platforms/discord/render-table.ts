import type { Column, TableBlock } from '../../cards/card.ts'
import { renderTable, toneSymbol } from '../../cards/text/table.ts'
import { clip, displayWidth, pad, printable } from '../../cards/text/width.ts'

/** Characters of fixed width a phone shows on one line of an embed. */
export const phoneColumns = 38
const gap = 2
/** Lines under the first one: a second only for what counts. */
const linesUnder = 2
const counts = 5

const uncoloured = { dim: (text: string) => text, tone: (_: string, text: string) => text }

/**
 * A table for a phone. One that would lose columns there is stacked: what counts most of the other columns goes beside the first one
 * where there is room, and under it, in columns again.
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
  const marked = rows.some(({ tone }) => tone !== 'info')
  const measured = others.flatMap((column, at): Detail[] => {
    const index = at + 1
    const width = Math.min(room, widest([column.label, ...rows.map(({ cells }) => cells[index] ?? '')]))
    return marked && column.byMark ? [] : [{ index, column, width }]
  })
  const name = Math.min(room, widest([first.label, ...rows.map(({ cells }) => cells[0] ?? '')]))
  const [beside = [], ...under] = packed(measured, [room - name - gap, ...Array.from({ length: linesUnder }, () => room)])
  const lines = (mark: string, title: string, textOf: (index: number) => string) => {
    const detail = ({ index, width }: Detail, align: Column['align']) => pad(printable(textOf(index)), width, align)
    const right = beside.map((one) => detail(one, 'right')).join(' '.repeat(gap))
    const left = clip(printable(title), room)
    return [
      mark + (right === '' ? left : pad(left, room - displayWidth(right), 'left') + right),
      ...under.map((line) => ' '.repeat(gap) + line.map((one) => detail(one, 'left')).join(' '.repeat(gap))),
    ].map((line) => line.trimEnd())
  }
  const heading = lines(marked ? ' '.repeat(gap) : '', first.label, (index) => columns[index]?.label ?? '')
  const body = rows.flatMap(({ cells, tone }) => {
    const mark = marked ? `${tone === 'info' ? ' ' : toneSymbol[tone]} ` : ''
    return lines(mark, cells[0] ?? '', (index) => cells[index] ?? '')
  })
  return [...heading, '─'.repeat(phoneColumns), ...body]
}

/** The columns with the smallest `keep` that go on lines with so much room, each in their own order; lines with nothing on them are left out, but for the first. */
function packed(details: readonly Detail[], rooms: readonly number[]): Detail[][] {
  const lines = rooms.map((room) => ({ room, on: [] as Detail[] }))
  const widthOf = (line: readonly Detail[]) => line.reduce((sum, { width }) => sum + width + gap, -gap)
  for (const detail of [...details].sort((a, b) => a.column.keep - b.column.keep))
    lines
      .find(({ room, on }, line) => widthOf([...on, detail]) <= room && (line < linesUnder || detail.column.keep <= counts))
      ?.on.push(detail)
  return lines.map(({ on }) => on.sort((a, b) => a.index - b.index)).filter((line, index) => index === 0 || line.length > 0)
}

export function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, displayWidth(printable(text))), 0)
}
