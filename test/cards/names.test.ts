import { describe, expect, it } from 'vitest'
import {
  alternativeName,
  bareBits,
  countedName,
  formatName,
  gpuName,
  modelName,
  optionName,
  sizeName,
  spokenName,
  withoutMaker,
} from '../../src/cards/names.ts'
import { a100, awq, gpu, llama70b, m4max, option, q4, rtx3090 } from '../support/estimates.ts'

describe('the name of a GPU', () => {
  it('leaves out the maker and says the memory once', () => {
    expect(gpuName(rtx3090, 24)).toBe('RTX 3090 24 GB')
    expect(gpuName(a100, 80)).toBe('A100 SXM 80 GB')
    expect(gpuName(gpu('a', 'A100 SXM4 80GB', 80, 79), 80)).toBe('A100 SXM4 80 GB')
    expect(gpuName(gpu('s', 'GeForce RTX 3050 8GB', 8, 7.6), 4)).toBe('RTX 3050 4 GB')
    expect(gpuName(m4max, 64)).toBe('M4 Max (40-core) 64 GB')
    expect(gpuName(gpu('h', 'Ryzen AI Max+ 395 (Strix Halo) 128GB', 128, 96, { memoryOptionsGb: [64, 128] }), 64)).toBe('Strix Halo 64 GB')
    expect(gpuName(gpu('p', 'RTX PRO 6000 Blackwell Workstation', 96, 95), 96)).toBe('RTX PRO 6000 96 GB')
  })

  it('goes without the memory in a sentence, unless several sizes are sold', () => {
    expect(spokenName(option(rtx3090, 2, 43, 'fits'))).toBe('2 × RTX 3090')
    expect(countedName(option(rtx3090, 1, 43, 'no'))).toBe('1 × RTX 3090')
    expect(optionName(option(rtx3090, 1, 43, 'no'))).toBe('RTX 3090 24 GB')
    expect(spokenName(option(m4max, 1, 43, 'fits', { memoryGb: 64 }))).toBe('M4 Max (40-core) 64 GB')
    expect(withoutMaker('2 × GeForce RTX 3090')).toBe('2 × RTX 3090')
  })
})

describe('other names', () => {
  it('are those people say', () => {
    expect(modelName(llama70b)).toBe('Llama-3.3-70B-Instruct')
    expect([sizeName(70, null), sizeName(30, 3)]).toEqual(['70B', '30B-A3B'])
    expect([formatName(q4.format), formatName(awq.format)]).toEqual(['Q4_K_M', 'AWQ'])
    expect([bareBits('int4'), bareBits('Q4_K_M'), bareBits(null)]).toEqual(['4', undefined, undefined])
  })

  it('word an alternative by its slot', () => {
    expect([
      alternativeName('paramsB', 13),
      alternativeName('context', 32768),
      alternativeName('models', 'Qwen/Qwen3-8B'),
      alternativeName('concurrency', 4),
    ]).toEqual(['13B', '32k', 'Qwen3-8B', '4'])
  })
})
