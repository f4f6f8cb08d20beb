import { helpCard } from '../src/cards/help.ts'
import type { Command } from './command.ts'

/** Lists `commands` and itself. Made from the list, so that it cannot fall behind it. */
export function helpFor(commands: readonly Command[]): Command {
  const help: Command = {
    name: 'help',
    localName: '帮助',
    summary: { en: 'what can be asked, with examples', zh: '可以问什么，附例子' },
    intents: [],
    ownText: true,
    options: [],
    examples: [],
    run: ({ question }) => ({ card: helpCard([...commands, help], question.language), shorthand: '' }),
  }
  return help
}
