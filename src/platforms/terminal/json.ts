import type { Answer } from '../../../commands/command.ts'
import { checkCommand, launchCommand, saidSize } from '../../cards/launch.ts'
import type { Estimate, Memory, Offload, Option, Quantity, Remedy, Workload } from '../../estimator/types.ts'
import type { Question } from '../../language/question.ts'

/** What scripts read: the names are a promise, and each further one is an addition. Bytes, seconds, USD. */
export interface JsonAnswer {
  readonly command: string
  readonly question: Question
  readonly answer: Answer
}

/** One answer as the object `--json` prints. `why` texts only when asked for. */
export function answerToJson({ command, question, answer }: JsonAnswer, { why }: { readonly why: boolean }): object {
  const { card, estimate, shorthand, parts } = answer
  if (estimate === undefined) return { command, question, shorthand, card, notes: card.notes, ...parts }
  const quantity = (value: Quantity | undefined) => quantityToJson(value, why)
  return {
    command,
    question,
    shorthand,
    memory: { ...memoryToJson(estimate.memory, quantity), perGpu: quantity(asked(estimate)?.memory.perGpu) },
    options: estimate.options.map((option) => ({
      ...optionToJson(option, quantity),
      ...commandsToJson(option, estimate.workload, question),
    })),
    assumptions: estimate.workload.assumptions,
    card,
    notes: card.notes,
    withoutGpu: offloadToJson(estimate.withoutGpu, quantity),
    remedies: estimate.remedies?.map((remedy) => remedyToJson(remedy, quantity)),
    prices: estimate.prices,
    model: estimate.workload.model.id,
    recipes: estimate.byRecipe.map(({ recipe, memory }) => ({ ...recipeToJson(recipe), memory: memoryToJson(memory, quantity) })),
    weightsInRamBytes: estimate.memory.weightsInRam,
    bytesPer8kTokens: estimate.bytesPer8kTokens,
    bytesPerUser: estimate.bytesPerUser,
    ...parts,
  }
}

/** What `--json` prints for a question that has no answer. */
export function errorToJson(question: string, error: { code: string; message: string; suggestions: readonly string[] }): object {
  return { question, error }
}

type ToJson = (quantity: Quantity | undefined) => object | undefined

function memoryToJson(memory: Memory, quantity: ToJson): object {
  return {
    total: quantity(memory.total),
    weights: quantity(memory.weights),
    kvCache: quantity(memory.kvCache),
    activations: quantity(memory.activations),
    overhead: quantity(memory.overhead),
  }
}

function optionToJson(option: Option, quantity: ToJson): object {
  return {
    gpu: option.gpu.id,
    count: option.count,
    memoryGb: option.memoryGb,
    layout: option.layout,
    verdict: option.verdict,
    fits: option.verdict !== 'no',
    shortfall: option.shortfall,
    headroomBytes: option.headroomBytes,
    maxContext: option.maxContext,
    maxConcurrency: option.maxConcurrency,
    decodeTokensPerSecond: quantity(option.decodeTokensPerSecond),
    totalTokensPerSecond: quantity(option.totalTokensPerSecond),
    perUserTokensPerSecond: quantity(option.perUserTokensPerSecond),
    fullLoadTokensPerSecond: quantity(option.fullLoadTokensPerSecond),
    prefillTokensPerSecond: quantity(option.prefillTokensPerSecond),
    timeToFirstTokenSeconds: quantity(option.timeToFirstTokenSeconds),
    timeToLastFirstTokenSeconds: quantity(option.timeToLastFirstTokenSeconds),
    rooflineTokensPerSecond: option.rooflineTokensPerSecond,
    usdPerHour: quantity(option.usdPerHour),
    purchaseUsd: quantity(option.purchaseUsd),
    watts: quantity(option.watts),
    usdPerMillionOutputTokens: quantity(option.usdPerMillionOutputTokens),
    usdPerMillionOutputTokensAtFullLoad: quantity(option.usdPerMillionOutputTokensAtFullLoad),
    ...recipeToJson(option.recipe),
    memory: memoryOf(option, quantity),
    pool: poolToJson(option.pool, quantity),
    offload: offloadToJson(option.offload, quantity),
    usableBytesPerGpu: option.memory.usablePerGpu,
    role: option.role,
    asked: option.asked,
    caveats: option.caveats,
  }
}

function memoryOf({ memory: { perGpu, total, peak, parts } }: Option, quantity: ToJson): object {
  return {
    perGpu: quantity(perGpu),
    total: quantity(total),
    peak: quantity(peak),
    weightsPerGpu: quantity(parts.weights),
    kvCachePerGpu: quantity(parts.kvCache),
    activationsPerGpu: quantity(parts.activations),
    overheadPerGpu: quantity(parts.overhead),
  }
}

function poolToJson(pool: Option['pool'], quantity: ToJson): object | undefined {
  if (pool === undefined) return undefined
  const { sequences, utilization, smallestUtilization, bytes, tokens } = pool
  return { sequences, utilization, smallestUtilization, bytesPerGpu: quantity(bytes), tokens: quantity(tokens) }
}

/** With the rest in RAM; the speeds are rules, and beside the card's own, which it has not. */
function offloadToJson(offload: Offload | undefined, quantity: ToJson): object | undefined {
  if (offload === undefined) return undefined
  const { recipe, decodeTokensPerSecond, prefillTokensPerSecond, timeToFirstTokenSeconds, fullPromptSeconds, ...rest } = offload
  return {
    ...rest,
    ...recipeToJson(recipe),
    decodeTokensPerSecond: quantity(decodeTokensPerSecond),
    prefillTokensPerSecond: quantity(prefillTokensPerSecond),
    timeToFirstTokenSeconds: quantity(timeToFirstTokenSeconds),
    fullPromptSeconds: quantity(fullPromptSeconds),
  }
}

function remedyToJson({ gpu, model, recipe, decodeTokensPerSecond, ...rest }: Remedy, quantity: ToJson): object {
  return { ...rest, gpu: gpu.id, model: model.id, ...recipeToJson(recipe), decodeTokensPerSecond: quantity(decodeTokensPerSecond) }
}

/** How to start it and how to measure it: lines for a POSIX shell; none where it cannot be started. */
function commandsToJson(option: Option, workload: Workload, question: Question): object {
  const size = saidSize(question)
  return { launch: launchCommand(option, workload, size), check: checkCommand(option, workload, size) }
}

function recipeToJson(recipe: Option['recipe']): { format: string; runtime: string; kvFormat: string } {
  return { format: recipe.format.name, runtime: recipe.runtime, kvFormat: recipe.kv.name }
}

/** JSON has no word for NaN or infinity: a quantity that is not a number is left out, as one that was never estimated. */
function quantityToJson(quantity: Quantity | undefined, why: boolean): object | undefined {
  if (quantity === undefined) return undefined
  const { value, low, high, basis } = quantity
  if (![value, low, high].every(Number.isFinite)) return undefined
  return why && quantity.why !== undefined ? { value, low, high, basis, why: quantity.why } : { value, low, high, basis }
}

/** The layout that was asked for by card and count. */
function asked(estimate: Estimate): Option | undefined {
  return estimate.workload.asked.some((card) => card.count !== null) ? estimate.options.find((option) => option.asked) : undefined
}
