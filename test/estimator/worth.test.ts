import { describe, expect, it } from 'vitest'
import { over, quantity } from '../../src/estimator/quantity.ts'
import { worthOf } from '../../src/estimator/worth.ts'
import { answer, asked, optionOn } from '../support/questions.ts'

describe('what a full machine is worth', () => {
  const option = optionOn(
    answer({ model: 'meta-llama/Llama-3.1-8B', quant: 'fp16', gpus: [asked('h100-sxm')] }, { only: 'asked' }),
    'h100-sxm',
  )
  const { tokensPerUsd, tokensPerJoule } = worthOf(option)

  it('is tokens of a dollar: the inverse of the price of a million', () => {
    expect((tokensPerUsd?.value ?? 0) * (option.usdPerMillionOutputTokensAtFullLoad?.value ?? 0)).toBeCloseTo(1e6, 3)
  })

  it('is tokens of a joule: tokens a second over watts', () => {
    expect(tokensPerJoule?.value).toBeCloseTo((option.fullLoadTokensPerSecond?.value ?? 0) / (option.watts?.value ?? 1), 10)
    expect(tokensPerJoule?.low).toBeLessThan(tokensPerJoule?.value ?? 0)
    expect(tokensPerJoule?.high).toBeGreaterThan(tokensPerJoule?.value ?? 0)
  })

  it('is unknown where the speed is', () => {
    const { fullLoadTokensPerSecond, ...unknown } = option
    expect(fullLoadTokensPerSecond).toBeDefined()
    expect(worthOf(unknown)).toEqual({})
  })

  it('has the widest range its two sides allow', () => {
    expect(over(quantity(10, 8, 12, 'rule'), quantity(2, 1, 4, 'rule'), 3)).toMatchObject({ value: 15, low: 6, high: 36 })
  })
})

describe('an estimate of the asked-for cards alone', () => {
  const said = { model: 'meta-llama/Llama-3.1-70B', quant: 'int4', gpus: [asked('rtx-4090', 2), asked('a100-80gb-sxm', null)] }

  it('says of them what the whole estimate says', () => {
    const whole = answer(said).options.filter((option) => option.asked)
    expect(answer(said, { only: 'asked' }).options).toEqual(whole)
    expect(whole.length).toBe(2)
  })

  it('says nothing of others', () => {
    const { options, smallest, remedies } = answer({ ...said, gpus: [asked('rtx-3060-12gb')] }, { only: 'asked' })
    expect(options.map(({ gpu }) => gpu.id)).toEqual(['rtx-3060-12gb'])
    expect(smallest).toEqual([])
    expect(remedies).toBeUndefined()
  })
})
