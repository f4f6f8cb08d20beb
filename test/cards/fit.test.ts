import { describe, expect, it } from 'vitest'
import type { BarsBlock, Card, FactsBlock, TableBlock } from '../../src/cards/card.ts'
import { fitCard } from '../../src/cards/fit.ts'
import { halfCache } from '../../src/cards/fit-changes.ts'
import type { Estimate, Option, Recipe } from '../../src/estimator/types.ts'
import type { Question } from '../../src/language/question.ts'
import {
  a100,
  a6000,
  gib,
  h100,
  m4max,
  option,
  q,
  q4,
  question,
  recipe,
  rtx3090,
  rtx4090,
  seventyFor,
  seventyInt4,
  seventyOn,
} from '../support/estimates.ts'
import { answer, asked } from '../support/questions.ts'

const on = (id: string, count: number | null = null) => ({ id, count, memoryGb: null })
const bigger: Recipe = recipe('bf16', 'vllm')

/** A published format that fits nowhere cheap: most places take a smaller one. */
function inBf16(): Estimate {
  const estimate = seventyInt4()
  const instead: Recipe = { ...q4, fallback: true }
  const memory = { ...estimate.memory, total: gib(135, 132, 142), weights: gib(131) }
  return {
    ...estimate,
    workload: { ...estimate.workload, recipes: [bigger, instead] },
    memory,
    byRecipe: [{ recipe: bigger, memory }],
    smallest: [
      { recipe: bigger, count: 2, memoryGb: 80, verdict: 'fits', every: false, bytes: 138 * 1024 ** 3 },
      { recipe: instead, count: 1, memoryGb: 48, verdict: 'fits', every: false, bytes: 42.3 * 1024 ** 3 },
    ],
    options: [
      option(a6000, 1, 42.3, 'fits', { recipe: instead, role: 'cheapest', decodeTokensPerSecond: q(14, 13, 16) }),
      option(h100, 2, 138, 'fits', { recipe: bigger, decodeTokensPerSecond: q(25, 20, 30) }),
    ],
  }
}

const nowhere: Estimate = { ...seventyInt4(), smallest: [], options: [option(rtx4090, 1, 42.3, 'no', { role: 'near-miss' })] }

/** Every kind of card, by what was asked. */
const cases: Readonly<Record<string, readonly [Estimate, Partial<Question>]>> = {
  open: [seventyInt4(), {}],
  no: [
    seventyOn(option(rtx4090, 1, 42.3, 'no'), option(rtx4090, 4, 46, 'fits', { decodeTokensPerSecond: q(17, 12, 20) })),
    { gpus: [on('rtx-4090')] },
  ],
  yes: [seventyOn(option(a100, 1, 41, 'fits', { decodeTokensPerSecond: q(30, 22, 40) })), { gpus: [on('a100-80gb-sxm', 1)] }],
  tight: [seventyOn(option(rtx3090, 2, 45.9, 'tight', { decodeTokensPerSecond: q(16, 14, 18) })), { gpus: [on('rtx-3090', 2)] }],
  mixed: [seventyOn(option(rtx4090, 1, 42.3, 'no'), option(a100, 1, 41, 'fits')), { gpus: [on('rtx-4090'), on('a100-80gb-sxm')] }],
  bySize: [seventyOn(option(rtx4090, 1, 42.3, 'no'), option(rtx3090, 1, 42.3, 'no')), { memoryGb: 24 }],
  unsupported: [
    seventyOn(option(rtx4090, 1, 42.3, 'no', { caveats: ['unsupported-format'] })),
    { gpus: [on('rtx-4090')], quant: 'Q4_K_M' },
  ],
  users: [seventyFor(8), { concurrency: 8 }],
  bf16: [inBf16(), { quant: null }],
  nowhere: [nowhere, {}],
  empty: [{ ...seventyInt4(), smallest: [], options: [] }, {}],
  cpu: [seventyInt4(), { device: 'cpu', systemRamGb: 48 }],
}

function card(name: string, said: Partial<Question> = {}): Card {
  const [estimate, usual] = cases[name] ?? [seventyInt4(), {}]
  return fitCard(estimate, question({ ...usual, ...said }))
}

function block<Kind extends Card['blocks'][number]['kind']>(from: Card, kind: Kind): Extract<Card['blocks'][number], { kind: Kind }> {
  const found = from.blocks.find((one): one is Extract<Card['blocks'][number], { kind: Kind }> => one.kind === kind)
  if (found === undefined) throw new Error(`no ${kind} block`)
  return found
}

/** Every text on a card, joined. Shorthands are the language's. */
function texts(one: Card): string {
  const { refinements, ...rest } = one
  return JSON.stringify([rest, refinements.map(({ label }) => label)])
}

