import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limits, problemsOf } from '../../../src/platforms/discord/limits.ts'
import { plainMessage } from '../../../src/platforms/discord/messages-plain.ts'
import { renderCard } from '../../../src/platforms/discord/render.ts'
import { anyCard } from '../../support/cards-arbitrary.ts'
import { englishCard } from '../../support/example-cards.ts'

const options = { command: 'fit', shorthand: '70b int4' }

describe('an answer without embeds', () => {
  it('is never longer than a message, ends no table open, and Discord takes it', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const plain = plainMessage(renderCard(card, options).payload)
        expect(plain.content.length).toBeLessThanOrEqual(limits.content)
        expect(plain.content.split('```').length % 2).toBe(1)
        expect(problemsOf(plain)).toEqual([])
      }),
    )
  })

  it('begins with the verdict and keeps its controls', () => {
    const { payload } = renderCard(englishCard, options)
    const plain = plainMessage(payload)
    expect(plain.content.startsWith(`**${payload.embeds[0]?.title}**`)).toBe(true)
    expect(plain.components).toEqual(payload.components)
  })
})
