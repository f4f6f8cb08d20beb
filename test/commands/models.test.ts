import { describe, expect, it } from 'vitest'
import { models } from '../../commands/models.ts'
import { answerToJson } from '../../src/platforms/terminal/json.ts'
import { noon, read } from '../support/read.ts'
import { answerBy, headroom } from '../support/replies.ts'
import { type Golden, printsAsKept } from './printed.ts'
import { expectShorthands, expectTaps } from './shorthands.ts'

const answer = (text: string) => answerBy(models, text)

/** A size for which cards stand, RAM beside a card, a server, several sizes. */
const golden: Golden = {
  '24gb': { en: '24gb', zh: '24G显存能跑什么模型' },
  '4090-with-ram': { en: 'which llm for a 4090 + 64gb ddr5', zh: '4090加64G内存能跑什么模型' },
  'largest-on-2x3090': { en: 'largest model that fits on 2x 3090', zh: '双卡3090能跑的最大模型' },
  'three-sizes': { en: 'which models on 24GB / 40GB / 80GB?', zh: '24GB / 40GB / 80GB 能跑什么模型' },
}

describe('what /models prints', () => {
  printsAsKept(golden, 'models-', (text) => answer(text).card)
})

describe('/models', () => {
  it.each(['should i get a 12gb or 16gb card', '16G还是24G显存的卡好', 'is 24gb of vram better than 16gb'])(
    'says what each size would run, where the sizes are all that was said: %s',
    (text) => {
      const reply = headroom.reply(text, noon)
      if (reply.kind !== 'answer' || reply.command !== 'models') throw new Error(`${text}: not answered by /models`)
      const [table] = reply.answer.card.blocks
      expect(table?.kind === 'table' && table.rows.length).toBe(2)
    },
  )

  it.each([
    ['rtx 4090, which llama2', /Llama-2/],
    ['24g显存能跑哪个qwen', /Qwen/],
  ])('keeps to the family that was named: %s', (text, names) => {
    for (const said of [text, answer(text).shorthand]) {
      const reply = headroom.reply(said, noon)
      expect(reply).toMatchObject({ kind: 'answer', command: 'models' })
      const { blocks, assumed } = reply.kind === 'answer' ? reply.answer.card : { blocks: [], assumed: [] }
      const rows = blocks.flatMap((block) => (block.kind === 'table' ? block.rows.map(({ cells }) => cells[0]) : []))
      expect(rows.length, said).toBeGreaterThan(0)
      for (const row of rows) expect(row).toMatch(names)
      expect(assumed.join()).toMatch(/as asked|只看/)
    }
  })

  it('says first what to take, on what, and how fast', () => {
    const { card } = answer('what can I run on a 4090')
    expect(card.title).toMatch(/^RTX 4090 24 GB: the best model is \S+ in \S+$/)
    expect(card.answer).toMatch(/^On one RTX 4090 24 GB: \S+ in \S+ at about \d+ tokens\/s\./)
    expect(card.tone).toBe('fits')
  })

  it('offers taps that are questions for the command they name', () => expectTaps(models, 3))

  it('carries a shorthand that asks the same', () => expectShorthands(models))

  it('gives the speed /fit gives for the same model, format and card', () => {
    const { card } = answer('what can I run on a 4090')
    const [tap] = card.refinements
    const rate = / at about (\d+) tokens/.exec(card.answer)?.[1]
    const said = headroom.reply(tap?.shorthand ?? '', noon)
    const asked = said.kind === 'answer' ? said.answer.estimate?.options.find((option) => option.asked) : undefined
    expect(asked?.verdict).toBe('fits')
    expect(Math.round(asked?.decodeTokensPerSecond?.value ?? 0)).toBe(Number(rate))
  })

  it('called by its name takes bare hardware, which says nothing by itself', () => {
    for (const text of ['2x3090', 'm4 max 64gb', '8x h100', 'fastest above 30 tok/s on a 4090']) {
      expect(headroom.reply(text, noon, models), text).toMatchObject({ kind: 'answer', command: 'models' })
    }
    expect(headroom.reply('qwen3 32b on a 4090', noon, models)).toMatchObject({ command: 'fit' })
  })

  it('keeps to a speed that was asked for', () => {
    const { card } = answer('fastest model above 30 tok/s on a 4090')
    expect(card.notes.join(' ')).toContain('30')
    const [table] = card.blocks
    const column = table?.kind === 'table' ? table.columns.findIndex(({ label }) => label === 'tok/s') : -1
    expect(column).toBeGreaterThan(0)
    if (table?.kind === 'table')
      for (const { cells } of table.rows) expect(Number.parseFloat(cells[column] ?? '')).toBeGreaterThanOrEqual(30)
  })

  it('says so where nothing fits, and what it does not answer', () => {
    expect(answer('which model at 100000 tok/s on a 4090').card).toMatchObject({ tone: 'too-big', blocks: [] })
    expect(answer('单张3090做lora最大能微调几B').card.notes.join()).toContain('训练')
    expect(answer('what can I run on 3090 + 3060').card.notes.join()).toContain('different cards')
  })

  it.each([
    'biggest model i can finetune on a 3090',
    '16g显存能微调多大的模型',
    'what size model can i train on 8xh100',
    '24g的卡能全参微调多大的模型',
  ])('speaks of training where that is asked, and names no model that merely runs: %s', (text) => {
    const { card, shorthand } = answer(text)
    expect(card.title).toMatch(/trains nothing above|训练不了超过/)
    expect(JSON.stringify(card.blocks)).not.toMatch(/Q4_K_M|token/)
    expect(answer(shorthand).card.title).toBe(card.title)
  })

  it('hands its rows on as JSON', () => {
    const question = read('what can I run on a 4090')
    const json = JSON.parse(
      JSON.stringify(answerToJson({ command: 'models', question, answer: answer('what can I run on a 4090') }, { why: false })),
    )
    expect(Object.keys(json)).toEqual(['command', 'question', 'shorthand', 'card', 'notes', 'models'])
    expect(json.models.length).toBeGreaterThan(3)
    expect(json.models.filter(({ pick }: { pick: boolean }) => pick)).toHaveLength(1)
    expect(json.models[0]).toMatchObject({ hardware: { gpu: 'rtx-4090', count: 1, memoryGb: 24 }, inRam: false })
    for (const {
      tokensPerSecond: { low, value, high },
    } of json.models) {
      expect(low).toBeLessThanOrEqual(value)
      expect(value).toBeLessThanOrEqual(high)
    }
  })
})
