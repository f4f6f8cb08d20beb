import { type CheckpointFormat, checkpointFormats, exl, mlx, type TensorBits } from './checkpoint-formats.ts'
import { blockBits, type Recipe as GgufRecipe, ggufRecipes } from './gguf.ts'
import type { NativeDtype } from './types.ts'

/** A number format of weights: that of a checkpoint, or a GGUF recipe. */
export interface WeightFormat extends Omit<CheckpointFormat, 'groups'> {
  readonly groups?: TensorBits
  readonly gguf?: GgufRecipe
}

const llamaCpp = 'llama.cpp: tools/quantize/README.md, ggml-common.h'

function gguf(name: string, recipe: GgufRecipe): WeightFormat {
  return { name, family: 'gguf', nominalBits: blockBits[recipe.base], gguf: recipe, source: llamaCpp }
}

const named: ReadonlyMap<string, WeightFormat> = new Map(
  [...checkpointFormats, ...[...ggufRecipes].map(([name, recipe]) => gguf(name, recipe))].map((format) => [format.name, format]),
)

/** Every named format; rates of EXL2 and group sizes of MLX are made on demand. */
export const weightFormats: readonly WeightFormat[] = [...named.values()]

/** Other spellings in use. Those of llama.cpp are its quantiser's own: Q4_K stands for Q4_K_M. */
const spellings: ReadonlyMap<string, string> = new Map([
  ['Q3_K', 'Q3_K_M'],
  ['Q4_K', 'Q4_K_M'],
  ['Q5_K', 'Q5_K_M'],
  ['Q2_K_XL', 'UD-Q2_K_XL'],
  ['Q4_K_XL', 'UD-Q4_K_XL'],
  ['Q5_K_XL', 'UD-Q5_K_XL'],
  ['Q6_K_XL', 'UD-Q6_K_XL'],
  ['Q8_K_XL', 'UD-Q8_K_XL'],
  ['MXFP4_MOE', 'MXFP4'],
  ['bnb-nf4', 'nf4'],
  ['bnb-nf4-dq', 'nf4-dq'],
  ['bnb-int8', 'int8'],
  ['w4a16', 'gptq-int4'],
  ['w8a8', 'int8'],
  ['w8a16', 'gptq-int8'],
])

/** `4.65bpw`, `exl2-4.65bpw`, `exl3-4.65bpw`: between 1 and 8.5 bits. */
function exlByName(name: string): WeightFormat | undefined {
  if (!name.endsWith('bpw')) return undefined
  const bits = Number(name.slice(name.startsWith('exl2-') || name.startsWith('exl3-') ? 5 : 0, -3))
  return bits >= 1 && bits <= 8.5 ? exl(bits) : undefined
}

/** Unsloth puts UD before names that are llama.cpp's too: files of about that recipe. */
function dynamicByName(name: string): WeightFormat | undefined {
  const plain = name.startsWith('UD-') ? named.get(name.slice(3))?.gguf : undefined
  return plain === undefined ? undefined : gguf(name, plain)
}

/** `mlx-4bit-g32`: the widths and groups MLX has kernels for. */
function mlxByName(name: string): WeightFormat | undefined {
  const parts = /^mlx-([2-8])bit(?:-g(32|64|128))?$/.exec(name)
  return parts === null ? undefined : mlx(Number(parts[1]), Number(parts[2] ?? 64))
}

/** The format of a name as the field writes it, or undefined. */
export function formatByName(name: string): WeightFormat | undefined {
  return named.get(spellings.get(name) ?? name) ?? dynamicByName(name) ?? exlByName(name) ?? mlxByName(name)
}

/** The format a release's weights are published in. */
export function nativeFormat(dtype: NativeDtype): WeightFormat {
  const format = named.get(dtype)
  if (format === undefined) throw new Error(`no format for dtype ${dtype}`)
  return format
}

/**
 * How keys and values are stored; bits per cached value, scales included. llama.cpp's types, and fp8 of the servers. Keys and values of
 * unlike formats are `q8_0/fp16`, and `bytes` their mean: a cache has as many of the ones as of the others.
 */
export interface KvFormat {
  readonly name: string
  readonly bytes: number
}

const kvFormats: ReadonlyMap<string, KvFormat> = new Map(
  (
    [
      ['fp32', 4],
      ['fp16', 2],
      ['bf16', 2],
      ['fp8', 1],
      ['int8', 1],
      ['q8_0', 34 / 32],
      ['q5_1', 24 / 32],
      ['q5_0', 22 / 32],
      ['q4_1', 20 / 32],
      ['q4_0', 18 / 32],
      ['int4', 18 / 32],
    ] as const
  ).map(([name, bytes]) => [name, { name, bytes }]),
)

/** The cache format of a name in any case, `q8_0` or `q8_0/fp16`, or undefined. */
export function kvFormatByName(name: string): KvFormat | undefined {
  const [keys, values, ...more] = name
    .toLowerCase()
    .split('/')
    .map((part) => kvFormats.get(part))
  if (values === undefined) return name.includes('/') ? undefined : keys
  return keys === undefined || more.length > 0 ? undefined : { name: `${keys.name}/${values.name}`, bytes: (keys.bytes + values.bytes) / 2 }
}

/** The formats of keys and of values behind the name of a cache format. */
export function kvParts(name: string): readonly [keys: string, values: string] {
  const [keys = name, values = keys] = name.split('/')
  return [keys, values]
}
