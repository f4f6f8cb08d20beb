import { describe, expect, it } from 'vitest'
import { mayAnswerUnasked, mayManageDigests, repliesOf } from '../../src/settings/chat.ts'
import { noSettings } from '../../src/settings/settings.ts'

describe('what a chat asks of settings', () => {
  it('shows replies to everybody, unless the place or the person wants otherwise; the person first', () => {
    expect(repliesOf(noSettings)).toBe('public')
    expect(repliesOf({ person: {}, place: { replies: 'private' } })).toBe('private')
    expect(repliesOf({ person: { replies: 'public' }, place: { replies: 'private' } })).toBe('public')
  })

  it('answers unasked in no channel but those the place has named, by id or by name', () => {
    const held = { person: {}, place: { channels: ['123456', 'models', 'GPU-Help'] } }
    expect(mayAnswerUnasked(held, '999', 'gpu-help')).toBe(true)
    expect(mayAnswerUnasked(noSettings, '123456', 'models')).toBe(false)
    expect(mayAnswerUnasked(held, '123456')).toBe(true)
    expect(mayAnswerUnasked(held, '999', 'models')).toBe(true)
    expect(mayAnswerUnasked(held, '999', 'general')).toBe(false)
    expect(mayAnswerUnasked(held, '999')).toBe(false)
  })

  it('is not told by a person where to answer unasked', () => {
    expect(mayAnswerUnasked({ person: { channels: ['123456'] }, place: {} }, '123456')).toBe(false)
  })

  it('leaves digests to those who manage the place, unless it says everyone', () => {
    expect([mayManageDigests(noSettings, false), mayManageDigests(noSettings, true)]).toEqual([false, true])
    expect(mayManageDigests({ person: {}, place: { digests: 'everyone' } }, false)).toBe(true)
    expect(mayManageDigests({ person: { digests: 'everyone' }, place: {} }, false)).toBe(false)
  })
})
