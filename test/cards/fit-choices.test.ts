import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fit } from '../../commands/fit.ts'
import type { Choice, ChoiceOption } from '../../src/cards/card.ts'
import { parse } from '../../src/language/parse.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'

const clock = { now: new Date('2026-11-21T08:00:00Z'), zone: 'UTC' }
const read = (text: string) => parse(text, clock)

function choicesOf(text: string): readonly Choice[] {
  const { card } = fit.run({ question: read(text), text, all: false, why: false }, { prices: bundledPrices })
  return card.choices.all()
}

function optionsOf(text: string, group: Choice['group']): readonly ChoiceOption[] {
  return choicesOf(text).find((choice) => choice.group === group)?.options ?? []
}

const current = (text: string, group: Choice['group']) => optionsOf(text, group).find(({ isCurrent }) => isCurrent)
const option = (text: string, group: Choice['group'], label: string) => optionsOf(text, group).find((one) => one.label === label)

const questions = [
  '70b int4 inference',
  'llama 3.1 8b q4_k_m 8k',
  'can my 3090 run llama 3.1 70b q4 at 32k?',
  'deepseek r1 fp8 for 50 users',
  'qwen3-30b-a3b on a m4 max 64gb',
  'mistral 7b cpu only 32gb ram',
  'bge-m3 on a t4',
  'gpt-oss-120b on 24gb',
  '双卡4090能跑 qwen2.5 72b int4 吗',
]

describe('what a fit answer can be changed to', () => {
  it.each(questions)('has format, context and GPU, each with what is shown marked once: %s', (text) => {
    const choices = choicesOf(text)
    expect(choices.map(({ group }) => group)).toEqual(['quant', 'context', 'gpu'])
    for (const { options } of choices) {
      expect(options.filter(({ isCurrent }) => isCurrent)).toHaveLength(1)
      expect(options.length).toBeLessThanOrEqual(25)
      expect(new Set(options.map(({ label }) => label)).size).toBe(options.length)
      expect(new Set(options.map(({ shorthand }) => shorthand)).size).toBe(options.length)
    }
  })

  it.each(questions)('asks the same question with one thing changed: %s', (text) => {
    const asked = read(text)
    for (const { options } of choicesOf(text))
      for (const { shorthand } of options)
        expect(read(shorthand)).toMatchObject({ model: asked.model, concurrency: asked.concurrency, language: asked.language, unknown: [] })
  })

  it('says what each format weighs, and which the card that was asked about has no room for', () => {
    expect(option('70b int4 inference', 'quant', 'Q5_K_M')?.detail).toBe('46.5 GiB of weights')
    expect(option('qwen3-32b q4_k_m on a 4090', 'quant', 'Q8_0')?.detail).toMatch(/^\d+\.\d GiB of weights, too large for 1 × RTX 4090$/)
    expect(option('qwen3-32b q4_k_m on a 4090', 'quant', 'IQ4_XS')?.detail).not.toContain('too large')
  })

  it('names the formats that a bare "int4" was taken for, and what is taken where none was said', () => {
    expect(current('70b int4 inference', 'quant')?.label).toBe('Format: Q4_K_M / AWQ')
    expect(current('llama 3.1 8b on a 3060', 'quant')).toMatchObject({ label: 'Format: the best that fits', detail: 'Q8_0' })
    expect(current('llama 3.1 8b q4_k_m', 'quant')?.label).toBe('Format: Q4_K_M')
  })

  it('offers no format that is more than was published, or that nothing asked about runs', () => {
    expect(optionsOf('gpt-oss-120b', 'quant').map(({ label }) => label)).not.toContain('Q8_0')
    expect(optionsOf('bge-m3 on a t4', 'quant').map(({ label }) => label)).not.toContain('fp8')
    expect(optionsOf('llama 3.1 8b on a m4 max 64gb', 'quant').map(({ label }) => label)).not.toContain('AWQ')
    expect(optionsOf('llama 3.1 8b vllm', 'quant').map(({ label }) => label)).not.toContain('Q5_K_M')
  })

  it('says what each context takes for all users, up to the most the model is made for', () => {
    expect(option('llama 3.1 8b q4_k_m 8k', 'context', '32k context')?.detail).toBe('KV cache 4.0 GiB')
    expect(option('llama 3.1 8b q4_k_m 8k x8', 'context', '32k context')?.detail).toBe('KV cache 32.0 GiB')
    expect(optionsOf('llama 3.1 8b q4_k_m', 'context').at(-1)?.label).toBe('128k context')
    expect(current('llama 3.1 8b q4_k_m 20k', 'context')?.label).toBe('Context: 20k')
  })

  it('has every GPU of the answer with its need, its speed and its price, and the way back to any', () => {
    expect(option('70b int4 inference', 'gpu', 'RTX A6000 48 GB')?.detail).toMatch(
      /^fits: 42\.2\/46\.1 GiB · \d+ \(.+\) tok\/s · \$0\.54\/h$/,
    )
    expect(option('70b int4 inference', 'gpu', 'RTX 4090 24 GB')?.detail).toMatch(/^no: /)
    expect(current('70b int4 inference', 'gpu')?.label).toBe('GPU: any')
    expect(read(option('70b int4 on 2x 4090', 'gpu', 'any GPU')?.shorthand ?? '').gpus).toEqual([])
    expect(read(option('70b int4 on 2x 4090', 'gpu', '4 × RTX 4090 24 GB')?.shorthand ?? '').gpus).toMatchObject([
      { id: 'rtx-4090', count: 4 },
    ])
    expect(optionsOf('8b on a m4 max 64gb', 'gpu').filter(({ label }) => label.includes('× M4 Max'))).toEqual([])
  })

  it('is no part of the card’s JSON', () => {
    const text = '70b int4 inference'
    const { card } = fit.run({ question: read(text), text, all: false, why: false }, { prices: bundledPrices })
    expect(Object.keys(JSON.parse(JSON.stringify(card)))).not.toContain('choices')
  })

  it('keeps whose prices and what money were asked for', () => {
    for (const { options } of choicesOf('70b int4 in europe in euros'))
      for (const { shorthand } of options) expect(shorthand).toMatch(/europe.*eur$/i)
  })

  it('reads back whatever was asked', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('llama-3.1-8b', '70b', 'qwen3-30b-a3b', 'deepseek-r1'),
        fc.constantFrom('', 'int4', 'q4_k_m', 'fp8'),
        fc.constantFrom('', '4k', '32k', 'ctx 20000'),
        fc.constantFrom('', 'on a 4090', 'on 2x h100', 'on 48gb', 'on a m4 max 64gb'),
        (model, format, context, gpu) => {
          const text = [model, format, context, gpu].filter((part) => part !== '').join(' ')
          for (const { options } of choicesOf(text)) for (const { shorthand } of options) expect(read(shorthand).unknown).toEqual([])
        },
      ),
      { numRuns: 40 },
    )
  })
})
