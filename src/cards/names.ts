import type { WeightFormat } from '../catalog/formats.ts'
import type { Gpu, Model } from '../catalog/types.ts'
import type { Option } from '../estimator/types.ts'
import { parameters, tokens } from './numbers.ts'

/** What the maker puts before the name and nobody says. */
const prefixes = ['GeForce ', 'Apple ', 'NVIDIA ', 'AMD ', 'Intel ', 'Google ', 'Huawei ', 'Radeon Instinct ', 'Instinct ', 'Tesla ']

/** Longer names and how they are said. */
const shorter: readonly (readonly [string, string])[] = [
  [' Blackwell', ''],
  [' Workstation', ''],
  [' Server Edition', ' Server'],
  ['-core GPU)', '-core)'],
]

/** `GeForce RTX 4090` → `RTX 4090`. */
export function withoutMaker(name: string): string {
  return prefixes.reduce(
    (short, prefix) => (short.startsWith(prefix) ? short.slice(prefix.length) : short.replace(` × ${prefix}`, ' × ')),
    name,
  )
}

/** `RTX 4090 24 GB`, `A100 80 GB SXM`, `Strix Halo 128 GB`: short enough for a table, with the memory of the variant meant. */
export function gpuName(gpu: Gpu, memoryGb: number): string {
  let name = withoutMaker(gpu.name)
  for (const [long, short] of shorter) name = name.replace(long, short)
  const open = name.indexOf('(Strix Halo)')
  if (open >= 0) name = name.slice(open).replace('(Strix Halo)', 'Strix Halo')
  const written = memoryWritten(name)
  if (written === undefined) return `${name} ${memoryGb} GB`
  const asSold = gpu.memoryOptionsGb === undefined && memoryGb === gpu.memoryGb
  return name.replace(written, asSold ? `${Number.parseFloat(written)} GB` : `${memoryGb} GB`)
}

/** The `80GB` or `80 GB` in a name. */
function memoryWritten(name: string): string | undefined {
  const end = name.indexOf('GB')
  const digits = name[end - 1] === ' ' ? end - 1 : end
  let start = digits
  while (start > 0 && '0123456789'.includes(name[start - 1] ?? '')) start -= 1
  return end < 0 || start === digits ? undefined : name.slice(start, end + 2)
}

/** `RTX 4090 24 GB`, `2 × RTX 4090 24 GB`. */
export function optionName(option: Option): string {
  const name = gpuName(option.gpu, option.memoryGb)
  return option.count === 1 ? name : `${option.count} × ${name}`
}

/** For a sentence: `2 × RTX 3090`, with the memory only where several sizes are sold under the name. */
export function spokenName(option: Option): string {
  return option.count === 1 ? shortName(option) : countedName(option)
}

/** With the count said even when it is one: for a sentence in which the count decides. */
export function countedName(option: Option): string {
  return `${option.count} × ${shortName(option)}`
}

function shortName({ gpu, memoryGb }: Option): string {
  const name = gpuName(gpu, memoryGb)
  const appended = ` ${memoryGb} GB`
  return gpu.memoryOptionsGb === undefined && memoryWritten(gpu.name) === undefined && name.endsWith(appended)
    ? name.slice(0, -appended.length)
    : name
}

/** The repository without its owner: what people call a model. */
export function modelName(model: Pick<Model, 'id'>): string {
  return model.id.slice(model.id.indexOf('/') + 1)
}

/** `70B`, `30B-A3B`: as a size is asked for. */
export function sizeName(paramsB: number, activeB: number | null | undefined): string {
  return activeB === null || activeB === undefined ? parameters(paramsB) : `${parameters(paramsB)}-A${parameters(activeB)}`
}

const formatNames: ReadonlyMap<string, string> = new Map([
  ['awq-int4', 'AWQ'],
  ['gptq-int4', 'GPTQ'],
  ['gptq-int8', 'GPTQ 8-bit'],
  ['gptq-int3', 'GPTQ 3-bit'],
])

/** A format as it is said: `AWQ` where the field writes `awq-int4`. */
export function formatName(format: WeightFormat): string {
  return formatNames.get(format.name) ?? format.name
}

/** `4` of a bare `int4`, which stands for several formats; undefined for a name that is one format. */
export function bareBits(quant: string | null): string | undefined {
  return quant?.startsWith('int') === true ? quant.slice(3) : undefined
}

/** `13B` of a size, `32k` of a context, the name of anything else. */
export function alternativeName(slot: string, value: string | number): string {
  if (typeof value === 'string') return value.slice(value.indexOf('/') + 1)
  if (slot === 'paramsB') return sizeName(value, undefined)
  if (slot === 'gpuCounts') return `${value} ×`
  return slot === 'context' ? tokens(value) : String(value)
}
