import type { WeightFormat } from '../catalog/formats.ts'
import type { Gpu } from '../catalog/types.ts'
import type { Placement } from './place.ts'

const tera = 1e12

/** Dense peak of the matrix units for a format, FLOP/s. Weight-only formats are computed in 16 bits. */
export function peakFlops({ gpu, plan, support }: Placement): number {
  const { fp32, fp16, bf16, fp8, int8, fp4 } = gpu.tflops
  const half = fp16 ?? bf16 ?? assumedHalf(gpu) ?? fp32 ?? 1
  const format: WeightFormat = plan.recipe.format
  if (support !== 'native') return half * tera
  switch (format.family) {
    case 'fp8':
      return (fp8 ?? half) * tera
    case 'int8':
      return (int8 ?? half) * tera
    case 'fp4':
      return (fp4 ?? half) * tera
    default:
      return (format.name === 'fp32' ? (fp32 ?? half) : half) * tera
  }
}

/**
 * Where no half-precision peak is published: the M5's matrix units run prompts about four times as fast as its vector rate (Apple's own
 * comparisons), and Pascal's dp4a instruction does quantised products about twice as fast (llama.cpp's integer kernels).
 */
function assumedHalf({ architecture, tflops: { fp32 } }: Gpu): number | undefined {
  if (fp32 === undefined) return undefined
  return architecture === 'Apple 10' ? fp32 * 4 : architecture === 'Pascal' ? fp32 * 2 : undefined
}
