import { gpus } from '../catalog/gpus.ts'
import { findGpu } from '../catalog/names.ts'
import type { Gpu } from '../catalog/types.ts'

export type FormFactor = 'sxm' | 'pcie' | 'nvl'

/** Spellings of one source, lower case, that the catalog's lookup cannot tell, and the id of the GPU each stands for. */
export type GpuNames = ReadonlyMap<string, string>

interface Seen {
  readonly gpuName: string
  readonly memoryGb?: number | undefined
  readonly form?: FormFactor | undefined
  readonly sku?: string | undefined
}

/** Words around a name that say nothing of the chip. */
const fillers: ReadonlySet<string> = new Set(['generation', 'oam', 'hbm2', 'hbm2e', 'hbm3', 'hbm3e', 'edition'])

/** Sources round, count in GiB, or give what the driver leaves: 79.6 for 80, 180 for 192. */
const memoryTolerance = 0.12

/**
 * The catalog's GPU that an offer is of; undefined where it has none (a slice of a card, an old one). A chip sold in several form factors
 * of the same memory, where neither the name nor the SKU says which, is the usual one of them with `isFormKnown` false.
 */
export function gpuOf(seen: Seen, names?: GpuNames): { readonly gpu: string; readonly isFormKnown: boolean } | undefined {
  const listed = names?.get(seen.gpuName.toLowerCase())
  if (listed !== undefined) return { gpu: listed, isFormKnown: true }
  const words = seen.gpuName
    .toLowerCase()
    .split(/[^a-z0-9.]+/)
    .filter((word) => word !== '' && !fillers.has(word))
  const memory = seen.memoryGb || memoryIn(words)
  const chip = words.filter((word, at) => formOf(word) === undefined && !isMemory(words, at)).join(' ')
  const found = findGpu(chip)?.gpu
  if (found === undefined) return undefined
  const name = chipOf(found)
  const fitting = gpus.filter((gpu) => chipOf(gpu) === name && (memory === undefined || isNear(gpu.memoryGb, memory)))
  const form = formIn(words) ?? formIn((seen.sku ?? '').toLowerCase().split(/[^a-z0-9]+/)) ?? seen.form
  const formed = fitting.filter((gpu) => form === undefined || formInId(gpu) === undefined || formInId(gpu) === form)
  const usual = formed.find((gpu) => gpu === found) ?? nearest(ofFormFirst(formed, found), memory)
  return usual === undefined ? undefined : { gpu: usual.id, isFormKnown: formed.length === 1 || !differInForm(formed) }
}

function formOf(word: string): FormFactor | undefined {
  if (/^sxm\d?$/.test(word)) return 'sxm'
  if (/^pcie\d?$/.test(word) || word === 'fhhl') return 'pcie'
  return word === 'nvl' ? 'nvl' : undefined
}

const formIn = (words: readonly string[]) => words.map(formOf).find((form) => form !== undefined)
const formInId = (gpu: Gpu) => formIn(gpu.id.split('-'))

/** `a100` of `a100-80gb-sxm`: the chip without its memory and its form. */
function chipOf(gpu: Gpu): string {
  return gpu.id
    .split('-')
    .filter((word) => !/^\d+gb$/.test(word) && formOf(word) === undefined)
    .join('-')
}

/** Where the memory is another than the usual one's, its form is still the usual one. */
function ofFormFirst(rows: readonly Gpu[], usual: Gpu): readonly Gpu[] {
  const same = rows.filter((gpu) => formInId(gpu) === formInId(usual))
  return same.length > 0 ? same : rows
}

const differInForm = (rows: readonly Gpu[]) => new Set(rows.map(formInId)).size > 1

function nearest(rows: readonly Gpu[], memoryGb: number | undefined): Gpu | undefined {
  if (memoryGb === undefined) return rows.at(0)
  return rows.toSorted((a, b) => Math.abs(a.memoryGb - memoryGb) - Math.abs(b.memoryGb - memoryGb)).at(0)
}

const isNear = (listed: number, said: number) => Math.abs(listed - said) <= memoryTolerance * listed

/** `80gb`, or `80` before `gb`. */
function isMemory(words: readonly string[], at: number): boolean {
  const word = words[at] ?? ''
  return /^\d+(\.\d+)?gb$/.test(word) || (word === 'gb' && at > 0) || (words[at + 1] === 'gb' && /^\d/.test(word))
}

function memoryIn(words: readonly string[]): number | undefined {
  const at = words.findIndex((_, index) => isMemory(words, index))
  return at < 0 ? undefined : Number.parseFloat(words[at] ?? '')
}
