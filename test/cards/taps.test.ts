import { describe, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import type { Refinement } from '../../src/cards/card.ts'
import { parse } from '../../src/language/parse.ts'
import type { Question } from '../../src/language/question.ts'
import { noon } from '../support/read.ts'
import { headroom } from '../support/replies.ts'

type Group = Exclude<Refinement['group'], 'other'>

/** What a tap of a group is about. */
const slots: Readonly<Record<Group, (question: Question) => unknown>> = {
  quant: ({ quant, kvQuant }) => [quant, kvQuant],
  context: ({ context }) => context,
  users: ({ concurrency }) => concurrency,
  gpu: ({ gpus }) => gpus,
  model: ({ model, paramsB }) => [model, paramsB],
}
const read = (text: string) => parse(text, noon)

function tapsOf(text: string, name: string): readonly { tap: Refinement; shorthand: string }[] {
  const reply = headroom.reply(
    text,
    noon,
    commands.find((command) => command.name === name),
  )
  if (reply.kind !== 'answer') throw reply.error
  return reply.answer.card.refinements.map((tap) => ({ tap, shorthand: reply.answer.shorthand }))
}

const examples = commands.flatMap(({ name, examples: all }) => all.map(({ text }) => [name, text] as const))

describe('the taps of an answer', () => {
  it.each(examples)('change what their list says they change: /%s %s', (name, text) => {
    for (const { tap, shorthand } of tapsOf(text, name)) {
      if (tap.group === 'other') continue
      const slot = slots[tap.group]
      expect(slot(read(tap.shorthand)), `${tap.group}: ${tap.label}`).not.toEqual(slot(read(shorthand)))
    }
  })

  it('lead from a comparison to each card with the job that was compared', () => {
    const taps = tapsOf('4090 vs 3090 for qwen3 8b q8_0', 'compare').map(({ tap }) => tap)
    expect(taps.filter(({ command }) => command === 'fit').map(({ label, shorthand }) => [label, read(shorthand)])).toMatchObject([
      ['RTX 4090 24 GB in full', { model: 'Qwen/Qwen3-8B', quant: 'Q8_0', gpus: [{ id: 'rtx-4090' }] }],
      ['RTX 3090 24 GB in full', { model: 'Qwen/Qwen3-8B', quant: 'Q8_0', gpus: [{ id: 'rtx-3090' }] }],
    ])
  })

  it('tell of each card where nothing to run was said', () => {
    const taps = tapsOf('4090 vs 3090', 'compare').map(({ tap }) => tap)
    expect(taps.filter(({ command }) => command === 'gpu').map(({ label }) => label)).toEqual([
      'about RTX 4090 24 GB',
      'about RTX 3090 24 GB',
    ])
  })
})

describe('formats side by side', () => {
  it('are held against each other on few cards where few hold them', () => {
    const reply = headroom.reply(
      '70b int4',
      noon,
      commands.find(({ name }) => name === 'compare'),
    )
    expect(reply.kind === 'answer' && reply.answer.card.title).toMatch(/ vs int8 vs fp16 on (?:2 × )?[A-Z]/)
  })
})
