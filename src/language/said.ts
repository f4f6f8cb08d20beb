import { isOtherName } from '../catalog/names.ts'
import type { Model } from '../catalog/types.ts'
import { lex } from './lex.ts'

/** Characters read: what is named is named in a sentence. */
const longestRead = 4000

const lexemesOf = (text: string) => lex(text.slice(0, longestRead)).lexemes

/** The family a text names where it names no model of it, as "llama 2", "qwen"; undefined where it names none. */
export function familySaid(text: string): string | undefined {
  const family = lexemesOf(text).find((lexeme) => lexeme.tag === 'family')
  return family?.tag === 'family' ? family.value : undefined
}

/** Every runtime a text names, each once, in its order: a question has room for one. */
export function runtimesSaid(text: string): readonly string[] {
  return [...new Set(lexemesOf(text).flatMap((lexeme) => (lexeme.tag === 'runtime' ? [lexeme.value] : [])))]
}

/** Every model that a text calls by the name of another one, which has the same size and shape and no row of its own. */
export function otherNamesSaid(text: string): readonly { readonly said: string; readonly model: Model }[] {
  const { text: read, atoms, lexemes } = lex(text.slice(0, longestRead))
  return lexemes.flatMap((lexeme) => {
    if (lexeme.tag !== 'model') return []
    const named = atoms.slice(lexeme.from, lexeme.to)
    const words = named.map((atom) => atom.text)
    if (!isOtherName(words, lexeme.model)) return []
    return [{ said: read.slice(named[0]?.start, named.at(-1)?.end), model: lexeme.model }]
  })
}
