import { lex } from './lex.ts'

/** Characters read: whoever says a family says it in a sentence. */
const longestRead = 4000

/** The family a text names where it names no model of it, as "llama 2", "qwen"; undefined where it names none. */
export function familySaid(text: string): string | undefined {
  const family = lex(text.slice(0, longestRead)).lexemes.find((lexeme) => lexeme.tag === 'family')
  return family?.tag === 'family' ? family.value : undefined
}
