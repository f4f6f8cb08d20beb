import type { Gpu } from '../catalog/types.ts'

/** CUDA 13 dropped everything before Turing: it runs for who owns one, and is no advice. */
const oldestSupported = 7.5

/** Can be bought or rented in most places, and is supported by the software people run. */
export function isOnSale(gpu: Gpu): boolean {
  return gpu.availability === undefined && gpu.architecture !== 'Gaudi' && (gpu.computeCapability ?? oldestSupported) >= oldestSupported
}
