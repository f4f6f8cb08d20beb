import type { Money } from '../catalog/currencies.ts'
import { settled } from '../estimator/settled.ts'
import type { AskedCard, Estimate, Option } from '../estimator/types.ts'
import { type Worth, worthOf } from '../estimator/worth.ts'
import type { Question } from '../language/question.ts'
import { shownOption, shownQuantity } from './money.ts'
import { countedName, formatName, gpuName, modelName, sizeName, spokenName } from './names.ts'
import { tokens } from './numbers.ts'
import type { Translate } from './words/words.ts'

/** One line of a comparison: what it is called, and what the estimator says of it. */
export interface ComparedRow {
  readonly label: string
  /** As `label`, for a sentence. */
  readonly spoken: string
  /** Absent: it does not run there at all. */
  readonly option: Option | undefined
  readonly worth: Worth
  readonly estimate: Estimate
  readonly question: Question
}

/** The row with its amounts as they are shown. */
export function shownRow(row: ComparedRow, money: Money): ComparedRow {
  if (money.currency === 'USD') return row
  const { option, worth } = row
  const { tokensPerUsd } = worth
  return {
    ...row,
    option: option && shownOption(option, money),
    worth:
      tokensPerUsd === undefined ? worth : { ...worth, tokensPerUsd: shownQuantity(tokensPerUsd, { ...money, perUsd: 1 / money.perUsd }) },
  }
}

/** Rows that do the same job. */
export interface ComparedJob {
  readonly title: string
  readonly rows: readonly ComparedRow[]
}

export const isHeld = (row: ComparedRow): row is ComparedRow & { readonly option: Option } =>
  row.option !== undefined && row.option.verdict !== 'no'

const worthOfHeld = (option: Option | undefined): Worth => (option === undefined || option.verdict === 'no' ? {} : worthOf(option))

export function gpuRow(estimate: Estimate, card: AskedCard, question: Question): ComparedRow {
  const option = settled(estimate, card)
  const name = gpuName(card.gpu, card.memoryGb)
  const label = option === undefined || option.count === 1 ? name : `${option.count} × ${name}`
  const spoken = option === undefined ? name : spokenName(option)
  return { label, spoken, option, worth: worthOfHeld(option), estimate, question }
}

export function jobRow(t: Translate, estimate: Estimate, option: Option | undefined, question: Question, differs: Differs): ComparedRow {
  const label = jobName(t, estimate, option, question, differs)
  return { label, spoken: label, option, worth: worthOfHeld(option), estimate, question }
}

/** What tells the jobs of a comparison apart. */
export interface Differs {
  readonly model: boolean
  readonly format: boolean
  readonly length: boolean
}

export function subjectName({ model, paramsB, activeParamsB }: Question, { workload }: Estimate): string {
  return model === null && paramsB !== null && workload.spread !== undefined ? sizeName(paramsB, activeParamsB) : modelName(workload.model)
}

function jobName(t: Translate, estimate: Estimate, option: Option | undefined, question: Question, differs: Differs): string {
  const recipe = option?.recipe ?? estimate.workload.recipes[0]
  const parts = [
    ...(differs.model ? [subjectName(question, estimate)] : []),
    ...(differs.format ? [formatName(recipe.format)] : []),
    ...(differs.length ? [t('compare.context', { context: tokens(estimate.workload.contextTokens) })] : []),
  ]
  return parts.length > 0 ? parts.join(' · ') : subjectName(question, estimate)
}

/** Where a job runs, said with its count. */
export const onWhat = (option: Option) => (option.count === 1 ? spokenName(option) : countedName(option))
