import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCommand, launchCommand } from '../../src/cards/launch.ts'
import { weightFormats } from '../../src/catalog/formats.ts'
import { runtimes } from '../../src/catalog/runtimes.ts'
import { modelOf } from '../support/catalog-rows.ts'
import { llama70b, m4max, rtx3090, seventyInt4 } from '../support/estimates.ts'
import { a100, h100, named, on, tp } from '../support/launch-jobs.ts'

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
    const oss = { ...named, model: modelOf('openai/gpt-oss-20b') }
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
      launchCommand(on(rtx3090, 1, format, 'ollama'), { ...named, model: modelOf(id), contextTokens: 4096 })[1]?.slice('ollama run '.length)
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
    expect(launchCommand(on(), { ...named, model: modelOf('paper/gpt-3-175b') })).toEqual([])
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
    const phi = { ...named, model: modelOf('microsoft/Phi-3-medium-4k-instruct'), contextTokens: 4096 }
    for (const runtime of ['vllm', 'sglang', 'tensorrt-llm'] as const) {
      expect(launchCommand(on(h100, 4, 'bf16', runtime, 'fp16', tp(4)), phi)).toEqual([])
      expect(launchCommand(on(h100, 2, 'bf16', runtime, 'fp16', tp(2)), phi)).toHaveLength(1)
      expect(launchCommand(on(h100, 3, 'bf16', runtime, 'fp16', tp(3)), named)).toEqual([])
    }
  })

  it('has leave to run the code its repository brings, and no other has', () => {
    const kimi = { ...named, model: modelOf('moonshotai/Kimi-K2-Instruct') }
    expect(launchCommand(on(h100, 8, 'fp8', 'vllm', 'fp16', tp(8)), kimi)[0]).toContain('--trust-remote-code')
    expect(launchCommand(on(), named)[0]).not.toContain('trust')
  })
})

const bare = seventyInt4().workload

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
