import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { commands } from '../commands/index.ts'
import { type AskOptions, createHeadroom, type Headroom } from '../src/headroom.ts'
import { bundledPrices } from '../src/prices/snapshot.ts'
import { rememberReplies } from '../src/remembered-replies.ts'
import type { Settings } from '../src/settings/settings.ts'

const plain = createHeadroom(commands, { prices: bundledPrices })
const moment = new Date('2026-11-20T10:00:00Z')
const usual: AskOptions = { now: moment, zone: 'UTC' }

function counting() {
  const reply = vi.fn<Headroom['reply']>((...args) => plain.reply(...args))
  return { reply, remembering: rememberReplies({ ...plain, reply }) }
}

describe('what was just said', () => {
  const later = (milliseconds: number): AskOptions => ({ ...usual, now: new Date(moment.getTime() + milliseconds) })

  it('is worked out once a minute, a refusal too', () => {
    for (const text of ['70b int4', 'fit zorkmodel q4']) {
      const { reply, remembering } = counting()
      const first = remembering.reply(text, usual)
      expect(remembering.reply(text, usual)).toBe(first)
      for (let second = 0; second < 60; second++) remembering.reply(text, later(second * 1000))
      expect(reply.mock.calls.length).toBeLessThanOrEqual(2)
      expect(remembering.reply(text, later(60_000))).not.toBe(first)
      for (let second = 60; second < 600; second++) remembering.reply(text, later(second * 1000))
      expect(reply.mock.calls.length).toBeLessThanOrEqual(11)
    }
  })

  it('is not all worked out anew at the same moment', () => {
    const { reply, remembering } = counting()
    const texts = ['7b', '8b', '13b', '32b', '70b', '120b'].map((size) => `${size} int4`)
    const madeIn = (second: number) => {
      const before = reply.mock.calls.length
      for (const text of texts) remembering.reply(text, later(second * 1000))
      return reply.mock.calls.length - before
    }
    expect(madeIn(0)).toBe(texts.length)
    const made = Array.from({ length: 60 }, (_, second) => madeIn(second + 1))
    expect(made.reduce((sum, one) => sum + one)).toBe(texts.length)
    expect(Math.max(...made)).toBeLessThan(texts.length / 2)
  })

  it('is worked out again with newer prices, of which it is told by what they are and not by how they look', () => {
    const { reply, remembering } = counting()
    remembering.reply('70b int4', usual)
    for (const prices of [{ ...bundledPrices }, { ...bundledPrices }]) remembering.reply('70b int4', { ...usual, prices })
    expect(reply).toHaveBeenCalledTimes(3)
  })

  it('is never the answer to what continues a conversation', () => {
    const { reply, remembering } = counting()
    const first = remembering.reply('llama 3.1 8b q8 on a 3060 12gb', usual)
    if (first.kind !== 'answer') throw new Error('refused')
    const next = { ...usual, previous: first.question }
    expect(remembering.reply('and on a 3090?', next)).toMatchObject({ question: { model: first.question.model } })
    remembering.reply('and on a 3090?', next)
    expect(reply).toHaveBeenCalledTimes(3)
  })

  it('is the same as without remembering, whatever it depends on', () => {
    const remembering = rememberReplies(plain)
    const owner = fc.constantFrom<Settings>(
      {},
      { gpu: { id: 'rtx-4090', count: null, memoryGb: null } },
      { language: 'zh' as const },
      { currency: 'EUR' as const },
    )
    const options = fc.record(
      {
        now: fc.constantFrom(moment, new Date('2026-12-24T10:00:00Z')),
        zone: fc.constantFrom('UTC', 'Asia/Shanghai'),
        language: fc.constantFrom('en' as const, 'zh' as const),
        held: fc.record({ person: owner, place: owner }),
        manages: fc.boolean(),
        all: fc.boolean(),
        why: fc.boolean(),
      },
      { requiredKeys: ['now', 'zone'] },
    )
    const text = fc.constantFrom(
      '70b int4',
      '70b int4 ',
      '70B INT4 推理需要多少显存',
      'h100',
      'zorkmodel q4',
      'language zh',
      'gpu rtx 3090 here',
      '',
    )
    const command = fc.constantFrom(undefined, ...commands.filter(({ name }) => ['fit', 'price', 'settings'].includes(name)))
    fc.assert(
      fc.property(text, options, command, (asked, how, named) => {
        expect(JSON.stringify(remembering.reply(asked, how, named))).toBe(JSON.stringify(plain.reply(asked, how, named)))
      }),
      { numRuns: 300 },
    )
  })
})
