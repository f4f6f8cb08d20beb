import { expect, it } from 'vitest'
import { gpus } from '../../src/catalog/gpus.ts'
import { read } from '../support/read.ts'
import { examples } from '../support/slot-examples.ts'

const one = (id: string, count: number | null = null, memoryGb: number | null = null) => ({ gpus: [{ id, count, memoryGb }] })

examples('a GPU, its count and its memory', [
  ['70b on a 4090', one('rtx-4090')],
  ['70b 2x3090', one('rtx-3090', 2)],
  ['70b 2 x 3090', one('rtx-3090', 2)],
  ['70b 2*3090', one('rtx-3090', 2)],
  ['70b 3090x2', one('rtx-3090', 2)],
  ['70b two RTX 3090s', one('rtx-3090', 2)],
  ['70b dual 3090', one('rtx-3090', 2)],
  ['70b 2 RTX 3090', one('rtx-3090', 2)],
  ['70b on 8-A100', one('a100-80gb-sxm', 8)],
  ['70b 4XA100 40GB', one('a100-40gb-sxm', 4, 40)],
  ['70b on 1x a100-80gb-sxm', one('a100-80gb-sxm', 1, 80)],
  ['70b 16 A100-80', one('a100-80gb-sxm', 16, 80)],
  ['70b A100(40G)*8', one('a100-40gb-sxm', 8, 40)],
  ['70b A100（40G）×4', one('a100-40gb-sxm', 4, 40)],
  ['70b 8*32G V100', one('v100-32gb-sxm2', 8, 32)],
  ['70b 双卡4090', one('rtx-4090', 2)],
  ['70b 8卡A100', one('a100-80gb-sxm', 8)],
  ['70b 两张3090', one('rtx-3090', 2)],
  ['70b H20单卡', one('h20', 1)],
  ['70b 1000张A800', one('a800-80gb-sxm', 1000)],
  ['70b 4卡24G的A5000', one('rtx-a5000', 4, 24)],
  ['70b 两个4090', one('rtx-4090', 2)],
  ['70b m1 max 64g', one('apple-m1-max', null, 64)],
  ['70b 2080 ti 22g', one('rtx-2080-ti', null, 22)],
  ['70b 4x 2080ti 22g', one('rtx-2080-ti', 4, 22)],
  ['14b tesla v100 32gb', one('v100-32gb-sxm2', null, 32)],
  ['14b radeon 6800 xt', one('rx-6800-xt')],
  ['70b 8x amd mi300x', one('mi300x', 8)],
  ['14b geforce 3090', one('rtx-3090')],
  ['70b 2x 2080ti 22g', { ...one('rtx-2080-ti', 2, 22), totalMemoryGb: null }],
  ['70b 两个4090显存48G', { ...one('rtx-4090', 2), totalMemoryGb: 48 }],
  ['70b tpu v5e-8', one('tpu-v5e', 8)],
  ['8b on tpu v3-8', one('tpu-v3', 4)],
  ['llama 2 7b used 184320 A100 GPU hours', one('a100-80gb-sxm')],
  ['10000 a100 hours for a 7b', one('a100-80gb-sxm')],
  ['70b tpu v5p-16', one('tpu-v5p', 8)],
  ['8b on 2x tpu v3-8', one('tpu-v3', 8)],
  ['70b m3 ultra 256', one('apple-m3-ultra', null, 256)],
  ['7b m4 pro 14 core', one('apple-m4-pro')],
  ['70b 3060laptop', one('rtx-3060-laptop')],
  ['8GB 内存的 MacBook Air M1 有适合的模型吗', one('apple-m1', null, 8)],
  ['a2000 ada 显存', one('rtx-2000-ada')],
  ['8b 3060 笔记本 6g', one('rtx-3060-laptop', null, 6)],
  ['70b RTX-4090(24G)', one('rtx-4090', null, 24)],
  ['70b rtx4090+64g内存', { ...one('rtx-4090'), systemRamGb: 64 }],
  ['405b on 4 nodes x 8 h100', { ...one('h100-sxm', 32), nodes: 4 }],
  ['how many nodes of 8 H100s for 405b', one('h100-sxm')],
  ["405b on 8 a100, i don't have H100", one('a100-80gb-sxm', 8)],
  [
    '70b on 2x3090 or a 5090',
    {
      gpus: [
        { id: 'rtx-3090', count: 2, memoryGb: null },
        { id: 'rtx-5090', count: null, memoryGb: null },
      ],
    },
  ],
  ['7600 tokens of context for a 7b', { gpus: [], context: 7600 }],
])

