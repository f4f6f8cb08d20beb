import type { BarsBlock, Block, CommandsBlock, TableBlock } from '../../cards/card.ts'
import { clip, displayWidth, pad, printable } from '../../cards/text/width.ts'
import { wrap } from '../../cards/text/wrap.ts'
import type { Translate } from '../../cards/words/words.ts'
import { codeBlock, markdown, markdownLine, plain } from './escape.ts'
import { phoneColumns, tableLines, widest } from './render-table.ts'

/** A block as markdown: figures in columns, text as text. At most `mostRows` rows of a table. */
export function renderBlock(block: Block, mostRows: number, words: Translate): string {
  const body = bodyOf(block, mostRows, words)
  if (body === '') return ''
  const title = markdown(block.title)
  return title === '' ? body : `**${title}**\n${body}`
}

function bodyOf(block: Block, mostRows: number, words: Translate): string {
  switch (block.kind) {
    case 'bars':
      return codeBlock(barLines(block))
    case 'table':
      return tableBody(block, mostRows, words)
    case 'facts':
      return block.rows.map(({ label, value }) => fact(label, value)).join('\n')
    case 'lines':
      return block.lines.map((line) => `• ${markdown(line)}`).join('\n')
    case 'commands':
      return commandsBody(block)
  }
}

function fact(label: string, value: string): string {
  if (plain(label) === '') return markdownLine(value)
  return `**${markdown(label)}**  ${markdown(value)}`.trimEnd()
}

function tableBody(block: TableBlock, mostRows: number, words: Translate): string {
  const rows = block.rows.slice(0, mostRows)
  const count = block.more + block.rows.length - rows.length
  const table = rows.length === 0 ? '' : codeBlock(tableLines({ ...block, rows }))
  return [table, count > 0 ? words('discord.more', { count }) : ''].filter((part) => part !== '').join('\n')
}

/** Label, value and share in columns: a phone has no room for a bar beside a range. The range of the whole stands under it. */
function barLines({ rows, total }: BarsBlock): string[] {
  const values = [...rows, total].map(({ value }) => value)
  const shareWidth = 4
  const valueWidth = Math.min(widest(values), 20)
  const labelWidth = Math.min(widest([...rows, total].map(({ label }) => label)), phoneColumns - valueWidth - shareWidth - 4)
  const line = (label: string, value: string, share: string) =>
    [pad(printable(label), labelWidth), pad(printable(value), valueWidth), share.padStart(shareWidth)].join('  ')
  const width = labelWidth + valueWidth + shareWidth + 4
  const note = printable(total.note)
  return [
    ...rows.map(({ label, value, share }) => line(label, value, percent(share))),
    '─'.repeat(width),
    line(total.label, total.value, ''),
    ...(displayWidth(note) <= phoneColumns ? [note] : wrap(clip(note, 2 * phoneColumns - 2), phoneColumns)),
  ].filter((text) => text.trim() !== '')
}

function percent(share: number): string {
  const part = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) * 100 : 0
  return part > 0 && part < 1 ? '<1%' : `${Math.round(part)}%`
}

/** Whole, each in a block of its own: a tap copies a block. */
function commandsBody({ rows }: CommandsBlock): string {
  return rows
    .map(({ label, text }) => [markdownLine(label), codeBlock([printable(text)])].filter((part) => part !== '').join('\n'))
    .join('\n')
}
