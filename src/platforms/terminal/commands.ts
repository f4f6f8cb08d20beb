import type { CommandsBlock } from '../../cards/card.ts'
import { displayWidth, printable } from '../../cards/text/width.ts'
import { wrap } from '../../cards/text/wrap.ts'
import type { Style } from './style.ts'

/** Tells the shell that the command goes on in the next line. */
const more = ' \\'
const indent = '  '

/** Commands as they can be copied: whole, each on lines of its own. */
export function renderCommands(block: CommandsBlock, room: number, style: Style): string[] {
  return block.rows.flatMap(({ label, text }) => [...wrap(printable(label), room).map(style.dim), ...continuedLines(printable(text), room)])
}

/** A command on lines of at most `room` columns, broken between arguments alone: one that is longer keeps a line to itself. */
export function continuedLines(text: string, room: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of pieces(text, room - indent.length - more.length)) {
    const longer = line === '' ? piece : `${line} ${piece}`
    if (line === '' || displayWidth(longer) + more.length <= room) {
      line = longer
      continue
    }
    lines.push(line + more)
    line = indent + piece
  }
  return line === '' ? lines : [...lines, line]
}

/** Arguments, a flag with the value after it where both fit on a line. */
function pieces(text: string, room: number): string[] {
  const found: string[] = []
  for (const argument of shellArguments(text)) {
    const flag = found.at(-1)
    const pair = `${flag} ${argument}`
    const belongs = flag?.startsWith('-') === true && !flag.includes(' ') && !argument.startsWith('-')
    if (belongs && displayWidth(pair) <= room) found[found.length - 1] = pair
    else found.push(argument)
  }
  return found
}

/** Cut at the spaces a shell cuts at: outside of quotes. */
function shellArguments(text: string): string[] {
  const found: string[] = []
  let current = ''
  let isQuoted = false
  let isEscaped = false
  for (const letter of text) {
    if (letter === "'" && !isEscaped) isQuoted = !isQuoted
    isEscaped = letter === '\\' && !isQuoted && !isEscaped
    if (letter !== ' ' || isQuoted) current += letter
    else if (current !== '') {
      found.push(current)
      current = ''
    }
  }
  return current === '' ? found : [...found, current]
}
