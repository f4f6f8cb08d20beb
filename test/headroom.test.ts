import { describe, expect, it } from 'vitest'
import { commands } from '../commands/index.ts'
import { createHeadroom, type Reply } from '../src/headroom.ts'
import type { Language } from '../src/language/question.ts'
import { bundledPrices } from '../src/prices/snapshot.ts'

const headroom = createHeadroom(commands, { prices: bundledPrices })
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

  it.each(['qlora 13b on a 4090', '4090 上 qlora 13b', 'pretrain 7b on 1t tokens', 'is self-hosting a 70b cheaper than the api'])(
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
  ])('to “%s” is no guess where no command was named', (text, intent) => {
    expect(headroom.reply(text, { now: new Date(0), zone: 'UTC' })).toMatchObject({ command: 'none', question: { intent } })
    expect(answered(text).command).toBe('fit')
  })

  it('offers what can be asked today where it has no answer', () => {
    const { card } = answered('is self-hosting a 70b cheaper than the api').answer
    expect(card.answer).toBe('You are asking about renting GPUs against paying an API. That is not built yet, so there is no answer rather than a guess.')
    expect(card.refinements.map(({ command }) => command)).toContain('fit')
    expect(answered('自己部署 70b 和调用api哪个便宜').answer.card.answer).toContain('调用 API')
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
