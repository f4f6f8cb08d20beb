import { formatByName } from '../catalog/formats.ts'
import { usableBytes } from '../catalog/memory.ts'
import { runtimeFamily } from '../catalog/runtimes.ts'
import type { Gpu, Model } from '../catalog/types.ts'
import type { Calibration } from './calibration.ts'
import { isEnough, isServerClass } from './load.ts'
import { offloadOf, withoutGpu } from './offload.ts'
import { longestThatFits } from './option-memory.ts'
import { speedsOf } from './option-speed.ts'
import { cacheRoom, ceilingOf, needOf, type Placement, place } from './place.ts'
import { type Plan, planOf } from './plan.ts'
import { silent } from './quantity.ts'
import { readingSpeed, streamTokensPerSecond } from './serving.ts'
import { rooflineTokensPerSecond } from './step.ts'
import type { Offload, Quantity, Recipe, Workload } from './types.ts'

/** What a model is to fit: so many of a GPU. */
export interface HardwareSet {
  readonly gpu: Gpu
  readonly memoryGb: number
  readonly count: number
}

/** How good an answer a model is on some hardware, best first; `slow` is read along with, barely. */
export type Grade = 'good' | 'tight' | 'slow'

/** One model in one format on the hardware that was asked about. */
export interface Fitting {
  readonly model: Model
  readonly recipe: Recipe
  readonly workload: Workload
  readonly grade: Grade
  /** Fewer bits than are good for it: nothing better fits. */
  readonly lossy: boolean
  /** Absent where everything is in RAM. */
  readonly placement?: Placement
  /** Set where a part, or all of it, is in RAM. */
  readonly offload?: Offload
}

/** Below this a reader should be warned. Tokens/s of one user. */
const pleasant = 10
/** More bits than Q8_0 has only cost speed on a desk. */
const mostDesktopBits = 9
/** llama-server's default number of slots: more requests at once are a server's work. */
const mostSlots = 4
/** Below Q4_K_M, and still above three and a half bits a weight. */
const lossyNames = ['IQ4_XS', 'Q3_K_M'] as const

const isFile = ({ format, runtime }: Recipe) => runtimeFamily(runtime) === 'llama.cpp' && format.nominalBits < mostDesktopBits

/** What is worth trying on a GPU, most bits first: GGUF files on a desk, a server's formats on a server's card and for many users; as it was said, where it was. */
export function waysOn({ recipes, concurrency, model }: Workload, gpu: Gpu | undefined): readonly Recipe[] {
  const ways = [...recipes].sort((a, b) => b.format.nominalBits - a.format.nominalBits)
  if (model.modality === 'embedding') return ways.filter(({ format }) => format.nominalBits > 8)
  const files = ways.filter(isFile)
  const served = gpu !== undefined && (isServerClass(gpu) || concurrency > mostSlots)
  if (served) return [...ways.filter(({ runtime }) => runtimeFamily(runtime) === 'server'), ...files]
  return files.length > 0 ? files : ways
}

/** The same file in fewer bits, where the format was left open. */
export function lossyWays({ recipes, model }: Workload): readonly Recipe[] {
  const file = recipes.find(({ fallback, format }) => fallback && format.name === 'Q4_K_M')
  if (file === undefined || model.dtype === 'mxfp4' || model.dtype === 'int4') return []
  return lossyNames.flatMap((name) => {
    const format = formatByName(name)
    return format === undefined ? [] : [{ ...file, format }]
  })
}

/** Mixtures in RAM are run in four bits: more would only be slower. */
export function ramWays({ recipes }: Workload): readonly Recipe[] {
  return recipes.filter(({ format, runtime }) => runtimeFamily(runtime) === 'llama.cpp' && format.nominalBits < 6)
}

/** What any format of `bits` takes at the least, bytes: what cannot fit is not worked out. */
const leastBytes = (model: Model, { format }: Recipe) => model.parametersB * 1e9 * (format.nominalBits / 8) * 0.85

