import { describe, expect, it } from 'vitest'
import { formatByName, kvFormatByName, kvParts, nativeFormat, weightFormats } from '../../src/catalog/formats.ts'
import { blockBits } from '../../src/catalog/gguf.ts'
import { models } from '../../src/catalog/models.ts'

describe('weight formats', () => {
  it('are named as the field writes them, each once', () => {
    const names = weightFormats.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of ['fp32', 'fp16', 'bf16', 'fp8', 'int8', 'int4', 'awq-int4', 'gptq-int4', 'nf4', 'mxfp4', 'nvfp4', 'mlx-4bit']) {
      expect(formatByName(name)?.name).toBe(name)
    }
    for (const name of [
      'Q4_0',
      'Q4_1',
      'Q5_0',
      'Q5_1',
      'Q8_0',
      'Q2_K',
      'Q3_K_S',
      'Q4_K_M',
      'Q5_K_M',
      'Q6_K',
      'IQ1_S',
      'IQ2_XXS',
      'IQ3_M',
      'IQ4_XS',
      'IQ4_NL',
      'UD-Q4_K_XL',
      'UD-IQ1_S',
      'MXFP4',
      'BF16',
      'F32',
    ]) {
      expect(formatByName(name)).toMatchObject({ name, family: 'gguf' })
    }
  })

  it('are found by that name alone', () => {
    for (const name of ['q4_k_m', 'FP16', 'int5', '', '__proto__', 'constructor', 'toString']) expect(formatByName(name)).toBeUndefined()
  })

  it('have either a GGUF recipe or bits by tensor group, and a source', () => {
    for (const { name, gguf, groups, source, nominalBits } of weightFormats) {
      expect([name, gguf === undefined, groups === undefined].slice(1).sort()).toEqual([false, true])
      expect(source.length).toBeGreaterThan(10)
      expect(nominalBits).toBeGreaterThan(1)
      expect(nominalBits).toBeLessThanOrEqual(32)
    }
  })

  it('never call four bits four: scales and zero points count', () => {
    for (const { name, family, groups } of weightFormats) {
      if (family === 'int4' && groups !== undefined && name !== 'int4' && !name.includes('3')) expect(groups.linear).toBeGreaterThan(4.1)
      if (family === 'fp4' && groups !== undefined) expect(groups.experts ?? groups.linear).toBeGreaterThanOrEqual(4.25)
    }
    expect(formatByName('awq-int4')?.groups?.linear).toBe(4.15625)
    expect(formatByName('nf4')?.groups?.linear).toBe(4.5)
    expect(formatByName('nf4-dq')?.groups?.linear).toBeCloseTo(4.127, 3)
    expect(formatByName('nvfp4')?.groups?.linear).toBe(4.5)
    expect(formatByName('mxfp4')?.groups?.experts).toBe(4.25)
  })

  it('of EXL2 are made for any rate from 1 to 8.5 bits, with a head of 6', () => {
    expect(formatByName('4.65bpw')).toMatchObject({ name: '4.65bpw', family: 'exl2', nominalBits: 4.65, groups: { linear: 4.65, head: 6 } })
    expect(formatByName('1bpw')?.nominalBits).toBe(1)
    expect(formatByName('8.5bpw')?.nominalBits).toBe(8.5)
    for (const name of ['0.5bpw', '9bpw', '-4bpw', 'bpw', 'fourbpw', '4.65 bits', 'NaNbpw', 'Infinitybpw'])
      expect(formatByName(name)).toBeUndefined()
  })

  it('of EXL2 and EXL3 are the same rate under every spelling; the head gets 8 bits above 6', () => {
    expect(formatByName('exl2-4.0bpw')).toEqual(formatByName('4bpw'))
    expect(formatByName('exl3-4bpw')).toEqual(formatByName('4.0bpw'))
    expect(formatByName('6.5bpw')?.groups?.head).toBe(8)
    expect(formatByName('6bpw')?.groups?.head).toBe(6)
  })

  it('of MLX add an fp16 scale and bias per group, embedding and head included', () => {
    for (const [name, rate] of [
      ['mlx-3bit', 3.5],
      ['mlx-4bit', 4.5],
      ['mlx-4bit-g32', 5],
      ['mlx-4bit-g128', 4.25],
      ['mlx-5bit-g32', 6],
      ['mlx-6bit', 6.5],
      ['mlx-8bit', 8.5],
    ] as const)
      expect(formatByName(name)).toMatchObject({ name, groups: { linear: rate, head: rate, embedding: rate } })
    expect(formatByName('mlx-4bit-g64')).toEqual(formatByName('mlx-4bit'))
    for (const name of ['mlx-9bit', 'mlx-1bit', 'mlx-4bit-g16', 'mlx-4bit-g', 'mlx-bit', 'xmlx-4bit'])
      expect(formatByName(name)).toBeUndefined()
  })

  it.each([
    ['Q3_K', 'Q3_K_M'],
    ['Q4_K', 'Q4_K_M'],
    ['Q5_K', 'Q5_K_M'],
    ['Q4_K_XL', 'UD-Q4_K_XL'],
    ['MXFP4_MOE', 'MXFP4'],
    ['bnb-nf4', 'nf4'],
    ['bnb-nf4-dq', 'nf4-dq'],
    ['bnb-int8', 'int8'],
    ['w4a16', 'gptq-int4'],
    ['w8a8', 'int8'],
    ['w8a16', 'gptq-int8'],
  ])('%s is another spelling of %s', (spelling, name) => {
    expect(formatByName(spelling)).toBe(formatByName(name))
    expect(formatByName(name)?.name).toBe(name)
  })

  it('know a dynamic file by its own recipe, or by that of the name after UD', () => {
    expect(formatByName('UD-Q4_K_XL')?.gguf).not.toEqual(formatByName('Q4_K_L')?.gguf)
    for (const name of ['UD-Q6_K', 'UD-Q4_K_M', 'UD-IQ4_XS', 'UD-Q5_K_S']) {
      expect(formatByName(name)).toEqual({ ...formatByName(name.slice(3)), name })
    }
    for (const name of ['UD-', 'UD-fp8', 'UD-awq-int4', 'UD-UD-Q6_K', 'UD-Q9_K']) expect(formatByName(name)).toBeUndefined()
  })

  it('leave more in 16 bits for a kind of model only where they say which tensors', () => {
    for (const { name, groups, unless } of weightFormats) {
      for (const [kind, kept] of Object.entries(unless ?? {})) {
        const more = Object.values(kept).every((bits) => bits >= (groups?.linear ?? Number.NaN))
        expect([name, kind, more]).toEqual([name, kind, true])
      }
    }
  })

  it('exist for every way a model of the catalog is published', () => {
    for (const { dtype } of models) expect(nativeFormat(dtype).name).toBe(dtype)
  })
})

