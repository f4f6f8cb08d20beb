import { describe, expect, it } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { entries } from '../../../src/cards/explain/entries/all.ts'
import { titleOf } from '../../../src/cards/explain/explain-card.ts'
import { asksMeaning, findEntry } from '../../../src/cards/explain/find.ts'
import { noon, read } from '../../support/read.ts'
import { headroom } from '../../support/replies.ts'

const explain = commands.find(({ name }) => name === 'explain')

const find = (text: string) => findEntry(text, read(text).concept)?.entry.id

describe('an explanation', () => {
  it.each(entries.map((entry) => [entry.id, entry] as const))('is found by each of its names: %s', (id, entry) => {
    expect(find(`explain ${id}`)).toBe(id)
    for (const name of [...entry.names.en, ...entry.names.zh]) {
      expect(findEntry(name, null)?.entry.id, name).toBe(id)
      expect(findEntry(`what is ${name}?`, null)?.entry.id, name).toBe(id)
      expect(findEntry(`${name}是什么意思`, null)?.entry.id, name).toBe(id)
    }
  })

  it.each(entries.map((entry) => [entry.id, entry] as const))('is found by plain questions in both languages: %s', (id, entry) => {
    expect(entry.asked.en.length).toBeGreaterThan(0)
    expect(entry.asked.zh.length).toBeGreaterThan(0)
    for (const language of ['en', 'zh'] as const)
      for (const asked of entry.asked[language]) {
        expect(find(asked), asked).toBe(id)
        const said = headroom.reply(asked, noon, explain)
        if (said.kind !== 'answer' || said.command !== 'explain') throw new Error(`${asked}: not explained`)
        // A question that denies a figure is answered as a claim.
        if (said.answer.estimate === undefined) expect(said.answer.card.title, asked).toBe(titleOf(entry, said.question.language))
      }
  })

  it.each([
    ['why does vram grow with context', 'context'],
    ['MoE 显存怎么算？', 'moe'],
    ['q4 is obviously the bits of quantization in starling-lm:7b-alpha-q4_K_M but what do the K and M mean?', 'gguf-quant-names'],
    ['64 => ~32 GB, is that pc ram or gpu vram ?', 'vram-vs-ram'],
    ['What does Q4_K_M quantization trade away?', 'quant-quality'],
    ['500B的token换成数据是几个TB呀？', 'tokens-to-bytes'],
    ['并发高了显存是不是也跟着涨？', 'concurrency'],
    ['fp16 vs bf16 vs fp8??', 'number-formats'],
    ['pp并行是啥，新手求解释', 'pipeline-parallel'],
    ['Vram是什么', 'vram-vs-ram'],
    ['awq vs gguf', 'awq-vs-gguf'],
    ['gguf or awq', 'awq-vs-gguf'],
    ['is gptq or gguf better?', 'awq-vs-gguf'],
    ['awq vs gptq', 'gptq-vs-awq'],
    ['gguf和awq的区别', 'awq-vs-gguf'],
    ['q4_k_m vs awq', 'awq-vs-gguf'],
    ['gguf vs safetensors', 'gguf-vs-safetensors'],
    ['safetensors和gguf有什么不同', 'gguf-vs-safetensors'],
    ['instruct vs base model', 'instruct-vs-base'],
    ['what is the difference between base and instruct models', 'instruct-vs-base'],
    ['H100 PCIe vs SXM vs NVL', 'h100-versions'],
    ['H100 SXM和PCIe的区别', 'h100-versions'],
  ])('is found as people ask for it: %s', (text, id) => {
    expect(find(text)).toBe(id)
  })

  it.each([
    'gpu显存',
    'gpu显存是什么',
    'vllm框架',
    'kv缓存',
    'gpu带宽',
    'llm quantization',
    'moe模型',
    'what is yarn',
    '什么是蒸馏',
    'imatrix是什么',
    'explain dpo',
  ])('is reached without the name of the command, glued to what every term is of or to Chinese: %s', (text) => {
    expect(headroom.reply(text, noon)).toMatchObject({ kind: 'answer', command: 'explain' })
    expect(findEntry(text, null)?.covered).toBe(1)
  })

  it('is none where nothing is named', () => {
    for (const text of ['', '???', 'banana', 'hello there', '你好', '__proto__', 'constructor'])
      expect(findEntry(text, null), text).toBeUndefined()
  })

  it('says how much of a text leads to it', () => {
    expect(findEntry('what is a kv cache?', null)?.covered).toBe(1)
    expect(findEntry('the kv cache of my neighbour’s marvellous refrigerator', null)?.covered).toBeLessThan(0.4)
  })
})

describe('a text', () => {
  it('asks for a meaning by its first word, or by one that can only ask', () => {
    for (const text of ['what is a batch', 'GiB vs GB', '什么是批', 'why is it slow', 'MFU mean?'])
      expect(asksMeaning(text), text).toBe(true)
    for (const text of ['', 'my disk is full', '今天天气很好']) expect(asksMeaning(text), text).toBe(false)
  })
})
