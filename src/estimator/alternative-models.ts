import { formatByName } from '../catalog/formats.ts'
import type { Runtime } from '../catalog/runtimes.ts'
import type { Model } from '../catalog/types.ts'
import { type Placement, place } from './place.ts'
import { planOf } from './plan.ts'
import { preferredModels, worth } from './preferred-models.ts'
import { streamTokensPerSecond } from './serving.ts'

/** A model that sees can be asked without a picture; one that does not is no answer to who wants it to see. */
const speaks = (model: Model, asked: Model) =>
  model.modality === asked.modality || (asked.modality === 'text' && model.modality === 'vision')

/** What one gives up for room to breathe. */
const hardlyLess = 0.5

/** llama-server's default number of slots: more requests at once are a server's work. */
export const mostSlots = 4

/** How it is run where it stands in: as published where that is four bits, else in the usual four-bit file; by a server on a server's card. */
function waysOf({ plan, gpu }: Placement, model: Model): readonly (readonly [format: string, runtime: Runtime])[] {
  if (plan.family === 'server' && (gpu.class === 'datacenter' || plan.workload.concurrency > mostSlots))
    return [
      ['fp8', 'vllm'],
      ['awq-int4', 'vllm'],
    ]
  const runtime = plan.recipe.runtime === 'ollama' ? 'ollama' : 'llama.cpp'
  return [[model.dtype === 'mxfp4' ? 'MXFP4' : 'Q4_K_M', runtime]]
}

/** Four bits a weight, less than any of them weighs: what cannot fit is not worked out. */
const leastBytes = 0.5e9

const pleasant = 10

function onSame(placement: Placement, model: Model): Placement | undefined {
  const { plan, gpu, memoryGb, count } = placement
  for (const [name, runtime] of waysOf(placement, model)) {
    const format = formatByName(name)
    if (format === undefined) continue
    const { spread: _, ...workload } = plan.workload
    const kv = plan.recipe.kv
    const found = place(planOf({ ...workload, model }, { format, runtime, kv }, plan.calibration), gpu, memoryGb, count)
    if (found.verdict !== 'no' && streamTokensPerSecond(found, workload.concurrency) >= pleasant) return found
  }
  return undefined
}

/** A newer model of about the size may do in four bits what the asked one does not in its own. */
const aboutAsLarge = 1.2

/** The best that holds the same job on the same hardware, of the asked one's size or smaller: a dense model and a mixture. */
export function alternativeModels(placement: Placement): readonly Placement[] {
  const { model: asked, contextTokens } = placement.plan.workload
  const most = (placement.budget.usable * placement.count) / leastBytes
  const best = (mixture: boolean) => {
    let tight: Placement | undefined
    for (const model of preferredModels('chat')) {
      if ((model.activeB !== undefined) !== mixture || model.parametersB > aboutAsLarge * asked.parametersB || model.parametersB > most)
        continue
      if (model.id === asked.id || !speaks(model, asked) || contextTokens > (model.maxContext ?? contextTokens)) continue
      if (tight !== undefined && worth(model) < worth(tight.plan.workload.model) - hardlyLess) break
      const found = onSame(placement, model)
      if (found?.verdict === 'fits') return found
      tight ??= found
    }
    return tight
  }
  return [best(false), best(true)].filter((found) => found !== undefined)
}
