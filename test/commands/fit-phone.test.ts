import { describe, expect, it } from 'vitest'
import { reply, textOf } from '../support/replies.ts'

describe('a phone', () => {
  it.each([
    ['llama 3.2 1b on a phone with 8gb', 'fits'],
    ['gemma 3n e4b on a phone with 8gb', 'tight'],
    ['llama 3.1 8b on my phone with 8gb ram', 'too-big'],
    ['手机8G内存能跑3b吗', 'fits'],
    ['16g的安卓手机能跑14b吗', 'too-big'],
  ])('is no card of its memory: %s (%s)', (text, tone) => {
    const { command, card, answer } = reply(text)
    expect(command).toBe('fit')
    expect(card.tone).toBe(tone)
    expect(card.answer).toMatch(/^(Of a phone’s \d+ GB|手机的 \d+ GB)/)
    expect(card.notes[0]).toMatch(/No phone was measured|没有实测过手机/)
    expect(answer.estimate?.options.some(({ asked }) => asked)).toBe(false)
  })

  it('of which nothing is said needs twice what the model needs', () => {
    const { card } = reply('llama 3.2 3b on my phone')
    expect(card.answer).toMatch(/^A phone leaves a model about half of its memory: it takes one with 6 GB\./)
  })

  it.each(['llama 3.2 3b on my phone', 'gemma 3n e4b on a phone with 8gb', '手机8G内存能跑3b吗'])(
    'is asked again by the shorthand of "%s"',
    (text) => {
      const first = reply(text)
      expect(reply(first.answer.shorthand).card).toEqual(first.card)
    },
  )

  it.each(['is there any reasoning model that runs on a phone with 8gb ram', '手机12g内存能跑什么模型'])(
    'runs what half of its memory holds: %s',
    (text) => {
      const { command, card, answer } = reply(text)
      expect(command).toBe('models')
      expect(card.notes.slice(0, 2).join()).toMatch(/of 8 GB about half.*, 4 GB\..*No phone|12 GB 内存大约一半.*6 GB.*没有实测/)
      expect(textOf(card)).not.toContain('RTX 4060 8 GB')
      expect(reply(answer.shorthand).card).toEqual(card)
    },
  )

  it('beside a card that is named is not what it runs on', () => {
    expect(reply('qwen3-4b on an iphone... jk, on my rtx 3050 laptop. how fast?').card.title).toContain('RTX 3050')
    expect(reply('8b for my headphones shop on a 4090').card.title).toContain('RTX 4090')
  })
})
