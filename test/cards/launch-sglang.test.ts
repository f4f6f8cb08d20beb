import { describe, expect, it } from 'vitest'
import { checkCommand, launchCommand } from '../../src/cards/launch.ts'
import { estimate } from '../../src/estimator/estimate.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import { resolve } from '../../src/resolve/resolve.ts'
import { modelOf } from '../support/catalog-rows.ts'
import { h100, named, on, tp } from '../support/launch-jobs.ts'
import { asked, question } from '../support/questions.ts'

describe('SGLang', () => {
  it('is given the same in its own words, and a share for weights and cache alone', () => {
    expect(launchCommand(on(h100, 8, 'bf16', 'sglang', 'fp8', tp(8)), { ...named, concurrency: 16 })).toEqual([
      'python -m sglang.launch_server --model-path meta-llama/Llama-3.3-70B-Instruct --context-length 8192 --max-running-requests 16 --kv-cache-dtype fp8_e4m3 --tp-size 8 --mem-fraction-static 0.88',
    ])
    expect(checkCommand(on(h100, 1, 'bf16', 'sglang'), named)[0]).toMatch(
      /^python -m sglang\.bench_serving --backend sglang .* --random-range-ratio 1 /,
    )
  })

  it('is told the share that the estimate counts with', () => {
    const job = question({ model: 'meta-llama/Llama-3.1-8B', quant: 'bf16', runtime: 'sglang', gpus: [asked('h100-sxm')] })
    const found = estimate(resolve(job), bundledPrices).options.find((option) => option.asked)
    if (found?.pool === undefined) throw new Error('no pool of a server on the asked card')
    expect(found.pool.utilization).toBe(0.88)
    const told = { ...found, pool: { ...found.pool, utilization: 0.85 } }
    expect(launchCommand(found, named)[0]).toMatch(/ --mem-fraction-static 0\.88$/)
    expect(launchCommand(told, named)[0]).toMatch(/ --mem-fraction-static 0\.85$/)
  })

  it('counts all cards in the tensor-parallel size where a mixture repeats its attention', () => {
    const v3 = { ...named, model: modelOf('deepseek-ai/DeepSeek-V3') }
    const repeated = { tensorParallel: 1, pipelineParallel: 1, dataParallel: 8 }
    expect(launchCommand(on(h100, 8, 'fp8', 'sglang', 'fp16', repeated), v3)[0]).toContain(
      '--tp-size 8 --dp-size 8 --enable-dp-attention --ep-size 8',
    )
    expect(launchCommand(on(h100, 8, 'bf16', 'sglang', 'fp16', repeated), named)[0]).toMatch(/8192 --dp-size 8 --mem/)
  })

  it('is started for the requests of all its groups, over servers only where a mixture deals out its experts', () => {
    const v3 = { ...named, model: modelOf('deepseek-ai/DeepSeek-V3'), concurrency: 64 }
    const four = { tensorParallel: 8, pipelineParallel: 1, dataParallel: 4 }
    const lines = launchCommand(on(h100, 32, 'fp8', 'sglang', 'fp16', four), v3)
    expect(lines).toHaveLength(4)
    expect(lines[0]).toContain('--max-running-requests 64 ')
    expect(lines[0]).toContain('--tp-size 32 --dp-size 4 --enable-dp-attention --ep-size 32')
    expect(launchCommand(on(h100, 32, 'bf16', 'sglang', 'fp16', four), named)).toEqual([])
  })

  it('is joined over servers by the address of the first', () => {
    const lines = launchCommand(on(h100, 16, 'bf16', 'sglang'), named)
    expect(lines[1]).toMatch(/--nnodes 2 --node-rank 1 --dist-init-addr '<address of node 1>:50000'$/)
  })
})
