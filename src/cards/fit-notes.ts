import { isRuntime } from '../catalog/runtimes.ts'
import type { Caveat, Option, Quantity } from '../estimator/types.ts'
import { longWait } from './fit-answer.ts'
import { ramNotes, usesRam, waitSpan } from './fit-offload.ts'
import { chosenRows } from './fit-options.ts'
import { bestOption, type FitView, inAnotherFormat, ratePerUser } from './fit-view.ts'
import { nodesOf } from './launch-job.ts'
import { modelsOfSize } from './models-of-size.ts'
import { alternativeName, formatName, modelName, spokenName } from './names.ts'
import { gib, gigabytes, grouped, parameters, rateSpan, significant, tokens } from './numbers.ts'
import { limitOf } from './price-view.ts'

/** Worth a sentence on the card, gravest first. */
const caveats = [
  'fp8-not-native',
  'fp4-not-native',
  'multi-node',
  'memory-mod',
  'export',
  'announced',
  'raise-limit',
] as const satisfies readonly Caveat[]

/** What a reader must know beside the numbers. What was not understood comes first: it may change everything. */
export function fitNotes(view: FitView): readonly string[] {
  return [
    ...unanswered(view),
    ...together(view),
    ...mixtures(view),
    ...target(view),
    ...idle(view),
    ...ramNotes(view),
    ...firstToken(view),
    ...sanity(view),
    ...fourBit(view),
    ...moe(view),
    ...copies(view),
    ...fallbacks(view),
    ...caveatNotes(view),
  ]
}

function unanswered(view: FitView): readonly string[] {
  const { t, question } = view
  const comma = t('fit.comma')
  const notes: string[] = []
  if (question.unknown.length > 0) notes.push(t('fit.note.unknown', { words: question.unknown.map((word) => `“${word}”`).join(comma) }))
  // Sizes of memory are all answered, each with a card.
  const left = Object.entries(question.alternatives).filter(([slot]) => !slot.startsWith('memory'))
  const values = left.flatMap(([slot, said]) => said.map((value) => alternativeName(slot, value)))
  if (values.length > 0) notes.push(t('fit.note.alternatives', { values: values.join(comma) }))
  const slots = unusedSlots(view).map((slot) => t(`fit.slots.${slot}`))
  if (slots.length > 0) notes.push(t('fit.note.unused', { slots: slots.join(comma) }))
  return notes
}

/** Said and understood, but this answer does not use it yet. */
function unusedSlots(view: FitView): readonly ('systemRam' | 'nodes' | 'runtime' | 'budget' | 'deadline')[] {
  const { question } = view
  const said = [
    ['nodes', question.nodes === nodesOfDecider(view) ? null : question.nodes],
    ['runtime', question.runtime !== null && isRuntime(question.runtime) ? null : question.runtime],
    ['systemRam', question.device === 'cpu' || usesRam(view) ? null : question.systemRamGb],
    ['budget', limitOf(question, view.rates) === undefined ? question.budget : null],
    ['deadline', question.deadline],
  ] as const
  return said.filter(([, value]) => value !== null).map(([slot]) => slot)
}

/** Servers the asked set stands on anyway. */
function nodesOfDecider({ decider }: FitView): number | undefined {
  return decider === undefined ? undefined : nodesOf(decider)
}

/** Different cards, none of which holds it alone: what they are as one machine is not estimated, and a no to each is not one to all. */
function together({ t, asked, tone, question }: FitView): readonly string[] {
  const kinds = new Set(asked.map(({ gpu }) => gpu.id))
  if (kinds.size < 2 || question.gpus.length < 2 || tone !== 'too-big' || asked.some(({ gpu }) => gpu.class === 'apple')) return []
  const room = asked.reduce((sum, { memory, count }) => sum + memory.ceilingPerGpu * count, 0)
  return [t('fit.note.together', { gib: gib(room) })]
}

/** A bare size is taken as dense; where models of that size mostly are not, the speed is another. */
function mixtures({ t, question, estimate }: FitView): readonly string[] {
  const isGuess = estimate.workload.spread !== undefined && estimate.workload.model.activeB === undefined
  if (!isGuess || question.model !== null || question.paramsB === null) return []
  const { dense, mixtures: found } = modelsOfSize(question.paramsB)
  if (found.length === 0 || found.length < dense.length) return []
  return [t('fit.note.mixtures', { models: found.slice(0, 3).map(modelName).join(t('fit.comma')) })]
}

function target({ t, question, estimate }: FitView): readonly string[] {
  const wanted = question.targetTokensPerSecond
  if (wanted === null) return []
  const reached = chosenRows(estimate.options).filter(
    (option) => (ratePerUser(option, estimate.workload.concurrency)?.value ?? 0) >= wanted,
  )
  const rate = significant(wanted)
  return [reached.length === 0 ? t('fit.note.targetMissed', { rate }) : t('fit.note.targetReached', { rate, gpus: names(t, reached) })]
}

/** Groups with requests of their own are of no use to fewer users than there are groups. */
function idle({ t, decider, estimate }: FitView): readonly string[] {
  const groups = decider?.layout.dataParallel ?? 1
  const idling = groups - estimate.workload.concurrency
  if (decider === undefined || decider.verdict === 'no' || idling <= 0) return []
  return [t('fit.note.idle', { gpu: spokenName(decider), idle: idling, groups })]
}

/** How long a reader waits before the first word. */
function firstToken(view: FitView): readonly string[] {
  const { asked, best, estimate, ramBytes, hybrid } = view
  if (ramBytes !== undefined || hybrid !== undefined) return []
  const option = bestOption(asked, estimate.workload) ?? best
  const wait = option?.timeToFirstTokenSeconds
  if (option === undefined || wait === undefined) return []
  return [arrival(view, option, wait), ...fullPrompt(view, option)]
}

