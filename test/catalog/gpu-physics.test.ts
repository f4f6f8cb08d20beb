import { describe, expect, it } from 'vitest'
import { gpuById, gpus } from '../../src/catalog/gpus.ts'
import type { Gpu } from '../../src/catalog/types.ts'

/** Memory that has been built: Gbit/s per pin, channel widths in bits that a board may have, GB that may sit on one channel. */
const memories: Record<string, { pin: readonly [number, number]; buses: readonly number[]; gbPerChannel?: readonly number[] }> = {
  // Chips of four gigabits were the usual ones until 2015.
  GDDR5: { pin: [5, 9], buses: steps(32, 128, 384), gbPerChannel: [0.5, 1, 2] },
  GDDR5X: { pin: [9, 11.5], buses: steps(32, 256, 384), gbPerChannel: [1, 2] },
  GDDR6: { pin: [10, 20.1], buses: steps(32, 64, 384), gbPerChannel: [1, 2, 4] },
  GDDR6X: { pin: [18.9, 23.1], buses: steps(32, 192, 384), gbPerChannel: [1, 2, 4] },
  GDDR7: { pin: [18, 30.1], buses: steps(32, 128, 512), gbPerChannel: [2, 3, 4, 6] },
  LPDDR4X: { pin: [4.2, 4.3], buses: [128] },
  LPDDR5: { pin: [6.1, 6.5], buses: [128, 192, 256, 384, 512, 1024] },
  LPDDR5X: { pin: [7.4, 9.7], buses: [128, 256, 384, 512] },
  // One stack is 1,024 bits (2,048 for HBM4); GB per stack is not held, vendors switch parts of stacks off.
  HBM2: { pin: [1.4, 2.45], buses: steps(1024, 2048, 5120) },
  HBM2e: { pin: [2.5, 3.7], buses: steps(1024, 2048, 8192) },
  HBM3: { pin: [5, 6.5], buses: steps(1024, 2048, 8192) },
  HBM3e: { pin: [6, 9.7], buses: steps(1024, 4096, 8192) },
  HBM4: { pin: [6, 11], buses: steps(2048, 8192, 24576) },
}

function steps(width: number, from: number, to: number): readonly number[] {
  return Array.from({ length: (to - from) / width + 1 }, (_, at) => from + at * width)
}

/** Whether some real bus carries this bandwidth at a real pin rate and holds this memory. */
function isBuildable({ memoryType = '', bandwidthGBps, memoryGb }: Gpu): boolean {
  const memory = memories[memoryType]
  if (memory === undefined) return false
  return memory.buses.some((bits) => {
    const pin = (bandwidthGBps * 8) / bits
    return pin >= memory.pin[0] && pin <= memory.pin[1] && (memory.gbPerChannel?.includes(memoryGb / (bits / 32)) ?? true)
  })
}

describe('memory of the GPUs', () => {
  it('could be built: bandwidth, size and type meet on some real bus', () => {
    const odd = gpus.filter((row) => row.memoryType !== 'HBM' && !isBuildable(row)).map((row) => row.id)
    expect(odd).toEqual([])
  })

  it('is of unnamed HBM only where the vendor names no generation', () => {
    expect(gpus.filter((row) => row.memoryType === 'HBM').map((row) => row.vendor)).toEqual(['aws', 'aws', 'huawei'])
  })
})

type Rate = keyof Gpu['tflops']

/** Rates over fp32 that follow from the SM (GeForce: fp16 with fp32 accumulation runs at half rate). */
const overFp32: readonly { readonly family: string; readonly of: (row: Gpu) => boolean; readonly rates: Partial<Record<Rate, number>> }[] =
  [
    { family: 'GTX 16', of: (row) => row.id.startsWith('gtx-16'), rates: { fp16: 2 } },
    { family: 'RTX 20', of: (row) => isGeForce(row, 'Turing') && row.id.startsWith('rtx'), rates: { fp16: 4, int8: 16 } },
    { family: 'RTX 30', of: (row) => isGeForce(row, 'Ampere'), rates: { fp16: 2, bf16: 2, int8: 8 } },
    { family: 'RTX 40', of: (row) => isGeForce(row, 'Ada Lovelace'), rates: { fp16: 2, bf16: 2, fp8: 4, int8: 8 } },
    {
      family: 'RTX 50',
      of: (row) => isGeForce(row, 'Blackwell') && row.id !== 'rtx-5090-d',
      rates: { fp16: 2, bf16: 2, fp8: 4, int8: 8, fp4: 16 },
    },
    { family: 'Quadro RTX', of: (row) => row.class === 'workstation' && row.architecture === 'Turing', rates: { fp16: 8, int8: 16 } },
    { family: 'RTX A', of: (row) => row.class === 'workstation' && row.architecture === 'Ampere', rates: { fp16: 4, bf16: 4, int8: 8 } },
    {
      family: 'RTX Ada',
      of: (row) => row.class === 'workstation' && row.architecture === 'Ada Lovelace',
      rates: { fp16: 4, bf16: 4, fp8: 8, int8: 8 },
    },
    {
      family: 'RTX PRO',
      of: (row) => row.class === 'workstation' && row.architecture === 'Blackwell',
      rates: { fp16: 4, bf16: 4, fp8: 8, int8: 8, fp4: 16 },
    },
    { family: 'Orin', of: (row) => row.id.startsWith('jetson') && row.architecture === 'Ampere', rates: { fp16: 8, bf16: 8, int8: 16 } },
    { family: 'RDNA2', of: (row) => row.architecture === 'RDNA2', rates: { fp16: 2 } },
    { family: 'RDNA3', of: (row) => row.architecture.startsWith('RDNA3'), rates: { fp16: 2, bf16: 2, int8: 2 } },
    { family: 'RDNA4', of: (row) => row.architecture === 'RDNA4', rates: { fp16: 4, bf16: 4, fp8: 8, int8: 8 } },
    { family: 'Apple', of: (row) => row.class === 'apple' && row.architecture !== 'Apple 10', rates: { fp16: 1 } },
  ]

