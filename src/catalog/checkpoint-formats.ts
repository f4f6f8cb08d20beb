type FormatFamily = 'float' | 'fp8' | 'int8' | 'int4' | 'fp4' | 'gguf' | 'exl2'

/** Bits per weight by what a tensor is for. Routers, norms and towers stay in 16 bits in every format. */
export interface TensorBits {
  /** Every linear layer that no other group names. */
  readonly linear: number
  readonly attention?: number
  /** Low-rank projections of latent attention; `attention` when absent. */
  readonly latent?: number
  readonly recurrent?: number
  /** The MLP of a mixture that every token goes through: shared experts and leading dense layers. */
  readonly beside?: number
  readonly experts?: number
  /** 16 when absent, as is `embedding`. */
  readonly head?: number
  readonly embedding?: number
}

/**
 * Kinds of models that quantisers treat apart. Hybrids put linear attention (DeltaNet, KDA) beside full attention; a shared key
 * is dense attention whose global layers project key and value once (Gemma 4).
 */
export type ModelKind = 'dense' | 'shared-key' | 'mixture' | 'hybrid' | 'hybrid-mixture'

/**
 * A format of checkpoints other than GGUF: bits per weight by tensor group, scales and zero points included. What a tool leaves in
 * 16 bits follows from the recipe it publishes with.
 */
export interface CheckpointFormat {
  /** As the field writes it: GGUF types in capitals, the rest in small letters. */
  readonly name: string
  readonly family: FormatFamily
  /** Of a linear layer. Orders formats and words the cards; never used to size a model. */
  readonly nominalBits: number
  readonly groups: TensorBits
  /** What replaces `groups` for a kind of model whose published checkpoints differ. */
  readonly unless?: { readonly [kind in ModelKind]?: Partial<TensorBits> }
  /** Servers pad the experts to multiples of these: the model's width and the expert's. */
  readonly padded?: { readonly hidden: number; readonly width: number }
  readonly source: string
}

const arithmetic = 'bits of the type'

/** One fp16 scale and one zero point of the type's own width per group of 128. */
const group128 = (bits: number) => bits + (16 + bits) / 128

/** Qwen's own GPTQ files of hybrid mixtures (Qwen3.5, 3.6) quantise the routed experts and nothing else, and so do their AWQ files. */
const expertsOnly = { attention: 16, recurrent: 16, beside: 16 } as const

/**
 * Symmetric, in groups of 32: the int4 that models are published in, and AWQ of the kinds of models that came after AutoAWQ ended
 * in 2025, which is llm-compressor's.
 */
const group32 = 4 + 16 / 32

