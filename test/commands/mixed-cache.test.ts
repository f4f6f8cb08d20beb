import { describe, expect, it } from 'vitest'
import { commandsOf, reply } from '../support/replies.ts'

describe('a cache whose keys and values are in unlike formats', () => {
  // llama.cpp's own log for Llama 3.2 3B at 4,096 tokens, keys quantised and values in f16: MiB.
  it.each([
    ['q8_0', 343],
    ['q5_1', 308],
    ['q5_0', 301],
    ['q4_1', 294],
    ['q4_0', 287],
  ])('of %s keys is as large as llama.cpp makes it', (keys, mib) => {
    const { estimate } = reply(`llama 3.2 3b kv ${keys}/f16 4096 context llama.cpp on a 3060`).answer
    expect(estimate?.memory.kvCache.value).toBe(mib * 2 ** 20)
  })

  it('is run by llama.cpp, and launched with a type for each', () => {
    const { card, answer } = reply('llama 3.1 8b q4_k_m -ctk q8_0 -ctv q4_0 on a 4090')
    expect(answer.estimate?.workload.recipes.every(({ runtime }) => runtime === 'llama.cpp')).toBe(true)
    expect(commandsOf(card)[0]).toContain('-ctk q8_0 -ctv q4_0')
    expect(answer.shorthand).toBe('llama-3.1-8b q4_k_m kv q8_0/q4_0 on rtx-4090')
    expect(commandsOf(reply('8b q8_0 kv q8_0/f16 on a 4090').card)[0]).toMatch(/-ctk q8_0(?! -ctv)/)
  })
})
