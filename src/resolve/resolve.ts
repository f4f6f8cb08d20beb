import { seriesNamed, shortGpuName } from '../catalog/gpu-series.ts'
import { modelById } from '../catalog/models.ts'
import { findModel, nearestGpus, nearestModels } from '../catalog/names.ts'
import type { Model } from '../catalog/types.ts'
import { isUnlistedDevice } from '../catalog/unlisted-devices.ts'
import { UserError } from '../errors.ts'
import type { Assumption, Spread, Workload } from '../estimator/types.ts'
import { format } from '../language/format.ts'
import { emptyQuestion, type Problem, type Question } from '../language/question.ts'
import { resolveHardware } from './hardware.ts'
import { resolveRecipes } from './recipes.ts'
import { countOf } from './scale.ts'
import { typicalModel } from './typical.ts'

const smallestB = 0.001
const largestB = 20_000
const longestContext = 100_000_000
const mostUsers = 100_000

const usualContext = 8192
/** Models that think write several thousand tokens before they answer. */
const reasoningContext = 16_384
const chatPrompt = 1024
const chatOutput = 512
const reasoningOutput = 2048

const suggestedFormats = ['Q4_K_M', 'Q8_0', 'awq-int4', 'fp8', 'fp16']

/** Something said that cannot be: the sentence names it and the nearest names or the range. */
export function problemError({ slot, text }: Problem): UserError {
  switch (slot) {
    case 'model':
      return new UserError('unknown-model', { said: text, suggestions: nearestModels(text).map((model) => model.aliases[0] ?? model.id) })
    case 'gpu': {
      const series = seriesNamed(text)
      if (series !== undefined)
        return new UserError('gpu-series', { said: series.name, limit: series.members.map(shortGpuName).join(', ') })
      if (isUnlistedDevice(text)) return new UserError('unlisted-device', { said: text })
      return new UserError('unknown-gpu', { said: text, suggestions: nearestGpus(text).map((gpu) => gpu.name) })
    }
    case 'quant':
      return new UserError('unknown-format', { said: text, suggestions: suggestedFormats })
    case 'size':
      return new UserError('size-out-of-range', { said: text, limit: `0.001b–${largestB}b` })
    case 'count':
      return new UserError('count-out-of-range', { said: text, limit: '1–8192' })
    case 'context':
      return new UserError('context-out-of-range', { said: text, limit: '1–100M' })
    case 'concurrency':
      return new UserError('concurrency-out-of-range', { said: text, limit: `1–${mostUsers}` })
  }
}

function checkRange(value: number | null, low: number, high: number, slot: Problem['slot']): void {
  if (value !== null && !(value >= low && value <= high)) throw problemError({ slot, text: String(value) })
}

/** Words looked at for a misspelt name. */
const mostGuesses = 4
const mostNames = 3

/** Models with a name like one of the words, or like the first of them together; none where nothing is alike. */
function resembling(words: readonly string[]): readonly string[] {
  const guesses = words.slice(0, mostGuesses)
  const found = [guesses.join(' '), ...guesses].flatMap((text) => nearestModels(text))
  return [...new Set(found.map((model) => model.aliases[0] ?? model.id))].slice(0, mostNames)
}

interface Subject {
  readonly model: Model
  readonly spread?: Spread
  readonly assumptions: readonly Assumption[]
}

/** The model that was named, or a typical one of the size that was said. */
function subjectOf(question: Question): Subject {
  if (question.model !== null) {
    const model = modelById(question.model)
    if (model === undefined) throw problemError({ slot: 'model', text: question.model })
    if (model.blocks.length > 0) return { model, assumptions: [{ slot: 'model', value: model.id, because: 'named' }] }
    const { like, model: shape, spread } = typicalModel(model.parametersB, model.activeB ?? null, usualContext)
    const { hidden, vocab, tiedEmbeddings, blocks, extrasB } = shape
    const other = (extrasB?.other ?? 0) + Math.max(0, model.parametersB - countOf(shape))
    return {
      model: { ...model, hidden, vocab, tiedEmbeddings, blocks, extrasB: { ...extrasB, other } },
      spread: { weights: [0.97, 1.03], kvCache: spread.kvCache },
      assumptions: [{ slot: 'model', value: like.id, because: 'shape-not-published' }],
    }
  }
  if (question.paramsB === null && isAboutHardware(question)) {
    const { model, like, spread } = typicalModel(usualSizeB, null, question.context ?? usualContext)
    return { model, spread, assumptions: [{ slot: 'model', value: like.id, because: 'not-said' }] }
  }
  if (question.paramsB === null) {
    const said = question.unknown.slice(0, mostGuesses).join(' ')
    throw new UserError('no-model', { said, limit: hardwareSaid(question), suggestions: resembling(question.unknown) })
  }
  const famous = question.activeParamsB === null && !isStranger(question) ? findModel(`${question.paramsB}b`) : undefined
  if (famous !== undefined) return { model: famous, assumptions: [{ slot: 'model', value: famous.id, because: 'known-by-size' }] }
  const isMixture = question.activeParamsB === null && question.paramsB > largestDenseB
  const activeB = isMixture ? question.paramsB * usualActiveShare : question.activeParamsB
  const { model, like, spread } = typicalModel(question.paramsB, activeB, question.context ?? usualContext)
  return {
    model,
    spread,
    assumptions: [
      { slot: 'model', value: like.id, because: isStranger(question) ? 'unknown-name' : isMixture ? 'typical-mixture' : 'typical-of-size' },
    ],
  }
}

/** What is taken where only hardware is said to run "a model" on, billions. */
const usualSizeB = 8

