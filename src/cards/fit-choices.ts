import { formatByName, nativeFormat, type WeightFormat } from '../catalog/formats.ts'
import { isRuntime, runtimeFamily, support } from '../catalog/runtimes.ts'
import { cacheBytes, cacheOf } from '../estimator/kv-cache.ts'
import type { Option, Recipe } from '../estimator/types.ts'
import { weigh } from '../estimator/weights.ts'
import type { Question } from '../language/question.ts'
import type { Choice, ChoiceOption } from './card.ts'
import { type FitView, ratePerUser, shownOption } from './fit-view.ts'
import { bareBits, countedName, formatName, gpuName, optionName } from './names.ts'
import { gib, rateRange, tokens, usdPerHour } from './numbers.ts'
import { tap } from './tap.ts'

/** The three things people change: each with what the card shows, and what every other would come to. */
export function fitChoices(view: FitView): readonly Choice[] {
  return [formatChoice(view), contextChoice(view), gpuChoice(view)].filter(({ options }) => options.length > 1)
}

function option({ question }: FitView, label: string, detail: string, isCurrent: boolean, change: Partial<Question>): ChoiceOption {
  const { command, shorthand } = tap(question, 'other', label, change)
  return { label, command, shorthand, detail, isCurrent }
}

/** What people choose from on desks and on servers; a release's own format and the one that was said stand beside them. */
const usualFormats = ['Q3_K_M', 'IQ4_XS', 'awq-int4', 'Q4_K_M', 'Q5_K_M', 'Q6_K', 'fp8', 'Q8_0']
const usualRuntimes = ['llama.cpp', 'vllm'] as const

function formatChoice(view: FitView): Choice {
  const { t, question, estimate } = view
  const native = nativeFormat(estimate.workload.model.dtype)
  // A bare "int4" is no one format: what it was taken for stands for it.
  const said = bareBits(question.quant) === undefined ? formatByName(question.quant ?? '') : undefined
  const named = (label: string, isCurrent: boolean) => (isCurrent ? t('instead.choice.format', { format: label }) : label)
  const isFree = question.quant === null
  const chosen = shownOption(view)?.recipe ?? estimate.workload.recipes[0]
  const best = option(view, named(t('instead.choice.bestFormat'), isFree), isFree ? formatName(chosen.format) : '', isFree, { quant: null })
  const listed = [...usualFormats.flatMap((name) => formatByName(name) ?? []), native]
    .filter((format) => format.nominalBits <= native.nominalBits && runsSomewhere(view, format))
    .concat(said ?? [])
  const current = said === undefined ? formatsOf(view) : formatName(said)
  const weighed = [...new Map(listed.map((format) => [formatName(format), format])).values()]
    .filter((format) => isFree || said !== undefined || formatName(format) !== current)
    .map((format) => ({ format, bytes: bytesIn(view, format) }))
    .sort((a, b) => a.bytes - b.bytes)
  return {
    group: 'quant',
    options: [
      best,
      ...(isFree || said !== undefined ? [] : [option(view, named(current, true), '', true, {})]),
      ...weighed.map(({ format, bytes }) => {
        const isCurrent = format.name === said?.name
        const detail = tooLarge(view, t('instead.choice.weights', { gib: gib(bytes) }), bytes - estimate.memory.weights.value)
        return option(view, named(formatName(format), isCurrent), detail, isCurrent, isCurrent ? {} : { quant: format.name })
      }),
    ],
  }
}

function bytesIn({ estimate }: FitView, format: WeightFormat): number {
  return weigh(estimate.workload.model, format, format.gguf === undefined ? 'server' : 'llama.cpp').total
}

function formatsOf({ estimate }: FitView): string {
  return [...new Set(estimate.byRecipe.map(({ recipe }) => formatName(recipe.format)))].join(' / ')
}

/** Whether the runtime that was said, or a usual one, runs it on the card that was asked about, or on any of the table. */
export function runsSomewhere({ question, asked, estimate }: FitView, format: WeightFormat): boolean {
  const usual = question.device === 'cpu' ? (['llama.cpp'] as const) : usualRuntimes
  const runtimes = question.runtime !== null && isRuntime(question.runtime) ? [question.runtime] : usual
  const gpus = (asked.length > 0 ? asked : estimate.options).map(({ gpu }) => gpu)
  return gpus.length === 0 || gpus.some((gpu) => runtimes.some((runtime) => support(runtime, format, gpu) !== 'no'))
}

/** The text with what stands against it: the one card that was asked about has no room for so many bytes more. */
function tooLarge({ t, decider, hybrid }: FitView, what: string, more: number): string {
  if (decider === undefined || hybrid !== undefined) return what
  const fits = decider.memory.total.value + more <= decider.memory.ceilingPerGpu * decider.count
  return fits ? what : t('instead.choice.tooLarge', { what, gpu: countedName(decider) })
}

