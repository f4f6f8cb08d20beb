import { describe, expect, it } from 'vitest'
import { fit } from '../../commands/fit.ts'
import { UserError } from '../../src/errors.ts'
import { format } from '../../src/language/format.ts'
import { read } from '../support/read.ts'
import { answerBy } from '../support/replies.ts'
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
