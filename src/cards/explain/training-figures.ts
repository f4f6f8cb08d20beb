import { tensors } from '../../catalog/tensors.ts'
import type { Architecture } from '../../catalog/types.ts'

/**
 * What training keeps for each parameter it changes, bytes: weights and gradients in bf16, Adam's two moments and the master copy in fp32
 * (Rajbhandari et al., ZeRO, arXiv 1910.02054); Megatron and DeepSpeed keep the gradients in fp32.
 */
export const perParameter = { weights: 2, gradients: 2, fp32Gradients: 4, master: 4, moments: 8 } as const
export const fullTraining = {
  low: perParameter.weights + perParameter.gradients + perParameter.master + perParameter.moments,
  high: perParameter.weights + perParameter.fp32Gradients + perParameter.master + perParameter.moments,
} as const

/** Model states on each of `gpus`, bytes: what each stage of ZeRO divides (the ZeRO paper, table 1). */
export function zeroBytes(parameters: number, stage: number, gpus: number): number {
  const { weights, gradients, master, moments } = perParameter
  const share = (from: number) => (stage >= from ? 1 / gpus : 1)
  return parameters * (weights * share(3) + gradients * share(2) + (master + moments) * share(1))
}

const linear: ReadonlySet<string> = new Set([
  'query',
  'key',
  'value',
  'attention-output',
  'mla-q-a',
  'mla-q-b',
  'mla-kv-a',
  'mla-kv-b',
  'gate',
  'up',
  'down',
  'recurrent',
  'recurrent-qkv',
])

export const usualRank = 16

/** Parameters of LoRA adapters on every linear layer outside the experts: rank × (inputs + outputs) each (Hu et al., arXiv 2106.09685). */
export function loraParameters(architecture: Architecture, rank: number): number {
  return tensors(architecture).reduce(
    (sum, { role, rows, columns, count }) => (linear.has(role) ? sum + rank * (rows + columns) * count : sum),
    0,
  )
}

/** Attention layers' shape, as the activation formulas want it; undefined where a model mixes its tokens in another way. */
function plainShape(architecture: Architecture) {
  const [block] = architecture.blocks
  if (block === undefined || block.mixer.kind !== 'attention' || block.mlp.kind !== 'dense') return undefined
  return { layers: architecture.blocks.reduce((sum, { count }) => sum + count, 0), mixer: block.mixer, mlp: block.mlp }
}

/**
 * Bytes of activations per token, layer and unit of width that the backward pass needs with flash attention: 16 for norms and residuals,
 * the projections, and four tensors as wide as a gated MLP (fitted to litgpt's resource tables; 34 for a plain MLP four times as wide:
 * Korthikanti et al., arXiv 2205.05198).
 */
export function activationFactor(architecture: Architecture): number {
  const shape = plainShape(architecture)
  if (shape === undefined || shape.mlp.plain) return 34
  const { heads, kvHeads, headDim } = shape.mixer
  return 16 + (2 * (2 * heads * headDim + 2 * kvHeads * headDim) + 8 * shape.mlp.width) / architecture.hidden
}

/** Activations of one micro-batch on one GPU, bytes: all of them, or with checkpointing each layer's input and one layer at a time. */
export function activationBytes(architecture: Architecture, tokens: number, checkpointing: boolean): number {
  const layers = architecture.blocks.reduce((sum, { count }) => sum + count, 0)
  const perLayer = activationFactor(architecture) * tokens * architecture.hidden
  return checkpointing ? 2 * tokens * architecture.hidden * layers + perLayer : perLayer * layers
}

/** FLOP of training: a forward pass of 2 and a backward pass of 4 for each parameter and token (Kaplan et al., arXiv 2001.08361). */
export function trainingFlops(parameters: number, tokens: number): number {
  return 6 * parameters * tokens
}

/** Training tokens a parameter is worth when compute is short (Hoffmann et al., arXiv 2203.15556). */
export const chinchillaTokens = 20
