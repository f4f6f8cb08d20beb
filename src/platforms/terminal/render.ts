import type { Block, Card } from '../../cards/card.ts'
import { renderTable, toneSymbol } from '../../cards/text/table.ts'
import { displayWidth, pad, printable } from '../../cards/text/width.ts'
import { wrap } from '../../cards/text/wrap.ts'
import { type Translate, translate } from '../../cards/words/words.ts'
import { renderBars } from './bars.ts'
import { renderCommands } from './commands.ts'
import { makeStyle, type Style } from './style.ts'

const margin = '  '
const mostRefinements = 4
/** A command made only of these can be pasted into a shell as it is. */
const shellSafe = /^[\p{L}\p{N} _.,:@%+=/-]*$/u

/** How a terminal shows a card: `columns` (40 or more) is never exceeded, and without `color` the text is plain. Ends in a line break. */
export function renderCard(card: Card, { columns, color }: { readonly columns: number; readonly color: boolean }): string {
  const style = makeStyle(color)
  const words = translate(card.language)
  const room = columns - margin.length
  const sections = [
    headline(card, room, style),
    inline(words('terminal.assumed'), card.assumed, card, room).map(style.dim),
    ...card.blocks.map((block) => renderBlock(block, room, style, words)),
    card.notes.flatMap((note) => hanging('· ', note, room)),
    refinements(card, room, style, words),
    inline(words('terminal.sources'), card.sources, card, room).map(style.dim),
    wrap(printable(card.hint), room).map(style.dim),
  ]
  const [first = [], ...rest] = sections.filter((lines) => lines.length > 0)
  const [title = '', ...answer] = first
  const body = [title, ...[...answer, ...rest.flatMap((lines) => ['', ...lines])].map((line) => margin + line)]
  return `${body.map(tidy).join('\n')}\n`
}

/** The verdict's symbol hangs in the margin, beside a bold title; the answer follows at once. */
function headline(card: Card, room: number, style: Style): string[] {
  const symbol = style.tone(card.tone, toneSymbol[card.tone])
  const [first = '', ...rest] = wrap(printable(card.title), room).map((line) => style.bold(line))
  return [`${symbol} ${first}`, ...rest, ...wrap(printable(card.answer), room)]
}

function renderBlock(block: Block, room: number, style: Style, words: Translate): string[] {
  const title = wrap(printable(block.title), room).map(style.bold)
  switch (block.kind) {
    case 'bars':
      return [...title, ...renderBars(block, room, style)]
    case 'table': {
      const more = block.more > 0 ? wrap(words('terminal.more', { count: block.more }), room).map(style.dim) : []
      return [...title, ...renderTable(block, room, style), ...more]
    }
    case 'facts':
      return [...title, ...facts(block.rows, room)]
    case 'lines':
      return [...title, ...block.lines.flatMap((line) => hanging('· ', line, room))]
    case 'commands':
      return [...title, ...renderCommands(block, room, style)]
  }
}

/** Values in a column of their own; under the labels where that would leave them too little room. */
function facts(rows: readonly { readonly label: string; readonly value: string }[], room: number): string[] {
  const labels = rows.map((row) => printable(row.label))
  const widest = labels.reduce((most, label) => Math.max(most, displayWidth(label)), 0)
  if (widest + 2 > room / 2) {
    return rows.flatMap((row, index) => [
      ...wrap(labels[index] ?? '', room),
      ...wrap(printable(row.value), room - 2).map((line) => margin + line),
    ])
  }
  return rows.flatMap((row, index) => labelled(pad(labels[index] ?? '', widest), printable(row.value), room, 2))
}

function refinements(card: Card, room: number, style: Style, words: Translate): string[] {
  const rows = card.refinements.slice(0, mostRefinements).map(({ label, command, shorthand }) => ({
    label: printable(label),
    value: shellLine(`${command} `, printable(withoutCommand(shorthand, command))),
  }))
  if (rows.length === 0) return []
  const isNamed = card.refinements.some(({ label, shorthand }) => label !== shorthand)
  const lines = isNamed ? facts(rows, room) : rows.flatMap(({ value }) => wrap(value, room))
  return [style.bold(words('terminal.try') + colon(card)), ...lines]
}

/** What a shorthand begins with where it is for one command alone; typed behind that command's name it says nothing more. */
const ownWords: ReadonlyMap<string, string> = new Map([
  ['explain', 'explain'],
  ['price', 'price'],
  ['compare', 'compare-gpus'],
  ['gpu', 'gpu-info'],
  ['models', 'what-fits'],
])

/** "compare compare-gpus on h100 + a100": the word once. A Chinese one stays, for it says the language too. */
function withoutCommand(shorthand: string, command: string): string {
  const word = ownWords.get(command)
  return word !== undefined && shorthand.startsWith(`${word} `) ? shorthand.slice(word.length + 1) : shorthand
}

function shellLine(command: string, text: string): string {
  const quoted = shellSafe.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
  return `headroom ${command}${quoted}`
}

/** `label text`, further lines under the text. */
function labelled(label: string, text: string, room: number, gap = 1): string[] {
  const indent = displayWidth(label) + gap
  const [first = '', ...rest] = wrap(text, room - indent)
  return [label + ' '.repeat(gap) + first, ...rest.map((line) => ' '.repeat(indent) + line)]
}

function hanging(mark: string, text: string, room: number): string[] {
  return labelled(mark.trimEnd(), printable(text), room)
}

/** `Label: one · two`; the dot stays with the item before it. */
function inline(label: string, texts: readonly string[], card: Card, room: number): string[] {
  if (texts.length === 0) return []
  return labelled(label + colon(card), texts.map(printable).join('\u00a0· '), room, card.language === 'zh' ? 0 : 1)
}

function colon(card: Card): string {
  return card.language === 'zh' ? '：' : ':'
}

/** No spaces at the end of a line, also where a colour is switched off after them. */
function tidy(line: string): string {
  let text = line.replaceAll('\u00a0', ' ')
  let codes = ''
  for (;;) {
    text = text.trimEnd()
    const last = text.lastIndexOf('\u001b')
    if (last < 0 || !/^\[\d+m$/.test(text.slice(last + 1))) return text + codes
    codes = text.slice(last) + codes
    text = text.slice(0, last)
  }
}
