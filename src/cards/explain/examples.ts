import { gpuName, modelName } from '../names.ts'
import type { Lab } from './lab.ts'

/** The models and cards the explanations speak of: few, so that a reader meets the same ones again. */
export const llama8b = 'meta-llama/Llama-3.1-8B'
export const llama70b = 'meta-llama/Llama-3.1-70B'
export const llama2 = 'meta-llama/Llama-2-7b-hf'
export const llama13b = 'meta-llama/Llama-2-13b-hf'
export const mixture = 'Qwen/Qwen3-30B-A3B'
export const dense32b = 'Qwen/Qwen3-32B'
export const deepseek = 'deepseek-ai/DeepSeek-V3'
export const gemma = 'google/gemma-3-27b-it'
export const hybrid = 'Qwen/Qwen3.5-27B'
export const gpt3 = 'paper/gpt-3-175b'

export const card = 'rtx-4090'
export const oldCard = 'rtx-3090'
export const server = 'h100-sxm'
export const olderServer = 'a100-80gb-sxm'

/** `Llama-3.1-8B`. */
export const nameOf = (lab: Lab, model: string) => modelName(lab.model(model))
/** `RTX 4090`, `H100 SXM5 80 GB`: with the memory only where it is part of the name. */
export function cardOf(lab: Lab, id: string): string {
  const gpu = lab.gpu(id)
  const name = gpuName(gpu, gpu.memoryGb)
  const appended = ` ${gpu.memoryGb} GB`
  return gpu.name.includes('GB') || !name.endsWith(appended) ? name : name.slice(0, -appended.length)
}
