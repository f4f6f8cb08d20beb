import { describe, expect, it } from 'vitest'
import { fitCard } from '../../src/cards/fit.ts'
import { gib, m4max, option, q, q4, question, rtx4090, seventyInt4 } from '../support/estimates.ts'
import { card, inBf16 } from '../support/fit-cards.ts'
import { asked } from '../support/questions.ts'

describe('the title', () => {
  it('says the need and the smallest cards when no GPU was named', () => {
    expect(card('open').title).toBe('70B in 4-bit needs about 41–43 GiB — one 48 GB card or two 24 GB cards')
    expect(card('open', { language: 'zh' }).title).toBe('70B 的 4-bit 量化约需 41–43 GiB 显存：一张 48 GB 卡，或两张 24 GB 卡')
  })

  it('says yes, barely or no when one was', () => {
    expect(card('yes').title).toBe('Yes — 70B in 4-bit needs about 41.0 GiB and 1 × A100 SXM 80 GB can fill 79.2 of 79.2')
    expect(card('tight').title).toBe('Barely — 70B in 4-bit needs about 45.9 GiB and 2 × RTX 3090 can fill 47.0 of 47.0')
    expect(card('no').title).toBe('No — 70B in 4-bit needs about 42.3 GiB and 1 × RTX 4090 can fill 23.5 of 23.5')
    expect(card('no', { language: 'zh' }).title).toBe(
      '放不下：70B 的 4-bit 量化约需 42.3 GiB，而 1 × RTX 4090 可用上限只有 23.5 GiB（共 23.5）',
    )
    expect(card('bySize').title).toBe('No — 70B in 4-bit needs about 42.3 GiB and 1 × 24 GB can fill 23.5 of 23.5')
  })

  it('sorts several GPUs by verdict', () => {
    expect(card('mixed').title).toBe('70B in 4-bit needs about 41–43 GiB — yes on A100 SXM 80 GB; no on RTX 4090')
  })

  it('says that a GPU does not run a format', () => {
    expect(card('unsupported').title).toContain('No — RTX 4090 does not run Q4_K_M')
  })

  it('names the model that was named, its format and the users', () => {
    expect(card('open', { model: 'meta-llama/Llama-3.3-70B-Instruct', paramsB: null, quant: 'Q4_K_M' }).title).toMatch(
      /^Llama-3\.3-70B-Instruct in Q4_K_M needs about/,
    )
    expect(card('users').title).toMatch(/^70B in 4-bit for 8 users needs about/)
  })

  it('keeps the need of the meant format apart from that of the one taken instead', () => {
    expect(card('bf16').title).toBe('70B in bf16 needs about 135 GiB — two 80 GB cards; in Q4_K_M about 42: one 48 GB card')
  })

  it('offers nothing that does not hold it', () => {
    expect(card('nowhere').title).toBe('70B in 4-bit needs about 41–43 GiB — more than anything tried here can give it')
    expect(card('empty').title).toBe('70B in 4-bit needs about 41–43 GiB')
  })

  it('says any small card where small cards are enough', () => {
    const smallest = [{ recipe: q4, count: 1, memoryGb: 8, verdict: 'fits', every: true, bytes: 6 * 1024 ** 3 } as const]
    const small = { ...seventyInt4(), smallest, memory: { ...seventyInt4().memory, total: gib(6, 5.8, 6.9) }, byRecipe: [] }
    expect(fitCard(small, question({ paramsB: 8, quant: 'Q4_K_M' })).title).toMatch(/needs about 6\.0 GiB — any 8 GB card$/)
  })

  it('looks for nothing smaller than a small card', () => {
    const [way] = seventyInt4().smallest
    if (way === undefined) throw new Error('no smallest')
    const small = { ...way, memoryGb: 6, bytes: 3 * 1024 ** 3 }
    const tiny = { ...way, recipe: { ...q4, fallback: true as const }, memoryGb: 4, bytes: 2 * 1024 ** 3 }
    expect(fitCard({ ...seventyInt4(), smallest: [small, tiny] }, question()).title).toMatch(/— one 6 GB card$/)
  })

  it('says what holds it only just, and a shared memory where no card is enough', () => {
    const [single] = seventyInt4().smallest
    if (single === undefined) throw new Error('no smallest')
    const just = { ...seventyInt4(), smallest: [single, { ...single, memoryGb: 40, verdict: 'tight' as const }] }
    expect(fitCard(just, question()).title).toContain('— one 48 GB card; barely on one 40 GB card')
    const mac = option(m4max, 1, 42.7, 'fits', { memoryGb: 64, role: 'mac', decodeTokensPerSecond: q(9) })
    const shared = { ...seventyInt4(), smallest: [], options: [mac] }
    expect(fitCard(shared, question()).title).toContain('a Mac or other machine with 64 GB of shared memory')
    const slow = { ...shared, workload: { ...shared.workload, concurrency: 50 }, options: [{ ...mac, totalTokensPerSecond: q(50) }] }
    expect(fitCard(slow, question({ concurrency: 50 })).title).not.toContain('shared memory')
  })

  it('says that a smaller format than the published one was taken', () => {
    const smaller = {
      ...inBf16(),
      options: [option(rtx4090, 2, 43, 'fits', { recipe: { ...q4, fallback: true }, asked: true, role: 'asked' })],
    }
    const said = { quant: null, gpus: [asked('rtx-4090', 2)] }
    expect(fitCard(smaller, question(said)).title).toMatch(/^Yes — 70B in Q4_K_M \(not bf16 as published\) needs about/)
    expect(fitCard(smaller, question({ ...said, language: 'zh' })).title).toContain('70B Q4_K_M（不是官方发布的 bf16）')
    const assumptions = [{ slot: 'quant', value: 'bf16', because: 'native-format' }] as const
    const { assumed, notes } = fitCard({ ...smaller, workload: { ...smaller.workload, assumptions } }, question(said))
    expect(assumed).toContain('Q4_K_M: the best that fits (bf16 as published does not, or barely)')
    expect(notes.join()).not.toContain('does not fit or run there')
    const none = { ...smaller, options: [option(rtx4090, 1, 43, 'no', { recipe: { ...q4, fallback: true }, asked: true, role: 'asked' })] }
    expect(fitCard(none, question({ quant: null, gpus: [asked('rtx-4090', 1)] })).title).not.toContain('as published')
  })

  it('speaks of RAM first where no GPU is meant', () => {
    const enough = card('open', { device: 'cpu', systemRamGb: 64 })
    expect([enough.tone, enough.title]).toEqual(['info', '70B in 4-bit needs about 42 GiB of RAM without a GPU; you have 64 GB'])
    expect(enough.answer).toMatch(/^21\.9 GiB stay free\. A GPU is not needed for that.* With a GPU: 2 × RTX 3090 runs it/)
    expect(enough.notes.join()).not.toContain('system RAM')
    expect(card('open', { device: 'cpu', systemRamGb: 48 }).answer).toMatch(/^Only 5\.9 GiB stay free/)
    expect(card('open', { device: 'cpu', systemRamGb: 32 }).answer).toMatch(/^It is 10\.1 GiB short/)
    expect(enough.notes.join()).not.toMatch(/First token|At most/)
    expect(card('open', { device: 'cpu' }).title).toBe('70B in 4-bit needs about 42 GiB of RAM without a GPU')
  })

  it('is no plain yes where the model is not made for the context', () => {
    const estimate = seventyInt4()
    const long = fitCard({ ...estimate, workload: { ...estimate.workload, contextTokens: 2_000_000 } }, question({ context: 2_000_000 }))
    expect(long.tone).toBe('tight')
    expect(long.answer).toMatch(/^The model is made for 128k of context, not 2M:/)
  })
})
