import { describe, expect, it } from 'vitest'
import { nearestGpus, nearestModels } from '../../src/catalog/names.ts'

describe('near misses', () => {
  it('are names that begin alike', () => {
    expect(nearestModels('lama3')[0]?.family).toMatch(/llama/i)
    expect(nearestModels('deepsek')[0]?.id).toMatch(/^deepseek-ai/)
    expect(nearestGpus('rtx 4095')[0]?.id).toMatch(/^rtx-40/)
  })

  it('are none for a word that resembles no name', () => {
    for (const word of ['foo', 'determine', 'hello world', 'which gpu is nice', 'flurb']) expect(nearestModels(word), word).toEqual([])
  })
})
