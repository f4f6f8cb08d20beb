import type { Model } from '../../catalog/types.ts'
import type { Question } from '../../language/question.ts'
import type { Card } from '../card.ts'
import { emptyCard } from '../help.ts'
import { modelName, sizeName } from '../names.ts'
import { gib, gigabytes } from '../numbers.ts'
import { statesOf } from '../training-states.ts'
import { translate } from '../words/words.ts'
import { entryTaps } from './explain-card.ts'
import { fullTraining } from './training-figures.ts'

/** A stated size of training below what the states alone take is wrong; undefined for one that may be right. */
export function trainingClaimCard(gb: number, question: Question, model: Model): Card | undefined {
  const t = translate(question.language)
  const method = question.method ?? 'full'
  const { low, high } = statesOf(model, method, question.loraRank)
  if (gb * 1024 ** 3 >= low) return undefined
  const subject = question.model === null && question.paramsB !== null ? sizeName(question.paramsB, null) : modelName(model)
  const need = gigabytes(low)
  const ours =
    method === 'full'
      ? t('explain.claim.oursTraining', { subject, need })
      : t('explain.claim.oursTrainingLora', { subject, need, method: t(`states.method.${method}`) })
  return {
    ...emptyCard(question.language),
    tone: 'too-big',
    title: t('explain.claim.wrong', { ours, said: `${gb} GB` }),
    answer: method === 'full' ? t('explain.claim.training', fullTraining) : t('explain.claim.trainingLora'),
    blocks: [
      { kind: 'facts', title: t('explain.claim.parts'), rows: [{ label: t('explain.claim.states'), value: `${gib(low)}–${gib(high)}` }] },
    ],
    refinements: entryTaps(['training-multiple', method === 'full' ? 'full-training' : method, 'activations', 'zero'], question.language),
    sources: [t('explain.source')],
    hint: t('explain.hint.training'),
  }
}
