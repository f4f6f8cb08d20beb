import { describe, expect, it } from 'vitest'
import { modelsOfSize } from '../../src/cards/models-of-size.ts'

describe('the models of a size', () => {
  it('begin with one that people know, made for talk', () => {
    for (const size of [3, 7, 8, 14, 32, 70]) {
      const [first] = modelsOfSize(size).dense
      expect(first?.id, String(size)).toMatch(/^(Qwen|meta-llama|mistralai|google|zai-org|deepseek-ai|microsoft)\//)
      expect(first?.id).not.toMatch(/Coder|Math|Base/)
    }
  })

  it('are mixtures apart from dense ones', () => {
    const { dense, mixtures } = modelsOfSize(120)
    expect(mixtures.length).toBeGreaterThan(0)
    expect(mixtures.every(({ activeB }) => activeB !== undefined)).toBe(true)
    expect(dense.some((model) => mixtures.includes(model))).toBe(false)
  })
})
