import type { Gpu } from './types.ts'

const gib = 2 ** 30

/**
 * What the driver's own structures take off the total before a framework sees it: a fixed part and page tables that grow with size.
 * Fitted to nvidia-smi totals against PyTorch's "total capacity" in public error messages, GiB: T4 15.0 → 14.6, L4 22.5 → 22.0,
 * RTX 3090 24.0 → 23.7, RTX 4090 23.99 → 23.64, RTX 5090 31.8 → 31.4, L40S 45.0 → 44.4, A6000 48.0 → 47.5, H100 79.65 → 79.1,
 * RTX PRO 6000 95.6 → 95.0, H200 140.4 → 139.8, GH200 143.4 → 142.5, B200 179.06 → 178.35. Within 0.3 GiB of each.
 */
const reservedGib = 0.35
const reservedShare = 0.0025

/** macOS lets the GPU hold about two thirds of memory up to 36 GB and three quarters above (Metal's recommended working set). */
function appleFraction(memoryGb: number): number {
  return memoryGb <= 36 ? 0.67 : 0.75
}

/** NVIDIA labels HBM3e and HBM4 boards in decimal GB: a "192 GB" B200 has 178.8 GiB. Every other label is binary, HBM3 and AMD's included. */
function isDecimalLabel(gpu: Gpu): boolean {
  return gpu.vendor === 'nvidia' && (gpu.memoryType === 'HBM3e' || gpu.memoryType === 'HBM4')
}

/**
 * What the driver reports on one accelerator sold with `memoryGb`, bytes: nvidia-smi's total, or all of the unified memory.
 * Where nobody's reading is known, the label: GeForce and RTX cards report it within 0.5 %.
 */
export function totalBytes(gpu: Gpu, memoryGb: number): number {
  if (gpu.visibleGib !== undefined) return (gpu.visibleGib * gib * memoryGb) / gpu.memoryGb
  return memoryGb * (isDecimalLabel(gpu) ? 1e9 : gib)
}

/**
 * What a program may use on one accelerator sold with `memoryGb`, bytes, before its own context. vLLM's utilisation multiplies this figure
 * (cudaMemGetInfo's total). Unified memory: the share the system leaves to the GPU; a DGX Spark has about 102 of 128 GB free at boot.
 */
export function usableBytes(gpu: Gpu, memoryGb: number): number {
  if (gpu.class === 'apple') return appleFraction(memoryGb) * memoryGb * gib
  if (gpu.usableFraction !== undefined) return gpu.usableFraction * memoryGb * gib
  return totalBytes(gpu, memoryGb) * (1 - reservedShare) - reservedGib * gib
}

/** Every size an accelerator is sold with, GB as marketed, ascending. */
export function memoryVariants(gpu: Gpu): readonly number[] {
  return gpu.memoryOptionsGb ?? [gpu.memoryGb]
}
