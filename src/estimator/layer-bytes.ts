import type { Plan } from './plan.ts'

/** What one layer holds and what all of them share, bytes. */
export interface LayerBytes {
  readonly layers: number
  readonly moeLayers: number
  /** Of each layer: attention, shared experts, norms. */
  readonly dense: number
  /** Of each layer that has them: its routed experts. */
  readonly experts: number
  /** Of each layer, all users. */
  readonly cache: number
  readonly head: number
  /** Looked up, not multiplied: always in RAM. */
  readonly table: number
}

export function layerBytesOf({ workload, weights, layers, cacheBytes }: Plan): LayerBytes {
  let moeLayers = 0
  for (const { count, mlp } of workload.model.blocks) if (mlp.kind === 'moe') moeLayers += count
  return {
    layers,
    moeLayers,
    dense: (weights.total - weights.inRam - weights.expertsTotal - weights.head) / layers,
    experts: moeLayers === 0 ? 0 : weights.expertsTotal / moeLayers,
    cache: cacheBytes / layers,
    head: weights.head,
    table: weights.inRam,
  }
}

/** How many layers, and how many layers' experts, are on the GPUs. Without a GPU the head is in RAM too. */
export interface Shares {
  readonly gpuLayers: number
  readonly gpuExperts: number
}

/** Weights and cache on all GPUs together, bytes. */
export function bytesOnGpu(parts: LayerBytes, { gpuLayers, gpuExperts }: Shares, hasGpu: boolean): number {
  return (hasGpu ? parts.head : 0) + gpuLayers * (parts.dense + parts.cache) + gpuExperts * parts.experts
}
