import { exllamaTest, mlxBenchmark, mlxServer, ollamaRun, ollamaServe, tabby, transformersServe } from './desktop.ts'
import { llamaBatchedBench, llamaBench, llamaServer } from './llama-cpp.ts'
import type { ToolFlags } from './read-command.ts'
import { sglangBenchServing, sglangServer } from './sglang.ts'
import { trtllmPrepareDataset, trtllmServe, trtllmThroughput } from './tensorrt-llm.ts'
import { vllmBenchServe, vllmServe } from './vllm.ts'

/** Every tool a command may call. */
export const tools: readonly ToolFlags[] = [
  llamaServer,
  llamaBench,
  llamaBatchedBench,
  ollamaServe,
  ollamaRun,
  vllmServe,
  vllmBenchServe,
  sglangServer,
  sglangBenchServing,
  trtllmServe,
  trtllmPrepareDataset,
  trtllmThroughput,
  mlxServer,
  mlxBenchmark,
  tabby,
  exllamaTest,
  transformersServe,
]