const contextSteps = [4096, 8192, 16384, 32768, 65536, 131072, 262144, 1048576]
/** Of a model whose own limit nobody published. */
const usualLimit = 131072

function contextChoice(view: FitView): Choice {
  const { t, estimate } = view
  const { model, contextTokens, concurrency, recipes } = estimate.workload
  const limit = model.maxContext ?? usualLimit
  const lengths = [...new Set([...contextSteps.filter((step) => step < limit), limit, contextTokens])].sort((a, b) => a - b)
  const recipe = shownOption(view)?.recipe ?? recipes[0]
  const cache = cacheOf(model)
  const bytesOf = (length: number, { kv, runtime }: Recipe) => cacheBytes(cache, length, concurrency, kv, runtimeFamily(runtime))
  const now = bytesOf(contextTokens, recipe)
  return {
    group: 'context',
    options: lengths.map((length) => {
      const isCurrent = length === contextTokens
      const label = isCurrent ? t('instead.choice.context', { context: tokens(length) }) : t('fit.tap.context', { context: tokens(length) })
      const bytes = bytesOf(length, recipe)
      const detail = bytes > 0 ? tooLarge(view, t('instead.choice.cache', { gib: gib(bytes) }), bytes - now) : ''
      return option(view, label, detail, isCurrent, isCurrent ? {} : { context: length })
    }),
  }
}

/** Counts people build: on a desk, and in a server. */
const deskCounts = [1, 2, 4]
const serverCounts = [...deskCounts, 8]
const noGpu = { gpus: [], memoryGb: null, totalMemoryGb: null, systemRamGb: null, device: null } as const

function gpuChoice(view: FitView): Choice {
  const { t, question, estimate, asked, decider } = view
  const isSame = (one: Option) => one.gpu.id === decider?.gpu.id && one.memoryGb === decider.memoryGb && one.count === decider.count
  const onOption = (one: Option) => option(view, optionName(one), optionDetail(view, one), false, { ...noGpu, gpus: [askedFor(one)] })
  const current = option(
    view,
    t('instead.choice.gpu', { gpu: currentHardware(view) }),
    decider ? optionDetail(view, decider) : '',
    true,
    {},
  )
  const isOpen = asked.length === 0 && question.device !== 'cpu'
  return {
    group: 'gpu',
    options: [
      current,
      ...(isOpen ? [] : [option(view, t('instead.choice.anyGpu'), '', false, noGpu)]),
      ...otherCounts(view),
      ...estimate.options.filter((one) => !isSame(one)).map(onOption),
    ],
  }
}

/** Some mean no GPU at all, some a size, some several cards. */
function currentHardware({ t, question, asked, decider }: FitView): string {
  if (question.device === 'cpu') return t('instead.choice.noGpu')
  if (decider !== undefined) return optionName(decider)
  return asked.length === 0 ? t('instead.choice.any') : [...new Set(asked.map(optionName))].join(' / ')
}

function askedFor({ gpu, count, memoryGb }: Option): Question['gpus'][number] {
  return { id: gpu.id, count, memoryGb: gpu.memoryOptionsGb === undefined ? null : memoryGb }
}

/** More and fewer of the card that was asked about, where the table does not have them. */
function otherCounts(view: FitView): readonly ChoiceOption[] {
  const { t, estimate, decider } = view
  if (decider === undefined || decider.gpu.class === 'apple' || decider.gpu.class === 'laptop') return []
  const shown = new Set(estimate.options.filter(({ gpu }) => gpu.id === decider.gpu.id).map(({ count }) => count))
  return (decider.gpu.class === 'datacenter' ? serverCounts : deskCounts)
    .filter((count) => !shown.has(count))
    .map((count) => {
      const name = gpuName(decider.gpu, decider.memoryGb)
      const room = t('instead.choice.room', { gib: gib(decider.memory.usablePerGpu * count) })
      const gpus = [{ ...askedFor(decider), count }]
      return option(view, count === 1 ? name : `${count} × ${name}`, room, false, { ...noGpu, gpus })
    })
}

function optionDetail({ t, estimate }: FitView, one: Option): string {
  const { total, ceilingPerGpu } = one.memory
  const rate = ratePerUser(one, estimate.workload.concurrency)
  return [
    t('instead.choice.option', { fit: t(`fit.table.${one.verdict}`), need: `${gib(total.value)}/${gib(ceilingPerGpu * one.count)}` }),
    ...(rate === undefined ? [] : [t('instead.choice.speed', { rate: rateRange(rate) })]),
    ...(one.usdPerHour === undefined ? [] : [t('instead.choice.hour', { usd: usdPerHour(one.usdPerHour.value) })]),
  ].join(' · ')
}
