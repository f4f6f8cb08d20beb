import type { RuntimeFamily } from '../catalog/runtimes.ts'
import type { Architecture, Gpu } from '../catalog/types.ts'
import { ubatch } from './kv-cache.ts'
import { GiB } from './quantity.ts'

/** What a GPU holds beside weights and cache, bytes: central value and 80 % interval. */
export interface Buffers {
  readonly activations: number
  readonly activationsLow: number
  readonly activationsHigh: number
  readonly overhead: number
  readonly overheadLow: number
  readonly overheadHigh: number
  /** Captured graphs: beside what a server was told to take, so that they are no part of a need within it. */
  readonly graphs: number
}

/** The widest intermediate result of one token, elements. */
export function widestActivation(model: Architecture): number {
  let width = model.hidden
  for (const block of model.blocks) {
    if (block.mlp.kind === 'dense') width = Math.max(width, 2 * block.mlp.width)
    if (block.mlp.kind === 'moe') width = Math.max(width, 2 * block.mlp.perToken * block.mlp.width + 2 * (block.mlp.sharedWidth ?? 0))
  }
  return width
}

/** What the buffers depend on of a model. */
export interface BufferShape {
  readonly vocab: number
  readonly hidden: number
  readonly widest: number
}

/**
 * llama.cpp's compute buffer with flash attention: logits of one micro-batch in fp32, or the feed-forward activations where
 * those are larger (start-up logs: 258.5 MiB for a 128k vocabulary and 4,096 wide). A split over cards keeps copies in flight.
 */
function llamaCppActivations(shape: BufferShape, cards: number): number {
  return ubatch * (Math.max(shape.vocab, shape.widest) + 2 * shape.hidden) * 4 * (cards > 1 ? 1.3 : 1)
}

/** How much a server measures its peak with, of its own accord. */
export interface ServerStart {
  /** Requests at once. */
  readonly sequences: number
  /** Tokens of a prompt evaluated in one step. */
  readonly batchedTokens: number
}

/** vLLM's rule: much on cards of 70 GiB and more except the A100, else little. */
export function serverStart(gpu: Gpu, totalBytes: number): ServerStart {
  const isLarge = totalBytes >= 70 * GiB && !gpu.id.startsWith('a100')
  return isLarge ? { sequences: 1024, batchedTokens: 8192 } : { sequences: fewSequences, batchedTokens: 2048 }
}

/** What a server can be told instead, where the warm-up of the default takes too much. */
export const fewSequences = 256

/**
 * Logits of the sampler's warm-up, bytes per sequence and vocabulary entry: three copies in fp32. Start-up logs say 8 to 36, the newer
 * versions of vLLM the less.
 */
const samplerBytes = 12

/** The peak a server reserves: its sampler's warm-up, or a full prefill step. */
function serverActivations(shape: BufferShape, { sequences, batchedTokens }: ServerStart, tensorParallel: number): number {
  const sampler = sequences * shape.vocab * samplerBytes
  const prefill = (batchedTokens * (shape.widest + 4 * shape.hidden) * 2) / tensorParallel
  return Math.max(sampler, prefill)
}

/** Graphs of the usual batch sizes (start-up logs: 0.5 GiB on a 4090 to 1.8 GiB on an L4). */
const graphBytes = 0.7 * GiB

const interval = (
  activations: number,
  [a, b]: readonly [number, number],
  overhead: number,
  [c, d]: readonly [number, number],
  graphs = 0,
): Buffers => ({
  activations,
  activationsLow: activations * a,
  activationsHigh: activations * b,
  overhead,
  overheadLow: overhead * c,
  overheadHigh: overhead * d,
  graphs,
})

/** `cards`: all of the candidate; `tensorParallel`: those that share each layer; `start`: what a server is started for. */
export function buffersOf(
  shape: BufferShape,
  family: RuntimeFamily,
  gpu: Gpu,
  start: ServerStart,
  cards: number,
  tensorParallel: number,
): Buffers {
  switch (family) {
    case 'server':
      // Communication buffers appear with the second card; graphs come out of what utilisation leaves free.
      return interval(serverActivations(shape, start, tensorParallel), [0.8, 2.4], (cards > 1 ? 0.6 : 0.15) * GiB, [0.75, 1.6], graphBytes)
    case 'eager':
      // PyTorch keeps what one layer of the prompt makes, and the logits of its last token.
      return interval(llamaCppActivations({ ...shape, vocab: 0 }, 1), [0.7, 1.6], 0.45 * GiB, [0.7, 1.6])
    default:
      return interval(llamaCppActivations(shape, cards), [0.9, 1.2], (gpu.class === 'apple' ? 0.3 : 0.42) * GiB, [0.7, 1.3])
  }
}
