import type { AskedCard, Estimate, Option } from './types.ts'

/** Nobody puts more than four desk cards together to be compared. */
const mostOnDesk = 4
const isBuilt = ({ gpu, count }: Option) => count <= mostOnDesk || (gpu.class !== 'consumer' && gpu.class !== 'workstation')

/** Of what was asked of one card the option to compare by: the smallest number that holds it, or else the one that was said. */
export function settled(estimate: Estimate, { gpu, memoryGb, count }: AskedCard): Option | undefined {
  const own = estimate.options.filter((option) => option.asked && option.gpu.id === gpu.id && option.memoryGb === memoryGb)
  const holding = own.filter((option) => option.verdict !== 'no' && (count !== null || isBuilt(option))).sort((a, b) => a.count - b.count)
  return holding[0] ?? own[0]
}
