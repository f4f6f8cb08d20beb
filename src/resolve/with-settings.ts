import { formatByName } from '../catalog/formats.ts'
import { gpuById } from '../catalog/gpus.ts'
import { type Runtime, runtimeFamily, support } from '../catalog/runtimes.ts'
import type { Assumption } from '../estimator/types.ts'
import type { Question } from '../language/question.ts'
import { type HeldSettings, type Owner, settingOf } from '../settings/settings.ts'

export interface SettledQuestion {
  readonly question: Question
  /** What the settings filled in, and whose they are. */
  readonly assumed: readonly Assumption[]
}

/**
 * Fills what a question leaves open with what the asker has set; whatever was said stays. `fillHardware` is false for one that asks which
 * hardware to take.
 */
export function withSettings(question: Question, held: HeldSettings, fillHardware: boolean): SettledQuestion {
  const assumed: Assumption[] = []
  let filled = question
  const gpu = settingOf(held, 'gpu')
  const card = gpu && gpuById(gpu.value.id)
  if (gpu !== undefined && card !== undefined && fillHardware && wantsHardware(question)) {
    filled = { ...filled, gpus: [gpu.value] }
    const count = gpu.value.count ?? 1
    assumed.push({ slot: 'gpu', value: count > 1 ? `${count} × ${card.name}` : card.name, because: becauseOf(gpu.owner) })
  }
  const runtime = settingOf(held, 'runtime')
  if (runtime !== undefined && wantsRuntime(filled, runtime.value)) {
    filled = { ...filled, runtime: runtime.value }
    assumed.push({ slot: 'runtime', value: runtime.value, because: becauseOf(runtime.owner) })
  }
  return { question: filled, assumed }
}

export function becauseOf(owner: Owner): 'your-setting' | 'place-setting' {
  return owner === 'person' ? 'your-setting' : 'place-setting'
}

/** The question is about running something, and says nothing of a machine. */
function wantsHardware({ intent, gpus, memoryGb, totalMemoryGb, systemRamGb, nodes, device, problems }: Question): boolean {
  const saysNothing = [memoryGb, totalMemoryGb, systemRamGb, nodes, device].every((slot) => slot === null)
  return saysNothing && gpus.length === 0 && problems.length === 0 && (intent === 'inference' || intent === 'what-fits')
}

/** Formats said so loosely that every runtime has its own. */
const loose: ReadonlySet<string> = new Set(['int4', 'int8', 'fp8', 'fp16', 'bf16', 'fp32'])

/** Nothing was said that the runtime cannot do: neither a kind of file it does not read, nor hardware it does not run on. */
function wantsRuntime({ intent, runtime: said, quant, gpus }: Question, runtime: Runtime): boolean {
  if (said !== null || (intent !== 'inference' && intent !== 'what-fits')) return false
  const format = quant === null || loose.has(quant) ? undefined : formatByName(quant)
  if (quant !== null && !loose.has(quant) && (format === undefined || !reads(runtime, format.family))) return false
  const cards = gpus.flatMap(({ id }) => gpuById(id) ?? [])
  const files = ['bf16', 'Q4_K_M', 'awq-int4', 'mlx-4bit', '4.65bpw', 'fp16'].flatMap((name) => formatByName(name) ?? [])
  return cards.every((card) => files.some((file) => support(runtime, file, card) !== 'no'))
}

function reads(runtime: Runtime, family: string): boolean {
  switch (runtimeFamily(runtime)) {
    case 'llama.cpp':
      return family === 'gguf'
    case 'exllama':
      return family === 'exl2'
    default:
      return family !== 'gguf' && family !== 'exl2'
  }
}
