import { describe, expect, it } from 'vitest'
import type { Estimate } from '../../../src/estimator/types.ts'
import { emptyQuestion } from '../../../src/language/question.ts'
import { answerToJson, errorToJson } from '../../../src/platforms/terminal/json.ts'
import { gib, option, q, question, rtx4090, seventyInt4, seventyOn } from '../../support/estimates.ts'
import { englishCard } from '../../support/example-cards.ts'

function json(estimate: Estimate | undefined, why = false): Record<string, unknown> {
  const answer = { card: englishCard, shorthand: '70b int4', ...(estimate === undefined ? {} : { estimate }) }
  return JSON.parse(JSON.stringify(answerToJson({ command: 'fit', question: question(), answer }, { why })))
}

describe('the JSON of an answer', () => {
  it('has the names the contract fixes', () => {
    const answer = json(seventyInt4())
    expect(Object.keys(answer)).toEqual(
      expect.arrayContaining(['command', 'question', 'shorthand', 'memory', 'options', 'assumptions', 'card', 'notes', 'prices']),
    )
    expect(answer).toMatchObject({
      command: 'fit',
      shorthand: '70b int4',
      prices: { asOf: '2026-10-04' },
      notes: englishCard.notes,
      card: englishCard,
    })
    expect(answer.assumptions).toContainEqual({ slot: 'context', value: 8192, because: 'not-said' })
  })

  it('says every slot of the question, null where nothing was said', () => {
    const said = json(undefined).question as Record<string, unknown>
    expect(Object.keys(said).sort()).toEqual(Object.keys(emptyQuestion).sort())
    expect(said).toMatchObject({
      intent: 'inference',
      paramsB: 70,
      model: null,
      context: null,
      budget: null,
      gpus: [],
      alternatives: {},
      unknown: [],
    })
  })

  it('gives each part of the memory as a quantity in bytes', () => {
    const { memory } = json(seventyInt4())
    expect(Object.keys(memory as object)).toEqual(['total', 'weights', 'kvCache', 'activations', 'overhead'])
    expect(memory).toMatchObject({ kvCache: { value: 2.5 * 1024 ** 3, low: 2.5 * 1024 ** 3, high: 2.5 * 1024 ** 3, basis: 'exact' } })
  })

  it('gives the memory of one GPU where a number of them was asked for', () => {
    const asked = seventyOn(option(rtx4090, 2, 43, 'fits'))
    const withCount = { ...asked, workload: { ...asked.workload, asked: [{ gpu: rtx4090, memoryGb: 24, count: 2 }] } }
    expect(json(withCount).memory).toMatchObject({ perGpu: { value: 21.5 * 1024 ** 3 } })
    expect(json(asked).memory).not.toHaveProperty('perGpu')
  })

  it('gives each candidate by the id of its GPU, and fits for what is tight too', () => {
    const options = ['fits', 'tight', 'no'] as const
    const estimate = {
      ...seventyInt4(),
      options: options.map((verdict) => option(rtx4090, 2, 43, verdict, { usdPerHour: q(0.7, 0.3, 1.4) })),
    }
    const shown = json(estimate).options as Record<string, unknown>[]
    expect(shown.map(({ verdict, fits }) => [verdict, fits])).toEqual([
      ['fits', true],
      ['tight', true],
      ['no', false],
    ])
    expect(shown[0]).toMatchObject({
      gpu: 'rtx-4090',
      count: 2,
      layout: { tensorParallel: 1, pipelineParallel: 2, dataParallel: 1 },
      maxContext: 16384,
      maxConcurrency: 2,
      usdPerHour: { value: 0.7, low: 0.3, high: 1.4, basis: 'calibrated' },
      format: 'Q4_K_M',
      runtime: 'llama.cpp',
      kvFormat: 'fp16',
    })
    expect(shown[0]).not.toHaveProperty('purchaseUsd')
  })

  it('says how each candidate is started and measured; nothing where it cannot be', () => {
    const estimate = { ...seventyInt4(), options: [option(rtx4090, 2, 43, 'fits'), option(rtx4090, 1, 43, 'no')] }
    const [fitting, failing] = json(estimate).options as { launch: string[]; check: string[] }[]
    expect(fitting?.launch).toEqual(["llama-server -m '<your 70B model>-Q4_K_M.gguf' -c 8192 -np 1 -ngl 999 -fa on -sm layer"])
    expect(fitting?.check).toHaveLength(1)
    expect(failing).toMatchObject({ launch: [], check: [] })
  })

  it('tells why only when asked', () => {
    const base = seventyInt4()
    const estimate = { ...base, memory: { ...base.memory, weights: { ...gib(39.6), why: '70.6 B × 4.89 bits' } } }
    expect(json(estimate).memory).not.toHaveProperty('weights.why')
    expect(json(estimate, true).memory).toHaveProperty('weights.why', '70.6 B × 4.89 bits')
  })

  it('leaves a quantity out rather than say a number that is none', () => {
    const estimate = {
      ...seventyInt4(),
      options: [option(rtx4090, 1, 42, 'no', { usdPerHour: q(Number.NaN), watts: q(450, 1, Number.POSITIVE_INFINITY) })],
    }
    const [only] = json(estimate).options as object[]
    expect(only).not.toHaveProperty('usdPerHour')
    expect(only).not.toHaveProperty('watts')
  })

  it('leaves the estimate out where there is none', () => {
    expect(Object.keys(json(undefined))).toEqual(['command', 'question', 'shorthand', 'card', 'notes'])
  })
})

describe('the JSON of a mistake', () => {
  it('has the question and the error', () => {
    const error = { code: 'unknown-gpu', message: 'No GPU …', suggestions: ['RTX 4090'] }
    expect(errorToJson('7b on a 4909', error)).toEqual({ question: '7b on a 4909', error })
  })
})
