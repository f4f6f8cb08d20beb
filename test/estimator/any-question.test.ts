import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { models } from '../../src/catalog/models.ts'
import type { Estimate } from '../../src/estimator/types.ts'
import type { Question } from '../../src/language/question.ts'
import { impossible } from '../support/impossible-numbers.ts'
import { answer, asked } from '../support/questions.ts'
import { anyContext, anyGpu, anyUsers } from '../support/workloads-arbitrary.ts'

/** A model, or a size alone: dense or a mixture. */
const anySubject: fc.Arbitrary<Partial<Question>> = fc.oneof(
  fc.constantFrom(...models).map(({ id }) => ({ model: id })),
  fc.double({ min: -3, max: 4, noNaN: true }).map((exponent) => ({ paramsB: 10 ** exponent })),
  fc.double({ min: -1, max: 4, noNaN: true }).map((exponent) => ({ paramsB: 10 ** exponent, activeParamsB: 10 ** exponent / 12 })),
)

const anyRest: fc.Arbitrary<Partial<Question>> = fc.record(
  {
    quant: fc.constantFrom(null, 'fp16', 'fp8', 'int8', 'int4', 'int2', 'Q5_K_M', '3.5bpw', 'nf4', 'awq'),
    kvQuant: fc.constantFrom(null, 'fp8', 'q4_0'),
    context: fc.oneof(fc.constant(null), anyContext),
    concurrency: fc.oneof(fc.constant(null), anyUsers),
    gpus: fc.array(
      fc.tuple(anyGpu, fc.constantFrom(null, 1, 2, 4, 8, 100)).map(([gpu, count]) => asked(gpu.id, count)),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
)

const anyQuestion = fc.tuple(anySubject, anyRest).map(([subject, rest]): Partial<Question> => ({ ...subject, ...rest }))

function everyNumber(estimated: Estimate): string[] {
  return impossible({ ...estimated, workload: null })
}

describe('any question', () => {
  it('gets an estimate of sound numbers, twice the same', () => {
    fc.assert(
      fc.property(anyQuestion, (said) => {
        const estimated = answer(said)
        expect(everyNumber(estimated)).toEqual([])
        expect(estimated.options.length).toBeGreaterThanOrEqual(estimated.workload.asked.length)
        expect(answer(said)).toEqual(estimated)
      }),
      { numRuns: 60 },
    )
  })

  it('gets the same numbers with every candidate and every reason', () => {
    fc.assert(
      fc.property(anyQuestion, (said) => {
        const plain = answer(said)
        const full = answer(said, { all: true, why: true })
        expect(everyNumber(full)).toEqual([])
        expect(full.memory.total).toMatchObject(plain.memory.total)
        expect(full.memory.total.why).toContain('GiB')
        expect(full.options.length).toBeGreaterThanOrEqual(plain.options.length)
      }),
      { numRuns: 12 },
    )
  })

  it('names no candidate twice', () => {
    fc.assert(
      fc.property(anyQuestion, (said) => {
        const names = answer(said)
          .options.filter((option) => !option.asked)
          .map(({ gpu, count, memoryGb }) => `${count} × ${gpu.id} ${memoryGb}`)
        expect(new Set(names).size).toBe(names.length)
      }),
      { numRuns: 40 },
    )
  })
})
