import { describe, expect, it } from 'vitest'
import { compare } from '../../commands/compare.ts'
import type { TableBlock } from '../../src/cards/card.ts'
import { answerToJson } from '../../src/platforms/terminal/json.ts'
import { noon, read } from '../support/read.ts'
import { answerBy, headroom } from '../support/replies.ts'
import { type Golden, printsAsKept } from './printed.ts'
import { expectShorthands, expectTaps } from './shorthands.ts'

const answer = (text: string) => answerBy(compare, text)
const tables = (text: string): TableBlock[] => answer(text).card.blocks.filter((block) => block.kind === 'table')
const firstCells = (table: TableBlock | undefined) => table?.rows.map(({ cells }) => cells[0])

/** Generations, models on a card, formats, providers, a machine against an API. */
const golden: Golden = {
  generations: { en: 'V100 vs A100 vs H100 vs B200', zh: 'V100、A100、H100、B200 对比' },
  models: { en: 'qwen3 32b vs llama 3.3 70b on a 4090', zh: 'qwen3 32b 和 llama 3.3 70b 对比，用 4090' },
  formats: { en: 'Q4_K_M vs Q8_0 of llama 3.1 8b on a 4090', zh: 'llama 3.1 8b 的 Q4_K_M 和 Q8_0 对比，4090' },
  providers: { en: 'h100 on runpod vs lambda', zh: 'H100 runpod 和 lambda 哪个便宜' },
  api: { en: 'self host qwen3-32b on two 4090s or just use the api?', zh: '自建两张4090跑qwen3-32b划算还是直接调api' },
}

describe('what /compare prints', () => {
  printsAsKept(golden, 'compare-', (text) => answer(text).card)
})

describe('/compare of cards', () => {
  it('has a table for each job with a row for each card, and one of what the cards are', () => {
    const [small, large, hardware] = tables('h100 vs a100 vs 4090')
    expect(small?.title).toBe('8B in fp16')
    expect(large?.title).toBe('70B in 4-bit')
    expect(firstCells(small)).toEqual(['H100 SXM5 80 GB', 'A100 SXM4 80 GB', 'RTX 4090 24 GB'])
    expect(firstCells(large)?.at(-1)).toBe('2 × RTX 4090 24 GB')
    expect(hardware?.rows.map(({ cells }) => cells[2])).toEqual(['3,350', '2,039 (0.61×)', '1,008 (0.30×)'])
  })

  it('says who wins at what', () => {
    const { title, answer: sentence } = answer('h100 vs a100').card
    expect(title).toContain('H100 SXM5 80 GB is faster')
    expect(sentence).toMatch(/H100 SXM5 80 GB is faster for one user \(\d+ tok\/s, [\d.]+× A100 SXM4 80 GB\)/)
  })

  it('takes the card that was said as one, and says by how much it is too small', () => {
    const { title, answer: sentence } = answer('5090 vs 2x 4090 for a 70b').card
    expect(title).toBe('RTX 5090 32 GB vs 2 × RTX 4090 24 GB — only 2 × RTX 4090 holds it')
    expect(sentence).toMatch(/RTX 5090 is [\d.]+ GiB short/)
  })

  it('puts all on one format where each would take another', () => {
    const { assumed } = answer('M2 Ultra or 2x4090 for llama 70b?').card
    expect(assumed.join(' ')).toContain('all in 4-bit')
    expect(tables('M2 Ultra or 2x4090 for llama 70b?')[0]?.title).toContain('4-bit')
  })

  it('names what a card does not run, instead of a shortage', () => {
    expect(answer('ascend 910b vs a800 for 70b awq').card.answer).toContain('Ascend 910B does not run')
  })

  it('holds one card against none with what the CPU does alone', () => {
    const { title, answer: sentence } = answer('no gpu or a rtx 3060 12gb for llama.cpp, which is faster?').card
    expect(title).toBe('RTX 3060 12 GB against no GPU at all: the card wins')
    expect(sentence).toMatch(/a desktop CPU alone [\d.]+–[\d.]+: [\d.]+ times as fast/)
  })

  it('leaves out the other form of a card that stands beside it', () => {
    expect(answer('h100 pcie vs h100 sxm').card.notes.join(' ')).not.toContain('also sold as')
    expect(answer('h100 vs a100').card.notes.filter((note) => note.includes('also sold as'))).toHaveLength(2)
  })
})

