import { type EstimateOptions, estimate } from '../../src/estimator/estimate.ts'
import type { Estimate, Option } from '../../src/estimator/types.ts'
import { type AskedGpu, emptyQuestion, type Question } from '../../src/language/question.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import { resolve } from '../../src/resolve/resolve.ts'

/** A question of which only these slots were said. */
export function question(said: Partial<Question>): Question {
  return { ...emptyQuestion, intent: 'inference', confidence: 1, ...said }
}

/** A GPU as asked for: one of it, unless said otherwise; null: no count was said. */
export function asked(id: string, count: number | null = 1, memoryGb: number | null = null): AskedGpu {
  return { id, count, memoryGb }
}

/** What the program would answer to it, with the prices it carries. */
export function answer(said: Partial<Question>, options: EstimateOptions = {}): Estimate {
  return estimate(resolve(question(said)), bundledPrices, options)
}

/** The candidate of an estimate on so many of a GPU; throws where there is none. */
export function optionOn(estimated: Estimate, gpu: string, count = 1): Option {
  const found = estimated.options.find((option) => option.gpu.id === gpu && option.count === count)
  if (found === undefined) throw new Error(`no option on ${count} × ${gpu}`)
  return found
}
