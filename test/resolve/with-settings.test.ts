import { describe, expect, it } from 'vitest'
import { asksForHardware } from '../../src/language/asks-hardware.ts'
import { withSettings } from '../../src/resolve/with-settings.ts'
import type { Settings } from '../../src/settings/settings.ts'
import { read } from '../support/read.ts'

const settled = (text: string, person: Settings, place: Settings = {}) =>
  withSettings(read(text), { person, place }, !asksForHardware(text))

const gpu = { id: 'rtx-4090', count: null, memoryGb: null }
const mac = { id: 'apple-m4-max', count: null, memoryGb: 64 }

describe('a default GPU', () => {
  it.each(['70b int4', 'llama 3.1 8b q4_k_m 8k', '能跑什么模型', 'can I run qwen3 32b?', 'qwen3 32b 能跑吗'])(
    'is taken for “%s”',
    (text) => {
      expect(settled(text, { gpu })).toMatchObject({
        question: { gpus: [gpu] },
        assumed: [{ slot: 'gpu', value: 'GeForce RTX 4090', because: 'your-setting' }],
      })
    },
  )

  it.each([
    '70b int4 on a 3090',
    '70b 24gb',
    '70b on my macbook',
    'llama 8b cpu only 32gb ram',
    '70b on 2 nodes',
    'price of h100',
    'what is a kv cache',
    'qlora 13b',
    '70b on rtx 9999',
    'which gpu for 70b int4',
    'what hardware do I need to run qwen3 32b',
    'best card for 14b',
    '70b int4 用什么显卡',
    'qwen3 32b 需要几张卡',
  ])('is not taken for “%s”', (text) => {
    const { question, assumed } = settled(text, { gpu })
    expect(question).toEqual(read(text))
    expect(assumed).toEqual([])
  })

  it('of the person comes before that of the place, which is named as such', () => {
    expect(settled('70b int4', { gpu }, { gpu: mac }).question.gpus).toEqual([gpu])
    expect(settled('70b int4', {}, { gpu: mac }).assumed).toMatchObject([{ value: 'Apple M4 Max (40-core GPU)', because: 'place-setting' }])
  })

  it('may be several, and one no list knows any more is passed over', () => {
    expect(settled('70b int4', { gpu: { ...gpu, count: 2 } }).assumed).toMatchObject([{ value: '2 × GeForce RTX 4090' }])
    expect(settled('70b int4', { gpu: { ...gpu, id: 'gone' } })).toEqual({ question: read('70b int4'), assumed: [] })
  })
})

describe('a default runtime', () => {
  it.each([
    ['70b int4', 'vllm'],
    ['qwen3 32b', 'ollama'],
    ['qwen3 32b q4_k_m on a 4090', 'ollama'],
    ['qwen3 32b awq on a 4090', 'sglang'],
    ['8b on an m4 max 64gb', 'mlx'],
  ] as const)('is taken for “%s”: %s', (text, runtime) => {
    expect(settled(text, { runtime })).toMatchObject({
      question: { runtime },
      assumed: [{ slot: 'runtime', value: runtime, because: 'your-setting' }],
    })
  })

  it.each([
    ['qwen3 32b with vllm', 'ollama'],
    ['qwen3 32b q4_k_m', 'vllm'],
    ['qwen3 32b awq', 'ollama'],
    ['8b on an m4 max 64gb', 'vllm'],
    ['8b on a 4090', 'mlx'],
    ['price of h100', 'vllm'],
  ] as const)('gives way to what was said in “%s”: not %s', (text, runtime) => {
    expect(settled(text, { runtime })).toEqual({ question: read(text), assumed: [] })
  })

  it('gives way to the hardware of another setting that cannot run it', () => {
    expect(settled('8b', { gpu, runtime: 'mlx' })).toMatchObject({ question: { gpus: [gpu], runtime: null }, assumed: [{ slot: 'gpu' }] })
  })
})
