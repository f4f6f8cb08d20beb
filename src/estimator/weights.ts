import type { ModelKind, TensorBits } from '../catalog/checkpoint-formats.ts'
import type { WeightFormat } from '../catalog/formats.ts'
import { ggufBits, type Shape } from '../catalog/gguf.ts'
import type { RuntimeFamily } from '../catalog/runtimes.ts'
import { parameterCount, type Tensor, tensors } from '../catalog/tensors.ts'
import type { Architecture } from '../catalog/types.ts'

/** What a model weighs in one format under one runtime. Bytes, parameters. */
export interface Weights {
  /** The file, towers included where the runtime loads them. */
  readonly total: number
  /** Part of it that every GPU of a tensor-parallel group holds whole. */
  readonly replicated: number
  /** Part of it that stays in system RAM: llama.cpp looks embeddings up on the CPU. */
  readonly inRam: number
  /** Read for every token: shared tensors, and the experts one token uses. */
  readonly readAlways: number
  /** Part of that: the matrix that makes the logits. */
  readonly head: number
  readonly readExperts: number
  /** All experts. Zero for a dense model. */
  readonly expertsTotal: number
  readonly parameters: number
  /** Multiplied with one token, head included, embedding look-up not. */
  readonly activeParameters: number
  readonly experts: number
  readonly expertsPerToken: number
}

function shapeOf(architecture: Architecture): Shape {
  let layers = 0
  let queriesPerKv = 1
  let experts = 0
  for (const block of architecture.blocks) {
    layers += block.count
    if (block.mixer.kind === 'attention') queriesPerKv = Math.max(queriesPerKv, block.mixer.heads / block.mixer.kvHeads)
    if (block.mlp.kind === 'moe') experts = Math.max(experts, block.mlp.experts)
  }
  // Without a matrix of its own for the output, the quantiser treats the embedding as the head.
  const tied = architecture.tiedEmbeddings || architecture.noHead === true
  return { layers: Math.max(layers, 1), queriesPerKv, experts, tied }
}

const isExpert = (tensor: Tensor) => tensor.role === 'expert-gate' || tensor.role === 'expert-up' || tensor.role === 'expert-down'

/** Linear attention among full attention makes a hybrid; a state-space model is quantised like any other. */
function kindOf(architecture: Architecture, experts: number): ModelKind {
  const has = (kinds: readonly string[]) => architecture.blocks.some(({ mixer }) => kinds.includes(mixer.kind))
  const hybrid = has(['deltanet', 'kda']) && has(['attention', 'mla'])
  if (experts > 0) return hybrid ? 'hybrid-mixture' : 'mixture'
  if (hybrid) return 'hybrid'
  return architecture.blocks.some(({ mixer }) => mixer.kind === 'attention' && mixer.keyIsValue) ? 'shared-key' : 'dense'
}

/** Bits per weight of one tensor in a checkpoint: quantised linear layers, everything else in 16 bits. */
function groupBits(groups: TensorBits, tensor: Tensor, mixture: boolean): number {
  const attention = groups.attention ?? groups.linear
  switch (tensor.role) {
    case 'expert-gate':
    case 'expert-up':
    case 'expert-down':
      return groups.experts ?? groups.linear
    case 'query':
    case 'key':
    case 'value':
    case 'attention-output':
      return attention
    case 'mla-q-a':
    case 'mla-q-b':
    case 'mla-kv-a':
    case 'mla-kv-b':
      return groups.latent ?? attention
    case 'recurrent':
    case 'recurrent-qkv':
      return groups.recurrent ?? groups.linear
    case 'gate':
    case 'up':
    case 'down':
      return mixture ? (groups.beside ?? groups.linear) : groups.linear
    case 'other':
      return groups.linear
    case 'head':
      return groups.head ?? 16
    case 'embedding':
    case 'per-layer-embedding':
    case 'positions':
      return groups.embedding ?? 16
    // Routers and norms are too small and too sensitive to quantise; towers are left as published.
    default:
      return Math.max(groups.linear, 16)
  }
}

const roundUp = (value: number, multiple: number) => Math.ceil(value / multiple) * multiple

/** Weights of one tensor as held: kernels of a server may want the experts' sides in whole tiles (vLLM, gpt-oss). */
function heldElements(tensor: Tensor, padded: WeightFormat['padded']): number {
  if (padded === undefined || !isExpert(tensor)) return tensor.rows * tensor.columns
  const [rows, columns] = tensor.role === 'expert-down' ? [padded.hidden, padded.width] : [padded.width, padded.hidden]
  return roundUp(tensor.rows, rows) * roundUp(tensor.columns, columns)
}

