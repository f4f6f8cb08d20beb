import { models } from '../catalog/models.ts'
import type { Model } from '../catalog/types.ts'

/** Names within this share of a size are said to be of it. */
const sameSize = 0.08
/** Qwen2.5-7B has 7.6. */
const calledSize = 0.12
/** Older ones are no advice. */
const since = '2024-07'

/** Whose models people mean and find everywhere. */
const wellKnown = ['Qwen/', 'meta-llama/', 'mistralai/', 'google/gemma', 'zai-org/GLM', 'deepseek-ai/', 'openai/gpt-oss', 'microsoft/phi']

/** Made for one thing, or to be trained further: not what a bare size means. */
const special = ['Coder', 'Code', 'Math', 'Guard', 'Base']

const isWellKnown = ({ id }: Model) => wellKnown.some((start) => id.startsWith(start)) && !special.some((word) => id.includes(word))

// Dense models that see are mostly editions of ones that only read; mixtures that see are the family itself.
const isMixture = ({ activeB, parametersB }: Model) => activeB !== undefined && activeB < 0.8 * parametersB
const isMeant = (model: Model) => isMixture(model) || model.modality === 'text'

/** What a size can mean, well-known and newest first; by how much its size may differ from what was said. */
const meant = models
  .filter((model) => model.modality !== 'embedding' && (model.released ?? '') >= since && !model.id.startsWith('paper/') && isMeant(model))
  .sort((a, b) => Number(isWellKnown(b)) - Number(isWellKnown(a)) || (b.released ?? '').localeCompare(a.released ?? ''))
  .map((model) => ({ model, slack: isWellKnown(model) ? calledSize : sameSize }))

/** Models that can be downloaded, of about a size, well-known and newest first: dense ones and mixtures apart. Billions of parameters. */
export function modelsOfSize(sizeB: number): { readonly dense: readonly Model[]; readonly mixtures: readonly Model[] } {
  const near = meant.filter(({ model, slack }) => Math.abs(model.parametersB / sizeB - 1) <= slack).map(({ model }) => model)
  return { dense: near.filter((model) => !isMixture(model)), mixtures: near.filter(isMixture) }
}
