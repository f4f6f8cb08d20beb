import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actions, type ButtonState, decodeState, encodeState, selectId } from '../../../src/platforms/discord/custom-id.ts'

const state: fc.Arbitrary<ButtonState> = fc
  .record({
    action: fc.constantFrom(...actions),
    command: fc.constantFrom('fit', 'gpu', 'compare', 'server-settings'),
    shorthand: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('', ':', '::a:', '70b int4 推理', '#x', 'explain kv-cache'),
    ),
    page: fc.integer({ min: 1, max: 999 }),
  })
  .map(({ page, ...rest }) => (page === 1 ? rest : { ...rest, page }))

describe('what a button carries', () => {
  it('comes back as it was, from the id or from what is stored', () => {
    fc.assert(
      fc.property(state, (asked) => {
        const encoded = encodeState(asked)
        expect(encoded.customId.length).toBeLessThanOrEqual(100)
        expect(decodeState(encoded.needsToken ? encoded.payload : encoded.customId)).toEqual({ kind: 'state', state: asked })
        if (encoded.needsToken) expect(decodeState(encoded.customId)).toEqual({ kind: 'token', token: encoded.token })
      }),
    )
  })

  it('is readable where it fits', () => {
    expect(encodeState({ action: 'ask', command: 'fit', shorthand: '70b int4' })).toEqual({
      needsToken: false,
      customId: 'h1:ask:fit:70b int4',
    })
    expect(encodeState({ action: 'why', command: 'fit', shorthand: '70b', page: 2 }).customId).toBe('h1:why.2:fit:70b')
  })

  it('needs the store from 101 characters on, under the same token each time and another for another question', () => {
    const of = (shorthand: string) => encodeState({ action: 'ask', command: 'fit', shorthand })
    const head = 'h1:ask:fit:'.length
    expect(of('x'.repeat(100 - head)).needsToken).toBe(false)
    expect(of('x'.repeat(101 - head)).needsToken).toBe(true)
    expect(of('x'.repeat(200))).toEqual(of('x'.repeat(200)))
    expect(of('x'.repeat(200)).customId).not.toBe(of('y'.repeat(200)).customId)
  })

  it('tells a select, an older or later version, and what is nobody’s', () => {
    expect(decodeState(selectId('quant'))).toEqual({ kind: 'select', group: 'quant' })
    expect(decodeState('h0:ask:fit:70b')).toEqual({ kind: 'stale' })
    expect(decodeState('h2:whatever')).toEqual({ kind: 'stale' })
    expect(decodeState('h1:vanished:fit:70b')).toEqual({ kind: 'stale' })
    for (const foreign of [
      '',
      'x',
      'headroom',
      'h1:ask:fit',
      'h1:ask:__proto__:x',
      'h1:#short',
      'h1:pick:',
      'h1:ask.0:fit:x',
      'h1:ask.1.2:fit:x',
    ])
      expect(decodeState(foreign), foreign).toEqual({ kind: 'foreign' })
  })

  it('is read from anything without an error', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string().map((text) => `h1:${text}`),
        ),
        (text) => typeof decodeState(text).kind === 'string',
      ),
    )
  })
})
