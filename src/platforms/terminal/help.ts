import type { Command } from '../../../commands/command.ts'
import type { Block, Card } from '../../cards/card.ts'
import { commandHelpCard, helpCard } from '../../cards/help.ts'
import { translate } from '../../cards/words/words.ts'
import type { Language } from '../../language/question.ts'
import { flags } from './flags.ts'

/** `headroom --help`: the help of every platform, and how to write it here. */
export function terminalHelp(commands: readonly Command[], language: Language): Card {
  const words = translate(language)
  const card = helpCard(commands, language)
  const usage: Block = {
    kind: 'facts',
    title: words('help.usage'),
    rows: [
      { label: 'headroom <command> [options] <text>', value: words('help.one') },
      { label: 'headroom ask <text>', value: words('help.ask') },
      { label: 'headroom prices refresh', value: words('help.refresh') },
      { label: 'headroom start', value: words('help.start') },
      { label: 'headroom discord register', value: words('help.discord') },
      { label: 'headroom doctor', value: words('help.doctor') },
    ],
  }
  return { ...card, blocks: [usage, ...card.blocks, flagList(language)] }
}

/** `headroom fit --help`. */
export function terminalCommandHelp(command: Command, language: Language): Card {
  // The options are pieces of the question, which here is typed whole.
  const card = commandHelpCard({ ...command, options: [] }, language)
  return { ...card, title: `headroom ${command.name} [options] <text>`, blocks: [...card.blocks, flagList(language)] }
}

function flagList(language: Language): Block {
  const words = translate(language)
  const names = Object.keys(flags) as (keyof typeof flags)[]
  return {
    kind: 'facts',
    title: words('help.options'),
    rows: names.map((name) => ({ label: flagLabel(name), value: words(`help.flags.${name}`) })),
  }
}

function flagLabel(name: keyof typeof flags): string {
  const flag = flags[name]
  const short = 'short' in flag ? `-${flag.short}, ` : ''
  return `${short}--${name}${'example' in flag ? ` ${flag.example}` : ''}`
}
