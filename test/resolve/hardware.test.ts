import { describe, expect, it } from 'vitest'
import { gpus } from '../../src/catalog/gpus.ts'
import { memoryVariants, usableBytes } from '../../src/catalog/memory.ts'
import type { Question } from '../../src/language/question.ts'
import { resolve } from '../../src/resolve/resolve.ts'
import { answer, asked, optionOn, question } from '../support/questions.ts'

const cards = (said: Partial<Question>) =>
  resolve(question({ paramsB: 7, ...said })).asked.map(({ gpu, memoryGb, count }) => [gpu.id, memoryGb, count])
const reasons = (said: Partial<Question>) =>
  resolve(question({ paramsB: 7, ...said }))
    .assumptions.filter(({ slot }) => slot === 'gpu' || slot === 'memory')
    .map(({ value, because }) => [value, because])

describe('a card that was named', () => {
  it('has its own memory and the count that was said, or none', () => {
    expect(cards({ gpus: [asked('rtx-4090', 2), asked('l40s', null)] })).toEqual([
      ['rtx-4090', 24, 2],
      ['l40s', 48, null],
    ])
    expect(reasons({ gpus: [asked('rtx-4090', 2)] })).toEqual([])
  })

  it('sold in several sizes is the largest unless said, and says so', () => {
    expect(cards({ gpus: [asked('apple-m4-max', 1, 64)] })).toEqual([['apple-m4-max', 64, 1]])
    expect(reasons({ gpus: [asked('apple-m4-max', 1, 64)] })).toEqual([])
    expect(cards({ gpus: [asked('apple-m4-max')] })).toEqual([['apple-m4-max', 128, 1]])
    expect(reasons({ gpus: [asked('apple-m4-max')] })).toEqual([[128, 'largest-sold']])
  })

  it('with a size read off a monitor is the size on the box; another size is believed', () => {
    expect(cards({ gpus: [asked('rtx-4090', 1, 23)] })).toEqual([['rtx-4090', 24, 1]])
    expect(cards({ gpus: [asked('rtx-4090', 1, 48)] })).toEqual([['rtx-4090', 48, 1]])
  })

  it('with next to no memory holds nothing, and is short rather than negative', () => {
    const option = optionOn(answer({ paramsB: 7, quant: 'int4', gpus: [asked('rtx-4090', 1, 0.1)] }), 'rtx-4090')
    expect([option.verdict, option.memory.usablePerGpu, option.maxContext]).toEqual(['no', 0, 0])
    expect(option.headroomBytes).toBeLessThan(0)
  })
})

describe('memory alone', () => {
  it('is two cards of that size', () => {
    expect(cards({ memoryGb: 24 })).toEqual([
      ['rtx-4090', 24, 1],
      ['rtx-3090', 24, 1],
    ])
    expect(reasons({ memoryGb: 24 }).map(([, because]) => because)).toEqual(['has-that-memory', 'has-that-memory'])
  })

  it.each([6, 8, 10, 11, 12, 16, 20, 24, 32, 36, 40, 48, 64, 72, 80, 96, 128, 141, 192, 512])(
    'of %i GB is a card that is sold with it',
    (memoryGb) => {
      const found = resolve(question({ paramsB: 7, memoryGb })).asked
      expect(found.length).toBeGreaterThan(0)
      for (const { gpu } of found) expect(memoryVariants(gpu)).toContain(memoryGb)
    },
  )

  it.each([4, 7, 30, 100, 1000])('of %i GB, which no common card has, is not passed over', (memoryGb) => {
    const [only] = resolve(question({ paramsB: 7, memoryGb })).asked
    expect((only?.memoryGb ?? 0) * (only?.count ?? 0)).toBe(memoryGb)
    expect(only?.memoryGb ?? 0).toBeGreaterThan(0.7 * Math.min(memoryGb, only?.gpu.memoryGb ?? 0))
    expect(only?.memoryGb ?? 0).toBeLessThan(1.5 * (only?.gpu.memoryGb ?? 0))
  })

  it('of a laptop or a Mac nobody described is tried on a middling one and the best', () => {
    expect(cards({ device: 'laptop' })).toEqual([
      ['rtx-4070-laptop', 8, 1],
      ['rtx-5090-laptop', 24, 1],
      ['apple-m4-max', 64, 1],
    ])
    expect(cards({ device: 'mac' })).toEqual([
      ['apple-m4', 16, 1],
      ['apple-m4-pro', 48, 1],
      ['apple-m4-max', 128, 1],
      ['apple-m3-ultra', 512, 1],
    ])
    expect(cards({ device: 'mac', memoryGb: 24 }).every(([id]) => String(id).startsWith('apple-'))).toBe(true)
    expect(cards({ device: 'cpu' })).toEqual([])
  })

  it.each([0.00001, 0, 999_999])('of %f GB is refused with what would be taken', (memoryGb) => {
    expect(() => resolve(question({ paramsB: 7, memoryGb }))).toThrow('memory-out-of-range')
    expect(() => resolve(question({ paramsB: 7, gpus: [asked('rtx-4090', 1, memoryGb)] }))).toThrow('memory-out-of-range')
  })

  it('with a total is so many cards', () => {
    expect(cards({ memoryGb: 24, totalMemoryGb: 96 })).toEqual([
      ['rtx-4090', 24, 4],
      ['rtx-3090', 24, 4],
    ])
  })

  it('of several sizes is one card of each, as many as were said', () => {
    expect(cards({ memoryGb: 16, alternatives: { memoryGb: [24] } })).toEqual([
      ['rtx-4060-ti-16gb', 16, 1],
      ['rtx-4090', 24, 1],
    ])
    expect(cards({ memoryGb: 24, totalMemoryGb: 48, alternatives: { memoryGb: [48, 16], memoryCounts: [1, 4] } })).toEqual([
      ['rtx-4090', 24, 2],
      ['rtx-a6000', 48, 1],
      ['rtx-4060-ti-16gb', 16, 4],
    ])
    expect(() => resolve(question({ paramsB: 7, memoryGb: 24, alternatives: { memoryGb: [999_999] } }))).toThrow('memory-out-of-range')
  })

  it('as a total is split over one, two and four cards', () => {
    expect(cards({ totalMemoryGb: 48 })).toEqual([
      ['rtx-a6000', 48, 1],
      ['rtx-4090', 24, 2],
      ['rtx-3060-12gb', 12, 4],
    ])
    expect(reasons({ totalMemoryGb: 48 })[1]).toEqual(['2 × GeForce RTX 4090', 'has-that-memory'])
  })

  it('as an odd total is one pool', () => {
    const [only] = resolve(question({ paramsB: 7, totalMemoryGb: 50 })).asked
    expect([only?.memoryGb, only?.count]).toEqual([50, 1])
  })

  it('counts less than a card that was named', () => {
    expect(cards({ memoryGb: 80, gpus: [asked('rtx-4090')] })).toEqual([['rtx-4090', 24, 1]])
  })
})

describe('nothing said of hardware', () => {
  it('asks for none', () => {
    expect(cards({})).toEqual([])
  })
})

describe('every accelerator', () => {
  it('can be asked for, in every size it is sold in, and never shows more memory than that', () => {
    const broken: string[] = []
    for (const gpu of gpus) {
      for (const size of memoryVariants(gpu)) {
        const [card] = resolve(question({ paramsB: 7, gpus: [asked(gpu.id, 1, size)] })).asked
        if (card?.memoryGb !== size || usableBytes(gpu, size) > size * 1024 ** 3) broken.push(`${gpu.id} ${size}`)
      }
    }
    expect(broken).toEqual([])
  })
})
