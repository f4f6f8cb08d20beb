import { describe, expect, it } from 'vitest'
import { checkCommand, launchCommand } from '../../src/cards/launch.ts'
import type { Runtime } from '../../src/catalog/runtimes.ts'
import { modelOf } from '../support/catalog-rows.ts'
import { gib, gpu } from '../support/estimates.ts'
import { readCommand } from '../support/flags/read-command.ts'
import { tools } from '../support/flags/tools.ts'
import { a100, h100, named, on, tp } from '../support/launch-jobs.ts'

describe('vLLM', () => {
  it('is given the published repository, the context, the division and the share of the card', () => {
    const pool = { sequences: 16, utilization: 0.85, bytes: gib(10), tokens: { ...gib(1), value: 1 }, graphs: 0, smallestUtilization: 0.7 }
    expect(launchCommand({ ...on(h100, 4, 'bf16', 'vllm', 'fp8', tp(4)), pool }, { ...named, concurrency: 16 })).toEqual([
      'vllm serve meta-llama/Llama-3.3-70B-Instruct --max-model-len 8192 --max-num-seqs 16 --kv-cache-dtype fp8 --tensor-parallel-size 4 --gpu-memory-utilization 0.85',
    ])
    expect(launchCommand(on(), named)[0]).toMatch(/--gpu-memory-utilization 0\.92$/)
  })

  it('is started for as many requests as its memory was worked out with', () => {
    const pool = { sequences: 16, utilization: 0.92, bytes: gib(1), tokens: { ...gib(1), value: 1 }, graphs: 0, smallestUtilization: null }
    const asked = (runtime: Runtime) => launchCommand({ ...on(h100, 1, 'bf16', runtime), pool }, named)[0]
    expect(asked('vllm')).toContain('--max-num-seqs 16')
    expect(asked('sglang')).toContain('--max-running-requests 16')
    expect(asked('tensorrt-llm')).toContain('--max_batch_size 16')
    expect(launchCommand(on(), named)[0]).not.toContain('--max-num-seqs')
  })

  it('makes 8-bit floats while it loads, where the 16-bit weights fit first', () => {
    expect(launchCommand(on(h100, 4, 'fp8', 'vllm', 'fp16', tp(4)), named)[0]).toMatch(/Instruct --quantization fp8 /)
    expect(launchCommand(on(h100, 1, 'fp8'), named)[0]).toContain("'<FP8 repository of Llama-3.3-70B-Instruct>'")
    const v3 = { ...named, model: modelOf('deepseek-ai/DeepSeek-V3') }
    expect(launchCommand(on(h100, 8, 'fp8', 'vllm', 'fp16', tp(8)), v3)[0]).toMatch(/^vllm serve deepseek-ai\/DeepSeek-V3 --max/)
  })

  it('asks for a repository nobody can know, rather than invent one', () => {
    expect(launchCommand(on(a100, 1, 'awq-int4'), named)[0]).toContain("serve '<AWQ repository of Llama-3.3-70B-Instruct>' ")
    expect(launchCommand(on(a100, 1, 'nvfp4'), named)[0]).toContain("'<NVFP4 repository of")
  })

  it('computes in what the card can, and in 32 bits where those were meant', () => {
    const t4 = gpu('t4', 'Tesla T4', 16, 15, { computeCapability: 7.5 })
    const ampere = gpu('a10', 'A10', 24, 22, { computeCapability: 8.6 })
    expect(launchCommand(on(t4, 1, 'awq-int4'), named)[0]).toContain('--dtype float16')
    expect(launchCommand(on(ampere, 1, 'awq-int4'), named)[0]).not.toContain('--dtype')
    expect(launchCommand(on(ampere, 1, 'fp16'), named)[0]).toContain('--dtype float16')
    expect(launchCommand(on(ampere, 1, 'fp32'), named)[0]).toContain('--dtype float32')
    expect(launchCommand(on(ampere, 1, 'bf16'), named)[0]).not.toContain('--dtype')
  })

  it('is started on each of a few servers, the first of which answers', () => {
    const lines = launchCommand(on(h100, 16, 'bf16', 'vllm', 'fp16', { tensorParallel: 8, pipelineParallel: 2 }), named)
    expect(lines.map((line) => line.slice(line.indexOf('--nnodes')))).toEqual([
      "--nnodes 2 --node-rank 0 --master-addr '<address of node 1>'",
      "--nnodes 2 --node-rank 1 --master-addr '<address of node 1>' --headless",
    ])
    expect(lines[0]).toContain('--tensor-parallel-size 8 --pipeline-parallel-size 2')
    expect(launchCommand(on(h100, 12, 'bf16'), named)).toHaveLength(2)
    expect(launchCommand(on(h100, 17, 'bf16'), named)).toEqual([])
    expect(launchCommand(on(h100, 64, 'bf16'), named)).toEqual([])
  })

  it('counts groups with requests of their own over servers, so many to each', () => {
    const v3 = { ...named, model: modelOf('deepseek-ai/DeepSeek-V3'), concurrency: 64 }
    const four = { tensorParallel: 8, pipelineParallel: 1, dataParallel: 4 }
    const lines = launchCommand(on(h100, 32, 'fp8', 'vllm', 'fp16', four), v3)
    expect(lines).toHaveLength(4)
    expect(lines[0]).toContain('--max-num-seqs 16 --tensor-parallel-size 8 --data-parallel-size 4 --enable-expert-parallel')
    expect(lines[0]).toMatch(/ --data-parallel-size-local 1 --data-parallel-address '<address of node 1>'$/)
    expect(lines[3]).toMatch(
      / --data-parallel-size-local 1 --data-parallel-start-rank 3 --data-parallel-address '<address of node 1>' --headless$/,
    )
    for (const line of lines) expect(readCommand(line, tools).tool.words).toEqual(['vllm', 'serve'])
    const spanning = { tensorParallel: 8, pipelineParallel: 2, dataParallel: 2 }
    expect(launchCommand(on(h100, 32, 'fp8', 'vllm', 'fp16', spanning), v3)).toEqual([])
  })

  it('shares out the experts of a mixture where its attention is repeated', () => {
    const v3 = { ...named, model: modelOf('deepseek-ai/DeepSeek-V3') }
    const repeated = { tensorParallel: 1, pipelineParallel: 1, dataParallel: 8 }
    expect(launchCommand(on(h100, 8, 'fp8', 'vllm', 'fp16', repeated), v3)[0]).toContain('--data-parallel-size 8 --enable-expert-parallel')
    expect(launchCommand(on(h100, 8, 'bf16', 'vllm', 'fp16', repeated), named)[0]).not.toContain('expert')
  })

  it('deals out experts where that was said', () => {
    const said = { tensor: 8, pipeline: null, data: null, expert: 8 }
    const v3 = { ...named, model: modelOf('deepseek-ai/DeepSeek-V3'), parallelism: said }
    const eight = (runtime: Runtime) => launchCommand(on(h100, 8, 'fp8', runtime, 'fp16', tp(8)), v3)[0]
    expect(eight('vllm')).toContain('--tensor-parallel-size 8 --enable-expert-parallel')
    expect(eight('sglang')).toContain('--tp-size 8 --ep-size 8')
    expect(eight('tensorrt-llm')).toContain('--tp_size 8 --ep_size 8')
    expect(launchCommand(on(h100, 8, 'bf16', 'vllm', 'fp16', tp(8)), { ...named, parallelism: said })[0]).not.toContain('expert')
  })

  it('is measured by its own client, with as many at once as were asked for', () => {
    expect(checkCommand(on(), { ...named, concurrency: 8 })).toEqual([
      'vllm bench serve --model meta-llama/Llama-3.3-70B-Instruct --dataset-name random --random-input-len 1024 --random-output-len 512 --ignore-eos --max-concurrency 8 --num-prompts 32',
    ])
  })
})
