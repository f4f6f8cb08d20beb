import { activeParameterCount, parameterCount, tensors } from '../catalog/tensors.ts'
import type { Architecture, Block, Model } from '../catalog/types.ts'

const billion = 1e9

/** Parameters, billions. */
export function countOf(model: Architecture): number {
  return parameterCount(tensors(model)) / billion
}

function activeOf(model: Architecture): number {
  return activeParameterCount(tensors(model)) / billion
}

const roundTo = (value: number, step: number) => Math.max(step, Math.round(value / step) * step)

/** Depth and width both grow with the cube root of size, as families do; heads keep their width. */
function scaledBlock(block: Block, scale: number): Block {
  const count = Math.max(1, Math.round(block.count * scale))
  const { mixer, mlp } = block
  return {
    ...block,
    count,
    mixer: mixer.kind === 'attention' ? { ...mixer, heads: roundTo(mixer.heads * scale, mixer.kvHeads) } : mixer,
    mlp: mlp.kind === 'dense' ? { ...mlp, width: roundTo(mlp.width * scale, 128) } : mlp,
  }
}

/** Small models have small vocabularies: embedding and head are never more than half of the parameters. */
const vocabularyShare = 0.5
const smallestVocabulary = 256

function stretched(like: Model, scale: number, sizeB: number): Model {
  const hidden = roundTo(like.hidden * scale, scale < 0.5 ? 64 : 128)
  const tables = like.tiedEmbeddings ? 1 : 2
  const mostVocabulary = Math.floor((vocabularyShare * sizeB * billion) / (tables * hidden))
  const vocab = Math.max(smallestVocabulary, Math.min(like.vocab, mostVocabulary))
  return { ...like, hidden, vocab, blocks: like.blocks.map((block) => scaledBlock(block, scale)), extrasB: {}, parametersB: sizeB }
}

/** A dense model of `sizeB` billion parameters in the shape of another: scaled, and the rest put where no layer is. */
export function scaledDense(like: Model, sizeB: number): Model {
  const draft = stretched(like, Math.cbrt(sizeB / countOf(like)), sizeB)
  const counted = countOf(draft)
  // Too small a draft is topped up; too large a one is shrunk by its layers.
  if (counted <= sizeB) return { ...draft, extrasB: { other: sizeB - counted } }
  const outside = countOf({ ...draft, blocks: [] })
  const shrink = Math.max(0, (sizeB - outside) / (counted - outside))
  const blocks = draft.blocks.map((block) => ({ ...block, count: Math.max(1, Math.floor(block.count * shrink)) }))
  const smaller = { ...draft, blocks }
  return { ...smaller, extrasB: { other: Math.max(0, sizeB - countOf(smaller)) } }
}

interface Experts {
  readonly experts: number
  readonly perToken: number
  readonly width: number
}

function withExperts(model: Model, { experts, perToken, width }: Experts): Model {
  const blocks = model.blocks.map(
    (block): Block => (block.mlp.kind === 'moe' ? { ...block, mlp: { ...block.mlp, experts, perToken, width } } : block),
  )
  return { ...model, blocks }
}

/**
 * A mixture of `sizeB` billion parameters that reads `activeB` of them per token: the stack follows the active size,
 * the width of the experts makes up the rest of what is read, and their number the rest of what is stored.
 */
export function scaledMixture(like: Model, sizeB: number, activeB: number): Model {
  const stack = { ...stretched(like, Math.cbrt(activeB / activeOf(like)), activeB), parametersB: sizeB, activeB }
  let perToken = 1
  let perWidth = 0
  for (const { count, mlp } of stack.blocks) {
    if (mlp.kind !== 'moe') continue
    perToken = mlp.perToken
    perWidth += (count * 3 * stack.hidden) / billion
  }
  const bare = withExperts(stack, { experts: 0, perToken: 0, width: 0 })
  const stored = sizeB - countOf(bare)
  const wanted = roundTo((activeB - activeOf(bare)) / (perToken * perWidth), 64)
  const experts = Math.max(perToken, Math.round(stored / (wanted * perWidth)))
  return withExperts(stack, { experts, perToken, width: roundTo(stored / (experts * perWidth), 16) })
}
