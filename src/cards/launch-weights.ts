import type { WeightFormat } from '../catalog/formats.ts'
import { supportsBf16 } from '../catalog/hardware.ts'
import type { Workload } from '../estimator/types.ts'
import type { Job } from './launch-job.ts'
import { formatName, modelName, sizeName } from './names.ts'

/** Where nobody named the model, its weights are whatever the reader has. */
export function isNamed({ assumptions }: Workload): boolean {
  return !assumptions.some(({ slot, because }) => slot === 'model' && because.startsWith('typical-'))
}

/** `Llama-3.3-70B-Instruct`, or `<your 70B model>` where only a size was said. */
export function weightsName({ workload, size }: Job): string {
  const { model } = workload
  return isNamed(workload) ? modelName(model) : `<your ${size ?? sizeName(model.parametersB, model.activeB)} model>`
}

/** Weights that were never published cannot be started. */
export function isPublished({ workload }: Job): boolean {
  return !isNamed(workload) || !workload.model.id.startsWith('paper/')
}

const ggufFloats: ReadonlyMap<string, string> = new Map([
  ['fp32', 'F32'],
  ['fp16', 'F16'],
  ['bf16', 'BF16'],
  ['mxfp4', 'MXFP4'],
])

/** The format as GGUF files are called by it; undefined where there are none. */
export function ggufName(format: WeightFormat): string | undefined {
  return format.family === 'gguf' ? format.name : ggufFloats.get(format.name)
}

export function ggufFile(job: Job): string | undefined {
  const name = ggufName(job.option.recipe.format)
  return name === undefined ? undefined : `${weightsName(job)}-${name}.gguf`
}

/** A repository nobody can know from here: `<AWQ repository of Llama-3.3-70B-Instruct>`. */
export function unknownRepository(job: Job, format: string): string {
  return `<${format} repository of ${weightsName(job).replace('<', '').replace('>', '')}>`
}

export interface Repository {
  /** Of Hugging Face, or a placeholder for one. */
  readonly id: string
  /** What the tool makes of the weights while it loads them. */
  readonly quantization?: string
}

/** Whether it fits before it is quantised: older servers load everything first, and only then make 8-bit floats of it. */
function canQuantise({ option: { recipe, layout, memory }, workload: { model } }: Job): boolean {
  if (recipe.format.family !== 'fp8') return true
  const gpus = layout.tensorParallel * layout.pipelineParallel
  return (model.parametersB * 2e9) / gpus <= 0.9 * memory.usablePerGpu
}

const floats: ReadonlySet<string> = new Set(['fp32', 'fp16', 'bf16'])

/**
 * The published repository where its weights are in the format, or become it on loading (`onLoading`: the tool's name for that);
 * else a placeholder. Undefined for formats of other tools.
 */
export function repository(job: Job, onLoading: ReadonlyMap<string, string> = new Map()): Repository | undefined {
  const { format } = job.option.recipe
  const { dtype, id } = job.workload.model
  if (format.family === 'gguf' || format.family === 'exl2' || format.name.startsWith('mlx-')) return undefined
  const published = isNamed(job.workload) ? id : weightsName(job)
  if (format.name === dtype || (floats.has(dtype) && floats.has(format.name))) return { id: published }
  const quantization = onLoading.get(format.name)
  if (quantization !== undefined && floats.has(dtype) && canQuantise(job)) return { id: published, quantization }
  const said = formatName(format)
  return { id: unknownRepository(job, said === format.name ? said.toUpperCase() : said) }
}

const torchNames: ReadonlyMap<string, string> = new Map([
  ['fp32', 'float32'],
  ['fp16', 'float16'],
  ['bf16', 'bfloat16'],
])

/**
 * What the weights are computed in, where a tool would take something else by itself: it makes 16 bits of 32, and takes bfloat16
 * on cards that do not have it.
 */
export function computedIn({ option, workload: { model } }: Job): string | undefined {
  const { name } = option.recipe.format
  if (floats.has(name)) return name === model.dtype && name !== 'fp32' ? undefined : torchNames.get(name)
  return supportsBf16(option.gpu) || model.dtype === 'fp16' ? undefined : 'float16'
}

/** Their repositories bring code of their own, and the tools ask for leave to run it (model cards; vLLM: supported models). */
const withOwnCode: ReadonlySet<string> = new Set(['Baichuan', 'ChatGLM', 'InternLM', 'MiniCPM', 'Qwen'])

export function bringsCode({ workload: { model } }: Job): true | undefined {
  return withOwnCode.has(model.family) || model.family.startsWith('Kimi') ? true : undefined
}
