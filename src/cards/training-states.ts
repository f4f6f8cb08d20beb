import { formatByName } from '../catalog/formats.ts'
import type { Model } from '../catalog/types.ts'
import { weigh } from '../estimator/weights.ts'
import type { Question } from '../language/question.ts'
import { fullTraining, loraParameters, usualRank, zeroBytes } from './explain/training-figures.ts'

export type Method = 'full' | 'lora' | 'qlora'

/** What training surely keeps, bytes on all cards together: weights, gradients and the optimizer. Activations come on top. */
export interface States {
  readonly method: Method
  readonly low: number
  readonly high: number
}

/** The frozen weights of an adapter's base, bytes. */
function baseBytes(model: Model, name: string): number {
  const format = formatByName(name)
  if (format === undefined) throw new Error(`the catalog has lost ${name}`)
  return weigh(model, format, 'eager').total
}

/** A lower bound by method; `rank` of the adapters on every linear layer. */
export function statesOf(model: Model, method: Method, rank: number | null): States {
  if (method === 'full') {
    const parameters = model.parametersB * 1e9
    return { method, low: parameters * fullTraining.low, high: parameters * fullTraining.high }
  }
  const adapters = loraParameters(model, rank ?? usualRank)
  const base = baseBytes(model, method === 'lora' ? 'bf16' : 'nf4-dq')
  return { method, low: base + adapters * fullTraining.low, high: base + adapters * fullTraining.high }
}

/** The methods meant: what was said, or each. LoRA beside a model in 4 bits is QLoRA; who trains from scratch trains all. */
export function methodsOf({ method, quant, intent }: Pick<Question, 'method' | 'quant' | 'intent'>): readonly Method[] {
  if (method === 'lora' && quant !== null && (quant.includes('4') || quant === 'gptq')) return ['qlora']
  if (method !== null) return [method]
  return intent === 'pretrain' ? ['full'] : ['full', 'lora', 'qlora']
}

/** The least that lies on each of so many cards: stage 3 divides everything, a frozen base too; below it the base is whole on each. */
export function eachOf(states: States, model: Model, stage: number, cards: number): number {
  return states.method === 'full' ? zeroBytes(model.parametersB * 1e9, stage, cards) : states.low / (stage === 3 ? cards : 1)
}
