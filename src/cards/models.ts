import type { ClassFit } from '../estimator/what-fits.ts'
import { format } from '../language/format.ts'
import type { Question } from '../language/question.ts'
import type { Card, Refinement, Tone } from './card.ts'
import { modelsAnswer, modelsTitle } from './models-answer.ts'
import { modelsAssumed, modelsNotes } from './models-notes.ts'
import { modelsTable, shownRows } from './models-table.ts'
import { type FoundOn, flawOf, type ModelsFound, type ModelsView, modelsView, saidSet, setName, spokenModel } from './models-view.ts'
import { formatName, modelName } from './names.ts'

/** The reply to "what can I run on this": the best model of each size on the hardware that was said, in the language of the question. Pure. */
export function modelsCard(found: ModelsFound, question: Question): Card {
  const view = modelsView(found, question)
  const table = modelsTable(view)
  return {
    language: question.language,
    title: modelsTitle(view),
    tone: toneOf(view),
    answer: modelsAnswer(view),
    assumed: modelsAssumed(view),
    blocks: table === undefined ? [] : [table],
    notes: modelsNotes(view),
    refinements: taps(view),
    sources: [listSource(view), view.t('models.source.ranges')],
    hint: hint(view),
  }
}

function toneOf({ found, first: { picks } }: ModelsView): Tone {
  if (found.length > 1) return 'info'
  if (picks === undefined) return 'too-big'
  return flawOf(picks.best.best) === undefined ? 'fits' : 'tight'
}

/** Where nothing fits, nothing of the list is shown that could be old. */
function listSource({ t, found }: ModelsView): string {
  const months = found.flatMap(({ fits }) => fits).flatMap(({ best }) => best.model.released ?? [])
  const newest = months.sort().at(-1)
  return newest === undefined ? t('models.source.listAlone') : t('models.source.list', { month: newest })
}

function hint({ t, because, first: { set }, ramGb, use }: ModelsView): string {
  if (because === 'usual') return t('models.hint.hardware')
  const couldUseRam =
    set !== undefined && (set.gpu.class === 'consumer' || set.gpu.class === 'laptop') && ramGb === null && use !== 'embedding'
  return t(couldUseRam ? 'models.hint.ram' : 'models.hint.use')
}

const mostTaps = 6

/** Each row as the question whether it fits, and the same question for another use. */
function taps(view: ModelsView): readonly Refinement[] {
  const { t, question, found, first } = view
  const rows =
    found.length > 1
      ? found.map((on) => ({ on, fits: on.picks === undefined ? [] : [on.picks.best] }))
      : [{ on: first, fits: byMention(first) }]
  const fits = rows.flatMap(({ on, fits }) => fits.map((fit) => fitTap(view, on, fit, found.length > 1)))
  const other: readonly Refinement[] =
    first.picks !== undefined && view.use === 'chat' && question.prefer === null && view.family === undefined
      ? [
          {
            group: 'other',
            label: t('models.tap.use'),
            command: 'models',
            shorthand: format({ ...question, intent: 'what-fits', use: 'coding', unknown: [], problems: [] }),
          },
        ]
      : []
  const taps = [...namedTap(view), ...fits].slice(0, mostTaps - other.length)
  const seen = new Set<string>()
  return [...taps, ...other].filter(({ shorthand }) => !seen.has(shorthand) && seen.add(shorthand))
}

/** Those the answer names first. */
function byMention(on: FoundOn): readonly ClassFit[] {
  const named = [on.picks?.best, on.picks?.overall, on.picks?.faster, on.picks?.larger].filter((fit) => fit !== undefined)
  return [...new Set([...named, ...shownRows(on)])]
}

/** What /models asks and /fit does not. */
const bare = {
  use: null,
  prefer: null,
  paramsB: null,
  activeParamsB: null,
  alternatives: {},
  unknown: [],
  problems: [],
  budget: null,
  deadline: null,
} as const
/** A set that was decided takes the place of the words for it. */
const decided = { memoryGb: null, totalMemoryGb: null, device: null } as const

function asked({ question, ramGb }: ModelsView, { set }: FoundOn): Question {
  const hardware =
    set === undefined ? { ...decided, gpus: [], device: 'cpu' as const, systemRamGb: ramGb } : { ...decided, gpus: [saidSet(set)] }
  return { ...question, ...bare, ...hardware, intent: 'inference', method: null }
}

function fitTap(view: ModelsView, on: FoundOn, { best }: ClassFit, isOfSet: boolean): Refinement {
  const { model, recipe, workload } = best
  const question = asked(view, on)
  const context = view.use === 'coding' ? workload.contextTokens : question.context
  const name = `${spokenModel(model)} ${formatName(recipe.format)}`
  return {
    group: 'model',
    label: isOfSet ? `${name}, ${setName(view, on.set)}` : name,
    command: 'fit',
    shorthand: format({ ...question, model: model.id, quant: recipe.format.name, context }),
  }
}

/** "which version of DeepSeek V2 fits": whether that one does. */
function namedTap(view: ModelsView): readonly Refinement[] {
  const { question, first } = view
  const { model, paramsB, activeParamsB } = question
  if (model === null && paramsB === null) return []
  const label = model === null ? `${paramsB}B` : modelName({ id: model })
  return [{ group: 'model', label, command: 'fit', shorthand: format({ ...asked(view, first), model, paramsB, activeParamsB }) }]
}
