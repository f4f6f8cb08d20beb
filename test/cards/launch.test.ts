import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCommand, launchCommand } from '../../src/cards/launch.ts'
import { formatByName, weightFormats } from '../../src/catalog/formats.ts'
import { gpus } from '../../src/catalog/gpus.ts'
import { modelById, models } from '../../src/catalog/models.ts'
import { type Runtime, runtimes } from '../../src/catalog/runtimes.ts'
import type { Gpu, Model } from '../../src/catalog/types.ts'
import { estimate } from '../../src/estimator/estimate.ts'
import type { Layout, Option, Workload } from '../../src/estimator/types.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import { resolve } from '../../src/resolve/resolve.ts'
import { a100 as anA100, h100 as anH100, gib, gpu, llama70b, m4max, option, recipe, rtx3090, seventyInt4 } from '../support/estimates.ts'
import { readCommand, shellWords } from '../support/flags/read-command.ts'
import { tools } from '../support/flags/tools.ts'
import { asked, question } from '../support/questions.ts'

const a100: Gpu = { ...anA100, computeCapability: 8 }
const h100: Gpu = { ...anH100, computeCapability: 9, gpusPerNode: 8 }

const named: Workload = { ...seventyInt4().workload, assumptions: [{ slot: 'model', value: llama70b.id, because: 'named' }] }
const bare = seventyInt4().workload

