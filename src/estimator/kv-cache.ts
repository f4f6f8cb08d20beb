import type { KvFormat } from '../catalog/formats.ts'
import type { RuntimeFamily } from '../catalog/runtimes.ts'
import type { Architecture, Mixer } from '../catalog/types.ts'

/** What the layers of one kind keep for a sequence. Elements are cached values. */
interface CacheGroup {
  readonly layers: number
  /** Elements per token and layer. */
  readonly width: number
  /** Tokens kept at most; absent: all. */
  readonly window?: number
  /** Only servers honour the window. */
  readonly serversOnly?: true
  /** One entry per so many tokens (compressed attention). */
  readonly every?: number
  /** KV heads it can be split by under tensor parallelism; 0: every GPU holds a whole copy (MLA). */
  readonly heads: number
}

export interface Cache {
  readonly groups: readonly CacheGroup[]
  /** Constant per sequence: recurrent states and convolutions, elements in fp32. */
  readonly stateElements: number
}

/** What one layer of a mixer keeps (FORMULAS: one row per kind of attention). */
function groupsOf(mixer: Mixer, layers: number): CacheGroup[] {
  switch (mixer.kind) {
    case 'attention': {
      if (mixer.sharesCache || mixer.cross) return []
      const width = mixer.kvHeads * (mixer.headDim + (mixer.valueHeadDim ?? mixer.headDim))
      const window = mixer.window ?? mixer.chunk
      const all: CacheGroup = { layers, width, heads: mixer.kvHeads }
      const groups: CacheGroup[] = [
        window === undefined ? all : mixer.windowServersOnly ? { ...all, window, serversOnly: true } : { ...all, window },
      ]
      if (mixer.compressed) groups.push({ layers, width: mixer.compressed.width, every: mixer.compressed.every, heads: 0 })
      return groups
    }
    case 'mla': {
      const index = mixer.indexer === undefined ? 0 : mixer.indexer.dim / (mixer.indexer.every ?? 1)
      return [{ layers, width: mixer.kvRank + mixer.ropeDim + index, heads: 0 }]
    }
    default:
      return []
  }
}

/** Constant state of one layer, elements (llama.cpp's recurrent memory; gguf-parser). */
function stateOf(mixer: Mixer, hidden: number): number {
  switch (mixer.kind) {
    case 'deltanet':
    case 'kda': {
      const convWidth = 2 * mixer.keyHeads * mixer.keyDim + mixer.valueHeads * mixer.valueDim
      return mixer.valueHeads * mixer.keyDim * mixer.valueDim + (mixer.conv - 1) * convWidth
    }
    case 'mamba':
      return mixer.state * mixer.inner + (mixer.conv - 1) * mixer.inner
    case 'mamba2':
      return mixer.state * mixer.inner + (mixer.conv - 1) * (mixer.inner + 2 * (mixer.groups ?? 1) * mixer.state)
    case 'conv':
      return (mixer.kernel - 1) * hidden
    case 'linear':
      return mixer.heads * mixer.headDim * mixer.headDim
    case 'rwkv':
      return mixer.version === 4 ? 5 * hidden : hidden * mixer.headDim + 2 * hidden
    default:
      return 0
  }
}

/** What a model caches for each sequence. Encoders cache nothing. */
export function cacheOf(model: Architecture & { readonly modality?: string }): Cache {
  if (model.modality === 'embedding') return { groups: [], stateElements: 0 }
  const groups: CacheGroup[] = []
  let stateElements = 0
  for (const block of model.blocks) {
    groups.push(...groupsOf(block.mixer, block.count))
    stateElements += block.count * stateOf(block.mixer, model.hidden)
  }
  return { groups, stateElements }
}

/** llama.cpp evaluates a prompt in pieces of this many tokens, and pads its cells. */
export const ubatch = 512
const cellPadding = 256
const serverBlock = 16

const roundUp = (value: number, step: number) => Math.ceil(value / step) * step

/** Cells a group holds for all sequences together. */
function cells(group: CacheGroup, tokens: number, sequences: number, family: RuntimeFamily): number {
  const entries = group.every === undefined ? tokens : tokens / group.every
  if (family === 'llama.cpp') {
    const all = roundUp(entries, cellPadding) * sequences
    return group.window === undefined || group.serversOnly ? all : Math.min(all, roundUp(group.window * sequences + ubatch, cellPadding))
  }
  const kept = group.window === undefined ? entries : Math.min(entries, group.window)
  return roundUp(kept, serverBlock) * sequences
}

/** How layers and heads are divided: the largest share one GPU holds. */
export interface Split {
  readonly tensorParallel: number
  /** Share of the layers on the fullest stage, 0…1. */
  readonly layerShare: number
}

export const unsplit: Split = { tensorParallel: 1, layerShare: 1 }

/**
 * KV cache and recurrent state of `sequences` sequences of `tokens` tokens, bytes on the fullest GPU.
 * Tensor parallelism divides KV heads, at least one per rank; an MLA cache is copied to every rank.
 */
export function cacheBytes(
  cache: Cache,
  tokens: number,
  sequences: number,
  format: KvFormat,
  family: RuntimeFamily,
  split: Split = unsplit,
): number {
  let elements = 0
  for (const group of cache.groups) {
    const share = group.heads === 0 ? 1 : Math.ceil(group.heads / split.tensorParallel) / group.heads
    elements += group.layers * group.width * cells(group, tokens, sequences, family) * share
  }
  const state = (cache.stateElements * 4 * sequences) / split.tensorParallel
  return (elements * format.bytes + state) * split.layerShare
}

/** The most tokens per sequence whose cache stays within `bytes`; 0 when not even one block fits. Monotonic, so bisected. */
export function tokensThatFit(
  cache: Cache,
  bytes: number,
  sequences: number,
  format: KvFormat,
  family: RuntimeFamily,
  split: Split,
  limit: number,
): number {
  const step = family === 'llama.cpp' ? cellPadding : serverBlock
  const fits = (tokens: number) => cacheBytes(cache, tokens, sequences, format, family, split) <= bytes
  if (fits(limit)) return limit
  let low = 0
  let high = Math.floor((limit - 1) / step)
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(middle * step)) low = middle
    else high = middle - 1
  }
  return low * step
}