/** Held whole on every GPU of a tensor-parallel group (vLLM: ReplicatedLinear and norms); embedding, head and towers are divided. */
const isReplicated = ({ role }: Tensor) =>
  role === 'router' || role === 'small' || role === 'positions' || role === 'mla-q-a' || role === 'mla-kv-a'

/** Prediction heads are loaded only for speculative decoding; llama.cpp keeps towers in a file of their own. */
function isLoaded(tensor: Tensor, family: RuntimeFamily): boolean {
  if (tensor.role === 'mtp') return false
  return tensor.role !== 'vision' || family !== 'llama.cpp'
}

/** Every tensor a checkpoint holds. A tied matrix is stored twice where the head is quantised and the table is not (EXL2). */
function held(architecture: Architecture, groups: TensorBits): Tensor[] {
  const list = tensors(architecture)
  if (!architecture.tiedEmbeddings || (groups.head ?? 16) === (groups.embedding ?? 16)) return list
  return list.flatMap((tensor): Tensor[] =>
    tensor.role === 'embedding'
      ? [
          { ...tensor, read: 0 },
          { ...tensor, role: 'head' },
        ]
      : [tensor],
  )
}

/** A GGUF file carries its tokenizer: a token with its score, type and merge (SmolLM2-135M and aya-23 files beside their tensors). */
const vocabularyBytes = 36

/** Sizes a model tensor by tensor (FORMULAS of llama.cpp's and the checkpoints' own layouts): the table "parameters × bits" is only its limit. */
export function weigh(architecture: Architecture, format: WeightFormat, family: RuntimeFamily): Weights {
  const shape = shapeOf(architecture)
  const kind = kindOf(architecture, shape.experts)
  const groups = { ...(format.groups ?? { linear: 16 }), ...format.unless?.[kind] }
  const padded = family === 'server' ? format.padded : undefined
  const vocabulary = format.gguf === undefined ? 0 : architecture.vocab * vocabularyBytes
  let total = vocabulary
  let replicated = 0
  let inRam = family === 'llama.cpp' ? vocabulary : 0
  let readAlways = 0
  let head = 0
  let readExperts = 0
  let expertsTotal = 0
  let activeParameters = 0
  for (const tensor of held(architecture, groups)) {
    const each = tensor.rows * tensor.columns
    if (!isLoaded(tensor, family)) continue
    const bits = format.gguf === undefined ? groupBits(groups, tensor, shape.experts > 0) : ggufBits(format.gguf, tensor, shape)
    const bytes = (heldElements(tensor, padded) * bits) / 8
    total += bytes * tensor.count
    if (isReplicated(tensor)) replicated += bytes * tensor.count
    activeParameters += each * tensor.read
    if (isExpert(tensor)) {
      expertsTotal += bytes * tensor.count
      readExperts += bytes * tensor.read
      continue
    }
    readAlways += bytes * tensor.read
    if (tensor.role === 'head' || (tensor.role === 'embedding' && tensor.read > 0)) head += bytes
    // A tied matrix is the head too and is needed on the GPU as well; per-layer embeddings are looked up like the first one.
    const lookedUp = (tensor.role === 'embedding' && !architecture.tiedEmbeddings) || tensor.role === 'per-layer-embedding'
    if (lookedUp && family === 'llama.cpp') inRam += bytes * tensor.count
  }
  let expertsPerToken = 0
  for (const block of architecture.blocks) if (block.mlp.kind === 'moe') expertsPerToken = Math.max(expertsPerToken, block.mlp.perToken)
  return {
    total,
    replicated,
    inRam,
    readAlways,
    head,
    readExperts,
    expertsTotal,
    parameters: parameterCount(tensors(architecture)),
    activeParameters,
    experts: shape.experts,
    expertsPerToken,
  }
}

/** Bytes of weights on each GPU of a tensor-parallel group. */
export function shardBytes(weights: Weights, tensorParallel: number): number {
  return weights.replicated + (weights.total - weights.replicated) / tensorParallel
}

/**
 * Bytes of weights read in one step of a batch. Each of B tokens picks its experts; E(1 − (1 − k/E)^B) distinct ones are read when every
 * token picks by itself. Tokens of like texts pick alike: further ones count as `independentShare` of one.
 */
export function bytesReadPerStep(weights: Weights, batch: number, independentShare = 1): number {
  if (weights.experts === 0) return weights.readAlways
  const missed = (1 - weights.expertsPerToken / weights.experts) ** (1 + (batch - 1) * independentShare)
  return weights.readAlways + Math.max(weights.readExperts, weights.expertsTotal * (1 - missed))
}
