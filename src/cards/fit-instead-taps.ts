import type { Remedy } from '../estimator/types.ts'
import type { Question } from '../language/question.ts'
import type { Refinement } from './card.ts'
import { waysOn } from './fit-instead.ts'
import type { FitView } from './fit-view.ts'
import { formatName, gpuName, modelName } from './names.ts'
import { tokens } from './numbers.ts'
import { tap } from './tap.ts'

/** Each way that would work as a question of its own: the same one, with what the way changes. */
export function remedyTaps(view: FitView): readonly Refinement[] {
  return waysOn(view).map((remedy) => remedyTap(view, remedy))
}

function remedyTap(view: FitView, remedy: Remedy): Refinement {
  const { t, question } = view
  const { recipe, gpu, memoryGb, count, contextTokens, model } = remedy
  const quant = recipe.format.name
  const changed = { ...otherCache(view, remedy), ...otherFormat(view, remedy) }
  switch (remedy.kind) {
    case 'kv':
      return tap(question, 'other', t('fit.tap.kv', { kv: recipe.kv.name }), { kvQuant: recipe.kv.name })
    case 'format': {
      const isShorter = contextTokens < view.estimate.workload.contextTokens
      const context = isShorter ? { context: contextTokens } : {}
      const label = isShorter
        ? t('instead.tap.joined', { first: formatName(recipe.format), second: tokens(contextTokens) })
        : formatName(recipe.format)
      return tap(question, 'quant', label, { ...changed, ...context })
    }
    case 'context':
      return tap(question, 'context', t('fit.tap.context', { context: tokens(contextTokens) }), { context: contextTokens })
    case 'model':
      return tap(question, 'model', modelName(model), {
        model: model.id,
        paramsB: null,
        activeParamsB: null,
        quant,
        runtime: null,
        systemRamGb: null,
      })
    case 'offload': {
      const ram = t('instead.tap.ram', { ram: remedy.ramGb ?? '' })
      const label = changed.quant === undefined ? ram : t('instead.tap.joined', { first: ram, second: formatName(recipe.format) })
      return tap(question, 'other', label, { ...changed, systemRamGb: remedy.ramGb ?? null })
    }
    case 'cards': {
      const gpus = [{ id: gpu.id, count, memoryGb: gpu.memoryOptionsGb === undefined ? null : memoryGb }]
      const label = `${count} × ${gpuName(gpu, memoryGb)}`
      const own = changed.quant === undefined ? label : t('instead.tap.joined', { first: label, second: formatName(recipe.format) })
      return tap(question, 'gpu', own, { ...changed, gpus, memoryGb: null, totalMemoryGb: null, device: null, systemRamGb: null })
    }
  }
}

function otherFormat({ estimate, decider }: FitView, { recipe }: Remedy): Pick<Partial<Question>, 'quant' | 'runtime'> {
  const asked = decider?.recipe ?? estimate.workload.recipes[0]
  if (recipe.format.name === asked.format.name) return {}
  return recipe.runtime === asked.runtime ? { quant: recipe.format.name } : { quant: recipe.format.name, runtime: null }
}

function otherCache({ estimate, decider }: FitView, { recipe }: Remedy): Pick<Partial<Question>, 'kvQuant'> {
  const asked = decider?.recipe ?? estimate.workload.recipes[0]
  return recipe.kv.name === asked.kv.name ? {} : { kvQuant: recipe.kv.name }
}