function isGeForce(row: Gpu, architecture: string): boolean {
  return row.vendor === 'nvidia' && (row.class === 'consumer' || row.class === 'laptop') && row.architecture === architecture
}

function isNear(value: number | undefined, expected: number): boolean {
  return value !== undefined && Math.abs(value / expected - 1) < 0.03
}

describe('rates of the GPUs', () => {
  it.each(overFp32)('$family: follow from fp32', ({ of, rates }) => {
    const rows = gpus.filter(of)
    const wrong = rows.flatMap((row) =>
      Object.entries(rates).flatMap(([rate, factor]) => {
        const value = row.tflops[rate as Rate]
        return isNear(value, (row.tflops.fp32 ?? 0) * factor) ? [] : [`${row.id} ${rate} ${value}`]
      }),
    )
    expect(wrong).toEqual([])
    expect(rows.length).toBeGreaterThan(2)
  })

  it('double with each halving of the format, but for the parts that are built otherwise', () => {
    const ratio = (row: Gpu, over: Rate, under: Rate) => (row.tflops[over] ?? Number.NaN) / (row.tflops[under] ?? Number.NaN)
    const otherwise = gpus.flatMap((row) =>
      (
        [
          ['bf16', 'fp16', 1],
          ['fp8', 'bf16', 2],
          ['fp4', 'fp8', 2],
          ['int8', 'bf16', 2],
        ] as const
      ).flatMap(([over, under, expected]) => {
        const found = ratio(row, over, under)
        return Number.isNaN(found) || Math.abs(found / expected - 1) < 0.03 || overFp32.some(({ of }) => of(row))
          ? []
          : [`${row.id} ${over}/${under}`]
      }),
    )
    expect(otherwise.sort()).toEqual(
      [
        'aws-trainium3 fp8/bf16', // the 8-bit engine is four times as wide
        'aws-trainium3 fp4/fp8', // and runs mxfp4 at the mxfp8 rate
        'ascend-950dt fp8/bf16',
        'b300 fp4/fp8', // fp4 grown, int8 and fp64 cut
        'gb300 fp4/fp8',
        'gaudi-3 bf16/fp16', // fp16 runs on a slower path
        'gaudi-3 fp8/bf16', // fp8 at the bf16 rate
        'mi100 bf16/fp16', // bf16 at half rate
        'mi210 int8/bf16', // CDNA2: int8 at the fp16 rate
        'mi250 int8/bf16',
        'mi250x int8/bf16',
        'mi455x int8/bf16',
        'rubin fp8/bf16',
        'rubin int8/bf16',
        'tpu-v4 int8/bf16', // int8 at the bf16 rate
      ].sort(),
    )
  })

  it('are dense: never the figure with 2:1 sparsity', () => {
    const dense: Record<string, number> = {
      'rtx-3090': 71.2,
      'rtx-4090': 165.2,
      'rtx-5090': 209.6,
      'rtx-a6000': 154.8,
      'rtx-pro-6000-blackwell': 504,
      t4: 65,
      a10g: 70,
      l4: 121,
      l40: 181,
      l40s: 362,
      'a100-80gb-sxm': 312,
      'h100-pcie': 756,
      'h100-sxm': 989,
      'h200-sxm': 989,
      h20: 148,
      b200: 2250,
      mi300x: 1307,
      mi355x: 2500,
    }
    expect(Object.fromEntries(Object.keys(dense).map((id) => [id, gpuById(id)?.tflops.fp16]))).toEqual(dense)
  })

  it('never reach 3 PFLOPS in 16 bits on anything sold', () => {
    const rate = ({ tflops }: Gpu) => Math.max(tflops.fp16 ?? 0, tflops.bf16 ?? 0)
    expect(gpus.filter((row) => row.availability !== 'announced' && rate(row) > 2600)).toEqual([])
  })
})
