import type { FactsBlock } from './card.ts'
import { type FitView, shownOption } from './fit-view.ts'
import { spokenName } from './names.ts'
import { gib, tokens } from './numbers.ts'

/**
 * What a server makes of a GPU: it takes its share of the card whatever the job needs, so that what a monitor shows is no need.
 * Undefined for runtimes that take what they need, and where nothing is started.
 */
export function fitServer(view: FitView): FactsBlock | undefined {
  const { t } = view
  const option = shownOption(view)
  const pool = option?.pool
  if (option === undefined || pool === undefined || option.verdict === 'no') return undefined
  const { perGpu, parts, peak, usablePerGpu } = option.memory
  const taken = { taken: gib(peak.value / option.count), usable: gib(usablePerGpu), utilization: pool.utilization }
  const least = pool.smallestUtilization
  return {
    kind: 'facts',
    title: t('fit.server.title', { runtime: option.recipe.runtime, gpu: spokenName(option) }),
    rows: [
      {
        label: t('fit.server.needs'),
        value: t('fit.server.needsValue', {
          need: gib(perGpu.value),
          weights: gib(parts.weights.value),
          kvCache: gib(parts.kvCache.value),
          activations: gib(parts.activations.value),
          overhead: gib(parts.overhead.value),
          sequences: pool.sequences,
        }),
      },
      { label: t('fit.server.takes'), value: t('fit.server.takesValue', taken) },
      { label: t('fit.server.graphs'), value: t('fit.server.graphsValue', { graphs: gib(pool.graphs) }) },
      ...(pool.tokens.value > 0
        ? [{ label: t('fit.server.holds'), value: t('fit.server.holdsValue', { tokens: tokens(pool.tokens.value) }) }]
        : []),
      ...(least === null ? [] : [{ label: t('fit.server.works'), value: t('fit.server.worksValue', { least: least.toFixed(2) }) }]),
    ],
  }
}