export const checkpointFormats: readonly CheckpointFormat[] = [
  { name: 'fp32', family: 'float', nominalBits: 32, groups: { linear: 32, head: 32, embedding: 32 }, source: arithmetic },
  { name: 'fp16', family: 'float', nominalBits: 16, groups: { linear: 16 }, source: arithmetic },
  { name: 'bf16', family: 'float', nominalBits: 16, groups: { linear: 16 }, source: arithmetic },
  {
    name: 'fp8',
    family: 'fp8',
    nominalBits: 8,
    groups: { linear: 8 + 32 / 16384 },
    source: 'DeepSeek-V3 report: one fp32 scale per 128 × 128 block; per-row scales of compressed-tensors weigh as little',
  },
  { name: 'int8', family: 'int8', nominalBits: 8, groups: { linear: 8 + 16 / 4096 }, source: 'W8A8: one fp16 scale per output row' },
  {
    name: 'int4',
    family: 'int4',
    nominalBits: 4.5,
    groups: { linear: group32, experts: group32 },
    unless: { mixture: { linear: 16 }, 'hybrid-mixture': { linear: 16 } },
    source: 'Kimi K2 Thinking: experts in groups of 32, the rest bf16',
  },
  {
    name: 'awq-int4',
    family: 'int4',
    nominalBits: group128(4),
    groups: { linear: group128(4) },
    unless: {
      'shared-key': { linear: group32 },
      hybrid: { linear: group32 },
      'hybrid-mixture': { linear: group32, ...expertsOnly },
    },
    source: 'AutoAWQ, group size 128; group size 32: vLLM logs of Qwen3-Next, Qwen3.5-35B-A3B and 122B-A10B, WNA16',
  },
  {
    name: 'gptq-int4',
    family: 'int4',
    nominalBits: group128(4),
    groups: { linear: group128(4) },
    unless: { 'hybrid-mixture': expertsOnly },
    source: 'GPTQModel, group size 128; Qwen3.6-35B-A3B-GPTQ-Int4 model card for hybrid mixtures',
  },
  {
    name: 'gptq-int8',
    family: 'int8',
    nominalBits: group128(8),
    groups: { linear: group128(8) },
    unless: { 'hybrid-mixture': expertsOnly },
    source: 'GPTQModel, group size 128',
  },
  { name: 'gptq-int3', family: 'int4', nominalBits: group128(3), groups: { linear: group128(3) }, source: 'GPTQModel, group size 128' },
  {
    name: 'nf4',
    family: 'int4',
    nominalBits: 4.5,
    groups: { linear: 4 + 32 / 64 },
    source: 'bitsandbytes: one fp32 maximum per block of 64',
  },
  {
    name: 'nf4-dq',
    family: 'int4',
    nominalBits: 4.127,
    groups: { linear: 4 + 8 / 64 + 32 / (64 * 256) },
    source: 'QLoRA paper: double quantisation, blocks of 64',
  },
  {
    name: 'nvfp4',
    family: 'fp4',
    nominalBits: 4.5,
    groups: { linear: 4.5, latent: 16 },
    unless: {
      // Half of the published mixtures quantise plain attention (Qwen3, GLM-4.7), half keep it (MiniMax-M2.5, Trinity): between them.
      mixture: { attention: 8 },
      'shared-key': { attention: 16 },
      hybrid: { attention: 8, recurrent: 8 },
      'hybrid-mixture': { attention: 16, recurrent: 16, beside: 16 },
    },
    source:
      'ModelOpt: one fp8 scale per 16, lm_head and routers kept; hf_quant_config of nvidia/DeepSeek-R1-NVFP4 (attention bf16), ' +
      'nvidia/MiniMax-M2.5-NVFP4, nvidia/Gemma-4-31B-IT-NVFP4 (MLP only), nvidia/Qwen3.6-27B-NVFP4 (attention fp8), Qwen3-Next-80B-A3B-NVFP4',
  },
  {
    name: 'mxfp4',
    family: 'fp4',
    nominalBits: 4.25,
    groups: { linear: 4.25, experts: 4.25 },
    unless: { mixture: { linear: 16 }, 'hybrid-mixture': { linear: 16 } },
    padded: { hidden: 256, width: 128 },
    source: 'OCP MX: one 8-bit scale per 32; gpt-oss model card; padding: vLLM quantization/mxfp4.py',
  },
  {
    name: 'mlc-q4f16',
    family: 'int4',
    nominalBits: 4.5,
    groups: { linear: 4.5, head: 4.5, embedding: 4.5 },
    source: 'MLC LLM group quantisation q4f16_1: groups of 32 with an fp16 scale, embedding and head as well',
  },
  ...[3, 4, 5, 6, 8].map((bits) => mlx(bits, 64)),
]

/** MLX quantises every linear layer and embedding, each group with an fp16 scale and bias; towers are left as published. */
export function mlx(bits: number, group: number): CheckpointFormat {
  const rate = bits + 32 / group
  return {
    name: group === 64 ? `mlx-${bits}bit` : `mlx-${bits}bit-g${group}`,
    family: bits < 7 ? 'int4' : 'int8',
    nominalBits: rate,
    groups: { linear: rate, head: rate, embedding: rate },
    source: 'MLX: groups of 64 unless named, with an fp16 scale and bias',
  }
}

/** EXL2 and EXL3 store linear layers at a chosen mean rate and the head at 6 bits, or 8 above that. */
export function exl(bitsPerWeight: number): CheckpointFormat {
  return {
    name: `${bitsPerWeight}bpw`,
    family: 'exl2',
    nominalBits: bitsPerWeight,
    groups: { linear: bitsPerWeight, head: bitsPerWeight > 6 ? 8 : 6 },
    source: 'ExLlamaV2 convert.py: mean bits per weight as converted, head_bits 6; 8 is usual above 6 bits',
  }
}
