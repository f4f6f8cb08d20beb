import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layerBytesOf, type Shares } from '../../src/estimator/layer-bytes.ts'
import { offloadOf, sharesOf, withoutGpu } from '../../src/estimator/offload.ts'
import { offloadSpeeds, offloadStepSeconds } from '../../src/estimator/offload-speed.ts'
import { type Placement, place } from '../../src/estimator/place.ts'
import { type Plan, planOf } from '../../src/estimator/plan.ts'
import { GiB, silent } from '../../src/estimator/quantity.ts'
import { ramOf } from '../../src/estimator/ram.ts'
import { rooflineTokensPerSecond } from '../../src/estimator/step.ts'
import type { Workload } from '../../src/estimator/types.ts'
import { existing, formatOf, gpuOf, kvFormatOf, modelOf } from '../support/catalog-rows.ts'
import measured from './measured/offload.json' with { type: 'json' }

interface Job {
  readonly model: string
  readonly format?: string
  readonly kv?: string
  readonly context?: number
  readonly depth?: number
  readonly prompt?: number
  readonly systemRamGb?: number
  readonly runtime?: 'llama.cpp' | 'ollama'
}

function planFor({
  model,
  format = 'Q4_K_M',
  kv = 'fp16',
  context = 8192,
  depth = 1024,
  prompt = 1024,
  systemRamGb,
  runtime = 'llama.cpp',
}: Job): Plan {
  const recipe = {
    format: formatOf(format),
    runtime,
    kv: kvFormatOf(kv),
  } as const
  const workload: Workload = {
    model: modelOf(model),
    recipes: [recipe],
    contextTokens: context,
    promptTokens: prompt,
    outputTokens: 128,
    depthTokens: depth,
    concurrency: 1,
    asked: [],
    assumptions: [],
    ...(systemRamGb !== undefined && { systemRamGb }),
  }
  return planOf(workload, recipe)
}

function placed(plan: Plan, id: string, count = 1): Placement {
  const gpu = gpuOf(id)
  return place(plan, gpu, gpu.memoryGb, count)
}

const llama70b = 'meta-llama/Llama-3.1-70B'
const desktop = ramOf(64)

