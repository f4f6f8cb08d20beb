import type { Runtime, RuntimeFamily } from '../catalog/runtimes.ts'
import type { Gpu } from '../catalog/types.ts'
import calibration from './calibration.json' with { type: 'json' }
import type { Basis } from './types.ts'

/** GPUs that reach a like share of their bandwidth: same memory, same software, same power limits. */
export type SpeedClass =
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

export function speedClass(gpu: Gpu): SpeedClass {
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

type Kind = 'dense' | 'moe'
type Interval = readonly [low: number, high: number]

/** How much a fit rests on. */
export interface Evidence {
  /** 10th and 90th percentile of measured / predicted speed, over measurements that were kept out of the fit. */
  readonly spread: Interval
  /** Measurements behind it; 0: carried over from the runtime on other hardware. */
  readonly rows: number
  /** Different pairs of model and GPU among them. */
  readonly groups: number
}

/**
 * One decode step takes bytes / (bandwidth × efficiency) + layers × perLayer. The second term is what measurement adds to the
 * roofline: launches, synchronisation and small kernels, the same for every token whatever the model's width.
 */
export interface DecodeFit extends Evidence {
  /** Share of peak bandwidth reached while weights stream. */
  readonly efficiency: number
  /** Fixed time per layer and token, seconds. */
  readonly perLayer: number
}

/** Share of the dense peak that the matrix products of one prompt reach. */
interface PrefillFit extends Evidence {
  readonly mfu: number
}

/** Shares of the dense peak while many requests are served: of the steps' further sequences, and of prompts that come in between. */
interface ServingFit extends Evidence {
  readonly decodeMfu: number
  readonly prefillMfu: number
}

const us = 1e-6

const evidenceOf = (row: Omit<Row, 'runtime' | 'kind'>): Evidence => ({
  spread: [row.low, row.high],
  rows: row.rows,
  groups: row.groups,
})

/** A fit as the calibration file writes it. `hardware`: a SpeedClass, or `any` for the runtime on all of it. */
interface Row {
  readonly runtime: string
  readonly kind: string
  readonly low: number
  readonly high: number
  readonly rows: number
  readonly groups: number
}
export interface CalibrationFile {
  readonly independentShare: number
  readonly belowFourBits: number
  readonly memory: readonly (Omit<Row, 'kind'> & { readonly part: string })[]
  readonly decode: readonly (Row & { readonly hardware: string; readonly efficiency: number; readonly perLayerMicroseconds: number })[]
  readonly prefill: readonly (Row & { readonly hardware: string; readonly mfu: number })[]
  readonly serving: readonly (Row & { readonly decodeMfu: number; readonly prefillMfu: number })[]
}

/** Everything about speed that was measured rather than counted. */
export interface Calibration {
  /** Share of its efficiency that a runtime keeps where weights have fewer than four bits. */
  readonly belowFourBits: number
  /** Of a batch's further tokens, the share that picks experts as if by itself. */
  readonly independentShare: number
  /** A runtime on a GPU; where its class was not measured, the runtime over all hardware. */
  decode(family: RuntimeFamily, gpu: Gpu, moe: boolean): DecodeFit
  prefill(family: RuntimeFamily, gpu: Gpu, moe: boolean): PrefillFit
  /** How far sizes that were counted are from those that were seen; `of` a RuntimeFamily, or of weights a kind of file. */
  memory(part: MemoryPart, of: string): Evidence
  /** vLLM and SGLang are fitted together; a runtime that is no server is taken as they are. */
  serving(runtime: Runtime, moe: boolean): ServingFit
}

type MemoryPart = 'weights' | 'pool' | 'peak'

const kindOf = (moe: boolean): Kind => (moe ? 'moe' : 'dense')

/** Fits by runtime, kind and class of hardware. Looked up a few thousand times an answer, so that no key is glued together. */
class Table<Fit> {
  readonly #fits = new Map<string, Map<string, Map<string, Fit>>>()

  add(runtime: string, kind: string, hardware: string, fit: Fit): void {
    const kinds = this.#fits.get(runtime) ?? new Map<string, Map<string, Fit>>()
    const classes = kinds.get(kind) ?? new Map<string, Fit>()
    this.#fits.set(runtime, kinds)
    kinds.set(kind, classes)
    classes.set(hardware, fit)
  }

  get(runtime: string, kind: string, hardware: string): Fit | undefined {
    return this.#fits.get(runtime)?.get(kind)?.get(hardware)
  }

  /** Of the hardware, or failing that of any. */
  find(runtime: string, kind: string, hardware: string): Fit {
    const fit = this.get(runtime, kind, hardware) ?? this.get(runtime, kind, any)
    if (fit === undefined) throw new Error(`no calibration of ${runtime} for ${kind} models`)
    return fit
  }
}

const any = 'any'
const classes = new WeakMap<Gpu, SpeedClass>()

function classOf(gpu: Gpu): SpeedClass {
  const known = classes.get(gpu)
  if (known !== undefined) return known
  const found = speedClass(gpu)
  classes.set(gpu, found)
  return found
}

/** Reads a calibration file into fits. */
export function calibrationOf(file: CalibrationFile): Calibration {
  const decode = new Table<DecodeFit>()
  for (const { runtime, hardware, kind, efficiency, perLayerMicroseconds, ...row } of file.decode)
    decode.add(runtime, kind, hardware, { efficiency, perLayer: perLayerMicroseconds * us, ...evidenceOf(row) })
  const prefill = new Table<PrefillFit>()
  for (const { runtime, hardware, kind, mfu, ...row } of file.prefill) prefill.add(runtime, kind, hardware, { mfu, ...evidenceOf(row) })
  const memory = new Table<Evidence>()
  for (const { part, runtime, ...row } of file.memory) memory.add(part, runtime, any, evidenceOf(row))
  const serving = new Table<ServingFit>()
  for (const { runtime, kind, decodeMfu, prefillMfu, ...row } of file.serving)
    serving.add(runtime, kind, any, { decodeMfu, prefillMfu, ...evidenceOf(row) })
  return {
    independentShare: file.independentShare,
    belowFourBits: file.belowFourBits,
    decode: (family, gpu, moe) => decode.find(family, kindOf(moe), classOf(gpu)),
    prefill: (family, gpu, moe) => prefill.find(family, kindOf(moe), classOf(gpu)),
    memory: (part, of) => memory.get(part, of, any) ?? memory.get(part, 'checkpoint', any) ?? memory.find(part, any, any),
    serving: (runtime, moe) => serving.get(runtime, kindOf(moe), any) ?? serving.find('vllm', kindOf(moe), any),
  }
}

/** The one that comes with the program: `npm run calibrate` makes it. */
export const bundledCalibration: Calibration = calibrationOf(calibration)

/** Fewer pairs of model and GPU than this are thin evidence: the number is called a rule. */
const thin = 4

export const basisOf = ({ groups }: Evidence): Basis => (groups >= thin ? 'calibrated' : 'rule')

/** What the scheduler and the sampler take for each further sequence of a step, seconds (vLLM and TensorRT-LLM profiles: 3–10 µs). */
export const schedulingSeconds = 5 * us

/** One all-reduce of a decode step's few kilobytes: latency, not bandwidth (published NCCL and custom-kernel timings), seconds. */
export const allReduceSeconds = { fast: 10 * us, pcie: 30 * us, network: 60 * us } as const

/**
 * What is left of a speed, at the low end, where the GPUs of a layer talk over PCIe: 0.61, 0.48 and 0.37 of the summed bound on 2, 4 and 8 cards
 * in 2023, all of it in 2026 (published single-stream tables).
 */
export const slowLinkShare = 0.6

/** From the request's arrival to the first kernel: HTTP, tokeniser, scheduler. Seconds. */
export const requestSeconds = { server: 0.03, local: 0.02 } as const

/** Decode draws 60–80 % of the board's limit (published node measurements). */
export const decodePowerShare: readonly [low: number, mid: number, high: number] = [0.6, 0.7, 0.85]
