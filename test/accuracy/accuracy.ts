// `npm run accuracy -- <folder>`: how far the answers are from published measurements. Without a folder: those that come with the project.
// `--cross` answers each fifth of the pairs of model and GPU with a calibration made from the other four. `--misses [metric]` lists the figures farthest off.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { calibrationOf } from '../../src/estimator/calibration.ts'
import { allOutcomes, groupOf } from './answers.ts'
import { calibrated } from './calibrate/calibrated.ts'
import { type Measured, type Row, readMeasured } from './measured.ts'
import { error, type Outcome, scores } from './score.ts'
import { percent, table } from './table.ts'

const mostMisses = 40

function misses(outcomes: readonly Outcome[], metric: string | undefined): string {
  const factor = ({ measured, predicted }: Outcome) => (predicted === undefined ? Number.NaN : predicted.value / measured)
  const wrong = (outcome: Outcome) => (outcome.predicted === undefined ? Number.POSITIVE_INFINITY : Math.abs(Math.log(factor(outcome))))
  return outcomes
    .filter((outcome) => metric === undefined || outcome.metric.includes(metric))
    .sort((a, b) => wrong(b) - wrong(a) || error(b) - error(a))
    .slice(0, mostMisses)
    .map((outcome) => `${outcome.metric}: × ${factor(outcome).toFixed(2)} of ${outcome.measured.toPrecision(4)}: ${outcome.question}`)
    .join('\n')
}

const folds = 5

/** Every figure, answered by a calibration that has not seen its model on its GPU. */
function crossValidated(measured: Measured): Outcome[] {
  const groups = [...new Set([...measured.weights, ...measured.caches, ...measured.speeds].map(groupOf))].sort()
  const place = new Map(groups.map((group, index) => [group, index % folds]))
  const only = (holds: (row: Row) => boolean): Measured => ({
    weights: measured.weights.filter(holds),
    caches: measured.caches.filter(holds),
    speeds: measured.speeds.filter(holds),
  })
  return Array.from({ length: folds }, (_, fold) => {
    const isOut = (row: Row) => place.get(groupOf(row)) === fold
    return allOutcomes(only(isOut), calibrationOf(calibrated(only((row) => !isOut(row)))))
  }).flat()
}

const { argv, stdout } = process
const options = argv.slice(2)
const at = options.indexOf('--misses')
const folder = options[0]?.startsWith('--') === false ? options[0] : join(import.meta.dirname, '..', '..', 'test', 'accuracy', 'reference')
if (!existsSync(folder)) {
  process.stderr.write(`There is no folder ${folder}.\n`)
  process.exit(1)
}
const measured = readMeasured(folder)
const outcomes = options.includes('--cross') ? crossValidated(measured) : allOutcomes(measured)
const answered = outcomes.filter(({ predicted }) => predicted !== undefined).length
stdout.write(`${outcomes.length} figures, ${percent(answered / outcomes.length, 1)} answered\n\n${table(scores(outcomes))}\n`)
if (at >= 0) stdout.write(`\n${misses(outcomes, options[at + 1])}\n`)
