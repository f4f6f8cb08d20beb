import { describe, expect, it } from 'vitest'
import { nearestGpus, nearestModels } from '../../src/catalog/names.ts'

describe('near misses', () => {
  it('are names that begin alike', () => {
    expect(nearestModels('lama3')[0]?.family).toMatch(/llama/i)
    expect(nearestModels('deepsek')[0]?.id).toMatch(/^deepseek-ai/)
    expect(nearestGpus('rtx 4095')[0]?.id).toMatch(/^rtx-40/)
  })

  it('are three, for whatever resembles one', () => {
    for (const word of ['lama3', 'deepsek', 'glm-130b', 'qwen9 14b', 'mistrall 7b', 'gema 27b'])
      expect(nearestModels(word), word).toHaveLength(3)
    for (const word of ['rtx 4095', 'rtx 9999', 'h900', 'rx 7999']) expect(nearestGpus(word), word).toHaveLength(3)
  })

  it('are none for a word that resembles no name', () => {
    for (const word of ['foo', 'determine', 'hello world', 'which gpu is nice', 'flurb']) expect(nearestModels(word), word).toEqual([])
  })
})
