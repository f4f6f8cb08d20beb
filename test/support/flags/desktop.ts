import { z } from 'zod'
import { on, repository, type ToolFlags, text, whole } from './read-command.ts'

const tag = z.string().regex(/^([a-z0-9.-]+:[\w.-]+|hf\.co\/<[^<>]+>:[\w.-]+)$/)

export const ollamaServe: ToolFlags = {
  source: 'ollama/ollama: docs/faq.mdx, commit 00182b50; envconfig/config.go; read 2026-11-21',
  words: ['ollama', 'serve'],
  positional: [],
  environment: z.strictObject({
    OLLAMA_CONTEXT_LENGTH: whole(1),
    OLLAMA_NUM_PARALLEL: whole(1),
    OLLAMA_SCHED_SPREAD: z.literal('1').optional(),
    OLLAMA_FLASH_ATTENTION: z.enum(['0', '1']),
    OLLAMA_KV_CACHE_TYPE: z.enum(['f16', 'q8_0', 'q4_0']).optional(),
  }),
  flags: z.strictObject({}),
}

export const ollamaRun: ToolFlags = {
  source: 'ollama/ollama: docs/cli, read 2026-11-21',
  words: ['ollama', 'run'],
  positional: [tag],
  flags: z.strictObject({ '--verbose': on.optional() }),
}

export const mlxServer: ToolFlags = {
  source: 'ml-explore/mlx-lm: mlx_lm/server.py, commit 0130d3b7, read 2026-11-21',
  words: ['mlx_lm.server'],
  positional: [],
  flags: z.strictObject({ '--model': repository, '--trust-remote-code': on.optional(), '--decode-concurrency': whole(1).optional() }),
}

export const mlxBenchmark: ToolFlags = {
  source: 'ml-explore/mlx-lm: mlx_lm/benchmark.py, commit 1e133973, read 2026-11-21',
  words: ['mlx_lm.benchmark'],
  positional: [],
  flags: z.strictObject({
    '--model': repository,
    '--trust-remote-code': on.optional(),
    '--prompt-tokens': whole(1),
    '--generation-tokens': whole(1),
    '--batch-size': whole(1),
  }),
}

export const tabby: ToolFlags = {
  source: 'theroyallab/tabbyAPI: common/config_models.py, commit 004e8374; common/args.py; read 2026-11-21',
  words: ['python', 'main.py'],
  positional: [],
  flags: z.strictObject({
    '--model-dir': text,
    '--model-name': text,
    '--backend': z.enum(['exllamav2', 'exllamav3']),
    '--max-seq-len': whole(1),
    '--cache-size': whole(256, 2 ** 45).refine((size) => size % 256 === 0),
    '--cache-mode': z.enum(['FP16', 'Q8', 'Q6', 'Q4']),
    '--max-batch-size': whole(1),
  }),
}

export const exllamaTest: ToolFlags = {
  source: 'turboderp/exllamav2: test_inference.py, exllamav2/model_init.py, read 2026-11-21',
  words: ['python', 'test_inference.py'],
  positional: [],
  flags: z.strictObject({ '-m': text, '-gs': z.literal('auto'), '-l': whole(1), '-ps': on, '-s': on }),
}

export const transformersServe: ToolFlags = {
  source: 'huggingface/transformers: src/transformers/cli/serve.py, commit 007e4e18; serve-cli pages of v5.13; read 2026-11-21',
  words: ['transformers', 'serve'],
  positional: [],
  flags: z.strictObject({
    '--force-model': repository,
    '--quantization': z.enum(['bnb-4bit', 'bnb-8bit']).optional(),
    '--dtype': z.enum(['auto', 'float16', 'bfloat16', 'float32']).optional(),
    '--trust-remote-code': on.optional(),
    '--continuous-batching': on.optional(),
  }),
}
