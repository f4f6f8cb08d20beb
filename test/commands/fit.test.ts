import { describe, expect, it } from 'vitest'
import { fit } from '../../commands/fit.ts'
import { findModel } from '../../src/catalog/names.ts'
import { UserError } from '../../src/errors.ts'
import { format } from '../../src/language/format.ts'
import { noon, read } from '../support/read.ts'
import { answerBy, headroom } from '../support/replies.ts'
import { type Golden, printsAsKept } from './printed.ts'
import { expectShorthands } from './shorthands.ts'

const answer = (text: string, how: Parameters<typeof answerBy>[2] = {}) => answerBy(fit, text, how)

/** One of each kind of reply: nothing named, a named GPU too small, a server for several users. */
const golden: Golden = {
  '70b-int4': { en: '70b int4 inference', zh: '70b int4 推理' },
  'llama-70b-on-3090': { en: 'can my 3090 run llama 3.1 70b q4 at 32k?', zh: '我的3090能跑 llama 3.1 70b q4 吗，32k上下文' },
  'deepseek-v3-on-h200': { en: 'deepseek v3 fp8 on 8x h200 x16', zh: 'deepseek v3 fp8 8卡H200 并发16' },
}

describe('what /fit prints', () => {
  printsAsKept(golden, '', (text) => answer(text).card)
})

describe('the examples of /fit', () => {
  it('are in both languages and answered in the language they are asked in', () => {
    expect(fit.examples.filter(({ language }) => language === 'zh').length).toBeGreaterThanOrEqual(4)
    expect(fit.examples.length).toBeGreaterThanOrEqual(8)
    for (const { text, language } of fit.examples) {
      expect(read(text).intent, text).toBe('inference')
      expect(answer(text).card.language, text).toBe(language)
      expect(read(text).unknown, text).toEqual([])
    }
  })

  it('carry a shorthand that asks the same', () => expectShorthands(fit))

  it('offer three to six changes, each of which is a question that can be answered', () => {
    for (const { text } of fit.examples) {
      const { card, shorthand } = answer(text)
      expect(card.refinements.length, text).toBeGreaterThanOrEqual(3)
      expect(card.refinements.length, text).toBeLessThanOrEqual(6)
      const said = card.refinements.map((refinement) => refinement.shorthand)
      expect(new Set([shorthand, ...said]).size, text).toBe(said.length + 1)
      for (const changed of said) {
        expect(read(changed).unknown, changed).toEqual([])
        expect(format(read(changed)), changed).toBe(changed)
        expect(answer(changed).card.title).not.toBe('')
      }
    }
  })
})

describe('different cards of which none holds it', () => {
  it.each(['3090 + 4060 ti 16gb llama 70b q3', '3090 + 4060 ti 16gb 跑 llama 70b q3'])('are told of as one machine: %s', (text) => {
    const notes = answerBy(fit, text).card.notes.join(' ')
    expect(notes).toMatch(/together these can fill 3[78]\.\d GiB|合计可用 3[78]\.\d GiB/)
  })

  it('are not where one of them does, or where only a size was said', () => {
    for (const text of ['3090 + 4060 ti 16gb llama 8b q4', 'llama 70b q3 on 24gb'])
      expect(answerBy(fit, text).card.notes.join(' '), text).not.toContain('together these')
  })
})

describe('/fit', () => {
  it('hands on the estimate the card was made from', () => {
    const { card, estimate } = answer('70b int4 on 2x 4090')
    const asked = estimate?.options.find((option) => option.asked)
    expect(asked?.gpu.id).toBe('rtx-4090')
    expect(asked?.count).toBe(2)
    expect(card.tone).toBe(asked?.verdict)
  })

  it('gives every candidate, and the formulas, when asked to', () => {
    const few = answer('8b q4_k_m').estimate?.options.length ?? 0
    expect(answer('8b q4_k_m', { all: true }).estimate?.options.length).toBeGreaterThan(few * 5)
    expect(answer('8b q4_k_m').card.blocks.some((block) => block.kind === 'lines')).toBe(false)
    expect(answer('8b q4_k_m', { why: true }).card.blocks.some((block) => block.kind === 'lines')).toBe(true)
  })

  it('refuses what has no model in it', () => {
    expect(() => answer('which gpu is nice')).toThrow(UserError)
  })
})

describe('a model that is not published', () => {
  it.each([
    ['can i run gpt-4o on a 4090', 'gpt-4o'],
    ['what gpu do i need to run claude sonnet locally', 'claude sonnet'],
    ['chatgpt 本地部署需要什么显卡', 'chatgpt'],
    ['how much vram does gemini 2.5 pro need', 'gemini 2.5 pro'],
  ])('is said to be none of the asker’s (“%s”)', (text, said) => {
    const reply = headroom.reply(text, noon)
    expect(reply).toMatchObject({ kind: 'refusal', error: { code: 'closed-model', said } })
    if (reply.kind !== 'refusal') return
    for (const name of reply.error.suggestions) expect(findModel(name), name).toBeDefined()
  })

  it.each([
    'gpt-oss-20b on a 4090',
    'what can i run on 24gb that is as good as claude',
    'local alternative to chatgpt for a 3090',
    'what local model comes closest to chatgpt on 24gb vram',
    'is running llama locally cheaper than gpt-4o',
    'buy a 4090 or keep paying for the claude api, what is cheaper?',
    'claude code with qwen3-coder on a 4090',
    'gpt4all on 16gb ram',
    'how much memory does qwen3 32b need, gpt-4 said 20 GB',
  ])('is not what “%s” asks for', (text) => expect(headroom.reply(text, noon)).not.toMatchObject({ error: { code: 'closed-model' } }))

  it('is a refusal of /fit by its name too', () => {
    expect(headroom.reply('gpt-4', noon, fit)).toMatchObject({ kind: 'refusal', error: { code: 'closed-model', said: 'gpt-4' } })
  })
})
