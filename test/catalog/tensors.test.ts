import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { models } from '../../src/catalog/models.ts'
import { activeParameterCount, parameterCount, tensors } from '../../src/catalog/tensors.ts'
import type { Architecture, Model } from '../../src/catalog/types.ts'
import { modelOf } from '../support/catalog-rows.ts'

const counted = (id: string) => parameterCount(tensors(modelOf(id)))

/** Share by which the tensors miss the published total. */
const miss = (model: Model) => Math.abs(parameterCount(tensors(model)) / (model.parametersB * 1e9) - 1)

describe('the recount of parameters', () => {
  it.each([
    ['meta-llama/Llama-3.1-8B', 8_030_261_248],
    ['meta-llama/Llama-3.1-70B', 70_553_706_496],
    ['meta-llama/Llama-3.1-405B', 405_853_388_800],
    ['openai-community/gpt2', 124_439_808],
    ['facebook/opt-350m', 331_196_416],
    ['Qwen/Qwen3-30B-A3B', 30_532_122_624],
    ['Qwen/Qwen3-Next-80B-A3B-Instruct', 79_674_391_296],
    ['deepseek-ai/DeepSeek-V3', 671_026_419_200],
    ['moonshotai/Kimi-Linear-48B-A3B-Instruct', 49_122_681_728],
    ['openai/gpt-oss-120b', 116_829_156_672],
    ['ibm-granite/granite-4.0-h-small', 32_207_337_984],
    ['nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16', 31_577_937_344],
    ['state-spaces/mamba-130m-hf', 129_135_360],
    ['LiquidAI/LFM2-8B-A1B', 8_339_929_856],
    ['ai21labs/AI21-Jamba-1.5-Mini', 51_570_323_328],
    ['arcee-ai/Trinity-Large-Thinking', 398_635_286_016],
    ['BAAI/bge-m3', 567_754_752],
  ])('gives %s exactly', (id, expected) => {
    expect(counted(id)).toBe(expected)
  })

  it('stays within 2 % of every published total', () => {
    expect(models.filter((model) => miss(model) > 0.02).map((model) => model.id)).toEqual([])
  })

  it('stays within 0.1 % of nearly all, the rest being advertised in round figures', () => {
    const rounded = new Map([
      ['facebook/opt-175b', 'marketed figure'],
      ['paper/gpt-3-175b', 'marketed figure'],
      ['paper/gpt-3-6.7b', 'marketed figure'],
      ['paper/gpt-3-13b', 'marketed figure, width as printed'],
      ['paper/gopher-280b', 'marketed figure'],
      ['mistralai/Mistral-Large-3-675B-Instruct-2512', 'advertised 675B, tower estimated'],
      ['mistralai/Mistral-Small-4-119B-2603', 'advertised 119B, tower estimated'],
      ['deepseek-ai/DeepSeek-V4-Flash', 'advertised 284B'],
      ['deepseek-ai/DeepSeek-V4-Pro', 'advertised 1.6T'],
      ['zai-org/GLM-4.5', 'advertised 355B'],
      ['zai-org/GLM-4.6', 'advertised 355B'],
      ['zai-org/GLM-4.7', 'advertised 355B'],
      ['zai-org/GLM-4.5-Air', 'advertised 106B'],
      ['xai-org/grok-1', 'advertised 314B'],
      ['xai-org/grok-2', 'advertised 270B'],
      ['Snowflake/snowflake-arctic-base', 'advertised 480B'],
      ['nvidia/Nemotron-H-56B-Base-8K', 'advertised 56.4B'],
      ['nvidia/NVIDIA-Nemotron-3-Ultra-550B-A55B-BF16', 'advertised 550B'],
      ['LGAI-EXAONE/K-EXAONE-236B-A23B', 'advertised 236B'],
      ['stepfun-ai/Step-3.5-Flash', 'advertised 196B'],
      ['XiaomiMiMo/MiMo-V2.5-Pro', 'dense width uncertain'],
    ])
    expect(models.filter((model) => miss(model) > 0.001).map((model) => model.id)).toEqual(
      models.map((model) => model.id).filter((id) => rounded.has(id)),
    )
  })

  it('reads what mixtures advertise as active, within 15 %', () => {
    const exceptions = new Map([
      ['Qwen/Qwen3-Next-80B-A3B-Instruct', 'advertised without the output matrix'],
      ['zai-org/GLM-4.7-Flash', 'rounded to 3B, output matrix left out'],
      ['ibm-granite/granite-4.0-h-tiny', 'rounded to 1B'],
      ['inclusionAI/Ling-mini-2.0', 'advertised with the input embedding'],
    ])
    const off = models.filter(
      (model) => model.activeB !== undefined && Math.abs(activeParameterCount(tensors(model)) / (model.activeB * 1e9) - 1) > 0.15,
    )
    expect(off.map((model) => model.id).sort()).toEqual([...exceptions.keys()].sort())
  })
})

