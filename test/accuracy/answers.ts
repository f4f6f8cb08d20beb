import { commands } from '../../commands/index.ts'
import { bundledCalibration } from '../../src/estimator/calibration.ts'
import type { Estimate, Option } from '../../src/estimator/types.ts'
import { createHeadroom, type Headroom } from '../../src/headroom.ts'
import { parse } from '../../src/language/parse.ts'
import { bundledPrices as prices } from '../../src/prices/snapshot.ts'
import { asked } from './asked.ts'
import type { Measured, Row } from './measured.ts'
import { cacheFigures, type Figure, speedFigures, weightFigures } from './metrics.ts'
import type { Outcome } from './score.ts'

const now = { now: new Date(0), zone: 'UTC' }
const fit = commands.find(({ name }) => name === 'fit')

/** Whether a name is enough to say which model, or at least of what size. */
function knows(name: string): boolean {
  const { model, paramsB } = parse(`${name} q4_k_m on a 4090`, now)
  return model !== null || paramsB !== null
}

/** Rows of one model on one GPU are one piece of evidence. */
export const groupOf = (row: Row) => `${row.model} on ${row.gpu ?? 'any'}`

/** A row as a user would ask it. */
export const questionOf = (row: Row) => asked(row, knows)

interface Answered {
  readonly estimate: Estimate
  /** On the GPUs that were asked about. */
  readonly option: Option | undefined
}

/** What the program answers to a text, by the way every user's question takes; undefined where it refuses. */
function answer(text: string, headroom: Headroom): Answered | undefined {
  const reply = headroom.reply(text, now, fit)
  if (reply.kind !== 'answer' || reply.answer.estimate === undefined) return undefined
  const { estimate } = reply.answer
  return { estimate, option: estimate.options.find((option) => option.asked) }
}

function outcomes(row: Row, figures: readonly Figure[], headroom: Headroom): Outcome[] {
  if (figures.length === 0) return []
  const question = questionOf(row)
  const answered = answer(question, headroom)
  return figures.map(({ metric, measured, predicted }) => {
    const quantity = answered && predicted(answered.estimate, answered.option)
    const common = { metric, group: groupOf(row), question, measured }
    return quantity !== undefined && Number.isFinite(quantity.value) ? { ...common, predicted: quantity } : common
  })
}

/** Every figure of the measured sets beside the program's answer to the question it stands for, with its own calibration or another. */
export function allOutcomes({ weights, caches, speeds }: Measured, calibration = bundledCalibration): Outcome[] {
  const headroom = createHeadroom(commands, { prices, calibration })
  return [
    ...weights.flatMap((row) => outcomes(row, weightFigures(row), headroom)),
    ...caches.flatMap((row) => outcomes(row, cacheFigures(row), headroom)),
    ...speeds.flatMap((row) => outcomes(row, speedFigures(row), headroom)),
  ]
}
