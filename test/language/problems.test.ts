import { describe, expect, it } from 'vitest'
import type { Problem } from '../../src/language/question.ts'
import { read } from '../support/read.ts'

describe('what was meant for a slot and cannot be one is named:', () => {
  const table: readonly (readonly [text: string, slot: Problem['slot'], said: string])[] = [
    ['7b int5', 'quant', 'int5'],
    ['7b int99', 'quant', 'int99'],
    ['7b q11_k_m', 'quant', 'q11_k_m'],
    ['7b 99bit', 'quant', '99bit'],
    ['7b 13比特', 'quant', '13比特'],
    ['-7b', 'size', '-7b'],
    ['0b', 'size', '0b'],
    ['1e99b', 'size', '1e99b'],
    ['nanb', 'size', 'nanb'],
    ['200000b', 'size', '200000b'],
    ['7b rtx 9999', 'gpu', 'rtx 9999'],
    ['7b on h900', 'gpu', 'h900'],
    ['7b on a tesla k9999', 'gpu', 'tesla k9999'],
    ['7b on a radeon 4090', 'gpu', 'radeon 4090'],
    ['7b rx 12345', 'gpu', 'rx 12345'],
    ['7b on an NVIDIA T550', 'gpu', 'nvidia t550'],
    ['7b on an RTX 40 series', 'gpu', 'RTX 40'],
    ['RTX40 系列 GPU 规格', 'gpu', 'RTX 40'],
    ['30系显卡能跑70b吗', 'gpu', 'RTX 30'],
    ['rx 7000 series for a 13b', 'gpu', 'RX 7000'],
    ['raspberry pi 5 8gb llama 3.2 1b', 'gpu', 'raspberry pi 5'],
    ['will a toaster run deepseek r1', 'gpu', 'toaster'],
    ['树莓派5 8g 能跑 llama 3.2 1b 吗', 'gpu', '树莓派5'],
    ['jetson nano llama 3.2 1b', 'gpu', 'jetson nano'],
    ['香橙派能跑 qwen3 4b 吗', 'gpu', '香橙派'],
    ['kimi-vl on a 3090', 'model', 'kimi-vl'],
    ['kimi dev 72b on 2x 3090', 'model', 'kimi dev 72b'],
    ['999999999x4090 7b', 'count', '999999999'],
    ['0x4090 7b', 'count', '0'],
    ['-2x4090 7b', 'count', '-2'],
    ['7b ctx 1000000000', 'context', '1000000000'],
    ['7b with a context of a billion', 'context', 'billion'],
    ['7b 1b context', 'context', '1b'],
    ['qwen3-8b 2b ctx', 'context', '2b'],
    ['7b 上下文10亿', 'context', '10亿'],
    ['7b ctx=1b', 'context', '1b'],
    ['7b ctx 0', 'context', '0'],
    ['7b ctx -5', 'context', '-5'],
    ['7b x0', 'concurrency', '0'],
    ['7b 0 users', 'concurrency', '0'],
    ['7b 99999999 users', 'concurrency', '99999999'],
    ['1e400b', 'size', '1e400b'],
    ['0.0000001b', 'size', '0.0000001b'],
    ['99999b', 'size', '99999b'],
    ['20001b', 'size', '20001b'],
    ['0.0005b', 'size', '0.0005b'],
    ['30b-a300b', 'size', 'a300b'],
    ['7b kv q2_k', 'quant', 'kv q2_k'],
    ['7b kv 3bit', 'quant', 'kv 3bit'],
    ['7b q4 kv=fp4', 'quant', 'kv=fp4'],
    ['7b 0 nodes', 'count', '0'],
    ['7b -2 nodes', 'count', '-2'],
    ['1e-5b', 'size', '1e-5b'],
    ['1/2b', 'size', '1/2b'],
    ['1.2.3b', 'size', '1.2.3b'],
    ['0x7b', 'size', '0x7b'],
    ['8x-7b', 'size', '8x-7b'],
    ['7b x-3', 'count', 'x-3'],
    ['7b on 4090x-2', 'count', 'x-2'],
    ['7b on 4090*-2', 'count', '*-2'],
    ['7b 并发-1', 'concurrency', '-1'],
    ['7b -3 users', 'concurrency', '-3'],
    ['7b NaN ctx', 'context', 'nan'],
    ['7b inf ctx', 'context', 'inf'],
    ['7b ctx nan', 'context', 'nan'],
    ['7b nan users', 'concurrency', 'nan'],
    ['llama 9 70b', 'model', 'llama 9 70b'],
    ['qwen7-14b', 'model', 'qwen7-14b'],
    ['lama-70', 'model', 'lama-70'],
    ['mistral 9b', 'model', 'mistral 9b'],
    ['gemma-4-12b q4', 'model', 'gemma-4-12b'],
    ['deepseek 70b', 'model', 'deepseek 70b'],
    ['kimi-9', 'model', 'kimi-9'],
    ['deepseek v9', 'model', 'deepseek v9'],
    ['WizardLM q4', 'model', 'wizardlm'],
    ['foo/bar-large', 'model', 'foo/bar-large'],
    ['https://huggingface.co/foo/bar-large', 'model', 'foo/bar-large'],
    ['llama 2 in fp16', 'model', 'llama 2'],
    ['llama 2 q4 on 8gb', 'model', 'llama 2'],
    ['llama 2 gpus', 'model', 'llama'],
  ]
  it.each(table)('%s', (text, slot, said) => expect(read(text).problems).toContainEqual({ slot, text: said }))
})

