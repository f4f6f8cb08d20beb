import { totalBytes, usableBytes } from '../catalog/memory.ts'
import type { Runtime } from '../catalog/runtimes.ts'
import type { Gpu } from '../catalog/types.ts'

/** How a runtime divides a card between what it must hold and the cache. Bytes of one GPU. */
export interface Budget {
  /** What programs may use. */
  readonly usable: number
  /** Share a server is told to take, 0…1; 1 for the others. */
  readonly utilization: number
  /** Left for the cache beside weights and the runtime's own buffers; negative: those alone do not fit. */
  room(weights: number, buffers: number): number
  /** The share that would leave just so much for the cache; above 1: all of it is not enough. */
  shareFor(weights: number, buffers: number, cache: number): number
}

/** Up to here a card that is filled to need still starts: share of usable memory. */
const brimful = 0.97

/**
 * Defaults of the servers. vLLM: share of the card for everything (0.92 in current versions; 0.90 before). SGLang: share for weights and cache,
 * its buffers beside it (chosen by size, 0.85–0.9). TensorRT-LLM: share of what weights and buffers leave.
 */
const defaults = { vllm: 0.92, sglang: 0.88, 'tensorrt-llm': 0.9 } as const

/** How `runtime` budgets one GPU of `memoryGb`. `said`: the share it was told to take. */
export function budgetOf(runtime: Runtime, gpu: Gpu, memoryGb: number, said: number | undefined): Budget {
  // A card of a few hundred megabytes has nothing left after the driver.
  const usable = Math.max(0, usableBytes(gpu, memoryGb))
  // Unified memory: a server counts its share of all there is, but cannot take what the system holds.
  const whole = gpu.usableFraction === undefined ? usable : totalBytes(gpu, memoryGb)
  const free = usable / whole
  switch (runtime) {
    case 'vllm': {
      const utilization = said ?? Math.min(defaults.vllm, free)
      return {
        usable,
        utilization,
        room: (weights, buffers) => utilization * whole - weights - buffers,
        shareFor: (weights, buffers, cache) => (weights + buffers + cache) / whole,
      }
    }
    case 'sglang': {
      const utilization = said ?? Math.min(defaults.sglang, free)
      return {
        usable,
        utilization,
        room: (weights, buffers) => Math.min(utilization * whole, brimful * usable - buffers) - weights,
        shareFor: (weights, _, cache) => (weights + cache) / whole,
      }
    }
    case 'tensorrt-llm': {
      const utilization = said ?? defaults['tensorrt-llm']
      return {
        usable,
        utilization,
        room: (weights, buffers) => {
          const left = usable - weights - buffers
          return left > 0 ? utilization * left : left
        },
        shareFor: (weights, buffers, cache) => {
          const left = usable - weights - buffers
          return left > 0 ? cache / left : Number.POSITIVE_INFINITY
        },
      }
    }
    default:
      return {
        usable,
        utilization: 1,
        room: (weights, buffers) => brimful * usable - weights - buffers,
        shareFor: (weights, buffers, cache) => (weights + buffers + cache) / usable,
      }
  }
}
