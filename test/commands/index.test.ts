import { describe, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { emptyQuestion } from '../../src/language/question.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import { noon } from '../support/read.ts'
import { headroom } from '../support/replies.ts'

describe('the commands', () => {
  it('have names of their own that a terminal and a chat can type', () => {
    const names = commands.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => !/^[a-z][a-z-]{1,20}$/.test(name))).toEqual([])
    expect(names).toContain('help')
  })

  it('claim each intent once at most', () => {
    const intents = commands.flatMap((command) => command.intents)
    expect(new Set(intents).size).toBe(intents.length)
    expect(intents).not.toContain('none')
  })

  it('list themselves in help, in both languages', () => {
    for (const language of ['en', 'zh'] as const) {
      const help = commands.find(({ name }) => name === 'help')
      const card = help?.run({ question: { ...emptyQuestion, language }, all: false, why: false }, { prices: bundledPrices }).card
      const list = card?.blocks.find((block) => block.kind === 'facts')
      expect(list?.kind === 'facts' && list.rows).toEqual(commands.map(({ name, summary }) => ({ label: name, value: summary[language] })))
    }
  })

  it.each(
    commands.flatMap((command) => command.examples.map((example) => [command.name, example.text, example.language, command] as const)),
  )('answer their examples: %s %s', (name, text, language, command) => {
    const said = headroom.reply(text, noon, command.ownText ? command : undefined)
    expect(said).toMatchObject({ kind: 'answer', command: name, answer: { card: { language } } })
  })

  it.each(commands.flatMap((command) => command.examples.map(({ text, language }) => [command.name, text, language, command] as const)))(
    'give the same answer again to the shorthand they carry: %s %s',
    (_, text, language, command) => {
      const answered = (asked: string) => {
        const said = headroom.reply(asked, { ...noon, language }, command)
        return said.kind === 'answer' ? { title: said.answer.card.title, shorthand: said.answer.shorthand } : said
      }
      const first = answered(text)
      expect(first).toMatchObject({ title: expect.any(String) })
      if ('shorthand' in first && first.shorthand !== '') expect(answered(first.shorthand)).toEqual(first)
    },
  )
})