function catalogModel(id: string): Model {
  const found = modelById(id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}

function on(card: Gpu = h100, count = 1, format = 'bf16', runtime: Runtime = 'vllm', kv = 'fp16', layout: Partial<Layout> = {}): Option {
  const divided = { tensorParallel: 1, pipelineParallel: count, dataParallel: 1, ...layout }
  return option(card, count, 40 * count, 'fits', { recipe: recipe(format, runtime, kv), layout: divided })
}

const tp = (size: number) => ({ tensorParallel: size, pipelineParallel: 1 })

describe('llama.cpp', () => {
  it('is given the file, the context of all users together, and every layer on the cards', () => {
    expect(launchCommand(on(rtx3090, 2, 'Q4_K_M', 'llama.cpp', 'q8_0'), { ...named, concurrency: 4 })).toEqual([
      'llama-server -m Llama-3.3-70B-Instruct-Q4_K_M.gguf -c 32768 -np 4 -ngl 999 -fa on -sm layer -ctk q8_0 -ctv q8_0',
    ])
    expect(launchCommand(on(rtx3090, 1, 'bf16', 'llama.cpp'), named)[0]).toContain('-m Llama-3.3-70B-Instruct-BF16.gguf')
  })

  it('is measured empty and as deep as the speed is for, and with all users where there are several', () => {
    expect(checkCommand(on(rtx3090, 1, 'Q4_K_M', 'llama.cpp'), named)).toEqual([
      'llama-bench -m Llama-3.3-70B-Instruct-Q4_K_M.gguf -p 1024 -n 128 -d 0,1280 -ngl 999 -fa on',
    ])
    expect(checkCommand(on(rtx3090, 1, 'Q4_K_M', 'llama.cpp'), { ...named, concurrency: 4 })[1]).toBe(
      'llama-batched-bench -m Llama-3.3-70B-Instruct-Q4_K_M.gguf -c 6144 -npp 1024 -ntg 512 -npl 4 -ngl 999 -fa on',
    )
  })

  it('keeps on the cards what was said to stay there', () => {
    const offload = { gpuLayers: 30, cpuMoeLayers: 12 }
    for (const make of [launchCommand, checkCommand])
      expect(make(on(rtx3090, 1, 'Q4_K_M', 'llama.cpp'), named, { offload })[0]).toContain('-ngl 30 -ncmoe 12')
  })

  it('keeps gpt-oss in its published four bits', () => {
    const oss = { ...named, model: catalogModel('openai/gpt-oss-20b') }
    expect(launchCommand(on(rtx3090, 1, 'MXFP4', 'llama.cpp'), oss)[0]).toContain('-m gpt-oss-20b-MXFP4.gguf')
  })

  it('is not started for more than it can hold: 256 sequences, 2³¹ tokens, one server, its own cache types', () => {
    const q4 = on(rtx3090, 1, 'Q4_K_M', 'llama.cpp')
    expect(launchCommand(q4, { ...named, concurrency: 256 })).toHaveLength(1)
    expect(launchCommand(q4, { ...named, concurrency: 257 })).toEqual([])
    const endless = { ...named, model: { ...llama70b, maxContext: 1e9 }, contextTokens: 1e9, concurrency: 3 }
    expect(launchCommand(q4, endless)).toEqual([])
    expect(launchCommand(on(rtx3090, 16, 'Q4_K_M', 'llama.cpp'), named)).toEqual([])
    expect(launchCommand(on(rtx3090, 1, 'Q4_K_M', 'llama.cpp', 'fp8'), named)).toEqual([])
  })
})

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
    const v3 = { ...named, model: catalogModel('deepseek-ai/DeepSeek-V3') }
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
    const v3 = { ...named, model: catalogModel('deepseek-ai/DeepSeek-V3'), concurrency: 64 }
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
    const v3 = { ...named, model: catalogModel('deepseek-ai/DeepSeek-V3') }
    const repeated = { tensorParallel: 1, pipelineParallel: 1, dataParallel: 8 }
    expect(launchCommand(on(h100, 8, 'fp8', 'vllm', 'fp16', repeated), v3)[0]).toContain('--data-parallel-size 8 --enable-expert-parallel')
    expect(launchCommand(on(h100, 8, 'bf16', 'vllm', 'fp16', repeated), named)[0]).not.toContain('expert')
  })

  it('deals out experts where that was said', () => {
    const said = { tensor: 8, pipeline: null, data: null, expert: 8 }
    const v3 = { ...named, model: catalogModel('deepseek-ai/DeepSeek-V3'), parallelism: said }
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
    const v3 = { ...named, model: catalogModel('deepseek-ai/DeepSeek-V3') }
    const repeated = { tensorParallel: 1, pipelineParallel: 1, dataParallel: 8 }
    expect(launchCommand(on(h100, 8, 'fp8', 'sglang', 'fp16', repeated), v3)[0]).toContain(
      '--tp-size 8 --dp-size 8 --enable-dp-attention --ep-size 8',
    )
    expect(launchCommand(on(h100, 8, 'bf16', 'sglang', 'fp16', repeated), named)[0]).toMatch(/8192 --dp-size 8 --mem/)
  })

  it('is started for the requests of all its groups, over servers only where a mixture deals out its experts', () => {
    const v3 = { ...named, model: catalogModel('deepseek-ai/DeepSeek-V3'), concurrency: 64 }
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

describe('the other runtimes', () => {
  it('TensorRT-LLM: a server, and a benchmark with prompts made first', () => {
    const four = on(h100, 4, 'bf16', 'tensorrt-llm', 'fp16', tp(4))
    expect(launchCommand(four, { ...named, concurrency: 8 })).toEqual([
      'trtllm-serve meta-llama/Llama-3.3-70B-Instruct --tp_size 4 --max_seq_len 8192 --max_batch_size 8 --kv_cache_free_gpu_memory_fraction 0.9',
    ])
    expect(checkCommand(four, named)).toEqual([
      'trtllm-bench --model meta-llama/Llama-3.3-70B-Instruct prepare-dataset --output prompts.jsonl token-norm-dist --num-requests 8 --input-mean 1024 --input-stdev 0 --output-mean 512 --output-stdev 0',
      'trtllm-bench --model meta-llama/Llama-3.3-70B-Instruct throughput --dataset prompts.jsonl --tp 4 --concurrency 1 --kv_cache_free_gpu_mem_fraction 0.9 --streaming',
    ])
    expect(launchCommand(on(h100, 1, 'bf16', 'tensorrt-llm', 'fp8'), named)).toEqual([])
  })

  it('Ollama: the settings are the server’s, and the tag is the library’s where it has one', () => {
    expect(launchCommand(on(rtx3090, 2, 'Q4_K_M', 'ollama', 'q8_0'), { ...named, concurrency: 2 })).toEqual([
      'OLLAMA_CONTEXT_LENGTH=8192 OLLAMA_NUM_PARALLEL=2 OLLAMA_SCHED_SPREAD=1 OLLAMA_FLASH_ATTENTION=1 OLLAMA_KV_CACHE_TYPE=q8_0 ollama serve',
      'ollama run llama3.3:70b-instruct-q4_K_M',
    ])
    expect(checkCommand(on(rtx3090, 2, 'Q4_K_M', 'ollama'), named)).toEqual(['ollama run llama3.3:70b-instruct-q4_K_M --verbose'])
    const tag = (id: string, format: string) =>
      launchCommand(on(rtx3090, 1, format, 'ollama'), { ...named, model: catalogModel(id), contextTokens: 4096 })[1]?.slice(
        'ollama run '.length,
      )
    expect(tag('Qwen/Qwen3-30B-A3B', 'Q8_0')).toBe('qwen3:30b-a3b-q8_0')
    expect(tag('google/gemma-3-27b-it', 'Q4_K_M')).toBe('gemma3:27b-it-q4_K_M')
    expect(tag('deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B', 'fp16')).toBe('deepseek-r1:1.5b-qwen-distill-fp16')
    expect(tag('openai/gpt-oss-20b', 'mxfp4')).toBe('gpt-oss:20b')
    expect(tag('Qwen/Qwen3-8B', 'Q5_K_M')).toBe("'hf.co/<GGUF repository of Qwen3-8B>:Q5_K_M'")
    expect(tag('allenai/OLMo-2-1124-7B', 'Q4_K_M')).toBe("'hf.co/<GGUF repository of OLMo-2-1124-7B>:Q4_K_M'")
  })

  it('MLX: the conversion under its usual name', () => {
    expect(launchCommand(on(m4max, 1, 'mlx-4bit', 'mlx'), named)).toEqual([
      'mlx_lm.server --model mlx-community/Llama-3.3-70B-Instruct-4bit',
    ])
    expect(checkCommand(on(m4max, 1, 'mlx-8bit', 'mlx'), named)).toEqual([
      'mlx_lm.benchmark --model mlx-community/Llama-3.3-70B-Instruct-8bit --prompt-tokens 1024 --generation-tokens 512 --batch-size 1',
    ])
    expect(launchCommand(on(m4max, 2, 'mlx-4bit', 'mlx'), named)).toEqual([])
    expect(launchCommand(on(m4max, 1, 'mlx-4bit', 'mlx', 'q8_0'), named)).toEqual([])
  })

  it('ExLlamaV2: TabbyAPI with a cache in whole pages', () => {
    const exl2 = on(rtx3090, 2, '4.65bpw', 'exllamav2', 'q4_0')
    expect(launchCommand(exl2, { ...named, contextTokens: 5000, concurrency: 3 })).toEqual([
      'python main.py --model-dir models --model-name Llama-3.3-70B-Instruct-4.65bpw-exl2 --backend exllamav2 --max-seq-len 5000 --cache-size 15104 --cache-mode Q4 --max-batch-size 3',
    ])
    expect(checkCommand(exl2, named)).toEqual([])
    expect(checkCommand(on(rtx3090, 1, 'gptq-int4', 'exllamav2'), named)).toEqual([
      'python test_inference.py -m models/Llama-3.3-70B-Instruct-gptq-int4 -gs auto -l 8192 -ps -s',
    ])
  })

  it('Transformers: four bits made while loading; it has no benchmark of its own', () => {
    expect(launchCommand(on(a100, 1, 'nf4', 'transformers'), { ...named, concurrency: 2 })).toEqual([
      'transformers serve --force-model meta-llama/Llama-3.3-70B-Instruct --quantization bnb-4bit --continuous-batching',
    ])
    expect(checkCommand(on(a100, 1, 'nf4', 'transformers'), named)).toEqual([])
  })
})

describe('what cannot be started', () => {
  it('is not: what does not fit, what was never published, a context the model is not made for', () => {
    expect(launchCommand({ ...on(), verdict: 'no' }, named)).toEqual([])
    expect(launchCommand(on(), { ...named, model: catalogModel('paper/gpt-3-175b') })).toEqual([])
    expect(launchCommand(on(), { ...named, contextTokens: 131_073 })).toEqual([])
    expect(launchCommand(on(), { ...named, contextTokens: 131_072 })).toHaveLength(1)
  })

  it('is never measured either', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...runtimes),
        fc.constantFrom(...weightFormats),
        fc.constantFrom(1, 3, 16, 40),
        (runtime, format, count) => {
          const one = on(h100, count, format.name, runtime)
          if (launchCommand(one, named).length === 0) expect(checkCommand(one, named)).toEqual([])
        },
      ),
    )
  })

  it('is left out where its heads cannot be shared out', () => {
    const phi = { ...named, model: catalogModel('microsoft/Phi-3-medium-4k-instruct'), contextTokens: 4096 }
    for (const runtime of ['vllm', 'sglang', 'tensorrt-llm'] as const) {
      expect(launchCommand(on(h100, 4, 'bf16', runtime, 'fp16', tp(4)), phi)).toEqual([])
      expect(launchCommand(on(h100, 2, 'bf16', runtime, 'fp16', tp(2)), phi)).toHaveLength(1)
      expect(launchCommand(on(h100, 3, 'bf16', runtime, 'fp16', tp(3)), named)).toEqual([])
    }
  })

  it('has leave to run the code its repository brings, and no other has', () => {
    const kimi = { ...named, model: catalogModel('moonshotai/Kimi-K2-Instruct') }
    expect(launchCommand(on(h100, 8, 'fp8', 'vllm', 'fp16', tp(8)), kimi)[0]).toContain('--trust-remote-code')
    expect(launchCommand(on(), named)[0]).not.toContain('trust')
  })
})

