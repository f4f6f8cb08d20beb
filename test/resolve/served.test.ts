import { describe, expect, it } from 'vitest'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import { cardsOf } from '../../src/resolve/contenders.ts'
import { servedBest } from '../../src/resolve/served.ts'
import { read } from '../support/read.ts'

function best(text: string) {
  const question = read(text)
  const { option, estimated } = servedBest(question, cardsOf(question)[0], bundledPrices, {})
  return { model: estimated.workload.model.id, gpu: option?.gpu.id, count: option?.count, format: option?.recipe.format.name }
}

describe('how a question is best served', () => {
  it('is in eight bits, which cost no quality that shows, where the cards hold them', () => {
    expect(best('qwen3 235b on 8x h100')).toMatchObject({ gpu: 'h100-sxm', count: 8, format: 'fp8' })
  })

  it('is in the format that was said', () => {
    expect(best('llama 3.1 8b fp16 on an a100')).toMatchObject({ count: 1, format: 'fp16' })
  })

  it('is with fewer cards before more bits', () => {
    expect(best('qwen3 32b on a 4090').count).toBe(1)
  })

  it('is the largest usual model that one such card holds, where none was said', () => {
    expect(best('a100').model).toBe('meta-llama/Llama-3.3-70B-Instruct')
    expect(best('rtx 4090')).toMatchObject({ model: 'Qwen/Qwen3-32B', count: 1 })
    expect(best('rtx 3060')).toMatchObject({ model: 'meta-llama/Llama-3.1-8B', count: 1 })
  })

  it('is on a small machine with cheap tokens, where no card was said', () => {
    const question = read('self host llama 3.1 8b or use the api?')
    const { option, estimated } = servedBest(question, undefined, bundledPrices, {})
    const tokens = estimated.options.flatMap(({ verdict, usdPerMillionOutputTokensAtFullLoad: usd }) =>
      verdict === 'no' || usd === undefined ? [] : [usd.value],
    )
    expect(option?.usdPerMillionOutputTokensAtFullLoad?.value).toBeLessThanOrEqual(2 * Math.min(...tokens))
    expect(option?.count).toBe(1)
  })

  it('is on nothing where nothing holds it', () => {
    expect(best('llama 3.1 405b fp16 on 1x 3060').gpu).toBeUndefined()
  })
})
