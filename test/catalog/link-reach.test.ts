import { describe, expect, it } from 'vitest'
import { linkReach } from '../../src/catalog/hardware.ts'
import { gpuOf } from '../support/catalog-rows.ts'

describe('how many GPUs a fast link joins', () => {
  it.each([
    ['h100-sxm', 8],
    ['a100-80gb-sxm', 8],
    ['mi300x', 8],
    ['gb200', 72],
    ['rtx-3090', 2],
    ['rtx-a6000', 2],
    ['a40', 2],
    ['a100-80gb-pcie', 2],
    ['h100-nvl', 2],
    ['rtx-4090', 1],
    ['l40s', 1],
  ])('of %s is %i', (id, joined) => {
    expect(linkReach(gpuOf(id))).toBe(joined)
  })
})
