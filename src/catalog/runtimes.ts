import type { WeightFormat } from './formats.ts'
import { supportsBf16, supportsFp4, supportsFp8 } from './hardware.ts'
import type { Gpu } from './types.ts'

export const runtimes = ['llama.cpp', 'ollama', 'vllm', 'sglang', 'tensorrt-llm', 'mlx', 'exllamav2', 'transformers'] as const
export type Runtime = (typeof runtimes)[number]

/** Runtimes that lay memory out alike. */
export type RuntimeFamily = 'llama.cpp' | 'server' | 'mlx' | 'exllama' | 'eager'

export function runtimeFamily(runtime: Runtime): RuntimeFamily {
  switch (runtime) {
    case 'llama.cpp':
    case 'ollama':
      return 'llama.cpp'
    case 'vllm':
    case 'sglang':
    case 'tensorrt-llm':
      return 'server'
    case 'mlx':
      return 'mlx'
    case 'exllamav2':
      return 'exllama'
    case 'transformers':
      return 'eager'
  }
}

export function isRuntime(name: string): name is Runtime {
  return (runtimes as readonly string[]).includes(name)
}

/** `native`: computed in the format. `weight-only`: stored in it, computed in 16 bits: smaller, no faster prefill. `no`: does not run. */
export type Support = 'native' | 'weight-only' | 'no'

function capability(gpu: Gpu): number {
  return gpu.computeCapability ?? 0
}

/** Kernels that need NVIDIA tensor cores of a generation, or AMD's data-centre parts. */
function serverRuns(format: WeightFormat, gpu: Gpu): Support {
  const instinct = gpu.architecture.startsWith('CDNA')
  if (
    gpu.vendor === 'nvidia' ? capability(gpu) < 7 : !instinct && gpu.class !== 'tpu' && gpu.class !== 'npu' && gpu.architecture !== 'Gaudi'
  )
    return 'no'
  switch (format.family) {
    case 'gguf':
    case 'exl2':
      return 'no'
    case 'float':
      return format.name === 'bf16' && !supportsBf16(gpu) ? 'no' : 'native'
    case 'fp8':
      if (supportsFp8(gpu)) return 'native'
      return gpu.vendor === 'nvidia' && capability(gpu) >= 8 ? 'weight-only' : 'no'
    case 'fp4':
      if (supportsFp4(gpu)) return 'native'
      return (gpu.vendor === 'nvidia' && capability(gpu) >= 8) || instinct ? 'weight-only' : 'no'
    case 'int4':
      return gpu.vendor === 'nvidia' ? (capability(gpu) >= 7.5 ? 'weight-only' : 'no') : instinct ? 'weight-only' : 'no'
    case 'int8':
      return gpu.vendor === 'nvidia' ? (capability(gpu) >= 7.5 ? 'native' : 'no') : 'native'
  }
}

/** Whether a runtime runs weights of a format on a GPU, and how (vLLM, llama.cpp and ExLlamaV2 documentation, 2026). */
export function support(runtime: Runtime, format: WeightFormat, gpu: Gpu): Support {
  switch (runtimeFamily(runtime)) {
    case 'llama.cpp':
      if (gpu.class === 'tpu' || gpu.class === 'npu' || gpu.architecture === 'Gaudi') return 'no'
      return format.family === 'gguf' || format.name === 'mxfp4' || format.family === 'float' ? 'weight-only' : 'no'
    case 'mlx':
      return gpu.class === 'apple' &&
        (format.family === 'int4' || format.family === 'int8' || format.family === 'float' || format.family === 'fp4')
        ? 'weight-only'
        : 'no'
    case 'exllama':
      return gpu.vendor === 'nvidia' && capability(gpu) >= 7.5 && (format.family === 'exl2' || format.name === 'gptq-int4')
        ? 'weight-only'
        : 'no'
    case 'server':
      if (runtime === 'tensorrt-llm' && gpu.vendor !== 'nvidia') return 'no'
      return serverRuns(format, gpu)
    case 'eager':
      return format.family === 'gguf' || format.family === 'exl2' || gpu.class === 'apple' ? 'no' : serverRuns(format, gpu)
  }
}
