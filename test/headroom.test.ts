import { describe, expect, it } from 'vitest'
import { commands } from '../commands/index.ts'
import type { Reply } from '../src/headroom.ts'
import type { Language, Question } from '../src/language/question.ts'
import { headroom } from './support/replies.ts'

const fit = commands.find((command) => command.name === 'fit')

function reply(text: string, language?: Language): Reply {
  return headroom.reply(text, { now: new Date('2026-11-01T00:00:00Z'), zone: 'UTC', language }, fit)
}

function answered(text: string, language?: Language) {
  const said = reply(text, language)
  if (said.kind !== 'answer') throw new Error(`${text}: refused as ${said.error.code}`)
  return said
}

describe('a reply', () => {
  it('answers what a command can answer, in the language of the question', () => {
    expect(answered('70b int4 inference')).toMatchObject({ command: 'fit', question: { paramsB: 70, quant: 'int4' } })
    expect(answered('70b int4 inference').answer.card).toMatchObject({ language: 'en', tone: 'fits' })
    expect(answered('70b int4 推理').answer.card.language).toBe('zh')
    expect(answered('70b int4 推理', 'en').answer.card.language).toBe('en')
  })

  it.each(['qlora 13b on a 4090', '4090 上 qlora 13b', 'pretrain 7b on 1t tokens'])(
    'to “%s” says that it is not built yet, and guesses nothing',
    (text) => {
      for (const said of [answered(text), headroom.reply(text, { now: new Date(0), zone: 'UTC' })]) {
        expect(said).toMatchObject({ kind: 'answer', command: 'none', answer: { shorthand: '', card: { tone: 'info' } } })
        if (said.kind === 'answer') expect(said.answer.estimate).toBeUndefined()
      }
    },
  )

  it.each([
    ['Wan 14B full fine-tuning, ZeRO 3 + bf16, 8x A800', 'finetune'],
    ['flight to NYC is 7b seat cheap', 'none'],
    ['my 7b bot replies in the wrong language', 'none'],
    ['gemma4-12b does CPU offload in 0.30.7 even though ollama ps says 100% GPU', 'none'],
    ['Cosmos-Predict2-2B 在 RTX 5880 Ada 48GB 上显存够吗?', 'none'],
    ['Which A100 did you use for OPT-175B, the 40GB or the 80GB one?', 'none'],
  ])('to “%s” is no guess where no command was named', (text, intent) => {
    expect(headroom.reply(text, { now: new Date(0), zone: 'UTC' })).toMatchObject({ command: 'none', question: { intent } })
    expect(answered(text).command).toBe('fit')
  })

  it.each([
    ['a 4090 with 64k context', 'no-model'],
    ['rtx 9999', 'unknown-gpu'],
    ['raspberry pi 5 8gb llama 3.2 1b', 'unlisted-device'],
    ['will a toaster run deepseek r1', 'unlisted-device'],
    ['70b int5', 'unknown-format'],
  ])('to “%s”, where one thing is missing or wrong, says which', (text, code) => {
    expect(headroom.reply(text, { now: new Date(0), zone: 'UTC' })).toMatchObject({ kind: 'refusal', error: { code } })
  })

  it.each(['anyone selling a 3090 ti? need it for blender renders', '人工费怎么算', 'can 8GB of VRAM run FLUX?', 'hello there'])(
    'to “%s”, which names no model, asks for none where no command was named',
    (text) => {
      expect(headroom.reply(text, { now: new Date(0), zone: 'UTC' })).toMatchObject({ command: 'none', question: { intent: 'none' } })
    },
  )

  it('offers what can be asked today where it has no answer', () => {
    const said = headroom.reply('flight to NYC is 7b seat cheap', { now: new Date(0), zone: 'UTC' })
    if (said.kind !== 'answer') throw new Error('refused')
    expect(said.answer.card.title).toBe('Not something I can answer: “flight”')
    expect(said.answer.card.refinements.map(({ command }) => command).slice(0, 2)).toEqual(['fit', commands[1]?.name])
  })

  it.each([
    ['stable diffusion xl', 'stable diffusion xl'],
    ['whisper large v3', 'whisper large v3'],
    ['can i run flux on 12gb', 'flux'],
    ['sdxl on a 3060', 'sdxl'],
    ['3060 能跑 sdxl 吗', 'sdxl'],
  ])('to “%s”, a model of another world, names it and says what can be asked, called by its name or not', (text, said) => {
    for (const command of [undefined, commands[0]]) {
      const reply = headroom.reply(text, { now: new Date(0), zone: 'UTC' }, command)
      if (reply.kind !== 'answer') throw new Error('refused')
      expect(reply.command).toBe('none')
      expect(reply.answer.card.title).toContain(`“${said}”`)
      expect(reply.answer.card.blocks).toHaveLength(1)
    }
  })

  it('to a question about training is what it surely needs', () => {
    const { card } = answered('qlora 13b on a 4090').answer
    expect(card.title).toBe('Fine-tuning 13B needs at least 9.2 GiB (QLoRA)')
    expect(card.answer).toContain('lower bound')
    expect(answered('4090 上 qlora 13b').answer.card.answer).toContain('下限')
  })

  it('to a term is its explanation, whatever else its words may mean, and to a wrong claim a correction', () => {
    const asked = (text: string) => headroom.reply(text, { now: new Date(0), zone: 'UTC' })
    for (const text of [
      'what is nvlink',
      'what is chinchilla',
      'GiB vs GB',
      'GPT-3训练了多少算力',
      'how much memory does Adam need',
      '70B GPTQ needs 17.5 GB',
    ])
      expect(asked(text), text).toMatchObject({ kind: 'answer', command: 'explain' })
    for (const text of ['can my 4090 run 70b int4', '70b int4 单卡4090能跑', 'what is the weather', 'my cpu is hot, what to do'])
      expect(asked(text), text).not.toMatchObject({ command: 'explain' })
  })

  it('continues a conversation from the question before, and with none before asks what is meant', () => {
    const clock = { now: new Date(0), zone: 'UTC' }
    const said = (text: string, previous?: Question) => {
      const next = headroom.reply(text, { ...clock, previous })
      if (next.kind !== 'answer') throw new Error(`${text}: refused as ${next.error.code}`)
      return next
    }
    const first = said('llama 3.3 70b q4_k_m on a 4090')
    const longer = said('and with 32k?', first.question)
    expect(longer).toMatchObject({ command: 'fit', question: { model: first.question.model, quant: 'Q4_K_M', context: 32768 } })
    expect(said('two of them?', longer.question).question).toMatchObject({ context: 32768, gpus: [{ id: 'rtx-4090', count: 2 }] })
    expect(said('换成5090呢', longer.question).question).toMatchObject({ quant: 'Q4_K_M', gpus: [{ id: 'rtx-5090' }] })
    expect(said('qwen3 8b on a 3060', longer.question).question).toMatchObject({ context: null, quant: null })
    expect(headroom.reply('and with 32k?', clock)).toMatchObject({ kind: 'refusal', error: { code: 'no-model' } })
  })

  it.each([
    ['70b int4 on a100', 'on a100pcie'],
    ['llama 70b q4 on 2x3090', 'llama-3.1-70b q4'],
  ])('to “%s”, which may be read in several ways, offers another reading', (text, other) => {
    const shorthands = answered(text).answer.card.refinements.map(({ shorthand }) => shorthand)
    expect(shorthands.filter((shorthand) => shorthand.includes(other))).toHaveLength(1)
  })

  it.each([
    ['an empty text', '', 'empty'],
    ['white space', ' \n\t\u3000', 'empty'],
    ['5,000 characters', '70b '.repeat(1250), 'too-long'],
    ['a control character', '70b\u0000 int4', 'unreadable'],
    ['a colour code', '\u001b[31m70b', 'unreadable'],
    ['a greeting', 'hello there', 'no-model'],
  ])('to %s is a refusal', (_, text, code) => {
    expect(reply(text)).toMatchObject({ kind: 'refusal', error: { code } })
  })

  it('to nothing is an example of what the command can be asked', () => {
    for (const command of commands.filter(({ name }) => ['models', 'gpu', 'compare', 'price'].includes(name)))
      expect(headroom.reply(' ', { now: new Date(0), zone: 'UTC' }, command)).toMatchObject({
        kind: 'refusal',
        error: { code: 'empty', limit: command.examples[0]?.text },
      })
  })

  it('to a refused text is in its language', () => {
    expect(reply('0b 模型')).toMatchObject({ kind: 'refusal', language: 'zh' })
    expect(reply('模型'.repeat(2000))).toMatchObject({ kind: 'refusal', language: 'zh' })
    expect(reply('x'.repeat(4000))).toMatchObject({ kind: 'refusal', language: 'en' })
    expect(reply('x'.repeat(4000), 'zh')).toMatchObject({ kind: 'refusal', language: 'zh' })
  })

  it('may run over several lines', () => {
    expect(answered('70b\r\nint4\tinference').question).toMatchObject({ paramsB: 70, quant: 'int4' })
  })
})
