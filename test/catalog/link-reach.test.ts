import { describe, expect, it } from 'vitest'
import { gpuById } from '../../src/catalog/gpus.ts'
import { linkReach } from '../../src/catalog/hardware.ts'

const reach = (id: string) => {
  const gpu = gpuById(id)
  return gpu === undefined ? undefined : linkReach(gpu)
}

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
    expect(reach(id)).toBe(joined)
  })
})
