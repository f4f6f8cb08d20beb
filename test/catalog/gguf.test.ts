import { describe, expect, it } from 'vitest'
import { blockBits, ggufBits, ggufRecipes, type Shape } from '../../src/catalog/gguf.ts'
import { parameterCount, type Tensor, tensors } from '../../src/catalog/tensors.ts'
import { modelOf } from '../support/catalog-rows.ts'

function recipe(name: string) {
  const found = ggufRecipes.get(name)
  if (found === undefined) throw new Error(`no recipe ${name}`)
  return found
}

/** Mean bits per weight of a whole file. */
function bitsPerWeight(id: string, format: string, shape: Shape): number {
  const list = tensors(modelOf(id))
  let bits = 0
  for (const tensor of list) bits += ggufBits(recipe(format), tensor, shape) * tensor.rows * tensor.columns * tensor.count
  return bits / parameterCount(list)
}

const llama8b: Shape = { layers: 32, queriesPerKv: 4, experts: 0, tied: false }
const tensor = (role: Tensor['role'], columns = 4096): Tensor => ({ role, columns, rows: 4096, count: 1, read: 1 })

describe('block types', () => {
  // Bytes of a block and values in it: ggml-common.h of llama.cpp.
  it.each([
    ['Q8_0', 34, 32],
    ['Q4_0', 18, 32],
    ['Q4_1', 20, 32],
    ['Q5_0', 22, 32],
    ['Q5_1', 24, 32],
    ['Q2_K', 84, 256],
    ['Q3_K', 110, 256],
    ['Q4_K', 144, 256],
    ['Q5_K', 176, 256],
    ['Q6_K', 210, 256],
    ['IQ4_NL', 18, 32],
    ['IQ4_XS', 136, 256],
    ['IQ3_S', 110, 256],
    ['IQ3_XXS', 98, 256],
    ['IQ2_S', 82, 256],
    ['IQ2_XS', 74, 256],
    ['IQ2_XXS', 66, 256],
    ['IQ1_M', 56, 256],
    ['IQ1_S', 50, 256],
    ['MXFP4', 17, 32],
    ['TQ2_0', 66, 256],
    ['TQ1_0', 54, 256],
  ] as const)('%s packs %i bytes for %i values', (type, bytes, values) => {
    expect(blockBits[type]).toBe((bytes * 8) / values)
  })
})