/** The best of `ways` on the GPUs alone; undefined where none holds the model at a speed to read along with, or to the target. */
export function onGpus(workload: Workload, ways: readonly Recipe[], set: HardwareSet, calibration: Calibration): Fitting | undefined {
  const { gpu, memoryGb, count } = set
  const room = usableBytes(gpu, memoryGb) * count
  let best: Fitting | undefined
  for (const recipe of ways) {
    if (leastBytes(workload.model, recipe) > room) continue
    const placement = place(planOf(workload, recipe, calibration), gpu, memoryGb, count)
    if (placement.verdict === 'no' || !isEnough(placement)) continue
    const grade = gradeOf(workload, rateOf(placement), placement.verdict)
    if (grade === undefined) continue
    const found: Fitting = { model: workload.model, recipe, workload, grade, lossy: false, placement }
    if (grade === 'good') return found
    // Of two that only just do, the smaller leaves more room and is faster.
    if (best === undefined || gradeRank[grade] <= gradeRank[best.grade]) best = found
  }
  return best
}

/** The best of `ways` with the experts, or everything, in the RAM that was said; undefined where that is too slow or too small. */
export function withRam(
  workload: Workload,
  ways: readonly Recipe[],
  set: HardwareSet | undefined,
  calibration: Calibration,
): Fitting | undefined {
  let best: Fitting | undefined
  for (const recipe of ways) {
    const plan = planOf(workload, recipe, calibration)
    const offload = offloaded(plan, set)
    if (offload === undefined || !offload.fitsRam) continue
    const rate = offload.decodeTokensPerSecond.value
    const grade = gradeOf(workload, rate, 'fits')
    if (grade === undefined) continue
    const placement = set === undefined ? undefined : place(plan, set.gpu, set.memoryGb, set.count)
    const found: Fitting = { model: workload.model, recipe, workload, grade, lossy: false, offload, ...(placement && { placement }) }
    if (grade === 'good') return found
    best = found
  }
  return best
}

function offloaded(plan: Plan, set: HardwareSet | undefined): Offload | undefined {
  return set === undefined ? withoutGpu(plan, silent) : offloadOf(place(plan, set.gpu, set.memoryGb, set.count), silent)
}

export const gradeRank: Readonly<Record<Grade, number>> = { good: 0, tight: 1, slow: 2 }

function gradeOf(workload: Workload, rate: number, verdict: 'fits' | 'tight'): Grade | undefined {
  const { model, concurrency, targetTokensPerSecond = 0 } = workload
  const fit = verdict === 'fits' ? 'good' : 'tight'
  if (model.modality === 'embedding') return fit
  if (rate < Math.max(readingSpeed, targetTokensPerSecond)) return undefined
  return rate < pleasant && concurrency === 1 ? 'slow' : fit
}

/** Tokens/s one user sees while an answer is written, never above the bound: the central value of `speedOf`, at a fraction of its work. */
const rateOf = (placement: Placement) =>
  Math.min(streamTokensPerSecond(placement, placement.plan.workload.concurrency), rooflineTokensPerSecond(placement))

/** Tokens/s one user sees, with its range; of an encoder, what it reads. */
export function speedOf({ placement, offload, model }: Fitting): Quantity | undefined {
  if (offload !== undefined) return offload.decodeTokensPerSecond
  if (placement === undefined) return undefined
  const speeds = speedsOf(placement, rooflineTokensPerSecond(placement), silent)
  return model.modality === 'embedding' ? speeds.prefillTokensPerSecond : (speeds.perUserTokensPerSecond ?? speeds.decodeTokensPerSecond)
}

/** The same model in the same format on other hardware; undefined where it does not fit there. */
export function onOther(fitting: Fitting, { gpu, memoryGb, count }: HardwareSet): Fitting | undefined {
  if (fitting.placement === undefined) return undefined
  const placement = place(fitting.placement.plan, gpu, memoryGb, count)
  if (fitting.offload === undefined) return placement.verdict === 'no' ? undefined : { ...fitting, placement }
  const offload = offloadOf(placement, silent)
  return offload === undefined ? undefined : { ...fitting, placement, offload }
}

/** Bytes on all GPUs together, and what they may be filled with. */
export function memoryOf({ placement, offload }: Fitting): { readonly need: number; readonly ceiling: number } | undefined {
  if (placement === undefined) return undefined
  const ceiling = ceilingOf(placement) * placement.count
  return offload === undefined
    ? { need: needOf(placement) * placement.count, ceiling }
    : { need: offload.gpuBytes + offload.bufferBytes, ceiling }
}

/** The longest context one user can have, tokens; undefined where a part is in RAM and it depends on that. */
export function maxContextOf({ placement, offload }: Fitting): number | undefined {
  return placement === undefined || offload !== undefined ? undefined : longestThatFits(placement, cacheRoom(placement))
}
