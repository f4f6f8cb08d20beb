import type { RESTPostAPIChannelMessageJSONBody } from 'discord.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { type Card, Choices } from '../../../src/cards/card.ts'
import { displayWidth } from '../../../src/cards/text/width.ts'
import { UserError } from '../../../src/errors.ts'
import { createHeadroom } from '../../../src/headroom.ts'
import { decodeState } from '../../../src/platforms/discord/custom-id.ts'
import { problemsOf } from '../../../src/platforms/discord/limits.ts'
import type { MessagePayload } from '../../../src/platforms/discord/payload.ts'
import { renderCard } from '../../../src/platforms/discord/render.ts'
import { renderError, renderFailure } from '../../../src/platforms/discord/render-error.ts'
import { renderWhy } from '../../../src/platforms/discord/render-why.ts'
import { bundledPrices } from '../../../src/prices/snapshot.ts'
import { anyCard } from '../../support/cards-arbitrary.ts'
import { messageSchema } from '../../support/discord/limits.ts'
import { chineseCard, englishCard } from '../../support/example-cards.ts'

/** Discord's limits as the fake has them, which knows nothing of the bot's own. */
const asReceived = messageSchema()
const options = { command: 'fit', shorthand: '70b int4' }
const chart = { name: 'chart.png', alt: 'Memory needed, against what may be filled' }
const headroom = createHeadroom(commands, { prices: bundledPrices })

function answered(text: string, command: string, why = false): Card {
  const reply = headroom.reply(
    text,
    { now: new Date('2026-11-21T08:00:00Z'), zone: 'UTC', why },
    commands.find(({ name }) => name === command),
  )
  if (reply.kind === 'refusal') throw reply.error
  return reply.answer.card
}

const textOf = ({ embeds: [embed] }: MessagePayload) => embed?.description ?? ''
const fenced = (text: string) => text.split('```').filter((_, at) => at % 2 === 1)
const loose = (text: string) => text.split('```').filter((_, at) => at % 2 === 0)

/** Every text that is shown; what a component carries is not. */
const seen = (payload: MessagePayload) => JSON.stringify(payload, (key, value) => (key === 'custom_id' || key === 'value' ? '' : value))

/** As a reader would see it who opens the message: the embed's parts, then what can be pressed. */
function readable({ embeds, components, ...rest }: MessagePayload): string {
  const [{ description = '', ...embed } = {}] = embeds
  return `${JSON.stringify(embed, null, 1)}\n\n${description}\n\n${components.map((row) => JSON.stringify(row)).join('\n')}\n\n${JSON.stringify(rest)}\n`
}

describe('a card on Discord', () => {
  for (const [name, card] of [
    ['english', englishCard],
    ['chinese', chineseCard],
  ] as const)
    it(`looks as it did: ${name}`, async () => {
      await expect(readable(renderCard(card, { ...options, chart, private: true }).payload)).toMatchFileSnapshot(`golden/${name}.txt`)
    })

  it('is what the library sends', () => {
    const body: RESTPostAPIChannelMessageJSONBody = renderCard(englishCard, options).payload
    expect(body.allowed_mentions).toEqual({ parse: [] })
  })

  it('shows every example whole but for what a phone has no room for, within the limits', () => {
    for (const { name, examples } of commands)
      for (const { text } of examples) {
        const card = answered(text, name)
        const { payload } = renderCard(card, { command: name, shorthand: text, chart })
        expect(problemsOf(payload)).toEqual([])
        expect(payload.embeds[0]?.title).toBeTruthy()
        for (const block of card.blocks) if (block.title !== '') expect(loose(textOf(payload)).join('')).toContain('**')
        for (const code of fenced(textOf(payload)).filter((one) => one.includes('─')))
          for (const line of code.split('\n')) expect(displayWidth(line), line).toBeLessThanOrEqual(38)
      }
  })

  it('leaves a number at the beginning as it is, and makes no list of it', () => {
    const begins = (answer: string) => textOf(renderCard({ ...englishCard, answer }, options).payload)
    expect(begins('26.9 GiB stay free.')).toMatch(/^26\.9 GiB/)
    expect(begins('26. of them')).toMatch(/^26\\\. of/)
  })

  it('puts the verdict into title and colour, and the answer first', () => {
    const { payload } = renderCard(englishCard, options)
    expect(payload.embeds[0]?.title).toBe(englishCard.title)
    expect(payload.embeds[0]?.color).toBe(0x2ea043)
    expect(textOf(payload).startsWith(englishCard.answer)).toBe(true)
    expect(renderCard({ ...englishCard, tone: 'too-big' }, options).payload.embeds[0]?.color).not.toBe(0x2ea043)
  })

  it('keeps speed with its range and the price in a table a phone shows', () => {
    const table = fenced(textOf(renderCard(englishCard, options).payload)).join('\n')
    expect(table).toContain('16 (14–18)')
    expect(table).toContain('1.99 [1.08–5.07]')
    expect(textOf(renderCard(englishCard, options).payload)).toContain('+3 more')
  })

  it('shows a picture only where it is attached', () => {
    const { payload } = renderCard(englishCard, { ...options, chart })
    expect(payload.embeds[0]?.image?.url).toBe('attachment://chart.png')
    expect(payload.attachments).toEqual([{ id: 0, filename: 'chart.png', description: chart.alt }])
    expect(renderCard(englishCard, options).payload.attachments).toEqual([])
  })

  it('is private, and can be shared, only where that is wanted', () => {
    const labels = (payload: MessagePayload) =>
      payload.components.flatMap((row) => row.components.flatMap((one) => ('label' in one ? one.label : [])))
    const secret = renderCard(englishCard, { ...options, private: true }).payload
    expect(secret.flags).toBe(64)
    expect(labels(secret)).toContain('Share')
    const open = renderCard(englishCard, options).payload
    expect(open.flags).toBeUndefined()
    expect(labels(open)).not.toContain('Share')
    expect(labels(open)).toContain('Why')
  })

  it('offers several ways to change one thing as a list, one way as a button', () => {
    const two = [
      { group: 'quant' as const, label: 'IQ4_XS', command: 'fit', shorthand: '70b iq4_xs' },
      { group: 'quant' as const, label: 'Q8_0', command: 'fit', shorthand: '70b q8_0' },
      { group: 'context' as const, label: '32k', command: 'fit', shorthand: '70b int4 32k' },
    ]
    const { components } = renderCard({ ...englishCard, refinements: two }, options).payload
    expect(components.map((row) => row.components[0]?.type)).toEqual([3, 2, 2])
    const [select] = components[0]?.components ?? []
    const values = select?.type === 3 ? select.options.map(({ value }) => value) : []
    expect(values.map(decodeState)).toEqual(
      two.slice(0, 2).map(({ command, shorthand }) => ({ kind: 'state', state: { action: 'ask', command, shorthand } })),
    )
  })
})

