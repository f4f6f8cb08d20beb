import { supportsFp8 } from '../catalog/hardware.ts'
import type { PriceBook } from '../catalog/types.ts'
import { type EstimateOptions, estimate } from '../estimator/estimate.ts'
import type { AskedCard, Option } from '../estimator/types.ts'
import { emptyQuestion, type Question } from '../language/question.ts'
import { askedGpu } from './contenders.ts'
import { resolve } from './resolve.ts'

/** Sizes people choose between, each by a dense model everybody knows: what a card holds is said in them. Billions, ascending. */
const ladder: readonly (readonly [sizeB: number, model: string])[] = [
  [1, 'meta-llama/Llama-3.2-1B'],
  [3, 'meta-llama/Llama-3.2-3B'],
  [8, 'meta-llama/Llama-3.1-8B'],
  [14, 'Qwen/Qwen3-14B'],
  [24, 'mistralai/Mistral-Small-24B-Instruct-2501'],
  [32, 'Qwen/Qwen3-32B'],
  [70, 'meta-llama/Llama-3.1-70B'],
  [123, 'mistralai/Mistral-Large-Instruct-2407'],
  [405, 'meta-llama/Llama-3.1-405B'],
]
const usualB = 8
const context = 8192

type Bits = 4 | 8 | 16

/** One thing a card runs: a dense model of a size, in so many bits, one user at 8k. */
export interface CardRun {
  readonly bits: Bits
  readonly sizeB: number
  readonly model: string
  /** The largest of the ladder that it holds in so many bits. */
  readonly largest: boolean
  readonly option: Option
}

/** Where a card computes in fp8 its servers use that; elsewhere 8 bits are integers. */
function formatOf({ gpu }: AskedCard, bits: Bits): string {
  if (bits === 8) return supportsFp8(gpu) ? 'fp8' : 'int8'
  return bits === 4 ? 'int4' : 'fp16'
}

/**
 * What a card (or so many of it) is good for: for 4, 8 and 16 bits, or those in `widths`, the largest model it holds with 8k of context, and 8B beside it where
 * that is smaller. Empty where it holds nothing. A dozen estimates at most, none of which looks at another card.
 */
export function cardRuns(
  card: AskedCard,
  prices: PriceBook,
  options: EstimateOptions,
  widths: readonly Bits[] = [4, 8, 16],
): readonly CardRun[] {
  const asked = { ...card, count: card.count ?? 1 }
  const on = (bits: Bits, [sizeB, model]: readonly [number, string]): CardRun | undefined => {
    const question: Question = {
      ...emptyQuestion,
      intent: 'inference',
      model,
      quant: formatOf(card, bits),
      context,
      gpus: [askedGpu(asked)],
    }
    const [option] = estimate(resolve(question), prices, { ...options, only: 'asked' }).options
    return option === undefined || option.verdict === 'no' ? undefined : { bits, sizeB, model, largest: false, option }
  }
  return widths.flatMap((bits): CardRun[] => {
    // Weights alone rule out what is above; the first below that does fit is the largest.
    const room = (8 * asked.memoryGb * asked.count * 1.08) / bits
    for (const step of ladder.filter(([sizeB]) => sizeB <= room).reverse()) {
      const run = on(bits, step)
      if (run === undefined) continue
      const usual = run.sizeB > usualB ? ladder.filter(([sizeB]) => sizeB === usualB).flatMap((small) => on(bits, small) ?? []) : []
      return [...usual, { ...run, largest: true }]
    }
    return []
  })
}
