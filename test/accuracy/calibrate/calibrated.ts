import { formatByName } from '../../../src/catalog/formats.ts'
import { bundledCalibration, type CalibrationFile, calibrationOf } from '../../../src/estimator/calibration.ts'
import { allOutcomes } from '../answers.ts'
import type { Measured } from '../measured.ts'
import { type Outcome, weightedQuantile } from '../score.ts'
import { type Fitted, fitted, type Law, type Residual, spreadOf } from './fit.ts'
import { belowFourBits, hardwareFactor, independentShare, priorOf, runtimes, unmeasured } from './priors.ts'
import { type Run, runsOf } from './runs.ts'

const kinds = ['dense', 'moe'] as const
const unsure = { spread: [1, 1], rows: 0, groups: 0 } as const
const us = 1e-6

const decodeLaw: Law = {
  bounds: [
    [0.05, 0.97],
    [2 * us, 3000 * us],
  ],
  looseness: [1.25, 1.6],
  at: ([efficiency = 1, perLayer = 0]) => ({
    ...bundledCalibration,
    independentShare,
    decode: () => ({ efficiency, perLayer, ...unsure }),
  }),
}

const round = (value: number, digits: number) => Number(value.toPrecision(digits))

/** What every row of the file says of its evidence. */
function evidence(fit: Fitted, wider: readonly Residual[]) {
  const [low, high] = spreadOf(fit, wider)
  return { low: round(low, 3), high: round(high, 3), rows: fit.rows, groups: fit.groups }
}

/** One fit a class of hardware that was measured, held near the runtime's own over all hardware. */
function byHardware<Row>(
  law: Law,
  all: readonly Run[],
  prior: 'decode' | 'prefill',
  row: (runtime: string, hardware: string, kind: string, parameters: readonly number[], seen: ReturnType<typeof evidence>) => Row,
): Row[] {
  const everything = new Map<string, readonly Residual[]>()
  const rows: Row[] = []
  for (const kind of kinds) {
    const ofKind = all.filter((run) => run.kind === kind)
    everything.set(kind, fitted(law, ofKind, priorOf(prior, 'any', kind)).residuals)
    for (const runtime of runtimes) {
      const own = ofKind.filter((run) => run.runtime === runtime)
      const whole = fitted(law, own, priorOf(prior, runtime, kind))
      // Nothing measured of the runtime: as unsure as all runtimes together.
      const wide = whole.residuals.length > 0 ? whole.residuals : (everything.get(kind) ?? [])
      rows.push(row(runtime, 'any', kind, whole.parameters, evidence(whole, everything.get(kind) ?? [])))
      const measured = own.map((run) => run.hardware)
      const known = unmeasured.filter(([of]) => of === runtime).map(([, hardware]) => hardware)
      for (const hardware of [...new Set([...measured, ...known])].sort()) {
        const [share = 1, ...others] = whole.parameters
        const near = [share * (hardwareFactor.get(hardware) ?? 1), ...others]
        const fit = fitted(
          law,
          own.filter((run) => run.hardware === hardware),
          near,
        )
        rows.push(row(runtime, hardware, kind, fit.parameters, evidence(fit, wide)))
      }
    }
  }
  return rows
}

/** Kinds of checkpoints that enough sizes are published of to speak of each. */
const checkpoints = ['float', 'fp8', 'fp4'] as const

/** Whether a question is about weights in a format of a family. */
const isFile = (family: string) => (outcome: Outcome) => outcome.question.split(' ').some((word) => formatByName(word)?.family === family)

