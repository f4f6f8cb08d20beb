import { describe, expect, it } from 'vitest'
import { resources, translate } from '../../src/cards/words/words.ts'
import { placeholdersOf, textsIn } from '../support/word-texts.ts'

const english = textsIn(resources.en)
const chinese = textsIn(resources.zh)

describe('the words', () => {
  it('have the same keys in both languages', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
    expect(english.size).toBeGreaterThan(40)
  })

  it('have the same placeholders in both languages', () => {
    const different = [...english].filter(
      ([key, forms]) =>
        JSON.stringify(placeholdersOf(forms.join(' '))) !== JSON.stringify(placeholdersOf((chinese.get(key) ?? []).join(' '))),
    )
    expect(different.map(([key]) => key)).toEqual([])
  })

  it('say what is put into them, as it is', () => {
    const said = '$t(errors.empty) {{limit}} <b> & “x” $& $1'
    expect(translate('en')('errors.unknown-gpu', { said })).toBe(
      `No GPU called “${said}”: check the name, or say its memory, such as 24gb.`,
    )
  })

  it('count in English with a plural, in Chinese without', () => {
    expect(translate('en')('terminal.more', { count: 1 })).toBe('… and 1 more')
    expect(translate('en')('terminal.more', { count: 7 })).toBe('… and 7 more')
    expect(translate('zh')('terminal.more', { count: 1 })).toBe('…… 另有 1 项')
  })
})
