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
