import { describe, expect, it } from 'vitest'
import { weightFormats } from '../../src/catalog/formats.ts'
import { gpus } from '../../src/catalog/gpus.ts'
import { parse } from '../../src/language/parse.ts'
import type { Question } from '../../src/language/question.ts'

const read = (text: string): Question => parse(text, { now: new Date('2026-11-21T12:00:00Z'), zone: 'UTC' })

/** Each rule with an example: what is typed, and the slots it fills. */
function examples(what: string, table: readonly (readonly [text: string, slots: Partial<Question>])[]): void {
  describe(what, () => {
    it.each(table)('%s', (text, slots) => expect(read(text)).toMatchObject(slots))
  })
}

examples('a size', [
  ['7b', { paramsB: 7, model: null }],
  ['0.5B int8', { paramsB: 0.5 }],
  ['345M fp16', { paramsB: 0.345 }],
  ['1.5t fp8', { paramsB: 1500 }],
  ['70 billion int4', { paramsB: 70 }],
  ['30b-a3b q4', { paramsB: 30, activeParamsB: 3 }],
  ['a 236b moe with 21B active in fp8', { paramsB: 236, activeParamsB: 21 }],
  ['7b1 fp16', { paramsB: 7.1 }],
  ['70亿 参数 fp16', { paramsB: 7 }],
  ['1750亿 int8 推理', { paramsB: 175 }],
  ['千亿模型 int4', { paramsB: 100 }],
  ['百亿参数', { paramsB: 10 }],
  ['671b fp8', { paramsB: 671, model: null }],
  ['满血版部署', { paramsB: 671, model: 'deepseek-ai/DeepSeek-R1' }],
  ['7B 13B 30B 4bit', { paramsB: 7, alternatives: { paramsB: [13, 30] } }],
  ['8x7b q4', { paramsB: null, model: 'mistralai/Mixtral-8x7B-v0.1' }],
])

examples('a model', [
  ['llama 3.1 70b q4', { model: 'meta-llama/Llama-3.1-70B', paramsB: 70 }],
  ['run meta-llama/Llama-3.1-70B-Instruct', { model: 'meta-llama/Llama-3.1-70B' }],
  ['bartowski/Qwen2.5-7B-Instruct-GGUF q6_k', { model: 'Qwen/Qwen2.5-7B', quant: 'Q6_K' }],
  ['Qwen-72B-Chat-Int4', { model: 'Qwen/Qwen2.5-72B', quant: 'int4' }],
  ['deepseek-r1:671b', { model: 'deepseek-ai/DeepSeek-R1', paramsB: 671 }],
  ['the 7B llama 2 in fp16', { model: 'meta-llama/Llama-2-7b-hf', paramsB: 7 }],
  ['7b bloom', { model: 'bigscience/bloom-7b1' }],
  ['internlm chat-7b', { model: 'internlm/internlm-7b' }],
  ['DeepSeek V3/R1 on 8x h200', { model: 'deepseek-ai/DeepSeek-V3', alternatives: { models: ['deepseek-ai/DeepSeek-R1'] } }],
  ['lama 3.1 70b q4', { model: 'meta-llama/Llama-3.1-70B', problems: [] }],
  ['hf.co/unsloth/Qwen3-32B-GGUF:Q4_K_M', { model: 'Qwen/Qwen3-32B', quant: 'Q4_K_M', runtime: null, unknown: [] }],
  ['https://huggingface.co/Qwen/Qwen3-32B', { model: 'Qwen/Qwen3-32B', intent: 'inference', unknown: [] }],
  ['r1:14b ollama 12gb', { model: 'deepseek-ai/DeepSeek-R1-Distill-Qwen-14B', paramsB: 14, problems: [] }],
  ['r1 70b q4', { model: 'deepseek-ai/DeepSeek-R1-Distill-Llama-70B', problems: [] }],
  ['r1:1.5b', { model: 'deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B', problems: [] }],
  ['千问72b 要多少显存', { model: 'Qwen/Qwen2.5-72B' }],
])

