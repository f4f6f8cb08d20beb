import { describe, expect, it } from 'vitest'
import { errorSentence, waysOut } from '../../src/cards/errors.ts'
import { resources } from '../../src/cards/words/words.ts'
import { UserError, type UserErrorCode } from '../../src/errors.ts'

const codes = Object.keys(resources.en.errors).filter((key) => key !== 'nearest' && key !== 'unexpected') as UserErrorCode[]

describe('the sentence for a mistake', () => {
  it.each(codes.flatMap((code) => [[code, 'en'] as const, [code, 'zh'] as const]))(
    'of %s in %s is one line with nothing left open',
    (code, language) => {
      const sentence = errorSentence(new UserError(code, { said: 'xyz', limit: '1 to 9' }), language)
      expect(sentence).toMatch(/[.。]$/)
      expect(sentence).not.toMatch(/\{\{|\}\}|\n|undefined|errors\./)
      expect(/\p{Script=Han}/u.test(sentence)).toBe(language === 'zh')
    },
  )

  it('names the nearest names', () => {
    const error = new UserError('unknown-gpu', { said: 'rtx 9999', suggestions: ['RTX 4090', 'RTX 5090'] })
    expect(errorSentence(error, 'en')).toBe(
      'No GPU called “rtx 9999”: check the name, or say its memory, such as 24gb. Nearest: RTX 4090, RTX 5090.',
    )
    expect(errorSentence(error, 'zh')).toBe('没有名为“rtx 9999”的 GPU：请检查名称，或直接说显存，如 24gb。最接近的有：RTX 4090、RTX 5090。')
  })

  it('of hardware without a model asks for one with it', () => {
    expect(errorSentence(new UserError('no-model', { limit: '2x rtx-5090' }), 'en')).toBe(
      'Which model? Say one with it, “llama-3.1-8b 2x rtx-5090”, or ask what it holds: “what can i run on 2x rtx-5090”.',
    )
  })

  it('of nothing said shows what may be, of the command where there is one', () => {
    expect(errorSentence(new UserError('empty', { limit: 'h100 vs a100' }), 'en')).toContain('for example “h100 vs a100”.')
    expect(errorSentence(new UserError('empty'), 'en')).toContain('for example “70b int4 on a 4090”.')
  })

  it('shows what would have been accepted', () => {
    expect(errorSentence(new UserError('size-out-of-range', { said: '0b', limit: '0.001b–100t' }), 'en')).toBe(
      'No model has the size “0b”: say one within 0.001b–100t.',
    )
  })
})

describe('the way out of a mistake', () => {
  const ways = (error: UserError, text: string, language: 'en' | 'zh' = 'en') => waysOut(error, text, language).map((way) => way.text)

  it('is the question with each suggestion in the place of what nobody knew', () => {
    const error = new UserError('unknown-model', { said: 'Lama-70', suggestions: ['llama 3.3', 'llama 3.1'] })
    expect(ways(error, 'lama-70 int4 on a 4090')).toEqual(['llama 3.3 int4 on a 4090', 'llama 3.1 int4 on a 4090'])
    expect(ways(error, 'nothing of it')).toEqual(['llama 3.3', 'llama 3.1'])
  })

  it('is the setting with a value where only its name was said', () => {
    const error = new UserError('bad-setting', { said: 'gpu', limit: 'gpu', suggestions: ['rtx-4090', 'm4 max 64gb'] })
    expect(ways(error, 'gpu')).toEqual(['gpu rtx-4090', 'gpu m4 max 64gb'])
    expect(ways(error, 'server gpu ')).toEqual(['server gpu rtx-4090', 'server gpu m4 max 64gb'])
    expect(errorSentence(error, 'en')).toBe('Say what gpu is to be, or none to unset it. Nearest: rtx-4090, m4 max 64gb.')
    const wrong = new UserError('bad-setting', { said: 'doge', limit: 'currency', suggestions: ['USD'] })
    expect(ways(wrong, 'currency doge')).toEqual(['currency USD'])
  })

  it('is what the sentence names where nothing was near', () => {
    for (const language of ['en', 'zh'] as const)
      for (const error of [
        new UserError('empty', { limit: 'h100 vs a100' }),
        new UserError('empty'),
        new UserError('no-gpu'),
        new UserError('no-model'),
        new UserError('no-model', { limit: '2x rtx-5090' }),
      ]) {
        expect(ways(error, '', language)).not.toEqual([])
        for (const way of ways(error, '', language)) expect(errorSentence(error, language)).toContain(way)
      }
  })

  it('is nothing where only the asker knows it', () => {
    expect(ways(new UserError('size-out-of-range', { said: '9999999b' }), '9999999b')).toEqual([])
  })
})