describe('a model that was not named', () => {
  it('is the reader’s to fill in, by the size that was said', () => {
    const said = { size: '72B' }
    expect(launchCommand(on(rtx3090, 2, 'Q4_K_M', 'llama.cpp'), bare, said)[0]).toContain("-m '<your 72B model>-Q4_K_M.gguf'")
    expect(launchCommand(on(a100, 1, 'awq-int4'), bare, said)[0]).toContain("serve '<AWQ repository of your 72B model>'")
    expect(launchCommand(on(a100, 1, 'bf16'), bare, said)[0]).toContain("serve '<your 72B model>' ")
    expect(launchCommand(on(m4max, 1, 'mlx-4bit', 'mlx'), bare, said)[0]).toContain("'mlx-community/<your 72B model>-4bit'")
    expect(launchCommand(on(rtx3090, 1, 'Q4_K_M', 'ollama'), bare, said)[1]).toContain("'hf.co/<GGUF repository of your 72B model>:Q4_K_M'")
  })
})

const kvNames = ['fp16', 'bf16', 'fp32', 'fp8', 'int8', 'q8_0', 'q5_1', 'q5_0', 'q4_1', 'q4_0', 'int4'] as const
const exl2 = ['2.5bpw', '4.65bpw', '8bpw'].map((name) => formatByName(name) ?? weightFormats[0]).filter((format) => format !== undefined)
const divisions = [
  [1, {}],
  [2, tp(2)],
  [3, {}],
  [8, { tensorParallel: 4, pipelineParallel: 2 }],
  [8, { tensorParallel: 1, pipelineParallel: 1, dataParallel: 8 }],
  [16, { tensorParallel: 8, pipelineParallel: 2 }],
  [16, { tensorParallel: 8, pipelineParallel: 1, dataParallel: 2 }],
] as const

