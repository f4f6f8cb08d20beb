import { describe, expect, it } from 'vitest'
import { explain } from '../../../commands/explain.ts'
import { claimOf } from '../../../src/cards/explain/claim.ts'
import { read } from '../../support/read.ts'
import { answerBy } from '../../support/replies.ts'

const claim = (text: string) => claimOf(read(text), text)
const card = (text: string) => answerBy(explain, text).card

describe('a claim', () => {
  it.each([
    ['70B GPTQ needs 17.5 GB', { kind: 'memory', gb: 17.5 }],
    ['7B fp16 needs 28GB', { kind: 'memory', gb: 28 }],
    ['70b int4 is only 35 GB', { kind: 'memory', gb: 35 }],
    ['7B fp16 需要 28GB', { kind: 'memory', gb: 28 }],
    ['llama 3 70b 用 fp16 只要 70GB', { kind: 'memory', gb: 70 }],
    ['405b fp16 takes 0.8 TB', { kind: 'memory', gb: 800 }],
    ['为什么70B int4不是17.5GB', { kind: 'memory', gb: 17.5 }],
    ["why isn't 70B int4 17.5 GB?", { kind: 'memory', gb: 17.5 }],
    ['7B full fine-tune needs 28 GB', { kind: 'training', gb: 28 }],
    ['7B INT8 on 4090: 5-15 tok/s', { kind: 'speed', low: 5, high: 15 }],
    ['70B INT4 on B200 gives 274 tok/s', { kind: 'speed', low: 274, high: 274 }],
    ['is 274 tok/s for 70b int4 on a b200 real?', { kind: 'speed', low: 274, high: 274 }],
    ['70b int4 4090 9 t/s, expected?', { kind: 'speed', low: 9, high: 9 }],
    ['7B fp16 需要 28GB，对吗？', { kind: 'memory', gb: 28 }],
    ['70B INT4 单卡4090能跑', { kind: 'runs' }],
    ['H100 has 1979 TFLOPS', { kind: 'spec', gpu: 'h100-sxm', of: 'tflops', value: 1979 }],
    ['B200 has 144 GB', { kind: 'spec', gpu: 'b200', of: 'memory', value: 144 }],
    ['H200 bandwidth is 3.35 TB/s', { kind: 'spec', gpu: 'h200-sxm', of: 'bandwidth', value: 3350 }],
  ])('is what a text states: %s', (text, expected) => {
    expect(claim(text)).toEqual(expected)
  })

  it.each([
    'does 70b int4 need 48 GB?',
    'is 24GB enough for 70b int4',
    '70b int4 24GB够吗',
    'can my 3090 run llama 3.1 70b q4 at 32k?',
    'my card is 24GB, 70b int4',
    '我有24G显存，跑70b int4',
    '70b int4 at 30 tok/s on 2x 4090',
    '70b int4 inference',
    'what is a kv cache?',
    '910B是32G还是64G的HBM',
    'H100 price',
    'bf16 tflops of the a100',
    'A100的fp16 tflops',
    '4090 tflops',
    'rtx 3060 tflops',
  ])('is none that asks, wishes or owns: %s', (text) => {
    expect(claim(text)).toBeUndefined()
  })

  it('takes no longer than its text, whatever is typed', () => {
    for (const piece of ['needs ', '1', '需要', 'is not about ', '9.9-', '7b 4090 gets 1'])
      expect(() => claim(`7b ${piece.repeat(2000)}`)).not.toThrow()
  })
})

describe('a wrong claim', () => {
  it.each([
    ['70B GPTQ needs 17.5 GB', 'too-big', /^Not so: 70B in GPTQ needs about \d+ GiB, not 17.5 GB$/, /an eighth of the fp16 size/],
    ['7B fp16 needs 28GB', 'too-big', /needs about 14\.\d GiB, not 28 GB/, /4 bytes for each parameter, which is fp32/],
    ['70b int4 is 35 GB', 'too-big', /not 35 GB/, /the 4 bits of each weight and nothing else/],
    ['405b fp8 needs 200GB of vram', 'too-big', /not 200 GB/, /The weights alone are 4\d\d GB/],
    ['70b int4 takes 80 GB', 'too-big', /not 80 GB/, /at a context of about \d+k/],
    ['7b fp16 needs 14 GB', 'tight', /^Only the weights/, /come on top at 8k/],
    ['8b q4_k_m needs 6 GB', 'fits', /^Right: 8B in Q4_K_M needs about 6\.0 GiB$/, /4\.9 GB are weights/],
    ['7B full fine-tune needs 28 GB', 'too-big', /training all of 7B needs at least 11\d GB, not 28 GB/, /16–18 bytes/],
    ['70B INT4 on B200 gives 274 tok/s', 'too-big', /not 274/, /no single user can get more than \d+ tokens\/s/],
    ['7B INT8 on 4090: 5-15 tok/s', 'too-big', /not 5–15/, /far too little/],
    ['70B INT4 单卡4090能跑', 'too-big', /^不行：70B .*RTX 4090 24 GB 最多填 2\d/, /还差/],
    ['H100 has 1979 TFLOPS', 'too-big', /has 989 dense TFLOPS in fp16, not 1979 TFLOPS/, /with sparsity.*fp8: 1,979/],
    ['H100 has 989 TFLOPS', 'fits', /^Right/, /H100 PCIe 80GB 756/],
    ['B200 has 144 GB', 'too-big', /180 GB, not 144 GB/, /data sheet/],
    ['为什么70B int4不是17.5GB', 'too-big', /不是 17.5 GB/, /八分之一/],
    ['7B fp16 需要 28GB', 'too-big', /不是 28 GB/, /那是 fp32/],
  ] as const)('is corrected with the reason and our number, a right one is confirmed: %s', (text, tone, title, answer) => {
    const said = card(text)
    expect(said.tone).toBe(tone)
    expect(said.title).toMatch(title)
    expect(said.answer).toMatch(answer)
  })
})
