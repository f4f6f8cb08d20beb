import { lex } from './lex.ts'
import type { Lexeme } from './lexeme.ts'

/** Lexemes of the longest name looked at: "stable diffusion xl base 1.0". */
const longestName = 4

/**
 * What a text names of another world, as it was typed: "stable diffusion xl", "whisper large v3"; undefined where it names nothing of one.
 */
export function otherWorldSaid(said: string): string | undefined {
  const { text, atoms, lexemes } = lex(said)
  const first = lexemes.findIndex(({ tag }) => tag === 'off')
  if (first < 0) return undefined
  let last = first
  for (let at = first + 1; at < lexemes.length && at < first + longestName; at++) {
    const lexeme = lexemes[at]
    if (lexeme === undefined || !(isOfName(lexeme) || isBetween(lexeme))) break
    if (isOfName(lexeme)) last = at
  }
  const [from, to] = [lexemes[first]?.from ?? 0, lexemes[last]?.to ?? 0]
  return text.slice(atoms[from]?.start, atoms[to - 1]?.end).slice(0, 60)
}

const isOfName = ({ tag }: Lexeme) => tag === 'off' || tag === 'unknown' || tag === 'number'
const isBetween = (lexeme: Lexeme) => lexeme.tag === 'word' && lexeme.value === 'noise'
