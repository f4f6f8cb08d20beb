import { describe, expect, it } from 'vitest'
import { noon } from '../support/read.ts'
import { headroom } from '../support/replies.ts'

function bought(text: string) {
  const reply = headroom.reply(text, noon)
  if (reply.kind !== 'answer' || reply.command !== 'price') throw new Error(`${text}: not answered by /price`)
  const [table] = reply.answer.card.blocks
  if (table?.kind !== 'table') throw new Error('no table')
  return { card: reply.answer.card, rows: table.rows.map(({ cells }) => cells), shorthand: reply.answer.shorthand }
}

describe('what to buy', () => {
  it.each([
    'what gpu should i buy',
    'best gpu for llms',
    'best budget gpu for local llm',
    'gpu recommendations?',
    '推荐一张跑大模型的显卡',
    '买什么显卡好',
  ])('"%s" is told by steps: what the least costs that holds each larger size', (text) => {
    const { card, rows } = bought(text)
    expect(card.title).toMatch(/^(Cards worth buying|跑大模型值得买的显卡)/)
    expect(card.answer.match(/4-bit/g)?.length).toBe(3)
    expect(rows.length).toBeGreaterThan(4)
  })

  it.each([
    ['best gpu under $500', '$500'],
    ['which gpu should i buy for 500 bucks to run llms', '$500'],
    ['gpus under $1000', '$1,000'],
    ['预算5000买什么显卡跑大模型', '¥5,000'],
  ])('"%s" is told what holds the most for it, and what is the fastest', (text, budget) => {
    const { card, rows } = bought(text)
    expect(card.title).toContain(budget)
    expect(card.title).toMatch(/holds the most|装得最多/)
    expect(rows.length).toBeGreaterThan(0)
  })

  it('says what the least costs where the sum buys nothing', () => {
    expect(bought('best gpu under $50').card.title).toMatch(/^Nothing worth buying is known for \$50: the cheapest is /)
  })

  it.each(['what gpu should i buy', 'best gpu under $500', '买什么显卡好', '预算5000买什么显卡'])(
    '"%s" has a shorthand that asks it again',
    (text) => {
      const first = bought(text)
      expect(bought(first.shorthand).card).toEqual(first.card)
    },
  )

  it.each([
    'best gpu for cyberpunk under $500',
    'laptop under $1000 for gaming',
    'which graphics card for stable diffusion should i buy',
    'best pizza under $20',
  ])('"%s" is somebody else’s trade', (text) => {
    expect(headroom.reply(text, noon)).toMatchObject({ command: 'none' })
  })
})