examples('memory', [
  ['70b on 16gb or 24gb', { memoryGb: 16, alternatives: { memoryGb: [24] } }],
  ['70b on 2x 24gb or 1x 48gb', { memoryGb: 24, totalMemoryGb: 48, alternatives: { memoryGb: [48] } }],
  ['70b on a 48gb card or 4x 16gb', { memoryGb: 48, totalMemoryGb: null, alternatives: { memoryGb: [16], memoryCounts: [4] } }],
  ['70b 24gb', { memoryGb: 24, systemRamGb: null }],
  ['64gb mac 70b', { memoryGb: 64, device: 'mac' }],
  ['qwen3 coder 480b on mac studio 512', { memoryGb: 512, device: 'mac' }],
  ['70b q4 on a macbook pro (64)', { memoryGb: 64, device: 'mac' }],
  ['mac mini 48 能跑 32b 吗', { memoryGb: 48, device: 'mac' }],
  // Its inches.
  ['7b on a macbook pro 16', { memoryGb: null, device: 'mac' }],
  ['70b on a Mac with 64GB RAM', { memoryGb: 64, device: 'mac', systemRamGb: null }],
  ['70b q4 cpu only 64gb ddr5', { memoryGb: null, systemRamGb: 64, device: 'cpu' }],
  ['7b 64G内存', { memoryGb: null, systemRamGb: 64 }],
  ['7b 24G显存 64G内存', { memoryGb: 24, systemRamGb: 64 }],
  ['70b 3090TI 24G + 96G内存', { ...one('rtx-3090-ti', null, 24), systemRamGb: 96 }],
  ['70b on 2x3090 (48GB total)', { ...one('rtx-3090', 2), totalMemoryGb: 48 }],
  ['70b 48GB total', { totalMemoryGb: 48, memoryGb: null }],
  ['70b q4 80gb 2 cards', { memoryGb: 80, totalMemoryGb: 160 }],
  ['24b q6 12g+12g', { memoryGb: 12, totalMemoryGb: 24 }],
  ['每张卡48G 共8张 跑r1', { memoryGb: 48, totalMemoryGb: 384 }],
  ['70b 24g*2', { memoryGb: 24, totalMemoryGb: 48 }],
  ['70b 48G显存两张', { memoryGb: 48, totalMemoryGb: 96 }],
  ['104b on 3x24 GB', { memoryGb: 24, totalMemoryGb: 72 }],
  ['14b 放到两张8g的卡上', { memoryGb: 8, totalMemoryGb: 16 }],
  ['12G/24G够跑7b吗', { memoryGb: 12, alternatives: { memoryGb: [24] } }],
  ['deepseek-v3 700G显存够吗', { memoryGb: null, totalMemoryGb: 700 }],
  ['qwen3-30b-a3b on a laptop with 32gb ram no gpu', { device: 'cpu', systemRamGb: 32, memoryGb: null }],
  ['qwen3 8b on snapdragon x elite 32gb', { device: 'cpu', systemRamGb: 32, memoryGb: null, unknown: [] }],
  ['qwen3-coder-480b q4 on epyc 768gb ram', { device: 'cpu', systemRamGb: 768, unknown: [] }],
  ['70b on a xeon server with 2x 3090', { ...one('rtx-3090', 2), device: null }],
  ['gemma 3 12b qat q4_0', { quant: 'Q4_0', unknown: [] }],
  ['no gpu, just a laptop, 32gb ram, 8b', { device: 'cpu', systemRamGb: 32 }],
  ['deepseek v3 满血 8卡H20', { model: 'deepseek-ai/DeepSeek-V3' }],
  ['满血deepseek 8卡H20', { model: 'deepseek-ai/DeepSeek-R1' }],
  ['R1动态量化后158GB能跑吗', { memoryGb: null, totalMemoryGb: null }],
  ['deepseek r1 quantized to 158gb', { memoryGb: null, totalMemoryGb: null }],
  ['llama 4 scout on 2x 3090 + 128gb', { ...one('rtx-3090', 2), systemRamGb: 128 }],
  ['10900k + 64 gigs + 3080 ti, glm 4.5 air', { ...one('rtx-3080-ti'), systemRamGb: 64 }],
  ['13b on a 3060 and 12gb', { ...one('rtx-3060-12gb', null, 12), systemRamGb: null }],
  ['i5, 32gb, rtx 4060 8gb, llama 8b', { ...one('rtx-4060', null, 8), systemRamGb: 32 }],
  ['4.65bpw 70b on 2x24', { memoryGb: 24, totalMemoryGb: 48 }],
  ['70b on a p40 pair', one('tesla-p40', 2)],
  ['14b on a mobile 4090', one('rtx-4090-laptop')],
  ['if i throw in a second 3060, 32b', one('rtx-3060-12gb', 2)],
  ['70b on 2x 3090 with pcie x8', one('rtx-3090', 2)],
  ['gpt-oss 120b on an epyc 9654', { device: 'cpu', gpus: [] }],
  ['20b on a 4060 ti 16', one('rtx-4060-ti-16gb', null, 16)],
  ['70b on a 4090 24/7', one('rtx-4090')],
  ['is a 4090 a good buy for 70b', one('rtx-4090')],
  ['70b on a mac studio ultra m3', one('apple-m3-ultra')],
  ['8 gigs of vram and 16 ram, 13b', { memoryGb: 8, systemRamGb: 16 }],
  ['1T内存 deepseek r1', { systemRamGb: 1024, paramsB: null }],
])

it('what is written like a card of a maker we do not know is not dropped', () => {
  expect(read('摩尔线程s4000 跑7b')).toMatchObject({ paramsB: 7, unknown: ['s4000'] })
})

it('a count glued to any name of any device is one', () => {
  const misread = gpus.flatMap((gpu) =>
    [gpu.id, ...gpu.aliases].filter((name) => {
      const asked = read(`2x${name}`).gpus
      return asked[0]?.id !== gpu.id || asked[0].count !== 2 || asked.length > 1
    }),
  )
  expect(misread).toEqual([])
})

it.each([
  ['2xgeforce rtx 4090', 'rtx-4090', 2],
  ['2️⃣x rtx 4090', 'rtx-4090', 2],
  ['2xquadro rtx 8000', 'quadro-rtx-8000', 2],
  ['2xradeon rx 7900 xtx', 'rx-7900-xtx', 2],
  ['2xamd mi300x', 'mi300x', 2],
  ['16xtpu v5e', 'tpu-v5e', 16],
  ['2xmac studio m2 ultra', 'apple-m2-ultra', 2],
])('%s', (text, id, count) => {
  expect(read(text)).toMatchObject({ gpus: [{ id, count }], unknown: [] })
})
