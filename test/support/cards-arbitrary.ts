import fc from 'fast-check'
import { type Block, type Card, Choices, type Tone } from '../../src/cards/card.ts'

/** What somebody types to style, link, mention, hide or break out: alone, between words and glued to them. */
const hostile = [
  '@everyone',
  '@here',
  '<@123456789012345678>',
  '<@&12345>',
  '<#12345>',
  '</fit:12345>',
  '<t:0:R>',
  '<:x:12345>',
  '```',
  '``',
  '`',
  '**',
  '*',
  '__',
  '_',
  '~~',
  '||',
  '> ',
  '>>> ',
  '# ',
  '-# ',
  '- ',
  '1. ',
  '[a](https://example.com)',
  'https://example.com',
  '\\',
  '\u202e',
  '\u200b',
  '\u2060',
  '\u00ad',
  '\u{e0001}',
  '\n',
  '\t',
  '\ud83d',
  '👩‍💻',
  '显存',
  '，',
  ':',
  'h1:ask:',
  '@\u200deveryone',
  '\u3164',
] as const

const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('70b', 'int4', 'q4_k_m', 'RTX 4090', '43.1 / 47.2', '上下文', '量化格式', '权重') },
  { weight: 2, arbitrary: fc.constantFrom(...hostile) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
)

/** Text as it could reach a card: mostly short, sometimes far longer than any place has room for. */
function text(most: number): fc.Arbitrary<string> {
  const few = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '))
  const glued = fc.array(word, { maxLength: 6 }).map((words) => words.join(''))
  const long = fc.tuple(word, fc.nat({ max: most })).map(([one, count]) => one.repeat(count).slice(0, most))
  return fc.oneof({ weight: 6, arbitrary: few }, { weight: 3, arbitrary: glued }, { weight: 1, arbitrary: long })
}

const tone = fc.constantFrom<Tone>('fits', 'tight', 'too-big', 'info', 'error')
const some = <Value>(one: fc.Arbitrary<Value>, most: number) => fc.array(one, { maxLength: most, size: 'max' })

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constant('bars' as const),
    title: text(60),
    rows: some(fc.record({ label: text(30), value: text(30), share: fc.double(), note: text(60) }), 8),
    total: fc.record({ label: text(30), value: text(30), note: text(60) }),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    title: text(60),
    columns: some(
      fc
        .record({ label: text(20), align: fc.constantFrom('left' as const, 'right' as const), keep: fc.nat({ max: 12 }) })
        .chain((column) => fc.constantFrom(column, { ...column, byMark: true as const })),
      12,
    ),
    rows: some(fc.record({ cells: some(text(20), 12), tone }), 40),
    more: fc.nat({ max: 100 }),
  }),
  fc.record({ kind: fc.constant('facts' as const), title: text(60), rows: some(fc.record({ label: text(60), value: text(300) }), 12) }),
  fc.record({ kind: fc.constant('lines' as const), title: text(60), lines: some(text(600), 12) }),
  fc.record({ kind: fc.constant('commands' as const), title: text(60), rows: some(fc.record({ label: text(60), text: text(600) }), 4) }),
)

const lists = some(
  fc.record({
    group: fc.constantFrom('quant' as const, 'context' as const, 'gpu' as const),
    options: some(
      fc.record({
        label: text(120),
        command: fc.constantFrom('fit', 'compare'),
        shorthand: text(200),
        detail: text(200),
        isCurrent: fc.boolean(),
      }),
      40,
    ),
  }),
  3,
).filter((all) => new Set(all.map(({ group }) => group)).size === all.length)

const bareCard: fc.Arbitrary<Card> = fc.record({
  language: fc.constantFrom('en' as const, 'zh' as const),
  title: text(400),
  tone,
  answer: text(3000),
  assumed: some(text(200), 8),
  blocks: some(block, 8),
  notes: some(text(1000), 12),
  refinements: some(
    fc.record({
      group: fc.constantFrom('quant' as const, 'context' as const, 'users' as const, 'gpu' as const, 'model' as const, 'other' as const),
      label: text(100),
      command: fc.constantFrom('fit', 'gpu', 'compare', 'explain'),
      shorthand: text(200),
    }),
    40,
  ),
  sources: some(text(1000), 6),
  hint: text(100),
})

/** Any card at all, from the empty one to one no place has room for. */
export const anyCard: fc.Arbitrary<Card> = fc
  .tuple(bareCard, lists)
  .map(([card, all]) => (all.length === 0 ? card : { ...card, choices: new Choices(() => all) }))
