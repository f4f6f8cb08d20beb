import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { follow } from '../../src/language/follow.ts'
import { format } from '../../src/language/format.ts'
import { noon, read } from '../support/read.ts'

const asked = 'llama 3.1 70b q4_k_m 8k on 2x 3090'
const askedInChinese = '双卡3090能跑qwen2.5 72b int4吗'

/** What is asked after both, as a shorthand; null where the second is no continuation. */
function then(first: string, second: string): string | null {
  const question = follow(read(first), second, noon)
  return question === null ? null : format(question)
}

describe('a continuation changes what it says and keeps the rest:', () => {
  it.each([
    ['and with 32k?', 'llama-3.1-70b q4_k_m 32k on 2x rtx-3090'],
    ['two of them?', 'llama-3.1-70b q4_k_m 8k on 2x rtx-3090'],
    ['and 4 of those?', 'llama-3.1-70b q4_k_m 8k on 4x rtx-3090'],
    ['q8?', 'llama-3.1-70b q8 8k on 2x rtx-3090'],
    ['what about a 5090', 'llama-3.1-70b q4_k_m 8k on rtx-5090'],
    ['what about 4090s?', 'llama-3.1-70b q4_k_m 8k on 2x rtx-4090'],
    ['on a single a100 80gb?', 'llama-3.1-70b q4_k_m 8k on 1x a100-80gb-sxm'],
    ['and for 20 users', 'llama-3.1-70b q4_k_m 8k x20 on 2x rtx-3090'],
    ['how about qwen3 32b', 'qwen3-32b q4_k_m 8k on 2x rtx-3090'],
    ['and 8b?', 'llama-3.1-8b q4_k_m 8k on 2x rtx-3090'],
    ['with kv q8_0', 'llama-3.1-70b q4_k_m kv q8_0 8k on 2x rtx-3090'],
    ['vllm?', 'llama-3.1-70b q4_k_m 8k on 2x rtx-3090 vllm'],
    ['x8', 'llama-3.1-70b q4_k_m 8k x8 on 2x rtx-3090'],
    ['with 128gb ram', 'llama-3.1-70b q4_k_m 8k 128gb ram on 2x rtx-3090'],
    ['and without gpu?', 'llama-3.1-70b q4_k_m 8k cpu only'],
    ['and to train it?', 'finetune llama-3.1-70b q4_k_m 8k on 2x rtx-3090'],
    ['with qlora', 'finetune llama-3.1-70b q4_k_m 8k qlora on 2x rtx-3090'],
    ['how much would that cost?', 'price llama-3.1-70b q4_k_m 8k on 2x rtx-3090'],
  ])('%s', (text, shorthand) => expect(then(asked, text)).toBe(shorthand))

  it.each([
    ['换成4090呢', '推理 qwen2.5-72b int4 on 2x rtx-4090'],
    ['那训练呢', '微调 qwen2.5-72b int4 on 2x rtx-3090'],
    ['32k上下文呢', '推理 qwen2.5-72b int4 32k on 2x rtx-3090'],
    ['四张呢', '推理 qwen2.5-72b int4 on 4x rtx-3090'],
    ['单卡呢', '推理 qwen2.5-72b int4 on 1x rtx-3090'],
    ['那32b呢', '推理 qwen2.5-32b int4 on 2x rtx-3090'],
    ['并发16呢', '推理 qwen2.5-72b int4 x16 on 2x rtx-3090'],
    ['租的话多少钱', '价格 qwen2.5-72b int4 on 2x rtx-3090'],
  ])('%s', (text, shorthand) => expect(then(askedInChinese, text)).toBe(shorthand))

  it('one after the other', () => {
    const second = follow(read('7b fp16'), 'on a 4090?', noon)
    expect(second).not.toBeNull()
    const third = second === null ? null : follow(second, 'and with 32k?', noon)
    expect(third === null ? null : format(third)).toBe('7b fp16 32k on rtx-4090')
  })
})

describe('no continuation is', () => {
  it.each([
    'thanks!',
    'what does q8 mean?',
    'what can i run on 24gb',
    '5090 vs 4090',
    'qwen3 32b q4 on a 4090',
    'is the weather nice',
    'flux?',
    '今天天气怎么样',
    '什么是q8',
    '',
  ])('%j', (text) => expect(then(asked, text)).toBeNull())

  it('anything after a text that asked nothing', () => expect(then('hello', 'and with 32k?')).toBeNull())

  it('more of a card nobody named', () => expect(then('7b fp16', 'two of them?')).toBeNull())
})

it.each(['what about a 5090', 'how about 4090s?', '换成4090呢', 'and with 32k?', 'two of them?'])(
  '%s: with nothing before it, nothing is guessed',
  (text) => {
    expect(read(text)).toMatchObject({ intent: 'none', model: null, paramsB: null })
  },
)

it('never crashes, and leaves what was said as it was', () => {
  const before = read(asked)
  const copy = structuredClone(before)
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      follow(before, text, noon)
      expect(before).toEqual(copy)
    }),
    { numRuns: 500 },
  )
})
