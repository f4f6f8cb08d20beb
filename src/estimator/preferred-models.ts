import { models } from '../catalog/models.ts'
import type { Model } from '../catalog/types.ts'

/** What a model may be named for. `chat` is everything general. */
export type Use = 'chat' | 'coding' | 'vision' | 'embedding' | 'reasoning'

interface Family {
  readonly family: string
  /** `general`: talk, and thinking or seeing where its models do. */
  readonly good: readonly ('general' | 'coding' | 'vision' | 'reasoning' | 'embedding')[]
  /** Only models of the family whose id has one of these. */
  readonly only?: readonly string[]
  /** Why it is on the list, and who says so. */
  readonly because: string
}

/**
 * Whom to name: makers who keep releasing models that can be downloaded and used freely, in the sizes people run. Kept by hand and short;
 * which of them is recent enough, and fits, is counted from the catalog (each row's source is its published configuration).
 */
const families: readonly Family[] = [
  { family: 'Qwen3.8', good: ['general', 'coding'], because: 'newest of the most downloaded open family; agentic coding (model card)' },
  { family: 'Qwen3.6', good: ['general', 'coding'], because: 'agentic coding and pictures in two sizes for one card (model card)' },
  { family: 'Qwen3.5', good: ['general', 'coding'], because: 'one family from 0.8B to 397B, sees and thinks, Apache-2.0 (model card)' },
  { family: 'Qwen3', good: ['general'], because: 'thinks or answers at once, 0.6B–235B, Apache-2.0 (technical report, 2025)' },
  { family: 'Qwen3-Next', good: ['general'], because: '80B with 3B active and a long context (model card)' },
  { family: 'Qwen3-Coder', good: ['coding'], because: 'made for coding agents (model card)' },
  { family: 'Qwen2.5-Coder', good: ['coding'], because: 'the last small models made for code alone (technical report, 2024)' },
  { family: 'Qwen3-VL', good: ['vision'], because: 'made to see: documents, screens, video (technical report, 2025)' },
  {
    family: 'Qwen3 Embedding',
    good: ['embedding'],
    because: 'first of the multilingual MTEB board at its release, three sizes (model card)',
  },
  { family: 'BGE', good: ['embedding'], because: 'the usual small retriever; M3 reads 100 languages and 8k tokens (model card)' },
  { family: 'Nomic', good: ['embedding'], because: 'small, 8k tokens, open data (technical report, 2024)' },
  { family: 'Gemma 4', good: ['general'], because: 'sees, from phones to one large card, Apache-2.0 (model card)' },
  { family: 'Gemma 3', good: ['general'], because: 'sees, 140 languages, 1B–27B (technical report, 2025)' },
  { family: 'gpt-oss', good: ['general', 'coding'], because: 'published in four bits: fast and small for what it does (model card, 2025)' },
  { family: 'Llama 4', good: ['general'], because: 'sees, very long contexts (model card)' },
  { family: 'Llama 3.3', good: ['general'], because: 'the 70B everything supports (model card)' },
  { family: 'Phi-4', good: ['general'], because: 'strong for its size at mathematics, MIT (technical report, 2024)' },
  { family: 'Mistral', good: ['general'], because: 'general models for one card, Apache-2.0 (model cards)' },
  { family: 'Mistral', good: ['coding'], only: ['Devstral'], because: 'made for coding agents (model card)' },
  { family: 'GLM-4.5', good: ['general', 'coding'], because: 'agents and code, Air for a workstation, MIT (technical report, 2025)' },
  { family: 'GLM-4.7', good: ['general', 'coding'], because: 'the Flash edition: coding on one card, MIT (model card)' },
  { family: 'GLM-5', good: ['general', 'coding'], because: 'agents over long tasks, MIT (model card)' },
  { family: 'MiniMax', good: ['general', 'coding'], because: 'coding agents with few active parameters (model card)' },
  { family: 'DeepSeek V3', good: ['general', 'coding'], because: 'the open large model most servers offer, MIT (technical report)' },
  { family: 'DeepSeek V4', good: ['general', 'coding'], because: 'published in four bits with a small cache, MIT (model card)' },
  { family: 'DeepSeek R1 Distill', good: ['reasoning'], because: 'reasoning taught to small models (technical report, 2025)' },
  { family: 'Kimi K2', good: ['general', 'coding'], because: 'agents and code, published in four bits (model card)' },
  { family: 'Kimi K3', good: ['general', 'coding'], because: 'the largest that is published in four bits (model card)' },
]

/** Made for one thing: no stand-in for a general model. */
const special = ['coder', 'devstral', 'codestral', '-vl-', 'embedding', 'base', 'math']

const isGeneral = ({ id }: Model) => {
  const name = id.toLowerCase()
  return !special.some((part) => name.includes(part))
}

/** Older ones are no advice. */
const since = '2024-11'
/** Retrievers age slower. */
const embeddingsSince = '2023-09'

function isGoodFor(model: Model, use: Use, { good, only }: Family): boolean {
  if (only !== undefined && !only.some((part) => model.id.includes(part))) return false
  switch (use) {
    case 'embedding':
      return good.includes('embedding') && model.modality === 'embedding'
    case 'coding':
      return good.includes('coding')
    case 'vision':
      return model.modality === 'vision' && (good.includes('vision') || (good.includes('general') && isGeneral(model)))
    case 'reasoning':
      return model.reasoning === true && (good.includes('reasoning') || good.includes('general')) && isGeneral(model)
    case 'chat':
      return good.includes('general') && isGeneral(model)
  }
}

const months = (released: string) => Number(released.slice(0, 4)) * 12 + Number(released.slice(5, 7))

/** A model half as large is as good a year on: what the last generations have shown, roughly. */
const doublingMonths = 12

export const isMixture = ({ parametersB, activeB }: Model) => activeB !== undefined && activeB < 0.8 * parametersB

/** Parameters that work, billions: tables that are looked up per layer are no part of a model's size class (Gemma 3n and 4: E2B, E4B). */
export const sizeOf = ({ parametersB, extrasB }: Model) => parametersB - (extrasB?.perLayerEmbedding ?? 0)

/** The dense size a mixture is about as good as, billions: the geometric mean of what it holds and what it uses, a rule of thumb. */
const denseSize = (model: Model) => (isMixture(model) ? Math.sqrt(model.parametersB * (model.activeB ?? 0)) : sizeOf(model))

/** How good a model probably is, in doublings of size. Newer counts as larger. Not measured: it decides between what fits. */
export function worth(model: Model): number {
  return Math.log2(denseSize(model)) + months(model.released ?? '2020-01') / doublingMonths
}

function preferredFor(use: Use): readonly Model[] {
  const from = use === 'embedding' ? embeddingsSince : since
  return models
    .filter((model) => model.blocks.length > 0 && (model.released ?? '') >= from)
    .filter((model) => families.some((family) => family.family === model.family && isGoodFor(model, use, family)))
    .sort((a, b) => worth(b) - worth(a))
}

const made = new Map<Use, readonly Model[]>()

/** Models worth naming for a use, best first. */
export function preferredModels(use: Use): readonly Model[] {
  const known = made.get(use) ?? preferredFor(use)
  made.set(use, known)
  return known
}
