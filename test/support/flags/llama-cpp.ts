import { z } from 'zod'
import { on, type ToolFlags, text, whole } from './read-command.ts'

const cacheType = z.enum(['f32', 'f16', 'bf16', 'q8_0', 'q4_0', 'q4_1', 'iq4_nl', 'q5_0', 'q5_1'])
const file = text.endsWith('.gguf')

/** What all three take alike. A quantised cache of values needs flash attention. */
const shared = {
  '-m': file,
  '-ngl': whole(0, 999),
  '-ncmoe': whole(0).optional(),
  '-fa': z.enum(['on', 'off', 'auto']),
  '-sm': z.enum(['none', 'layer', 'row', 'tensor']).optional(),
  '-ctk': cacheType.optional(),
  '-ctv': cacheType.optional(),
}

export const llamaServer: ToolFlags = {
  source: 'ggml-org/llama.cpp: tools/server/README.md, commit 00dc8057, read 2026-11-21; at most 256 sequences: src/llama-cparams.h',
  words: ['llama-server'],
  positional: [],
  flags: z.strictObject({ ...shared, '-c': whole(1), '-np': whole(1, 256), '--embedding': on.optional() }),
}

export const llamaBench: ToolFlags = {
  source: 'ggml-org/llama.cpp: tools/llama-bench/README.md, commit 08d0baac, read 2026-11-21',
  words: ['llama-bench'],
  positional: [],
  flags: z.strictObject({ ...shared, '-p': whole(1), '-n': whole(1), '-d': z.string().regex(/^\d+(,\d+)*$/) }),
}

export const llamaBatchedBench: ToolFlags = {
  source: 'ggml-org/llama.cpp: usage of tools/batched-bench, read 2026-11-21',
  words: ['llama-batched-bench'],
  positional: [],
  flags: z.strictObject({ ...shared, '-c': whole(1), '-npp': whole(1), '-ntg': whole(1), '-npl': whole(1, 256) }),
}
