import { createInstance } from 'i18next'
import { describe, expect, it } from 'vitest'
import { resources, type Translate, translate } from '../../src/cards/words/words.ts'
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

  it('are what i18next makes of them, in both languages', () => {
    const instance = createInstance()
    instance.init({
      fallbackLng: false,
      initAsync: false,
      resources: { en: { translation: resources.en }, zh: { translation: resources.zh } },
      interpolation: { escapeValue: false },
    })
    for (const lng of ['en', 'zh'] as const) {
      const all = [...textsIn(resources[lng])].flatMap(([key, forms]) => forms.map((text) => [key, text] as const))
      expect(all.length).toBeGreaterThan(100)
      for (const [key, text] of all) {
        const params = Object.fromEntries(placeholdersOf(text).map((name, index) => [name, name === 'count' ? 3 : `<${name} & ${index}>`]))
        expect(translate(lng)(key as Parameters<Translate>[0], params)).toBe(instance.t(key, { lng, ...params }))
      }
    }
  })
})
