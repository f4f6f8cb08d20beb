import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { KvFormat } from '../../src/catalog/formats.ts'
import { models } from '../../src/catalog/models.ts'
import type { RuntimeFamily } from '../../src/catalog/runtimes.ts'
import { cacheBytes, cacheOf, tokensThatFit, unsplit } from '../../src/estimator/kv-cache.ts'
import { kvFormatOf, modelOf } from '../support/catalog-rows.ts'
import measured from './measured/kv-cache.json' with { type: 'json' }

const KiB = 1024
const MiB = 1024 ** 2
const GiB = 1024 ** 3

const cited = { model: z.string(), keys: z.string(), values: z.string(), source: z.string().min(5), date: z.string().regex(/^20\d\d/) }
const sizeRow = z.strictObject({ ...cited, runtime: z.literal('llama.cpp'), tokens: z.int(), sequences: z.int(), mib: z.number() })
const capacityRow = z.strictObject({
  ...cited,
  runtime: z.literal('vllm'),
  gpus: z.int(),
  /** The longest sequence it was started for, where recurrent states make that matter. */
  tokens: z.int().optional(),
  availableGib: z.number(),
  capacityTokens: z.int(),
})
const { rows } = z.strictObject({ note: z.string(), rows: z.array(z.union([sizeRow, capacityRow])) }).parse(measured)

/** Keys and values in formats of their own, equally wide. */
const mixed = (keys: string, values: string): KvFormat => ({
  name: `${keys}/${values}`,
  bytes: (kvFormatOf(keys).bytes + kvFormatOf(values).bytes) / 2,
})

const bytes = (id: string, tokens: number, sequences = 1, family: RuntimeFamily = 'server', format = 'fp16', tensorParallel = 1) =>
  cacheBytes(cacheOf(modelOf(id)), tokens, sequences, kvFormatOf(format), family, { tensorParallel, layerShare: 1 })

/** Every layer keeps every token. */
const keepsAll = (id: string) => {
  const cache = cacheOf(modelOf(id))
  return (
    cache.stateElements === 0 && cache.groups.every((group) => group.window === undefined && group.every === undefined && group.heads > 0)
  )
}

function errorOf(row: (typeof rows)[number]): number {
  const cache = cacheOf(modelOf(row.model))
  const format = mixed(row.keys, row.values)
  if (row.runtime === 'llama.cpp') {
    // The log counts states apart from keys and values.
    const attention = { ...cache, stateElements: 0 }
    return cacheBytes(attention, row.tokens / row.sequences, row.sequences, format, 'llama.cpp') / (row.mib * MiB) - 1
  }
  const tokens = row.tokens ?? 131_072
  const perToken = cacheBytes(cache, tokens, 1, format, 'server', { tensorParallel: row.gpus, layerShare: 1 }) / tokens
  return (perToken * row.capacityTokens) / (row.availableGib * GiB) - 1
}

describe('caches against what runtimes print', () => {
  it('meets full attention within 1 %, row by row', () => {
    const full = rows.filter((row) => keepsAll(row.model))
    expect(full.length).toBeGreaterThanOrEqual(25)
    expect(new Set(full.map((row) => row.runtime))).toEqual(new Set(['llama.cpp', 'vllm']))
    // vLLM prints the memory to two or three digits.
    const far = full.filter((row) => Math.abs(errorOf(row)) > (row.runtime === 'vllm' ? 0.012 : 0.001))
    expect(far.map((row) => `${row.model} ${errorOf(row)}`)).toEqual([])
    const errors = full.map((row) => Math.abs(errorOf(row))).sort((a, b) => a - b)
    expect(errors[Math.floor(errors.length * 0.9)]).toBeLessThan(0.01)
  })

  it('meets every other kind within 10 %', () => {
    const others = rows.filter((row) => !keepsAll(row.model))
    expect(others.length).toBeGreaterThanOrEqual(4)
    expect(others.filter((row) => Math.abs(errorOf(row)) > 0.1).map((row) => `${row.model} ${errorOf(row)}`)).toEqual([])
  })

  it('covers every cache type of llama.cpp', () => {
    const kinds = new Set(rows.map((row) => row.keys))
    for (const kind of ['fp16', 'q8_0', 'q5_1', 'q5_0', 'q4_1', 'q4_0', 'fp8']) expect(kinds).toContain(kind)
  })
})

