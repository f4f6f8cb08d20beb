import { gpus } from '../catalog/gpus.ts'
import type { Gpu } from '../catalog/types.ts'

const forms = ['sxm', 'sxm2', 'sxm4', 'sxm5', 'pcie', 'nvl']

/** `h100` of `h100-sxm`: the chip and its memory; undefined for a card that is sold in one form. */
function chipOf(id: string): string | undefined {
  const at = id.lastIndexOf('-')
  return at > 0 && forms.includes(id.slice(at + 1)) ? id.slice(0, at) : undefined
}

/** The same chip in its other forms: SXM, PCIe, NVL. They differ in power, clocks and often in memory. */
export function otherForms(gpu: Gpu): readonly Gpu[] {
  const chip = chipOf(gpu.id)
  return chip === undefined ? [] : gpus.filter((other) => other.id !== gpu.id && chipOf(other.id) === chip)
}