describe('/compare of models and formats', () => {
  it('says of each whether it fits, and how fast it is', () => {
    const { answer: sentence } = answer('qwen3 32b vs llama 3.3 70b on a 4090').card
    expect(sentence).toMatch(/Qwen3-32B: \d+ GiB on RTX 4090, \d+–\d+ tok\/s/)
    expect(sentence).toMatch(/Llama-3.3-70B-Instruct: \d+ GiB, [\d.]+ GiB too much for RTX 4090/)
  })

  it('says what each takes, twice the active parameters in arithmetic', () => {
    const resources = tables('qwen3-30b-a3b vs qwen3 32b on a 4090').find(({ title }) => title === 'What it takes')
    const flop = resources?.columns.findIndex(({ label }) => label === 'FLOP per token') ?? -1
    const [mixture, dense] = resources?.rows.map(({ cells }) => Number.parseFloat(cells[flop] ?? '')) ?? []
    expect(mixture).toBeLessThan(8)
    expect(dense).toBeGreaterThan(60)
  })

  it('puts formats on one machine where none was said', () => {
    const [table, resources] = tables('Q4_K_M vs Q8_0 of llama 3.1 8b')
    expect(firstCells(table)).toEqual(['Q4_K_M', 'Q8_0'])
    expect(new Set(resources?.rows.map(({ cells }) => cells[1])).size).toBe(1)
    expect(answer('Q2_K vs Q8_0 of llama 3.1 8b').card.notes.join(' ')).toMatch(/Q8_0: no loss that shows\. .*Q2_K: a clear loss/)
  })
})

describe('/compare of providers', () => {
  it('sets their prices side by side, each with its day', () => {
    const { title } = answer('h100 on runpod vs lambda').card
    expect(title).toMatch(/^H100 SXM5 80 GB: (runpod|lambda) is cheapest at \$\d/)
    const [table] = tables('h100 on runpod vs lambda')
    expect(firstCells(table)?.toSorted()).toEqual(['lambda', 'runpod'])
    expect(table?.rows.every(({ cells }) => cells.some((cell) => cell.startsWith('202')))).toBe(true)
  })

  it('says who has no price of the card', () => {
    expect(answer('h100 on runpod vs salad vs lambda').card.notes.join(' ')).toMatch(/No price of this card from salad/)
  })
})

describe('/compare with an API', () => {
  it('says from which load on the machine pays, rented and bought', () => {
    const { title, answer: sentence, assumed } = answer('self host qwen3-32b on two 4090s or just use the api?').card
    expect(title).toMatch(/^Qwen3-32B: 2 × RTX 4090 beats the API above [\d.]+M tokens a day \(\d+ % busy\)$/)
    expect(sentence).toMatch(/Bought instead, it pays above/)
    expect(assumed.join(' ')).toMatch(/1,024 tokens in and [\d,]+ out.*power at \$0\.15\/kWh/)
  })

  it('gives scripts figures that agree: the day of the break-even costs the same either way', () => {
    const { parts } = answer('self host qwen3-32b on two 4090s or just use the api?')
    const api = parts?.api as {
      blendedUsdPerMillion: { value: number }
      ways: { usdPerHour: { value: number }; even: { tokensPerDay: { value: number } } }[]
    }
    expect(api.ways).toHaveLength(2)
    for (const { usdPerHour, even } of api.ways)
      expect((even.tokensPerDay.value / 1e6) * api.blendedUsdPerMillion.value).toBeCloseTo(24 * usdPerHour.value, 6)
  })

  it('takes a model the card holds where none was said', () => {
    const { title, assumed } = answer('buy a 4090 or keep paying for the claude api, what is cheaper?').card
    expect(title).toContain('Qwen3-32B')
    expect(assumed.join(' ')).toContain('no model said: Qwen3-32B')
  })

  it('says that there is no price, of a machine or of an API', () => {
    expect(answer('api or a mac studio 512gb for a local llama 70b, which is cheaper?').card.title).toContain('no price of it is known')
    expect(answer('deepseek V2 api per 1 million tokens, can my own local one even beat that?').card.title).toContain('no API price known')
  })
})

