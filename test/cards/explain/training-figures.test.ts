import { describe, expect, it } from 'vitest'
import { entryById } from '../../../src/cards/explain/entries/all.ts'
import { labWith } from '../../../src/cards/explain/lab.ts'
import { activationBytes, activationFactor, fullTraining, loraParameters, zeroBytes } from '../../../src/cards/explain/training-figures.ts'
import { bundledPrices } from '../../../src/prices/snapshot.ts'

const lab = labWith(bundledPrices)
const llama7b = lab.model('meta-llama/Llama-2-7b-hf')
const llama13b = lab.model('meta-llama/Llama-2-13b-hf')
const GiB = 2 ** 30

function value(id: string, name: string): string {
  const values = entryById(id)?.values(lab) ?? {}
  return new Map(Object.entries(values)).get(name) ?? `no ${name}`
}

describe('the arithmetic of training', () => {
  it('keeps sixteen to eighteen bytes for a parameter', () => {
    expect(fullTraining).toEqual({ low: 16, high: 18 })
  })

  it('divides them as the ZeRO paper does: 120, 31.4, 16.6 and 1.9 GB of a 7.5B on 64 GPUs', () => {
    const gb = [0, 1, 2, 3].map((stage) => zeroBytes(7.5e9, stage, 64) / 1e9)
    expect(gb.map((bytes) => Math.round(bytes * 10) / 10)).toEqual([120, 31.4, 16.6, 1.9])
  })

  it('counts the adapters of every linear layer: 39.98 million for Llama 2 7B at rank 16, 62.6 for 13B', () => {
    expect(loraParameters(llama7b, 16) / 1e6).toBeCloseTo(39.98, 1)
    expect(loraParameters(llama13b, 16) / 1e6).toBeCloseTo(62.6, 1)
    expect(loraParameters(llama7b, 32)).toBe(2 * loraParameters(llama7b, 16))
  })

  it('keeps the activations litgpt measured: 45.5 bytes for Llama 2 7B, 44.6 for 13B, per token, layer and width', () => {
    expect(activationFactor(llama7b)).toBeCloseTo(45.5, 1)
    expect(activationFactor(llama13b)).toBeGreaterThan(44.6)
    expect(activationFactor(llama13b)).toBeLessThan(46)
    // Two bytes for the input of each of 40 layers of width 5,120, and one layer whole.
    const kept = 2 * 2048 * 5120 * 40 + activationFactor(llama13b) * 2048 * 5120
    expect(activationBytes(llama13b, 2048, true)).toBeCloseTo(kept, 0)
    expect(activationBytes(llama13b, 2048, false) / activationBytes(llama13b, 2048, true)).toBeGreaterThan(10)
  })
})

describe('the explanations of training say what the arithmetic gives', () => {
  const p8 = lab.model('meta-llama/Llama-3.1-8B').parametersB * 1e9
  const p70 = lab.model('meta-llama/Llama-3.1-70B').parametersB * 1e9
  const whole = (bytes: number) => (bytes / 1e9).toFixed(0)

  it.each([
    ['full-training', 'lowGib', ((p8 * 16) / GiB).toFixed(0)],
    ['full-training', 'highGib', ((p8 * 18) / GiB).toFixed(0)],
    ['full-training', 'each', ((p8 * 16) / 8 / GiB).toFixed(1)],
    ['training-vs-inference', 'run', ((p8 * 2) / 1e9).toFixed(1)],
    ['training-vs-inference', 'low', whole(p8 * 16)],
    ['training-vs-inference', 'times', '8–9'],
    ['training-multiple', 'times', '8–9'],
    ['adam', 'm', whole(p70 * 8)],
    ['adam', 'mm', whole(p70 * 12)],
    ['checkpoint', 'resume', whole(p70 * 14)],
    ['checkpoint', 'weights', whole(p70 * 2)],
    ['zero', 'one', ((p8 * (4 + 12 / 8)) / GiB).toFixed(1)],
    ['zero', 'two', ((p8 * (2 + 14 / 8)) / GiB).toFixed(1)],
    ['zero', 'three', ((p8 * 16) / 8 / GiB).toFixed(1)],
    ['lora', 'adapters', '62.6'],
    ['chinchilla', 'best', '1.4'],
    ['mfu', 'mfu', '43'],
    ['known-runs', 'flops', '3.15e23'],
    ['known-runs', 'days', '25'],
    ['network', 'bytes', '50'],
    ['all-reduce', 'gb', whole(((2 * 7) / 8) * p70 * 2)],
    ['tokens-to-bytes', 'text', '2.0'],
    ['compression-ratio', 'wrong', '17.6'],
    ['full-precision', 'full', '27'],
    ['tflops', 'half', '989'],
    ['tflops', 'eight', '1,979'],
    ['peak-figures', 'pcie', '756'],
    ['params-from-architecture', 'layers', '96'],
    ['params-from-architecture', 'twelve', '12'],
  ])('%s: %s is %s', (id, name, expected) => {
    expect(value(id, name)).toBe(expected)
  })

  it('counts GPT-3 from its architecture within a per cent of its 175 billion', () => {
    const counted = Number.parseFloat(value('params-from-architecture', 'formula'))
    expect(Math.abs(counted / 175 - 1)).toBeLessThan(0.01)
  })
})
