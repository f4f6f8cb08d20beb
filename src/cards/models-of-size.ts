import { models } from '../catalog/models.ts'
import type { Model } from '../catalog/types.ts'

/** Names within this share of a size are said to be of it. */
const sameSize = 0.08
/** Older ones are no advice. */
const since = '2024-07'

/** Models that can be downloaded, of about a size, newest first: dense ones and mixtures apart. Billions of parameters. */
export function modelsOfSize(sizeB: number): { readonly dense: readonly Model[]; readonly mixtures: readonly Model[] } {
  const near = models.filter(
    (model) =>
      model.modality !== 'embedding' &&
      (model.released ?? '') >= since &&
      !model.id.startsWith('paper/') &&
      Math.abs(model.parametersB / sizeB - 1) <= sameSize,
  )
  const newest = [...near].sort((a, b) => (b.released ?? '').localeCompare(a.released ?? ''))
  const isMixture = (model: Model) => model.activeB !== undefined && model.activeB < 0.8 * model.parametersB
  // Dense models that see are mostly editions of ones that only read; mixtures that see are the family itself.
  return { dense: newest.filter((model) => !isMixture(model) && model.modality === 'text'), mixtures: newest.filter(isMixture) }
}