/** Sizes are counted, not fitted: what is learnt is how far they are from what was seen. */
function counted(part: string, runtime: string, outcomes: readonly Outcome[]) {
  const sizes = new Map<string, number>()
  for (const { group } of outcomes) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  const residuals = outcomes.flatMap(({ group, measured, predicted }) =>
    predicted === undefined ? [] : [{ ratio: measured / predicted.value, weight: 1 / Math.sqrt(sizes.get(group) ?? 1) }],
  )
  const at = (share: number) =>
    weightedQuantile(
      residuals.map(({ ratio, weight }) => ({ value: ratio, weight })),
      share,
    )
  return {
    part,
    runtime,
    low: round(Math.min(at(0.1), 1), 4),
    high: round(Math.max(at(0.9), 1), 4),
    rows: residuals.length,
    groups: sizes.size,
  }
}
/** Every fit of the measured sets. Takes seconds. */
export function calibrated(measured: Measured): CalibrationFile {
  const runs = runsOf(measured.speeds)
  const decode = byHardware(decodeLaw, runs.decode, 'decode', (runtime, hardware, kind, [efficiency = 1, perLayer = 0], seen) => ({
    runtime,
    hardware,
    kind,
    efficiency: round(efficiency, 3),
    perLayerMicroseconds: round(perLayer / us, 3),
    ...seen,
  }))

  const prefillLaw: Law = {
    bounds: [[0.005, 0.97]],
    looseness: [1.6],
    at: ([mfu = 1]) => ({ ...bundledCalibration, prefill: () => ({ mfu, ...unsure }) }),
  }
  const prefill = byHardware(prefillLaw, runs.prefill, 'prefill', (runtime, hardware, kind, [mfu = 1], seen) => ({
    runtime,
    hardware,
    kind,
    mfu: round(mfu, 3),
    ...seen,
  }))

  /** Steps of a batch read and wait as those of one request do: the decode fits just made are part of the serving law. */
  const steps = calibrationOf({ independentShare, belowFourBits, decode, prefill, serving: [], memory: [] })
  const servingLaw: Law = {
    bounds: [
      [0.005, 0.97],
      [0.005, 0.97],
    ],
    looseness: [2, 2],
    at: ([decodeMfu = 1, prefillMfu = 1]) => ({ ...steps, serving: () => ({ decodeMfu, prefillMfu, ...unsure }) }),
  }
  const serving = kinds.flatMap((kind) => {
    const ofKind = runs.serving.filter((run) => run.kind === kind)
    const prior = kind === 'moe' ? [0.1, 0.2] : [0.4, 0.5]
    const all = fitted(servingLaw, ofKind, prior)
    return [...new Set(ofKind.map(({ runtime }) => runtime))].sort().map((runtime) => {
      const fit = fitted(
        servingLaw,
        ofKind.filter((run) => run.runtime === runtime),
        prior,
      )
      const [decodeMfu = 1, prefillMfu = 1] = fit.parameters
      return { runtime, kind, decodeMfu: round(decodeMfu, 3), prefillMfu: round(prefillMfu, 3), ...evidence(fit, all.residuals) }
    })
  })

  const seen = allOutcomes(measured)
  const of = (metric: string, holds: (outcome: Outcome) => boolean = () => true) =>
    seen.filter((outcome) => outcome.metric === metric && outcome.predicted !== undefined && holds(outcome))
  const saidWith = (runtime: string) => (outcome: Outcome) => outcome.question.includes(` ${runtime} `)
  const memory = [
    counted('weights', 'gguf', of('weights, GGUF')),
    counted('weights', 'checkpoint', of('weights, quantised safetensors')),
    ...checkpoints.map((family) => counted('weights', family, of('weights, quantised safetensors', isFile(family)))),
    counted('pool', 'any', of('KV pool of a server')),
    counted('peak', 'any', of('peak memory')),
    counted('peak', 'llama.cpp', of('peak memory', saidWith('llama.cpp'))),
    counted('peak', 'server', of('peak memory', saidWith('vllm'))),
    counted('peak', 'mlx', of('peak memory', saidWith('mlx'))),
    counted('peak', 'eager', of('peak memory', saidWith('transformers'))),
  ]
  return { independentShare, belowFourBits, decode, prefill, serving, memory }
}
