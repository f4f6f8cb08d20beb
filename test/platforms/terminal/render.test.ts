import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block, Card } from '../../../src/cards/card.ts'
import { renderCard } from '../../../src/platforms/terminal/render.ts'
import { chineseCard, englishCard } from '../../support/example-cards.ts'
import { columnsOf, withoutColor } from '../../support/screen.ts'

const wide = { columns: 160, color: false }
const linesOf = (text: string) => text.split('\n')

const word = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: fc.constantFrom('显', '存', '，', '（', '）', '。', '“', '7', 'B', ' ', '1'), maxLength: 60 }),
  fc.constantFrom(
    '',
    '🚀',
    '👨‍👩‍👧 family',
    'e\u0301',
    '\u001b[31mred\u001b[0m',
    'bell\u0007',
    'a\nb\r\nc',
    '‮reversed',
    '\ud800',
    'x'.repeat(400),
  ),
  fc.lorem({ maxCount: 30 }),
)
const tone = fc.constantFrom('fits' as const, 'tight' as const, 'too-big' as const, 'info' as const, 'error' as const)
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constant('bars' as const),
    title: word,
    rows: fc.array(fc.record({ label: word, value: word, share: fc.double(), note: word }), { maxLength: 4 }),
    total: fc.record({ label: word, value: word, note: word }),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    title: word,
    columns: fc.array(fc.record({ label: word, align: fc.constantFrom('left' as const, 'right' as const), keep: fc.nat(9) }), {
      minLength: 1,
      maxLength: 9,
    }),
    rows: fc.array(fc.record({ tone, cells: fc.array(word, { maxLength: 9 }) }), { maxLength: 4 }),
    more: fc.nat(300),
  }),
  fc.record({
    kind: fc.constant('facts' as const),
    title: word,
    rows: fc.array(fc.record({ label: word, value: word }), { maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('lines' as const), title: word, lines: fc.array(word, { maxLength: 3 }) }),
)
const anyCard: fc.Arbitrary<Card> = fc.record({
  language: fc.constantFrom('en' as const, 'zh' as const),
  title: word,
  tone,
  answer: word,
  assumed: fc.array(word, { maxLength: 5 }),
  blocks: fc.array(block, { maxLength: 4 }),
  notes: fc.array(word, { maxLength: 3 }),
  refinements: fc.array(fc.record({ group: fc.constant('other' as const), label: word, command: fc.constant('fit'), shorthand: word }), {
    maxLength: 6,
  }),
  sources: fc.array(word, { maxLength: 3 }),
  hint: word,
})

describe('a card in a terminal', () => {
  for (const [name, card] of [
    ['english', englishCard],
    ['chinese', chineseCard],
  ] as const) {
    for (const columns of [60, 80, 160]) {
      it(`looks right in ${name} on ${columns} columns`, async () => {
        const shown = renderCard(card, { columns, color: false })
        await expect(shown).toMatchFileSnapshot(`golden/${name}-${columns}.txt`)
      })
    }
  }

  it('is never wider than the window and leaves no spaces at the end, whatever it says', () => {
    fc.assert(
      fc.property(anyCard, fc.integer({ min: 40, max: 200 }), fc.boolean(), (card, columns, color) => {
        for (const line of linesOf(withoutColor(renderCard(card, { columns, color })))) {
          expect(columnsOf(line), line).toBeLessThanOrEqual(columns)
          expect(line).toBe(line.trimEnd())
        }
      }),
      { numRuns: 300 },
    )
  })

  it('lets nothing in its text reach the controls of the terminal', () => {
    fc.assert(
      fc.property(anyCard, fc.integer({ min: 40, max: 160 }), (card, columns) => {
        expect(renderCard(card, { columns, color: false })).not.toMatch(/(?!\n)\p{Cc}|\p{Bidi_Control}|\p{Cs}|[\u2028\u2029]/u)
      }),
    )
    const hostile = { ...englishCard, title: 'a\u001b[2Jb\u001b]0;owned\u0007c\u009bd\u202ee' }
    expect(linesOf(renderCard(hostile, wide))[0]).toBe('✓ ab c d e')
  })

  it('says the verdict, then what was assumed, then memory, then where it runs', () => {
    const shown = renderCard(englishCard, wide)
    const at = [
      '70B in 4-bit',
      'A single RTX',
      'Assumed:',
      'Weights',
      '2 × RTX 3090  ',
      'each further 8k',
      'NVLink',
      'Try:',
      'Sources:',
      '--all',
    ].map((text) => shown.indexOf(text))
    expect(at).not.toContain(-1)
    expect(at).toEqual([...at].sort((a, b) => a - b))
  })

  it('has a symbol for each verdict, so that it can be read without colour', () => {
    const first = (card: Card) => renderCard(card, wide)[0]
    expect((['fits', 'tight', 'too-big', 'info', 'error'] as const).map((tone) => first({ ...englishCard, tone }))).toEqual([
      '✓',
      '~',
      '✗',
      'i',
      '!',
    ])
  })

  it('is the same text with and without colour', () => {
    const colored = renderCard(englishCard, { columns: 80, color: true })
    expect(colored).toContain('\u001b[32m✓')
    expect(withoutColor(colored)).toBe(renderCard(englishCard, { columns: 80, color: false }))
  })

  it('offers at most four things to try, each a command that can be pasted', () => {
    const shown = renderCard(
      { ...englishCard, refinements: englishCard.refinements.map((one) => ({ ...one, shorthand: "it's 70b; ls" })) },
      wide,
    )
    expect(shown.match(/headroom fit 'it'\\''s 70b; ls'/g)).toHaveLength(4)
  })

  it('is only a title where a card has nothing else', () => {
    const bare: Card = { ...englishCard, answer: '', assumed: [], blocks: [], notes: [], refinements: [], sources: [], hint: '' }
    expect(renderCard(bare, wide)).toBe('✓ 70B in 4-bit needs about 43 GiB — one 48 GB card or two 24 GB cards\n')
  })
})

describe('a table', () => {
  const table = englishCard.blocks.find((block) => block.kind === 'table')
  const only = (columns: number) => renderCard({ ...englishCard, blocks: table ? [table] : [] }, { columns, color: false })

  it('drops the columns with the largest keep first', () => {
    expect(only(160)).toContain('$/M out')
    expect(only(90)).not.toContain('full')
    expect(only(90)).toContain('max context')
    expect(only(60)).not.toContain('users at')
    expect(only(40)).toContain('visible')
  })

  it('takes no word of a heading apart: a column is left out before that', () => {
    const label = ['GPU', 'Released', 'providers', 'least at']
    const columns = label.map((one, at) => ({ label: one, align: 'left' as const, keep: at + 1 }))
    const rows = [{ tone: 'info' as const, cells: ['RTX 4090 24 GB and more', '2022-10', '6', 'akash'] }]
    for (const width of [40, 45, 50, 55, 60, 70]) {
      const shown = renderCard(
        { ...englishCard, blocks: [{ kind: 'table', title: '', more: 0, columns, rows }] },
        { columns: width, color: false },
      )
      for (const part of [/Rele(?!ased)/, /provi(?!ders)/]) expect(shown, `${width}`).not.toMatch(part)
    }
  })

  it('clips what even two columns have no room for', () => {
    const long = {
      kind: 'table' as const,
      title: '',
      more: 0,
      columns: [{ label: 'a', align: 'left' as const, keep: 1 }],
      rows: [{ tone: 'info' as const, cells: ['显存'.repeat(40)] }],
    }
    const lines = linesOf(renderCard({ ...englishCard, blocks: [long] }, { columns: 40, color: false }))
    expect(lines.find((line) => line.includes('显存'))).toBe(`  ${'显存'.repeat(9)}…`)
  })
})
