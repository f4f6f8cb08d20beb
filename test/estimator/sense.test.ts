import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { follyOf } from '../../src/cards/fit-sound.ts'
import { bestOption } from '../../src/cards/fit-view.ts'
import { models } from '../../src/catalog/models.ts'
import type { Option } from '../../src/estimator/types.ts'
import { answer, asked, optionOn } from '../support/questions.ts'

const anySubject = fc.oneof(
  fc.constantFrom(...models.filter(({ modality }) => modality !== 'embedding')).map(({ id }) => ({ model: id })),
  fc.constantFrom(1, 8, 32, 70, 123, 405, 1000, 5000).map((paramsB) => ({ paramsB })),
)

const anyAsk = fc.record({
  quant: fc.constantFrom(null, 'fp16', 'fp8', 'int4', 'Q4_K_M'),
  context: fc.constantFrom(null, 2048, 131_072, 1_000_000),
  promptTokens: fc.constantFrom(null, 100_000),
  concurrency: fc.constantFrom(null, 4, 50, 1000),
  targetTokensPerSecond: fc.constantFrom(null, 20, 100),
})

/** Under 5 tokens/s for each user, a minute to the first token, or more than a rack for one user; from the printed numbers alone. */
function isFoolish(option: Option, users: number): boolean {
  const each = (option.totalTokensPerSecond?.value ?? Number.POSITIVE_INFINITY) / users
  return each < 5 || (option.timeToFirstTokenSeconds?.value ?? 0) > 60 || (users === 1 && option.count > 72)
}

describe('what is recommended', () => {
  it('is never foolish while something sensible holds the job', () => {
    fc.assert(
      fc.property(anySubject, anyAsk, (subject, ask) => {
        const estimated = answer({ ...subject, ...ask }, { all: true })
        const users = estimated.workload.concurrency
        const holding = estimated.options.filter(({ verdict }) => verdict !== 'no')
        const isSensible = (option: Option) => !isFoolish(option, users)
        const proposed = holding.filter(({ role }) => role !== 'other')
        fc.pre(proposed.length > 0)
        const best = bestOption(proposed, estimated.workload)
        if (proposed.some(isSensible)) {
          expect(best === undefined || isSensible(best)).toBe(true)
          for (const option of proposed) expect(isSensible(option), `${option.count} × ${option.gpu.id}`).toBe(true)
        }
      }),
      { numRuns: 60, maxSkipsPerRun: 1000 },
    )
  })

  it('is never what holds the job and makes no sense, though it was asked for first', () => {
    const estimated = answer({ paramsB: 7, gpus: [asked('h100-sxm', 100)] })
    expect(estimated.options[0]?.count).toBe(100)
    expect(bestOption(estimated.options, estimated.workload)?.count).toBe(1)
  })
})

describe('a folly', () => {
  it('is a rack for one user, and none for a thousand', () => {
    const on = (concurrency: number) => optionOn(answer({ paramsB: 7, concurrency, gpus: [asked('h100-sxm', 100)] }), 'h100-sxm', 100)
    expect(follyOf(on(1))).toBe('oversized')
    expect(follyOf(on(1000))).toBeUndefined()
    expect(follyOf(optionOn(answer({ paramsB: 7, gpus: [asked('h100-sxm', 8)] }), 'h100-sxm', 8))).toBeUndefined()
  })

  it('is too slow to read along', () => {
    const slow = optionOn(answer({ paramsB: 70, quant: 'Q8_0', gpus: [asked('rtx-4060-ti-16gb', 8)] }), 'rtx-4060-ti-16gb', 8)
    expect(slow.verdict).not.toBe('no')
    expect(follyOf(slow)).toBe('too-slow')
  })

  it('is a first token after minutes', () => {
    const said = { model: 'meta-llama/Llama-3.1-70B', quant: 'Q4_K_M', promptTokens: 60_000, outputTokens: 500 }
    const late = optionOn(answer({ ...said, gpus: [asked('apple-m3-ultra', 1)] }), 'apple-m3-ultra')
    expect(late.verdict).not.toBe('no')
    expect(late.caveats).toContain('long-wait')
  })

  it('is said of nothing that does not hold the job: that is reason enough', () => {
    expect(optionOn(answer({ paramsB: 405, gpus: [asked('t4', 1)] }), 't4').caveats).not.toContain('too-slow')
  })

  it('comes with as many of the same card as make sense', () => {
    const enough = answer({ paramsB: 7, gpus: [asked('h100-sxm', 100)] }).options.find(({ role }) => role === 'enough')
    expect(enough).toMatchObject({ gpu: { id: 'h100-sxm' }, count: 1, asked: false })
  })
})
