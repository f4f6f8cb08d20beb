import { z } from 'zod'
import { on, repository, share, type ToolFlags, text, whole } from './read-command.ts'

export const sglangServer: ToolFlags = {
  source: 'sgl-project/sglang: docs/advanced_features/server_arguments.md, commit 004813e1, read 2026-11-21',
  words: ['python', '-m', 'sglang.launch_server'],
  positional: [],
  flags: z.strictObject({
    '--model-path': repository,
    '--is-embedding': on.optional(),
    '--quantization': z.enum(['awq', 'fp8', 'gptq', 'bitsandbytes', 'modelopt_fp4', 'w8a8_int8', 'w8a8_fp8', 'mxfp4']).optional(),
    '--dtype': z.enum(['auto', 'half', 'float16', 'bfloat16', 'float', 'float32']).optional(),
    '--trust-remote-code': on.optional(),
    '--context-length': whole(1),
    '--max-running-requests': whole(1).optional(),
    '--kv-cache-dtype': z.enum(['auto', 'fp8_e5m2', 'fp8_e4m3', 'bf16', 'bfloat16', 'fp4_e2m1']).optional(),
    '--tp-size': whole(1).optional(),
    '--pp-size': whole(1).optional(),
    '--dp-size': whole(1).optional(),
    '--ep-size': whole(1).optional(),
    '--enable-dp-attention': on.optional(),
    '--mem-fraction-static': share,
    '--nnodes': whole(2).optional(),
    '--node-rank': whole(0).optional(),
    '--dist-init-addr': text.regex(/:\d+$/).optional(),
  }),
}

export const sglangBenchServing: ToolFlags = {
  source: 'sgl-project/sglang: python/sglang/bench_serving.py, read 2026-11-21',
  words: ['python', '-m', 'sglang.bench_serving'],
  positional: [],
  flags: z.strictObject({
    '--backend': z.enum(['sglang', 'sglang-native', 'sglang-oai', 'sglang-oai-chat', 'vllm', 'vllm-chat', 'trt']),
    '--model': repository,
    '--dataset-name': z.enum(['sharegpt', 'random', 'random-ids', 'generated-shared-prefix']),
    '--random-input-len': whole(1),
    '--random-output-len': whole(1),
    '--random-range-ratio': share,
    '--max-concurrency': whole(1),
    '--num-prompts': whole(1),
  }),
}