/** "How many requests can 4x RTX 6000 Ada serve?" names no model, and no word that could be one. "400 tok/s on a 5090" is about one. */
function isAboutHardware({ intent, gpus, unknown, targetTokensPerSecond }: Question): boolean {
  return intent === 'inference' && gpus.length > 0 && unknown.length === 0 && targetTokensPerSecond === null
}

/** The hardware of a question as it is written shortest; empty where none was said. */
function hardwareSaid({ gpus, memoryGb, totalMemoryGb, systemRamGb, device, nodes }: Question): string {
  return format({ ...emptyQuestion, gpus, memoryGb, totalMemoryGb, systemRamGb, device, nodes }).replace(/^(?:inference ?)?(?:on )?/, '')
}

/** A name that is in no list stands among the words nobody understood, whole and with its size: `carnice-9b`. */
function isStranger({ unknown }: Question): boolean {
  return unknown.some((word) => /\d[bm]\b/.test(word))
}

/** Nobody has published a dense model above 405B since 2022; the mixtures above it read about a twentieth per token. */
const largestDenseB = 450
const usualActiveShare = 0.05

interface Lengths {
  readonly contextTokens: number
  readonly promptTokens: number
  readonly outputTokens: number
  readonly depthTokens: number
  readonly assumptions: readonly Assumption[]
}

/** Context is prompt and output together, per user. */
function lengthsOf(question: Question, model: Model): Lengths {
  const limit = model.maxContext ?? Number.POSITIVE_INFINITY
  const wanted = model.reasoning ? reasoningContext : usualContext
  const usualOutput = model.reasoning ? reasoningOutput : chatOutput
  const isSpoken = question.promptTokens !== null || question.outputTokens !== null
  // A prompt and an output that were said must both find room, whatever was said of the context.
  const spoken = isSpoken ? (question.promptTokens ?? chatPrompt) + (question.outputTokens ?? usualOutput) : 0
  const both = question.promptTokens !== null && question.outputTokens !== null
  const contextTokens =
    question.context === null ? (isSpoken ? spoken : Math.min(wanted, limit)) : both ? Math.max(question.context, spoken) : question.context
  const assumptions: Assumption[] = []
  if (contextTokens !== question.context) {
    const because = isSpoken
      ? 'prompt-and-output'
      : contextTokens < wanted
        ? 'model-limit'
        : model.reasoning
          ? 'reasoning-model'
          : 'not-said'
    assumptions.push({ slot: 'context', value: contextTokens, because })
  }
  if (contextTokens > limit) assumptions.push({ slot: 'context', value: limit, because: 'beyond-model-limit' })
  const fitting = (wish: number, taken: number) => Math.max(1, Math.min(wish, contextTokens - taken))
  const output = question.outputTokens ?? fitting(usualOutput, question.promptTokens ?? Math.ceil(contextTokens / 2))
  const prompt = question.promptTokens ?? fitting(chatPrompt, output)
  if (question.promptTokens === null && question.outputTokens === null)
    assumptions.push({ slot: 'prompt', value: `${prompt} + ${output}`, because: 'chat' })
  // A context that was said is asked about half filled; otherwise the request that was said or assumed is.
  const halfway = question.context !== null && !isSpoken
  const depthTokens = Math.max(1, Math.round(halfway ? contextTokens / 2 : prompt + output / 2))
  return { contextTokens, promptTokens: prompt, outputTokens: output, depthTokens, assumptions }
}

/**
 * Decides everything a question left open, and names each decision. Throws UserError for what cannot be: an unknown name,
 * a size, count or context out of range, or no model at all.
 */
export function resolve(question: Question): Workload {
  const problem = question.problems[0]
  if (problem !== undefined) throw problemError(problem)
  checkRange(question.paramsB, smallestB, largestB, 'size')
  checkRange(question.activeParamsB, smallestB / 10, largestB, 'size')
  checkRange(question.context, 1, longestContext, 'context')
  checkRange(question.promptTokens, 1, longestContext, 'context')
  checkRange(question.outputTokens, 1, longestContext, 'context')
  const users = question.concurrency ?? question.batch
  checkRange(users, 1, mostUsers, 'concurrency')

  const subject = subjectOf(question)
  const hardware = resolveHardware(question)
  const { recipes, assumptions: formats } = resolveRecipes(question, subject.model, hardware.cards.length > 0)
  const lengths = lengthsOf(question, subject.model)
  const workload = {
    model: subject.model,
    recipes,
    contextTokens: lengths.contextTokens,
    promptTokens: lengths.promptTokens,
    outputTokens: lengths.outputTokens,
    depthTokens: lengths.depthTokens,
    concurrency: users ?? 1,
    asked: hardware.cards,
    ...(question.systemRamGb !== null && { systemRamGb: question.systemRamGb }),
    ...(question.device === 'cpu' && hardware.cards.length === 0 && { cpuOnly: true as const }),
    ...(question.targetTokensPerSecond !== null && { targetTokensPerSecond: question.targetTokensPerSecond }),
    ...(question.targetTtftSeconds !== null && { targetTtftSeconds: question.targetTtftSeconds }),
    ...(question.parallelism !== null && { parallelism: question.parallelism }),
    ...(question.utilization !== null && { utilization: question.utilization }),
    ...(question.language === 'zh' && { market: 'cn' as const }),
    assumptions: [
      ...subject.assumptions,
      ...formats,
      ...lengths.assumptions,
      ...(users === null ? [{ slot: 'concurrency', value: 1, because: 'not-said' } as const] : []),
      ...hardware.assumptions,
    ],
  }
  return subject.spread === undefined ? workload : { ...workload, spread: subject.spread }
}
