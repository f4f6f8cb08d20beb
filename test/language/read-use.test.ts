import { describe, expect, it } from 'vitest'
import { format } from '../../src/language/format.ts'
import { useTable } from '../../src/language/words/uses.ts'
import { read } from '../support/read.ts'

describe('what a model is wanted for', () => {
  it.each([
    ['best coding model for 24gb', 'coding', null],
    ['what code llm fits a 4090?', 'coding', null],
    ['vision model for 16gb vram', 'vision', null],
    ['multi-modal models for a 3060?', 'vision', null],
    ['embedding model for 8gb', 'embedding', null],
    ['reasoning model on m3 ultra 512gb', 'reasoning', null],
    ['local model for chat on rtx 5090', 'chat', null],
    ['largest model that fits on 2x 3090', null, 'largest'],
    ['fastest model above 30 tok/s on a 4090', null, 'fastest'],
    ['biggest coding llm for a 5090', 'coding', 'largest'],
    ['24G显存推荐个写代码的模型', 'coding', null],
    ['16g显存 多模态模型 推荐', 'vision', null],
    ['向量模型 8g显存 推荐', 'embedding', null],
    ['推理模型 4090 推荐', 'reasoning', null],
    ['4090能跑的最大模型', null, 'largest'],
  ])('%s: %s, %s', (text, use, prefer) => {
    const question = read(text)
    expect(question).toMatchObject({ intent: 'what-fits', use, prefer, unknown: [] })
    expect(read(format(question))).toMatchObject({ intent: 'what-fits', use, prefer, unknown: [] })
  })

  it('is not asked where the model is named, or the words are of something else', () => {
    expect(read('qwen3-coder-30b-a3b on a 4090').use).toBeNull()
    expect(read('70b reasoning model in int4').use).toBeNull()
    expect(read('4090 推理').use).toBeNull()
    expect(read('A100 80G 显存多大').prefer).toBeNull()
    expect(read('m4 max models').prefer).toBeNull()
  })

  it('has no phrase that means two things', () => {
    const phrases = useTable.flatMap(([, words]) => words.split(',').map((word) => word.trim()))
    expect(new Set(phrases).size).toBe(phrases.length)
  })
})
