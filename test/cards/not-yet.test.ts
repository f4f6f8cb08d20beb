import { describe, expect, it } from 'vitest'
import type { Card } from '../../src/cards/card.ts'
import { trainingCard } from '../../src/cards/not-yet.ts'
import { resolveHardware } from '../../src/resolve/hardware.ts'
import { resolve } from '../../src/resolve/resolve.ts'
import { read } from '../support/read.ts'

function card(text: string): Card {
  const question = read(text)
  expect(['finetune', 'pretrain'], text).toContain(question.intent)
  const model = question.model === null && question.paramsB === null ? undefined : resolve(question).model
  return trainingCard(question, model, resolveHardware(question).cards)
}

const facts = ({ blocks }: Card) =>
  blocks.flatMap((block) => (block.kind === 'facts' ? block.rows.map(({ label, value }) => `${label}: ${value}`) : []))

describe('a question about training', () => {
  it('is answered with the states of the method that was said', () => {
    // 7.25 billion parameters of 16 to 18 bytes; over eight cards with ZeRO-3 an eighth of that.
    const said = card('full ft 7b adamw zero3 8xa100 40g')
    expect(said.title).toBe('Fine-tuning 7B needs at least 108 GiB (full training)')
    expect(facts(said)).toEqual([
      'Full training, AdamW: 16–18 bytes per parameter: 108–122',
      'full training: at least 13.5 of 39.6 GiB on each (ZeRO-3), 26.1 GiB left for activations',
    ])
    expect(said.tone).toBe('info')
  })

  it('without a method is answered for each of them', () => {
    const said = card('How much VRAM to fine-tune llama 3.1 8b')
    expect(said.title).toMatch(
      /^Fine-tuning Llama-3\.1-8B needs at least 120 GiB \(full training\), 15\.\d GiB \(LoRA\), 5\.\d GiB \(QLoRA\)$/,
    )
    expect(said.refinements.map(({ shorthand }) => shorthand)).toEqual([
      'explain full-training',
      'explain lora',
      'explain qlora',
      'explain activations',
    ])
  })

  it('is never a yes, and a no only where the states alone do not fit', () => {
    expect(card('full fine-tune 7b on a 3090')).toMatchObject({ tone: 'too-big' })
    expect(card('full fine-tune 7b on a 3090').answer).toMatch(/^RTX 3090 24 GB: no: at least 108 GiB on each, and it has 23\.\d\./)
    for (const text of ['qlora 13b on a 4090', 'finetune 7b on a 3090', 'lora 13b on an a6000', 'qlora 72b on 8x v100 32gb'])
      expect(card(text).tone, text).toBe('info')
  })

  it('trusts the stage of ZeRO that was said', () => {
    const each = (stage: number) => facts(card(`full fine-tune 7b zero${stage} on 8x a100 80gb`))[1]
    expect(each(1)).toContain('37.1 of')
    expect(each(2)).toContain('25.3 of')
    expect(each(3)).toContain('13.5 of')
  })

  it('says the arithmetic where tokens were said', () => {
    expect(facts(card('pretrain 7b on 1t tokens')).at(-1)).toBe(': 6 × 7.2B × 1T tokens = 4.3e22 FLOP')
    expect(facts(card('从头训一个30亿的模型，5000亿token，64张H800要多久')).at(-1)).toContain('9.0e21 FLOP')
  })

  it('without a model says bytes per parameter, and what the cards could hold at most', () => {
    expect(card('how much vram do i need to finetune a llm').title).toBe('Training: at least 0.52 bytes for each parameter')
    const said = card('can a 3090 with 24G handle the llm finetune?')
    expect(said.title).toMatch(/^RTX 3090 24 GB trains nothing above 1\.5B \(full training\), 12\.\dB \(LoRA\), 4\d(?:\.\d)?B \(QLoRA\)$/)
    // 23.6 GiB of 16 bytes.
    expect(facts(said)).toContain('full training: models below 1.5B, activations aside')
    expect(said.answer).toContain('upper bound')
  })

  it('is plain about what is missing, in both languages', () => {
    for (const [text, missing] of [
      ['qlora 13b on a 4090', 'lower bound'],
      ['4090 上 qlora 13b', '下限'],
    ] as const) {
      const said = card(text)
      expect(said.answer).toContain(missing)
      expect(said.notes).toHaveLength(2)
      expect(said.hint).not.toBe('')
    }
  })
})
