import { describe, expect, it } from 'vitest'
import { checkPayload, problemsOf } from '../../../src/platforms/discord/limits.ts'

const button = (custom_id: string, label = 'Tap') => ({ type: 2, style: 2, label, custom_id })
const row = (...components: object[]) => ({ type: 1, components })
const select = (values: readonly string[], custom_id = 'pick') => ({
  type: 3,
  custom_id,
  options: values.map((value) => ({ label: 'One', value })),
})
const message = (embed: object, components: object[] = [], rest: object = {}) => ({
  content: '',
  embeds: [embed],
  components,
  attachments: [],
  allowed_mentions: { parse: [] },
  ...rest,
})
const many = (count: number) => Array.from({ length: count }, (_, at) => String(at))
const field = { name: 'n', value: 'v' }

/** [what, the most that goes, one more]. */
const bounds: readonly (readonly [string, object, object])[] = [
  ['a title', message({ title: 'x'.repeat(256) }), message({ title: 'x'.repeat(257) })],
  ['a title, counted in UTF-16', message({ title: '😀'.repeat(128) }), message({ title: '😀'.repeat(129) })],
  ['a description', message({ description: 'x'.repeat(4096) }), message({ description: 'x'.repeat(4097) })],
  ['fields', message({ fields: many(25).map(() => field) }), message({ fields: many(26).map(() => field) })],
  ['a field', message({ fields: [{ name: 'n', value: 'x'.repeat(1024) }] }), message({ fields: [{ name: 'n', value: 'x'.repeat(1025) }] })],
  ['a footer', message({ footer: { text: 'x'.repeat(2048) } }), message({ footer: { text: 'x'.repeat(2049) } })],
  [
    'an embed',
    message({ title: 'x'.repeat(100), description: 'x'.repeat(4000), footer: { text: 'x'.repeat(1900) } }),
    message({ title: 'x'.repeat(100), description: 'x'.repeat(4000), footer: { text: 'x'.repeat(1901) } }),
  ],
  [
    'rows',
    message(
      {},
      many(5).map((id) => row(button(id))),
    ),
    message(
      {},
      many(6).map((id) => row(button(id))),
    ),
  ],
  ['buttons', message({}, [row(...many(5).map((id) => button(id)))]), message({}, [row(...many(6).map((id) => button(id)))])],
  ['an id', message({}, [row(button('x'.repeat(100)))]), message({}, [row(button('x'.repeat(101)))])],
  ['a label', message({}, [row(button('a', 'x'.repeat(80)))]), message({}, [row(button('a', 'x'.repeat(81)))])],
  ['options', message({}, [row(select(many(25)))]), message({}, [row(select(many(26)))])],
  ['a value', message({}, [row(select(['x'.repeat(100)]))]), message({}, [row(select(['x'.repeat(101)]))])],
  ['content', message({}, [], { content: 'x'.repeat(2000) }), message({}, [], { content: 'x'.repeat(2001) })],
  ['a nonce', message({}, [], { nonce: 'x'.repeat(25) }), message({}, [], { nonce: 'x'.repeat(26) })],
]

describe('the limits of a message', () => {
  for (const [what, most, more] of bounds)
    it(`hold for ${what}`, () => {
      expect(problemsOf(most)).toEqual([])
      expect(problemsOf(more)).toHaveLength(1)
    })

  it.each([
    ['a blank label', message({}, [row(button('a', ' '))])],
    ['a blank title', message({ title: '' })],
    ['one id twice', message({}, [row(button('a'), button('a'))])],
    ['one value twice', message({}, [row(select(['a', 'a']))])],
    ['a button beside a select', message({}, [row(select(['a']), button('b'))])],
    ['a row of nothing', message({}, [row()])],
    ['mentions that wake', message({}, [], { allowed_mentions: { parse: ['everyone'] } })],
    ['no word on mentions', message({}, [], { allowed_mentions: undefined })],
    ['a picture that is not there', message({ image: { url: 'attachment://chart.png' } })],
    ['nothing', message({}, [], { embeds: [] })],
    ['text of spaces alone', message({}, [], { embeds: [], content: ' ' })],
    ['no word on text, so that what stood there would stay', message({}, [], { content: undefined })],
    ['a reply that wakes its asker', message({}, [], { allowed_mentions: { parse: [], replied_user: true } })],
  ])('do not let through %s', (_, wrong) => {
    expect(problemsOf(wrong)).not.toEqual([])
    expect(() => checkPayload(wrong)).toThrow('Discord would refuse this message')
  })
})
