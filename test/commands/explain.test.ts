import { describe, expect, it } from 'vitest'
import { explain } from '../../commands/explain.ts'
import { commands } from '../../commands/index.ts'
import { entries } from '../../src/cards/explain/entries/all.ts'
import { noon } from '../support/read.ts'
import { answerBy, headroom } from '../support/replies.ts'
import { type Golden, printsAsKept } from './printed.ts'

const answer = (text: string) => answerBy(explain, text)

/** A term, one with a table, one that is a formula, and a claim that is corrected. */
const golden: Golden = {
  'explain-kv-cache': { en: 'what is a kv cache?', zh: '什么是KV缓存？' },
  'explain-size-bands': { en: 'which gpu for which model size?', zh: '多大的模型用什么显卡？' },
  'explain-training': {
    en: 'why does training need so much more memory than just running the model',
    zh: '为什么训练比推理要多得多的显存？',
  },
  'explain-claim': { en: '70B GPTQ needs 17.5 GB', zh: '70B GPTQ 需要 17.5GB' },
}

describe('what /explain prints', () => {
  printsAsKept(golden, '', (text) => answer(text).card)
})

describe('/explain', () => {
  it('with no text lists what can be explained, in the language of the reply', () => {
    for (const [language, topic] of [
      ['en', 'KV cache'],
      ['zh', 'KV 缓存'],
    ] as const) {
      const said = headroom.reply(' ', { ...noon, language }, explain)
      if (said.kind !== 'answer') throw new Error('refused')
      const [list] = said.answer.card.blocks
      expect(list?.kind === 'facts' && list.rows.some(({ value }) => value.includes(topic)), language).toBe(true)
      expect(said.answer.card.refinements.length).toBeGreaterThan(2)
    }
    expect(headroom.reply('', noon, commands[0])).toMatchObject({ kind: 'refusal', error: { code: 'empty' } })
  })

  it('carries a shorthand that asks the same, in the language it was asked in', () => {
    for (const entry of entries)
      for (const language of ['en', 'zh'] as const) {
        const [asked = ''] = entry.asked[language]
        const { card, shorthand } = answer(asked)
        expect(answer(shorthand).card.title, shorthand).toBe(card.title)
      }
  })

  it.each([
    ['ollama vs vllm', 'engines'],
    ['vllm vs sglang vs tensorrt', 'engines'],
    ['vllm和ollama哪个好', 'engines'],
    ['do i need nvlink for 2x3090?', 'nvlink'],
    ['双3090需要nvlink吗', 'nvlink'],
  ])('“%s” is about %s, whatever it names', (text, id) => {
    expect(headroom.reply(text, noon)).toMatchObject({
      kind: 'answer',
      command: 'explain',
      answer: { shorthand: expect.stringContaining(id) },
    })
  })

  it('leaves to others what is to be run', () => {
    for (const text of ['do i need 2x3090 for 70b?', 'nvlink bandwidth of the 3090', 'do i need a 4090'])
      expect(headroom.reply(text, noon), text).not.toMatchObject({ command: 'explain' })
  })

  it.each([
    ['顯存', '显存'],
    ['量化損失', '量化损失'],
    ['什麼是顯存帶寬', '什么是显存带宽'],
    ['推理和訓練的區別', '推理和训练的区别'],
    ['統一內存是什麼', '统一内存是什么'],
  ])('explains “%s” as “%s”', (traditional, plain) => {
    const explained = (text: string) => {
      const reply = headroom.reply(text, noon, explain)
      return reply.kind === 'answer' ? reply.answer.shorthand : undefined
    }
    expect(explained(plain)).toMatch(/^解释 /)
    expect(explained(traditional)).toBe(explained(plain))
  })

  it('offers further questions, each of which is answered', () => {
    for (const { id } of entries)
      for (const verb of ['explain', '解释']) {
        const { card } = answer(`${verb} ${id}`)
        expect(card.refinements.length, id).toBeGreaterThanOrEqual(2)
        for (const { command, shorthand } of card.refinements) {
          expect(command).toBe('explain')
          const said = headroom.reply(shorthand, noon)
          expect(said, shorthand).toMatchObject({ kind: 'answer', command: 'explain', answer: { card: { language: card.language } } })
        }
        expect(card.hint, id).not.toBe('')
        expect(card.sources.length, id).toBeGreaterThan(0)
      }
  })

  it('leads from a claim to the whole answer of /fit', () => {
    const { card, estimate } = answer('70B GPTQ needs 17.5 GB')
    expect(card.refinements[0]).toMatchObject({ command: 'fit', shorthand: '70b gptq' })
    expect(estimate?.workload.model.id).toBe('meta-llama/Llama-3.1-70B')
  })

  it('lists what it can explain where it is asked for nothing or for something else', () => {
    expect(answer('explain').card.title).toBe('What can be explained')
    const { card } = answer('explain banana')
    expect(card.title).toBe('No explanation of “banana” yet')
    const [list] = card.blocks
    expect(list?.kind === 'facts' && list.rows.map(({ label }) => label)).toEqual([
      'Memory',
      'Formats',
      'Models',
      'Speed',
      'Several cards',
      'Training',
      'Hardware and engines',
      'Often mistaken',
    ])
    expect(answer('解释 香蕉').card.title).toBe('还没有关于“香蕉”的解释')
  })
})
