import { describe, expect, it } from 'vitest'
import { commands } from '../../../commands/index.ts'
import type { Refinement } from '../../../src/cards/card.ts'
import { createHeadroom } from '../../../src/headroom.ts'
import { renderCard } from '../../../src/platforms/terminal/render.ts'
import { bundledPrices } from '../../../src/prices/snapshot.ts'
import { chineseCard, englishCard } from '../../support/example-cards.ts'

const headroom = createHeadroom(commands, { prices: bundledPrices })
const when = { now: new Date('2026-11-21T12:00:00Z'), zone: 'UTC' }

/** The command and the text of a tap, as it is printed to be typed. */
function printed(tap: Refinement, language: 'en' | 'zh'): readonly [command: string, text: string] {
  const card = { ...(language === 'en' ? englishCard : chineseCard), blocks: [], refinements: [tap] }
  const line = renderCard(card, { columns: 10_000, color: false })
    .split('\n')
    .find((one) => one.includes('headroom '))
  const [, command = '', text = ''] = line?.match(/headroom (\S+) '?(.*?)'?$/) ?? []
  return [command, text]
}

function cardOf(text: string, command: string | undefined) {
  const reply = headroom.reply(
    text,
    when,
    commands.find(({ name }) => name === command),
  )
  return reply.kind === 'answer' ? reply.answer.card : reply.error.code
}

const texts = [
  ...commands.flatMap(({ name, examples, ownText }) => (ownText ? [] : examples.map(({ text }) => [name, text] as const))),
  ['compare', 'h100 vs mi300x in euros'],
  ['price', 'h100 spot in euros'],
  ['gpu', 'a100 in europe'],
  ['models', 'mac studio m3 ultra 512gb'],
  ['compare', 'm4 max vs 4090'],
  ['models', '2gb vram'],
] as const

describe('what a terminal prints to be typed', () => {
  it.each(texts)('under “%s %s” is answered as the tap itself, by its own command', (name, text) => {
    const card = cardOf(text, name)
    if (typeof card === 'string') throw new Error(`${text}: ${card}`)
    for (const tap of card.refinements) {
      const [command, line] = printed(tap, card.language)
      expect(command).toBe(tap.command)
      expect(cardOf(line, command), line).toEqual(cardOf(tap.shorthand, tap.command))
    }
  })

  it('says a command once', () => {
    const tap = (command: string, shorthand: string) => printed({ group: 'other', label: 'x', command, shorthand }, 'en').join(' ')
    expect(tap('compare', 'compare-gpus on h100-sxm + a100')).toBe('compare on h100-sxm + a100')
    expect(tap('compare', 'compare-api qwen3-32b on a100')).toBe('compare compare-api qwen3-32b on a100')
    expect(tap('gpu', 'gpu-info on a100')).toBe('gpu on a100')
    expect(tap('models', 'what-fits coding 4gb')).toBe('models coding 4gb')
    expect(tap('explain', 'explain kv-cache')).toBe('explain kv-cache')
  })
})