describe('the lists of a card', () => {
  const choice = (group: 'quant' | 'context' | 'gpu', ...labels: string[]) => ({
    group,
    options: labels.map((label, at) => ({
      label,
      command: 'fit',
      shorthand: `70b ${label}`,
      detail: at === 0 ? '' : `${at} GiB`,
      isCurrent: at === 0,
    })),
  })
  const listed = {
    ...englishCard,
    choices: new Choices(() => [choice('quant', 'int4', 'Q8_0'), choice('context', '8k', '32k'), choice('gpu', 'any', '2x rtx-4090')]),
  }
  const rowsOf = (card: Card) => renderCard(card, options).payload.components

  it('stand first, with what is shown chosen and what each comes to', () => {
    const rows = rowsOf(listed)
    expect(rows.map(({ components: [first] }) => first?.type)).toEqual([3, 3, 3, 2, 2])
    const [select] = rows[0]?.components ?? []
    expect(select?.type === 3 && select.options).toEqual([
      { label: 'int4', value: 'h1:ask:fit:70b int4', default: true },
      { label: 'Q8_0', value: 'h1:ask:fit:70b Q8_0', description: '1 GiB' },
    ])
  })

  it('take the place of the buttons that ask the same, and leave the others', () => {
    const tap = (label: string, shorthand: string) => ({ group: 'quant' as const, label, command: 'fit', shorthand })
    const rows = rowsOf({ ...listed, refinements: [tap('eight bits', '70b Q8_0'), tap('AWQ', '70b awq')] })
    expect(rows[3]?.components).toMatchObject([{ type: 2, label: 'AWQ' }])
  })

  it('leave two rows to the other buttons at most', () => {
    const taps = Array.from({ length: 25 }, (_, at) => ({ group: 'other' as const, label: `${at}`, command: 'fit', shorthand: `${at}b` }))
    expect(rowsOf({ ...englishCard, refinements: taps }).map(({ components }) => components.length)).toEqual([5, 5, 2])
  })
})

