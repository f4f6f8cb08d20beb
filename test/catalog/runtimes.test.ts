import { describe, expect, it } from 'vitest'
import { gpus } from '../../src/catalog/gpus.ts'
import { isRuntime, type Runtime, runtimeFamily, runtimes, support } from '../../src/catalog/runtimes.ts'
import { formatOf, gpuOf } from '../support/catalog-rows.ts'

function runs(runtime: Runtime, formatName: string, gpuId: string): string {
  return support(runtime, formatOf(formatName), gpuOf(gpuId))
}

describe('what runs where', () => {
  it.each([
    ['vllm', 'fp8', 'h100-sxm', 'native'],
    ['vllm', 'fp8', 'rtx-4090', 'native'],
    ['vllm', 'fp8', 'mi300x', 'native'],
    ['vllm', 'fp8', 'b200', 'native'],
    ['vllm', 'fp8', 'a100-80gb-sxm', 'weight-only'],
    ['vllm', 'fp8', 'rtx-3090', 'weight-only'],
    ['vllm', 'fp8', 'v100-32gb-sxm2', 'no'],
    ['vllm', 'fp8', 't4', 'no'],
    ['vllm', 'nvfp4', 'b200', 'native'],
    ['vllm', 'nvfp4', 'rtx-5090', 'native'],
    ['vllm', 'nvfp4', 'h100-sxm', 'weight-only'],
    ['vllm', 'mxfp4', 'a100-80gb-sxm', 'weight-only'],
    ['vllm', 'mxfp4', 't4', 'no'],
    ['vllm', 'awq-int4', 'a100-80gb-sxm', 'weight-only'],
    ['vllm', 'awq-int4', 't4', 'weight-only'],
    ['vllm', 'awq-int4', 'v100-32gb-sxm2', 'no'],
    ['vllm', 'gptq-int4', 'tesla-p40', 'no'],
    ['vllm', 'int8', 'a100-80gb-sxm', 'native'],
    ['vllm', 'int8', 'v100-32gb-sxm2', 'no'],
    ['vllm', 'fp16', 'v100-32gb-sxm2', 'native'],
    ['vllm', 'bf16', 'v100-32gb-sxm2', 'no'],
    ['vllm', 'fp16', 'v100-32gb-sxm2', 'native'],
    ['vllm', 'bf16', 't4', 'no'],
    ['vllm', 'bf16', 'a100-80gb-sxm', 'native'],
    ['vllm', 'fp16', 'tesla-p40', 'no'],
    ['vllm', 'fp16', 'gtx-1080-ti', 'no'],
    ['vllm', 'fp16', 'apple-m4-max', 'no'],
    ['vllm', 'Q4_K_M', 'h100-sxm', 'no'],
    ['tensorrt-llm', 'fp8', 'h100-sxm', 'native'],
    ['tensorrt-llm', 'fp8', 'mi300x', 'no'],
    ['llama.cpp', 'Q4_K_M', 'gtx-1080-ti', 'weight-only'],
    ['llama.cpp', 'Q4_K_M', 'apple-m1-ultra', 'weight-only'],
    ['llama.cpp', 'Q4_K_M', 'rx-7900-xtx', 'weight-only'],
    ['ollama', 'IQ2_XXS', 'rtx-4090', 'weight-only'],
    ['llama.cpp', 'awq-int4', 'rtx-4090', 'no'],
    ['llama.cpp', 'fp8', 'h100-sxm', 'no'],
    ['mlx', 'mlx-4bit', 'apple-m4-max', 'weight-only'],
    ['mlx', 'mlx-4bit', 'rtx-4090', 'no'],
    ['mlx', 'Q4_K_M', 'apple-m4-max', 'no'],
    ['exllamav2', '4.65bpw', 'rtx-3090', 'weight-only'],
    ['exllamav2', '4.65bpw', 'rx-7900-xtx', 'no'],
    ['exllamav2', '4.65bpw', 'tesla-p40', 'no'],
    ['exllamav2', '4.65bpw', 'apple-m4-max', 'no'],
    ['transformers', 'nf4', 'rtx-4090', 'weight-only'],
    ['transformers', 'Q4_K_M', 'rtx-4090', 'no'],
  ] as const)('%s in %s on a %s: %s', (runtime, format, gpu, expected) => {
    expect(runs(runtime, format, gpu)).toBe(expected)
  })

  it('every EXL2 rate is for NVIDIA alone', () => {
    const exl2 = formatOf('3.5bpw')
    const where = gpus.filter((gpu) => runtimes.some((runtime) => support(runtime, exl2, gpu) !== 'no'))
    expect(where.length).toBeGreaterThan(50)
    expect(new Set(where.map(({ vendor }) => vendor))).toEqual(new Set(['nvidia']))
  })

  it('every card, Mac and board runs a GGUF file', () => {
    const q4 = formatOf('Q4_K_M')
    const without = gpus.filter((gpu) => support('llama.cpp', q4, gpu) === 'no')
    expect(without.every((gpu) => gpu.class === 'tpu' || gpu.class === 'npu' || gpu.architecture === 'Gaudi')).toBe(true)
  })

  it('no NVIDIA card older than Volta runs under a server', () => {
    const fp16 = formatOf('fp16')
    const nvidia = gpus.filter((gpu) => gpu.vendor === 'nvidia' && gpu.computeCapability !== undefined)
    for (const gpu of nvidia) expect([gpu.id, support('vllm', fp16, gpu) !== 'no']).toEqual([gpu.id, (gpu.computeCapability ?? 0) >= 7])
  })

  it('everything that computes fp8 natively stores it too, and a card that computes fp4 computes fp8', () => {
    const fp8 = formatOf('fp8')
    const fp4 = formatOf('nvfp4')
    const native = gpus.filter((gpu) => gpu.vendor === 'nvidia' && support('vllm', fp4, gpu) === 'native')
    expect(native.length).toBeGreaterThan(5)
    for (const gpu of native) expect([gpu.id, support('vllm', fp8, gpu)]).toEqual([gpu.id, 'native'])
  })
})

describe('runtimes', () => {
  it('are known by the name the field writes', () => {
    for (const runtime of runtimes) expect(isRuntime(runtime)).toBe(true)
    for (const name of ['VLLM', 'lmstudio', '', 'constructor']) expect(isRuntime(name)).toBe(false)
  })

  it('share a family where they lay memory out alike', () => {
    expect(runtimes.map(runtimeFamily)).toEqual(['llama.cpp', 'llama.cpp', 'server', 'server', 'server', 'mlx', 'exllama', 'eager'])
  })
})
