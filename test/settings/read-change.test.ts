import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { readSettingsWish } from '../../src/settings/read-change.ts'
import { settingsSchema } from '../../src/settings/schema.ts'
import { placeKeys } from '../../src/settings/settings.ts'

const changeIn = (text: string) => {
  const wish = readSettingsWish(text)
  return wish.kind === 'change' ? wish.change : undefined
}

function problemIn(text: string) {
  try {
    readSettingsWish(text)
  } catch (error) {
    if (error instanceof UserError) return { code: error.code, said: error.said, limit: error.limit, suggestions: error.suggestions }
    throw error
  }
  throw new Error(`“${text}” was taken`)
}

describe('a change of settings', () => {
  it.each([
    ['gpu rtx-4090', 'gpu', { id: 'rtx-4090', count: null, memoryGb: null }],
    ['GPU 2x RTX 3090', 'gpu', { id: 'rtx-3090', count: 2, memoryGb: null }],
    ['显卡 双卡3090', 'gpu', { id: 'rtx-3090', count: 2, memoryGb: null }],
    ['gpu m4 max 64gb', 'gpu', { id: 'apple-m4-max', count: null, memoryGb: 64 }],
    ['runtime vLLM', 'runtime', 'vllm'],
    ['runtime llama.cpp', 'runtime', 'llama.cpp'],
    ['language zh', 'language', 'zh'],
    ['lang English', 'language', 'en'],
    ['语言 中文', 'language', 'zh'],
    ['currency cny', 'currency', 'CNY'],
    ['currency $', 'currency', 'USD'],
    ['货币 人民币', 'currency', 'CNY'],
    ['providers AWS, runpod runpod', 'providers', ['aws', 'runpod']],
    ['regions eu、美国', 'regions', ['europe', 'us']],
    ['replies private', 'replies', 'private'],
    ['回复 公开', 'replies', 'public'],
  ])('“%s” is read', (text, key, value) => {
    expect(changeIn(text)).toEqual({ owner: 'person', key, value })
  })

  it.each([
    ['server gpu h100', 'gpu', expect.objectContaining({ id: 'h100-sxm' })],
    ['workspace channels <#C0123ABCD|general> #模型', 'channels', ['C0123ABCD', '模型']],
    ['server channels <#123456789012345678>', 'channels', ['123456789012345678']],
    ['server channels #🤖│gpu-help #💬・общий 👨‍💻-chat', 'channels', ['🤖│gpu-help', '💬・общий', '👨‍💻-chat']],
    ['服务器 摘要 所有人', 'digests', 'everyone'],
  ])('“%s” is read for the place', (text, key, value) => {
    expect(changeIn(text)).toEqual({ owner: 'place', key, value })
  })

  it.each(['none', 'off', 'Default', '无', '取消'])('to “%s” unsets it', (nothing) => {
    for (const key of placeKeys) expect(changeIn(`server ${key} ${nothing}`)).toEqual({ owner: 'place', key, value: undefined })
  })

  it('is none where nothing more is said', () => {
    expect(readSettingsWish('')).toEqual({ kind: 'show', owner: 'person' })
    expect(readSettingsWish(' server ')).toEqual({ kind: 'show', owner: 'place' })
  })

  it.each([
    ['gup rtx-4090', { code: 'unknown-setting', said: 'gup', suggestions: ['gpu'] }],
    ['zzz', { code: 'unknown-setting', suggestions: expect.arrayContaining(['gpu', 'runtime', 'language']) }],
    ['__proto__ x', { code: 'unknown-setting', said: '__proto__' }],
    ['constructor x', { code: 'unknown-setting' }],
    ['gpu', { code: 'bad-setting', said: 'gpu', limit: 'gpu', suggestions: ['rtx-4090', '2x rtx-3090', 'm4 max 64gb'] }],
    ['gpu rtx 409', { code: 'bad-setting', suggestions: expect.arrayContaining([expect.stringContaining('RTX 40')]) }],
    ['gpu 4090 and 3090', { code: 'bad-setting' }],
    ['gpu 24gb', { code: 'bad-setting' }],
    ['gpu 70b on a 4090', { code: 'bad-setting' }],
    ['runtime vlm', { code: 'bad-setting', limit: 'runtime', suggestions: expect.arrayContaining(['vllm']) }],
    ['language french', { code: 'bad-setting', said: 'french', limit: 'language' }],
    ['currency usb', { code: 'bad-setting', suggestions: expect.arrayContaining(['USD', 'CNY']) }],
    ['providers aws awz', { code: 'bad-setting', said: 'aws awz' }],
    ['replies loud', { code: 'bad-setting', suggestions: ['public', 'private'] }],
    ['channels #general', { code: 'not-personal', said: 'channels' }],
    ['server channels <script>', { code: 'bad-setting', suggestions: ['#general'] }],
    ['server channels @everyone', { code: 'bad-setting' }],
  ])('“%s” is refused with what there is', (text, problem) => {
    expect(problemIn(text)).toMatchObject(problem)
  })

  it('whatever it is, is one the schema holds, or is refused', () => {
    const words = fc.constantFrom(
      'server',
      ...placeKeys,
      'none',
      '4090',
      '2x',
      'vllm',
      'zh',
      'USD',
      'aws',
      'us',
      'private',
      '#x',
      '<#1',
      '中文',
      '__proto__',
    )
    const text = fc.oneof(
      fc.array(fc.oneof(words, fc.string({ maxLength: 6 })), { maxLength: 6 }).map((all) => all.join(' ')),
      fc.string(),
    )
    fc.assert(
      fc.property(text, (said) => {
        try {
          const change = changeIn(said)
          if (change?.value === undefined) return
          expect(settingsSchema.parse({ [change.key]: change.value })).toEqual({ [change.key]: change.value })
        } catch (error) {
          if (!(error instanceof UserError)) throw error
        }
      }),
    )
  })
})