/** What the answer has not said: of waits below a minute. */
function fullPrompt(view: FitView, { fullPromptSeconds: wait }: Option): readonly string[] {
  if (wait === undefined || wait.value >= longWait) return []
  return [view.t('fit.note.fullPrompt', { context: tokens(view.estimate.workload.contextTokens), time: waitSpan(view, wait) })]
}

function arrival({ t, estimate: { workload } }: FitView, option: Option, wait: Quantity): string {
  const words = { gpu: spokenName(option), seconds: significant(wait.value), range: rateSpan(wait), tokens: grouped(workload.promptTokens) }
  const last = option.timeToLastFirstTokenSeconds
  if (last === undefined) return t('fit.note.firstToken', words)
  return t('fit.note.firstTokenAmong', { ...words, users: grouped(workload.concurrency), last: significant(last.value) })
}

/** The bound no honest figure is above: protects from claims that float about. */
function sanity({ t, asked, best, estimate, ramBytes, hybrid }: FitView): readonly string[] {
  if (ramBytes !== undefined || hybrid !== undefined) return []
  const option = bestOption(asked, estimate.workload) ?? best
  if (
    option === undefined ||
    estimate.workload.model.modality === 'embedding' ||
    option.rooflineTokensPerSecond <= 0 ||
    estimate.options.length === 0
  )
    return []
  return [t('fit.note.roofline', { rate: significant(option.rooflineTokensPerSecond), gpu: spokenName(option) })]
}

/** "70B in 4 bits is 35 GB", and of that size even 17.5 GB, is what many pages say. */
function fourBit({ t, question, estimate }: FitView): readonly string[] {
  const { model } = estimate.workload
  const bits = estimate.byRecipe[0]?.recipe.format.nominalBits ?? 0
  if (question.quant === null || bits < 4 || bits > 5) return []
  const billions = question.paramsB ?? model.parametersB
  const sizes = estimate.byRecipe.map((entry) => entry.memory.weights.value)
  const [low, high] = [gigabytes(Math.min(...sizes)), gigabytes(Math.max(...sizes))]
  const ideal = billions * 1e9 * 0.5
  if (sizes.length === 0 || Math.min(...sizes) <= ideal) return []
  const real = low === high ? low : `${low}–${high}`
  // The claim of two bits a weight is about Llama 70B.
  if (Math.round(billions / 10) === 7) return [t('fit.note.fourBitClaims', { real, eighth: gigabytes(ideal / 2), ideal: gigabytes(ideal) })]
  return [t('fit.note.fourBit', { real, ideal: gigabytes(ideal) })]
}

function moe({ t, estimate }: FitView): readonly string[] {
  const { parametersB, activeB } = estimate.workload.model
  if (activeB === undefined || activeB >= parametersB * 0.95) return []
  return [t('fit.note.moe', { total: parameters(parametersB), active: parameters(activeB) })]
}

/** Where the format that was meant does not fit, a smaller one was taken: the table says which, this why. */
function fallbacks(view: FitView): readonly string[] {
  const { t, estimate, decider } = view
  // The title has said it.
  if (decider !== undefined && inAnotherFormat(view, decider)) return []
  const instead = chosenRows(estimate.options).filter((option) => !option.asked && option.verdict !== 'no' && inAnotherFormat(view, option))
  const meant = estimate.workload.recipes[0]?.format
  if (meant === undefined || instead.length === 0) return []
  const formats = [...new Set(instead.map((option) => formatName(option.recipe.format)))]
  return [t('fit.note.fallback', { formats: formats.join(t('fit.comma')), meant: formatName(meant) })]
}

/** Several cards need more in all than one large one would: each holds buffers of its own, and often a copy of the cache. */
function copies({ t, asked, best, decider, estimate }: FitView): readonly string[] {
  // The memory of an asked-for set says it by part.
  if (decider !== undefined) return []
  const option = bestOption(asked, estimate.workload) ?? asked[0] ?? best
  if (option === undefined || option.count === 1 || option.memory.total.value < 1.1 * estimate.memory.total.value) return []
  const each = gib(option.memory.perGpu.value)
  return [t('fit.note.copies', { gpu: spokenName(option), each, total: gib(option.memory.total.value) })]
}

function caveatNotes({ t, estimate }: FitView): readonly string[] {
  const shown = chosenRows(estimate.options)
  const notes = caveats.flatMap((caveat) => {
    const named = shown.filter((option) => option.caveats.includes(caveat))
    return named.length === 0 ? [] : [t(`fit.note.${caveat}`, { gpus: names(t, named) })]
  })
  for (const option of shown) {
    if (option.caveats.includes('unsupported-format'))
      notes.push(t('fit.note.unsupported-format', { gpus: spokenName(option), formats: formatName(option.recipe.format) }))
  }
  const slow = shown.filter((option) => option.caveats.includes('slow') && option.verdict !== 'no')
  if (slow.length > 0) notes.push(t('fit.note.slow', { gpus: slow.map((option) => nameAndRate(t, option)).join(t('fit.comma')) }))
  const priceless = shown.filter((option) => option.asked && option.caveats.includes('no-price') && option.purchaseUsd === undefined)
  if (priceless.length > 0) notes.push(t('fit.note.no-price', { gpus: names(t, priceless) }))
  return notes
}

function names(t: FitView['t'], options: readonly Option[]): string {
  return [...new Set(options.map(spokenName))].join(t('fit.comma'))
}

function nameAndRate(t: FitView['t'], option: Option): string {
  const rate = option.decodeTokensPerSecond
  return rate === undefined ? spokenName(option) : t('fit.note.atRate', { gpu: spokenName(option), rate: significant(rate.value) })
}
