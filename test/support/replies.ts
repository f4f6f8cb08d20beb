import type { Answer, Command } from '../../commands/command.ts'
import { commands } from '../../commands/index.ts'
import type { Card } from '../../src/cards/card.ts'
import { createHeadroom } from '../../src/headroom.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import { noon, read } from './read.ts'

/** The application as it comes. */
export const headroom = createHeadroom(commands, { prices: bundledPrices })

/** The whole reply path: what somebody typed, and the answer with the command it went to. Throws where there is a refusal. */
export function reply(text: string): { readonly command: string; readonly answer: Answer; readonly card: Card } {
  const said = headroom.reply(text, noon)
  if (said.kind !== 'answer') throw new Error(`${text}: refused as ${said.error.code}`)
  return { command: said.command, answer: said.answer, card: said.answer.card }
}

/** What a command itself makes of a text, wherever the reply path would have sent it. */
export function answerBy(command: Command, text: string, { all = false, why = false, prices = bundledPrices } = {}): Answer {
  return command.run({ question: read(text), text, all, why }, { prices })
}

/** Every command line of a card. */
export function commandsOf({ blocks }: Card): readonly string[] {
  return blocks.flatMap((block) => (block.kind === 'commands' ? block.rows.map(({ text }) => text) : []))
}

/** The cells of a card's table, row by row; of its first one, unless another is meant. */
export function tableOf({ blocks }: Card, nth = 0): readonly (readonly string[])[] {
  const table = blocks.filter((block) => block.kind === 'table')[nth]
  return table?.kind === 'table' ? table.rows.map(({ cells }) => cells) : []
}

/** Everything a card says, in one text. */
export function textOf(card: Card): string {
  const blocks = card.blocks.flatMap((block) => {
    if (block.kind === 'lines') return [block.title, ...block.lines]
    if (block.kind === 'table')
      return [block.title, ...block.columns.map(({ label }) => label), ...block.rows.flatMap(({ cells }) => cells)]
    if (block.kind === 'commands') return block.rows.flatMap(({ label, text }) => [label, text])
    return [block.title, ...block.rows.flatMap(({ label, value }) => [label, value])]
  })
  return [card.title, card.answer, ...card.assumed, ...blocks, ...card.notes, card.hint].join('\n')
}
