import { requestSeconds } from './calibration.ts'
import { ubatch } from './kv-cache.ts'
import { bytesOnGpu, layerBytesOf, type Shares } from './layer-bytes.ts'
import { peakFlops } from './peak.ts'
import type { Placement } from './place.ts'
import { decodeFitOf, type Plan } from './plan.ts'
import { prefillFlops } from './prompt.ts'
import { gib, quantity, type Why } from './quantity.ts'
import { hopSeconds, leastBitsRead, leastOnGpu, pcieBytesPerSecond, promptSpread, type Ram, reached } from './ram.ts'
import { communicationSeconds, rooflineOfBatch } from './step.ts'
import type { Offload } from './types.ts'
import { bytesReadPerStep } from './weights.ts'

const giga = 1e9

/** Bytes a step of all users reads from each memory. */
function readsOf(plan: Plan, { gpuLayers, gpuExperts }: Shares, hasGpu: boolean): { readonly gpu: number; readonly ram: number } {
  const { weights, workload, layers } = plan
  const { moeLayers } = layerBytesOf(plan)
  const experts = bytesReadPerStep(weights, workload.concurrency) - weights.readAlways
  const everyLayer = weights.readAlways - weights.head + workload.concurrency * plan.depthBytes
  const gpu = (hasGpu ? weights.head : 0) + (everyLayer * gpuLayers) / layers + (moeLayers === 0 ? 0 : (experts * gpuExperts) / moeLayers)
  return { gpu, ram: weights.readAlways + experts + workload.concurrency * plan.depthBytes - gpu }
}

/** Layers after which a token changes memory: a mixture's at each layer whose experts are in RAM, whole layers once. */
function hopsOf(plan: Plan, { gpuLayers, gpuExperts }: Shares, hasGpu: boolean): number {
  if (!hasGpu) return 0
  const { moeLayers } = layerBytesOf(plan)
  const apart = Math.max(0, Math.round((moeLayers * gpuLayers) / plan.layers) - gpuExperts)
  return apart + (gpuLayers < plan.layers ? 1 : 0)
}

/** Seconds in which every user gets a token: what is on the GPU, then what is in RAM, for each waits for the other. */
export function offloadStepSeconds(plan: Plan, placement: Placement | undefined, shares: Shares, ram: Ram): number {
  const hasGpu = placement !== undefined
  const reads = readsOf(plan, shares, hasGpu)
  const bits = (plan.weights.total * 8) / plan.weights.parameters
  let seconds = (reads.ram * Math.max(1, leastBitsRead / bits)) / reached(ram) + hopsOf(plan, shares, hasGpu) * hopSeconds
  if (hasGpu) {
    const { efficiency, perLayer } = decodeFitOf(plan, placement.gpu)
    seconds += reads.gpu / (placement.gpu.bandwidthGBps * giga * efficiency) + shares.gpuLayers * perLayer
    seconds += communicationSeconds(placement, plan.workload.concurrency)
  }
  return seconds
}

/** Bytes that pass over the link for each piece of a prompt: the weights in RAM, as far as its tokens meet them. */
function streamedBytes(plan: Plan, shares: Shares, tokens: number): number {
  const parts = layerBytesOf(plan)
  const { weights } = plan
  const inRam = weights.total - weights.inRam + plan.cacheBytes - bytesOnGpu(parts, shares, true)
  const experts = (parts.moeLayers - shares.gpuExperts) * parts.experts
  const met = weights.experts === 0 ? 1 : 1 - (1 - weights.expertsPerToken / weights.experts) ** tokens
  // A layer's cache goes with it, half full on average.
  const cache = (parts.layers - shares.gpuLayers) * parts.cache
  return inRam - cache / 2 - experts * (1 - met)
}

/**
 * Seconds to read a prompt. From 32 tokens on llama.cpp copies the weights to the GPU for every piece of 512 and computes there;
 * shorter ones, and all where there is no GPU, are computed where the weights are.
 */
function promptSeconds(plan: Plan, placement: Placement | undefined, shares: Shares, ram: Ram, tokens: number): number {
  const flops = prefillFlops({ plan }, tokens)
  const step = offloadStepSeconds(plan, placement, shares, ram)
  if (placement === undefined) return Math.max(step, flops / ram.flops)
  const { mfu } = plan.calibration.prefill(plan.family, placement.gpu, plan.moe)
  const computing = flops / (peakFlops(placement) * mfu)
  if (tokens < leastOnGpu) return Math.max(step, computing + flops / ram.flops)
  const pieces = Math.ceil(tokens / ubatch)
  const streaming = (pieces * streamedBytes(plan, shares, Math.min(tokens, ubatch))) / pcieBytesPerSecond(placement.gpu.pcie)
  return Math.max(step, computing + streaming)
}

type Speeds = Pick<Offload, 'decodeTokensPerSecond' | 'prefillTokensPerSecond' | 'timeToFirstTokenSeconds' | 'fullPromptSeconds'>

/** A rule, not a calibration: nobody says how fast their RAM is. Never above what the GPUs alone would do if they held everything. */
export function offloadSpeeds(plan: Plan, placement: Placement | undefined, shares: Shares, ram: Ram, why: Why): Speeds {
  const { promptTokens, contextTokens, outputTokens, concurrency } = plan.workload
  const step = offloadStepSeconds(plan, placement, shares, ram)
  const bound = placement === undefined ? Number.POSITIVE_INFINITY : rooflineOfBatch(placement, concurrency) / concurrency
  const [low, high] = ram.spread
  const reads = readsOf(plan, shares, placement !== undefined)
  const decode = quantity(
    Math.min(1 / step, bound),
    Math.min(low / step, bound),
    Math.min(high / step, bound),
    'rule',
    why(
      () =>
        `1 / (${gib(reads.gpu)} read on the GPU + ${gib(reads.ram)} from RAM at ${(reached(ram) / giga).toFixed(0)} of ${ram.bandwidthGBps.toFixed(0)} GB/s = ${(step * 1e3).toFixed(0)} ms)`,
    ),
  )
  const prompt = (tokens: number) => promptSeconds(plan, placement, shares, ram, tokens)
  const [slow, fast] = placement === undefined ? ([0.4, 2.2] as const) : promptSpread
  const first = prompt(promptTokens)
  const full = prompt(Math.max(promptTokens, contextTokens - outputTokens))
  const waiting = (seconds: number) => quantity(seconds + step + requestSeconds.local, seconds / fast, seconds / slow + 2 * step, 'rule')
  return {
    decodeTokensPerSecond: decode,
    prefillTokensPerSecond: quantity(promptTokens / first, (promptTokens / first) * slow, (promptTokens / first) * fast, 'rule'),
    timeToFirstTokenSeconds: waiting(first),
    fullPromptSeconds: waiting(full),
  }
}
