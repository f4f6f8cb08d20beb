import { describe, expect, it } from 'vitest'
import { modelById, models } from '../../src/catalog/models.ts'
import type { Block, Model } from '../../src/catalog/types.ts'
import { modelOf } from '../support/catalog-rows.ts'
import { modelSchema, sameMixerKeys, sameModelKeys } from './model-schema.ts'

/** Layers by what their mixer is, as `count × what`. */
function layers(id: string, what: (mixer: Block['mixer']) => unknown): [number, unknown][] {
  return modelOf(id).blocks.map((block) => [block.count, what(block.mixer)])
}

const layerCount = (row: Model) => row.blocks.reduce((sum, block) => sum + block.count, 0)

describe('the model catalog', () => {
  it('has a row for every model, each found by its id', () => {
    expect(models).toHaveLength(375)
    expect(new Set(models.map((row) => row.id)).size).toBe(375)
    for (const row of models) expect(modelById(row.id)).toBe(row)
    expect(modelById('meta-llama/llama-3.1-8b')).toBeUndefined()
    expect(modelById('__proto__')).toBeUndefined()
  })

  it('fits the strict schema, row by row', () => {
    const problems = models.flatMap((row) => {
      const parsed = modelSchema.safeParse(row)
      return parsed.success
        ? []
        : [`${row.id}: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`]
    })
    expect(problems).toEqual([])
    expect(modelSchema.safeParse({ ...models[0], windw: 1 }).success).toBe(false)
    expect([sameModelKeys, sameMixerKeys]).toEqual([true, true])
  })

  it('gives no spelling to two models', () => {
    const owners = new Map<string, string[]>()
    for (const row of models) for (const alias of row.aliases) owners.set(alias, [...(owners.get(alias) ?? []), row.id])
    expect([...owners].filter(([, ids]) => ids.length > 1)).toEqual([])
    expect(owners.size).toBeGreaterThan(2400)
  })

  it('names active parameters exactly for mixtures of experts, and never more than the total', () => {
    for (const row of models) {
      const mixture = row.blocks.some((block) => block.mlp.kind === 'moe')
      expect(row.activeB !== undefined, row.id).toBe(mixture)
      if (row.activeB !== undefined) expect(row.activeB, row.id).toBeLessThan(row.parametersB)
    }
  })

  it('knows the layers of every model but the one whose dimensions are not published', () => {
    expect(models.filter((row) => row.blocks.length === 0).map((row) => row.id)).toEqual(['mistralai/Mistral-Medium-3.5-128B'])
  })

  it('lets heads be divided by their KV heads', () => {
    const uneven = models.filter((row) =>
      row.blocks.some(({ mixer }) => mixer.kind === 'attention' && !Number.isInteger(mixer.heads / mixer.kvHeads)),
    )
    expect(uneven.map((row) => row.id)).toEqual([])
  })

  it('marks the models that think by default', () => {
    const thinks = (id: string) => modelOf(id).reasoning ?? false
    expect(['deepseek-ai/DeepSeek-R1', 'openai/gpt-oss-20b', 'Qwen/QwQ-32B', 'Qwen/Qwen3-8B', 'Qwen/Qwen3.6-27B'].map(thinks)).toEqual(
      Array(5).fill(true),
    )
    expect(
      ['meta-llama/Llama-3.1-8B', 'Qwen/Qwen2.5-7B', 'deepseek-ai/DeepSeek-V3', 'Qwen/Qwen3-Next-80B-A3B-Instruct'].map(thinks),
    ).toEqual(Array(4).fill(false))
  })
})

