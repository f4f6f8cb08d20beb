import type { SpeedClass } from '../../../src/estimator/calibration.ts'

/** Where a fit starts, and what it stays at where nothing was measured. Shares of the peak; seconds per layer. */
const decode: ReadonlyMap<string, readonly [efficiency: number, perLayer: number]> = new Map([
  ['dense', [0.7, 70e-6]],
  ['moe', [0.55, 80e-6]],
])
/** PyTorch without a compiler launches a dozen small kernels a layer (llama.cpp, MLX and the servers fuse or record them). */
const eagerPerLayer = 700e-6
const prefill: ReadonlyMap<string, number> = new Map([
  ['dense', 0.4],
  // A prompt spreads over experts: each sees a small batch.
  ['moe', 0.16],
])

export const runtimes = ['llama.cpp', 'server', 'mlx', 'exllama', 'eager'] as const

/** Prior parameters of a runtime's fit over all hardware; `any`: of all runtimes. */
export function priorOf(law: 'decode' | 'prefill', runtime: string, kind: string): readonly number[] {
  if (law === 'prefill') return [prefill.get(kind) ?? 0.3]
  const [efficiency, perLayer] = decode.get(kind) ?? [0.6, 70e-6]
  return [efficiency, runtime === 'eager' ? eagerPerLayer : perLayer]
}

/**
 * How the share of the peak that hardware reaches is known to differ from what most reaches, where little was measured: before Volta the
 * weights are unpacked without tensor cores; ROCm, SYCL and NPU kernels are younger than CUDA's (vendors' and users' comparisons).
 */
export const hardwareFactor: ReadonlyMap<SpeedClass, number> = new Map([
  ['pascal', 0.6],
  ['instinct', 0.75],
  ['intel', 0.7],
  ['accelerator', 0.7],
])

/** Hardware that runs a runtime and of which no table may speak: written from what is known. */
export const unmeasured: readonly (readonly [runtime: string, hardware: SpeedClass])[] = [
  ['llama.cpp', 'instinct'],
  ['llama.cpp', 'intel'],
  ['server', 'instinct'],
  ['server', 'accelerator'],
]

/**
 * Of a batch's further tokens, the share that picks experts as if by itself. Scanned, not fitted: serving throughput of mixtures is off by
 * 22.2, 21.3, 21.0 and 20.6 % (median) at shares of 1, 0.6, 0.3 and 0.2, and only a small one leaves a time per layer that one
 * stream of DeepSeek R1 takes too.
 */
export const independentShare = 0.25

/**
 * Share of its efficiency that a runtime keeps below four bits: llama.cpp reaches 0.49 of the bandwidth with 2- and 3-bit files where 4-bit ones
 * reach 0.56–0.77 (published tables of one GPU, by format).
 */
export const belowFourBits = 0.8
