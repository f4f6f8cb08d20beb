import { describe, expect, it } from 'vitest'
import { compute, figure, formatSupport, formatsBySupport, memoryFact } from '../../src/cards/gpu-facts.ts'
import { otherForms } from '../../src/cards/gpu-forms.ts'
import { translate } from '../../src/cards/words/words.ts'
import { gpus } from '../../src/catalog/gpus.ts'
import { formatOf, gpuOf } from '../support/catalog-rows.ts'

function support(id: string, name: string): string {
  return formatSupport(gpuOf(id), formatOf(name))
}

describe('how a card takes a format', () => {
  it.each([
    ['v100-32gb-sxm2', 'bf16', 'weight-only'],
    ['v100-32gb-sxm2', 'fp16', 'native'],
    ['a100-80gb-sxm', 'bf16', 'native'],
    ['a100-80gb-sxm', 'fp8', 'weight-only'],
    ['rtx-4090', 'fp8', 'native'],
    ['rtx-4090', 'nvfp4', 'weight-only'],
    ['rtx-5090', 'nvfp4', 'native'],
    ['h100-sxm', 'awq-int4', 'weight-only'],
    ['mi300x', 'fp8', 'native'],
    ['ascend-910b', 'Q4_K_M', 'no'],
    ['tesla-p40', 'Q4_K_M', 'weight-only'],
    ['tesla-p40', 'awq-int4', 'no'],
  ])('%s takes %s: %s', (id, name, expected) => {
    expect(support(id, name)).toBe(expected)
  })

  it('puts every listed format in one place', () => {
    for (const card of gpus) {
      const { native, 'weight-only': stored, no } = formatsBySupport(card)
      expect(native.length + stored.length + no.length, card.id).toBe(9)
      expect(new Set([...native, ...stored, ...no]).size, card.id).toBe(9)
    }
  })
})

describe('the facts of a card', () => {
  it('write published figures as they are published', () => {
    expect([figure(1008), figure(82.58), figure(989), figure(2.5), figure(3350)]).toEqual(['1,008', '82.6', '989', '2.5', '3,350'])
    expect(compute(gpuOf('h100-sxm'))).toContain('FP16 989')
    expect(compute(gpuOf('tesla-p40'))).not.toContain('FP16')
  })

  it('tell what a program gets from what the label says', () => {
    const english = translate('en')
    expect(memoryFact(english, gpuOf('l40s'), 48)).toBe('44.5 GiB for a program, 45.0 GiB in nvidia-smi and the like; 48 GB on the label')
    expect(memoryFact(english, gpuOf('apple-m4-max'), 64)).toContain('48.0 GiB for the GPU by default, of 64.0 GiB shared')
  })

  it('know the other forms of a chip', () => {
    expect(otherForms(gpuOf('h100-sxm')).map(({ id }) => id)).toEqual(expect.arrayContaining(['h100-pcie', 'h100-nvl']))
    expect(otherForms(gpuOf('a100-40gb-sxm')).map(({ id }) => id)).toEqual(['a100-40gb-pcie'])
    expect(otherForms(gpuOf('rtx-4090'))).toEqual([])
    for (const card of gpus) for (const other of otherForms(card)) expect(otherForms(other), other.id).toContain(card)
  })
})