function numbers(text: string): string[] {
  return (text.match(/\d[\d.,]*\d|\d/g) ?? []).sort()
}

describe('the title', () => {
  it('says the need and the smallest cards when no GPU was named', () => {
    expect(card('open').title).toBe('70B in 4-bit needs about 41–43 GiB — one 48 GB card or two 24 GB cards')
    expect(card('open', { language: 'zh' }).title).toBe('70B 的 4-bit 量化约需 41–43 GiB 显存：一张 48 GB 卡，或两张 24 GB 卡')
  })

  it('says yes, barely or no when one was', () => {
    expect(card('yes').title).toBe('Yes — 70B in 4-bit needs about 41.0 GiB and 1 × A100 SXM 80 GB can fill 79.2 of 79.2')
    expect(card('tight').title).toBe('Barely — 70B in 4-bit needs about 45.9 GiB and 2 × RTX 3090 can fill 47.0 of 47.0')
    expect(card('no').title).toBe('No — 70B in 4-bit needs about 42.3 GiB and 1 × RTX 4090 can fill 23.5 of 23.5')
    expect(card('no', { language: 'zh' }).title).toBe(
      '放不下：70B 的 4-bit 量化约需 42.3 GiB，而 1 × RTX 4090 可用上限只有 23.5 GiB（共 23.5）',
    )
    expect(card('bySize').title).toBe('No — 70B in 4-bit needs about 42.3 GiB and 1 × 24 GB can fill 23.5 of 23.5')
  })

  it('sorts several GPUs by verdict', () => {
    expect(card('mixed').title).toBe('70B in 4-bit needs about 41–43 GiB — yes on A100 SXM 80 GB; no on RTX 4090')
  })

  it('says that a GPU does not run a format', () => {
    expect(card('unsupported').title).toContain('No — RTX 4090 does not run Q4_K_M')
  })

  it('names the model that was named, its format and the users', () => {
    expect(card('open', { model: 'meta-llama/Llama-3.3-70B-Instruct', paramsB: null, quant: 'Q4_K_M' }).title).toMatch(
      /^Llama-3\.3-70B-Instruct in Q4_K_M needs about/,
    )
    expect(card('users').title).toMatch(/^70B in 4-bit for 8 users needs about/)
  })

  it('keeps the need of the meant format apart from that of the one taken instead', () => {
    expect(card('bf16').title).toBe('70B in bf16 needs about 135 GiB — two 80 GB cards; in Q4_K_M about 42: one 48 GB card')
  })

  it('offers nothing that does not hold it', () => {
    expect(card('nowhere').title).toBe('70B in 4-bit needs about 41–43 GiB — more than anything tried here can give it')
    expect(card('empty').title).toBe('70B in 4-bit needs about 41–43 GiB')
  })

  it('says any small card where small cards are enough', () => {
    const smallest = [{ recipe: q4, count: 1, memoryGb: 8, verdict: 'fits', every: true, bytes: 6 * 1024 ** 3 } as const]
    const small = { ...seventyInt4(), smallest, memory: { ...seventyInt4().memory, total: gib(6, 5.8, 6.9) }, byRecipe: [] }
    expect(fitCard(small, question({ paramsB: 8, quant: 'Q4_K_M' })).title).toMatch(/needs about 6\.0 GiB — any 8 GB card$/)
  })

  it('looks for nothing smaller than a small card', () => {
    const [way] = seventyInt4().smallest
    if (way === undefined) throw new Error('no smallest')
    const small = { ...way, memoryGb: 6, bytes: 3 * 1024 ** 3 }
    const tiny = { ...way, recipe: { ...q4, fallback: true as const }, memoryGb: 4, bytes: 2 * 1024 ** 3 }
    expect(fitCard({ ...seventyInt4(), smallest: [small, tiny] }, question()).title).toMatch(/— one 6 GB card$/)
  })

  it('says what holds it only just, and a shared memory where no card is enough', () => {
    const [single] = seventyInt4().smallest
    if (single === undefined) throw new Error('no smallest')
    const just = { ...seventyInt4(), smallest: [single, { ...single, memoryGb: 40, verdict: 'tight' as const }] }
    expect(fitCard(just, question()).title).toContain('— one 48 GB card; barely on one 40 GB card')
    const mac = option(m4max, 1, 42.7, 'fits', { memoryGb: 64, role: 'mac', decodeTokensPerSecond: q(9) })
    const shared = { ...seventyInt4(), smallest: [], options: [mac] }
    expect(fitCard(shared, question()).title).toContain('a Mac or other machine with 64 GB of shared memory')
    const slow = { ...shared, workload: { ...shared.workload, concurrency: 50 }, options: [{ ...mac, totalTokensPerSecond: q(50) }] }
    expect(fitCard(slow, question({ concurrency: 50 })).title).not.toContain('shared memory')
  })

  it('says that a smaller format than the published one was taken', () => {
    const asked = {
      ...inBf16(),
      options: [option(rtx4090, 2, 43, 'fits', { recipe: { ...q4, fallback: true }, asked: true, role: 'asked' })],
    }
    const said = { quant: null, gpus: [on('rtx-4090', 2)] }
    expect(fitCard(asked, question(said)).title).toMatch(/^Yes — 70B in Q4_K_M \(not bf16 as published\) needs about/)
    expect(fitCard(asked, question({ ...said, language: 'zh' })).title).toContain('70B Q4_K_M（不是官方发布的 bf16）')
    const assumptions = [{ slot: 'quant', value: 'bf16', because: 'native-format' }] as const
    const { assumed, notes } = fitCard({ ...asked, workload: { ...asked.workload, assumptions } }, question(said))
    expect(assumed).toContain('Q4_K_M: the best that fits (bf16 as published does not, or barely)')
    expect(notes.join()).not.toContain('does not fit or run there')
    const none = { ...asked, options: [option(rtx4090, 1, 43, 'no', { recipe: { ...q4, fallback: true }, asked: true, role: 'asked' })] }
    expect(fitCard(none, question({ quant: null, gpus: [on('rtx-4090', 1)] })).title).not.toContain('as published')
  })

  it('speaks of RAM first where no GPU is meant', () => {
    const enough = card('open', { device: 'cpu', systemRamGb: 64 })
    expect([enough.tone, enough.title]).toEqual(['info', '70B in 4-bit needs about 42 GiB of RAM without a GPU; you have 64 GB'])
    expect(enough.answer).toMatch(/^21\.9 GiB stay free\. A GPU is not needed for that.* With a GPU: 2 × RTX 3090 runs it/)
    expect(enough.notes.join()).not.toContain('system RAM')
    expect(card('open', { device: 'cpu', systemRamGb: 48 }).answer).toMatch(/^Only 5\.9 GiB stay free/)
    expect(card('open', { device: 'cpu', systemRamGb: 32 }).answer).toMatch(/^It is 10\.1 GiB short/)
    expect(enough.notes.join()).not.toMatch(/First token|At most/)
    expect(card('open', { device: 'cpu' }).title).toBe('70B in 4-bit needs about 42 GiB of RAM without a GPU')
  })

  it('is no plain yes where the model is not made for the context', () => {
    const estimate = seventyInt4()
    const long = fitCard({ ...estimate, workload: { ...estimate.workload, contextTokens: 2_000_000 } }, question({ context: 2_000_000 }))
    expect(long.tone).toBe('tight')
    expect(long.answer).toMatch(/^The model is made for 128k of context, not 2M:/)
  })
})

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
      fitCard({ ...seventyInt4(), options: [fast, ...others] }, question({ gpus: [on('rtx-3090', 2)] })).answer
    expect(on3090(slow, server)).toContain('Safer: A100')
    expect(on3090(slow)).toContain('Safer: RTX A6000.')
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

