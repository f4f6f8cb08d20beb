import { describe, expect, it } from 'vitest'
import { preferredModels, type Use, worth } from '../../src/estimator/preferred-models.ts'

const uses: readonly Use[] = ['chat', 'coding', 'vision', 'embedding', 'reasoning']

describe('the models worth naming', () => {
  it('are for each use some, best first, each once', () => {
    for (const use of uses) {
      const found = preferredModels(use)
      expect(found.length, use).toBeGreaterThanOrEqual(5)
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
      expect(found.map(worth)).toEqual([...found.map(worth)].sort((a, b) => b - a))
    }
  })

  it('can be run: dated, with published dimensions', () => {
    for (const use of uses) {
      expect(preferredModels(use).filter(({ blocks, released }) => blocks.length === 0 || released === undefined)).toEqual([])
    }
  })

  it('cover every size from a phone to a rack', () => {
    for (const [low, high] of [
      [0.5, 3],
      [3, 6],
      [7, 10],
      [12, 15],
      [20, 36],
      [65, 90],
      [100, 130],
      [200, 450],
      [600, 1100],
    ] as const) {
      expect(
        preferredModels('chat').filter(({ parametersB }) => parametersB >= low && parametersB <= high).length,
        `${low}–${high}B`,
      ).toBeGreaterThan(0)
    }
  })

  it('count newer as larger: of one size the newest is worth most', () => {
    const [newer, older] = ['Qwen/Qwen3.8-27B', 'google/gemma-3-27b-it'].map((id) =>
      preferredModels('chat').findIndex((model) => model.id === id),
    )
    expect(newer).toBeGreaterThanOrEqual(0)
    expect(newer).toBeLessThan(older ?? -1)
  })
})
