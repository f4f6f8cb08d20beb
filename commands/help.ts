import { helpCard } from '../src/cards/help.ts'
import type { Command } from './command.ts'

/** How people begin with something they do not know yet. All of a text, or it is a question of its own. */
const openings: ReadonlySet<string> = new Set([
  'help',
  'help me',
  'commands',
  'usage',
  'how does this work',
  'how do i use this',
  'what can you do',
  'what can i ask',
  'hi',
  'hello',
  'hey',
  '帮助',
  '帮忙',
  '怎么用',
  '如何使用',
  '你能做什么',
  '你会什么',
  '可以问什么',
  '你好',
  '您好',
])

/** Lists `commands` and itself. Made from the list, so that it cannot fall behind it. */
export function helpFor(commands: readonly Command[]): Command {
  const help: Command = {
    name: 'help',
    localName: '帮助',
    summary: { en: 'what can be asked, with examples', zh: '可以问什么，附例子' },
    intents: [],
    ownText: true,
    hears: (_, text) => openings.has(bare(text)),
    options: [],
    examples: [],
    run: ({ question }) => ({ card: helpCard([...commands, help], question.language), shorthand: '' }),
  }
  return help
}

/** Lower case, without what stands around the words: "Help!", “帮助？”. */
function bare(text: string): string {
  const letters = [...text.toLowerCase()]
  const first = letters.findIndex(isWord)
  return first < 0 ? '' : letters.slice(first, letters.findLastIndex(isWord) + 1).join('')
}

const isWord = (letter: string) => /[\p{L}\p{N}]/u.test(letter)
