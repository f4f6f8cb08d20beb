import { describe, expect, it } from 'vitest'
import { fitCard } from '../../src/cards/fit.ts'
import { a100, h100, option, q, question, seventyInt4, seventyOn } from '../support/estimates.ts'
import { block, card } from '../support/fit-cards.ts'
import { asked } from '../support/questions.ts'

describe('the notes', () => {
  it('name what was not understood first, and what was said but not answered', () => {
    const { notes } = card('open', {
      unknown: ['flurb', 'zork'],
      alternatives: { paramsB: [13, 30] },
      // No rate is known here.
      budget: { amount: 100, currency: 'EUR' },
    })
    expect(notes.slice(0, 3)).toEqual([
      'I did not understand: “flurb”, “zork”.',
      'You also said 13B, 30B: ask again with one of them.',
      'Read, but not used in this answer: budget.',
    ])
  })

  it('keep quiet about servers that are those of the set that was asked about', () => {
    const two = seventyOn(option(h100, 16, 300, 'fits', { decodeTokensPerSecond: q(30, 22, 40) }))
    const notes = (nodes: number) => fitCard(two, question({ gpus: [asked('h100-sxm', 16)], nodes })).notes.join(' ')
    expect(notes(2)).not.toContain('number of servers')
    expect(notes(4)).toContain('not used in this answer: number of servers')
  })

  it('tell of groups nobody asks anything', () => {
    const layout = { tensorParallel: 8, pipelineParallel: 1, dataParallel: 4 }
    const four = seventyOn(option(h100, 32, 600, 'fits', { layout, decodeTokensPerSecond: q(30, 22, 40) }))
    const shown = fitCard(four, question({ gpus: [asked('h100-sxm', 32)] }))
    expect(shown.notes.join(' ')).toContain('3 of its 4 groups have no request to work on')
    expect(card('yes').notes.join(' ')).not.toContain('groups')
  })

  it('say how long a prompt that fills a long context takes; the answer itself does where that is minutes', () => {
    const said = { gpus: [asked('a100-80gb-sxm', 1)] }
    const waiting = (seconds: number) => {
      const wait = { timeToFirstTokenSeconds: q(0.3, 0.2, 0.5), fullPromptSeconds: q(seconds, 0.8 * seconds, 1.5 * seconds) }
      return fitCard(seventyOn(option(a100, 1, 41, 'fits', { decodeTokensPerSecond: q(30, 22, 40), ...wait })), question(said))
    }
    expect(waiting(20).notes).toContain('A prompt that fills 8k: 16–30 s before its first token.')
    expect(waiting(20).answer).not.toContain('fills')
    expect(waiting(600).notes.join(' ')).not.toContain('fills')
    expect(waiting(600).answer).toContain('A prompt that fills 8k takes 8–15 min before its first token on A100')
  })

  it('say which places reach a speed that was asked for', () => {
    expect(card('open', { targetTokensPerSecond: 25 }).notes).toContain('At least 25 tok/s per user: A100 SXM 80 GB, H100 SXM 80 GB.')
    expect(card('open', { targetTokensPerSecond: 500 }).notes).toContain('At least 500 tok/s per user: none of these.')
  })

  it('bound the speed, and correct the size people quote', () => {
    const notes = card('open').notes.join('\n')
    expect(notes).toContain('At most 24 tok/s for one user on 2 × RTX 3090')
    expect(notes).toContain('The weights are 39.7–42.5 GB, not 17.5 GB and not 35 GB')
    expect(card('bf16').notes.join('\n')).not.toContain('not 17.5 GB')
    const smaller = card('open', { paramsB: 24 }).notes.join('\n')
    expect(smaller).toContain('GB, not 12 GB: scales')
    expect(smaller).not.toContain('not 6 GB')
  })

  it('give each caveat a sentence with the places it is about', () => {
    const estimate = seventyOn(
      option(a100, 16, 663, 'fits', { caveats: ['fp8-not-native', 'multi-node', 'slow'], decodeTokensPerSecond: q(4.7) }),
    )
    const notes = fitCard(estimate, question({ gpus: [asked('a100-80gb-sxm', 16)] })).notes.join('\n')
    expect(notes).toContain('16 × A100 SXM 80 GB: FP8 is not native there.')
    expect(notes).toContain('16 × A100 SXM 80 GB: several servers')
    expect(notes).toContain('Slow for one user: 16 × A100 SXM 80 GB (4.7 tok/s), M4 Max (40-core) 64 GB (9.0 tok/s).')
    expect(notes).not.toContain('663 in all')
    const { rows, total } = block(fitCard(estimate, question({ gpus: [asked('a100-80gb-sxm', 16)] })), 'bars')
    expect(rows.at(-1)).toMatchObject({ label: 'Split', value: '620', note: 'buffers and copies on each; 16 × 41.4 in all' })
    expect(total.value).toBe('663 (643–690)')
  })

  it('tell of mixtures of a size only where a dense model was taken for it', () => {
    const said = { paramsB: 120 }
    expect(card('open', said).notes.join()).toContain('mixtures of experts')
    const estimate = seventyInt4()
    const known = { ...estimate, workload: { ...estimate.workload, model: { ...estimate.workload.model, activeB: 5 } } }
    expect(fitCard(known, question(said)).notes.join()).not.toContain('mixtures of experts')
  })

  it('say that all of a mixture of experts must be in memory', () => {
    const estimate = seventyInt4()
    const model = { ...estimate.workload.model, activeB: 12 }
    const { notes, blocks } = fitCard({ ...estimate, workload: { ...estimate.workload, model } }, question())
    expect(notes).toContain('Mixture of experts: all 70.5B must be in memory, 12B of them work on each token.')
    expect(JSON.stringify(blocks)).toContain('12B read per token')
  })
})

describe('the sources', () => {
  it('give the price date, the kind of price and where the model is from', () => {
    const [prices, speed, model] = card('open').sources
    expect(prices).toBe('Prices of 2026-10-04: median on demand [low–high], without tax, storage and traffic (getdeploying.com and others)')
    expect(speed).toContain('80 %')
    const bundled = { ...seventyInt4(), prices: { asOf: '2026-10-04', source: 'bundled snapshot' } }
    expect(fitCard(bundled, question()).sources[0]).toContain('(bundled snapshot)')
    expect(fitCard(bundled, question({ language: 'zh' })).sources[0]).toContain('（随程序附带的价格快照）')
    expect(model).toBe('meta-llama/Llama-3.3-70B-Instruct: its config.json')
  })
})
