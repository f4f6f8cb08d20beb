import { describe, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { commandHelpCard, helpCard } from '../../src/cards/help.ts'
import { notOursCard } from '../../src/cards/not-ours.ts'
import { noon } from '../support/read.ts'
import { headroom } from '../support/replies.ts'

const asking = commands.filter(({ examples }) => examples.length > 0)

describe('the help', () => {
  it.each(['en', 'zh'] as const)('tries something of every command first, then more of each: %s', (language) => {
    const { blocks, refinements, hint } = helpCard(commands, language)
    const [list, examples] = blocks
    expect(list?.kind === 'facts' && list.rows.map(({ label }) => label)).toEqual(commands.map(({ name }) => name))
    const tapped = asking.filter(({ ownText }) => ownText !== true).map(({ name }) => name)
    expect(refinements.slice(0, tapped.length).map(({ command }) => command)).toEqual(tapped)
    expect(new Set(refinements.map(({ command }) => command))).toEqual(new Set(tapped))
    const shown = examples?.kind === 'facts' ? examples.rows : []
    expect(shown.filter(({ label }) => label !== '').map(({ label }) => label)).toEqual(asking.map(({ name }) => name))
    let command = asking[0]
    for (const { label, value } of shown) {
      command = asking.find(({ name }) => name === label) ?? command
      expect(headroom.reply(value, noon, command), value).toMatchObject({
        kind: 'answer',
      })
    }
    expect(hint).not.toBe('')
  })

  it('of one command has all its examples in the reader’s language', () => {
    for (const command of asking)
      expect(commandHelpCard(command, 'zh').refinements.map(({ shorthand }) => shorthand)).toEqual(
        command.examples.filter(({ language }) => language === 'zh').map(({ text }) => text),
      )
  })
})

describe('who begins', () => {
  it.each(['help', 'Help!', 'what can you do?', 'hi', '帮助', '你好！', '怎么用？'])('with “%s” is shown what can be asked', (text) => {
    expect(headroom.reply(text, noon)).toMatchObject({ kind: 'answer', command: 'help' })
  })

  it.each(['help me fit a 70b on a 4090', 'hi, can my 3090 run llama 3.1 8b?', '你好，3090能跑70b吗'])(
    'and goes on to ask is answered: “%s”',
    (text) => {
      expect(headroom.reply(text, noon)).toMatchObject({ kind: 'answer', command: 'fit' })
    },
  )

  it.each(['helpful', 'thanks', 'his', '好的'])('with something else is not: “%s”', (text) => {
    expect(headroom.reply(text, noon)).not.toMatchObject({ command: 'help' })
  })
})

describe('what is not for us', () => {
  it('is told so, with what can be asked', () => {
    expect(notOursCard('en', asking).title).toBe('Not something I can answer')
    expect(notOursCard('zh', asking).refinements.length).toBeGreaterThan(asking.length)
  })
})