describe('the notes', () => {
  it('name what was not understood first, and what was said but not answered', () => {
    const { notes } = card('open', {
      unknown: ['flurb', 'zork'],
      alternatives: { paramsB: [13, 30] },
      budget: { amount: 100, currency: 'USD' },
    })
    expect(notes.slice(0, 3)).toEqual([
      'I did not understand: “flurb”, “zork”.',
      'You also said 13B, 30B: ask again with one of them.',
      'Read, but not used in this answer: budget.',
    ])
  })

  it('keep quiet about servers that are those of the set that was asked about', () => {
    const two = seventyOn(option(h100, 16, 300, 'fits', { decodeTokensPerSecond: q(30, 22, 40) }))
    const notes = (nodes: number) => fitCard(two, question({ gpus: [on('h100-sxm', 16)], nodes })).notes.join(' ')
    expect(notes(2)).not.toContain('number of servers')
    expect(notes(4)).toContain('not used in this answer: number of servers')
  })

  it('tell of groups nobody asks anything', () => {
    const layout = { tensorParallel: 8, pipelineParallel: 1, dataParallel: 4 }
    const four = seventyOn(option(h100, 32, 600, 'fits', { layout, decodeTokensPerSecond: q(30, 22, 40) }))
    const shown = fitCard(four, question({ gpus: [on('h100-sxm', 32)] }))
    expect(shown.notes.join(' ')).toContain('3 of its 4 groups have no request to work on')
    expect(card('yes').notes.join(' ')).not.toContain('groups')
  })

  it('say how long a prompt that fills a long context takes; the answer itself does where that is minutes', () => {
    const asked = { gpus: [on('a100-80gb-sxm', 1)] }
    const waiting = (seconds: number) => {
      const wait = { timeToFirstTokenSeconds: q(0.3, 0.2, 0.5), fullPromptSeconds: q(seconds, 0.8 * seconds, 1.5 * seconds) }
      return fitCard(seventyOn(option(a100, 1, 41, 'fits', { decodeTokensPerSecond: q(30, 22, 40), ...wait })), question(asked))
    }
    expect(waiting(20).notes).toContain('A prompt that fills 8k: 16–30 s before its first token.')
    expect(waiting(20).answer).not.toContain('fills')
    expect(waiting(600).notes.join(' ')).not.toContain('fills')
    expect(waiting(600).answer).toContain('A prompt that fills 8k takes 8–15 min before its first token on A100')
  })

  it('say which places reach a speed that was asked for', () => {
    expect(card('open', { targetTokensPerSecond: 25 }).notes).toContain('At least 25 tok/s per user: A100 SXM 80 GB, H100 SXM 80 GB.')
    expect(card('open', { targetTokensPerSecond: 500 }).notes).toContain('At least 500 tok/s per user: none of these.')
  })

  it('bound the speed, and correct the size people quote', () => {
    const notes = card('open').notes.join('\n')
    expect(notes).toContain('At most 24 tok/s for one user on 2 × RTX 3090')
    expect(notes).toContain('The weights are 39.7–42.5 GB, not 17.5 GB and not 35 GB')
    expect(card('bf16').notes.join('\n')).not.toContain('not 17.5 GB')
    const smaller = card('open', { paramsB: 24 }).notes.join('\n')
    expect(smaller).toContain('GB, not 12 GB: scales')
    expect(smaller).not.toContain('not 6 GB')
  })

  it('give each caveat a sentence with the places it is about', () => {
    const estimate = seventyOn(
      option(a100, 16, 663, 'fits', { caveats: ['fp8-not-native', 'multi-node', 'slow'], decodeTokensPerSecond: q(4.7) }),
    )
    const notes = fitCard(estimate, question({ gpus: [on('a100-80gb-sxm', 16)] })).notes.join('\n')
    expect(notes).toContain('16 × A100 SXM 80 GB: FP8 is not native there.')
    expect(notes).toContain('16 × A100 SXM 80 GB: several servers')
    expect(notes).toContain('Slow for one user: 16 × A100 SXM 80 GB (4.7 tok/s), M4 Max (40-core) 64 GB (9.0 tok/s).')
    expect(notes).not.toContain('663 in all')
    const { rows, total } = block(fitCard(estimate, question({ gpus: [on('a100-80gb-sxm', 16)] })), 'bars')
    expect(rows.at(-1)).toMatchObject({ label: 'Split', value: '620', note: 'buffers and copies on each; 16 × 41.4 in all' })
    expect(total.value).toBe('663 (643–690)')
  })

  it('tell of mixtures of a size only where a dense model was taken for it', () => {
    const said = { paramsB: 120 }
    expect(card('open', said).notes.join()).toContain('mixtures of experts')
    const estimate = seventyInt4()
    const known = { ...estimate, workload: { ...estimate.workload, model: { ...estimate.workload.model, activeB: 5 } } }
    expect(fitCard(known, question(said)).notes.join()).not.toContain('mixtures of experts')
  })

  it('say that all of a mixture of experts must be in memory', () => {
    const estimate = seventyInt4()
    const model = { ...estimate.workload.model, activeB: 12 }
    const { notes, blocks } = fitCard({ ...estimate, workload: { ...estimate.workload, model } }, question())
    expect(notes).toContain('Mixture of experts: all 70.5B must be in memory, 12B of them work on each token.')
    expect(JSON.stringify(blocks)).toContain('12B read per token')
  })
})

describe('the sources', () => {
  it('give the price date, the kind of price and where the model is from', () => {
    const [prices, speed, model] = card('open').sources
    expect(prices).toBe('Prices of 2026-10-04: median on demand [low–high], without tax, storage and traffic (getdeploying.com and others)')
    expect(speed).toContain('80 %')
    const bundled = { ...seventyInt4(), prices: { asOf: '2026-10-04', source: 'bundled snapshot' } }
    expect(fitCard(bundled, question()).sources[0]).toContain('(bundled snapshot)')
    expect(fitCard(bundled, question({ language: 'zh' })).sources[0]).toContain('（随程序附带的价格快照）')
    expect(model).toBe('meta-llama/Llama-3.3-70B-Instruct: its config.json')
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