examples('a format', [
  ['7b q4km', { quant: 'Q4_K_M' }],
  ['7b Q_4_K_M', { quant: 'Q4_K_M' }],
  ['7b q4 k m', { quant: 'Q4_K_M' }],
  ['7b IQ2_XXS', { quant: 'IQ2_XXS' }],
  ['7b UD-Q4_K_XL', { quant: 'UD-Q4_K_XL' }],
  ['7b q80', { quant: 'Q8_0' }],
  ['7b q4', { quant: 'Q4' }],
  ['7b 4bit', { quant: 'int4' }],
  ['7b 4-bit', { quant: 'int4' }],
  ['7b w4a16', { quant: 'int4' }],
  ['7b w8a8', { quant: 'int8' }],
  ['7b 4.65bpw', { quant: '4.65bpw' }],
  ['7b at 4.65 bits per weight', { quant: '4.65bpw' }],
  ['7b 2.65bit', { quant: '2.65bpw' }],
  ['7b exl2 3.0bpw', { quant: '3.0bpw' }],
  ['7b awq', { quant: 'awq-int4' }],
  ['7b gptq', { quant: 'gptq' }],
  ['7b gptq 4bit', { quant: 'gptq-int4' }],
  ['7b exl2', { quant: 'exl2' }],
  ['7b 半精度', { quant: 'fp16' }],
  ['7b 4位量化', { quant: 'int4' }],
  ['14B模型 8比特量化', { quant: 'int8' }],
  ['130亿参数 16位 推理', { quant: 'fp16', concurrency: null }],
  ['七百亿 四比特', { quant: 'int4', paramsB: 70 }],
  ['7b 8位用户同时用', { quant: null, concurrency: 8 }],
  ['7b bfloat16', { quant: 'bf16' }],
  ['7b nvfp4', { quant: 'nvfp4' }],
  ['7b mxfp4', { quant: 'mxfp4' }],
  ['7b w8a16', { quant: 'int8' }],
  ['7b gptq-int8', { quant: 'gptq-int8' }],
  ['7b bnb-nf4', { quant: 'nf4' }],
  ['7b bnb-nf4-dq', { quant: 'nf4-dq' }],
  ['7b mlx-4bit', { quant: 'mlx-4bit' }],
  ['7b mlx-5bit', { quant: 'mlx-5bit' }],
  ['7b mlx 6bit', { quant: 'mlx-6bit' }],
  ['7b mlx-8bit', { quant: 'mlx-8bit' }],
  ['7b exl2-4.0bpw', { quant: '4.0bpw' }],
  ['7b UD-Q6_K', { quant: 'UD-Q6_K' }],
  ['7b Q3_K', { quant: 'Q3' }],
  ['7b Q4_K - Medium', { quant: 'Q4_K_M', unknown: [] }],
  ['7b 4bit gguf', { quant: 'Q4' }],
  ['deepseek-r1 1.58bit dynamic', { quant: 'UD-IQ1_S' }],
  ['deepseek-r1 动态量化 2.51bit', { quant: 'UD-Q2_K_XL' }],
  ['7b q8 or q4', { quant: 'Q8', alternatives: { quant: ['Q4'] } }],
  ['7b kv q8_0', { quant: null, kvQuant: 'q8_0' }],
  ['7b q4_k_m kv q8_0', { quant: 'Q4_K_M', kvQuant: 'q8_0' }],
  ['7b q8 kv', { quant: null, kvQuant: 'q8_0' }],
  ['7b fp8 kv cache', { quant: null, kvQuant: 'fp8' }],
  ['7b awq --kv-cache-dtype fp8', { quant: 'awq-int4', kvQuant: 'fp8' }],
  ['7b awq --kv-cache-dtype fp8_e4m3', { quant: 'awq-int4', kvQuant: 'fp8' }],
  ['7b q4_k_m kv cache q4_0', { quant: 'Q4_K_M', kvQuant: 'q4_0' }],
  ['7b -ctk q8_0 -ctv q8_0', { quant: null, kvQuant: 'q8_0' }],
  ['7b q4_k_m -ctk q8_0 -ctv q4_0', { quant: 'Q4_K_M', kvQuant: 'q8_0/q4_0' }],
  ['7b --cache-type-k q8_0 --cache-type-v f16', { quant: null, kvQuant: 'q8_0/fp16' }],
  ['7b q8_0 -ctk q8_0', { quant: 'Q8_0', kvQuant: 'q8_0/fp16' }],
  ['7b -ctv q4_0', { quant: null, kvQuant: 'fp16/q4_0' }],
  ['7b kv q8_0/f16', { quant: null, kvQuant: 'q8_0/fp16' }],
  ['7b q8_0/f16 kv cache', { quant: null, kvQuant: 'q8_0/fp16' }],
  ['7b kv k=q8_0 v=f16', { quant: null, kvQuant: 'q8_0/fp16' }],
  ['7b kv k q8_0, v q4_0 on a 4090', { quant: null, kvQuant: 'q8_0/q4_0' }],
  ['7b q8_0/q4_0', { quant: 'Q8_0', kvQuant: null }],
  ['pretrain a 7b by q4', { quant: null, deadline: 'by q4' }],
  ['by at 20 llama-3.1-70b', { deadline: null }],
  ['llama-3.1-8b a1000b', { activeParamsB: null }],
  ['7b by at 4.65bpw', { deadline: null, quant: '4.65bpw' }],
])