describe('what goes to RAM', () => {
  it('is as in the worked example: a 70B in Q4_K_M at 32k on a 3090', () => {
    const offload = existing(offloadOf(placed(planFor({ model: llama70b, context: 32768, depth: 16384 }), 'rtx-3090'), silent), 'the split')
    expect(offload.layers - offload.gpuLayers).toBeGreaterThanOrEqual(43)
    expect(offload.layers - offload.gpuLayers).toBeLessThanOrEqual(47)
    expect(offload.ramBytes / GiB).toBeCloseTo(27.5, 0)
    expect(offload.decodeTokensPerSecond.value).toBeGreaterThan(1.3)
    expect(offload.decodeTokensPerSecond.value).toBeLessThan(2.7)
    expect(offload.fullPromptSeconds.value).toBeGreaterThan(120)
    expect(offload.fullPromptSeconds.value).toBeLessThan(200)
    expect(offload.ramSaid).toBe(false)
  })

  it('is experts alone while everything else finds room on the GPU', () => {
    const plan = planFor({ model: 'openai/gpt-oss-120b', format: 'MXFP4', systemRamGb: 64 })
    const offload = existing(offloadOf(placed(plan, 'rtx-4090'), silent), 'the split')
    expect(offload.gpuLayers).toBe(36)
    expect(offload.cpuMoeLayers).toBeGreaterThan(20)
    expect(offload.cpuMoeLayers).toBeLessThan(30)
    expect(offload.fitsRam).toBe(true)
  })

  it('is whole layers under Ollama, which does not take experts apart, and that is slower', () => {
    const model = 'openai/gpt-oss-120b'
    const apart = existing(offloadOf(placed(planFor({ model, format: 'MXFP4' }), 'rtx-4090'), silent), 'the split')
    const whole = existing(offloadOf(placed(planFor({ model, format: 'MXFP4', runtime: 'ollama' }), 'rtx-4090'), silent), 'the split')
    expect(whole.gpuLayers).toBeLessThan(36)
    expect(whole.cpuMoeLayers).toBe(36 - whole.gpuLayers)
    expect(whole.decodeTokensPerSecond.value).toBeLessThan(apart.decodeTokensPerSecond.value)
  })

  it('does not fit RAM that is too small, and says so', () => {
    const plan = planFor({ model: 'Qwen/Qwen3-235B-A22B', systemRamGb: 64 })
    expect(offloadOf(placed(plan, 'rtx-4090'), silent)).toMatchObject({ fitsRam: false, ramGb: 64, ramSaid: true })
  })

  it('is nothing where the memory is one, or where nothing is left over', () => {
    expect(offloadOf(placed(planFor({ model: llama70b }), 'apple-m4'), silent)).toBeUndefined()
    expect(offloadOf(placed(planFor({ model: 'meta-llama/Llama-3.1-8B' }), 'rtx-4090'), silent)).toBeUndefined()
  })

  it('is in the RAM of a server beside cards that only servers have, however little it is', () => {
    const kindBeside = (gpu: string, count: number, systemRamGb?: number) =>
      offloadOf(placed(planFor({ model: 'meta-llama/Llama-3.1-405B', ...(systemRamGb && { systemRamGb }) }), gpu, count), silent)?.ramKind
    expect(kindBeside('a100-80gb-sxm', 2)).toBe('server')
    expect(kindBeside('h100-pcie', 1, 192)).toBe('server')
    expect(kindBeside('rtx-3090', 8)).toBe('server')
    expect(kindBeside('rtx-3090', 4, 192)).toBe('desktop')
    expect(kindBeside('tesla-p40', 4, 192)).toBe('desktop')
  })

  it('is everything without a GPU', () => {
    const plan = planFor({ model: llama70b, systemRamGb: 64 })
    const alone = existing(withoutGpu(plan, silent), 'the split')
    expect(alone.gpuBytes).toBe(0)
    expect(alone.ramBytes).toBeCloseTo(plan.weights.total + plan.cacheBytes, 0)
    expect(alone.decodeTokensPerSecond.value).toBeGreaterThan(0.8)
    expect(alone.decodeTokensPerSecond.value).toBeLessThan(1.8)
  })
})

const jobs = fc.record({
  model: fc.constantFrom(
    llama70b,
    'Qwen/Qwen3-30B-A3B',
    'openai/gpt-oss-120b',
    'google/gemma-3-27b-it',
    'deepseek-ai/DeepSeek-V3',
    'Qwen/Qwen3-32B',
  ),
  format: fc.constantFrom('Q8_0', 'Q4_K_M', 'IQ2_XXS'),
  context: fc.constantFrom(2048, 8192, 32768),
})
const cards = fc.constantFrom('rtx-3060-12gb', 'rtx-3090', 'rtx-4090', 'rtx-5090', 'rx-7900-xtx')
const counts = fc.constantFrom(1, 2, 4)

/** Any way to divide a plan's layers; experts follow only where all layers are on the GPUs. */
function sharesFor(plan: Plan, share: number): Shares {
  const { layers, moeLayers } = layerBytesOf(plan)
  if (moeLayers === 0) return { gpuLayers: Math.floor(layers * share), gpuExperts: 0 }
  return { gpuLayers: layers, gpuExperts: Math.floor(moeLayers * share) }
}

