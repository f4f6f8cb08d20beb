import { describe, expect, it } from 'vitest'
import { price } from '../../commands/price.ts'
import type { PriceBook } from '../../src/catalog/types.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import { noon } from '../support/read.ts'
import { answerBy, headroom } from '../support/replies.ts'
import { type Golden, printsAsKept } from './printed.ts'
import { expectShorthands, expectTaps } from './shorthands.ts'

const answer = (text: string, prices: PriceBook = bundledPrices) => answerBy(price, text, { prices })

const golden: Golden = {
  h100: { en: 'how much is an H100 per hour?', zh: 'H100 每小时多少钱' },
  '80gb': { en: 'cheapest 80GB under $2', zh: '最便宜的80G显卡，$2以内' },
  sizes: { en: 'gpu prices', zh: '显卡价格' },
}

describe('what /price prints', () => {
  printsAsKept(golden, 'price-', (text) => answer(text).card)
})

/** A book with two prices in it. */
const small: PriceBook = {
  asOf: '2026-11-01',
  source: 'a test',
  rental: (gpu) =>
    gpu === 'rtx-4090' ? { median: 0.5, low: 0.25, high: 1, cheapestProvider: 'somebody', offers: 4, asOf: '2026-11-01' } : undefined,
  purchase: (gpu) =>
    gpu === 'rtx-4090' ? { median: 2000, low: 1800, high: 2400, cheapestProvider: 'a shop', offers: 3, asOf: '2026-10' } : undefined,
}

