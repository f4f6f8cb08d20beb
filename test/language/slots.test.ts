import { describe, expect, it } from 'vitest'
import type { Question } from '../../src/language/question.ts'
import { read } from '../support/read.ts'
import { examples } from '../support/slot-examples.ts'

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
  ['七十B int4', { paramsB: 70, unknown: [] }],
  ['十六G显存跑十四b', { paramsB: 14, memoryGb: 16 }],
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
  ['ctx from 8k to 64k on a 12b', { context: 65536 }],
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
  ['单用户 30 token/s 跑32b', { concurrency: null, targetTokensPerSecond: 30 }],
  ['32b 70 token 每秒以上', { targetTokensPerSecond: 70 }],
  ['200人的公司用32b，同时在线30个', { concurrency: 30 }],
  ['给100个员工用32b', { concurrency: 100 }],
  ['8x7b r7 5800x + 3060', { loraRank: null }],
  ['70b bs8', { batch: 8, concurrency: null }],
  ['70b batch 8', { batch: 8 }],
  ['70b batch_size=8', { batch: 8 }],
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
