import { describe, expect, it } from 'vitest'
import type { Refinement } from '../../src/cards/card.ts'
import { fitCard } from '../../src/cards/fit.ts'
import type { Estimate } from '../../src/estimator/types.ts'
import { format } from '../../src/language/format.ts'
import type { Question } from '../../src/language/question.ts'
import { a100, awq, option, question, recipe, rtx4090, seventyFor, seventyInt4, seventyOn } from '../support/estimates.ts'

const on4090 = [{ id: 'rtx-4090', count: null, memoryGb: null }]

function taps(estimate: Estimate, said: Partial<Question> = {}): readonly Refinement[] {
  return fitCard(estimate, question(said)).refinements
}

const labels = (estimate: Estimate, said: Partial<Question> = {}) => taps(estimate, said).map((tap) => tap.label)

describe('the taps of a /fit card', () => {
  it('change one thing each: model, format, context, users, cache', () => {
    expect(labels(seventyInt4())).toEqual(['Llama-3.3-70B-Instruct', 'IQ4_XS', 'Q5_K_M', '32k context', '8 users', 'q8_0 KV cache'])
    expect(labels(seventyInt4(), { language: 'zh' })).toEqual([
      'Llama-3.3-70B-Instruct',
      'IQ4_XS',
      'Q5_K_M',
      '32k 上下文',
      '8 个并发',
      'KV 缓存用 q8_0',
    ])
  })

  it('carry the whole question as shorthand', () => {
    const context = taps(seventyInt4(), { gpus: on4090 }).find((tap) => tap.group === 'context')
    expect(context?.shorthand).toBe(format(question({ gpus: on4090, context: 32768 })))
    expect(context?.command).toBe('fit')
  })

  it('leave out words nobody understood and values said besides', () => {
    const messy = taps(seventyInt4(), { unknown: ['flurb'], alternatives: { paramsB: [13] } })
    expect(messy.some((tap) => tap.shorthand.includes('flurb'))).toBe(false)
    expect(messy[0]).toMatchObject({ group: 'model', label: '13B', shorthand: format(question({ paramsB: 13 })) })
  })

  it('offer two of a GPU that is too small, and nothing that needs more', () => {
    const no = taps(seventyOn(option(rtx4090, 1, 42.3, 'no')), { gpus: on4090 })
    expect(no.map((tap) => tap.label)).toEqual([
      '2 × RTX 4090 24 GB',
      'Llama-3.3-70B-Instruct',
      '2 × RTX 3090 24 GB',
      'RTX A6000 48 GB',
      'A100 SXM 80 GB',
    ])
    expect(no[0]?.shorthand).toBe(format(question({ gpus: [{ id: 'rtx-4090', count: 2, memoryGb: null }] })))
  })

  it('name a mixture where models of the size mostly are mixtures, and nothing for a model that was named', () => {
    const groups = (said: Partial<Question>) => taps(seventyInt4(), said).flatMap(({ group, label }) => (group === 'model' ? [label] : []))
    expect(groups({ paramsB: 120 }).join()).toMatch(/A\d+B|119B|oss/)
    expect(groups({ paramsB: null, model: 'meta-llama/Llama-3.1-70B' })).toEqual([])
    expect(groups({ paramsB: 30, activeParamsB: 3 })).toEqual([])
  })

  it('offer only what the asked card has room for', () => {
    const nearlyFull = option(a100, 1, 75, 'tight', { recipe: awq, maxContext: 9000, maxConcurrency: 1 })
    const said = { gpus: [{ id: 'a100-80gb-sxm', count: 1, memoryGb: null }] }
    const offered = labels(seventyOn(nearlyFull), said)
    expect(offered).toContain('2 × A100 SXM 80 GB')
    for (const label of ['32k context', '8 users', 'fp8', 'fp16']) expect(offered).not.toContain(label)
    const hopeless = { ...seventyInt4(), options: [option(rtx4090, 1, 379, 'no', { asked: true, role: 'asked' })] }
    expect(labels(hopeless, { gpus: on4090 }).join()).not.toContain('× RTX 4090')
    const both = seventyOn(option(rtx4090, 1, 42.3, 'no'), option(rtx4090, 2, 43, 'fits'))
    expect(labels(both, { gpus: on4090 })).not.toContain('2 × RTX 4090 24 GB')
  })

  it('go back from many users and a long context', () => {
    expect(labels(seventyFor(50), { concurrency: 50 })).toContain('1 user')
    const estimate = seventyInt4()
    const long = { ...estimate, workload: { ...estimate.workload, contextTokens: 65536 } }
    expect(labels(long, { context: 65536 })).toContain('8k context')
  })

  it('never offer more bits than the model was published in', () => {
    const estimate = seventyInt4()
    const fp8 = recipe('fp8', 'vllm')
    const published = {
      ...estimate,
      workload: { ...estimate.workload, model: { ...estimate.workload.model, dtype: 'fp8' as const }, recipes: [fp8] as const },
      byRecipe: [{ recipe: fp8, memory: estimate.memory }],
      options: [option(a100, 2, 75, 'fits', { recipe: fp8 })],
    }
    expect(
      taps(published, { quant: 'fp8' })
        .filter((tap) => tap.group === 'quant')
        .map((tap) => tap.label),
    ).toEqual(['awq-int4'])
  })

  it('offer what runs nearly everywhere where a GPU does not run the format', () => {
    const cannot = seventyOn(option(rtx4090, 1, 41, 'no', { recipe: awq, caveats: ['unsupported-format'] }))
    expect(labels(cannot, { quant: 'awq-int4', gpus: on4090 })).toEqual(expect.arrayContaining(['Q4_K_M', 'Q8_0']))
  })

  it('are six at most and all different', () => {
    const many = taps(seventyInt4(), { alternatives: { paramsB: [7, 13, 30], context: [16384], quant: ['Q8_0'] } })
    expect(many).toHaveLength(6)
    expect(new Set(many.map((tap) => tap.shorthand)).size).toBe(6)
  })
})
