import { describe, expect, it } from 'vitest'
import { type HeldSettings, noSettings } from '../../src/settings/settings.ts'
import { noon } from '../support/read.ts'
import { headroom, tableOf } from '../support/replies.ts'

function answered(text: string, held: HeldSettings = noSettings) {
  const said = headroom.reply(text, { ...noon, held })
  if (said.kind !== 'answer') throw new Error(`${text}: refused as ${said.error.code}`)
  return said
}

describe('a question of prices', () => {
  it.each([
    ['cheapest 80GB under $2', 'Cheapest with 80 GB'],
    ['h100 spot', 'an hour spot'],
    ['4090一小时多少钱', 'RTX 4090 24 GB：按需租金约'],
    ['h100 in europe', 'H100 SXM5 80 GB: about'],
    ['a100 on runpod', 'A100 SXM4 80 GB: about $1.39'],
    ['price of all gpus', 'Every GPU with a price'],
    ['所有显卡价格', '所有有价格的 GPU'],
    ['price of llama 3.3 70b api', 'Llama-3.3-70B-Instruct by API: about'],
    ['llama 3.3 70b api 价格', 'Llama-3.3-70B-Instruct 的 API'],
    ['h100 price in euros', 'about €3.47 an hour'],
    ['h100多少人民币一小时', '¥26.1/小时'],
    ['price of 8x h100 in yen', 'about JP¥'],
    ['cheapest gpu on vast', 'The cheapest GPU of each memory size'],
    ['runpod prices', 'The cheapest GPU of each memory size'],
    ['gpu prices in europe', 'The cheapest GPU of each memory size'],
    ['spot gpu prices', 'The cheapest GPU of each memory size'],
    ['aws h100 price', 'H100 SXM5 80 GB: about $6.88'],
    ['what does an a100 cost on lambda', 'A100'],
    ['h100竞价实例价格', '竞价租金约'],
    ['h100 在欧洲多少钱', '按需租金约'],
    ['runpod上4090多少钱', '按需租金约 $0.34'],
    ['最便宜的80G显卡', '80 GB 里最便宜'],
    ['how much for h200 on nebius per month', 'H200 SXM5 141 GB'],
    ['mi300x price', 'MI300X 192 GB: about'],
    ['cheap 48gb gpu', 'Cheapest with 48 GB'],
    ['price of a 4090 in the us', 'RTX 4090 24 GB'],
    ['h100 reserved price', 'no rent known among these offers'],
  ])('“%s” is answered with “%s”', (text, title) => {
    const { command, answer } = answered(text)
    expect(command).toBe('price')
    expect(answer.card.title).toContain(title)
    expect(answer.card.notes.join()).not.toMatch(/did not understand|没看懂/)
  })

  it('of one GPU lists each provider with the kind of offer and the day it was seen, cheapest first', () => {
    const offers = tableOf(answered('h100 price').answer.card, 1)
    expect(offers.length).toBeGreaterThan(5)
    for (const [provider, kind, usd, , , seen] of offers) {
      expect(provider).toMatch(/\w/)
      expect(['on demand', 'spot', 'reserved']).toContain(kind)
      expect(Number(usd)).toBeGreaterThan(0)
      expect(seen).toMatch(/^\d{4}/)
    }
    const prices = offers.map(([, , usd]) => Number(usd))
    expect(prices).toEqual(prices.toSorted((a, b) => a - b))
    expect(new Set(offers.map(([, kind]) => kind)).size).toBeGreaterThan(1)
    expect(new Set(tableOf(answered('h100 spot').answer.card, 1).map(([, kind]) => kind))).toEqual(new Set(['spot']))
  })

  it('keeps what was said of offers in its shorthand and in every tap', () => {
    const { answer } = answered('spot h100 on verda in euros')
    expect(answer.shorthand).toBe('price on h100-sxm spot on verda in eur')
    expect(answered(answer.shorthand).answer.card.title).toBe(answer.card.title)
    for (const { shorthand } of answer.card.refinements) expect(shorthand).toMatch(/ spot on verda in eur$/)
  })

  it('asks for all GPUs again by its shorthand, and for the API', () => {
    for (const text of ['price of all gpus', 'price of llama 3.3 70b api'])
      expect(answered(answered(text).answer.shorthand).answer.card.title).toBe(answered(text).answer.card.title)
  })

  it('that asks how prices moved is told that no history is kept yet', () => {
    expect(answered('h100 price history').answer.card.notes[0]).toMatch(/^No history is kept yet/)
    expect(answered('h100 price').answer.card.notes.join()).not.toMatch(/history/)
  })
})

describe('settings of money and offers', () => {
  const euros: HeldSettings = { person: { currency: 'EUR' }, place: {} }

  it.each(['70b int4', 'price h100', 'h100', 'h100 vs a100', 'is it cheaper to self host qwen3 32b on an h100 or pay for the api'])(
    'show “%s” in euros, with the rate and its day, and not a dollar',
    (text) => {
      const { card } = answered(text, euros).answer
      const shown = JSON.stringify([card.title, card.answer, card.assumed, card.blocks, card.notes])
      expect(shown).toContain('€')
      expect(shown).not.toContain('$')
      expect(card.assumed[0]).toBe('amounts in EUR: your setting')
      expect(card.sources.at(-1)).toBe('1 USD = 0.8909 EUR on 2026-10-02 (European Central Bank)')
    },
  )

  it('count in euros, not only sign them', () => {
    const dollar = tableOf(answered('price h100').answer.card, 1).map(([, , usd]) => Number(usd))
    const euro = tableOf(answered('price h100', euros).answer.card, 1).map(([, , eur]) => Number(eur))
    for (const [at, usd] of dollar.entries()) expect(Math.abs((euro[at] ?? 0) - usd / 1.1225)).toBeLessThan(0.051)
  })

  it('give way to the money that was said', () => {
    expect(answered('cheapest 80gb under $2', euros).answer.card.title).toContain('$1.35')
    expect(answered('h100 price in yuan', euros).answer.card.title).toContain('¥')
  })

  it('leave the figures for scripts in dollars', () => {
    expect(answered('price h100', euros).answer.parts?.gpuPrices).toEqual(answered('price h100').answer.parts?.gpuPrices)
    const usd = (held: HeldSettings) => answered('70b int4', held).answer.estimate?.options[0]?.usdPerHour
    expect(usd(euros)).toEqual(usd(noSettings))
  })

  it('narrow every price to the providers and places that are set, and the card says so', () => {
    const held: HeldSettings = { person: {}, place: { providers: ['runpod'] } }
    const { card } = answered('price h100', held).answer
    expect(card.assumed).toContain('offers of runpod only: setting of this place')
    expect(new Set(tableOf(card, 1).map(([provider]) => provider))).toEqual(new Set(['runpod']))
    const [first] = answered('70b int4 on a 4090', held).answer.estimate?.options ?? []
    expect(first?.usdPerHour?.low).toBe(0.34)
  })

  it('that leave no price are owned up to', () => {
    const held: HeldSettings = { person: { providers: ['sfcompute'] }, place: {} }
    const none = 'No price is known among these offers (offers of sfcompute only); without the limit there are some.'
    for (const text of ['price 4090', '70b int4 on a 4090', '4090']) expect(answered(text, held).answer.card.notes[0], text).toBe(none)
  })

  it('are not spoken of where no price is', () => {
    const { card } = answered('what can i run on a 4090', euros).answer
    expect(card.assumed.join()).not.toContain('EUR')
  })
})
