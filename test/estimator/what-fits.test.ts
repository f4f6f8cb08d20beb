import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gpus } from '../../src/catalog/gpus.ts'
import { memoryVariants } from '../../src/catalog/memory.ts'
import { type HardwareSet, memoryOf, speedOf } from '../../src/estimator/fitting.ts'
import { type ClassFit, picksOf, whatFits } from '../../src/estimator/what-fits.ts'
import { emptyQuestion, type Question } from '../../src/language/question.ts'
import { resolveModels } from '../../src/resolve/resolve-models.ts'
import { gpuOf } from '../support/catalog-rows.ts'

function setOf(id: string, count = 1, memoryGb?: number): HardwareSet {
  const gpu = gpuOf(id)
  return { gpu, memoryGb: memoryGb ?? gpu.memoryGb, count }
}

const question = (said: Partial<Question>): Question => ({ ...emptyQuestion, intent: 'what-fits', ...said })

function fitsOn(set: HardwareSet, said: Partial<Question> = {}): readonly ClassFit[] {
  const gpus = [{ id: set.gpu.id, count: set.count, memoryGb: set.memoryGb }]
  return whatFits(resolveModels(question({ gpus, ...said })).workloads, set)
}

const sound = (fits: readonly ClassFit[]) => fits.filter(({ best }) => !best.lossy)
const largest = (fits: readonly ClassFit[]) => Math.max(0, ...sound(fits).map(({ best }) => best.model.parametersB))

const sets = fc
  .constantFrom(...gpus.filter(({ availability }) => availability === undefined))
  .chain((gpu) =>
    fc.record({ gpu: fc.constant(gpu), memoryGb: fc.constantFrom(...memoryVariants(gpu)), count: fc.constantFrom(1, 2, 4, 8) }),
  )
const wishes = fc.record({
  use: fc.constantFrom('coding', 'vision', 'embedding', 'reasoning', 'chat', null),
  context: fc.constantFrom(null, 4096, 32_768),
  concurrency: fc.constantFrom(null, 1, 8),
  systemRamGb: fc.constantFrom(null, 64),
  targetTokensPerSecond: fc.constantFrom(null, 30),
})

