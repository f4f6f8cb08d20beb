import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { cardsOf, contendersOf, noCard, onCards, rivalsOf } from '../../src/resolve/contenders.ts'
import { read } from '../support/read.ts'

const contenders = (text: string) => contendersOf(read(text))
const ids = (text: string) => contenders(text).cards.map(({ gpu }) => gpu.id)

describe('what a question puts side by side', () => {
  it('is cards, on 8B and 70B where nothing was said to be run', () => {
    const { axis, jobs, cards, usualJobs } = contenders('h100 vs a100 vs 4090')
    expect(axis).toBe('gpus')
    expect(cards.map(({ gpu }) => gpu.id)).toEqual(['h100-sxm', 'a100-80gb-sxm', 'rtx-4090'])
    expect(jobs.map(({ paramsB, quant }) => [paramsB, quant])).toEqual([
      [8, 'fp16'],
      [70, 'int4'],
    ])
    expect(usualJobs).toBe(true)
  })

  it('takes the 8B in four bits where a card is too small for it as published', () => {
    expect(contenders('4060 vs 3060').jobs[0]?.quant).toBe('int4')
  })

  it('is cards on the model that was said; a desk card without a number is one', () => {
    const { jobs, cards, usualJobs } = contenders('5090 vs 2x 4090 for a 70b')
    expect(jobs.map(({ paramsB }) => paramsB)).toEqual([70])
    expect(cards.map(({ count }) => count)).toEqual([1, 2])
    expect(usualJobs).toBe(false)
  })

  it('is models that answer the same request on one card', () => {
    const { axis, jobs, cards } = contenders('qwen3 32b vs llama 3.3 70b on a 4090')
    expect(axis).toBe('models')
    expect(jobs.map(({ model }) => model)).toEqual(['Qwen/Qwen3-32B', 'meta-llama/Llama-3.3-70B-Instruct'])
    expect(new Set(jobs.map(({ context, promptTokens, outputTokens }) => `${context} ${promptTokens} ${outputTokens}`)).size).toBe(1)
    expect(cards.map(({ gpu, count }) => [gpu.id, count])).toEqual([['rtx-4090', 1]])
  })

  it('is formats of one model', () => {
    const { axis, jobs } = contenders('q4 vs q8 of 8b')
    expect(axis).toBe('formats')
    expect(jobs.map(({ paramsB, quant }) => [paramsB, quant])).toEqual([
      [8, 'Q4'],
      [8, 'Q8'],
    ])
  })

  it('is formats or models on one card where only its size was said', () => {
    for (const text of ['24g显存下32b选q4还是q5', 'q4 or q5 for a 32b on 24gb']) {
      const { axis, jobs, cards } = contenders(text)
      expect(axis).toBe('formats')
      expect(jobs.map(({ paramsB, quant }) => [paramsB, quant])).toEqual([
        [32, 'Q4'],
        [32, 'Q5'],
      ])
      expect(cards.map(({ gpu, memoryGb, count }) => [gpu.id, memoryGb, count])).toEqual([['rtx-4090', 24, 1]])
    }
    expect(contenders('qwen3 32b vs llama 3.3 70b on 48gb')).toMatchObject({ axis: 'models', cards: [{ memoryGb: 48 }] })
    // Sizes set against each other are what is compared.
    expect(contenders('8b on 16gb vs 24gb').axis).toBe('gpus')
  })

  it('is a model in four, eight and sixteen bits where it stands alone', () => {
    expect(contenders('llama 3.1 8b').jobs.map(({ quant }) => quant)).toEqual(['int4', 'int8', 'fp16'])
  })

  it('is a lone card and its neighbours, of its own kind', () => {
    expect(ids('rtx 4090')).toEqual(['rtx-4090', 'rtx-3090', 'rtx-5090'])
    expect(contenders('h100').usualRivals).toBe(true)
    const [v100] = cardsOf(read('v100'))
    expect(v100 && rivalsOf(v100).every(({ gpu }) => gpu.class === 'datacenter')).toBe(true)
    expect(ids('rtx 3060')).toEqual(['rtx-3060-12gb', 'rtx-4060-ti-16gb', 'rtx-5060-ti-16gb'])
    const [mac] = cardsOf(read('m4 max'))
    expect(mac && rivalsOf(mac).map(({ gpu, memoryGb }) => [gpu.id, memoryGb])).toEqual([
      ['apple-m4-pro', 64],
      ['apple-m3-ultra', 96],
    ])
  })

  it('is a card and none where cards were to be compared and there is one', () => {
    const { againstNone, cards } = contenders('13600k and no gpu or a rtx 3060 12gb for llama.cpp, which is faster?')
    expect(againstNone).toBe(true)
    expect(cards).toHaveLength(1)
  })

  it('asks the same of other cards', () => {
    const [card] = cardsOf(read('m4 max 64gb'))
    const asked = card && onCards(read('70b int4 16k on a 4090'), [card])
    expect(asked).toMatchObject({ paramsB: 70, context: 16_384, gpus: [{ id: 'apple-m4-max', memoryGb: 64 }] })
  })

  it('refuses what has neither, naming what is near', () => {
    expect(() => contenders('which is better')).toThrow(UserError)
    expect(noCard({ ...read(''), unknown: ['rtx40'] })).toMatchObject({ code: 'unknown-gpu', said: 'rtx40' })
    expect(noCard({ ...read(''), unknown: ['rtx40'] }).suggestions.length).toBeGreaterThan(0)
    expect(noCard(read('')).code).toBe('no-gpu')
    expect(() => cardsOf(read('rtx 5095 specs'))).toThrow(expect.objectContaining({ code: 'unknown-gpu' }))
  })
})
