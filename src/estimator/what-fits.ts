import type { Model } from '../catalog/types.ts'
import { bundledCalibration, type Calibration } from './calibration.ts'
import { type Fitting, gradeRank, type HardwareSet, lossyWays, onGpus, ramWays, speedOf, waysOn, withRam } from './fitting.ts'
import { isMixture, sizeOf, worth } from './preferred-models.ts'
import type { Workload } from './types.ts'

/** Sizes of models people choose between: billions of parameters, dense ones and mixtures apart where they are different things to run. */
interface SizeClass {
  readonly fromB: number
  readonly belowB: number
  /** null: both. */
  readonly mixture: boolean | null
}

/** The best of a class on some hardware. */
export interface ClassFit {
  readonly size: SizeClass
  readonly best: Fitting
  /** Others of the class that do as well, by other makers. */
  readonly others: readonly Model[]
}

const bounds = [0, 0.3, 2.8, 5.9, 10.5, 17, 40, 90, 140, 450, Number.POSITIVE_INFINITY]
/** From here on a mixture runs several times as fast as a dense model of the size. */
const apartFromB = 17

/** Largest first. */
const classes: readonly SizeClass[] = bounds
  .slice(1)
  .flatMap((belowB, index): SizeClass[] => {
    const fromB = bounds[index] ?? 0
    const kinds = fromB >= apartFromB ? [false, true] : [null]
    return kinds.map((mixture) => ({ fromB, belowB, mixture }))
  })
  .reverse()

const isOf = ({ fromB, belowB, mixture }: SizeClass, model: Model) =>
  sizeOf(model) >= fromB && sizeOf(model) < belowB && (mixture === null || mixture === isMixture(model))

const maker = ({ id }: Model) => id.slice(0, id.indexOf('/'))

const mostOthers = 2

/** The best way to run each, in order, until one is good and there are enough others; no more than is looked at is worked out. */
function bestOf(workloads: readonly Workload[], fit: (workload: Workload) => Fitting | undefined): Fitting[] {
  const found: Fitting[] = []
  for (const workload of workloads) {
    const good = found.filter(({ grade }) => grade === 'good')
    if (good.length > 0 && new Set(good.map(({ model }) => maker(model))).size > mostOthers) break
    const one = fit(workload)
    if (one !== undefined) found.push(one)
  }
  return found.sort((a, b) => gradeRank[a.grade] - gradeRank[b.grade])
}

/** Each by a maker of its own. */
function othersOf([best, ...rest]: readonly Fitting[]): readonly Model[] {
  const seen = new Set(best === undefined ? [] : [maker(best.model)])
  const others = rest.filter(({ grade, model }) => grade === best?.grade && !seen.has(maker(model)) && seen.add(maker(model)))
  return others.slice(0, mostOthers).map(({ model }) => model)
}

/**
 * Of each class of size the best model (newest among equals) that runs well on so many of a GPU, in the best format that fits with ease; with RAM that was
 * said, mixtures with their experts in it; without a GPU, all of it there. Largest class first. Pure.
 */
export function whatFits(
  workloads: readonly Workload[],
  set: HardwareSet | undefined,
  calibration: Calibration = bundledCalibration,
): readonly ClassFit[] {
  return classes.flatMap((size) => {
    const ofClass = workloads.filter(({ model }) => isOf(size, model)).sort((a, b) => worth(b.model) - worth(a.model))
    const found = fitsOf(ofClass, set, calibration)
    const [best] = found
    return best === undefined ? [] : [{ size, best, others: othersOf(found) }]
  })
}

function fitsOf(workloads: readonly Workload[], set: HardwareSet | undefined, calibration: Calibration): readonly Fitting[] {
  if (set === undefined) return bestOf(workloads, (workload) => withRam(workload, waysOn(workload, undefined), undefined, calibration))
  const onCard = bestOf(workloads, (workload) => onGpus(workload, waysOn(workload, set.gpu), set, calibration))
  if (onCard[0]?.grade === 'good') return onCard
  const mixtures = workloads.filter(({ model, systemRamGb }) => systemRamGb !== undefined && isMixture(model))
  const inRam = bestOf(mixtures, (workload) => withRam(workload, ramWays(workload), set, calibration))
  if (inRam[0] !== undefined && (onCard[0] === undefined || inRam[0].grade === 'good')) return inRam
  if (onCard.length > 0) return onCard
  const lossy = bestOf(workloads, (workload) => mostBitsOf(workload, set, calibration))
  return lossy.map((fitting) => ({ ...fitting, lossy: true }))
}

/** Each step down costs more than a card that is nearly full. */
function mostBitsOf(workload: Workload, set: HardwareSet, calibration: Calibration): Fitting | undefined {
  for (const way of lossyWays(workload)) {
    const found = onGpus(workload, [way], set, calibration)
    if (found !== undefined) return found
  }
  return undefined
}

/** Which of the classes the answer names. */
export interface Picks {
  /** What was asked for: the best all in all, or the largest, or the fastest. */
  readonly best: ClassFit
  /** The best all in all, where another was asked for. */
  readonly overall?: ClassFit
  /** Clearly faster, and nearly as good. */
  readonly faster?: ClassFit
  /** Clearly larger. */
  readonly larger?: ClassFit
}

/** Four bits a weight where more were published, on a server: it is one step down. */
const fewBits = 1
/** A model that is so much less good, in doublings of size, is no alternative. */
const alternative = 2.5
const clearlyFaster = 1.5
const clearlyLarger = 1.5

/** Slower than this costs as much as a smaller model: half a doubling for each halving. Tokens/s. */
const comfortable = 20

function meritOf(fit: ClassFit): number {
  const { model, recipe, grade, lossy, placement } = fit.best
  const hurry = model.modality === 'embedding' ? 0 : Math.max(0, Math.log2(comfortable / rateOf(fit))) / 2
  const isReduced = placement?.plan.family === 'server' && recipe.fallback && recipe.format.nominalBits < 6
  return worth(model) - hurry - (isReduced ? fewBits : 0) - 2 * gradeRank[grade] - (lossy ? 4 : 0)
}

const rateOf = ({ best }: ClassFit) => speedOf(best)?.value ?? 0
const parametersOf = ({ best }: ClassFit) => best.model.parametersB

function most(fits: readonly ClassFit[], measure: (fit: ClassFit) => number): ClassFit | undefined {
  return fits.reduce<ClassFit | undefined>((found, fit) => (found === undefined || measure(fit) > measure(found) ? fit : found), undefined)
}

/** Undefined where nothing fits. `prefer`: which one was asked for. */
export function picksOf(fits: readonly ClassFit[], prefer: 'largest' | 'fastest' | null): Picks | undefined {
  const overall = most(fits, meritOf)
  if (overall === undefined) return undefined
  const sound = fits.filter(({ best }) => !best.lossy)
  const close = sound.filter(({ best }) => worth(best.model) >= worth(overall.best.model) - alternative)
  const wanted = prefer === 'largest' ? most(sound, parametersOf) : prefer === 'fastest' ? most(close, rateOf) : overall
  const best = wanted ?? overall
  // Twice the speed is worth half a doubling of size.
  const faster = most(
    close.filter((fit) => fit !== overall && rateOf(fit) >= clearlyFaster * rateOf(best)),
    (fit) => meritOf(fit) + Math.log2(rateOf(fit)) / 2,
  )
  const largest = most(sound, parametersOf)
  const larger =
    largest !== faster && largest !== undefined && parametersOf(largest) > clearlyLarger * parametersOf(best) ? largest : undefined
  return { best, ...(overall !== best && { overall }), ...(faster && { faster }), ...(larger && { larger }) }
}
