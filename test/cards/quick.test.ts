import { describe, expect, it } from 'vitest'
import { quickTranslate } from '../../src/cards/words/quick.ts'
import { resources, type Translate, translate } from '../../src/cards/words/words.ts'
import { placeholdersOf, textsIn } from '../support/word-texts.ts'

type WordKey = Parameters<Translate>[0]

describe('the quick way to a text', () => {
  it('says the same as i18next, in both languages', () => {
    for (const language of ['en', 'zh'] as const) {
      const all = [...textsIn(resources[language])].flatMap(([key, forms]) => forms.map((text) => [key, text] as const))
      expect(all.length).toBeGreaterThan(100)
      for (const [key, text] of all) {
        const params = Object.fromEntries(placeholdersOf(text).map((name, index) => [name, name === 'count' ? 3 : `<${name} & ${index}>`]))
        expect(quickTranslate(language)(key as WordKey, params)).toBe(translate(language)(key as WordKey, params))
      }
    }
  })
})

describe('the words of the /fit card', () => {
  it('take the same numbers in both languages', () => {
    const english = textsIn(resources.en.fit)
    const chinese = [...textsIn(resources.zh.fit)]
    expect(chinese.map(([key]) => key)).toEqual([...english.keys()])
    const taken = (forms: readonly string[] = []) => placeholdersOf(forms.join(' ')).join()
    const differing = chinese.filter(([key, forms]) => taken(forms) !== taken(english.get(key)))
    expect(differing).toEqual([])
  })
})
