import { describe, expect, it } from 'vitest'
import { gpus } from '../../src/catalog/gpus.ts'
import { models } from '../../src/catalog/models.ts'
import { familyMember, findGpu, findModel, misspeltFamily, nearestGpus, nearestModels } from '../../src/catalog/names.ts'

describe('a model is found by', () => {
  const spellings: readonly (readonly [string, string])[] = [
    ['llama 70b', 'meta-llama/Llama-3.3-70B-Instruct'],
    ['Llama3.1:70b-instruct', 'meta-llama/Llama-3.1-70B'],
    ['llama3.1:70b-instruct-q4_K_M', 'meta-llama/Llama-3.1-70B'],
    ['meta-llama/Llama-3.1-70B-Instruct', 'meta-llama/Llama-3.1-70B'],
    ['unsloth/Llama-3.1-8B-Instruct-GGUF', 'meta-llama/Llama-3.1-8B'],
    ['LLAMA_3.1_70B', 'meta-llama/Llama-3.1-70B'],
    ['qwen chat 7b', 'Qwen/Qwen2.5-7B'],
    ['qwen72b', 'Qwen/Qwen2.5-72B'],
    ['千问72b', 'Qwen/Qwen2.5-72B'],
    ['qianwen72B', 'Qwen/Qwen2.5-72B'],
    ['ＱＷＥＮ３－３２Ｂ', 'Qwen/Qwen3-32B'],
    ['8x7b', 'mistralai/Mixtral-8x7B-v0.1'],
    ['deepseekr1', 'deepseek-ai/DeepSeek-R1'],
    ['DSv4 Flash', 'deepseek-ai/DeepSeek-V4-Flash'],
    ['671b', 'deepseek-ai/DeepSeek-R1'],
    ['tiny llama', 'TinyLlama/TinyLlama-1.1B-Chat-v1.0'],
    ['command-r+', 'CohereLabs/c4ai-command-r-plus'],
    ['QwQ-32B-GPTQ-Int4', 'Qwen/QwQ-32B'],
  ]
  it.each(spellings)('%s', (text, id) => expect(findModel(text)?.id).toBe(id))

  it('every id and alias of the catalog', () => {
    for (const model of models) for (const name of [model.id, ...model.aliases]) expect(findModel(name)?.id, name).toBe(model.id)
  })
})

describe('a model is not found by', () => {
  it.each(['llama 38b', 'llama 9 70b', 'mistral 9b', 'gemma-99', '', '  ', '__proto__', 'constructor', 'toString', 'x'.repeat(5000)])(
    '%j',
    (text) => expect(findModel(text)).toBeUndefined(),
  )
})

describe('a GPU is found by', () => {
  const spellings: readonly (readonly [string, string, number | undefined])[] = [
    ['4090', 'rtx-4090', undefined],
    ['RTX4090', 'rtx-4090', undefined],
    ['nvidia geforce rtx 4090', 'rtx-4090', undefined],
    ['a100 80g', 'a100-80gb-sxm', 80],
    ['a100-80gb-sxm', 'a100-80gb-sxm', 80],
    ['a100 40g', 'a100-40gb-sxm', 40],
    ['tesla a100', 'a100-80gb-sxm', undefined],
    ['amd instinct mi300x', 'mi300x', undefined],
    ['radeon 6800 xt', 'rx-6800-xt', undefined],
    ['NVIDIA A100-SXM4-80GB', 'a100-80gb-sxm', 80],
    ['a100', 'a100-80gb-sxm', undefined],
    ['h100-80g', 'h100-sxm', 80],
    ['v100 16g', 'v100-16gb-sxm2', 16],
    ['4060ti', 'rtx-4060-ti-8gb', undefined],
    ['4060ti16g', 'rtx-4060-ti-16gb', 16],
    ['3060 8g', 'rtx-3060-8gb', 8],
    ['3060laptop', 'rtx-3060-laptop', undefined],
    ['m2 ultra', 'apple-m2-ultra', undefined],
    ['m1 max 64g', 'apple-m1-max', 64],
    ['strix halo', 'ryzen-ai-max-395', undefined],
    ['Ryzen AI MAX 395+', 'ryzen-ai-max-395', undefined],
    ['GB10', 'dgx-spark', undefined],
    ['A6000', 'rtx-a6000', undefined],
    ['A6000 Ada', 'rtx-6000-ada', undefined],
    ['a10g', 'a10g', undefined],
    ['7900 gre', 'rx-7900-gre', undefined],
    ['2080ti 22g', 'rtx-2080-ti', 22],
    ['910B3', 'ascend-910b', undefined],
  ]
  it.each(spellings)('%s', (text, id, memoryGb) => {
    expect(findGpu(text)?.gpu.id).toBe(id)
    expect(findGpu(text)?.memoryGb).toBe(memoryGb)
  })

  it('every id and alias of the catalog', () => {
    for (const gpu of gpus) for (const name of [gpu.id, ...gpu.aliases]) expect(findGpu(name)?.gpu.id, name).toBe(gpu.id)
  })
})

it.each(['rtx 9999', 'h900', 'a 100', '40904090', '', 'constructor', '__proto__'])('no GPU is called %j', (text) =>
  expect(findGpu(text)).toBeUndefined(),
)

describe('a near miss', () => {
  it('gives the names most like it, best first', () => {
    expect(nearestModels('lama 3.1 70b')[0]?.id).toBe('meta-llama/Llama-3.1-70B')
    expect(
      nearestModels('qwen7-14b')
        .map(({ family }) => family)
        .join(),
    ).toContain('Qwen')
    expect(nearestGpus('h900').map(({ id }) => id)).toContain('h100-sxm')
    expect(nearestGpus('rtx 4095')[0]?.id).toMatch(/^rtx-40/)
  })

  it('gives no more than asked for, each once, and nothing for noise', () => {
    expect(nearestModels('llama', 5)).toHaveLength(5)
    expect(new Set(nearestModels('llama', 5)).size).toBe(5)
    expect(nearestModels('')).toEqual([])
    expect(nearestGpus('的的的')).toEqual([])
  })

  it('of a family and its version gives its sizes', () => {
    expect(nearestModels('llama 2', 3).map(({ family }) => family)).toEqual(['Llama 2', 'Llama 2', 'Llama 2'])
  })

  it('of a family name is seen one letter away', () => {
    expect(misspeltFamily('lama')).toBe('llama')
    expect(misspeltFamily('deepsek')).toBe('deepseek')
    expect(misspeltFamily('weather')).toBeUndefined()
  })
})

it('a size picks the member of a family whose names begin alike', () => {
  const gpt2 = findModel('gpt-2')
  const mistral = findModel('mistral')
  if (gpt2 === undefined || mistral === undefined) throw new Error('gone from the catalog')
  expect(familyMember(gpt2, 0.345, 'gpt')?.id).toBe('openai-community/gpt2-medium')
  expect(familyMember(mistral, 9, 'mistral')).toBeUndefined()
})