it('every format of the catalog is understood by its name', () => {
  const sameBits = new Map([
    ['F32', 'fp32'],
    ['F16', 'fp16'],
    ['BF16', 'bf16'],
    ['MXFP4', 'mxfp4'],
  ])
  for (const { name } of weightFormats) expect(read(`7b ${name}`).quant, name).toBe(sameBits.get(name) ?? name)
})

examples('lengths', [
  ['7b 32k ctx', { context: 32768 }],
  ['7b 8192 ctx', { context: 8192 }],
  ['7b ctx 8192', { context: 8192 }],
  ['7b at 32k', { context: 32768 }],
  ['7b 128K上下文', { context: 131072 }],
  ['32k长度 7b', { context: 32768 }],
  ['7b max_seq_length=4096', { context: 4096 }],
  ['7b at 120K context', { context: 120000 }],
  ['7b 131,072 tokens', { context: 131072 }],
  ['7b 1m', { context: 1000000 }],
  ['chatglm3-6b-128k', { context: 131072 }],
  ['chatglm3-6b-128k at 8k ctx', { context: 8192 }],
  ['7b with a context of 16k', { context: 16384 }],
  ['7b 512 in 128 out', { promptTokens: 512, outputTokens: 128, context: null }],
  ['7b 输入512输出128', { promptTokens: 512, outputTokens: 128 }],
  ['7b prompt 2000', { promptTokens: 2000 }],
  ['7b in fp16', { promptTokens: null, context: null }],
  ['8 users each 4k 14b', { concurrency: 8, context: 4096 }],
  ['how much does each 1k of context cost for a 34b', { context: null }],
  ['llama 3.1 70b at the entire context length', { context: 131072, unknown: [] }],
  ['qwen3 32b 上下文拉满', { context: 40960 }],
  ['qwen3 32b max context 8192', { context: 8192 }],
  ["what's the max context of qwen3 32b on a 4090", { context: null, unknown: [] }],
  ['7b full context on 3090', { context: null, unknown: ['full context'], gpus: [{ id: 'rtx-3090', count: null, memoryGb: null }] }],
  ['70b q4 max context 4090', { context: null, gpus: [{ id: 'rtx-4090', count: null, memoryGb: null }] }],
  ['how much per 1k context for a 34b', { context: null }],
])

examples('users and batches', [
  ['70b x4', { concurrency: 4 }],
  ['70b q4 8k x4 on 2x 4090', { concurrency: 4, gpus: [{ id: 'rtx-4090', count: 2, memoryGb: null }] }],
  ['70b 50 users', { concurrency: 50 }],
  ['70b for 1,000 concurrent users', { concurrency: 1000 }],
  ['70b 并发16', { concurrency: 16 }],
  ['70b 16并发', { concurrency: 16 }],
  ['70b 50人用', { concurrency: 50 }],
  ['70b bs8', { batch: 8, concurrency: null }],
  ['70b batch 8', { batch: 8 }],
  ['70b batch_size=8', { batch: 8 }],
])

const one = (id: string, count: number | null = null, memoryGb: number | null = null) => ({ gpus: [{ id, count, memoryGb }] })

