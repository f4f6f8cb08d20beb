import { describe, expect, it } from 'vitest'
import { gpuIndex } from '../../src/catalog/names.ts'
import { isUnlistedDevice, unlistedDevices } from '../../src/catalog/unlisted-devices.ts'
import { read } from '../support/read.ts'

describe('a machine of which there are no figures', () => {
  it('is none the catalog has', () => {
    expect(unlistedDevices.filter((name) => gpuIndex().get(name) !== undefined)).toEqual([])
    expect(new Set(unlistedDevices).size).toBe(unlistedDevices.length)
  })

  it.each(unlistedDevices)('is named in any spelling, and no card of its memory stands for it: %s', (name) => {
    expect(isUnlistedDevice(name.toUpperCase())).toBe(true)
    const { gpus, problems } = read(`llama 3.2 1b on ${name}`)
    expect(gpus).toEqual([])
    expect(problems).toEqual([{ slot: 'gpu', text: name }])
  })

  it('says little beside a card that is known', () => {
    expect(read('4090 + igpu, qwen3 32b q4')).toMatchObject({ problems: [], gpus: [{ id: 'rtx-4090' }] })
  })

  it('is nothing that merely looks like one', () => {
    for (const text of ['', 'a100', 'raspberry', 'constructor', '__proto__']) expect(isUnlistedDevice(text), text).toBe(false)
  })
})
