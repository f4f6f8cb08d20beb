import { blockBits, type Recipe as GgufRecipe, ggufRecipes } from './gguf.ts'
import type { NativeDtype } from './types.ts'

type FormatFamily = 'float' | 'fp8' | 'int8' | 'int4' | 'fp4' | 'gguf' | 'exl2'

/**
 * A number format of weights. Either a GGUF recipe, or bits per weight by tensor group (scales and zero points included);
 * what no group names stays in 16 bits: embedding, head, router, norms, towers.
 */
export interface WeightFormat {
  /** As the field writes it: GGUF types in capitals, the rest in small letters. */
  readonly name: string
  readonly family: FormatFamily
  /** Of a linear layer. Orders formats and words the cards; never used to size a model. */
  readonly nominalBits: number
  readonly gguf?: GgufRecipe
  readonly groups?: {
    readonly linear: number
    /** Attention projections, where the format treats them apart. */
    readonly attention?: number
    /** Experts of a mixture; `linear` when absent. */
    readonly experts?: number
    readonly head?: number
    readonly embedding?: number
  }
  readonly source: string
}

const llamaCpp = 'llama.cpp: tools/quantize/README.md, ggml-common.h'
const arithmetic = 'bits of the type'

function gguf(name: string, recipe: GgufRecipe): WeightFormat {
  return { name, family: 'gguf', nominalBits: blockBits[recipe.base], gguf: recipe, source: llamaCpp }
}

/** Group-wise 4-bit: 4 bits, one fp16 scale and one 4-bit zero point per group of 128. */
const group128 = 4 + 20 / 128

const tensorFormats: readonly WeightFormat[] = [
  { name: 'fp32', family: 'float', nominalBits: 32, groups: { linear: 32, head: 32, embedding: 32 }, source: arithmetic },
  { name: 'fp16', family: 'float', nominalBits: 16, groups: { linear: 16 }, source: arithmetic },
  { name: 'bf16', family: 'float', nominalBits: 16, groups: { linear: 16 }, source: arithmetic },
  {
    name: 'fp8',
    family: 'fp8',
    nominalBits: 8,
    groups: { linear: 8 + 32 / 16384 },
    source: 'DeepSeek-V3 report: one fp32 scale per 128 × 128 block',
  },
  { name: 'int8', family: 'int8', nominalBits: 8, groups: { linear: 8 + 16 / 4096 }, source: 'W8A8: one fp16 scale per output row' },
  {
    name: 'int4',
    family: 'int4',
    nominalBits: 4.5,
    groups: { linear: 16, experts: 4 + 16 / 32 },
    source: 'Kimi K2 Thinking: experts in groups of 32, the rest bf16',
  },
  { name: 'awq-int4', family: 'int4', nominalBits: group128, groups: { linear: group128 }, source: 'AutoAWQ, group size 128' },
  { name: 'gptq-int4', family: 'int4', nominalBits: group128, groups: { linear: group128 }, source: 'GPTQModel, group size 128' },
  { name: 'gptq-int8', family: 'int8', nominalBits: 8 + 24 / 128, groups: { linear: 8 + 24 / 128 }, source: 'GPTQModel, group size 128' },
  { name: 'gptq-int3', family: 'int4', nominalBits: 3 + 19 / 128, groups: { linear: 3 + 19 / 128 }, source: 'GPTQModel, group size 128' },
  {
    name: 'nf4',
    family: 'int4',
    nominalBits: 4.127,
    groups: { linear: 4 + 8 / 64 + 32 / (64 * 256) },
    source: 'QLoRA paper: double quantisation, blocks of 64',
  },
  {
    name: 'mlx-4bit',
    family: 'int4',
    nominalBits: 4.5,
    groups: { linear: 4.5, head: 4.5, embedding: 4.5 },
    source: 'MLX: groups of 64 with an fp16 scale and bias',
  },
  {
    name: 'mlx-8bit',
    family: 'int8',
    nominalBits: 8.5,
    groups: { linear: 8.5, head: 8.5, embedding: 8.5 },
    source: 'MLX: groups of 64 with an fp16 scale and bias',
  },
  {
    name: 'nvfp4',
    family: 'fp4',
    nominalBits: 4.5,
    groups: { linear: 4.5, attention: 8 },
    source: 'NVIDIA ModelOpt: one fp8 scale per 16; attention usually in fp8 or bf16',
  },
  {
    name: 'mxfp4',
    family: 'fp4',
    nominalBits: 4.25,
    groups: { linear: 16, experts: 4.25 },
    source: 'OCP MX: one 8-bit scale per 32; gpt-oss model card',
  },
]

const named: ReadonlyMap<string, WeightFormat> = new Map(
  [...tensorFormats, ...[...ggufRecipes].map(([name, recipe]) => gguf(name, recipe))].map((format) => [format.name, format]),
)

/** Every named format; EXL2 rates are made on demand. */
export const weightFormats: readonly WeightFormat[] = [...named.values()]

/** EXL2 stores linear layers at a chosen mean rate and the head at 6 bits. */
function exl2(bitsPerWeight: number): WeightFormat {
  return {
    name: `${bitsPerWeight}bpw`,
    family: 'exl2',
    nominalBits: bitsPerWeight,
    groups: { linear: bitsPerWeight, head: 6 },
    source: 'ExLlamaV2: mean bits per weight as converted, head at 6 bits',
  }
}

/** The format of a name as the field writes it, or undefined. `4.65bpw` is EXL2 between 1 and 8.5 bits. */
export function formatByName(name: string): WeightFormat | undefined {
  const known = named.get(name)
  if (known !== undefined) return known
  if (!name.endsWith('bpw')) return undefined
  const bits = Number(name.slice(0, -3))
  return bits >= 1 && bits <= 8.5 ? exl2(bits) : undefined
}

/** The format a release's weights are published in. */
export function nativeFormat(dtype: NativeDtype): WeightFormat {
  const format = named.get(dtype)
  if (format === undefined) throw new Error(`no format for dtype ${dtype}`)
  return format
}

/** How keys and values are stored; bits per cached value, scales included. llama.cpp's types, and fp8 of the servers. */
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

/** The cache format of a name in any case, or undefined. */
export function kvFormatByName(name: string): KvFormat | undefined {
  return kvFormats.get(name.toLowerCase())
}
