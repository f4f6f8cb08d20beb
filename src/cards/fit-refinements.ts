import { formatByName, nativeFormat } from '../catalog/formats.ts'
import { models } from '../catalog/models.ts'
import { runtimeFamily } from '../catalog/runtimes.ts'
import type { Model } from '../catalog/types.ts'
import type { Estimate, Option } from '../estimator/types.ts'
import { format } from '../language/format.ts'
import type { Question } from '../language/question.ts'
import type { Refinement } from './card.ts'
import { halfCache } from './fit-changes.ts'
import { runsSomewhere } from './fit-choices.ts'
import { remedyTaps } from './fit-instead-taps.ts'
import { activeOf, manyPeople } from './fit-load.ts'
import type { FitView } from './fit-view.ts'
import { otherForms } from './gpu-forms.ts'
import { modelsOfSize } from './models-of-size.ts'
import { alternativeName, gpuName, modelName, optionName } from './names.ts'
import { grouped, tokens } from './numbers.ts'
import { tap } from './tap.ts'

const most = 6
const mostAlternatives = 2

/** Formats a step apart, smallest first: what people move between on a desktop, and on a server. */
const desktopLadder = ['Q3_K_M', 'IQ4_XS', 'Q4_K_M', 'Q5_K_M', 'Q8_0', 'fp16']
const serverLadder = ['awq-int4', 'fp8', 'fp16']
/** What a GPU that does not run the format most likely runs: llama.cpp is nearly everywhere. */
const everywhere = ['Q4_K_M', 'Q8_0']

/** Taps that change one thing of the question. What would turn a no into a yes comes first. */
export function fitRefinements(view: FitView): readonly Refinement[] {
  const taps = [...alternatives(view), ...changes(view), ...otherCards(view)]
  const seen = new Set([format(view.question)])
  return taps.filter((tap) => !seen.has(tap.shorthand) && seen.add(tap.shorthand)).slice(0, most)
}

/** Where something is known that works, that; where it just holds as it is, or nothing is known, a step to each side. */
function changes(view: FitView): readonly Refinement[] {
  const ways = remedyTaps(view)
  if (ways.length > 0 && view.tone === 'too-big') return [...ways, ...namedModels(view)]
  return [
    ...ways,
    ...[moreCards, otherForm, otherVersion, namedModels, formats, contexts, users, smallerCache].flatMap((step) => step(view)),
  ]
}

/** "a100" was taken as one of its forms: another is a tap away. */
function otherForm({ question, decider }: FitView): readonly Refinement[] {
  const [said] = question.gpus
  const [form] = decider === undefined ? [] : otherForms(decider.gpu)
  if (said === undefined || form === undefined || question.gpus.length > 1) return []
  return [tap(question, 'gpu', gpuName(form, form.memoryGb), { gpus: [{ ...said, id: form.id, memoryGb: null }] })]
}

/** Sizes of two versions differ by this much at most. */
const sameSize = 0.05

const makerOf = (family: string) => family.split(' ', 1)[0] ?? family

/** Models by the first word of their family, newest first. */
const versions = new Map<string, Model[]>()
for (const model of [...models].sort((a, b) => (b.released ?? '').localeCompare(a.released ?? ''))) {
  const maker = makerOf(model.family)
  versions.set(maker, [...(versions.get(maker) ?? []), model])
}

/** "llama 70b" was taken as one version of its family: the newest other of that size is a tap away. */
function otherVersion({ question, estimate }: FitView): readonly Refinement[] {
  if (question.model === null) return []
  const { id, family, parametersB } = estimate.workload.model
  const other = versions.get(makerOf(family))?.find((model) => model.id !== id && Math.abs(model.parametersB / parametersB - 1) <= sameSize)
  return other === undefined ? [] : [tap(question, 'model', modelName(other), { model: other.id, paramsB: null, activeParamsB: null })]
}

