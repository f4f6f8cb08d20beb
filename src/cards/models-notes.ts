import { modelById } from '../catalog/models.ts'
import { isRuntime } from '../catalog/runtimes.ts'
import type { ClassFit } from '../estimator/what-fits.ts'
import { shownRows } from './models-table.ts'
import { flawOf, type ModelsView, spokenModel } from './models-view.ts'
import { modelName, sizeName, withoutMaker } from './names.ts'
import { significant, tokens } from './numbers.ts'

const quoted = (words: readonly string[], comma: string) => words.map((word) => `“${word}”`).join(comma)

/** One phrase per default taken. */
export function modelsAssumed(view: ModelsView): readonly string[] {
  const { t, question, first, because, alike, use } = view
  const { set } = first
  const said: string[] = [t('models.assumed.running')]
  if (view.family !== undefined) said.push(t('models.assumed.family', { family: view.family }))
  if (because === 'usual') said.push(t('models.assumed.usual'))
  if (because === 'for-a-laptop') said.push(t('models.assumed.aLaptop'))
  if (because === 'for-a-mac') said.push(t('models.assumed.aMac'))
  if (because === 'has-that-memory' && set !== undefined) {
    const cards = [set, ...alike].map(({ gpu }) => withoutMaker(gpu.name)).join(t('models.comma'))
    said.push(t('models.assumed.likeCards', { gb: set.memoryGb * set.count, cards }))
  }
  if (view.memoryAssumed && set !== undefined) said.push(t('models.assumed.memory', { name: withoutMaker(set.gpu.name), gb: set.memoryGb }))
  if (view.ramAssumed) said.push(t('models.assumed.ram', { gb: view.ramGb ?? 0 }))
  if (question.context === null && use !== 'embedding') said.push(...contexts(view))
  if (question.concurrency === null) said.push(t('models.assumed.oneUser'))
  if (question.kvQuant === null) said.push(t('models.assumed.kv'))
  return said
}

function contexts({ t, use, found }: ModelsView): readonly string[] {
  if (use === 'coding') return [t('models.assumed.coding', { context: tokens(32_768) })]
  const rows = found.flatMap(({ fits }) => fits).map(({ best }) => best.workload)
  const lengths = (thinks: boolean) =>
    new Set(rows.filter(({ model }) => (model.reasoning === true) === thinks).map(({ contextTokens }) => contextTokens))
  const [plain] = lengths(false)
  const [thinking] = lengths(true)
  return [
    ...(plain === undefined ? [] : [t('models.assumed.context', { context: tokens(plain) })]),
    ...(thinking === undefined ? [] : [t('models.assumed.thinking', { context: tokens(thinking) })]),
  ]
}

/** What a reader must know beside the rows. */
export function modelsNotes(view: ModelsView): readonly string[] {
  const { t, question, found, because, alike } = view
  const comma = t('models.comma')
  const rows = found.flatMap(shownRows)
  const notes: string[] = []
  if (question.unknown.length > 0) notes.push(t('models.note.unknown', { words: quoted(question.unknown, comma) }))
  const strange = question.problems.filter(({ slot }) => slot === 'gpu').map(({ text }) => text)
  if (strange.length > 0) notes.push(t('models.note.byMemory', { names: quoted(strange, comma) }))
  const named = namedIn(view)
  if (named !== undefined) notes.push(t('models.note.named', { name: named }))
  if (question.method !== null || question.trainTokens !== null) notes.push(t('models.note.training'))
  if (question.targetTokensPerSecond !== null) notes.push(t('models.note.target', { rate: significant(question.targetTokensPerSecond) }))
  const slots = unusedSlots(view)
  if (slots.length > 0) notes.push(t('models.note.unused', { slots: slots.join(comma) }))
  if (because === 'named' && found.length > 1 && alike.length === 0) notes.push(t('models.note.mixed'))
  const hybrid = rows.find(({ best }) => best.offload !== undefined && best.placement !== undefined)?.best.offload
  if (hybrid !== undefined) notes.push(t('models.note.ram', { kind: t(`models.note.ramKind.${hybrid.ramKind}`) }))
  const flawed = (flaw: string) => rows.filter(({ best }) => flawOf(best) === flaw)
  const names = (fits: readonly ClassFit[]) => [...new Set(fits.map(({ best }) => spokenModel(best.model)))].join(comma)
  if (found.length === 1 && flawed('lossy').length > 0) notes.push(t('models.note.lossy', { models: names(flawed('lossy')) }))
  if (found.length === 1 && flawed('slow').length > 0) notes.push(t('models.note.slow', { models: names(flawed('slow')) }))
  return notes
}

/** What was named beside the hardware, though models were asked for. */
function namedIn({ question }: ModelsView): string | undefined {
  const model = question.model === null ? undefined : modelById(question.model)
  if (model !== undefined) return modelName(model)
  return question.paramsB === null ? undefined : sizeName(question.paramsB, question.activeParamsB)
}

function unusedSlots({ t, question }: ModelsView): readonly string[] {
  const said = [
    ['budget', question.budget],
    ['deadline', question.deadline],
    ['nodes', question.nodes],
    ['runtime', question.runtime !== null && isRuntime(question.runtime) ? null : question.runtime],
  ] as const
  return said.filter(([, value]) => value !== null).map(([slot]) => t(`models.slots.${slot}`))
}
