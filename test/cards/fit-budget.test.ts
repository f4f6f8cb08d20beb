import { describe, expect, it } from 'vitest'
import { fit } from '../../commands/fit.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import { noon } from '../support/read.ts'
import { answerBy, headroom } from '../support/replies.ts'

/** By the whole way: in which money amounts are shown is decided before a command runs. */
function told(text: string): string {
  const reply = headroom.reply(text, noon, fit)
  return reply.kind === 'answer' ? reply.answer.card.answer : ''
}

/** The amounts behind what is named. */
const amounts = (answer: string, sign: string) =>
  [...answer.matchAll(new RegExp(`about \\${sign}([\\d.,]+), [\\d.]`, 'g'))].map(([, usd = '']) => Number(usd.replaceAll(',', '')))

describe('a budget', () => {
  it('is compared with what cards that run it cost to buy', () => {
    const answer = told('qwen3 32b budget $800')
    expect(answer).toContain('For $800 one can buy, by the prices known: 1 × RTX 3090 in Q4_K_M')
    expect(amounts(answer, '$').length).toBeGreaterThan(1)
    for (const usd of amounts(answer, '$')) expect(usd).toBeLessThanOrEqual(800)
  })

  it('of a few dollars is one by the hour', () => {
    expect(told('70b q4 budget $3')).toMatch(/For \$3\.00 an hour one can rent: \d × /)
  })

  it('is compared in the currency it was said in, at the day’s rate', () => {
    const answer = told('llama 8b budget 300 eur')
    expect(answer).toMatch(/For €300 one can buy/)
    for (const eur of amounts(answer, '€')) expect(eur).toBeLessThanOrEqual(300)
    expect(told('3000元以内能跑32b的显卡')).toContain('3,000 元以内，按已知售价可以买：')
  })

  it('that is too small is told what the least is', () => {
    expect(told('405b q4 budget $1000')).toMatch(
      /Nothing that runs it is known to be sold for \$1,000: the cheapest is .* at about \$[\d,]+\./,
    )
  })

  it('is said to be unused only where its currency has no rate', () => {
    expect(answerBy(fit, 'qwen3 32b budget $800').card.notes.join(' ')).not.toContain('not used')
    const { rates, ...without } = bundledPrices
    expect(rates).toBeDefined()
    const { card } = answerBy(fit, 'qwen3 32b budget 800 eur', { prices: without })
    expect(card.answer).not.toContain('one can buy')
    expect(card.notes.join(' ')).toMatch(/not used in this answer: .*budget/)
  })
})
