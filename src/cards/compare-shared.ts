import type { AskedCard, Estimate } from '../estimator/types.ts'
import { bestOption } from './fit-view.ts'

/** Nobody holds formats against each other on eight cards where two do. */
const fewCards = 2

/** No card said: what the largest of the jobs runs on with ease, on few cards where few hold it, so that all are on one. */
export function sharedCard(jobs: readonly Estimate[]): AskedCard | undefined {
  const largest = jobs.reduce<Estimate | undefined>(
    (most, one) => (most === undefined || one.memory.total.value > most.memory.total.value ? one : most),
    undefined,
  )
  if (largest === undefined) return undefined
  const few = largest.options.filter(({ count, verdict }) => count <= fewCards && verdict !== 'no')
  const best = bestOption(few.length > 0 ? few : largest.options, largest.workload)
  return best === undefined ? undefined : { gpu: best.gpu, memoryGb: best.memoryGb, count: best.count }
}