describe('what fits', () => {
  it('is only what fits, at a speed to read along with, largest class first and each once', () => {
    fc.assert(
      fc.property(sets, wishes, (set, said) => {
        const fits = fitsOn(set, said)
        const least = Math.max(5, said.targetTokensPerSecond ?? 0)
        for (const { best } of fits) {
          const memory = memoryOf(best)
          expect(memory?.need).toBeLessThanOrEqual((memory?.ceiling ?? 0) * 1.0001)
          // Up to there and back in floating point; several users get their share with prompts in between.
          if (said.use !== 'embedding') expect(speedOf(best)?.value, best.model.id).toBeGreaterThanOrEqual(least * 0.999)
          if (!best.lossy) expect(best.recipe.format.nominalBits).toBeGreaterThanOrEqual(4)
          expect(best.workload.contextTokens).toBeLessThanOrEqual(best.model.maxContext ?? Number.POSITIVE_INFINITY)
        }
        const bounds = fits.map(({ size }) => size.fromB)
        expect(bounds).toEqual([...bounds].sort((a, b) => b - a))
        expect(new Set(fits.map(({ size }) => `${size.fromB} ${size.mixture}`)).size).toBe(fits.length)
      }),
      { numRuns: 120 },
    )
  })

  it('is no smaller on two cards than on one, nor with RAM than without', () => {
    for (const id of ['rtx-3060-12gb', 'rtx-4090', 'rtx-a6000', 'h100-sxm']) {
      expect(largest(fitsOn(setOf(id, 2))), id).toBeGreaterThanOrEqual(largest(fitsOn(setOf(id))))
      expect(largest(fitsOn(setOf(id), { systemRamGb: 128 })), id).toBeGreaterThanOrEqual(largest(fitsOn(setOf(id))))
    }
  })

  it('names what people would name', () => {
    const best = (set: HardwareSet, said: Partial<Question> = {}) => picksOf(fitsOn(set, said), null)?.best.best.model.id
    expect(best(setOf('rtx-4090'))).toMatch(/^Qwen\/Qwen3\.[68]-27B$/)
    expect(best(setOf('rtx-3060-12gb'))).toMatch(/Ministral-3-14B|Qwen3-14B|gemma-3-12b/)
    expect(best(setOf('apple-m4-max', 1, 64))).toMatch(/27B|35B-A3B/)
    expect(fitsOn(setOf('rtx-4060-ti-16gb')).map(({ best }) => best.model.id)).toContain('openai/gpt-oss-20b')
    expect(fitsOn(setOf('rtx-a6000')).map(({ best }) => best.model.id)).toContain('meta-llama/Llama-3.3-70B-Instruct')
  })

  it('is a big mixture in the format of servers on a server', () => {
    const best = picksOf(fitsOn(setOf('h100-sxm', 8)), null)?.best.best
    expect(best?.model.activeB).toBeDefined()
    expect(best?.model.parametersB).toBeGreaterThan(200)
    expect(best?.recipe).toMatchObject({ runtime: 'vllm', format: { name: 'fp8' } })
  })

  it('has experts in RAM only where RAM was said', () => {
    const inRam = (fits: readonly ClassFit[]) => fits.filter(({ best }) => best.offload !== undefined)
    expect(inRam(fitsOn(setOf('rtx-4090')))).toEqual([])
    const found = inRam(fitsOn(setOf('rtx-4090'), { systemRamGb: 64 }))
    expect(found.length).toBeGreaterThan(0)
    for (const { best } of found) expect(best.model.activeB).toBeDefined()
  })

  it('is for what it is wanted for', () => {
    for (const { best } of fitsOn(setOf('rtx-4090'), { use: 'vision' })) expect(best.model.modality).toBe('vision')
    for (const { best } of fitsOn(setOf('rtx-4090'), { use: 'embedding' })) expect(best.model.modality).toBe('embedding')
    for (const { best } of fitsOn(setOf('rtx-4090'), { use: 'reasoning' })) expect(best.model.reasoning).toBe(true)
    for (const { best, others } of fitsOn(setOf('rtx-4090'), { use: 'chat' }))
      for (const { id } of [best.model, ...others]) expect(id).not.toMatch(/Coder|Devstral|Embedding|Base/)
  })

  it('takes the format and the runtime that were said', () => {
    for (const { best } of fitsOn(setOf('rtx-4090'), { quant: 'Q4_K_M' }))
      expect(best.recipe.format.name).toMatch(/^(Q4_K_M|IQ4_XS|Q3_K_M)$/)
    for (const { best } of fitsOn(setOf('rtx-4090'), { runtime: 'vllm' })) expect(best.recipe.runtime).toBe('vllm')
  })
})

describe('what the answer names', () => {
  const fits = fitsOn(setOf('rtx-3090', 2))

  it('is the largest or the fastest where that was asked, and the best beside it', () => {
    const picks = picksOf(fits, 'largest')
    expect(picks?.best.best.model.parametersB).toBe(largest(fits))
    expect(picks?.overall?.best.model.id).toBe(picksOf(fits, null)?.best.best.model.id)
    const rate = (fit: ClassFit | undefined) => (fit === undefined ? 0 : (speedOf(fit.best)?.value ?? 0))
    expect(rate(picksOf(fits, 'fastest')?.best)).toBeGreaterThan(rate(picksOf(fits, null)?.best))
  })

  it('is faster by half where it is called faster, and larger by half where larger', () => {
    const { best, faster, larger } = picksOf(fits, null) ?? {}
    const rate = (fit: ClassFit | undefined) => (fit === undefined ? Number.NaN : (speedOf(fit.best)?.value ?? Number.NaN))
    expect(rate(faster)).toBeGreaterThanOrEqual(1.5 * rate(best))
    expect(larger?.best.model.parametersB).toBeGreaterThan(1.5 * (best?.best.model.parametersB ?? Number.NaN))
  })

  it('is nothing where nothing fits', () => {
    expect(picksOf([], null)).toBeUndefined()
    expect(fitsOn(setOf('rtx-4090'), { targetTokensPerSecond: 100_000 })).toEqual([])
  })
})
