import { describe, expect, it } from 'vitest'
import { gpu } from '../../commands/gpu.ts'
import { answerToJson } from '../../src/platforms/terminal/json.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import { noon, read } from '../support/read.ts'
import { answerBy, headroom } from '../support/replies.ts'
import { type Golden, printsAsKept } from './printed.ts'
import { expectShorthands, expectTaps } from './shorthands.ts'

const answer = (text: string) => answerBy(gpu, text)

/** A card of a server, one that does not compute in what was asked, one with shared memory. */
const golden: Golden = {
  h100: { en: 'h100 specs', zh: 'H100 参数' },
  'v100-bf16': { en: 'does the V100 support bf16?', zh: 'V100支持bf16吗？' },
  'm4-max': { en: 'mac m4 max 128gb specs', zh: 'm4 max 128g 内存带宽' },
}

describe('what /gpu prints', () => {
  printsAsKept(golden, 'gpu-', (text) => answer(text).card)
})

describe('/gpu', () => {
  it('called by its name stays itself where the money is said, or a series', () => {
    for (const text of ['h100 in euros', 'gpu-info on h100-sxm in eur', 'RTX40 系列'])
      expect(headroom.reply(text, noon, gpu), text).toMatchObject({ kind: 'answer', command: 'gpu' })
    expect(headroom.reply('gpu-info on h100-sxm in eur', noon)).toMatchObject({ command: 'gpu' })
  })

  it('leaves a term to its explanation', () => {
    expect(headroom.reply('TPU 是什么', noon, gpu)).toMatchObject({ command: 'explain' })
  })

  it('counts the chips of a slice that is named by its cores', () => {
    expect(answer('tpu v3-8').card.answer).toMatch(/^4 × TPU v3 /)
    expect(answer('tpu v5e-8').card.answer).toMatch(/^8 × TPU v5e /)
  })

  it('names the page a fact is from', () => {
    expect(answer('tpu v3').card.sources[0]).toBe('Data of the card: cloud.google.com/tpu/docs/v3')
  })

  it('says first what decides: memory it really has, bandwidth, half-precision speed', () => {
    expect(answer('rtx 4090').card.title).toBe('RTX 4090 24 GB: 23.6 GiB usable, 1,008 GB/s, 165.2 TFLOPS in BF16')
    expect(answer('tesla p40').card.title).toBe('P40 24 GB: 22.0 GiB usable, 346 GB/s')
  })

  it.each([
    ['does the 5090 do nvfp4', /^Yes — .* computes in NVFP4: 1,677 dense TFLOPS$/],
    ['how many tflops does the h100 have in fp8', /^Yes — H100 .* computes in FP8: 1,979 dense TFLOPS$/],
    ['bf16 tflops of the a100', /^Yes — A100 .* computes in BF16: 312 dense TFLOPS$/],
    ['a100 int8 tops', /computes in INT8: 624 dense TOPS$/],
    ['does the 4090 support nvfp4', /^Not natively — .* stores NVFP4/],
    ['2080ti支持bf16吗？', /^不支持：.*BF16/],
    ['does the a100 support bf16?', /^Yes — /],
  ])('answers %s', (text, title) => {
    expect(answer(text).card.title).toMatch(title)
  })

  it('says what it holds in four, eight and sixteen bits, as the estimator has it', () => {
    const { card, parts } = answer('rtx 4090')
    expect(card.answer).toMatch(/^RTX 4090 24 GB holds up to 32B in 4-bit, 14B in 8-bit, 8B in 16-bit/)
    expect(parts?.gpu).toMatchObject({ id: 'rtx-4090', memoryGb: 24 })
    const facts = parts?.gpu as { runs: { sizeB: number; bits: number; largest: boolean }[] } | undefined
    const largest = (facts?.runs ?? []).filter((run) => run.largest)
    expect(largest.map(({ bits }) => bits)).toEqual([4, 8, 16])
    expect(largest.map(({ sizeB }) => sizeB)).toEqual(largest.map(({ sizeB }) => sizeB).toSorted((a, b) => b - a))
  })

  it('dates every price, and says where there is none', () => {
    const facts = (text: string) => answer(text).card.blocks.flatMap((block) => (block.kind === 'facts' ? block.rows : []))
    const rent = facts('h100').find(({ label }) => label === 'Rent now')
    expect(rent?.value).toMatch(/^\$\d.*\[.*\].*20\d\d-\d\d.*cheapest/)
    expect(facts('m3 ultra').find(({ label }) => label === 'Rent now')?.value).toBe('nobody in the price list rents it out')
  })

  it('names the form it took, and the others', () => {
    expect(answer('h100').card.notes.join(' ')).toMatch(/also sold as H100 PCIe 80 GB \(.*GB\/s.*\), H100 NVL/)
    expect(answer('rtx 4090').card.notes.join(' ')).not.toContain('also sold as')
  })

  it('compares several cards', () => {
    expect(answer('H100-PCIe vs SXM, which memory bandwidth does my H100 have?').card.title).toContain(' vs ')
  })

  it('says of a set what the set holds', () => {
    const one = answer('rtx 3090').card.answer
    const four = gpu.run(
      { question: { ...read('4x rtx 3090'), intent: 'gpu-info' }, all: false, why: false },
      { prices: bundledPrices },
    ).card
    expect(four.answer).not.toBe(one)
    expect(four.notes.join(' ')).toContain('worked out for 4')
  })

  it('names what is near a card nobody knows', () => {
    expect(headroom.reply('rtx 5095 specs', noon)).toMatchObject({ kind: 'refusal', error: { code: 'unknown-gpu' } })
  })

  it('of a series shows its cards, largest first, and asks which where a model is to run on one', () => {
    for (const text of ['RTX40 系列 GPU 规格', 'RTX 40 series', 'what can an rtx 40 series card run', '40系显卡多少钱']) {
      const { card } = answer(text)
      const [table] = card.blocks
      const rows = table?.kind === 'table' ? table.rows.map(({ cells }) => cells[0]) : []
      expect(rows, text).toHaveLength(10)
      expect([rows[0], rows.at(-1)], text).toEqual(['RTX 4090 24 GB', 'RTX 4060 8 GB'])
      expect(card.refinements[0], text).toMatchObject({ command: 'gpu', shorthand: expect.stringMatching(/rtx-4090$/) })
    }
    expect(answer('RTX 40 series').shorthand).toBe('RTX 40 series')
    expect(headroom.reply('70b on an rtx 40 series', noon)).toMatchObject({
      kind: 'refusal',
      error: { code: 'gpu-series', said: 'RTX 40', limit: expect.stringContaining('RTX 4070 Ti SUPER, RTX 4080') },
    })
  })

  it.each([
    ['TPU v3', 'tpu-v3', 32, 900],
    ['NVIDIA T500', 't500-laptop', 4, 80],
  ])('knows the %s', (text, id, memoryGb, bandwidthGBps) => {
    expect(answer(text).parts).toMatchObject({ gpu: { id, memoryGb, bandwidthGBps } })
  })

  it('offers taps that are questions for the command they name', () => expectTaps(gpu, 2))

  it('carries a shorthand that asks the same', () => expectShorthands(gpu))

  it('gives scripts the facts and the runs, and no part of an estimate', () => {
    const json = answerToJson({ command: 'gpu', question: read('l40s'), answer: answer('l40s') }, { why: false })
    expect(json).toMatchObject({ command: 'gpu', gpu: { id: 'l40s', bandwidthGBps: 864 }, card: { tone: 'info' } })
    expect(json).not.toHaveProperty('memory')
  })
})
