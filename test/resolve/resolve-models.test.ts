import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { resolveModels } from '../../src/resolve/resolve-models.ts'
import { read } from '../support/read.ts'

const resolved = (text: string) => resolveModels(read(text))
const setsOf = (text: string) => resolved(text).sets.map(({ gpu, memoryGb, count }) => `${count} ${gpu.id} ${memoryGb}`)

describe('hardware that models are looked for on', () => {
  it.each([
    ['what can I run on 2x 3090', ['2 rtx-3090 24'], 'named'],
    ['best model for m4 max 64gb', ['1 apple-m4-max 64'], 'named'],
    ['2x3090 (48Gb total), which models fit?', ['2 rtx-3090 24'], 'named'],
    ['2080ti 22g魔改卡能玩什么模型', ['1 rtx-2080-ti 22'], 'named'],
    ['24gb card, what models?', ['1 rtx-4090 24', '1 rtx-3090 24'], 'has-that-memory'],
  ])('of %j', (text, sets, because) => {
    expect(setsOf(text)).toEqual(sets)
    expect(resolved(text).because).toBe(because)
  })

  it('is alike only where one size has several cards', () => {
    expect(resolved('24gb card, what models?').alike).toBe(true)
    expect(resolved('what can I run on 3090 + 3060').alike).toBe(false)
    expect(resolved('48gb total vram what fits').alike).toBe(false)
  })

  it('is each of several sizes, and what many have where nothing was said', () => {
    expect(resolved('24GB / 40GB / 80GB 能跑什么模型').sets.map(({ memoryGb }) => memoryGb)).toEqual([24, 40, 80])
    expect(resolved('which coding models are good').because).toBe('usual')
    expect(resolved('which coding models are good').sets.length).toBeGreaterThanOrEqual(4)
  })

  it('is RAM alone where no GPU is meant, as much as was said or as usual', () => {
    expect(resolved('no gpu, 64gb ram, which model')).toMatchObject({ sets: [], ramGb: 64, ramAssumed: false })
    expect(resolved('cpu only, which model?')).toMatchObject({ sets: [], ramGb: 32, ramAssumed: true })
  })

  it('is answered by its memory where its name is not known, and refused where neither is', () => {
    expect(resolved('RTX A3000 Laptop 6GB, 32GB ram: what LLMs are worth running?').sets[0]?.memoryGb).toBe(6)
    expect(() => resolved('what models on an rtx 9999?')).toThrow(UserError)
  })
})

describe('the jobs', () => {
  it('have room for what models need: more to think, more to code, as said where said', () => {
    for (const { model, contextTokens } of resolved('what can I run on a 4090').workloads)
      expect(contextTokens).toBe(Math.min(model.maxContext ?? Number.POSITIVE_INFINITY, model.reasoning ? 16_384 : 8192))
    for (const { model, contextTokens } of resolved('best coding model for a 4090').workloads)
      expect(contextTokens).toBe(Math.min(model.maxContext ?? Number.POSITIVE_INFINITY, 32_768))
    for (const { model, contextTokens } of resolved('what can I run on a 4090 at 64k context?').workloads) {
      expect(contextTokens).toBe(65_536)
      expect(model.maxContext ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(65_536)
    }
  })
})