examples('a GPU, its count and its memory', [
  ['70b on a 4090', one('rtx-4090')],
  ['70b 2x3090', one('rtx-3090', 2)],
  ['70b 2 x 3090', one('rtx-3090', 2)],
  ['70b 2*3090', one('rtx-3090', 2)],
  ['70b 3090x2', one('rtx-3090', 2)],
  ['70b two RTX 3090s', one('rtx-3090', 2)],
  ['70b dual 3090', one('rtx-3090', 2)],
  ['70b 2 RTX 3090', one('rtx-3090', 2)],
  ['70b on 8-A100', one('a100-80gb-sxm', 8)],
  ['70b 4XA100 40GB', one('a100-40gb-sxm', 4, 40)],
  ['70b on 1x a100-80gb-sxm', one('a100-80gb-sxm', 1, 80)],
  ['70b 16 A100-80', one('a100-80gb-sxm', 16, 80)],
  ['70b A100(40G)*8', one('a100-40gb-sxm', 8, 40)],
  ['70b A100（40G）×4', one('a100-40gb-sxm', 4, 40)],
  ['70b 8*32G V100', one('v100-32gb-sxm2', 8, 32)],
  ['70b 双卡4090', one('rtx-4090', 2)],
  ['70b 8卡A100', one('a100-80gb-sxm', 8)],
  ['70b 两张3090', one('rtx-3090', 2)],
  ['70b H20单卡', one('h20', 1)],
  ['70b 1000张A800', one('a800-80gb-sxm', 1000)],
  ['70b 4卡24G的A5000', one('rtx-a5000', 4, 24)],
  ['70b 两个4090', one('rtx-4090', 2)],
  ['70b m1 max 64g', one('apple-m1-max', null, 64)],
  ['70b 2080 ti 22g', one('rtx-2080-ti', null, 22)],
  ['70b 4x 2080ti 22g', one('rtx-2080-ti', 4, 22)],
  ['14b tesla v100 32gb', one('v100-32gb-sxm2', null, 32)],
  ['14b radeon 6800 xt', one('rx-6800-xt')],
  ['70b 8x amd mi300x', one('mi300x', 8)],
  ['14b geforce 3090', one('rtx-3090')],
  ['70b 2x 2080ti 22g', { ...one('rtx-2080-ti', 2, 22), totalMemoryGb: null }],
  ['70b 两个4090显存48G', { ...one('rtx-4090', 2), totalMemoryGb: 48 }],
  ['70b tpu v5e-8', one('tpu-v5e', 8)],
  ['8b on tpu v3-8', one('tpu-v3', 4)],
  ['llama 2 7b used 184320 A100 GPU hours', one('a100-80gb-sxm')],
  ['10000 a100 hours for a 7b', one('a100-80gb-sxm')],
  ['70b tpu v5p-16', one('tpu-v5p', 8)],
  ['8b on 2x tpu v3-8', one('tpu-v3', 8)],
  ['70b m3 ultra 256', one('apple-m3-ultra', null, 256)],
  ['7b m4 pro 14 core', one('apple-m4-pro')],
  ['70b 3060laptop', one('rtx-3060-laptop')],
  ['70b RTX-4090(24G)', one('rtx-4090', null, 24)],
  ['70b rtx4090+64g内存', { ...one('rtx-4090'), systemRamGb: 64 }],
  ['405b on 4 nodes x 8 h100', { ...one('h100-sxm', 32), nodes: 4 }],
  ['how many nodes of 8 H100s for 405b', one('h100-sxm')],
  ["405b on 8 a100, i don't have H100", one('a100-80gb-sxm', 8)],
  [
    '70b on 2x3090 or a 5090',
    {
      gpus: [
        { id: 'rtx-3090', count: 2, memoryGb: null },
        { id: 'rtx-5090', count: null, memoryGb: null },
      ],
    },
  ],
  ['7600 tokens of context for a 7b', { gpus: [], context: 7600 }],
])

