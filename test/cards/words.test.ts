import { describe, expect, it } from 'vitest'
import { resources, translate } from '../../src/cards/words/words.ts'

/** Every text with its key; the forms of a plural under one key, since Chinese has one form and English two. */
function texts(tree: object, path = ''): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [name, value] of Object.entries(tree)) {
    const key = path + name
    const inner = typeof value === 'string' ? new Map([[key.replace(/_(one|other)$/, ''), [value]]]) : texts(value, `${key}.`)
    for (const [at, more] of inner) found.set(at, [...(found.get(at) ?? []), ...more])
  }
  return found
}

const placeholders = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort()
const english = texts(resources.en)
const chinese = texts(resources.zh)

describe('the words', () => {
  it('have the same keys in both languages', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
    expect(english.size).toBeGreaterThan(40)
  })

  it('have the same placeholders in both languages', () => {
    const different = [...english].filter(
      ([key, forms]) => JSON.stringify(placeholders(forms.join(' '))) !== JSON.stringify(placeholders((chinese.get(key) ?? []).join(' '))),
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
