import { describe, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { settings } from '../../commands/settings.ts'
import type { AskOptions, Reply } from '../../src/headroom.ts'
import { noon } from '../support/read.ts'
import { headroom } from '../support/replies.ts'

const gpu = { id: 'rtx-4090', count: null, memoryGb: null }
const ask = (text: string, options: Partial<AskOptions> = {}, name?: string) =>
  headroom.reply(
    text,
    { ...noon, ...options },
    commands.find((command) => command.name === name),
  )
/** All that a reply says: its lists are worked out when they are asked for. */
function told(reply: Reply): unknown {
  if (reply.kind !== 'answer') return reply
  const { card } = reply.answer
  return { ...reply, answer: { ...reply.answer, card: { ...card, choices: card.choices?.all() } } }
}
const change = (text: string, options: Partial<AskOptions> = {}) => ask(text, options, settings.name)

describe('/settings', () => {
  it('shows what is set when nothing more is said', () => {
    expect(change('', { held: { person: { gpu }, place: {} } })).toMatchObject({
      kind: 'answer',
      command: 'settings',
      answer: { card: { title: 'Your settings' }, parts: { settings: { gpu } } },
    })
    expect(change('')).not.toMatchObject({ answer: { change: expect.anything() } })
  })

  it('says what is to be stored', () => {
    expect(change('gpu rtx-4090')).toMatchObject({
      answer: { change: { owner: 'person', key: 'gpu', value: gpu }, parts: { settings: { gpu } } },
    })
    expect(change('gpu none')).toMatchObject({ answer: { change: { owner: 'person', key: 'gpu', value: undefined } } })
  })

  it('answers in the language that is set, else in that of the text', () => {
    expect(change('显卡 4090')).toMatchObject({ answer: { card: { language: 'zh' } } })
    expect(change('gpu 4090', { held: { person: { language: 'zh' }, place: {} } })).toMatchObject({ answer: { card: { language: 'zh' } } })
    expect(change('gpux 1', { held: { person: {}, place: { language: 'zh' } } })).toMatchObject({ kind: 'refusal', language: 'zh' })
  })

  it('answers who sets a language in it', () => {
    expect(change('language chinese')).toMatchObject({ answer: { card: { language: 'zh', answer: '已保存：语言 → 中文。' } } })
    expect(change('语言 english', { held: { person: { language: 'zh' }, place: {} } })).toMatchObject({
      answer: { card: { language: 'en', answer: 'Saved: Language is now English.' } },
    })
  })

  it('says how one is set, and unset', () => {
    const shown = change('')
    expect(shown.kind === 'answer' && shown.answer.card.notes.join()).toContain('gpu none')
  })

  it('lets only those who manage a place change what holds for it', () => {
    expect(change('server gpu 4090')).toMatchObject({ kind: 'refusal', error: { code: 'managers-only', said: 'gpu' } })
    expect(change('server gpu 4090', { manages: true })).toMatchObject({ answer: { change: { owner: 'place', key: 'gpu' } } })
    expect(change('server')).toMatchObject({ kind: 'answer', answer: { card: { title: 'Settings of this server or workspace' } } })
  })

  it('refuses what is no text, and what is too long', () => {
    expect(change('gpu \u001b[31m')).toMatchObject({ kind: 'refusal', error: { code: 'unreadable' } })
    expect(change('gpu '.repeat(1000))).toMatchObject({ kind: 'refusal', error: { code: 'too-long' } })
  })
})

describe('an answer', () => {
  const held = { person: { gpu }, place: { runtime: 'ollama' as const } }

  it('takes what is set where nothing is said, says so, and keeps the question as it was said', () => {
    const reply = ask('70b int4', { held })
    expect(reply).toMatchObject({
      question: { gpus: [], runtime: null },
      answer: {
        shorthand: '70b int4 on rtx-4090 ollama',
        card: { assumed: expect.arrayContaining(['RTX 4090: your setting', 'ollama: setting of this place']) },
        estimate: {
          workload: { assumptions: expect.arrayContaining([{ slot: 'gpu', value: 'GeForce RTX 4090', because: 'your-setting' }]) },
        },
      },
    })
    if (reply.kind === 'answer')
      expect(new Set(reply.answer.estimate?.options.filter(({ asked }) => asked).map((one) => one.gpu.id))).toEqual(new Set(['rtx-4090']))
  })

  it('of a command called by its name is about what is set where the text says too little', () => {
    const reply = ask('what can I run', { held: { person: { gpu }, place: {} } }, 'models')
    expect(reply).toMatchObject({ answer: { card: { assumed: expect.arrayContaining(['RTX 4090: your setting']) } } })
  })

  it('is in the language that is set, unless another is asked for', () => {
    const chinese = { person: { language: 'zh' as const }, place: {} }
    expect(ask('70b int4', { held: chinese })).toMatchObject({ answer: { card: { language: 'zh' } } })
    expect(ask('70b int4', { held: chinese, language: 'en' })).toMatchObject({ answer: { card: { language: 'en' } } })
  })

  it('to a question that says it all is the same whatever is set', () => {
    const text = 'llama 3.1 70b q4_k_m 8k x1 on 2x rtx-3090 llama.cpp'
    expect(told(ask(text, { held }))).toEqual(told(ask(text)))
  })
})

describe('settings spoken of in a sentence', () => {
  it.each([
    ['settings gpu 4090', '/settings', 'gpu 4090'],
    ['/settings currency EUR', '/settings', 'currency eur'],
    ['set my gpu to 2x rtx 3090', '/settings', 'gpu 2x rtx 3090'],
    ['Set language chinese', '/settings', 'language chinese'],
    ['设置显卡为4090', '/settings', '显卡 4090'],
    ['設置 顯卡 4090', '/settings', '显卡 4090'],
    ['server settings replies private', '/server-settings', 'replies private'],
  ])('“%s” is told which command does it, and how', (text, command, said) => {
    const reply = ask(text)
    expect(reply).toMatchObject({ kind: 'answer', command: 'settings' })
    if (reply.kind !== 'answer') return
    expect(reply.answer.change).toBeUndefined()
    expect(reply.answer.card.answer).toContain(command)
    expect(reply.answer.card.answer).toContain(`“${said}”`)
  })

  it('without a value is told how they are seen', () => {
    expect(ask('settings')).toMatchObject({ answer: { card: { answer: expect.stringContaining('/settings shows them') } } })
    expect(ask('设置')).toMatchObject({ answer: { card: { language: 'zh', answer: expect.stringContaining('/settings 可以查看') } } })
  })

  it.each([
    'settings for llama 3.1 8b on a 4090',
    'set up llama 70b on a 4090',
    'set context to 32k for llama 3.1 8b',
    '设置 8k 上下文 7b int4',
  ])('“%s” is another question', (text) => expect(ask(text)).not.toMatchObject({ command: 'settings' }))
})
