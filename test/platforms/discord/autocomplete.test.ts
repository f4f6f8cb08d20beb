import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fit } from '../../../commands/fit.ts'
import { autocomplete } from '../../../src/platforms/discord/autocomplete.ts'

describe('what is offered while somebody types', () => {
  it('is the famous before anything is typed', () => {
    expect(autocomplete(fit, 'gpu', '')[0]).toEqual({ name: 'GeForce RTX 4090', value: 'rtx-4090' })
    expect(autocomplete(fit, 'model', '')).toHaveLength(25)
    expect(autocomplete(fit, 'format', '')[0]?.value).toBe('Q4_K_M')
  })

  it('is what it may become, with the number of cards kept', () => {
    expect(autocomplete(fit, 'model', 'qwen3-32').map(({ value }) => value)).toContain('Qwen/Qwen3-32B')
    expect(autocomplete(fit, 'gpu', '2x 409')[0]).toEqual({ name: '2x GeForce RTX 4090', value: '2x rtx-4090' })
    expect(autocomplete(fit, 'gpu', '4×h2').map(({ value }) => value)).toContain('4x h200-sxm')
  })

  it('is what people call it, where no name begins like that', () => {
    const first = (option: string, typed: string) => autocomplete(fit, option, typed)[0]
    expect(first('gpu', '双卡4090')).toEqual({ name: '2x GeForce RTX 4090', value: '2x rtx-4090' })
    expect(first('gpu', '8 h100')).toEqual({ name: '8x H100 SXM5 80GB', value: '8x h100-sxm' })
    expect(first('gpu', '3060 ti')?.value).toBe('rtx-3060-ti')
    expect(autocomplete(fit, 'gpu', 'macbook').map(({ value }) => value)).toContain('apple-m4-max')
    expect(first('model', '通义千问2.5 72b')?.value).toBe('Qwen/Qwen2.5-72B')
    for (const typed of ['4bit', '4-bit', '4位'])
      expect(autocomplete(fit, 'format', typed).map(({ value }) => value)).toEqual(expect.arrayContaining(['Q4_K_M', 'awq-int4', 'nf4']))
    expect(autocomplete(fit, 'gpu', 'zzzz')).toEqual([])
  })

  it('is nothing for an option that is chosen, counted or not there', () => {
    for (const option of ['runtime', 'users', 'text', '__proto__', '']) expect(autocomplete(fit, option, 'x')).toEqual([])
  })

  it('is within the limits whatever is typed', () => {
    fc.assert(
      fc.property(fc.constantFrom('model', 'gpu', 'format'), fc.string({ unit: 'binary', maxLength: 300 }), (option, typed) => {
        const choices = autocomplete(fit, option, typed)
        expect(choices.length).toBeLessThanOrEqual(25)
        for (const { name, value } of choices)
          expect(name.length > 0 && name.length <= 100 && value.length > 0 && value.length <= 100).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})
