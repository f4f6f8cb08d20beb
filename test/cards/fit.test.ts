import { describe, expect, it } from 'vitest'
import type { Card } from '../../src/cards/card.ts'
import { fitCard } from '../../src/cards/fit.ts'
import type { Option } from '../../src/estimator/types.ts'
import { a100, a6000, option, q, question, rtx3090, seventyInt4 } from '../support/estimates.ts'
import { card, cases } from '../support/fit-cards.ts'
import { asked } from '../support/questions.ts'

/** Every text on a card, joined. Shorthands are the language's. */
function texts(one: Card): string {
  const { refinements, ...rest } = one
  return JSON.stringify([rest, refinements.map(({ label }) => label)])
}

function numbers(text: string): string[] {
  return (text.match(/\d[\d.,]*\d|\d/g) ?? []).sort()
}

describe('the tone', () => {
  it('is the verdict on what was asked, or on the best of all', () => {
    const tones = Object.fromEntries(Object.keys(cases).map((name) => [name, card(name).tone]))
    expect(tones).toEqual({
      open: 'fits',
      no: 'too-big',
      yes: 'fits',
      tight: 'tight',
      mixed: 'fits',
      bySize: 'too-big',
      unsupported: 'too-big',
      users: 'fits',
      bf16: 'fits',
      nowhere: 'too-big',
      empty: 'too-big',
      cpu: 'info',
    })
  })
})

describe('the answer', () => {
  it('names the best place with its speed and price, and the near miss with what it lacks', () => {
    expect(card('open').answer).toBe(
      '2 × RTX 3090 runs it at 14–18 tokens/s, rented for about $0.40/h. On one card: RTX A6000, 13–16 tokens/s. 1 × RTX 4090 does not hold it: 18.8 GiB short.',
    )
  })

  it('says how short an asked GPU is, and what would do instead', () => {
    expect(card('no').answer).toBe(
      'It is 18.8 GiB short. 2 × RTX 4090 runs it at 17–21 tokens/s, rented for about $0.70/h. 2 × RTX 3090 runs it at 14–18 tokens/s, rented for about $0.40/h.',
    )
  })

  it('says what stays free, and warns where it is little', () => {
    expect(card('yes').answer).toContain('38.2 GiB stay free')
    expect(card('tight').answer).toContain('Only 1.1 GiB stay free')
    expect(card('tight').answer).toContain('Safer: RTX A6000.')
  })

  it('calls nothing safer that is much slower, where something is as fast', () => {
    const fast = option(rtx3090, 2, 45.9, 'tight', { asked: true, decodeTokensPerSecond: q(36, 28, 48) })
    const slow = option(a6000, 1, 42.3, 'fits', { decodeTokensPerSecond: q(14, 8, 19) })
    const server = option(a100, 1, 41, 'fits', { decodeTokensPerSecond: q(30, 21, 42) })
    const on3090 = (...others: Option[]) =>
      fitCard({ ...seventyInt4(), options: [fast, ...others] }, question({ gpus: [asked('rtx-3090', 2)] })).answer
    expect(on3090(slow, server)).toContain('Safer: A100')
    expect(on3090(slow)).toContain('Safer: RTX A6000.')
  })

  it('calls no machine of several cards safer than the one somebody has, where one card would be', () => {
    const one = option(a6000, 1, 45, 'tight', { asked: true, decodeTokensPerSecond: q(14, 13, 15) })
    const several = option(rtx3090, 4, 46, 'fits', { decodeTokensPerSecond: q(16, 11, 18), usdPerHour: q(0.8, 0.5, 0.9) })
    const server = option(a100, 1, 45, 'fits', { decodeTokensPerSecond: q(23, 15, 27), usdPerHour: q(2.3, 1.1, 5) })
    const onA6000 = (...others: Option[]) =>
      fitCard({ ...seventyInt4(), options: [one, ...others] }, question({ gpus: [asked('rtx-a6000', 1)] })).answer
    expect(onA6000(several, server)).toContain('Safer: A100')
    expect(onA6000(several)).toContain('Safer: 4 × RTX 3090.')
  })

  it('gives each of several users a share of the speed', () => {
    expect(card('users').answer).toContain('2 × RTX 3090 gives each of 8 users 11–15 tokens/s, 100 together')
  })

  it('names the format where it is another than the one meant', () => {
    expect(card('bf16').answer).toContain('RTX A6000 (Q4_K_M) runs it at 13–16 tokens/s')
    expect(card('bf16').notes.join()).toContain('Rows in Q4_K_M: bf16 does not fit or run there.')
  })
})

describe('the assumptions', () => {
  it('name every default and the model a bare size resembles', () => {
    expect(card('open').assumed).toEqual([
      'inference',
      'typical 70B (70.5B, 80 layers, 8 KV heads), shaped like Llama-3.3-70B-Instruct',
      '“int4” = Q4_K_M with llama.cpp, AWQ with vllm',
      '8k context',
      '1 user',
      'KV cache in fp16',
    ])
    expect(card('open', { language: 'zh' }).assumed).toContain('“int4”按 Q4_K_M（llama.cpp）、AWQ（vllm）')
  })

  it('give the reason where there is one, and stay true without words for it', () => {
    const estimate = seventyInt4()
    const assumptions = [
      { slot: 'context', value: 16384, because: 'reasoning-model' },
      { slot: 'context', value: 16384, because: 'constructor' },
      { slot: 'context', value: 8192, because: 'beyond-model-limit' },
      { slot: 'gpu', value: 'GeForce RTX 4090', because: 'has-that-memory' },
    ] as const
    const { assumed } = fitCard({ ...estimate, workload: { ...estimate.workload, assumptions } }, question())
    expect(assumed.slice(1)).toEqual(['16k context (it thinks before it answers)', '16k context', 'RTX 4090 (a card of that size)'])
  })
})

describe('every card', () => {
  it('shows the same numbers in English and Chinese', () => {
    for (const name of Object.keys(cases)) {
      const said = { unknown: ['flurb'], alternatives: { paramsB: [13] }, targetTokensPerSecond: 20 }
      const english = card(name, { ...said, language: 'en' })
      const chinese = card(name, { ...said, language: 'zh' })
      expect(numbers(texts(chinese)), name).toEqual(numbers(texts(english)))
      expect(chinese.tone).toBe(english.tone)
      // The shorthand keeps the language by its word for inference.
      expect(chinese.refinements.map(({ shorthand }) => shorthand.replace('推理 ', ''))).toEqual(
        english.refinements.map(({ shorthand }) => shorthand),
      )
    }
  })

  it('has no hole where a number or a word should be', () => {
    for (const name of Object.keys(cases)) {
      for (const language of ['en', 'zh'] as const) {
        const text = texts(card(name, { language }))
        expect(text, name).not.toMatch(/NaN|Infinity|undefined|\{\{|fit\.[a-z]/)
        expect(card(name, { language }).answer).not.toBe('')
      }
    }
  })

  it('is in Chinese throughout for a Chinese question', () => {
    for (const name of Object.keys(cases)) {
      const { title, answer, notes, hint, blocks } = card(name, { language: 'zh' })
      for (const text of [title, answer, hint, ...notes, ...blocks.map((one) => one.title)]) expect(text).toMatch(/\p{Script=Han}/u)
    }
  })
})
