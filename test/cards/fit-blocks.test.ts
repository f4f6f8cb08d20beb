import { describe, expect, it } from 'vitest'
import type { BarsBlock, FactsBlock, TableBlock } from '../../src/cards/card.ts'
import { fitCard } from '../../src/cards/fit.ts'
import { halfCache } from '../../src/cards/fit-changes.ts'
import type { Recipe } from '../../src/estimator/types.ts'
import type { Question } from '../../src/language/question.ts'
import { gib, question, recipe, seventyInt4 } from '../support/estimates.ts'
import { block, card, cases } from '../support/fit-cards.ts'
import { answer, asked } from '../support/questions.ts'

describe('the blocks', () => {
  it('come as memory, places, how to start it, changes', () => {
    expect(card('open').blocks.map((one) => one.kind)).toEqual(['bars', 'facts', 'table', 'commands', 'facts'])
    expect(card('empty').blocks.map((one) => one.kind)).toEqual(['bars', 'facts', 'facts'])
  })

  it('show memory by part, with ranges and how each came about', () => {
    const bars: BarsBlock = block(card('open'), 'bars')
    expect(bars.title).toBe('Memory in GiB: Q4_K_M (llama.cpp)')
    expect(bars.rows.map(({ label, value, note }) => [label, value, note])).toEqual([
      ['Weights', '39.6 (36.6–40.2)', '70.5B × 4.82 bits'],
      ['KV cache', '2.5', '320 KiB × 8,192 tokens'],
      ['Buffers', '0.4 (0.3–0.7)', 'compute buffers'],
      ['Runtime', '0.4 (0.3–0.9)', 'driver, runtime, graphs'],
    ])
    expect(bars.total.value).toBe('42.9 (39.8–44.3)')
    expect(bars.rows.reduce((sum, row) => sum + row.share, 0)).toBeCloseTo(1, 6)
  })

  it('tell of weights left in RAM and of layers that do not keep every token', () => {
    const estimate = seventyInt4()
    const sliding = { ...estimate, memory: { ...estimate.memory, weightsInRam: 0.6 * 1024 ** 3, kvCache: gib(0.9) } }
    const [weights, kvCache] = block(fitCard(sliding, question()), 'bars').rows
    expect(weights?.note).toBe('70.5B × 4.82 bits; 0.6 GiB stay in RAM')
    expect(kvCache?.note).toBe('8k tokens; 320 KiB for each further one')
  })

  it('put the two meanings of int4 side by side', () => {
    const facts: FactsBlock = block(card('open'), 'facts')
    expect(facts.rows.map((row) => row.label)).toEqual(['Q4_K_M (llama.cpp)', 'AWQ (vllm)'])
    expect(facts.rows[1]?.value).toBe('41.0 (40.5–44.5) = 37.0 weights + 2.5 KV + 1.5 buffers and runtime')
  })

  it('price further tokens and users', () => {
    const last = card('open').blocks.at(-1)
    expect(last?.kind === 'facts' && last.rows).toEqual([
      { label: 'Each extra 8k of context', value: '+2.5 GiB (q8_0 KV: +1.3)' },
      { label: 'Each extra user at 8k', value: '+2.5 GiB (q8_0 KV: +1.3)' },
      { label: 'Full context, 128k', value: '+37.5 GiB (q8_0 KV: +19.9)' },
    ])
  })

  it('show the working only when it was made', () => {
    const estimate = seventyInt4()
    const weights = { ...estimate.memory.weights, why: '70.55 B × 4.82 bits' }
    const working = fitCard({ ...estimate, memory: { ...estimate.memory, weights } }, question()).blocks.find((one) => one.kind === 'lines')
    expect(working).toEqual({ kind: 'lines', title: 'Working', lines: ['Weights: 70.55 B × 4.82 bits'] })
    expect(card('open').blocks.some((one) => one.kind === 'lines')).toBe(false)
  })
})

describe('an encoder', () => {
  const encoder = answer({ model: 'BAAI/bge-m3', gpus: [asked('t4')] })
  const shown = fitCard(encoder, question({ model: 'BAAI/bge-m3', gpus: [asked('t4')] }))

  it('is told what it reads and nothing of tokens it does not write or a cache it does not keep', () => {
    const table = shown.blocks.find((block): block is TableBlock => block.kind === 'table')
    expect(table?.columns.map(({ label }) => label)).toContain('tok/s read')
    expect(table?.columns.map(({ label }) => label).join(' ')).not.toContain('$/M out')
    expect(shown.assumed.join(' · ')).toMatch(/1k tokens in · 1 user$/)
    expect(JSON.stringify(shown.blocks)).not.toContain('Cache holds')
  })
})

describe('half the cache', () => {
  it('is called what the runtime calls it, and not offered by one that has none', () => {
    const name = (runtime: Recipe['runtime']) => halfCache(recipe('fp16', runtime))?.name
    expect([name('llama.cpp'), name('exllamav2'), name('vllm'), name('mlx'), name('transformers')]).toEqual([
      'q8_0',
      'q8_0',
      'fp8',
      undefined,
      undefined,
    ])
  })
})

describe('the table', () => {
  const table = (name: string, said: Partial<Question> = {}): TableBlock => block(card(name, said), 'table')

  it('has seven rows at most, those asked for first and marked, and counts the rest', () => {
    for (const name of Object.keys(cases).filter((one) => one !== 'empty')) {
      const { rows, more } = table(name)
      expect(rows.length).toBeLessThanOrEqual(7)
      expect(rows.length + more).toBe(cases[name]?.[0].options.length)
    }
    expect(
      table('no')
        .rows.map((row) => row.cells[0])
        .slice(0, 3),
    ).toEqual(['› RTX 4090 24 GB', '› 4 × RTX 4090 24 GB', '2 × RTX 3090 24 GB'])
    expect(table('open').rows.some((row) => row.cells[0]?.startsWith('›'))).toBe(false)
  })

  it('keeps the near miss and drops the fastest first', () => {
    const names = table('no').rows.map((row) => row.cells[0])
    expect(names).not.toContain('H100 SXM 80 GB')
    expect(names.at(-1)).toBe('RTX 4090 24 GB')
  })

  it('drops price, context and users before GPU, verdict, need and speed', () => {
    const order = (name: string) => [...table(name).columns].sort((a, b) => a.keep - b.keep).map((column) => column.label)
    expect(order('open').slice(0, 5)).toEqual(['GPU', 'Fit', 'Need / limit', 'tok/s', '$/h'])
    expect(order('bf16').slice(0, 4)).toEqual(['GPU', 'Format', 'Need / limit', 'tok/s'])
    expect(new Set(table('users').columns.map((column) => column.keep)).size).toBe(table('users').columns.length)
  })

  it('says what each place needs, gives and costs', () => {
    expect(table('open').rows[3]).toEqual({
      cells: ['A100 SXM 80 GB', 'AWQ', 'fits', '41.0/79.2', '30 (22–40)', '112k', '13', '1.99 [1.08–5.07]', '9.9 → 1.8'],
      tone: 'fits',
    })
    expect(table('open').rows[5]?.cells.slice(-2)).toEqual(['buy ~3,900', '–'])
    expect(table('open').rows[6]).toEqual({
      cells: ['RTX 4090 24 GB', 'Q4_K_M', 'no', '42.3/23.5', '–', '–', '–', '–', '–'],
      tone: 'too-big',
    })
  })
})