describe('the cache of a token', () => {
  it.each([
    ['meta-llama/Llama-2-7b-hf', 512, 'every head keeps its own'],
    ['meta-llama/Llama-2-13b-hf', 800, 'every head keeps its own'],
    ['meta-llama/Llama-3.1-8B', 128, 'heads share'],
    ['meta-llama/Llama-3.1-70B', 320, 'heads share'],
    ['meta-llama/Llama-3.1-405B', 504, 'heads share'],
    ['Qwen/Qwen2.5-7B', 56, 'heads share'],
    ['Qwen/Qwen3-32B', 256, 'heads wider than hidden / heads'],
    ['deepseek-ai/DeepSeek-V3', 68.625, 'one latent of 512 + 64 values, once, in 61 layers'],
    ['zai-org/GLM-4.7-Flash', 54_144 / KiB, 'one latent in 47 layers'],
  ])('of %s is %f KiB in 16 bits: %s', (id, size) => {
    expect(bytes(id, 8192) / 8192 / KiB).toBeCloseTo(size, 6)
    expect(bytes(id, 8192, 7)).toBe(7 * bytes(id, 8192))
  })

  it('takes the bytes of its format, scales included', () => {
    const half = bytes('meta-llama/Llama-3.1-8B', 8192)
    expect(half).toBe(GiB)
    const share = (format: string) => bytes('meta-llama/Llama-3.1-8B', 8192, 1, 'llama.cpp', format) / half
    expect(['fp32', 'bf16', 'fp8', 'q8_0', 'q5_1', 'q5_0', 'q4_1', 'q4_0'].map(share)).toEqual([
      2, 1, 0.5, 0.53125, 0.375, 0.34375, 0.3125, 0.28125,
    ])
  })

  it('is kept by every fourth layer of Qwen3.5-27B, and by 8 of 32 in the 9B; the rest is a state that does not grow', () => {
    for (const [id, layers, full] of [
      ['Qwen/Qwen3.5-27B', 64, 16],
      ['Qwen/Qwen3.5-9B', 32, 8],
    ] as const) {
      const row = modelOf(id)
      expect(row.blocks.reduce((sum, block) => sum + block.count, 0)).toBe(layers)
      const cache = cacheOf(row)
      expect(cache.groups.reduce((sum, group) => sum + group.layers, 0)).toBe(full)
      expect(cache.stateElements).toBeGreaterThan(0)
      const growth = (from: number, to: number) => bytes(id, to) - bytes(id, from)
      expect(growth(65_536, 131_072)).toBe(8 * growth(0, 8192))
      expect(bytes(id, 16) / bytes(id, 131_072)).toBeLessThan(0.06)
    }
  })

  it('is none at all in layers that reuse another layer’s, and in those that look at an image', () => {
    const shared = modelOf('google/gemma-3n-E4B-it').blocks.filter(({ mixer }) => mixer.kind === 'attention' && mixer.sharesCache)
    expect(shared.length).toBeGreaterThan(0)
    const layers = modelOf('google/gemma-3n-E4B-it').blocks.reduce((sum, block) => sum + block.count, 0)
    const reusing = shared.reduce((sum, block) => sum + block.count, 0)
    expect(cacheOf(modelOf('google/gemma-3n-E4B-it')).groups.reduce((sum, group) => sum + group.layers, 0)).toBe(layers - reusing)
    const vision = 'meta-llama/Llama-3.2-11B-Vision'
    expect(bytes(vision, 8192)).toBe(bytes('meta-llama/Llama-3.1-8B', 8192))
  })

  it('is nothing for an encoder, and does not grow in a pure state-space model', () => {
    expect(bytes('BAAI/bge-m3', 8192)).toBe(0)
    const recurrent = models.find(
      (row) => row.blocks.length > 0 && row.blocks.every(({ mixer }) => mixer.kind === 'mamba' || mixer.kind === 'mamba2'),
    )
    if (recurrent === undefined) throw new Error('the catalog has no state-space model')
    expect(bytes(recurrent.id, 16)).toBeGreaterThan(0)
    expect(bytes(recurrent.id, 1_000_000)).toBe(bytes(recurrent.id, 16))
  })
})

describe('a sliding window', () => {
  it('leaves Gemma 4 31B 22.3 GB at 262,144 tokens, a tenth of what full attention would keep', () => {
    const size = bytes('google/gemma-4-31B-it', 262_144, 1, 'server', 'bf16')
    expect(size).toBe(22_313_697_280)
    const every = { ...cacheOf(modelOf('google/gemma-4-31B-it')) }
    const full = { ...every, groups: every.groups.map(({ layers, width, heads }) => ({ layers, width, heads })) }
    expect(cacheBytes(full, 262_144, 1, kvFormatOf('bf16'), 'server') / size).toBeGreaterThan(8)
  })

  it('holds window × sequences + one micro-batch of cells in llama.cpp: 4,608 of a window of 1,024 and 4 sequences', () => {
    const cache = cacheOf(modelOf('google/gemma-3-12b-it'))
    const windowed = cache.groups.filter((group) => group.window !== undefined)
    expect(windowed.map((group) => group.window)).toEqual([1024])
    const [local] = windowed
    if (local === undefined) throw new Error('Gemma 3 has local layers')
    const cellsOf = (tokens: number, sequences: number, family: RuntimeFamily) =>
      cacheBytes({ groups: [local], stateElements: 0 }, tokens, sequences, kvFormatOf('fp16'), family) / (local.layers * local.width * 2)
    expect(cellsOf(32_768, 4, 'llama.cpp')).toBe(4608)
    expect(cellsOf(32_768, 1, 'llama.cpp')).toBe(1536)
    // A context shorter than the window needs no more than itself.
    expect(cellsOf(512, 1, 'llama.cpp')).toBe(512)
    expect(cellsOf(32_768, 4, 'server')).toBe(4096)
  })

  it('of 1,024 in five layers of six leaves Gemma 3 27B between 2.4 and 3.6 GiB at 32k', () => {
    const size = bytes('google/gemma-3-27b-it', 32_768, 1, 'llama.cpp') / GiB
    expect(size).toBeGreaterThan(2.4)
    expect(size).toBeLessThan(3.6)
  })

  it('that only servers honour keeps every token under llama.cpp (Mistral 7B v0.1)', () => {
    const id = 'mistralai/Mistral-7B-v0.1'
    expect(bytes(id, 32_768, 1, 'llama.cpp') / bytes(id, 32_768, 1, 'server')).toBe(8)
  })

  it('in chunks keeps at most one: Llama 4 holds 8,192 tokens in three layers of four', () => {
    const id = 'meta-llama/Llama-4-Scout-17B-16E'
    const perToken = (from: number, to: number) => (bytes(id, to) - bytes(id, from)) / (to - from)
    expect(perToken(16_384, 32_768) / perToken(0, 8192)).toBeCloseTo(0.25, 9)
  })
})

