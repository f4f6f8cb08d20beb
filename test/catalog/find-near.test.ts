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

  it('have the numbers of what was typed, and are those people ask about where no number helps', () => {
    for (const { aliases, parametersB } of nearestModels('lama-70')) expect(parametersB, aliases[0]).toBeCloseTo(70, -1)
    expect(nearestGpus('rtx 9999').map(({ id }) => id)).toEqual(['rtx-4090', 'rtx-3090', 'rtx-5090'])
    expect(nearestGpus('gtx 1085')[0]?.id).toBe('gtx-1080')
  })

  it('are none for a word that resembles no name', () => {
    for (const word of ['foo', 'determine', 'hello world', 'which gpu is nice', 'flurb']) expect(nearestModels(word), word).toEqual([])
  })
})
