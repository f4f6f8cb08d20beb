import { commands } from '../../commands/index.ts'
import type { Estimate, Option } from '../../src/estimator/types.ts'
import { createHeadroom } from '../../src/headroom.ts'
import { parse } from '../../src/language/parse.ts'
import { bundledPrices as prices } from '../../src/prices/snapshot.ts'
import { asked } from './asked.ts'
import type { Measured, Row } from './measured.ts'
import { cacheFigures, type Figure, speedFigures, weightFigures } from './metrics.ts'
import type { Outcome } from './score.ts'

const now = { now: new Date(0), zone: 'UTC' }
const headroom = createHeadroom(commands, { prices })
const fit = commands.find(({ name }) => name === 'fit')

/** Whether a name is enough to say which model, or at least of what size. */
function knows(name: string): boolean {
  const { model, paramsB } = parse(`${name} q4_k_m on a 4090`, now)
  return model !== null || paramsB !== null
}

/** A row as a user would ask it. */
export const questionOf = (row: Row) => asked(row, knows)

interface Answered {
  readonly estimate: Estimate
  /** On the GPUs that were asked about. */
  readonly option: Option | undefined
}

/** What the program answers to a text, by the way every user's question takes; undefined where it refuses. */
function answer(text: string): Answered | undefined {
  const reply = headroom.reply(text, now, fit)
  if (reply.kind !== 'answer' || reply.answer.estimate === undefined) return undefined
  const { estimate } = reply.answer
  return { estimate, option: estimate.options.find((option) => option.asked) }
}

function outcomes(row: Row, figures: readonly Figure[]): Outcome[] {
  if (figures.length === 0) return []
  const question = questionOf(row)
  const answered = answer(question)
  return figures.map(({ metric, measured, predicted }) => {
    const quantity = answered && predicted(answered.estimate, answered.option)
    const common = { metric, group: `${row.model} on ${row.gpu ?? 'any'}`, question, measured }
    return quantity !== undefined && Number.isFinite(quantity.value) ? { ...common, predicted: quantity } : common
  })
}

/** Every figure of the measured sets beside the program's answer to the question it stands for. */
export function allOutcomes({ weights, caches, speeds }: Measured): Outcome[] {
  return [
    ...weights.flatMap((row) => outcomes(row, weightFigures(row))),
    ...caches.flatMap((row) => outcomes(row, cacheFigures(row))),
    ...speeds.flatMap((row) => outcomes(row, speedFigures(row))),
  ]
}
