import { describe, expect, it } from 'vitest'
import { errorSentence } from '../../src/cards/errors.ts'
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