describe('a cache over several GPUs', () => {
  it('is divided by heads, at least one on each', () => {
    const shares = [1, 2, 4, 8, 16, 64].map(
      (gpus) => bytes('meta-llama/Llama-3.1-70B', 8192, 1, 'server', 'fp16', gpus) / bytes('meta-llama/Llama-3.1-70B', 8192),
    )
    expect(shares).toEqual([1, 1 / 2, 1 / 4, 1 / 8, 1 / 8, 1 / 8])
  })

  it('rounds a share up to whole heads: 4 heads over 3 GPUs are 2 on the fullest', () => {
    const id = 'Qwen/Qwen2.5-7B'
    expect(bytes(id, 4096, 1, 'server', 'fp16', 3) / bytes(id, 4096)).toBe(0.5)
  })

  it('is copied whole to each where it is one latent', () => {
    expect(bytes('deepseek-ai/DeepSeek-V3', 8192, 4, 'server', 'fp8', 8)).toBe(
      bytes('deepseek-ai/DeepSeek-V3', 8192, 4, 'server', 'fp8', 1),
    )
  })

  it('follows the layers of a pipeline', () => {
    const cache = cacheOf(modelOf('deepseek-ai/DeepSeek-V3'))
    const quarter = cacheBytes(cache, 8192, 1, kvFormatOf('fp16'), 'server', { tensorParallel: 1, layerShare: 0.25 })
    expect(quarter).toBe(bytes('deepseek-ai/DeepSeek-V3', 8192) / 4)
  })
})

const anyModel = fc.constantFrom(...models.filter((row) => row.modality !== 'embedding'))
const anyFamily = fc.constantFrom<RuntimeFamily>('llama.cpp', 'server')
const anyTokens = fc.integer({ min: 1, max: 2_000_000 })
const anyUsers = fc.integer({ min: 1, max: 300 })

describe('any cache', () => {
  it('never shrinks with tokens, users or bits', () => {
    fc.assert(
      fc.property(anyModel, anyFamily, anyTokens, anyTokens, anyUsers, (row, family, tokens, more, users) => {
        const cache = cacheOf(row)
        const size = cacheBytes(cache, tokens, users, kvFormatOf('q8_0'), family)
        expect(size).toBeGreaterThanOrEqual(0)
        expect(cacheBytes(cache, tokens + more, users, kvFormatOf('q8_0'), family)).toBeGreaterThanOrEqual(size)
        expect(cacheBytes(cache, tokens, users + 1, kvFormatOf('q8_0'), family)).toBeGreaterThanOrEqual(size)
        expect(cacheBytes(cache, tokens, users, kvFormatOf('fp16'), family)).toBeGreaterThanOrEqual(size)
      }),
    )
  })

  it('holds as many tokens as it says, and not a block more', () => {
    fc.assert(
      fc.property(
        anyModel,
        anyFamily,
        anyUsers,
        fc.integer({ min: 1, max: 400 * 1024 }),
        fc.integer({ min: 1, max: 2_000_000 }),
        (row, family, users, mib, limit) => {
          const cache = cacheOf(row)
          const size = (tokens: number) => cacheBytes(cache, tokens, users, kvFormatOf('fp16'), family)
          const tokens = tokensThatFit(cache, mib * MiB, users, kvFormatOf('fp16'), family, unsplit, limit)
          expect(tokens).toBeLessThanOrEqual(limit)
          if (tokens > 0) expect(size(tokens)).toBeLessThanOrEqual(mib * MiB)
          if (tokens < limit) expect(size(Math.min(limit, tokens + (family === 'llama.cpp' ? 256 : 16)))).toBeGreaterThan(mib * MiB)
        },
      ),
    )
  })
})