describe('every command', () => {
  it('is one its tool takes: all runtimes, formats, divisions, caches and numbers of users', () => {
    const seen = new Set<string>()
    for (const runtime of runtimes)
      for (const format of [...weightFormats, ...exl2])
        for (const [count, layout] of divisions)
          for (const kv of kvNames)
            for (const concurrency of [3, 300]) {
              const one = on(h100, count, format.name, runtime, kv, layout)
              const workload = { ...named, concurrency }
              for (const line of [...launchCommand(one, workload), ...checkCommand(one, workload)])
                seen.add(readCommand(line, tools).tool.words.join(' '))
            }
    expect([...seen].sort()).toEqual([...new Set(tools.map(({ words }) => words.join(' ')))].sort())
  })

  it('has the context, the users and the division of its option', () => {
    const one = on(h100, 8, 'bf16', 'vllm', 'fp16', { tensorParallel: 4, pipelineParallel: 2 })
    const { flags, positional } = readCommand(launchCommand(one, { ...named, contextTokens: 12_345, concurrency: 7 })[0] ?? '', tools)
    expect(positional).toEqual([llama70b.id])
    expect(flags).toMatchObject({
      '--max-model-len': '12345',
      '--max-num-seqs': '7',
      '--tensor-parallel-size': '4',
      '--pipeline-parallel-size': '2',
    })
  })

  it('is one its tool takes, for any model on any hardware', () => {
    const formats = [null, 'int4', 'fp8', 'Q4_K_M', 'IQ2_XXS', 'awq', 'nvfp4', 'nf4', '4.65bpw', 'bf16', 'mxfp4'] as const
    const slots = fc.record({
      model: fc.constantFrom(...models).map(({ id }) => id),
      quant: fc.constantFrom(...formats),
      kvQuant: fc.constantFrom(null, 'fp8', 'q8_0', 'q4_0'),
      context: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 200_000 })),
      concurrency: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 2000 })),
      runtime: fc.constantFrom(null, ...runtimes),
      gpus: fc
        .tuple(fc.constantFrom(...gpus), fc.constantFrom(null, 1, 2, 3, 8, 12, 16, 64))
        .map(([card, count]) => [asked(card.id, count)]),
    })
    let commands = 0
    fc.assert(
      fc.property(slots, (said) => {
        const workload = resolve(question(said))
        for (const one of estimate(workload, bundledPrices).options)
          for (const line of [...launchCommand(one, workload), ...checkCommand(one, workload)]) {
            commands += 1
            readCommand(line, tools)
          }
      }),
      { numRuns: 150 },
    )
    expect(commands).toBeGreaterThan(150)
  })

  it('is made of nothing that was typed: hostile reasons change nothing, a hostile name stays one argument', () => {
    const hostile = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('$(rm -rf /)', "'; rm -rf / #", '`id`', '\n', '--help'))
    fc.assert(
      fc.property(hostile, fc.constantFrom(...runtimes), fc.constantFrom('Q4_K_M', 'bf16', 'awq-int4'), (typed, runtime, format) => {
        const one = on(h100, 1, format, runtime)
        const because = { slot: 'quant', value: typed, because: `stands-for:${typed}` } as const
        const asked: Workload = { ...named, assumptions: [...named.assumptions, because] }
        expect(launchCommand(one, asked)).toEqual(launchCommand(one, named))
        const odd: Workload = { ...named, model: { ...llama70b, id: `owner/x${typed}` } }
        const words = launchCommand(one, odd).flatMap(shellWords)
        expect(words.length).toBe(launchCommand(one, named).flatMap(shellWords).length)
        expect(words.length === 0 || words.some((word) => word.includes(`x${typed}`)), words.join()).toBe(true)
      }),
    )
  })
})
