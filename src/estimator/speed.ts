import type { WeightFormat } from '../catalog/formats.ts'
import { gpusPerMachine, linkReach } from '../catalog/hardware.ts'
import type { Gpu } from '../catalog/types.ts'
import { allReduceSeconds, decodeFit, prefillMfu, requestSeconds, servingMfu } from './calibration.ts'
import type { Placement } from './place.ts'
import { bytesReadPerStep } from './weights.ts'

const giga = 1e9
const tera = 1e12

/** Dense peak of the matrix units for a format, FLOP/s. Weight-only formats are computed in 16 bits. */
function peakFlops(gpu: Gpu, format: WeightFormat, native: boolean): number {
  const { fp32, fp16, bf16, fp8, int8, fp4 } = gpu.tflops
  const half = fp16 ?? bf16 ?? assumedHalf(gpu) ?? fp32 ?? 1
  if (!native) return half * tera
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

/** Communication of one decode step, seconds: two all-reduces a layer under tensor parallelism, one hop per pipeline stage. */
function communicationSeconds(placement: Placement, batch: number): number {
  const { layout, gpu, plan } = placement
  const fast = layout.tensorParallel <= linkReach(gpu)
  let seconds = 0
  if (layout.tensorParallel > 1) {
    const bytes = (batch * plan.shape.hidden * 2 * 2 * (layout.tensorParallel - 1)) / layout.tensorParallel
    const bandwidth = (fast ? (gpu.link.GBps ?? 300) / 2 : 25) * giga * 0.75
    seconds += 2 * plan.layers * ((fast ? allReduceSeconds.fast : allReduceSeconds.pcie) + bytes / bandwidth)
  }
  const crossesNodes = placement.count > gpusPerMachine(gpu)
  return seconds + (layout.pipelineParallel - 1) * (crossesNodes ? allReduceSeconds.network : allReduceSeconds.pcie)
}

/** Bytes one GPU of a tensor-parallel group reads for a step of `batch` sequences at the workload's mean depth. A copied cache is read whole. */
function bytesPerStep({ plan, layout, depthBytes }: Placement, batch: number): number {
  return bytesReadPerStep(plan.weights, batch) / layout.tensorParallel + batch * depthBytes
}

/** Bandwidth bound of one stream, tokens/s: no efficiency, no fixed time. Layers on other cards wait their turn. */
export function rooflineTokensPerSecond(placement: Placement): number {
  return (placement.gpu.bandwidthGBps * giga) / bytesPerStep(placement, 1)
}

/** Stages that work at the same time on different requests: a server's. llama.cpp's wait for each other. */
function busyStages({ plan, layout }: Placement): number {
  return plan.family === 'server' ? layout.pipelineParallel : 1
}

/** Bandwidth bound of `batch` streams together, tokens/s: each step reads the shared weights once. */
export function rooflineOfBatch(placement: Placement, batch: number): number {
  return (batch * placement.gpu.bandwidthGBps * giga) / bytesPerStep(placement, Math.ceil(batch / busyStages(placement)))
}

/** Seconds of one decode step of `batch` sequences through all layers. */
export function stepSeconds(placement: Placement, batch: number): number {
  const { plan, gpu, layout } = placement
  const fit = decodeFit(plan.family, gpu, plan.moe)
  const memory = bytesPerStep(placement, batch) / (gpu.bandwidthGBps * giga * fit.efficiency)
  const compute = batch === 1 ? 0 : computeSeconds(placement, batch, layout.tensorParallel)
  return Math.max(memory, compute) + plan.layers * fit.perLayer + communicationSeconds(placement, batch)
}

function computeSeconds(placement: Placement, batch: number, gpus: number): number {
  const { plan, gpu } = placement
  const peak = peakFlops(gpu, plan.recipe.format, placement.support === 'native')
  return (2 * plan.weights.activeParameters * batch) / (gpus * peak * servingMfu(plan.recipe.runtime, plan.moe).decode)
}

/** Floating-point operations of a prompt: two per active parameter and token, and attention's quadratic part. */
function prefillFlops(placement: Placement, tokens: number): number {
  const { plan } = placement
  let attention = 0
  for (const block of plan.workload.model.blocks) {
    if (block.mixer.kind === 'attention') {
      const reach = Math.min(tokens, block.mixer.window ?? block.mixer.chunk ?? tokens)
      attention += 2 * block.count * block.mixer.heads * block.mixer.headDim * tokens * reach
    } else if (block.mixer.kind === 'mla') {
      attention += 2 * block.count * block.mixer.heads * (block.mixer.nopeDim + block.mixer.ropeDim) * tokens * tokens
    }
  }
  return 2 * plan.weights.activeParameters * tokens + attention
}

/** Seconds to evaluate one prompt that has the candidate to itself, with the interval's factors on speed. */
export function prefillSeconds(
  placement: Placement,
  tokens: number,
): { readonly seconds: number; readonly spread: readonly [number, number] } {
  const { plan, gpu, layout } = placement
  const { mfu, spread } = prefillMfu(plan.family, gpu, plan.moe)
  const peak = peakFlops(gpu, plan.recipe.format, placement.support === 'native')
  return { seconds: prefillFlops(placement, tokens) / (layout.tensorParallel * peak * mfu), spread }
}

export function fixedRequestSeconds(placement: Placement): number {
  return placement.plan.family === 'server' ? requestSeconds.server : requestSeconds.local
}

/**
 * Output tokens/s of `batch` requests in flight, prompts included: each request costs its prefill and its share of the steps.
 * A server's prompts come among other work; a desktop runtime takes them one by one. Never less than one user alone gets.
 */
export function throughput(placement: Placement, batch: number): number {
  const { plan, gpu, layout } = placement
  const alone = 1 / stepSeconds(placement, 1)
  if (batch <= 1) return alone
  const { promptTokens, outputTokens } = plan.workload
  const stages = busyStages(placement)
  const step = stepSeconds(placement, Math.ceil(batch / stages))
  const peak = peakFlops(gpu, plan.recipe.format, placement.support === 'native')
  const gpus = layout.tensorParallel * stages
  const mfu = plan.family === 'server' ? servingMfu(plan.recipe.runtime, plan.moe).prefill : prefillMfu(plan.family, gpu, plan.moe).mfu
  const prefill = prefillFlops(placement, promptTokens) / (gpus * peak * mfu)
  return Math.max(alone, (batch * outputTokens) / (outputTokens * step + batch * prefill))
}

/** What one user sees while all of the workload's are busy, tokens/s. */
export function tokensPerUser(placement: Placement): number {
  const { concurrency } = placement.plan.workload
  return throughput(placement, concurrency) / concurrency
}

/** Below this a reader waits for words: named, never recommended. Tokens/s of one user. */
export const readingSpeed = 5
