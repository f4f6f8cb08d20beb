import { gpusPerMachine, linkReach } from '../catalog/hardware.ts'
import { allReduceSeconds, schedulingSeconds } from './calibration.ts'
import { peakFlops } from './peak.ts'
import type { Placement } from './place.ts'
import { decodeFitOf } from './plan.ts'
import { bytesReadPerStep } from './weights.ts'

const giga = 1e9

/** Groups that work at the same time on requests of their own: data-parallel ones, and a server's pipeline stages. llama.cpp's stages wait for each other. */
function busyGroups({ plan, layout }: Placement): number {
  return layout.dataParallel * (plan.family === 'server' ? layout.pipelineParallel : 1)
}

/** Sequences in one group's step when `batch` are in flight on the whole candidate. */
export const perGroup = (placement: Placement, batch: number) => Math.max(1, batch / busyGroups(placement))

/** GPUs whose tokens meet at the experts of a layer, and which hold them together. */
const expertGroup = ({ layout, plan }: Placement) => layout.tensorParallel * (plan.moe ? layout.dataParallel : 1)

/** GB/s of one direction between the GPUs of a layer. Across PCIe without a bridge: what a copy through the host reaches. */
function linkBandwidth({ gpu }: Placement, fast: boolean): number {
  const pcie = 25
  const reached = 0.75
  return (fast ? (gpu.link.GBps ?? 300) / 2 : pcie) * giga * reached
}

/** Whether the GPUs of a layer talk over PCIe or a network. */
export function crossesSlowLink(placement: Placement): boolean {
  return expertGroup(placement) > linkReach(placement.gpu)
}

/** Seconds two all-reduces a layer take for so many tokens: latency for a few, bandwidth for a prompt. One hop per pipeline stage. */
export function communicationSeconds(placement: Placement, tokens: number): number {
  const { layout, gpu, plan } = placement
  const together = expertGroup(placement)
  const fast = !crossesSlowLink(placement)
  const crossesNodes = placement.count > gpusPerMachine(gpu)
  let seconds = (layout.pipelineParallel - 1) * (crossesNodes ? allReduceSeconds.network : allReduceSeconds.pcie)
  if (together > 1) {
    const bytes = (tokens * plan.shape.hidden * 2 * 2 * (together - 1)) / together
    seconds += 2 * plan.wholeLayers * ((fast ? allReduceSeconds.fast : allReduceSeconds.pcie) + bytes / linkBandwidth(placement, fast))
  }
  return seconds
}

/** Bytes one GPU reads while `batch` sequences make a token each at the workload's depth: weights, the experts they meet, caches. */
export function bytesPerStep(placement: Placement, batch: number): number {
  const { plan, layout, depthBytes } = placement
  const sequences = perGroup(placement, batch)
  const tokens = sequences * (plan.moe ? layout.dataParallel : 1)
  const experts = bytesReadPerStep(plan.weights, tokens, plan.calibration.independentShare) - plan.weights.readAlways
  return plan.weights.readAlways / layout.tensorParallel + experts / expertGroup(placement) + sequences * depthBytes
}

/** Bandwidth bound of one stream, tokens/s: no efficiency, no fixed time. Layers on other cards wait their turn. */
export function rooflineTokensPerSecond(placement: Placement): number {
  return (placement.gpu.bandwidthGBps * giga) / bytesPerStep(placement, 1)
}

/** Bandwidth bound of `batch` streams together, tokens/s: each step reads the shared weights once. */
export function rooflineOfBatch(placement: Placement, batch: number): number {
  return (batch * placement.gpu.bandwidthGBps * giga) / bytesPerStep(placement, batch)
}

/** What a step is made of, seconds on perfect hardware: the calibration says how far real ones are from it. */
export interface StepParts {
  /** All bytes at the peak bandwidth. */
  readonly reading: number
  /** The products that more than one sequence adds, at the peak rate of the format. */
  readonly multiplying: number
  /** Layers, each of which costs a fixed time whatever its width. */
  readonly layers: number
  /** Sequences the scheduler and the sampler handle beside the first. */
  readonly others: number
  /** Seconds as they are: fitted to links, not to runtimes. */
  readonly communication: number
}

export function stepParts(placement: Placement, batch: number): StepParts {
  const { plan, gpu, layout } = placement
  const sequences = perGroup(placement, batch)
  return {
    reading: bytesPerStep(placement, batch) / (gpu.bandwidthGBps * giga),
    multiplying: (2 * plan.weights.activeParameters * (sequences - 1)) / (layout.tensorParallel * peakFlops(placement)),
    layers: plan.wholeLayers,
    others: sequences - 1,
    communication: communicationSeconds(placement, sequences),
  }
}

/** A step under a fit: seconds. */
export function secondsOf(parts: StepParts, decode: { readonly efficiency: number; readonly perLayer: number }, decodeMfu: number): number {
  return (
    parts.reading / decode.efficiency +
    parts.multiplying / decodeMfu +
    parts.layers * decode.perLayer +
    parts.others * schedulingSeconds +
    parts.communication
  )
}

/** Seconds in which `batch` sequences get one token each. */
export function stepSeconds(placement: Placement, batch: number): number {
  const { plan, gpu } = placement
  return secondsOf(stepParts(placement, batch), decodeFitOf(plan, gpu), plan.calibration.serving(plan.recipe.runtime, plan.moe).decodeMfu)
}