describe('/compare', () => {
  it('hears models and formats side by side, and providers, without its name', () => {
    for (const text of ['qwen3 32b vs llama 3.3 70b on a 4090', 'q4 vs q8 of 8b', 'h100 on runpod vs lambda'])
      expect(headroom.reply(text, noon), text).toMatchObject({ kind: 'answer', command: 'compare' })
    for (const text of ['70b int4', 'can my 3090 run llama 3.1 70b q4 at 32k?', 'h100 price on runpod'])
      expect(headroom.reply(text, noon), text).not.toMatchObject({ command: 'compare' })
  })

  it('counts a desk’s card as a server’s: as many of each as hold the job', () => {
    const { card } = answer('rtx pro 6000 vs h100 for qwen3 235b')
    expect(card.title).not.toContain('only')
    const [rows] = tables('rtx pro 6000 vs h100 for qwen3 235b')
    expect(rows?.rows.map(({ cells }) => cells[0])).toEqual(['2 × RTX PRO 6000 96 GB', '2 × H100 SXM5 80 GB'])
    expect(rows?.title).toBe('Qwen3-235B-A22B in 4-bit')
  })

  it('titles the best of every job alone, and none that another job has second or a tie has beside it', () => {
    expect(answer('h100 vs a100').card.title).toContain('H100 SXM5 80 GB is faster')
    // Of speed 8B says the one, 70B the other.
    expect(answer('a100 40gb vs a100 80gb').card.title).toBe('A100 SXM4 40 GB vs A100 SXM4 80 GB — A100 SXM4 40 GB is cheaper per token')
    expect(answer('h100 vs h200').card.title).toMatch(/H200 SXM5 141 GB is faster$/)
  })

  it.each(['qwen3-30b-a3b vs qwen3-32b which is faster', 'qwen3-30b-a3b和qwen3-32b哪个快'])(
    'says which model is faster, on one machine: %s',
    (text) => {
      const { card } = answer(text)
      expect(card.title).toMatch(/RTX 3090/)
      expect(card.answer).toMatch(/Qwen3-30B-A3B is faster|Qwen3-30B-A3B 单人更快/)
    },
  )

  it('says that runtimes are not told apart', () => {
    expect(answer('vllm vs sglang llama 3.1 8b h100').card.notes[0]).toContain('vllm, sglang')
    expect(answer('h100 vs a100 vllm').card.notes.join()).not.toContain('Runtimes (')
  })

  it('compares what runs no four bits in eight', () => {
    for (const text of ['tpu v5e vs l4', '910b vs h20']) {
      expect(answer(text).card.answer, text).not.toContain('does not run')
      expect(answer(text).card.answer, text).toContain('70B in 8-bit')
    }
  })

  it('holds a lone card against its neighbours when it is named', () => {
    const reply = headroom.reply('rtx 4090', noon, compare)
    expect(reply).toMatchObject({ kind: 'answer', command: 'compare' })
    expect(reply.kind === 'answer' && reply.answer.card.assumed.join(' ')).toContain('only one card said')
  })

  it('offers taps that are questions for the command they name', () => expectTaps(compare, 2))

  it('gives scripts every row with its figures', () => {
    const json = answerToJson({ command: 'compare', question: read('h100 vs a100'), answer: answer('h100 vs a100') }, { why: false })
    const { comparison } = json as { comparison: { job: string; rows: { gpu: string; tokensPerUsd: { value: number } }[] }[] }
    expect(comparison.map(({ job }) => job)).toEqual(['8B in fp16', '70B in 4-bit'])
    expect(comparison[0]?.rows.map(({ gpu }) => gpu)).toEqual(['h100-sxm', 'a100-80gb-sxm'])
    expect(comparison[0]?.rows.every(({ tokensPerUsd }) => tokensPerUsd.value > 1e5)).toBe(true)
  })

  // Providers are named behind the shorthand: a Question has no word for them.
  it('keeps the question it was asked', () =>
    expectShorthands(
      compare,
      compare.examples.filter(({ text }) => !text.includes('runpod')),
    ))
})

describe('renting held against an API', () => {
  it.each([
    'is it cheaper to run llama 70b on runpod than via api',
    'qwen3 235b: cheaper on vast.ai or by api?',
    'rent an h100 for llama 70b instead of the api?',
    '租卡跑 qwen3 32b 比调接口便宜吗',
  ])('“%s” gets both, and which is cheaper from which load on', (text) => {
    const reply = headroom.reply(text, noon)
    expect(reply).toMatchObject({ kind: 'answer', command: 'compare' })
    if (reply.kind !== 'answer') return
    const api = reply.answer.parts?.api as { readonly ways: readonly { readonly kind: string }[]; readonly blendedUsdPerMillion: unknown }
    expect(api.ways.map(({ kind }) => kind)).toContain('rented')
    expect(api.blendedUsdPerMillion).toBeDefined()
    expect(headroom.reply(reply.answer.shorthand, noon)).toMatchObject({
      command: 'compare',
      answer: { card: { title: reply.answer.card.title } },
    })
  })

  it.each([
    'deepseek r1 api price',
    'run llama 70b or qwen 72b behind an openai compatible api',
    'llama 70b on 2x 3090 with an openai compatible api',
  ])('“%s” is no such question', (text) =>
    expect(headroom.reply(text, noon)).not.toMatchObject({ answer: { parts: { api: expect.anything() } } }),
  )
})

describe('cards of which one is too small', () => {
  it('are compared as many as it takes, which is said', () => {
    const { card } = answer('7900 xtx vs 4090 for llama 70b')
    expect(card.assumed.join()).toContain('as many of each as it takes')
    const [job] = tables('7900 xtx vs 4090 for llama 70b')
    expect(firstCells(job)).toEqual([expect.stringMatching(/^\d × Radeon RX 7900 XTX/), expect.stringMatching(/^\d × RTX 4090/)])
    expect(card.answer).not.toContain('none of them holds it')
  })

  it('stay as they were counted where they were', () => {
    expect(answer('1x 7900 xtx vs 1x 4090 for llama 70b').card.answer).toContain('none of them holds it')
    expect(answer('4090 vs 3090 for qwen3 8b').card.assumed.join()).not.toContain('as it takes')
  })
})

it.each(['h100 nvl vs h100 sxm for llama 70b', 'a100 pcie vs a100 sxm for llama 3.1 8b'])('“%s” compares forms of one card', (text) => {
  const reply = headroom.reply(text, noon)
  expect(reply).toMatchObject({ kind: 'answer', command: 'compare' })
})
