import type { Table } from './meanings.ts'

/** Number formats: the field's name for each, and how people write it. Separators and case do not matter (`Q_4_K_M`, `q4km`). */

const gguf =
  'Q2_K Q2_K_S Q2_K_L Q3_K_S Q3_K_M Q3_K_L Q3_K_XL Q4_0 Q4_1 Q4_K_S Q4_K_M Q4_K_L Q5_0 Q5_1 Q5_K_S Q5_K_M Q5_K_L Q6_K Q6_K_L Q8_0 ' +
  'IQ1_S IQ1_M IQ2_XXS IQ2_XS IQ2_S IQ2_M IQ3_XXS IQ3_XS IQ3_S IQ3_M IQ4_XS IQ4_NL TQ1_0 TQ2_0 ' +
  'UD-Q3_K_S UD-IQ1_S UD-IQ1_M UD-IQ2_XXS UD-IQ2_M UD-IQ3_XXS UD-IQ4_XS UD-Q2_K_XL UD-Q3_K_XL UD-Q4_K_XL UD-Q5_K_XL UD-Q6_K UD-Q6_K_XL UD-Q8_K_XL'

const others: Table<string> = [
  ['fp32', 'fp32, f32, float32, full precision, single precision, 全精度, 单精度'],
  ['fp16', 'fp16, f16, float16, half precision, half-precision, 半精度'],
  ['bf16', 'bf16, bfloat16'],
  ['fp8', 'fp8, float8, e4m3, e5m2, fp8_e4m3, fp8_e5m2, w8a8-fp8'],
  ['int8', 'int8, i8, w8a8, w8a16, llm.int8, smoothquant'],
  ['int4', 'int4, i4, w4a16, w4a8, w4a4, u4'],
  ['int3', 'int3'],
  ['int2', 'int2'],
  ['nf4', 'nf4, bnb-4bit, bnb-nf4, bnb, bitsandbytes'],
  ['nf4-dq', 'nf4-dq, bnb-nf4-dq, nf4 double quant, nf4 with double quantization'],
  ['mxfp4', 'mxfp4'],
  ['nvfp4', 'nvfp4, fp4'],
  ['mlx-4bit', 'mlx-4bit, mlx-int4'],
  ['mlx-8bit', 'mlx-8bit, mlx-int8'],
  ['mlx-5bit', 'mlx-5bit'],
  ['mlx-6bit', 'mlx-6bit'],
  ['mlx-3bit', 'mlx-3bit'],
  ['awq-int4', 'awq, awq-int4, awq-4bit, int4-awq, 4bit-awq, w4a16-awq'],
  ['gptq-int4', 'gptq-int4, gptq-4bit, int4-gptq, 4bit-gptq, gptq-w4a16'],
  ['gptq-int8', 'gptq-int8, gptq-8bit, 8bit-gptq'],
  ['gptq-int3', 'gptq-int3, gptq-3bit, 3bit-gptq'],
  // Bits not said: what stands for it is chosen with the other defaults.
  ['gptq', 'gptq'],
  ['exl2', 'exl2, exl3'],
  // Bare: the K_M, or the only, type of so many bits.
  ['Q2', 'q2'],
  ['Q3', 'q3, q3_k'],
  ['Q4', 'q4, q4_k'],
  ['Q5', 'q5, q5_k'],
  ['Q6', 'q6'],
  ['Q8', 'q8, q8_k'],
  ['IQ1_S', 'iq1'],
  ['IQ2_XS', 'iq2'],
  ['IQ3_XS', 'iq3'],
  ['IQ4_XS', 'iq4'],
]

const kSizes: ReadonlyMap<string, string> = new Map([
  ['_s', 'small'],
  ['_m', 'medium'],
  ['_l', 'large'],
])

export const formatTable: Table<string> = [...gguf.split(' ').map((name) => [name, glued(name)] as const), ...others]

/** `Q4_0` is also typed `q40`. */
function glued(name: string): string {
  const lower = name.toLowerCase()
  // llama.cpp prints "Q4_K - Medium".
  const size = kSizes.get(lower.slice(4))
  if (size !== undefined && lower.startsWith('_k', 2)) return `${lower}, ${lower.slice(0, 4)} ${size}`
  // XL is the mark of the dynamic recipes, so people leave the prefix out.
  if (lower.startsWith('ud-') && lower.endsWith('_xl')) return `${lower}, ${lower.slice(3)}`
  return /_\d$/.test(lower) ? `${lower}, ${lower.replace('_', '')}` : lower
}

/** Formats of cached keys and values as llama.cpp and the servers write them, by the weight format's name. */
export const kvFormats: ReadonlyMap<string, string> = new Map([
  ['fp32', 'fp32'],
  ['fp16', 'fp16'],
  ['bf16', 'bf16'],
  ['fp8', 'fp8'],
  ['int8', 'int8'],
  ['int4', 'int4'],
  ['Q8', 'q8_0'],
  ['Q8_0', 'q8_0'],
  ['Q5', 'q5_0'],
  ['Q5_0', 'q5_0'],
  ['Q5_1', 'q5_1'],
  ['Q4', 'q4_0'],
  ['Q4_0', 'q4_0'],
  ['Q4_1', 'q4_1'],
])

/** "4bit", "8-bit": whole numbers of bits with a usual format. Others ("2.65bit", "6 bit") are rates, as EXL2 has them. */
export const formatOfBits: ReadonlyMap<number, string> = new Map([
  [2, 'int2'],
  [3, 'int3'],
  [4, 'int4'],
  [5, 'Q5'],
  [6, 'Q6'],
  [8, 'int8'],
  [16, 'fp16'],
  [32, 'fp32'],
])

/** Bits per weight of the dynamic GGUF files people call by them ("1.58bit dynamic": Unsloth's DeepSeek-R1 files, January 2025). */
export const dynamicOfRate: ReadonlyMap<string, string> = new Map([
  ['1.58bpw', 'UD-IQ1_S'],
  ['1.73bpw', 'UD-IQ1_M'],
  ['1.78bpw', 'UD-IQ1_S'],
  ['1.93bpw', 'UD-IQ1_M'],
  ['2.22bpw', 'UD-IQ2_XXS'],
  ['2.42bpw', 'UD-IQ2_XXS'],
  ['2.51bpw', 'UD-Q2_K_XL'],
  ['2.71bpw', 'UD-Q2_K_XL'],
])

/** So many bits in a GGUF file: the type of that many, whichever it is. */
export const ggufOfBits: ReadonlyMap<string, string> = new Map([
  ['int2', 'Q2'],
  ['int3', 'Q3'],
  ['int4', 'Q4'],
  ['int8', 'Q8'],
])

/** Letters before a number that make a format: `int5` means to be one and is none. */
export const formatLetters: ReadonlySet<string> = new Set(['q', 'iq', 'int', 'fp', 'nf', 'uint'])
