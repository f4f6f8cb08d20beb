import { z } from 'zod'
import { on, repository, share, type ToolFlags, text, whole } from './read-command.ts'

export const trtllmServe: ToolFlags = {
  source: 'NVIDIA/TensorRT-LLM: tensorrt_llm/commands/serve.py, commit 00209af1, read 2026-11-21',
  words: ['trtllm-serve'],
  positional: [repository],
  flags: z.strictObject({
    '--tp_size': whole(1).optional(),
    '--pp_size': whole(1).optional(),
    '--ep_size': whole(1).optional(),
    '--max_seq_len': whole(1),
    '--max_batch_size': whole(1).optional(),
    '--kv_cache_free_gpu_memory_fraction': share,
    '--trust_remote_code': on.optional(),
  }),
}

const bench = 'nvidia.github.io/TensorRT-LLM/1.3.0rc26/commands/trtllm-bench; tensorrt_llm/bench/benchmark/throughput.py; read 2026-11-21'

export const trtllmPrepareDataset: ToolFlags = {
  source: bench,
  words: ['trtllm-bench'],
  positional: [z.literal('--model'), repository, z.literal('prepare-dataset'), z.literal('--output'), text, z.literal('token-norm-dist')],
  flags: z.strictObject({
    '--num-requests': whole(1),
    '--input-mean': whole(1),
    '--input-stdev': whole(0),
    '--output-mean': whole(1),
    '--output-stdev': whole(0),
  }),
}

export const trtllmThroughput: ToolFlags = {
  source: bench,
  words: ['trtllm-bench'],
  positional: [z.literal('--model'), repository, z.literal('throughput')],
  flags: z.strictObject({
    '--dataset': text,
    '--tp': whole(1).optional(),
    '--pp': whole(1).optional(),
    '--ep': whole(1).optional(),
    '--concurrency': whole(1),
    '--kv_cache_free_gpu_mem_fraction': share,
    '--streaming': on.optional(),
  }),
}
