import { totalBytes, usableBytes } from '../catalog/memory.ts'
import type { Runtime } from '../catalog/runtimes.ts'
import type { Gpu } from '../catalog/types.ts'

/** How a runtime divides a card between what it must hold and the cache. Bytes of one GPU. */
export interface Budget {
  readonly rule: 'share-of-all' | 'share-beside-buffers' | 'share-of-the-rest' | 'what-is-needed'
  /** What programs may use. */
  readonly usable: number
  /** What a server counts its share of: unified memory whole, whatever the system holds of it. */
  readonly whole: number
  /** Share a server is told to take, 0…1; 1 for the others. */
  readonly utilization: number
}

/** Up to here a card that is filled to need still starts: share of usable memory. */
const brimful = 0.97

/**
 * Defaults of the servers. vLLM: share of the card for everything (0.92 in current versions; 0.90 before). SGLang: share for weights and cache,
 * its buffers beside it (chosen by size, 0.85–0.9). TensorRT-LLM: share of what weights and buffers leave.
 */
const servers = new Map<Runtime, { readonly rule: Budget['rule']; readonly share: number }>([
  ['vllm', { rule: 'share-of-all', share: 0.92 }],
  ['sglang', { rule: 'share-beside-buffers', share: 0.88 }],
  ['tensorrt-llm', { rule: 'share-of-the-rest', share: 0.9 }],
])

/** How `runtime` budgets one GPU of `memoryGb`. `said`: the share it was told to take. */
export function budgetOf(runtime: Runtime, gpu: Gpu, memoryGb: number, said: number | undefined): Budget {
  // A card of a few hundred megabytes has nothing left after the driver.
  const usable = Math.max(0, usableBytes(gpu, memoryGb))
  const server = servers.get(runtime)
  if (server === undefined) return { rule: 'what-is-needed', usable, whole: usable, utilization: 1 }
  const { rule, share } = server
  const whole = gpu.usableFraction === undefined ? usable : totalBytes(gpu, memoryGb)
  // Unified memory: what the system leaves, in the hundredths a launch command is given.
  const most = rule === 'share-of-the-rest' ? share : Math.min(share, Math.floor((100 * usable) / whole) / 100)
  return { rule, usable, whole, utilization: said ?? most }
}

/** Left for the cache beside weights and the runtime's own buffers; negative: those alone do not fit. */
export function roomIn({ rule, usable, whole, utilization }: Budget, weights: number, buffers: number): number {
  switch (rule) {
    case 'share-of-all':
      return utilization * whole - weights - buffers
    case 'share-beside-buffers':
      return Math.min(utilization * whole, brimful * usable - buffers) - weights
    case 'share-of-the-rest': {
      const left = usable - weights - buffers
      return left > 0 ? utilization * left : left
    }
    case 'what-is-needed':
      return brimful * usable - weights - buffers
  }
}

/** The share that would leave just so much for the cache; above 1: all of it is not enough. */
export function shareFor({ rule, usable, whole }: Budget, weights: number, buffers: number, cache: number): number {
  switch (rule) {
    case 'share-beside-buffers':
      return (weights + cache) / whole
    case 'share-of-the-rest': {
      const left = usable - weights - buffers
      return left > 0 ? cache / left : Number.POSITIVE_INFINITY
    }
    default:
      return (weights + buffers + cache) / whole
  }
}
