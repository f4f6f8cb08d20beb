import type { RuntimeFamily } from '../catalog/runtimes.ts'
import type { Gpu } from '../catalog/types.ts'

/** GPUs that reach a like share of their bandwidth: same memory, same software, same power limits. */
type SpeedClass =
  | 'geforce'
  | 'pascal'
  | 'workstation'
  | 'datacenter-hbm'
  | 'datacenter-gddr'
  | 'apple'
  | 'unified'
  | 'amd'
  | 'instinct'
  | 'intel'
  | 'accelerator'

function speedClass(gpu: Gpu): SpeedClass {
  switch (gpu.class) {
    case 'apple':
      return 'apple'
    case 'edge':
      return 'unified'
    case 'tpu':
    case 'npu':
      return 'accelerator'
  }
  if (gpu.vendor === 'intel') return gpu.architecture === 'Gaudi' ? 'accelerator' : 'intel'
  if (gpu.vendor === 'amd') return gpu.class === 'datacenter' ? 'instinct' : 'amd'
  // Before Volta there are no tensor cores, and unpacking the weights takes longer than reading them.
  if ((gpu.computeCapability ?? 7) < 7) return 'pascal'
  if (gpu.class === 'datacenter')
    return gpu.bandwidthGBps > 1300 || gpu.memoryType?.startsWith('HBM') ? 'datacenter-hbm' : 'datacenter-gddr'
  return gpu.class === 'workstation' ? 'workstation' : 'geforce'
}

/**
 * One decode step takes bytes / (bandwidth × efficiency) + layers × perLayer. The second term is what measurement adds to the
 * roofline: launches, synchronisation and small kernels, the same for every token whatever the model's width.
 */
export interface DecodeFit {
  /** Share of peak bandwidth reached while weights stream. */
  readonly efficiency: number
  /** Fixed time per layer and token, seconds. */
  readonly perLayer: number
  /** 10th and 90th percentile of measured / predicted speed. */
  readonly spread: readonly [low: number, high: number]
  /** Measurements behind it; 0: carried over from the nearest class. */
  readonly rows: number
}

const us = 1e-6
const fit = (efficiency: number, perLayerUs: number, low: number, high: number, rows: number): DecodeFit => ({
  efficiency,
  perLayer: perLayerUs * us,
  spread: [low, high],
  rows,
})

type Table = Readonly<Record<'dense' | 'moe', Partial<Readonly<Record<SpeedClass, DecodeFit>>>>>

/**
 * Fitted on published single-stream measurements (llama-bench tables, community runs, vendors' pages of 2023–2026), one GPU each.
 * Spread is never taken narrower than the 0.85–1.15 that two careful measurements of one set-up differ by.
 */
const decodeTables: Readonly<Record<RuntimeFamily, Table>> = {
  'llama.cpp': {
    dense: {
      geforce: fit(0.76, 45, 0.83, 1.18, 106),
      pascal: fit(0.42, 60, 0.75, 1.4, 41),
      workstation: fit(0.9, 95, 0.85, 1.15, 7),
      'datacenter-hbm': fit(0.66, 120, 0.8, 1.2, 6),
      'datacenter-gddr': fit(0.82, 80, 0.8, 1.2, 0),
      apple: fit(0.86, 90, 0.75, 1.1, 49),
      unified: fit(0.78, 67, 0.87, 1.15, 54),
      amd: fit(0.84, 70, 0.84, 1.12, 39),
      instinct: fit(0.5, 120, 0.6, 1.35, 0),
      intel: fit(0.55, 100, 0.6, 1.3, 0),
    },
    moe: {
      geforce: fit(0.8, 65, 0.75, 1.25, 45),
      pascal: fit(0.4, 100, 0.6, 1.5, 0),
      workstation: fit(0.8, 100, 0.75, 1.2, 0),
      'datacenter-hbm': fit(0.45, 120, 0.65, 1.35, 0),
      'datacenter-gddr': fit(0.7, 100, 0.7, 1.3, 0),
      apple: fit(0.6, 75, 0.76, 1.2, 8),
      unified: fit(0.68, 85, 0.74, 1.36, 121),
      amd: fit(0.5, 55, 0.75, 1.3, 5),
      instinct: fit(0.3, 120, 0.55, 1.4, 0),
      intel: fit(0.35, 100, 0.55, 1.35, 0),
    },
  },
  server: {
    dense: {
      geforce: fit(0.88, 65, 0.8, 1.15, 8),
      workstation: fit(0.85, 65, 0.8, 1.15, 0),
      'datacenter-hbm': fit(0.75, 65, 0.6, 1.25, 6),
      'datacenter-gddr': fit(0.85, 65, 0.82, 1.12, 3),
      unified: fit(0.75, 90, 0.8, 1.2, 0),
      amd: fit(0.6, 90, 0.7, 1.25, 0),
      instinct: fit(0.6, 80, 0.7, 1.3, 1),
      accelerator: fit(0.5, 120, 0.55, 1.4, 0),
    },
    moe: {
      geforce: fit(0.65, 65, 0.72, 1.3, 8),
      workstation: fit(0.6, 80, 0.7, 1.25, 0),
      'datacenter-hbm': fit(0.5, 130, 0.65, 1.4, 0),
      'datacenter-gddr': fit(0.6, 90, 0.7, 1.3, 0),
      unified: fit(0.6, 110, 0.75, 1.25, 4),
      amd: fit(0.35, 100, 0.6, 1.35, 0),
      instinct: fit(0.4, 100, 0.6, 1.4, 0),
      accelerator: fit(0.35, 150, 0.5, 1.5, 0),
    },
  },
  mlx: { dense: { apple: fit(0.86, 73, 0.83, 1.12, 27) }, moe: { apple: fit(0.6, 65, 0.83, 1.15, 10) } },
  exllama: {
    dense: {
      geforce: fit(0.92, 50, 0.85, 1.15, 12),
      workstation: fit(0.9, 60, 0.8, 1.15, 0),
      'datacenter-hbm': fit(0.6, 130, 0.8, 1.2, 3),
    },
    moe: { geforce: fit(0.6, 80, 0.7, 1.25, 0) },
  },
  eager: {
    dense: { geforce: fit(0.7, 600, 0.65, 1.4, 2), 'datacenter-hbm': fit(0.6, 790, 0.65, 1.5, 8) },
    moe: { geforce: fit(0.5, 1200, 0.5, 1.6, 0) },
  },
}