describe('what decides the cache', () => {
  const attention = (mixer: Block['mixer']) =>
    mixer.kind === 'attention' ? [mixer.kvHeads, mixer.headDim, mixer.window ?? mixer.chunk ?? 'all'] : mixer.kind

  it.each<[string, [number, unknown][]]>([
    [
      'google/gemma-3-27b-it',
      [
        [10, [16, 128, 'all']],
        [52, [16, 128, 1024]],
      ],
    ],
    [
      'google/gemma-4-31B-it',
      [
        [10, [4, 512, 'all']],
        [50, [16, 256, 1024]],
      ],
    ],
    [
      'google/gemma-4-26B-A4B-it',
      [
        [5, [2, 512, 'all']],
        [25, [8, 256, 1024]],
      ],
    ],
    [
      'google/gemma-2-9b',
      [
        [21, [8, 256, 'all']],
        [21, [8, 256, 4096]],
      ],
    ],
    [
      'openai/gpt-oss-20b',
      [
        [12, [8, 64, 'all']],
        [12, [8, 64, 128]],
      ],
    ],
    [
      'openai/gpt-oss-120b',
      [
        [18, [8, 64, 'all']],
        [18, [8, 64, 128]],
      ],
    ],
    [
      'Qwen/Qwen3.6-27B',
      [
        [48, 'deltanet'],
        [16, [4, 256, 'all']],
      ],
    ],
    [
      'Qwen/Qwen3-Next-80B-A3B-Instruct',
      [
        [36, 'deltanet'],
        [12, [2, 256, 'all']],
      ],
    ],
    [
      'CohereLabs/c4ai-command-r7b-12-2024',
      [
        [8, [8, 128, 'all']],
        [24, [8, 128, 4096]],
      ],
    ],
    [
      'allenai/Olmo-3-1125-32B',
      [
        [16, [8, 128, 'all']],
        [48, [8, 128, 4096]],
      ],
    ],
    [
      'meta-llama/Llama-4-Scout-17B-16E',
      [
        [36, [8, 128, 8192]],
        [12, [8, 128, 'all']],
      ],
    ],
    ['mistralai/Mistral-7B-v0.1', [[32, [8, 128, 4096]]]],
    [
      'nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16',
      [
        [23, 'mamba2'],
        [6, [2, 128, 'all']],
        [23, 'none'],
      ],
    ],
    [
      'LiquidAI/LFM2-1.2B',
      [
        [10, 'conv'],
        [6, [8, 64, 'all']],
      ],
    ],
    [
      'MiniMaxAI/MiniMax-M1-80k',
      [
        [70, 'linear'],
        [10, [8, 128, 'all']],
      ],
    ],
    [
      'XiaomiMiMo/MiMo-V2.5-Pro',
      [
        [60, [8, 192, 128]],
        [9, [8, 192, 'all']],
        [1, [8, 192, 'all']],
      ],
    ],
  ])('%s', (id, expected) => {
    expect(layers(id, attention)).toEqual(expected)
  })

  it('is one low-rank vector a token with DeepSeek V3, and an index key beside it in V3.2', () => {
    const mla = { kind: 'mla', heads: 128, queryRank: 1536, kvRank: 512, ropeDim: 64, nopeDim: 128, valueDim: 128 }
    expect(layers('deepseek-ai/DeepSeek-V3', (mixer) => mixer)).toEqual([
      [58, mla],
      [3, mla],
    ])
    expect(layers('deepseek-ai/DeepSeek-V3.2', (mixer) => mixer)[0]).toEqual([58, { ...mla, indexer: { heads: 64, dim: 128 } }])
  })

  it('is a window and compressed entries with DeepSeek V4, the key being the value', () => {
    const kept = layers('deepseek-ai/DeepSeek-V4-Flash', (mixer) =>
      mixer.kind === 'attention' ? [mixer.window, mixer.valueHeadDim, mixer.compressed?.every, mixer.compressed?.width] : [],
    )
    expect(kept).toEqual([
      [21, [128, 0, 4, 640]],
      [20, [128, 0, 128, 512]],
      [2, [128, 0, undefined, undefined]],
    ])
  })

  it('has narrower values in MiMo-V2-Flash, and fewer KV heads in its full layers', () => {
    const kept = layers('XiaomiMiMo/MiMo-V2-Flash', (mixer) =>
      mixer.kind === 'attention' ? [mixer.kvHeads, mixer.headDim, mixer.valueHeadDim] : [],
    )
    expect(kept).toEqual([
      [39, [8, 192, 128]],
      [8, [4, 192, 128]],
      [1, [4, 192, 128]],
    ])
  })

  it('is absent from layers that reuse one, attend to images or have no attention', () => {
    const caching = (id: string) =>
      modelOf(id).blocks.reduce(
        (sum, { count, mixer }) => sum + (mixer.kind === 'attention' && !mixer.sharesCache && !mixer.cross ? count : 0),
        0,
      )
    expect(caching('google/gemma-4-E2B-it')).toBe(15)
    expect(caching('google/gemma-4-E4B-it')).toBe(24)
    expect(caching('google/gemma-3n-E4B-it')).toBe(20)
    expect(caching('tencent/Tencent-Hunyuan-Large')).toBe(32)
    expect(caching('meta-llama/Llama-3.2-11B-Vision')).toBe(32)
    expect(caching('nvidia/Llama-3_3-Nemotron-Super-49B-v1_5')).toBe(49)
    expect(layerCount(modelOf('nvidia/Llama-3_3-Nemotron-Super-49B-v1_5'))).toBe(80)
  })

  it('is a state of known size in recurrent layers', () => {
    expect(layers('Qwen/Qwen3-Next-80B-A3B-Instruct', (mixer) => mixer)[0]).toEqual([
      36,
      { kind: 'deltanet', keyHeads: 16, valueHeads: 32, keyDim: 128, valueDim: 128, conv: 4 },
    ])
    expect(layers('state-spaces/mamba-2.8b-hf', (mixer) => mixer)).toEqual([
      [64, { kind: 'mamba', inner: 5120, state: 16, conv: 4, dtRank: 160 }],
    ])
  })
})