/** "7b, 13b or 30b": one was answered, the others are a tap away. */
function alternatives({ question }: FitView): readonly Refinement[] {
  const taps = Object.entries(question.alternatives).flatMap(([slot, values]) =>
    values.flatMap((value) => {
      const change = alternativeChange(slot, value)
      return change === undefined ? [] : [tap(question, 'model', alternativeName(slot, value), change)]
    }),
  )
  return taps.slice(0, mostAlternatives)
}

function alternativeChange(slot: string, value: string | number): Partial<Question> | undefined {
  if (typeof value === 'number') {
    if (slot === 'paramsB') return { paramsB: value, activeParamsB: null, model: null }
    if (slot === 'context') return { context: value }
    return slot === 'concurrency' ? { concurrency: value } : undefined
  }
  if (slot === 'models' || slot === 'model') return { model: value, paramsB: null, activeParamsB: null }
  return slot === 'quant' ? { quant: value } : undefined
}

/** Counts people build. */
const steps = [2, 4, 8]

/** More of the one GPU asked about, where it does not hold the model with ease: as many as do, or else as many as have the room. */
function moreCards({ question, asked, tone, estimate }: FitView): readonly Refinement[] {
  const [option, ...others] = asked
  const [gpu] = question.gpus
  if (option === undefined || gpu === undefined || others.length > 0 || tone === 'fits' || option.count > 4 || isSingle(option)) return []
  const enough = estimate.options.filter((other) => other.gpu.id === option.gpu.id && other.count > option.count && other.verdict !== 'no')
  const needed = option.memory.total.value / option.memory.ceilingPerGpu
  const count =
    enough.length === 0 ? steps.find((step) => step > option.count && step >= needed) : Math.min(...enough.map((other) => other.count))
  const isShown = estimate.options.some((other) => other.asked && other.gpu.id === option.gpu.id && other.count === count)
  if (count === undefined || isShown) return []
  const gpus = [{ ...gpu, count }]
  return [tap(question, 'gpu', `${count} × ${gpuName(option.gpu, option.memoryGb)}`, { gpus })]
}

/** Nobody puts two of them together. */
const isSingle = ({ gpu }: Option) => gpu.class === 'apple' || gpu.class === 'laptop'

const mostOthers = 3

/** What would hold it, where what was asked about does not. */
function otherCards({ question, asked, tone, estimate }: FitView): readonly Refinement[] {
  if (asked.length === 0 || tone !== 'too-big') return []
  const isAsked = (option: Option) => asked.some(({ gpu }) => gpu.id === option.gpu.id)
  const holding = estimate.options.filter((option) => !isAsked(option) && option.verdict === 'fits' && !option.caveats.includes('slow'))
  return holding.slice(0, mostOthers).map((option) => {
    const memoryGb = option.gpu.memoryOptionsGb === undefined ? null : option.memoryGb
    const gpus = [{ id: option.gpu.id, count: option.count, memoryGb }]
    return tap(question, 'gpu', optionName(option), { gpus, memoryGb: null, totalMemoryGb: null, systemRamGb: null, device: null })
  })
}

/** A bare size: the newest model of it, and the newest mixture where mixtures are what there mostly is. */
function namedModels({ question }: FitView): readonly Refinement[] {
  if (question.model !== null || question.paramsB === null || question.activeParamsB !== null) return []
  const { dense, mixtures } = modelsOfSize(question.paramsB)
  const meant = mixtures.length > 0 && mixtures.length >= dense.length ? mixtures : dense
  const model = meant.find((one) => !one.reasoning) ?? meant[0]
  return model === undefined ? [] : [tap(question, 'model', modelName(model), { model: model.id, paramsB: null })]
}

