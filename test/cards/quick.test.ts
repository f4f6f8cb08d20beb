import { describe, expect, it } from 'vitest'
import { quickTranslate } from '../../src/cards/words/quick.ts'
import { resources, type Translate, translate } from '../../src/cards/words/words.ts'

type WordKey = Parameters<Translate>[0]

/** Every text with the names it takes; the two forms of a plural are one key. */
function texts(tree: object, path = ''): (readonly [key: string, text: string])[] {
  return Object.entries(tree).flatMap(([name, value]) => {
    const key = path === '' ? name : `${path}.${name}`
    return typeof value === 'string' ? [[key.replace(/_(one|other)$/, ''), value] as const] : texts(value as object, key)
  })
}

function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? ''))].sort()
}

describe('the quick way to a text', () => {
  it('says the same as i18next, in both languages', () => {
    for (const language of ['en', 'zh'] as const) {
      const all = texts(resources[language])
      expect(all.length).toBeGreaterThan(100)
      for (const [key, text] of all) {
        const params = Object.fromEntries(placeholders(text).map((name, index) => [name, name === 'count' ? 3 : `<${name} & ${index}>`]))
        expect(quickTranslate(language)(key as WordKey, params)).toBe(translate(language)(key as WordKey, params))
      }
    }
  })
})

describe('the words of the /fit card', () => {
  it('take the same numbers in both languages', () => {
    const english = new Map(texts(resources.en.fit))
    const chinese = texts(resources.zh.fit)
    expect(chinese.map(([key]) => key)).toEqual([...english.keys()])
    const differing = chinese.filter(([key, text]) => placeholders(text).join() !== placeholders(english.get(key) ?? '').join())
    expect(differing).toEqual([])
  })
})
