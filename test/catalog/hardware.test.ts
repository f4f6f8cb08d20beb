import { describe, expect, it } from 'vitest'
import { gpus } from '../../src/catalog/gpus.ts'
import { supportsBf16, supportsFp4, supportsFp8 } from '../../src/catalog/hardware.ts'
import type { Gpu } from '../../src/catalog/types.ts'

function among(ids: readonly string[], supports: (gpu: Gpu) => boolean): readonly string[] {
  return gpus.filter((gpu) => ids.includes(gpu.id) && supports(gpu)).map((gpu) => gpu.id)
}

const one = [
  'tesla-p40',
  'v100-32gb-sxm2',
  't4',
  'rtx-3090',
  'a100-80gb-sxm',
  'rtx-4090',
  'l40s',
  'h100-sxm',
  'b200',
  'rtx-5090',
  'dgx-spark',
  'rubin',
]

describe('what NVIDIA computes natively', () => {
  it('is bf16 from Ampere on', () => {
    expect(among(one, supportsBf16).toSorted()).toEqual(one.slice(3).toSorted())
  })

  it('is fp8 from Ada on', () => {
    expect(among(one, supportsFp8).toSorted()).toEqual(one.slice(5).toSorted())
    expect(among(['jetson-agx-orin-64gb', 'jetson-thor-t5000'], supportsFp8)).toEqual(['jetson-thor-t5000'])
  })

  it('is a 4-bit float from Blackwell on', () => {
    expect(among(one, supportsFp4).toSorted()).toEqual(one.slice(8).toSorted())
  })
})

describe('what the others compute natively', () => {
  it('is bf16 from CDNA, RDNA3 and M2 on', () => {
    const ids = [
      'mi50-32gb',
      'mi100',
      'rx-6900-xt',
      'rx-7900-xtx',
      'apple-m1-max',
      'apple-m2-max',
      'arc-a770-16gb',
      'tpu-v5e',
      'ascend-910b',
    ]
    expect(among(ids, supportsBf16).toSorted()).toEqual(
      ['mi100', 'rx-7900-xtx', 'apple-m2-max', 'arc-a770-16gb', 'tpu-v5e', 'ascend-910b'].toSorted(),
    )
  })

  it('is fp8 on MI300 and newer, also on the export part without figures, RDNA4, Gaudi and TPU v7', () => {
    const ids = [
      'mi250x',
      'mi300x',
      'mi308x',
      'mi355x',
      'rx-7900-xtx',
      'rx-9070-xt',
      'gaudi-2',
      'tpu-v6e',
      'tpu-v7',
      'apple-m4-max',
      'arc-b580',
    ]
    expect(among(ids, supportsFp8).toSorted()).toEqual(['gaudi-2', 'mi300x', 'mi308x', 'mi355x', 'rx-9070-xt', 'tpu-v7'])
  })

  it('is a 4-bit float on CDNA4, not on MI300', () => {
    expect(among(['mi300x', 'mi325x', 'mi355x', 'rx-9070-xt', 'tpu-v7'], supportsFp4)).toEqual(['mi355x'])
  })

  it('never lacks a published rate', () => {
    expect(
      gpus.filter((gpu) => (gpu.tflops.fp8 !== undefined && !supportsFp8(gpu)) || (gpu.tflops.fp4 !== undefined && !supportsFp4(gpu))),
    ).toEqual([])
    expect(gpus.filter((gpu) => gpu.tflops.bf16 !== undefined && !supportsBf16(gpu))).toEqual([])
  })
})
