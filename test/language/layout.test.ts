import { describe, expect, it } from 'vitest'
import type { Parallelism } from '../../src/language/question.ts'
import { read } from '../support/read.ts'

const nothing: Parallelism = { tensor: null, pipeline: null, data: null, expert: null }

describe('how the work is divided:', () => {
  const table: readonly (readonly [text: string, said: Partial<Parallelism>])[] = [
    ['70b 4x a100 tp4', { tensor: 4 }],
    ['70b tp=4 8x h100', { tensor: 4 }],
    ['70b --tp 8 on 8x h200', { tensor: 8 }],
    ['70b tensor parallel 2', { tensor: 2 }],
    ['70b 2-way tensor parallel', { tensor: 2 }],
    ['70b --tensor-parallel-size 4 --pipeline-parallel-size 2', { tensor: 4, pipeline: 2 }],
    ['405b pp2 tp8 16x h100', { tensor: 8, pipeline: 2 }],
    ['235b tp8 dp8', { tensor: 8, data: 8 }],
    ['671b dp8 ep8', { data: 8, expert: 8 }],
    ['70b 张量并行4 流水线并行2', { tensor: 4, pipeline: 2 }],
    ['671b 专家并行 16张H20', { expert: 16 }],
    ['671b ep on 8x h200', { expert: 8 }],
    ['671b tp8 --enable-expert-parallel', { tensor: 8, expert: 8 }],
    ['70b tensor parallel on 2x 3090', { tensor: 2 }],
    ['70b tp over 4 gpus', { tensor: 4 }],
  ]
  it.each(table)('%s', (text, said) => {
    expect(read(text)).toMatchObject({ parallelism: { ...nothing, ...said }, paramsB: expect.any(Number), problems: [], unknown: [] })
  })

  it('takes no count from the cards that follow', () => {
    expect(read('70b tp 2x3090').gpus).toMatchObject([{ id: 'rtx-3090', count: 2 }])
  })

  it('is not said by a question about the words', () => {
    expect(read('what is tensor parallelism')).toMatchObject({ intent: 'explain', concept: 'pipeline-parallel', parallelism: null })
    expect(read('什么是专家并行')).toMatchObject({ intent: 'explain', parallelism: null })
  })

  it('is no prompt of a benchmark', () => {
    expect(read('8b q8_0 pp512 tg128')).toMatchObject({ parallelism: null, promptTokens: 512, outputTokens: 128 })
  })

  it('cannot be over no cards', () => {
    expect(read('70b tp0').problems).toEqual([{ slot: 'count', text: '0' }])
  })
})

describe('the share of a card a server takes:', () => {
  it.each([
    ['70b 0.9 utilization', 0.9],
    ['70b --gpu-memory-utilization 0.9', 0.9],
    ['70b gpu_memory_utilization=0.85', 0.85],
    ['70b util 0.95', 0.95],
    ['70b 显存利用率0.9', 0.9],
    ['70b 90% gpu memory utilization', 0.9],
    ['70b mem-fraction-static 0.8', 0.8],
  ])('%s', (text, utilization) => expect(read(text)).toMatchObject({ utilization, paramsB: 70, unknown: [] }))

  it.each(['my gpu utilization is 30% with a 7b', '7b util 250', '7b util 1.5', '7b, GPU利用率只有30%'])('not in %s', (text) =>
    expect(read(text).utilization).toBeNull(),
  )
})

it('the flags of a server are slots', () => {
  expect(read('70b --max-model-len 32768 --max-num-seqs 64 --kv-cache-dtype fp8')).toMatchObject({
    context: 32768,
    concurrency: 64,
    kvQuant: 'fp8',
    unknown: [],
  })
})