describe('cache formats', () => {
  it.each([
    ['fp32', 4],
    ['fp16', 2],
    ['bf16', 2],
    ['fp8', 1],
    ['q8_0', 1.0625],
    ['q5_1', 0.75],
    ['q5_0', 0.6875],
    ['q4_1', 0.625],
    ['q4_0', 0.5625],
  ])('%s keeps a value in %f bytes, scales included', (name, bytes) => {
    expect(kvFormatByName(name)).toEqual({ name, bytes })
    expect(kvFormatByName(name.toUpperCase())?.bytes).toBe(bytes)
  })

  it('agree with the block types of the same name', () => {
    for (const name of ['Q8_0', 'Q5_1', 'Q5_0', 'Q4_1', 'Q4_0'] as const) expect(kvFormatByName(name)?.bytes).toBe(blockBits[name] / 8)
  })

  it('may differ for keys and values: each value then takes the mean', () => {
    expect(kvFormatByName('q8_0/fp16')).toEqual({ name: 'q8_0/fp16', bytes: (34 / 32 + 2) / 2 })
    expect(kvFormatByName('Q8_0/Q4_0')).toEqual({ name: 'q8_0/q4_0', bytes: (34 + 18) / 64 })
    expect(kvParts('q8_0/q4_0')).toEqual(['q8_0', 'q4_0'])
    expect(kvParts('fp8')).toEqual(['fp8', 'fp8'])
  })

  it('are not found by other names', () => {
    for (const name of ['q3_0', 'q8_0/', '/q8_0', 'q8_0/q3_0', 'q8_0/q8_0/q8_0', '', 'constructor', 'int2'])
      expect(kvFormatByName(name)).toBeUndefined()
  })
})
