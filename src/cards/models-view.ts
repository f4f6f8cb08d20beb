import type { Model } from '../catalog/types.ts'
import { type Fitting, type HardwareSet, speedOf } from '../estimator/fitting.ts'
import type { Use } from '../estimator/preferred-models.ts'
import type { ClassFit, Picks } from '../estimator/what-fits.ts'
import type { AskedGpu, Question } from '../language/question.ts'
import { formatName, gpuName, modelName } from './names.ts'
import { significant } from './numbers.ts'
import { type Translate, translate } from './words/words.ts'

/** What was found on one set of hardware; without a set, in RAM alone. */
export interface FoundOn {
  readonly set: HardwareSet | undefined
  readonly fits: readonly ClassFit[]
  /** Undefined where nothing fits. */
  readonly picks: Picks | undefined
}

/** Everything the /models card is made from. */
export interface ModelsFound {
  readonly use: Use
  readonly found: readonly [FoundOn, ...FoundOn[]]
  /** Cards of the same size as the first: they show how the speed differs. */
  readonly alike: readonly HardwareSet[]
  readonly because: 'named' | 'has-that-memory' | 'for-a-laptop' | 'for-a-mac' | 'usual'
  readonly memoryAssumed: boolean
  readonly ramGb: number | null
  readonly ramAssumed: boolean
  /** The only one that was asked about, as it was said. */
  readonly family?: string | undefined
}

export interface ModelsView extends ModelsFound {
  readonly question: Question
  readonly t: Translate
  readonly first: FoundOn
}

export function modelsView(found: ModelsFound, question: Question): ModelsView {
  return { ...found, question, t: translate(question.language), first: found.found[0] }
}

/** What repositories append to a name and nobody says. */
const suffixes = ['-BF16', '-it']

/** `Ministral-3-14B`, `Nemotron-3-Super-120B-A12B`: a repository as it is spoken of. */
export function spokenModel(model: Model): string {
  let name = modelName(model).replace('NVIDIA-', '')
  const edition = name.indexOf('-Instruct')
  if (edition > 0) name = name.slice(0, edition)
  for (const suffix of suffixes) if (name.endsWith(suffix)) name = name.slice(0, -suffix.length)
  return name
}

/** `RTX 4090 24 GB`, `2 × RTX 3090 24 GB`, `32 GB of RAM without a GPU`. */
export function setName({ t, ramGb }: ModelsView, set: HardwareSet | undefined): string {
  if (set === undefined) return t('models.cpu', { gb: ramGb ?? 0 })
  const name = gpuName(set.gpu, set.memoryGb)
  return set.count === 1 ? name : `${set.count} × ${name}`
}

/** For a sentence: "one RTX 4090 24 GB"; of a machine that comes whole only its name. */
export function spokenSet(view: ModelsView, set: HardwareSet | undefined): string {
  const name = setName(view, set)
  const isCard = set !== undefined && set.count === 1 && set.gpu.class !== 'apple' && set.gpu.class !== 'laptop' && set.gpu.class !== 'edge'
  return isCard ? view.t('models.one', { name }) : name
}

/** A set in the words of a question. */
export function saidSet({ gpu, memoryGb, count }: HardwareSet): AskedGpu {
  const isOther = gpu.memoryOptionsGb !== undefined || memoryGb !== gpu.memoryGb
  return { id: gpu.id, count: count > 1 ? count : null, memoryGb: isOther ? memoryGb : null }
}

/** "Qwen3.8-27B in Q5_K_M at about 38 tokens/s". */
export function runOf({ t }: ModelsView, fit: ClassFit, kind: 'run' | 'fasterRun' = 'run'): string {
  const { best } = fit
  const isPartly = best.offload !== undefined && best.placement !== undefined
  const where = isPartly ? t(kind === 'run' ? 'models.answer.inRam' : 'models.answer.partly') : ''
  const isReader = best.model.modality === 'embedding'
  const key = kind === 'run' ? (isReader ? 'reads' : 'run') : isReader ? 'readsRun' : 'fasterRun'
  return t(`models.answer.${key}`, {
    model: spokenModel(best.model),
    format: formatName(best.recipe.format),
    where,
    rate: significant(speedOf(best)?.value ?? 0),
  })
}

/** What keeps a row from being a plain yes. */
export type Flaw = 'lossy' | 'slow' | 'tight'

export function flawOf({ lossy, grade }: Fitting): Flaw | undefined {
  if (lossy) return 'lossy'
  return grade === 'good' ? undefined : grade
}