describe('a split', () => {
  it('keeps every byte of weights and cache in one memory or the other', () => {
    fc.assert(
      fc.property(jobs, cards, counts, (job, card, count) => {
        const plan = planFor(job)
        const offload = offloadOf(placed(plan, card, count), silent)
        if (offload === undefined) return
        expect(offload.gpuBytes + offload.ramBytes).toBeCloseTo(plan.weights.total + plan.cacheBytes, -3)
        expect(offload.ramBytes).toBeGreaterThanOrEqual(plan.weights.inRam)
      }),
    )
  })

  it('leaves on the GPUs no more than they hold', () => {
    fc.assert(
      fc.property(jobs, cards, counts, (job, card, count) => {
        const placement = placed(planFor(job), card, count)
        const offload = offloadOf(placement, silent)
        if (offload !== undefined) expect(offload.gpuBytes + offload.bufferBytes).toBeLessThanOrEqual(placement.budget.usable * count)
      }),
    )
  })

  it('is no slower with more on the GPU', () => {
    fc.assert(
      fc.property(
        jobs,
        cards,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (job, card, a, b) => {
          const plan = planFor(job)
          const placement = placed(plan, card)
          const seconds = (share: number) => offloadStepSeconds(plan, placement, sharesFor(plan, share), desktop)
          expect(seconds(Math.max(a, b))).toBeLessThanOrEqual(seconds(Math.min(a, b)))
        },
      ),
    )
  })

  it('is faster with faster RAM, and never above what the GPUs alone could do', () => {
    fc.assert(
      fc.property(jobs, cards, fc.integer({ min: 20, max: 1000 }), fc.integer({ min: 20, max: 1000 }), (job, card, a, b) => {
        const plan = planFor(job)
        const placement = placed(plan, card)
        const shares = sharesOf(placement)
        if (shares === undefined) return
        const speed = (bandwidthGBps: number) =>
          offloadSpeeds(plan, placement, shares, { ...desktop, bandwidthGBps }, silent).decodeTokensPerSecond
        expect(speed(Math.max(a, b)).value).toBeGreaterThanOrEqual(speed(Math.min(a, b)).value)
        expect(speed(Math.max(a, b)).high).toBeLessThanOrEqual(rooflineTokensPerSecond(placement) * (1 + 1e-9))
      }),
    )
  })

  it('reads a longer prompt no faster than a shorter one', () => {
    fc.assert(
      fc.property(jobs, cards, (job, card) => {
        const offload = offloadOf(placed(planFor(job), card), silent)
        if (offload !== undefined) expect(offload.fullPromptSeconds.value).toBeGreaterThanOrEqual(offload.timeToFirstTokenSeconds.value)
      }),
    )
  })
})

interface Row extends Job {
  readonly ram: string
  readonly decode: number
  readonly gpu?: string
  readonly count?: number
  readonly cpuMoe?: number
  readonly gpuLayers?: number
  readonly ramGBps?: number
  readonly prefill?: number
}

function predicted(row: Row) {
  const plan = planFor(row)
  const placement = row.gpu === undefined ? undefined : placed(plan, row.gpu, row.count)
  const { layers, moeLayers } = layerBytesOf(plan)
  const onGpu = row.gpuLayers ?? layers
  const split = { gpuLayers: onGpu, gpuExperts: Math.max(0, Math.min(moeLayers, onGpu) - (row.cpuMoe ?? 0)) }
  const fitted = placement === undefined ? { gpuLayers: 0, gpuExperts: 0 } : existing(sharesOf(placement), 'room')
  const shares = row.cpuMoe === undefined && row.gpuLayers === undefined ? fitted : split
  const usual = ramOf(row.ram === 'server' ? 512 : 64)
  return offloadSpeeds(plan, placement, shares, { ...usual, bandwidthGBps: row.ramGBps ?? usual.bandwidthGBps }, silent)
}

describe('published runs with a part in RAM', () => {
  const rows: readonly Row[] = measured
  const speeds = rows.map((row) => ({ row, speeds: predicted(row) }))

  it('lie in the interval, four of five', () => {
    const inside = speeds.filter(({ row, speeds: { decodeTokensPerSecond: range } }) => row.decode >= range.low && row.decode <= range.high)
    expect(inside.length / rows.length).toBeGreaterThanOrEqual(0.8)
  })

  it('are predicted without a lean: the middle one within a sixth', () => {
    const ratios = speeds.map(({ row, speeds: found }) => row.decode / found.decodeTokensPerSecond.value).sort((a, b) => a - b)
    expect(Math.abs(Math.log(ratios[Math.floor(ratios.length / 2)] ?? 0))).toBeLessThan(Math.log(7 / 6))
  })

  it('read their prompts within the interval', () => {
    for (const { row, speeds: found } of speeds) {
      if (row.prefill === undefined) continue
      expect(row.prefill).toBeGreaterThanOrEqual(found.prefillTokensPerSecond.low)
      expect(row.prefill).toBeLessThanOrEqual(found.prefillTokensPerSecond.high)
    }
  })
})