describe('a name nobody knows that says its size is answered by the size:', () => {
  const table: readonly (readonly [text: string, name: string, paramsB: number, activeParamsB: number | null])[] = [
    ['foo-model-13b q4_k_m 4090', 'foo-model-13b', 13, null],
    ['agentscope-ai_copaw-flash-9b Q4_K_M on gb10', 'agentscope-ai_copaw-flash-9b', 9, null],
    ['carnice-9b-w8a16', 'carnice-9b', 9, null],
    ['some-org/weird-30b-a3b', 'some-org/weird-30b-a3b', 30, 3],
    // Sees and hears, and is not the 30B of the family.
    ['qwen3-omni 30b-a3b int4 on 3090', 'qwen3-omni 30b-a3b', 30, 3],
    ['qwen3-omni 30b', 'qwen3-omni 30b', 30, null],
    ['foo/bar-7b', 'foo/bar-7b', 7, null],
    ['https://huggingface.co/foo/bar-7b', 'foo/bar-7b', 7, null],
    ['starling-lm:7b-alpha-q4_K_M on a 3060', 'starling-lm:7b-alpha', 7, null],
    ['llama-foo-13b.Q4_K_M.gguf', 'llama-foo-13b', 13, null],
    ['WizardLM 13B q4', 'wizardlm 13b', 13, null],
    ['GLM-130B', 'glm-130b', 130, null],
    ['foo-tiny-350m', 'foo-tiny-350m', 0.35, null],
    ['4090能跑foo-bar-14b吗', 'foo-bar-14b', 14, null],
  ]
  it.each(table)('%s', (text, name, paramsB, activeParamsB) => {
    expect(read(text)).toMatchObject({
      intent: 'inference',
      model: null,
      paramsB,
      activeParamsB,
      unknown: [name],
      problems: [],
      alternatives: {},
    })
  })

  it.each([
    ['lama-3.1-70b', 'meta-llama/Llama-3.1-70B'],
    ['mistrel-7b', 'mistralai/Mistral-7B-v0.3'],
    ['bartowski/Foo-Llama-3-8B-GGUF', 'meta-llama/Meta-Llama-3-8B'],
  ])('but %s is a listed one', (text, model) => expect(read(text)).toMatchObject({ model, problems: [] }))

  it.each(['my-model-7b q4', 'sub-7b models on a laptop'])('and %s is no name', (text) =>
    expect(read(text)).toMatchObject({ paramsB: 7, unknown: [] }),
  )
})

it('the size in an unknown version is still read', () => {
  expect(read('llama 9 70b')).toMatchObject({ model: null, paramsB: 70 })
})

describe('nothing is wrong with', () => {
  it.each([
    '7b',
    '8-A100 7b',
    'rtx-4090 7b',
    'qwen-7b',
    'a 40 series card with 16gb for a 13b',
    'any 3000+ series card for a 7b?',
    'RTX 4090 series 7b',
    '4060 8gb, 40系, 7b',
    '24/7 7b',
    'input/output of a 7b',
    'w4a16 7b',
    'a 100 b model',
    'which llama 2 can a 4090 run?',
    'r1-q4km',
    'llama-4-scout-17b-16e',
    '7b context',
    '7b 13b context 8k',
    'context for a 7b',
  ])('%s', (text) => expect(read(text).problems).toEqual([]))
})

it.each([
  ['7b on 0gb', '0gb'],
  ['7b on -24gb', '-24gb'],
  ['7b on 1e9gb', '1e9gb'],
  ['7b 0gb ram', '0gb'],
  ['7b 0 tok/s', '0 tok/s'],
  ['7b -10 tok/s', '-10 tok/s'],
  ['7b nan tok/s', 'nan'],
  ['7b nan gb', 'nan'],
])('%s: what no machine has is not understood', (text, said) => expect(read(text).unknown).toContain(said))

it.each([
  ['7b kv q2_k', null],
  ['7b kv 3bit', null],
  ['7b q4 kv fp4', 'Q4'],
  ['7b q4_k_m kv cache', 'Q4_K_M'],
])('%s: what a cache cannot be is no format of the weights', (text, quant) => expect(read(text)).toMatchObject({ quant, kvQuant: null }))

it.each([
  ['1/2b', null],
  ['1.2.3b', null],
  ['0x7b', null],
  ['8x-7b', null],
  ['.5b', 0.5],
  ['1e-1b', 0.1],
  ['7,5b', 7.5],
  ['1,5b', 1.5],
])('%s is no other size', (text, paramsB) => expect(read(text)).toMatchObject({ model: null, paramsB, alternatives: {} }))

it('thousands may be set apart by underscores', () => expect(read('7b 1_000_000 ctx').context).toBe(1_000_000))

it('a device stays named beside its impossible count', () => expect(read('7b on 4090x-2').gpus).toMatchObject([{ id: 'rtx-4090' }]))
