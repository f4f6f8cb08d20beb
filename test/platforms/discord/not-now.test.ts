import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { problemsOf } from '../../../src/platforms/discord/limits.ts'
import { createQuiet, notNowOf, withNotNow } from '../../../src/platforms/discord/not-now.ts'
import { renderCard } from '../../../src/platforms/discord/render.ts'
import { recordKeys } from '../../../src/storage/keys.ts'
import { anyCard } from '../../support/cards-arbitrary.ts'
import { openMemory } from '../../support/memory-store.ts'

const userId = '123456789012345678'

describe('the button "not now"', () => {
  it('stands last under any answer, and Discord takes the message', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const { payload } = renderCard(card, { command: 'fit', shorthand: '70b int4' })
        const offered = withNotNow(payload, userId, card.language)
        expect(problemsOf(offered)).toEqual([])
        expect(notNowOf(offered.components.at(-1)?.components.at(-1)?.custom_id ?? '')).toBe(userId)
      }),
    )
  })

  it('is told from every other', () => {
    expect(notNowOf('h1:ask:fit:70b int4')).toBeUndefined()
    expect(notNowOf(`not-now:${userId}`)).toBe(userId)
  })
})

describe('quiet', () => {
  it('holds for a day, for one person in one channel, and is then forgotten', async () => {
    let now = 0
    const store = openMemory().store()
    const quiet = createQuiet(store, () => now)
    await quiet.begin('lab', 'ana')
    expect([await quiet.holds('lab', 'ana'), await quiet.holds('lab', 'ben'), await quiet.holds('den', 'ana')]).toEqual([
      true,
      false,
      false,
    ])
    now = 24 * 3600_000 - 1
    expect(await quiet.holds('lab', 'ana')).toBe(true)
    now += 1
    expect(await quiet.holds('lab', 'ana')).toBe(false)
    expect(await store.getRecord(recordKeys.quiet('discord', 'lab', 'ana'))).toBeUndefined()
  })

  it('is unknown while the storage is away, and says so', async () => {
    const memory = openMemory()
    memory.leave()
    await expect(createQuiet(memory.store(), () => 0).holds('lab', 'ana')).rejects.toThrow('away')
  })
})