describe('/price', () => {
  it('says the hour, the month, what a card costs, and when both are the same', () => {
    const { card } = answer('price of a 4090', small)
    expect(card.title).toBe('RTX 4090 24 GB: about $0.50 an hour on demand')
    expect(card.answer).toContain('median of 4 providers; seen within a year: $0.25–1.00, the least at somebody')
    expect(card.answer).toContain('$370 a month')
    expect(card.answer).toContain('$2,000 to buy ($1,800–2,400, 2026-10)')
    expect(card.answer).toContain('4,000 hours of rent')
    expect(card.sources.join()).toContain('2026-11-01')
  })

  it.each([
    ['rent 2x 4090 for a week', 168, '$170'],
    ['how much is a 4090 for 3 days', 72, '$36'],
    ['租2張4090一週', 168, '$170'],
    ['price 4090 8 hours a day for a month', 243.33, '$120'],
  ])('says of “%s” what that time costs', (text, hours, usd) => {
    const reply = headroom.reply(text, { ...noon, prices: small })
    expect(reply).toMatchObject({ kind: 'answer', command: 'price', answer: { parts: { hours } } })
    if (reply.kind !== 'answer') return
    expect(reply.answer.card.title).toContain(usd)
    expect(reply.answer.card.answer.split(usd).length).toBeGreaterThan(1)
    expect(headroom.reply(reply.answer.shorthand, { ...noon, prices: small }, price)).toMatchObject({
      answer: { parts: { hours: expect.closeTo(hours, 6) }, card: { title: reply.answer.card.title } },
    })
  })

  it('names who asks least for that time, with the day', () => {
    const { card } = answer('rent 8x h200 for a week')
    const [, least] = /The least on demand, counted from the price of one GPU: (.*?)\. 8/.exec(card.answer) ?? []
    expect(least?.split(', ')).toHaveLength(3)
    for (const one of least?.split(', ') ?? []) expect(one).toMatch(/^\S+ \$[\d,]+ \(seen 20\d\d-\d\d(-\d\d)?\)$/)
  })

  it('holds kinds of rental against each other where several are named', () => {
    for (const text of ['h100 spot vs on demand', 'h100 按需和竞价差多少', 'price h100 spot or reserved in euros']) {
      const reply = headroom.reply(text, noon)
      if (reply.kind !== 'answer' || reply.command !== 'price') throw new Error(`${text}: not priced`)
      const { answer: said, assumed, language } = reply.answer.card
      expect(assumed.join(), text).not.toMatch(/spot|竞价/)
      expect(said, text).toMatch(
        language === 'zh'
          ? /每小时：竞价约 \$[\d.]+（\d+ 家）、按需约/
          : /H100 SXM5 80 GB an hour: spot about [$€][\d.]+ \(\d+ providers\), /,
      )
    }
    expect(answer('price h100 spot').card.answer).not.toContain('an hour: spot')
  })

  it.each([
    ['rtx 3090 power cost per month', '350 W: 256 kWh in 730 hours always busy, about $38 at $0.15 a kWh'],
    ['price electricity of 2x 3090 for a week', '700 W: 118 kWh in 168 hours always busy, about $18'],
    ['3090 一个月电费多少', '350 W：一直满载 730 小时用电 256 度，按每度 $0.15 约 $38'],
  ])('says what the power of a card costs (“%s”)', (text, said) => {
    const reply = headroom.reply(text, noon)
    expect(reply).toMatchObject({ kind: 'answer', command: 'price', answer: { card: { answer: expect.stringContaining(said) } } })
  })

  it('says what a sum buys, or rents by the hour, where nothing but the sum was said', () => {
    const rows = (text: string) => {
      const reply = headroom.reply(text, noon)
      if (reply.kind !== 'answer' || reply.command !== 'price') throw new Error(`${text}: not priced`)
      const [table] = reply.answer.card.blocks
      return { title: reply.answer.card.title, rows: table?.kind === 'table' ? table.rows : [] }
    }
    const bought = rows('best gpu under $200 for llms')
    expect(bought.title).toMatch(/^For \$200: /)
    for (const { cells } of bought.rows) expect(Number(cells[1]?.replaceAll(',', ''))).toBeLessThanOrEqual(200)
    expect(rows('what gpu can i get for under $2').title).toMatch(/^For \$2\.00 an hour, /)
    expect(rows('3000元以内买什么显卡跑大模型').title).toContain('预算 ¥3,000：')
    expect(rows('best gpu under $30 for ai').title).toMatch(/^Nothing worth buying is known for \$30: /)
    expect(headroom.reply('laptop under $1000 for gaming', noon)).toMatchObject({ command: 'none' })
  })

  it('counts cards, and says so where there is no price', () => {
    expect(answer('price of 8x 4090', small).card.title).toContain('$4.00 an hour')
    expect(answer('price of an h100', small).card).toMatchObject({ title: 'H100 SXM5 80 GB: no price known' })
    expect(answer('cheapest 48gb', small).card.title).toBe('No price known for a card with 48 GB')
  })

  it('holds a budget to what it can be: an hour, or a purchase; in dollars alone', () => {
    const tones = (text: string) => {
      const [table] = answer(text, small).card.blocks
      return table?.kind === 'table' ? table.rows.map(({ tone }) => tone) : []
    }
    expect(tones('price 4090 under $1')).toEqual(['fits'])
    expect(tones('price 4090 under $0.3')).toEqual(['tight'])
    expect(tones('price 4090 under $0.1')).toEqual(['too-big'])
    expect(tones('price 4090 under $2500')).toEqual(['fits'])
    expect(tones('price 4090 under $1500')).toEqual(['too-big'])
    const { card } = answer('price 4090 budget 20 eur', small)
    expect(card.notes.join(' ')).toContain('EUR')
  })

  it('lists the cheapest first, and each size once where nothing was named', () => {
    const [byMemory] = answer('cheapest 80gb gpu').card.blocks
    const hours = byMemory?.kind === 'table' ? byMemory.rows.map(({ cells }) => Number(cells[1])) : []
    expect(hours.length).toBeGreaterThan(2)
    expect(hours).toEqual([...hours].sort((a, b) => a - b))
    const [sizes] = answer('gpu prices').card.blocks
    expect(sizes?.kind === 'table' && sizes.rows.length).toBeGreaterThan(5)
  })

  it('for a model is the rent of what holds it', () => {
    const { card } = answer('cheapest way to run 70b q4 24/7')
    expect(card.title).toMatch(/^Cheapest to rent for 70B: /)
    for (const { command, shorthand } of card.refinements) {
      expect(command).toBe('fit')
      expect(headroom.reply(shorthand, noon)).toMatchObject({ answer: { card: { tone: 'fits' } } })
    }
  })

  it.each(['how much would it cost to finetune llama 70b', '训练一个7b要花多少钱', 'price of training a 7b on 1T tokens', '微调8b的费用'])(
    'does not give the price of running what is to be trained: %s',
    (text) => {
      const { card } = answer(text)
      expect(card.title).toMatch(/needs at least|至少需要/)
      expect(JSON.stringify(card.blocks)).not.toMatch(/\$\d/)
      expect(card.notes.join(' ')).toMatch(/cost of training are not estimated|训练的速度和费用还不能估算/)
    },
  )

  it('says of a card that its hour is no training run, and nothing of it where something is to run', () => {
    expect(answer('cost of renting 8x h100 for training').card.notes.join(' ')).toContain('not of a training run')
    expect(answer('what does it cost to rent an h100 to run a finetuned 7b').card.notes.join(' ')).not.toContain('training run')
  })

  it('offers taps that are questions for the command they name', () => expectTaps(price, 1))

  it('carries a shorthand that asks the same', () => expectShorthands(price))

  it('called by its name takes a model and memory of several cards too: what to rent for them', () => {
    const titleOf = (text: string) => headroom.reply(text, noon, price)
    expect(titleOf('70b q4')).toMatchObject({ command: 'price', answer: { card: { title: expect.stringContaining('rent for 70B') } } })
    expect(titleOf('640gb')).toMatchObject({ command: 'price', answer: { card: { title: expect.stringContaining('640 GB in all') } } })
    expect(titleOf('of llama 3.3 70b api')).toMatchObject({
      command: 'price',
      answer: { card: { title: expect.stringContaining('by API: about') } },
    })
    expect(titleOf('can my 3090 run llama 3.1 70b')).toMatchObject({ command: 'fit' })
  })

  it('says what all of several cards cost to buy, beside what one does', () => {
    const { answer: said } = answer('price 8x 4090', small).card
    expect(said).toContain('To buy, all 8 cost about $16,000: $2,000 each')
    expect(answer('8 张 4090 多少钱', small).card.answer).toContain('购买 8 张共约 $16,000，每张 $2,000')
  })

  it('refuses a number of cards that nobody rents', () => {
    expect(headroom.reply('100000x h100', noon, price)).toMatchObject({
      kind: 'refusal',
      error: { code: 'count-out-of-range' },
    })
  })

  it('called by its name takes a bare card', () => {
    expect(headroom.reply('4090', noon, price)).toMatchObject({ kind: 'answer', command: 'price' })
  })
})