examples('memory', [
  ['70b 24gb', { memoryGb: 24, systemRamGb: null }],
  ['64gb mac 70b', { memoryGb: 64, device: 'mac' }],
  ['70b on a Mac with 64GB RAM', { memoryGb: 64, device: 'mac', systemRamGb: null }],
  ['70b q4 cpu only 64gb ddr5', { memoryGb: null, systemRamGb: 64, device: 'cpu' }],
  ['7b 64G内存', { memoryGb: null, systemRamGb: 64 }],
  ['7b 24G显存 64G内存', { memoryGb: 24, systemRamGb: 64 }],
  ['70b 3090TI 24G + 96G内存', { ...one('rtx-3090-ti', null, 24), systemRamGb: 96 }],
  ['70b on 2x3090 (48GB total)', { ...one('rtx-3090', 2), totalMemoryGb: 48 }],
  ['70b 48GB total', { totalMemoryGb: 48, memoryGb: null }],
  ['70b q4 80gb 2 cards', { memoryGb: 80, totalMemoryGb: 160 }],
  ['每张卡48G 共8张 跑r1', { memoryGb: 48, totalMemoryGb: 384 }],
  ['70b 24g*2', { memoryGb: 24, totalMemoryGb: 48 }],
  ['70b 48G显存两张', { memoryGb: 48, totalMemoryGb: 96 }],
  ['104b on 3x24 GB', { memoryGb: 24, totalMemoryGb: 72 }],
  ['14b 放到两张8g的卡上', { memoryGb: 8, totalMemoryGb: 16 }],
  ['12G/24G够跑7b吗', { memoryGb: 12, alternatives: { memoryGb: [24] } }],
  ['deepseek-v3 700G显存够吗', { memoryGb: null, totalMemoryGb: 700 }],
  ['qwen3-30b-a3b on a laptop with 32gb ram no gpu', { device: 'cpu', systemRamGb: 32, memoryGb: null }],
  ['qwen3 8b on snapdragon x elite 32gb', { device: 'cpu', systemRamGb: 32, memoryGb: null, unknown: [] }],
  ['qwen3-coder-480b q4 on epyc 768gb ram', { device: 'cpu', systemRamGb: 768, unknown: [] }],
  ['70b on a xeon server with 2x 3090', { ...one('rtx-3090', 2), device: null }],
  ['gemma 3 12b qat q4_0', { quant: 'Q4_0', unknown: [] }],
  ['no gpu, just a laptop, 32gb ram, 8b', { device: 'cpu', systemRamGb: 32 }],
  ['deepseek v3 满血 8卡H20', { model: 'deepseek-ai/DeepSeek-V3' }],
  ['满血deepseek 8卡H20', { model: 'deepseek-ai/DeepSeek-R1' }],
  ['R1动态量化后158GB能跑吗', { memoryGb: null, totalMemoryGb: null }],
  ['deepseek r1 quantized to 158gb', { memoryGb: null, totalMemoryGb: null }],
  ['1T内存 deepseek r1', { systemRamGb: 1024, paramsB: null }],
])

examples('training', [
  ['qlora 8b', { method: 'qlora' }],
  ['lora 8b rank 16', { method: 'lora', loraRank: 16 }],
  ['finetune 13b, not lora', { method: 'full' }],
  ['全参微调13B', { method: 'full' }],
  ['13b非lora', { method: 'full' }],
  ['full ft 7b adamw zero3', { method: 'full', optimizer: 'adamw', zeroStage: 3 }],
  ['finetune 7b ZeRO-2 gradient checkpointing', { zeroStage: 2, checkpointing: true }],
  ['train 13b on 2T tokens', { trainTokens: 2e12, paramsB: 13 }],
  ['92M的模型，42B token', { trainTokens: 42e9, paramsB: 0.092 }],
  ['7B，1.2万亿token', { trainTokens: 1.2e12, paramsB: 7 }],
  ['pretrain a 7b in 2 weeks', { deadline: '2 weeks' }],
  ['train 13b by March', { deadline: 'by march' }],
  ['一个月内训完7b', { deadline: '一个月内' }],
])