const dense = (change: Partial<Architecture> = {}): Architecture => ({
  hidden: 64,
  vocab: 1000,
  tiedEmbeddings: false,
  blocks: [{ count: 2, mixer: { kind: 'attention', heads: 4, kvHeads: 2, headDim: 16 }, mlp: { kind: 'dense', width: 128 } }],
  ...change,
})

describe('tensors', () => {
  it('list each matrix of a plain decoder with its shape', () => {
    expect(tensors(dense())).toEqual([
      { role: 'embedding', columns: 64, rows: 1000, count: 1, read: 0 },
      { role: 'head', columns: 64, rows: 1000, count: 1, read: 1 },
      { role: 'small', columns: 1, rows: 64, count: 1, read: 1 },
      { role: 'query', columns: 64, rows: 64, count: 2, read: 2 },
      { role: 'key', columns: 64, rows: 32, count: 2, read: 2 },
      { role: 'value', columns: 64, rows: 32, count: 2, read: 2 },
      { role: 'attention-output', columns: 64, rows: 64, count: 2, read: 2 },
      { role: 'gate', columns: 64, rows: 128, count: 2, read: 2 },
      { role: 'up', columns: 64, rows: 128, count: 2, read: 2 },
      { role: 'down', columns: 128, rows: 64, count: 2, read: 2 },
      { role: 'small', columns: 1, rows: 128, count: 2, read: 2 },
    ])
  })

  it('store tied embeddings once and read them as the head', () => {
    const tied = tensors(dense({ tiedEmbeddings: true }))
    const untied = tensors(dense())
    expect(parameterCount(untied) - parameterCount(tied)).toBe(64_000)
    expect(activeParameterCount(tied)).toBe(activeParameterCount(untied))
    expect(tied.find((tensor) => tensor.role === 'embedding')?.read).toBe(1)
  })

  it('read only the chosen experts', () => {
    const list = tensors(
      dense({
        blocks: [{ count: 3, mixer: { kind: 'none' }, mlp: { kind: 'moe', experts: 8, perToken: 2, width: 32, sharedWidth: 16 } }],
      }),
    )
    expect(list.find((tensor) => tensor.role === 'expert-down')).toEqual({ role: 'expert-down', columns: 32, rows: 64, count: 24, read: 6 })
    expect(list.find((tensor) => tensor.role === 'router')).toEqual({ role: 'router', columns: 64, rows: 8, count: 3, read: 3 })
    expect(list.find((tensor) => tensor.role === 'down')).toEqual({ role: 'down', columns: 16, rows: 64, count: 3, read: 3 })
  })

  it('store what a layer that reuses a cache does not need, without reading it', () => {
    const shared = (storesKeyValue: boolean) =>
      tensors(
        dense({
          blocks: [
            {
              count: 1,
              mixer: {
                kind: 'attention',
                heads: 4,
                kvHeads: 2,
                headDim: 16,
                sharesCache: true,
                ...(storesKeyValue ? { storesKeyValue: true } : {}),
              },
              mlp: { kind: 'none' },
            },
          ],
        }),
      )
    expect(parameterCount(shared(true)) - parameterCount(shared(false))).toBe(2 * 64 * 32)
    expect(activeParameterCount(shared(true))).toBe(activeParameterCount(shared(false)))
  })

  it('keep a key that is the value in one matrix', () => {
    const both = (valueHeadDim: number | undefined) =>
      tensors(
        dense({
          blocks: [
            {
              count: 1,
              mixer: { kind: 'attention', heads: 4, kvHeads: 1, headDim: 16, ...(valueHeadDim === 0 ? { valueHeadDim } : {}) },
              mlp: { kind: 'none' },
            },
          ],
        }),
      )
    expect(parameterCount(both(undefined)) - parameterCount(both(0))).toBe(64 * 16)
  })

  it('leave towers, prediction heads and looked-up tables out of what a token reads', () => {
    const plain = tensors(dense())
    const extra = tensors(dense({ extrasB: { vision: 0.4, mtp: 0.2, perLayerEmbedding: 2, other: 0.1 } }))
    expect(parameterCount(extra) - parameterCount(plain)).toBe(2.7e9)
    expect(activeParameterCount(extra) - activeParameterCount(plain)).toBe(0.1e9)
  })

  it('are few, positive and never read more often than stored', () => {
    for (const model of models) {
      const list = tensors(model)
      expect(list.length, model.id).toBeLessThan(80)
      for (const tensor of list) {
        expect(tensor.columns * tensor.rows * tensor.count, `${model.id} ${tensor.role}`).toBeGreaterThan(0)
        expect(tensor.read, `${model.id} ${tensor.role}`).toBeLessThanOrEqual(tensor.count)
      }
    }
  })

  it('grow in step with the number of layers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.constantFrom(...models.filter((model) => model.blocks.length > 0)),
        (times, model) => {
          const scaled = { ...model, blocks: model.blocks.map((block) => ({ ...block, count: block.count * times })) }
          const outside = parameterCount(tensors({ ...model, blocks: [] }))
          const layers = parameterCount(tensors(model)) - outside
          expect((parameterCount(tensors(scaled)) - outside) / times).toBeCloseTo(layers, -1)
        },
      ),
      { numRuns: 50 },
    )
  })
})
