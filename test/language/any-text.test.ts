import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { format } from '../../src/language/format.ts'
import { read } from '../support/read.ts'

const pieces =
  'llama-3.1-70b qwen3 72b 7b 0b -7b 8x7b a3b q4_k_m q4 int4 int5 kv fp8 4.65bpw 32k ctx 8192 x4 x 2x 2 * ( ) , / + - : = $ ¥ 4090 rtx a100 80g 24gb h100 mac 64gb total ram ddr5 ' +
  'users batch 16 at 20 tok/s tokens 2T 1e99 nan 双卡 两张 并发 16并发 上下文 显存 内存 满血 千亿 70亿 一个月内 多少钱 微调 什么是 吗 ？ nodes of 8 budget under by march in out foo/bar-7b . __proto__ constructor'
const texts = fc.oneof(
  fc.string({ maxLength: 80 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...pieces.split(' ')), { maxLength: 14 }).map((words) => words.join(' ')),
  fc.array(fc.constantFrom(...pieces.split(' ')), { maxLength: 8 }).map((words) => words.join('')),
)

/** Every number of a question, wherever it stands. */
function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(numbersOf)
}

describe('any text', () => {
  it('is read without a crash, and no number in the question is negative or infinite', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(texts, (text) => {
        const question = read(text)
        for (const number of numbersOf(question)) expect(number >= 0 && Number.isFinite(number), `${number} of ${text}`).toBe(true)
        expect(question.confidence).toBeLessThanOrEqual(1)
      }),
      { numRuns: 20_000 },
    )
  })

  it('has a shorthand that is read as itself', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(texts, (text) => {
        const question = read(text)
        // What asks nothing has no shorthand to speak of, nor has an explanation of nothing known.
        fc.pre(question.intent !== 'none' && (question.intent !== 'explain' || question.concept !== null))
        const shorthand = format(question)
        expect(format(read(shorthand)), shorthand).toBe(shorthand)
      }),
      { numRuns: 5000 },
    )
  })

  it('gives the same question twice', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(read(text)).toEqual(read(text))
      }),
      { numRuns: 300 },
    )
  })
})

it('ten thousand characters of anything are read', () => {
  for (const unit of ['9', ' ', '卡', '(', 'llama-', '2x', 'a/', '1,', '-', '😭', '一', 'rtx ', '7b ']) {
    const question = read(unit.repeat(10_000 / unit.length))
    expect(numbersOf(question).every(Number.isFinite), unit).toBe(true)
  }
})
