import type { Gpu } from './types.ts'

export type Runtime = 'llama.cpp' | 'ollama' | 'vllm' | 'sglang' | 'tensorrt-llm' | 'mlx' | 'exllamav2' | 'transformers'
export interface WeightFormat {
  readonly name: string
}
export interface KvFormat {
  readonly name: string
}
export declare function runsOn(format: WeightFormat, gpu: Gpu): boolean
