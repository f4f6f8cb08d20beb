import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { formatByName, kvFormatByName } from '../../src/catalog/formats.ts'
import { gpuById } from '../../src/catalog/gpus.ts'
import { modelById } from '../../src/catalog/models.ts'
import { isRuntime, runtimes } from '../../src/catalog/runtimes.ts'
import { decodeFit } from '../../src/estimator/calibration.ts'
import { place } from '../../src/estimator/place.ts'
import { planOf } from '../../src/estimator/plan.ts'
import { stepSeconds } from '../../src/estimator/step.ts'
import measured from './measured/decode.json' with { type: 'json' }

const rows = z
  .array(
    z.strictObject({
      model: z.string(),
      format: z.string(),
      runtime: z.enum(runtimes),
      gpu: z.string(),
      /** Already in the cache while the speed was taken. */
      depthTokens: z.int().nonnegative(),
      tokensPerSecond: z.number().positive(),
      source: z.string().min(5),
      date: z.string().regex(/^20\d\d/),
    }),
  )
  .parse(measured)

interface Compared {
  /** Runtime family, kind of GPU, dense or mixture: what has constants of its own. */
  readonly kind: string
  /** Computed over measured. */
  readonly ratio: number
  readonly isInRange: boolean
}

function compare(row: (typeof rows)[number]): Compared {
  const model = modelById(row.model)
  const gpu = gpuById(row.gpu)
  const format = formatByName(row.format)
  const kv = kvFormatByName('fp16')
  if (model === undefined || gpu === undefined || format === undefined || kv === undefined || !isRuntime(row.runtime))
    throw new Error(`not in the catalog: ${row.model} ${row.format} on ${row.gpu}`)
  const recipe = { format, runtime: row.runtime, kv }
  const lengths = { contextTokens: Math.max(256, 2 * row.depthTokens), depthTokens: Math.max(1, row.depthTokens), promptTokens: 1024, outputTokens: 512, concurrency: 1 }
  const plan = planOf({ model, recipes: [recipe], ...lengths, asked: [], assumptions: [] }, recipe)
  const computed = 1 / stepSeconds(place(plan, gpu, gpu.memoryGb, 1), 1)
  const [low, high] = decodeFit(plan.family, gpu, plan.moe).spread
  const old = (gpu.computeCapability ?? 7) < 7 ? ' old' : ''
  return {
    kind: `${plan.family} ${gpu.vendor} ${gpu.class}${old} ${plan.moe ? 'mixture' : 'dense'}`,
    ratio: computed / row.tokensPerSecond,
    isInRange: row.tokensPerSecond >= low * computed && row.tokensPerSecond <= high * computed,
  }
}

const compared = rows.map(compare)

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN
}

const share = (found: readonly Compared[], holds: (one: Compared) => boolean) => found.filter(holds).length / found.length

describe('the speed of one stream, against what others measured', () => {
  it('has at least a hundred published runs to answer to', () => {
    expect(rows.length).toBeGreaterThan(100)
  })

  it('is off by 15 percent at the most in the middle, and within a quarter for two runs of three', () => {
    expect(median(compared.map(({ ratio }) => Math.abs(ratio - 1)))).toBeLessThanOrEqual(0.15)
    expect(share(compared, ({ ratio }) => Math.abs(ratio - 1) < 0.25)).toBeGreaterThanOrEqual(0.65)
  })

  it('lies in the printed range for about eight runs of ten', () => {
    expect(share(compared, ({ isInRange }) => isInRange)).toBeGreaterThanOrEqual(0.7)
  })

  const kinds = new Map<string, number[]>()
  for (const { kind, ratio } of compared) kinds.set(kind, [...(kinds.get(kind) ?? []), ratio])
  it.each([...kinds].filter(([, ratios]) => ratios.length >= 4))('leans neither way for %s', (_, ratios) => {
    expect(median(ratios)).toBeGreaterThan(0.8)
    expect(median(ratios)).toBeLessThan(1.25)
  })
})
