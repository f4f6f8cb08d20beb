import type { Gpu } from './types.ts'

/** AMD parts whose matrix units take fp8 (CDNA3 ISA guide, RDNA4 ISA guide). */
const amdFp8: ReadonlySet<string> = new Set(['CDNA3', 'CDNA4', 'CDNA5', 'RDNA4'])

/** AMD parts without bf16 instructions: before CDNA and RDNA3. */
const amdWithoutBf16: ReadonlySet<string> = new Set(['Polaris', 'Vega 10', 'Vega 20', 'RDNA1', 'RDNA2'])

/** NVIDIA's compute capability; a part not yet sold counts as the newest generation (Rubin publishes none). */
function capability(gpu: Gpu): number {
  return gpu.computeCapability ?? (gpu.architecture === 'Rubin' ? Number.POSITIVE_INFINITY : 0)
}

/** Computes in bf16: Ampere and newer (V100, T4 and Pascal do not), CDNA, RDNA3, M2 and newer, Intel's matrix units, TPUs and NPUs. */
export function supportsBf16(gpu: Gpu): boolean {
  if (gpu.vendor === 'nvidia') return capability(gpu) >= 8
  if (gpu.vendor === 'amd') return !amdWithoutBf16.has(gpu.architecture)
  return gpu.architecture !== 'Apple 7'
}

/** Computes in fp8: Ada (8.9), Hopper, Blackwell, MI300 and newer, RDNA4; others where the vendor publishes a rate. Ampere only stores it. */
export function supportsFp8(gpu: Gpu): boolean {
  if (gpu.vendor === 'nvidia') return capability(gpu) >= 8.9
  return gpu.vendor === 'amd' ? amdFp8.has(gpu.architecture) : gpu.tflops.fp8 !== undefined
}

/** Computes in a 4-bit float: Blackwell (10.x to 12.x: NVFP4, MXFP4), CDNA4 (MXFP4); others where the vendor publishes a rate. */
export function supportsFp4(gpu: Gpu): boolean {
  return gpu.vendor === 'nvidia' ? capability(gpu) >= 10 : gpu.tflops.fp4 !== undefined
}

const usualMachine = 8

/** How many of a GPU one machine takes. Where the catalog does not say: a desk or a home server. */
export function gpusPerMachine(gpu: Gpu): number {
  return gpu.gpusPerNode ?? usualMachine
}

/** Cards sold with NVLink bridges for pairs, though they sit in servers. */
const bridgedServers: ReadonlySet<string> = new Set(['a30', 'a40', 'h100-nvl', 'h200-nvl'])

/**
 * How many GPUs its fast link joins: a whole node or rack where there is a switch or a full mesh (SXM, OAM, TPU), two where a bridge
 * joins a pair of cards, one where there is only PCIe.
 */
export function linkReach(gpu: Gpu): number {
  const { kind } = gpu.link
  if (kind === 'none' || kind === 'pcie') return 1
  const isBridge = gpu.class !== 'datacenter' && gpu.class !== 'tpu'
  return isBridge || bridgedServers.has(gpu.id) || gpu.id.includes('-pcie') ? 2 : gpusPerMachine(gpu)
}
