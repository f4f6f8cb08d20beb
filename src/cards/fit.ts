import { dollars, type Money } from '../catalog/currencies.ts'
import type { PriceBook } from '../catalog/types.ts'
import type { Estimate } from '../estimator/types.ts'
import type { Question } from '../language/question.ts'
import { type Block, type Card, Choices } from './card.ts'
import { memoryChart } from './chart-memory.ts'
import { fitAnswer } from './fit-answer.ts'
import { fitAssumed } from './fit-assumed.ts'
import { fitChanges } from './fit-changes.ts'
import { fitChoices } from './fit-choices.ts'
import { fitInstead } from './fit-instead.ts'
import { fitMemory } from './fit-memory.ts'
import { fitNotes } from './fit-notes.ts'
import { fitOptions } from './fit-options.ts'
import { fitRefinements } from './fit-refinements.ts'
import { fitServer } from './fit-server.ts'
import { fitTitle } from './fit-title.ts'
import { type FitView, fitView } from './fit-view.ts'
import { fitWorking } from './fit-working.ts'
import { checkBlock, launchBlock } from './launch-block.ts'
import { tokens } from './numbers.ts'

/**
 * The reply to "what does it need, and where does it run": verdict, assumptions, memory by part, where it runs, what would
 * change it, and where the numbers are from, in the language of the question. Pure.
 */
export function fitCard(estimate: Estimate, question: Question, money: Money = dollars, rates?: PriceBook['rates']): Card {
  const view = fitView(estimate, question, money, rates)
  return {
    language: question.language,
    title: fitTitle(view),
    tone: view.tone,
    answer: fitAnswer(view),
    assumed: fitAssumed(view),
    blocks: blocks(view),
    chart: memoryChart(view),
    notes: fitNotes(view),
    refinements: fitRefinements(view),
    choices: new Choices(() => fitChoices(view)),
    sources: sources(view),
    hint: view.t(view.asked.length === 0 ? 'fit.hint.open' : 'fit.hint.asked'),
  }
}

function blocks(view: FitView): readonly Block[] {
  const working = fitWorking(view)
  const table = view.estimate.options.length === 0 ? [] : [fitOptions(view)]
  const explained = working === undefined ? [] : [working, checkBlock(view)]
  const blocks = [...fitMemory(view), fitInstead(view), ...table, launchBlock(view), fitServer(view), fitChanges(view), ...explained]
  return blocks.filter((block) => block !== undefined)
}

/** What the price book calls the prices that come with the program. */
const bundled = 'bundled snapshot'

function sources({ t, estimate }: FitView): readonly string[] {
  const { prices, workload } = estimate
  const lines = [t('fit.source.ranges', { depth: tokens(workload.depthTokens) })]
  if (prices.asOf !== '')
    lines.unshift(
      t('fit.source.prices', { date: prices.asOf, source: prices.source === bundled ? t('fit.source.bundled') : prices.source }),
    )
  const source = firstSource(workload.model.source)
  if (source !== '') lines.push(t('fit.source.model', { id: workload.model.id, source }))
  return lines
}

/** `owner/repository:path; another` → `owner/repository`: the catalog keeps the rest. */
function firstSource(source: string): string {
  const end = [...source].findIndex((letter) => letter === ';' || letter === ':' || letter === '(')
  return (end < 0 ? source : source.slice(0, end)).trim()
}
