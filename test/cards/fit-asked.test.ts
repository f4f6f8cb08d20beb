import { describe, expect, it } from 'vitest'
import { reply } from '../support/replies.ts'

describe('the figure that was asked for by its own unit', () => {
  it.each([
    ['65B on an M1 Max 64GB, what ms per token?', /That is ([\d,.]+) ms per token/],
    ['65b q4_k_m 在 M1 Max 64GB 上每个token多少毫秒', /每个 token 约 ([\d,.]+) 毫秒/],
  ])('is the time of a token (“%s”)', (text, pattern) => {
    const { card, answer } = reply(text)
    const speed = answer.estimate?.options.find(({ asked }) => asked)?.decodeTokensPerSecond?.value ?? 0
    expect(Number(pattern.exec(card.answer)?.[1])).toBeCloseTo(1000 / speed, -1)
  })

  it.each([
    ['how many concurrent requests can 4x RTX 6000 Ada take with qwen3 32b', /about ([\d,]+) requests of 16k/],
    ['4张L40S跑qwen3 32b能支持多少并发', /约可同时放 ([\d,]+) 个请求/],
  ])('is how many requests there is room for (“%s”)', (text, pattern) => {
    const { card, answer } = reply(text)
    const option = answer.estimate?.options.find(({ asked }) => asked)
    expect(pattern.exec(card.answer)?.[1]).toBe(String(option?.maxConcurrency))
    expect(option?.maxConcurrency).toBeGreaterThan(1)
  })

  it.each([
    ['max context for qwen3 32b q4 on a 24gb card', /^At most ([\d.]+k) of context fit on 1 × RTX 4090/],
    ['how long can the context be for qwen3 32b q4 on a 3090', /^At most ([\d.]+k) of context fit on 1 × RTX 3090/],
    ['what context can i get with qwen3 32b q4 on a 3090', /^At most ([\d.]+k) of context fit on 1 × RTX 3090/],
    ['qwen3 32b q4 在 3090 上最大上下文能到多少', /^1 × RTX 3090 用 Q4_K_M 最多放得下 ([\d.]+k) 上下文/],
  ])('is how long a context there is room for (“%s”)', (text, pattern) => {
    const { card, answer } = reply(text)
    const option = answer.estimate?.options.find(({ asked }) => asked)
    const [said] = pattern.exec(card.answer)?.slice(1) ?? []
    expect(Number(said?.replace('k', '')) * 1024).toBeCloseTo(option?.maxContext ?? 0, -4)
    expect(Number(said?.replace('k', ''))).toBeGreaterThan(8)
  })

  it('is not said where it was not asked', () => {
    expect(reply('65b q4_k_m on an M1 Max 64GB').card.answer).not.toContain('ms per token')
    expect(reply('qwen3 32b on 4x L40S').card.answer).not.toContain('requests of')
    expect(reply('qwen3 32b q4 full context on a 3090').card.answer).not.toContain('of context fit')
  })
})

describe('how many of a card it takes', () => {
  it.each([
    ['how many 4090s do i need for llama 70b fp16', /^It takes (\d+) × RTX 4090: of the usual counts/],
    ['qwen3 235b q4 要几张 5090', /^需要 (\d+) × RTX 5090：/],
    ['how many h100 for llama 405b bf16', /^It takes (\d+) × H100/],
  ])('is the answer where it was asked (“%s”)', (text, pattern) => {
    const { card, answer } = reply(text)
    const option = answer.estimate?.options.find(({ asked }) => asked)
    expect(option?.verdict).not.toBe('no')
    expect(Number(pattern.exec(card.answer)?.[1])).toBe(option?.count)
    expect(card.title).toContain(`${option?.count} × `)
  })

  it('is bounded from below where no machine holds so many', () => {
    const { card, answer } = reply('how many 3090 to run deepseek r1 q4')
    const option = answer.estimate?.options.find(({ asked }) => asked)
    const least = Number(/at least (\d+) × RTX 3090/.exec(card.answer)?.[1])
    expect(least * (option?.memory.ceilingPerGpu ?? 0)).toBeGreaterThanOrEqual(option?.memory.total.value ?? Number.POSITIVE_INFINITY)
  })

  it.each([
    'can a 4090 run llama 70b fp16',
    'how many users can 4090 serve with llama 8b',
    'how many tokens per second on a 4090 with llama 70b fp16',
  ])('is not said to “%s”', (text) => expect(reply(text).card.answer).not.toMatch(/It takes|By memory alone/))
})
