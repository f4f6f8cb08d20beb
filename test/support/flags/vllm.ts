import { z } from 'zod'
import { on, repository, share, type ToolFlags, text, whole } from './read-command.ts'

const cacheType = z.enum(['auto', 'float16', 'bfloat16', 'fp8', 'fp8_e4m3', 'fp8_e5m2', 'fp8_inc', 'fp8_ds_mla', 'nvfp4'])
const quantization = z.enum([
  'awq',
  'awq_marlin',
  'gptq',
  'gptq_marlin',
  'fp8',
  'modelopt',
  'modelopt_fp4',
  'bitsandbytes',
  'compressed-tensors',
])

export const vllmServe: ToolFlags = {
  source:
    'vllm-project/vllm: vllm/config/cache.py, commit 002f10e0; docs.vllm.ai: cli/serve, serving/parallelism_scaling, serving/data_parallel_deployment, features/quantization; read 2026-11-21',
  words: ['vllm', 'serve'],
  positional: [repository],
  flags: z
    .strictObject({
      '--runner': z.enum(['auto', 'generate', 'pooling', 'draft']).optional(),
      '--quantization': quantization.optional(),
      '--dtype': z.enum(['auto', 'half', 'float16', 'bfloat16', 'float', 'float32']).optional(),
      '--trust-remote-code': on.optional(),
      '--max-model-len': whole(1),
      '--max-num-seqs': whole(1).optional(),
      '--kv-cache-dtype': cacheType.optional(),
      '--tensor-parallel-size': whole(1).optional(),
      '--pipeline-parallel-size': whole(1).optional(),
      '--data-parallel-size': whole(1).optional(),
      '--data-parallel-size-local': whole(1).optional(),
      '--data-parallel-start-rank': whole(1).optional(),
      '--data-parallel-address': text.optional(),
      '--enable-expert-parallel': on.optional(),
      '--gpu-memory-utilization': share,
      '--nnodes': whole(2).optional(),
      '--node-rank': whole(0).optional(),
      '--master-addr': text.optional(),
      '--headless': on.optional(),
    })
    // All but the first server have no API of their own.
    .refine((flags) => (flags['--headless'] === true) === (flags['--node-rank'] ?? flags['--data-parallel-start-rank'] ?? 0) > 0)
    // Ranks are counted one way or the other.
    .refine((flags) => flags['--nnodes'] === undefined || flags['--data-parallel-address'] === undefined),
}

export const vllmBenchServe: ToolFlags = {
  source: 'docs.vllm.ai/en/latest/cli/bench/serve, read 2026-11-21',
  words: ['vllm', 'bench', 'serve'],
  positional: [],
  flags: z.strictObject({
    '--model': repository,
    '--trust-remote-code': on.optional(),
    '--dataset-name': z.enum(['sharegpt', 'burstgpt', 'sonnet', 'random', 'hf', 'custom', 'prefix_repetition', 'spec_bench']),
    '--random-input-len': whole(1),
    '--random-output-len': whole(1),
    '--ignore-eos': on.optional(),
    '--max-concurrency': whole(1),
    '--num-prompts': whole(1),
  }),
}
