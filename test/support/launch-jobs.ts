import type { Runtime } from '../../src/catalog/runtimes.ts'
import type { Gpu } from '../../src/catalog/types.ts'
import type { Layout, Option, Workload } from '../../src/estimator/types.ts'
import { a100 as anA100, h100 as anH100, llama70b, option, recipe, seventyInt4 } from './estimates.ts'

/** What a command is made for: a place to run it and a workload whose model was named. */
export const a100: Gpu = { ...anA100, computeCapability: 8 }
export const h100: Gpu = { ...anH100, computeCapability: 9, gpusPerNode: 8 }

export const named: Workload = { ...seventyInt4().workload, assumptions: [{ slot: 'model', value: llama70b.id, because: 'named' }] }

/** A place that holds it: so many of a card, divided by layers unless said otherwise. */
export function on(
  card: Gpu = h100,
  count = 1,
  format = 'bf16',
  runtime: Runtime = 'vllm',
  kv = 'fp16',
  layout: Partial<Layout> = {},
): Option {
  const divided = { tensorParallel: 1, pipelineParallel: count, dataParallel: 1, ...layout }
  return option(card, count, 40 * count, 'fits', { recipe: recipe(format, runtime, kv), layout: divided })
}

/** Every layer divided over so many. */
export const tp = (size: number) => ({ tensorParallel: size, pipelineParallel: 1 })