/** The next smaller and the next larger format; two smaller where nothing is larger. */
function formats(view: FitView): readonly Refinement[] {
  const { question, estimate, asked, best, tone } = view
  const option = asked[0] ?? best
  if (option?.caveats.includes('unsupported-format')) return everywhere.map((name) => tap(question, 'quant', name, { quant: name }))
  const bits = (option?.recipe ?? estimate.byRecipe[0]?.recipe)?.format.nominalBits ?? 0
  const server = option?.gpu.class === 'datacenter' && runtimeFamily(option.recipe.runtime) === 'server'
  const ladder = (server ? serverLadder : desktopLadder).flatMap((name) => {
    const format = formatByName(name)
    return format !== undefined && runsSomewhere(view, format) ? [{ name, bits: format.nominalBits }] : []
  })
  const smaller = ladder.filter((step) => step.bits < bits - 0.1 && hasRoom(asked[0], estimate, step.bits / bits)).reverse()
  // More bits than it was published in hold nothing more.
  const most = nativeFormat(estimate.workload.model.dtype).nominalBits
  const larger =
    tone === 'too-big'
      ? []
      : ladder.filter((step) => step.bits > bits + 0.1 && step.bits <= most && hasRoom(asked[0], estimate, step.bits / bits))
  return [...smaller.slice(0, larger.length === 0 ? 2 : 1), ...larger.slice(0, 1)].map(({ name }) =>
    tap(question, 'quant', name, { quant: name }),
  )
}

/** Whether a card that was asked for holds the weights grown by a factor. An open question may have any card. */
function hasRoom(option: Option | undefined, { memory }: Estimate, growth: number): boolean {
  return hasRoomFor(option, memory.weights.value * (growth - 1))
}

/** Whether a card that was asked for holds so many bytes more, or less. */
function hasRoomFor(option: Option | undefined, more: number): boolean {
  return option === undefined || option.memory.total.value + more <= option.memory.ceilingPerGpu * option.count
}

function contexts({ t, question, estimate, asked, tone }: FitView): readonly Refinement[] {
  const { contextTokens, model } = estimate.workload
  const [short, long] = [8192, 32768]
  const roomy = asked[0] === undefined || asked.some((option) => option.maxContext >= long)
  const longer = contextTokens < long && (model.maxContext ?? long) >= long && tone !== 'too-big' && roomy
  const saved = (estimate.bytesPer8kTokens * estimate.workload.concurrency * (contextTokens - short)) / short
  const context = longer ? long : contextTokens > short && hasRoomFor(asked[0], -saved) ? short : undefined
  return context === undefined ? [] : [tap(question, 'context', t('fit.tap.context', { context: tokens(context) }), { context })]
}

function users({ t, question, estimate, asked, tone }: FitView): readonly Refinement[] {
  const { concurrency } = estimate.workload
  const to = (count: number, label: string) => tap(question, 'users', label, { concurrency: count })
  if (concurrency < manyPeople && tone !== 'too-big' && (asked[0] === undefined || asked.some((option) => option.maxConcurrency >= 8)))
    return [to(8, t('fit.tap.users', { users: 8 }))]
  if (concurrency === 1) return []
  const alone = to(1, t('fit.tap.oneUser'))
  if (concurrency < manyPeople) return [alone]
  const active = activeOf(concurrency)
  return [...(active > 1 ? [to(active, t('fit.tap.active', { users: grouped(concurrency), active: grouped(active) }))] : []), alone]
}

/** What q8_0 spares of the cache; fp8 spares a little more. */
const halved = 0.47

/** The first remedy for a long context: half the cache at hardly any loss. */
function smallerCache({ t, question, estimate, asked, best }: FitView): readonly Refinement[] {
  const recipe = (asked[0] ?? best)?.recipe ?? estimate.byRecipe[0]?.recipe
  if (recipe === undefined || recipe.kv.bytes < 2 || estimate.bytesPerUser <= 0) return []
  const half = halfCache(recipe)
  if (half === undefined) return []
  const saved = estimate.bytesPerUser * estimate.workload.concurrency * halved
  if (!hasRoomFor(asked[0], -saved)) return []
  return [tap(question, 'other', t('fit.tap.kv', { kv: half.name }), { kvQuant: half.name })]
}
