import type { Runtime } from '../catalog/runtimes.ts'
import type { Option, Workload } from '../estimator/types.ts'
import type { Question } from '../language/question.ts'
import { exllamaV2 } from './launch-exllamav2.ts'
import type { Job, LaunchDetails, Tool } from './launch-job.ts'
import { llamaCpp } from './launch-llama-cpp.ts'
import { mlx } from './launch-mlx.ts'
import { ollama } from './launch-ollama.ts'
import { sglang } from './launch-sglang.ts'
import { tensorRtLlm } from './launch-tensorrt-llm.ts'
import { transformers } from './launch-transformers.ts'
import { vllm } from './launch-vllm.ts'
import { isPublished } from './launch-weights.ts'
import { sizeName } from './names.ts'

const tools: Readonly<Record<Runtime, Tool>> = {
  'llama.cpp': llamaCpp,
  ollama,
  vllm,
  sglang,
  'tensorrt-llm': tensorRtLlm,
  mlx,
  exllamav2: exllamaV2,
  transformers,
}

/** The GPUs alone, or with a part in RAM; of several cards nobody has said how they share what is left of the experts. */
function holds({ option, offload }: Job): boolean {
  return option.verdict !== 'no' || (offload !== undefined && (offload.cpuMoeLayers === undefined || option.count === 1))
}

/** Whether there is anything to start: it holds the job, the weights exist, and the model is made for so long a context. */
function canStart(job: Job): boolean {
  const { contextTokens, model } = job.workload
  return holds(job) && isPublished(job) && contextTokens <= (model.maxContext ?? contextTokens)
}

/**
 * What starts the option's runtime with the context, division and memory that were found: lines for a POSIX shell, in order. Made of
 * catalog names and numbers alone. Empty where that runtime cannot be started so, rather than a line that would fail.
 */
export function launchCommand(option: Option, workload: Workload, details: LaunchDetails = {}): readonly string[] {
  const job = { ...details, option, workload }
  return canStart(job) ? tools[option.recipe.runtime].launch(job) : []
}

/** What measures the speed the option is said to have, with the runtime's own benchmark. Empty where it has none. */
export function checkCommand(option: Option, workload: Workload, details: LaunchDetails = {}): readonly string[] {
  const job = { ...details, option, workload }
  return canStart(job) ? tools[option.recipe.runtime].check(job) : []
}

/** The size of a model that was not named, as it was said. */
export function saidSize({ paramsB, activeParamsB }: Pick<Question, 'paramsB' | 'activeParamsB'>): LaunchDetails {
  return paramsB === null ? {} : { size: sizeName(paramsB, activeParamsB) }
}