describe('any card at all', () => {
  it('is within every limit, wakes nobody and styles nothing that was typed', () => {
    fc.assert(
      fc.property(anyCard, fc.boolean(), (card, isPrivate) => {
        const { payload, keep } = renderCard(card, { ...options, chart, private: isPrivate })
        expect(problemsOf(payload)).toEqual([])
        expect(asReceived.safeParse(payload).error).toBeUndefined()
        expect(seen(payload)).not.toMatch(/@everyone|@here/i)
        const description = textOf(payload)
        expect(description.split('```').length % 2).toBe(1)
        expect(description).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
        const outside = [...loose(description), payload.embeds[0]?.title ?? ''].join('\n').replace(/\\[^A-Za-z0-9\s]/g, 'E')
        expect(outside.replaceAll('**', 'B')).not.toMatch(/[*_~`|<>[\]]|\w:\/\/|^\s*(?:[-#+]|\d+[.)]) /m)
        for (const { payload: stored } of keep) expect(decodeState(stored).kind).toBe('state')
      }),
      { numRuns: 2000 },
    )
  })

  it('is the same each time', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        expect(renderCard(card, options)).toEqual(renderCard(card, options))
      }),
      { numRuns: 50 },
    )
  })
})

describe('a card too long for Discord', () => {
  const row = { tone: 'fits' as const, cells: ['RTX 4090 of some long name here', '1', '2', '3', '4', '5', '6'] }
  const [bars, table] = englishCard.blocks
  if (bars?.kind !== 'bars' || table?.kind !== 'table') throw new Error('The example cards have changed')
  const rows = (count: number) => ({ ...table, rows: Array.from({ length: count }, () => row) })
  const shown = (card: Card) => renderCard(card, { ...options, chart }).payload

  it('loses the chart first, and nothing else', () => {
    const fits = shown({ ...englishCard, blocks: [bars, rows(10), rows(10)] })
    expect(fits.attachments).toHaveLength(1)
    const long = shown({ ...englishCard, blocks: [bars, rows(10), rows(10), rows(10), rows(10), rows(10)] })
    expect(long.attachments).toHaveLength(0)
    expect(textOf(long)).toContain(englishCard.notes[0])
  })

  it('then loses rows, and says how many', () => {
    const text = textOf(shown({ ...englishCard, blocks: [bars, rows(10), rows(10), rows(10), rows(10), rows(10)] }))
    expect(text).toMatch(/\+\d+ more/)
    expect(text.match(/Where it runs/g)).toHaveLength(5)
  })

  it('then shortens notes, then leaves out the last blocks', () => {
    const notes = Array.from({ length: 8 }, () => 'a note of some length '.repeat(18))
    const facts = {
      kind: 'facts' as const,
      title: 'Facts',
      rows: Array.from({ length: 20 }, () => ({ label: 'one', value: 'x'.repeat(100) })),
    }
    const noted = textOf(shown({ ...englishCard, blocks: [facts], notes }))
    expect(noted).toContain('Facts')
    expect(noted).toContain('…')
    const lines = { kind: 'lines' as const, title: 'Last', lines: ['word '.repeat(900)] }
    const cut = textOf(shown({ ...englishCard, blocks: [...englishCard.blocks, lines] }))
    expect(cut).not.toContain('Last')
    expect(cut).toContain('Memory')
  })

  it('at last cuts the answer after a word', () => {
    const text = textOf(shown({ ...englishCard, answer: 'word '.repeat(2000), assumed: ['thing '.repeat(2000)] }))
    expect(text).toMatch(/^(?:word )+word…\n/)
  })
})

describe('a mistake', () => {
  const asked = { command: 'fit', text: 'lama-70 int4 on a 4090', language: 'en' as const }

  it('offers each suggestion as the question mended with it', () => {
    const error = new UserError('unknown-model', { said: 'lama-70', suggestions: ['llama-3.1-70b', 'llama-2-70b'] })
    const { embeds, components } = renderError(error, asked).payload
    expect(embeds[0]?.description).toContain('lama-70')
    const ids = components.flatMap((row) => row.components.map(({ custom_id }) => custom_id))
    expect(ids).toEqual(['h1:ask:fit:llama-3.1-70b int4 on a 4090', 'h1:ask:fit:llama-2-70b int4 on a 4090'])
  })

  it('of nobody knows which kind says where the log has it, and nothing more', () => {
    const { embeds, components } = renderFailure({ ...asked, logId: '1a2b3c4d' }).payload
    expect(embeds[0]?.footer?.text).toBe('code 1a2b3c4d')
    expect(components).toEqual([])
  })

  it('cannot style or wake by what was typed', () => {
    const error = new UserError('unknown-model', { said: '@everyone **x** `y`' })
    expect(renderError(error, asked).payload.embeds[0]?.description).toContain('@\u200beveryone \\*\\*x\\*\\* \\`y\\`')
  })
})

describe('the working', () => {
  it('is shown a page at a time, with the way to the next and back', () => {
    const card = answered('70b int4 inference', 'fit', true)
    const first = renderWhy(card, options).payload
    expect(problemsOf(first)).toEqual([])
    const lines = card.blocks.flatMap((block) => (block.kind === 'lines' ? block.lines : []))
    const pages = Number(/of (\d+)$/.exec(first.embeds[0]?.footer?.text ?? 'of 1')?.[1])
    const all = Array.from({ length: pages }, (_, at) => textOf(renderWhy(card, options, at + 1).payload))
    expect(all.join('\n').split('\n')).toHaveLength(lines.length)
    expect(all.every((text) => text.length <= 1400)).toBe(true)
    expect(JSON.stringify(first.components)).toContain('h1:card:fit:70b int4')
  })

  it('takes a page that is not there for the nearest one', () => {
    const lines = Array.from({ length: 30 }, (_, at) => `${at} ${'step '.repeat(30)}`)
    const card = { ...englishCard, blocks: [{ kind: 'lines' as const, title: 'Working', lines }] }
    expect(renderWhy(card, options, 99)).toEqual(renderWhy(card, options, 4))
    expect(renderWhy(card, options, Number.NaN)).toEqual(renderWhy(card, options, 1))
    expect(renderWhy(card, options, 1)).not.toEqual(renderWhy(card, options, 2))
  })

  it('of any card is within the limits', () => {
    fc.assert(
      fc.property(anyCard, fc.nat({ max: 20 }), (card, page) => {
        expect(problemsOf(renderWhy(card, options, page).payload)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