const fallback = fit(0.5, 120, 0.5, 1.4, 0)

/** The fit of a runtime on a GPU. Where a class was not measured: the runtime's nearest, and failing that a cautious rule. */
export function decodeFit(family: RuntimeFamily, gpu: Gpu, moe: boolean): DecodeFit {
  const table = decodeTables[family][moe ? 'moe' : 'dense']
  return table[speedClass(gpu)] ?? table.geforce ?? fallback
}

/** Shares of the dense peak reached by matrix products of a prompt, one request (FORMULAS: published prefill rates). */
export function prefillMfu(
  family: RuntimeFamily,
  gpu: Gpu,
  moe: boolean,
): { readonly mfu: number; readonly spread: readonly [number, number] } {
  const dense = prefillDense(family, speedClass(gpu))
  // A prompt spreads over experts: each sees a small batch.
  return moe ? { mfu: dense * 0.4, spread: [0.5, 1.6] } : { mfu: dense, spread: [0.65, 1.4] }
}

function prefillDense(family: RuntimeFamily, type: SpeedClass): number {
  if (family === 'eager') return 0.25
  const server = family === 'server'
  switch (type) {
    case 'geforce':
      return server ? 0.6 : 0.65
    case 'workstation':
      return server ? 0.5 : 0.4
    case 'datacenter-hbm':
      return server ? 0.45 : 0.25
    case 'datacenter-gddr':
      return server ? 0.45 : 0.3
    case 'apple':
      return 0.6
    case 'unified':
      return 0.35
    case 'amd':
      return 0.3
    case 'instinct':
      return server ? 0.35 : 0.15
    default:
      return 0.25
  }
}

/**
 * Serving many requests: share of the dense peak of prompts that arrive among others, and of decode steps of a large batch.
 * Fitted on serving benchmarks; the largest source of doubt there is, so the interval is wide.
 */
export function servingMfu(runtime: string, moe: boolean): { readonly prefill: number; readonly decode: number } {
  const tensorRt = runtime === 'tensorrt-llm'
  if (moe) return tensorRt ? { prefill: 0.6, decode: 0.25 } : { prefill: 0.1, decode: 0.03 }
  return tensorRt ? { prefill: 0.7, decode: 0.7 } : { prefill: 0.2, decode: 0.12 }
}

export const servingSpread: readonly [number, number] = [0.5, 1.8]

/** One all-reduce of a decode step's few kilobytes: latency, not bandwidth (published NCCL and custom-kernel timings), seconds. */
export const allReduceSeconds = { fast: 10 * us, pcie: 30 * us, network: 60 * us } as const

/** From the request's arrival to the first kernel: HTTP, tokeniser, scheduler. Seconds. */
export const requestSeconds = { server: 0.03, local: 0.02 } as const

/** Decode draws 60–80 % of the board's limit (published node measurements). */
export const decodePowerShare: readonly [low: number, mid: number, high: number] = [0.6, 0.7, 0.85]
