import { gpus } from './gpus.ts'
import type { Gpu } from './types.ts'

/** A generation of desktop cards that share a name: said alone, it names no card. */
export interface GpuSeries {
  readonly name: string
  /** Smallest first, as the catalog lists them; no mods and no export variants. */
  readonly members: readonly Gpu[]
}

/** What the ids of a generation begin with, and what it is called. */
const known: readonly (readonly [brand: string, generation: number, prefix: string])[] = [
  ['GTX', 10, 'gtx-10'],
  ['GTX', 16, 'gtx-16'],
  ['RTX', 20, 'rtx-20'],
  ['RTX', 30, 'rtx-30'],
  ['RTX', 40, 'rtx-40'],
  ['RTX', 50, 'rtx-50'],
  ['RX', 6000, 'rx-6'],
  ['RX', 7000, 'rx-7'],
  ['RX', 9000, 'rx-9'],
]

/** The series of a brand ("rtx"; empty where none was said) and its number: 40, or 4000 as some write it. */
export function gpuSeries(brand: string, number: number): GpuSeries | undefined {
  for (const [name, generation, prefix] of known) {
    if (brand !== '' && brand !== name.toLowerCase()) continue
    if (number !== generation && number !== generation * 100) continue
    const members = gpus.filter((gpu) => gpu.class === 'consumer' && gpu.availability === undefined && gpu.id.startsWith(prefix))
    return { name: `${name} ${generation}`, members }
  }
  return undefined
}

/** The series that a problem's text names: "RTX 40". */
export function seriesNamed(text: string): GpuSeries | undefined {
  const [brand = '', number = ''] = text.toLowerCase().split(' ')
  return gpuSeries(brand, Number(number))
}

/** A card's name without its maker's: "RTX 4060 Ti 16GB". */
export const shortGpuName = ({ name }: Gpu) => name.replace(/^(GeForce|Radeon|NVIDIA) /, '')