examples('wishes', [
  ['70b at 20 tok/s', { targetTokensPerSecond: 20 }],
  ['671b 能有5个tps吗', { targetTokensPerSecond: 5 }],
  ['4090+576GB 跑671b 16.5t/s，记录一下', { paramsB: 671, alternatives: {}, targetTokensPerSecond: null }],
  ['70b q4 with 100 tokens per second', { targetTokensPerSecond: 100 }],
  ['70b 每秒能有20个token吗', { targetTokensPerSecond: 20, context: null }],
  ['70b 每秒只有5个token', { targetTokensPerSecond: null }],
  ['70b 30 t/s', { targetTokensPerSecond: 30 }],
  ['70b q4 at 9 t/s, expected?', { targetTokensPerSecond: null }],
  ['my 4090 runs 70b at 2 t/s, why?', { targetTokensPerSecond: null }],
  ['i get 9 t/s from a 70b', { targetTokensPerSecond: null }],
  ['70b gives 9 t/s, expected?', { targetTokensPerSecond: null }],
  ['70b ttft 500ms', { targetTtftSeconds: 0.5 }],
  ['70b on a gpu under $500', { budget: { amount: 500, currency: 'USD' } }],
  ['budget is $50k for a 70b', { budget: { amount: 50000, currency: 'USD' }, context: null }],
  ['花2万块买卡跑7b', { budget: { amount: 20000, currency: 'CNY' } }],
  ['7b vllm', { runtime: 'vllm' }],
  ['7b with llama cpp', { runtime: 'llama.cpp' }],
  ['7b lm studio', { runtime: 'llama.cpp' }],
  ['7b trt-llm', { runtime: 'tensorrt-llm' }],
  ['7b lmstudio', { runtime: 'llama.cpp' }],
  ['7b mlx-lm', { runtime: 'mlx' }],
  ['7b exllamav3', { runtime: 'exllamav2' }],
  ['7b tabbyapi', { runtime: 'exllamav2' }],
  ['7b litgpt', { runtime: 'transformers' }],
  ['7b hf', { runtime: 'transformers' }],
  ['7b eager', { runtime: 'transformers' }],
  ['7b mlc-llm', { runtime: 'mlc-llm' }],
  ['7b ktransformers', { runtime: 'ktransformers', unknown: [] }],
])

it('what is written like a card of a maker we do not know is not dropped', () => {
  expect(read('摩尔线程s4000 跑7b')).toMatchObject({ paramsB: 7, unknown: ['s4000'] })
})

it('a count glued to any name of any device is one', () => {
  const misread = gpus.flatMap((gpu) =>
    [gpu.id, ...gpu.aliases].filter((name) => {
      const asked = read(`2x${name}`).gpus
      return asked[0]?.id !== gpu.id || asked[0].count !== 2 || asked.length > 1
    }),
  )
  expect(misread).toEqual([])
})

it.each([
  ['2xgeforce rtx 4090', 'rtx-4090', 2],
  ['2xquadro rtx 8000', 'quadro-rtx-8000', 2],
  ['2xradeon rx 7900 xtx', 'rx-7900-xtx', 2],
  ['2xamd mi300x', 'mi300x', 2],
  ['16xtpu v5e', 'tpu-v5e', 16],
  ['2xmac studio m2 ultra', 'apple-m2-ultra', 2],
])('%s', (text, id, count) => {
  expect(read(text)).toMatchObject({ gpus: [{ id, count }], unknown: [] })
})

describe('several values at once', () => {
  it.each<[string, Question['alternatives']]>([
    ['12G/24G够跑7b吗', { memoryGb: [24] }],
    ['7b 13b 30b at 4bit', { paramsB: [13, 30] }],
    ['7/13b int4', { paramsB: [13] }],
    ['qwen72b 1卡A100放不下，2卡、4卡呢', { gpuCounts: [2, 4] }],
    ['70b int4 A100 单卡够吗，双卡呢', { gpuCounts: [2] }],
    ['is 4x A100 enough for 70b or do I need 8 cards', { gpuCounts: [8] }],
    ['7b int8 or int4', { quant: ['int4'] }],
    ['7b 8k or 32k ctx', { context: [32768] }],
  ])('%s', (text, alternatives) => expect(read(text).alternatives).toEqual(alternatives))
})

describe('money', () => {
  it.each<[string, Question['budget']]>([
    ['A$2500 to spend, which card for phi-4', { amount: 2500, currency: 'AUD' }],
    ['got £1800 for a box that runs 32b', { amount: 1800, currency: 'GBP' }],
    ['i have 3000 eur, qlora 70b', { amount: 3000, currency: 'EUR' }],
    ['预算2万，跑70b', { amount: 20000, currency: 'CNY' }],
    ['budget 300000 yen for 14b', { amount: 300000, currency: 'JPY' }],
    ['A100 at $4/hr for 70b', null],
    ['training a 13B only costs $300?', null],
  ])('%s', (text, budget) => expect(read(text).budget).toEqual(budget))
})
