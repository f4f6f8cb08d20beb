import { describe, expect, it } from 'vitest'
import { asksAloud, asksTheRoom } from '../../src/language/unasked.ts'
import { read } from '../support/read.ts'

const asked = (text: string) => asksTheRoom(text, read(text))

describe('a text nobody addressed to us', () => {
  it.each([
    'can my 3060 run a 13b?',
    'hi all, would a 4070 run llama 3.1 8b',
    'rtx 4090 vs 5090',
    'which qwen can i run on 16gb',
    'how does lora work?',
    '4080能跑32b吗',
    'l40s参数',
    'wtf is q4_k_m',
    'p40 or mi50 for a cheap llm box',
    'at 8 bit does a 22b fit on 24gb',
    'just got a 3090 off ebay, what should i be running on it',
    'trying to find a model that fits in 6gb vram',
    'anyone know if a 3060 runs a 13b',
    '32b用awq还是gguf，单卡24g',
    '4090有没有nvlink',
    'what are you running? need recs, which llm for 16gb vram',
    'do you think 96gb of ram is enough for glm 4.5 air q4',
    'do you have to offload a 32b q4 on 20gb',
    'so my dad gave me a 1080 ti could it handle a 13b',
    'if i buy 128gb of ram will llama 70b be usable',
    'can someone ballpark the tokens/sec of an 8b on a 3060',
    'does going from a 3060 to a 3090 make sense for llms',
    'gimme a model for a 2070 super',
    'what is the kv cache size of llama 3.1 8b at 128k',
    '請問 4070 可以跑 qwen 14b 嗎',
    '微调8b模型1万条数据4090大概要几个小时',
    '3090 ti memory bandwidth',
    'mi300x功耗几多w',
    'm4 max 128g 同 5090 跑llm 邊個快啲',
    'T4支不支持bf16',
    '两张3060跑不跑得动32b',
    'batch size 大了为什么总吞吐会上去',
    'm3 max 64g 跟 4090 谁跑 32b 快',
    '求推个适合4060 8g的，写python',
    'zero3 和 zero2 差在哪',
    '请推荐适合 RTX 5070 的中文模型',
    '查一下 a40 的显存和带宽',
    'mla 相比 gqa 省在哪里',
    '4台 m3 ultra 512g 跑 deepseek v3.2，有搞头没',
  ])('asks: %j', (text) => expect(asked(text)).toBe(true))

  it.each([
    ['says what is so', '70b q4 on two 3090s, works like a charm'],
    ['is what could be a reply to somebody', 'llama 3 70b q4_k_m'],
    ['asks somebody what he has', 'which card do you use for 70b?'],
    ['asks somebody what he did', 'did you run the 70b on your 3090?'],
    ['is for a name', '@sam does the 70b fit on a 3090?'],
    ['asks nothing of machines', 'what is so special about the new llama 4?'],
    ['asks what is explained nowhere', 'explain the joke please'],
    ['asks those who are there', '你们用什么卡跑70b？'],
    ['says what is so in Chinese', '我用4090跑32b，感觉还行'],
    ['dropped its subject', 'should be fine on 12gb, just lower the context for the 14b'],
    ['tells what was', 'when i had a 3060 i was running 13b q4 on it'],
    ['goes on with a relative clause', 'got a 3090, which is enough for 32b at q4'],
    ['asks what people did', 'anyone tried the 70b on two 3090s?'],
    ['says something of two things', 'a 3090 or a 4090 will do for 32b'],
    ['says that either will do', '3090 or 4090, either is great for llms'],
    ['asks how something is done', 'how do i quantize a model to gguf'],
    ['asks for what only those know who were there', 'how is that possible with only 8gb'],
    ['does not recommend', 'would not recommend 8gb vram for a 14b'],
    ['weighs in Chinese what it has settled', '不管q4还是q8，24g都能跑32b'],
    ['asks people in Chinese', '有没有人用过4090跑70b的'],
    ['exclaims', '70b怎么这么大'],
    ['tells of somebody', 'bro has 512gb of ram and runs a 7b'],
    ['shows what it measured', 'here are my results: 3090 / qwen3 32b q4_k_m / 36.2 t/s'],
    ['compares what it measured', 'q4 vs q8 perplexity: 6.21 vs 6.18 so basically nothing'],
    ['wants a cure', 'my gpu shows 0% usage while ollama runs the 8b, is it on cpu?'],
    ['wants a cure for an error', 'CUDA out of memory when loading llama 8b on my 4090, what am i doing wrong?'],
    ['wonders at prices', 'anyone know why h100 prices crashed?'],
    ['does not believe it', "so you're telling me a $200 p40 runs 30b?"],
    ['asks how a training is set up', 'how many samples do i need for a good finetune'],
    ['proposes', 'why not just use q4?'],
    ['asks of its answers', 'kimi写代码行不行'],
    ['asks whoever began', '楼主后来70b跑起来了吗？'],
    ['tells what somebody was asked', '说自己训过千亿模型，问他几张卡支支吾吾'],
    ['exclaims with a question', '真就没人管管显卡价格吗'],
    ['asks what people are at', '为什么大厂都在卷长上下文'],
    ['asks for the price of what nobody knows here', 'gpu服务器托管一年多少钱，机房在上海'],
    ['wants a computer', '想买个二手macbook写代码，m1还能战吗'],
    ['doubts what it sees in Chinese', '为啥我4090只有10token每秒，正常吗'],
  ])('%s: %j', (_, text) => expect(asked(text)).toBe(false))

  it('continues aloud only where it asks', () => {
    expect(asksAloud('and on a 3090?')).toBe(true)
    expect(asksAloud('那3090呢')).toBe(true)
    expect(asksAloud('a 3090 it is then')).toBe(false)
  })
})