describe('recipes', () => {
  // tools/quantize/README.md of llama.cpp, Llama-3.1-8B.
  it.each([
    ['IQ1_S', 2.0042, 0.02],
    ['IQ2_XXS', 2.3824, 0.01],
    ['IQ2_M', 2.9294, 0.01],
    ['Q2_K_S', 2.9697, 0.01],
    ['Q2_K', 3.1593, 0.005],
    ['IQ3_XXS', 3.2548, 0.005],
    ['Q3_K_S', 3.6429, 0.005],
    ['IQ3_M', 3.7628, 0.005],
    ['Q3_K_L', 4.2979, 0.005],
    // Quantised there without an importance matrix, which gives an eighth of the down projections more bits; published files have one.
    ['IQ4_XS', 4.4597, 0.009],
    ['Q4_K_S', 4.6672, 0.005],
    ['IQ4_NL', 4.6818, 0.007],
    ['Q4_K_M', 4.8944, 0.005],
    ['Q5_K_S', 5.5704, 0.005],
    ['Q5_K_M', 5.7036, 0.005],
    ['Q6_K', 6.5633, 0.005],
    ['Q8_0', 8.5008, 0.005],
    ['F16', 16.0005, 0.005],
  ])('%s of Llama 3.1 8B takes %f bits a weight', (format, bits, within) => {
    expect(Math.abs(bitsPerWeight('meta-llama/Llama-3.1-8B', format, llama8b) / bits - 1)).toBeLessThan(within)
  })

  it('of a K format order by size: S, M, L', () => {
    const bits = (format: string) => bitsPerWeight('meta-llama/Llama-3.1-8B', format, llama8b)
    for (const names of [
      ['Q2_K_S', 'Q2_K'],
      ['Q3_K_S', 'Q3_K_M', 'Q3_K_L', 'Q3_K_XL'],
      ['Q4_0', 'Q4_K_S', 'Q4_K_M', 'Q4_K_L'],
      ['Q5_K_S', 'Q5_K_M', 'Q5_K_L'],
      ['IQ1_S', 'IQ1_M', 'IQ2_XXS', 'IQ2_XS', 'IQ2_S', 'IQ2_M', 'IQ3_XXS', 'IQ3_XS', 'IQ3_S', 'IQ3_M', 'IQ4_XS', 'IQ4_NL'],
    ]) {
      const sizes = names.map(bits)
      expect(sizes).toEqual([...sizes].sort((a, b) => a - b))
      expect(new Set(sizes).size).toBe(sizes.length)
    }
  })

  it('give the head six bits, eight in the L kinds, and a tied embedding those of the head', () => {
    expect(ggufBits(recipe('Q4_K_M'), tensor('head'), llama8b)).toBe(blockBits.Q6_K)
    expect(ggufBits(recipe('Q4_K_M'), tensor('embedding'), llama8b)).toBe(blockBits.Q4_K)
    expect(ggufBits(recipe('Q4_K_M'), tensor('embedding'), { ...llama8b, tied: true })).toBe(blockBits.Q6_K)
    expect(ggufBits(recipe('Q4_K_L'), tensor('head'), llama8b)).toBe(blockBits.Q8_0)
  })

  it('give half of the layers’ values and down projections six bits in Q4_K_M', () => {
    const half = (blockBits.Q6_K + blockBits.Q4_K) / 2
    expect(ggufBits(recipe('Q4_K_M'), tensor('down'), llama8b)).toBeCloseTo(half, 9)
    expect(ggufBits(recipe('Q4_K_M'), tensor('value'), llama8b)).toBeCloseTo(half, 9)
    expect(ggufBits(recipe('Q4_K_M'), tensor('gate'), llama8b)).toBe(blockBits.Q4_K)
  })

  it('give the fused query, key and value of linear attention a step more in the medium kinds', () => {
    expect(ggufBits(recipe('Q4_K_M'), tensor('recurrent-qkv'), llama8b)).toBe(blockBits.Q5_K)
    expect(ggufBits(recipe('Q5_K_M'), tensor('recurrent-qkv'), llama8b)).toBe(blockBits.Q6_K)
    expect(ggufBits(recipe('Q4_K_S'), tensor('recurrent-qkv'), llama8b)).toBe(blockBits.Q4_K)
    expect(ggufBits(recipe('Q4_K_M'), tensor('recurrent'), llama8b)).toBe(blockBits.Q4_K)
  })

  it('keep norms and routers in 32 bits, and leave towers to a file of their own', () => {
    for (const name of ggufRecipes.keys()) {
      expect(ggufBits(recipe(name), tensor('small', 1), llama8b)).toBe(32)
      expect(ggufBits(recipe(name), tensor('router'), llama8b)).toBe(32)
      expect(ggufBits(recipe(name), tensor('vision'), llama8b)).toBe(0)
    }
  })

  it('fall back to blocks of 32 where rows do not divide into 256', () => {
    expect(ggufBits(recipe('Q4_K_S'), tensor('query', 576), llama8b)).toBe(blockBits.Q5_0)
    expect(ggufBits(recipe('Q6_K'), tensor('query', 576), llama8b)).toBe(blockBits.Q8_0)
    expect(ggufBits(recipe('IQ2_XXS'), tensor('gate', 576), llama8b)).toBe(blockBits.IQ4_NL)
    expect(ggufBits(recipe('Q8_0'), tensor('query', 576), llama8b)).toBe(blockBits.Q8_0)
    expect(ggufBits(recipe('TQ1_0'), tensor('query', 576), llama8b)).toBe(blockBits.Q4_0)
  })

  it('leave everything but the experts of MXFP4 in eight bits', () => {
    const mixture = { ...llama8b, experts: 32 }
    expect(ggufBits(recipe('MXFP4'), tensor('expert-up'), mixture)).toBe(blockBits.MXFP4)
    expect(ggufBits(recipe('MXFP4'), tensor('query'), mixture)).toBe(blockBits.Q8_0)
    expect(ggufBits(recipe('MXFP4'), tensor('head'), mixture)).toBe(blockBits.Q8_0)
  })

  it('never exceed 32 bits nor fall below their smallest block, for any role', () => {
    const roles: Tensor['role'][] = [
      'embedding',
      'head',
      'query',
      'key',
      'value',
      'attention-output',
      'gate',
      'up',
      'down',
      'expert-gate',
      'expert-down',
      'mla-q-a',
      'recurrent',
      'other',
    ]
    for (const [name, { base }] of ggufRecipes) {
      for (const role of roles) {
        for (const experts of [0, 8, 128]) {
          const bits = ggufBits(recipe(name), tensor(role), { ...llama8b, experts })
          expect(bits).toBeLessThanOrEqual(32)
          // Queries, keys and gates of some IQ and UD kinds go one step below their name.
          expect(bits).toBeGreaterThanOrEqual(Math.min(blockBits[base], blockBits.IQ2_XS))
        }
      }
    }
  })
})
