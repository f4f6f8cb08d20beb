import { describe, expect, it } from 'vitest'
import { models } from '../../commands/models.ts'
import { answerBy } from '../support/replies.ts'

describe('hardware that holds nothing worth naming', () => {
  it.each(['1gb', '1GB显存能跑什么'])('has no date of what is not shown, and offers no other use of it: %s', (text) => {
    const { card } = answerBy(models, text)
    expect(card.tone).toBe('too-big')
    expect(card.sources[0]).not.toMatch(/newest of|最新到/)
    expect(card.refinements).toEqual([])
  })
})

describe('memory that is a Mac’s', () => {
  it('is not called VRAM', () => {
    expect(answerBy(models, 'macbook 32gb').card.title).toMatch(/^A Mac with 32 GB: /)
    expect(answerBy(models, '24gb').card.title).toMatch(/^24 GB of VRAM: /)
  })
})
