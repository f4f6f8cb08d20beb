import { gpuById } from '../catalog/gpus.ts'
import type { Model } from '../catalog/types.ts'
import type { HardwareSet } from '../estimator/fitting.ts'
import { preferredModels, type Use } from '../estimator/preferred-models.ts'
import type { AskedCard, Workload } from '../estimator/types.ts'
import type { Question } from '../language/question.ts'
import { resolveHardware } from './hardware.ts'
import { problemError, resolve } from './resolve.ts'

/** Why these sets: as they were named, cards that have the memory that was said, somebody's machine, or the usual ones where nothing was. */
type SetsBecause = 'named' | 'has-that-memory' | 'for-a-laptop' | 'for-a-mac' | 'usual'

export interface ResolvedModels {
  readonly use: Use
  /** Every model worth naming, as a job of its own: context, runtime and format as said or as it needs them. */
  readonly workloads: readonly Workload[]
  /** What models are looked for on; none where only RAM is meant. */
  readonly sets: readonly HardwareSet[]
  readonly because: SetsBecause
  /** All of one size: the first decides, the others show how the speed differs. */
  readonly alike: boolean
  /** The largest sold was taken, for its size was not said. */
  readonly memoryAssumed: boolean
  readonly ramGb: number | null
  /** Nothing was said of it, and it decides. */
  readonly ramAssumed: boolean
}

/** An agent's files and edits fill it. */
const codingContext = 32_768
/** A computer of which nothing was said. */
const usualRamGb = 32
const mostSets = 5

/** What people have who do not say what they have. */
const usualSets: readonly (readonly [id: string, memoryGb: number])[] = [
  ['rtx-4060', 8],
  ['rtx-3060-12gb', 12],
  ['rtx-4060-ti-16gb', 16],
  ['rtx-4090', 24],
  ['apple-m4-max', 64],
]

/** What is asked about, hardware first; `of`: the models that were asked for, absent or empty: those worth naming. Throws UserError for hardware nobody knows. */
export function resolveModels(question: Question, of: readonly Model[] = []): ResolvedModels {
  const problem = question.problems.find(
    ({ slot }) => slot !== 'model' && slot !== 'size' && !(slot === 'gpu' && question.memoryGb !== null),
  )
  if (problem !== undefined) throw problemError(problem)
  const { gpus, memoryGb, totalMemoryGb, systemRamGb, device } = question
  const nothing = gpus.length === 0 && memoryGb === null && totalMemoryGb === null
  const ramOnly = nothing && (device === 'cpu' || (systemRamGb !== null && device === null))
  const ramGb = systemRamGb ?? (ramOnly ? usualRamGb : null)
  const { cards, because, memoryAssumed } = ramOnly ? { cards: [], because: 'named' as const, memoryAssumed: false } : cardsOf(question)
  const sets = cards.slice(0, mostSets).map(({ gpu, memoryGb: each, count }): HardwareSet => ({ gpu, memoryGb: each, count: count ?? 1 }))
  const use: Use = question.use ?? 'chat'
  return {
    use,
    workloads: workloadsOf({ ...question, systemRamGb: ramGb }, use, of.length > 0 ? of : preferredModels(use), sets[0]),
    sets,
    because,
    alike:
      because === 'has-that-memory' &&
      new Set(sets.map(({ memoryGb: each, count }) => each * count)).size === 1 &&
      sets.every(({ count }) => count === sets[0]?.count),
    memoryAssumed,
    ramGb,
    ramAssumed: ramOnly && systemRamGb === null,
  }
}

interface Cards {
  readonly cards: readonly AskedCard[]
  readonly because: SetsBecause
  readonly memoryAssumed: boolean
}

function cardsOf(question: Question): Cards {
  // "2x3090 (48GB total)": the cards say it already.
  const asked: Question = question.gpus.length > 0 ? { ...question, totalMemoryGb: null, memoryGb: null } : question
  const { cards, assumptions } = resolveHardware(asked)
  if (cards.length === 0)
    return { cards: usualSets.flatMap(([id, memoryGb]) => cardOf(id, memoryGb)), because: 'usual', memoryAssumed: false }
  const because = assumptions.find(({ slot }) => slot === 'gpu')?.because as SetsBecause | undefined
  return {
    cards,
    because: because ?? 'named',
    memoryAssumed: assumptions.some(({ because }) => because === 'largest-sold'),
  }
}

function cardOf(id: string, memoryGb: number): readonly AskedCard[] {
  const gpu = gpuById(id)
  return gpu === undefined ? [] : [{ gpu, memoryGb, count: 1 }]
}

function workloadsOf(question: Question, use: Use, models: readonly Model[], set: HardwareSet | undefined): readonly Workload[] {
  const { context } = question
  const hardware = {
    gpus: set === undefined ? [] : [{ id: set.gpu.id, count: null, memoryGb: null }],
    memoryGb: null,
    totalMemoryGb: null,
    device: set === undefined ? ('cpu' as const) : null,
  }
  const bare: Question = { ...question, ...hardware, paramsB: null, activeParamsB: null, alternatives: {}, problems: [] }
  return models.flatMap((model) => {
    const limit = model.maxContext ?? Number.POSITIVE_INFINITY
    if (context !== null && context > limit) return []
    const wanted = context ?? (use === 'coding' ? Math.min(codingContext, limit) : null)
    return [resolve({ ...bare, model: model.id, context: wanted })]
  })
}
