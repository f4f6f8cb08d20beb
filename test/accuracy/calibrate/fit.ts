import type { Calibration } from '../../../src/estimator/calibration.ts'
import { weightedQuantile } from '../score.ts'
import type { Run } from './runs.ts'
import { least } from './search.ts'

/** A few parameters with a meaning, and how a calibration with them reads. */
export interface Law {
  readonly bounds: readonly (readonly [low: number, high: number])[]
  /** How far, as a ratio, a parameter may lie from its prior before that needs evidence. */
  readonly looseness: readonly number[]
  /** The calibration in which every fit has these parameters. */
  at(parameters: readonly number[]): Calibration
}

export interface Residual {
  readonly ratio: number
  readonly weight: number
}

export interface Fitted {
  readonly parameters: readonly number[]
  /** Measured / predicted of every run, by the parameters and by those that were fitted without its model and GPU. */
  readonly residuals: readonly Residual[]
  readonly rows: number
  readonly groups: number
}

/** Runs of one model on one GPU count together as the square root of their number: more than one, less than each. */
function weightsOf(runs: readonly Run[]): readonly number[] {
  const sizes = new Map<string, number>()
  for (const { group } of runs) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  return runs.map(({ group }) => 1 / Math.sqrt(sizes.get(group) ?? 1))
}

/** Two careful measurements of one set-up differ by this much: below it nothing is learnt. */
const noise = 0.05
/** A prior counts as much as so many runs. */
const priorWeight = 2

function parametersFor(law: Law, runs: readonly Run[], prior: readonly number[]): number[] {
  const weights = weightsOf(runs)
  const cost = (point: readonly number[]) => {
    const calibration = law.at(point)
    let sum = 0
    for (const [index, { measured, placement, predict }] of runs.entries()) {
      const off = Math.log(measured / predict({ ...placement, plan: { ...placement.plan, calibration } }))
      // Between squares and absolute values: far-off rows are somebody's mistake more often than news.
      sum += (weights[index] ?? 0) * Math.sqrt(off * off + noise * noise)
    }
    for (const [index, value] of point.entries()) {
      const away = Math.log(value / (prior[index] ?? value)) / Math.log(law.looseness[index] ?? 2)
      sum += priorWeight * noise * away * away
    }
    return sum
  }
  return least(cost, prior, law.bounds)
}

const folds = 5

/** Measured / predicted of runs under one calibration. */
function residualsOf(runs: readonly Run[], calibration: Calibration): Residual[] {
  const weights = weightsOf(runs)
  return runs.map(({ measured, placement, predict }, index) => ({
    ratio: measured / predict({ ...placement, plan: { ...placement.plan, calibration } }),
    weight: weights[index] ?? 0,
  }))
}

/**
 * Fits a law to runs, starting from and held near `prior`. Residuals by cross-validation over pairs of model and GPU, which makes a fit of a
 * few pairs look worse than it is, together with those of the fit itself, which make it look better.
 */
export function fitted(law: Law, runs: readonly Run[], prior: readonly number[]): Fitted {
  const groups = [...new Set(runs.map(({ group }) => group))].sort()
  const parameters = parametersFor(law, runs, prior)
  const residuals = residualsOf(runs, law.at(parameters))
  for (let fold = 0; fold < Math.min(folds, groups.length); fold++) {
    const out = new Set(groups.filter((_, index) => index % folds === fold))
    const seen = runs.filter(({ group }) => !out.has(group))
    const kept = runs.filter(({ group }) => out.has(group))
    residuals.push(...residualsOf(kept, law.at(parametersFor(law, seen, prior))))
  }
  return { parameters, residuals, rows: runs.length, groups: groups.length }
}

/** Thin evidence is filled up with what the runtime does on all hardware, which counts as so many runs. */
const borrowedWeight = 6
/** Two measurements of one set-up differ by more than this one time in five. */
const narrowest = 0.1
/** From fewer pairs of model and GPU nobody can tell an interval: one run far off would be all of it. It is what others show, and not narrower than this. */
const few = 4
const unsure = [0.7, 1.4] as const

/** The 80 % interval of measured / predicted; what little evidence there is borrows from `wider`. */
export function spreadOf({ residuals, groups }: Fitted, wider: readonly Residual[]): readonly [low: number, high: number] {
  const total = wider.reduce((sum, { weight }) => sum + weight, 0)
  const borrowed = wider.map(({ ratio, weight }) => ({ ratio, weight: (weight * borrowedWeight) / total }))
  const pool = groups < few ? borrowed : [...residuals, ...borrowed]
  const at = (share: number) =>
    weightedQuantile(
      pool.map(({ ratio, weight }) => ({ value: ratio, weight })),
      share,
    )
  const [low, high] = groups < few ? unsure : ([1 - narrowest, 1 + narrowest] as const)
  return [Math.min(at(0.1), low), Math.max(at(0.9), high)]
}
