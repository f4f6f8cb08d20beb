import { describe, expect, it } from 'vitest'
import type { Intent } from '../../src/language/question.ts'
import { read } from '../support/read.ts'

const asked: Readonly<Record<Intent, readonly string[]>> = {
  inference: [
    '7b fp16',
    'would a 7900 xtx handle qwen3 32b at q5?',
    'is 12gb enough for mistral nemo q6_k',
    'how many A100s does deepseek v3 need',
    '72b模型用4张A6000能跑吗',
    '部署 deepseek-v3 awq 需要多少张 H20',
    'how many concurrent requests can 4x L40S take with vllm',
  ],
  finetune: [
    'qlora 13b on a 4090',
    'full fine tune of llama 3.1 8b, how many h100s',
    '14B 全参微调 8*A100 80G zero3',
    'qwen3-8b lora微调 4090够不',
  ],
  pretrain: [
    'how long to pretrain a 1.3b model on 300B tokens with 8 a100',
    '从头预训练一个1B模型 300B token 要多少卡时',
    '13b from scratch on 64 h100',
  ],
  'what-fits': [
    'what can i run on 2x 3060 12gb',
    'which model should I get for a 16gb macbook',
    '显存24G能微调多大模型',
    '16G显存 推荐个模型',
  ],
  'compare-gpus': ['5090 vs 4090', 'mi300x vs h100 for deepseek v3', '4090还是双3090跑70b', 'is a 5090 faster than an a6000'],
  'gpu-info': ['h200 bandwidth', 'H20 显存', 'l40s specs', 'does the 4090 support fp8'],
  price: [
    'h200 rental price per hour',
    'price of h100',
    'rent 8xh100 for a week how much',
    '租8卡H100一个月多少钱',
    'cheapest way to run 70b q4',
  ],
  'compare-api': ['deepseek api vs renting 8xH100', 'is self-hosting a 70b cheaper than the api', '自己部署32b还是调api划算'],
  explain: [
    'explain moe',
    '什么是MoE',
    'what does q4_k_m mean',
    "what's the difference between q4_k_s and q4_k_m",
    '什么是KV Cache？',
    'why does vram grow with context',
  ],
  none: [
    'hello',
    'what is the weather today',
    '今天天气怎么样',
    'train a LoRA for flux on 4090',
    'stable diffusion 3060 12gb 够吗',
    'my cat weighs 7b',
    '挖矿用4090一天能挖多少',
    '什么是量化交易',
    '[BUG] crash on start',
    'add vllm support to the mixtral example',
    '',
  ],
}

for (const [intent, texts] of Object.entries(asked)) {
  describe(`asks for ${intent}:`, () => {
    it.each(texts)('%j', (text) => expect(read(text).intent).toBe(intent))
  })
}

describe('confidence', () => {
  it('is high for what is plainly ours and low for what is not', () => {
    expect(read('70b int4 inference').confidence).toBeGreaterThan(0.9)
    expect(read('hello').confidence).toBeLessThan(0.3)
    expect(read('train a LoRA for flux on 4090').confidence).toBeLessThan(0.3)
  })

  it('falls with every word nobody understood', () => {
    expect(read('7b flurb zork').confidence).toBeLessThan(read('7b').confidence)
  })
})

describe('an explanation is of', () => {
  it.each([
    ['what is a kv cache', 'kv-cache'],
    ['什么是MoE', 'moe-active-params'],
    ['awq vs gptq?', 'gptq-vs-awq'],
    ['fp16 vs bf16?', 'number-formats'],
    ['what does Q4_K_M mean', 'gguf-quant-names'],
    ['does Q4_K_M lose quality, explain', 'quant-quality'],
    ['explain gqa', 'gqa'],
    ['lora和qlora的区别是什么意思', 'lora-vs-qlora'],
    ['What does 7B mean', 'params'],
    ['explain zero', 'zero'],
  ])('%s', (text, concept) => expect(read(text).concept).toBe(concept))
})

describe('words', () => {
  it('nobody understood are listed once, in order', () => {
    expect(read('7b flurb q4 zork flurb').unknown).toEqual(['flurb', 'zork'])
  })

  it('that mean nothing are not', () => {
    expect(read('please can my 4090 run the 7b, thanks').unknown).toEqual([])
    expect(read('请问大佬，我的4090能跑7b吗').unknown).toEqual([])
  })

  it('of a prototype are words', () => {
    const question = read('7b __proto__ constructor toString hasOwnProperty valueOf')
    expect(question.paramsB).toBe(7)
    expect(question.unknown).toContain('constructor')
    expect(Object.getPrototypeOf(question.alternatives)).toBe(Object.prototype)
  })
})

it('the language is Chinese as soon as one Chinese character is in it', () => {
  expect(read('70b int4 推理').language).toBe('zh')
  expect(read('70b int4 inference').language).toBe('en')
  expect(read('¿cuánta memoria necesita un 7b?').language).toBe('en')
})
