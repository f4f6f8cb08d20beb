import { describe, expect, it } from 'vitest'
import { gpus } from '../../src/catalog/gpus.ts'
import { memoryVariants, totalBytes, usableBytes } from '../../src/catalog/memory.ts'
import { gpuOf } from '../support/catalog-rows.ts'

const gib = 2 ** 30

function of(id: string, memoryGb?: number): { readonly usable: number; readonly total: number } {
  const gpu = gpuOf(id)
  const size = memoryGb ?? gpu.memoryGb
  return { usable: usableBytes(gpu, size) / gib, total: totalBytes(gpu, size) / gib }
}

describe('memory a program may use', () => {
  // PyTorch's "total capacity" in public out-of-memory messages, GiB.
  it.each([
    ['t4', 14.6],
    ['v100-32gb-sxm2', 31.7],
    ['l4', 22.0],
    ['rtx-4060', 7.6],
    ['rtx-3060-12gb', 11.8],
    ['rtx-4070', 11.6],
    ['rtx-4060-ti-16gb', 15.6],
    ['rtx-3090', 23.7],
    ['rtx-4090', 23.64],
    ['rtx-5090', 31.4],
    ['l40s', 44.4],
    ['rtx-a6000', 47.5],
    ['a100-40gb-sxm', 39.5],
    ['a100-80gb-sxm', 79.2],
    ['h100-sxm', 79.1],
    ['rtx-pro-6000-blackwell', 95],
    ['h200-sxm', 139.8],
    ['gh200-144gb', 142.5],
    ['b200', 178.35],
  ])('of a %s is %d GiB, within 0.3', (id, measured) => {
    expect(Math.abs(of(id).usable - measured)).toBeLessThan(0.3)
  })

  it('of a Mac is two thirds up to 36 GB and three quarters above', () => {
    expect(of('apple-m4-max', 64).usable).toBeCloseTo(48)
    expect(of('apple-m4-max', 128).usable).toBeCloseTo(96)
    expect(of('apple-m3-max-30core', 36).usable).toBeCloseTo(24.12)
    expect(of('apple-m5-max', 36).usable).toBeCloseTo(24.12)
    expect(of('apple-m1', 8).usable).toBeCloseTo(5.36)
  })

  it('of other unified memory is what the system leaves', () => {
    expect(of('dgx-spark').usable).toBeCloseTo(102.4)
    expect(of('ryzen-ai-max-395', 128).usable).toBeCloseTo(96)
    expect(of('ryzen-ai-max-395', 64).usable).toBeCloseTo(48)
    expect(of('jetson-agx-orin-64gb').usable).toBeCloseTo(57.6)
  })

  it('is less than the total, and the total no more than the label, on every accelerator and size', () => {
    const wrong = gpus.flatMap((gpu) =>
      memoryVariants(gpu)
        .filter((size) => !(usableBytes(gpu, size) > 0 && usableBytes(gpu, size) < totalBytes(gpu, size)))
        .map((size) => `${gpu.id} ${size}`),
    )
    expect(wrong).toEqual([])
    expect(gpus.filter((gpu) => totalBytes(gpu, gpu.memoryGb) > gpu.memoryGb * gib)).toEqual([])
  })

  it('grows with the size sold', () => {
    expect(gpus.filter((gpu) => memoryVariants(gpu).some((size) => usableBytes(gpu, size) >= usableBytes(gpu, size + 8)))).toEqual([])
  })
})

describe('memory the driver reports', () => {
  it('is the reading where one is known', () => {
    expect(of('l40s').total).toBe(45)
    expect(of('dgx-spark').total).toBe(121.7)
    expect(of('mi300x').total).toBe(192)
  })

  it('is the label in GiB otherwise, but decimal on boards of HBM3e and newer', () => {
    expect(of('rtx-4070').total).toBe(12)
    expect(of('b100').total).toBeCloseTo(178.8, 1)
    expect(of('rubin').total).toBeCloseTo(268.2, 1)
    expect(of('mi355x').total).toBe(288)
  })
})

describe('the sizes an accelerator is sold with', () => {
  it('are all of them, or the one', () => {
    expect(gpus.filter((gpu) => gpu.id === 'apple-m4-max' || gpu.id === 'rtx-4090').map(memoryVariants)).toEqual([[24], [48, 64, 128]])
  })
})
