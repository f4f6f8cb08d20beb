import { bytesOnGpu, type LayerBytes, layerBytesOf, type Shares } from './layer-bytes.ts'
import { offloadSpeeds } from './offload-speed.ts'
import { cacheRoom, type Placement } from './place.ts'
import type { Plan } from './plan.ts'
import { GiB, type Why } from './quantity.ts'
import { holds, machineOf, type Ram, ramOf, smallestRam } from './ram.ts'
import type { Offload } from './types.ts'

/** Weights pass through a GPU matrix by matrix while a prompt is read, and need a place there (ggml's scheduler: the largest at a time). Share of a layer. */
const staged = 0.4

const stagedBytes = ({ dense, experts }: LayerBytes) => staged * (dense + experts)

/** As many whole layers as find room, dealt evenly: attention, shared weights and cache before any experts, for those are read for every token. */
export function sharesOf(placement: Placement): Shares | undefined {
  const { plan, count } = placement
  const parts = layerBytesOf(plan)
  const { layers, moeLayers, dense, cache, experts, head } = parts
  const room = cacheRoom(placement) + placement.weights - stagedBytes(parts)
  const dealt = (each: number, taken: number, all: number) => {
    if (each <= 0) return all
    const others = Math.max(0, Math.floor((room - taken) / each)) * (count - 1)
    return Math.min(all, others + Math.floor((room - taken - head) / each))
  }
  if (plan.recipe.runtime === 'ollama') {
    // It deals whole layers, experts and all (ollama #11772 asks for more).
    const whole = dealt(dense + cache + (experts * moeLayers) / layers, 0, layers)
    return whole < 0 ? undefined : { gpuLayers: whole, gpuExperts: Math.floor((moeLayers * whole) / layers) }
  }
  const gpuLayers = dealt(dense + cache, 0, layers)
  if (gpuLayers < 0) return undefined
  const whole = gpuLayers === layers && moeLayers > 0
  const gpuExperts = whole ? Math.max(0, dealt(experts, (layers * (dense + cache)) / count, moeLayers)) : 0
  return { gpuLayers, gpuExperts }
}

/** Cards whose memory is the system's own have nowhere to put the rest; others have no llama.cpp. */
function canOffload({ plan, gpu, support }: Placement): boolean {
  const discrete = gpu.usableFraction === undefined && gpu.class !== 'apple' && gpu.class !== 'tpu' && gpu.class !== 'npu'
  return plan.family === 'llama.cpp' && discrete && support !== 'no' && plan.workload.model.modality !== 'embedding'
}

/**
 * The candidate with what it does not hold in RAM: in as much as was said, or in the smallest sold that is enough. Undefined where
 * it cannot be split so, or nothing would be in RAM.
 */
export function offloadOf(placement: Placement, why: Why): Offload | undefined {
  if (!canOffload(placement)) return undefined
  const { plan, count, buffers } = placement
  const shares = sharesOf(placement)
  if (shares === undefined) return undefined
  const parts = layerBytesOf(plan)
  if (shares.gpuLayers === parts.layers && shares.gpuExperts === parts.moeLayers) return undefined
  return made(plan, placement, shares, count * (buffers.activations + buffers.overhead + stagedBytes(parts)), why)
}

/** Everything in RAM, and no GPU. */
export function withoutGpu(plan: Plan, why: Why): Offload | undefined {
  if (plan.family !== 'llama.cpp' || plan.workload.model.modality === 'embedding') return undefined
  return made(plan, undefined, { gpuLayers: 0, gpuExperts: 0 }, 0, why)
}

/** What the process itself takes of the RAM, bytes. */
const process = 0.5 * GiB

function made(plan: Plan, placement: Placement | undefined, shares: Shares, bufferBytes: number, why: Why): Offload | undefined {
  const parts = layerBytesOf(plan)
  const gpuBytes = bytesOnGpu(parts, shares, placement !== undefined)
  const ramBytes = plan.weights.total + plan.cacheBytes - gpuBytes
  const said = plan.workload.systemRamGb
  const kind = placement && machineOf(placement.gpu, placement.count)
  const ram: Ram | undefined = said === undefined ? smallestRam(ramBytes + process, kind) : ramOf(said, kind)
  if (ram === undefined) return undefined
  return {
    recipe: plan.recipe,
    layers: parts.layers,
    gpuLayers: shares.gpuLayers,
    ...(parts.moeLayers > 0 && { cpuMoeLayers: parts.moeLayers - shares.gpuExperts, moeLayers: parts.moeLayers }),
    gpuBytes,
    bufferBytes,
    ramBytes,
    ramGb: ram.gb,
    ramSaid: said !== undefined,
    ramKind: ram.kind,
    fitsRam: holds(ram, ramBytes + process),
    ...offloadSpeeds(plan, placement, shares, ram, why),
  }
}
