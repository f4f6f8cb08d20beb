import { describe, expect, it } from 'vitest'
import { type FormFactor, gpuOf } from '../../src/prices/gpu-names.ts'

describe('the GPU an offer is of', () => {
  it.each([
    ['H100', 80, undefined, 'h100-sxm?'],
    ['H100', 94, undefined, 'h100-nvl'],
    ['H100', 80, 'pcie', 'h100-pcie'],
    ['H100 NVL', 95_830 / 1024, undefined, 'h100-nvl'],
    ['H100 (80 GB SXM5)', undefined, undefined, 'h100-sxm'],
    ['A100', 40, undefined, 'a100-40gb-sxm?'],
    ['A100', 80, 'sxm', 'a100-80gb-sxm'],
    ['A100 PCIE', 40_960 / 1024, undefined, 'a100-40gb-pcie'],
    ['NVIDIA A100-SXM4-80GB', 80, undefined, 'a100-80gb-sxm'],
    ['Tesla V100-SXM2-16GB', 16, undefined, 'v100-16gb-sxm2'],
    ['Tesla V100', 32, 'pcie', 'v100-32gb-pcie'],
    ['NVIDIA RTX 6000 Ada Generation', 48, undefined, 'rtx-6000-ada'],
    ['RTX6000Ada', 48, undefined, 'rtx-6000-ada'],
    ['AMD Instinct MI300X OAM', 192, undefined, 'mi300x'],
    ['B200', 180, undefined, 'b200'],
    ['RTX 3060', 12_288 / 1024, undefined, 'rtx-3060-12gb'],
    ['RTX 4090', 48, undefined, 'rtx-4090-48gb'],
    ['RTX 4090', 24_564 / 1024, undefined, 'rtx-4090'],
    ['RTX 5060 Ti', 8, undefined, 'rtx-5060-ti-8gb'],
    ['GH200 (96 GB)', undefined, undefined, 'gh200-96gb'],
  ] as readonly (readonly [string, number | undefined, FormFactor | undefined, string])[])(
    '%s with %s GB (%s) is %s',
    (gpuName, memoryGb, form, expected) => {
      const found = gpuOf({ gpuName, memoryGb, form })
      expect(found && found.gpu + (found.isFormKnown ? '' : '?')).toBe(expected)
    },
  )

  it('is told by the name of the machine where its own says nothing', () => {
    expect(gpuOf({ gpuName: 'H100', memoryGb: 80, sku: 'gpu-h100-sxm 1gpu-16vcpu-200gb' })).toEqual({ gpu: 'h100-sxm', isFormKnown: true })
    expect(gpuOf({ gpuName: 'H100', memoryGb: 80, sku: 'gpu_1x_h100_pcie', form: 'sxm' })).toEqual({ gpu: 'h100-pcie', isFormKnown: true })
  })

  it('is unknown for a slice of a card, and for what is in no list', () => {
    expect(gpuOf({ gpuName: 'A10', memoryGb: 4 })).toBeUndefined()
    expect(gpuOf({ gpuName: 'H100 SXM', memoryGb: 10 })).toBeUndefined()
    for (const gpuName of ['Z900', 'constructor', '__proto__', '', ' ', 'A100X']) expect(gpuOf({ gpuName })).toBeUndefined()
  })

  it("is what a source's own table says before anything else", () => {
    expect(gpuOf({ gpuName: 'Q RTX 8000' }, new Map([['q rtx 8000', 'quadro-rtx-8000']]))).toEqual({
      gpu: 'quadro-rtx-8000',
      isFormKnown: true,
    })
  })
})
