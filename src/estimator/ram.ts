import type { Gpu } from '../catalog/types.ts'

/**
 * System memory beside a GPU, and what llama.cpp reaches of it. Fitted by hand to the runs in test/estimator/measured/offload.json,
 * which cites each; the intervals hold 80 % of them.
 */
export interface Ram {
  /** GB as sold: they are GiB. */
  readonly gb: number
  /** Peak of all channels together. */
  readonly bandwidthGBps: number
  /** Share of the peak that decoding reaches. */
  readonly efficiency: number
  /** How much slower and faster a machine of the kind may be: factors. */
  readonly spread: readonly [low: number, high: number]
  /** What its CPU computes of a prompt, FLOP/s. */
  readonly flops: number
  /** Channels and generation that were taken, for nobody says them. */
  readonly kind: 'desktop' | 'server'
}

/**
 * Two channels of DDR5-5600, of which 50–60 GB/s are reached (Llama-2-70B on a 7800X3D: 69 GB/s; Qwen3.5-35B-A3B on a 9950X: 56 of 77).
 * DDR4 reaches about 35. A prompt on the CPU: 0.3–1.5 TFLOP/s (8B on eight Zen cores: 0.5).
 */
const desktop = { bandwidthGBps: 89.6, efficiency: 0.58, spread: [0.6, 1.4], flops: 0.6e12, kind: 'desktop' } as const

/**
 * Between eight channels of DDR4-3200 (205 GB/s; DeepSeek-V3 on an EPYC with them reads 95 GB/s) and twelve of DDR5-4800 (461 GB/s;
 * DeepSeek-R1 on an EPYC 9654 reads 218 GB/s).
 */
const server = { bandwidthGBps: 307, efficiency: 0.47, spread: [0.55, 1.7], flops: 2e12, kind: 'server' } as const

/** Four modules of 64 GB are the most a desktop board takes. */
const mostOnDesktop = 256

/** The usual machine with so much memory; in a server however little it is. */
export function ramOf(gb: number, kind?: Ram['kind']): Ram {
  return { gb, ...(kind === 'server' || gb > mostOnDesktop ? server : desktop) }
}

/** Boards for more cards are a server's. */
const mostCardsOnDesktop = 4

/** The machine such cards are in: linked datacenter cards, as an H100, are in no desktop; a P40 or an L4 may be. */
export function machineOf({ class: kind, link }: Pick<Gpu, 'class' | 'link'>, count: number): Ram['kind'] {
  return (kind === 'datacenter' && link.kind !== 'none') || count > mostCardsOnDesktop ? 'server' : 'desktop'
}

/** What is sold, GB. */
const sold = [16, 32, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048]

/** The system and its programs want the rest. */
const forModels = 0.9

const gib = 2 ** 30

/** Whether so many bytes of a model find room in it. */
export function holds({ gb }: Pick<Ram, 'gb'>, bytes: number): boolean {
  return bytes <= forModels * gb * gib
}

/** Who is told what to buy should not have to close everything else. */
const advised = 0.8

/** The smallest memory sold that holds so many bytes with ease; undefined where nothing does. */
export function smallestRam(bytes: number, kind?: Ram['kind']): Ram | undefined {
  const gb = sold.find((size) => size >= 32 && bytes <= advised * size * gib)
  return gb === undefined ? undefined : ramOf(gb, kind)
}

/** Bytes a second decoding reads. */
export function reached({ bandwidthGBps, efficiency }: Ram): number {
  return bandwidthGBps * efficiency * 1e9
}

/**
 * Formats of fewer bits are unpacked no faster than these would be read (GLM-5.2 on 4 × RTX 3090 and a 9900X: IQ1_M as fast as IQ2_M;
 * DeepSeek-R1 in IQ1_S on an i7-14700: 160 billion weights a second).
 */
export const leastBitsRead = 2.6

/** Handing a token's activations over to the CPU and back, with the wait of its threads for each other, seconds. */
export const hopSeconds = 100e-6

/** GB/s of one direction, by PCIe generation and lane. */
const perLane: ReadonlyMap<string, number> = new Map([
  ['3.0', 0.985],
  ['4.0', 1.97],
  ['5.0', 3.94],
  ['6.0', 7.56],
])

/** Of which weights that are copied layer by layer reach this much (gpt-oss-120b, prompt on PCIe 4: 16–22 of 31.5; GLM-4.7 on PCIe 5: 29 of 63). */
const pcieShare = 0.55

/** Bytes a second over a GPU's own link: `4.0x16`. Not known: that one. */
export function pcieBytesPerSecond(pcie: string | undefined): number {
  const [generation = '', lanes = ''] = (pcie ?? '4.0x16').split('x')
  return (perLane.get(generation) ?? 1.97) * (Number(lanes) || 16) * pcieShare * 1e9
}

/** Prompts of fewer tokens are computed on the CPU, where their weights are (ggml's `offload_op`: batches from 32). */
export const leastOnGpu = 32

/** Prompts: the copies may be hidden behind the products, or the weights may not be pinned (`--mmap`: 6 GB/s). */
export const promptSpread: readonly [low: number, high: number] = [0.55, 1.5]
