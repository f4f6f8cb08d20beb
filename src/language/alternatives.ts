import { beginningOf, type Clause, clausesOf } from './clauses.ts'
import type { Lexed } from './lex.ts'
import type { Lexeme } from './lexeme.ts'
import { predicates, settledWords } from './words/aloud.ts'

/**
 * Whether a text sets two things of one kind against each other and says no more: "p40 or mi50 for a cheap llm box", "q4 vs q8 on 16gb",
 * 选q4还是q5. That asks, mark or not; with a verb it tells, "a 3090 or a 4090 will do".
 */
export function posesAlternatives({ text, atoms, lexemes }: Lexed): boolean {
  if (atoms.some(({ text: word }) => settledWords.has(word))) return false
  const clauses = clausesOf(text, atoms)
  return lexemes.some((lexeme, at) => {
    if (!isBetween(lexeme)) return false
    const clause = clauses.find(({ from, to }) => from <= lexeme.from && lexeme.from < to)
    if (clause === undefined) return false
    const inside = ({ from }: Lexeme) => from >= clause.from && from < clause.to
    const before = lexemes.slice(Math.max(0, at - 5), at).filter(inside)
    const behind = lexemes.slice(at + 1, at + 6).filter(inside)
    if (behind.length === 0)
      return atoms[lexeme.from]?.kind === 'han' && lexemes.slice(0, at).filter((one) => inside(one) && kindOf(one) === 'card').length > 1
    const kinds = new Set(before.map(kindOf))
    const shared = new Set(behind.map(kindOf).filter((kind) => kind !== undefined && kinds.has(kind)))
    if (shared.size === 0) return false
    if (!isSide(behind)) return false
    return atoms[lexeme.from]?.kind === 'han' || isBare({ text, atoms, lexemes }, clause, shared)
  })
}

/** or, vs, 还是, 对比. */
const isBetween = (lexeme: Lexeme) => lexeme.tag === 'cue' && (lexeme.value === 'or' || lexeme.value === 'versus')

/** What a lexeme is one of. */
function kindOf(lexeme: Lexeme): 'card' | 'format' | 'model' | 'memory' | 'method' | 'way' | undefined {
  switch (lexeme.tag) {
    case 'gpu':
    case 'device':
      return 'card'
    case 'word':
      return lexeme.value === 'gguf' ? 'format' : undefined
    case 'format':
    case 'method':
      return lexeme.tag
    case 'model':
    case 'family':
      return 'model'
    case 'number':
      return lexeme.scale === 'b' ? 'model' : lexeme.scale === 'gb' ? 'memory' : undefined
    case 'cue':
      return lexeme.value === 'api' || lexeme.value === 'own' || lexeme.value === 'rent' ? 'way' : undefined
    default:
      return undefined
  }
}

/** What stands behind the word begins with a thing, how many of it or what is done with it: 还是 is also "still". */
function isSide(behind: readonly Lexeme[]): boolean {
  for (const lexeme of behind) {
    if (kindOf(lexeme) !== undefined) return true
    const leads =
      lexeme.tag === 'count' ||
      lexeme.tag === 'number' ||
      lexeme.tag === 'sign' ||
      (lexeme.tag === 'measure' && lexeme.value === 'cards') ||
      // 还是等5090.
      (lexeme.tag === 'unknown' && lexeme.value.length === 1) ||
      (lexeme.tag === 'cue' && lexeme.value === 'inference') ||
      (lexeme.tag === 'word' &&
        (lexeme.value === 'on' ||
          lexeme.value === 'measure-word' ||
          lexeme.value === 'maker' ||
          lexeme.value === 'noise' ||
          lexeme.value === 'doubt' ||
          lexeme.value === 'used'))
    if (!leads) return false
  }
  return false
}

/** It begins with what is compared, and nothing in it says anything of that. */
function isBare({ atoms, lexemes }: Lexed, clause: Clause, kinds: ReadonlySet<ReturnType<typeof kindOf>>): boolean {
  const from = beginningOf(atoms, clause)
  for (let at = clause.from; at < clause.to && atoms[at]?.text !== 'which'; at++) if (predicates.has(atoms[at]?.text ?? '')) return false
  const first = lexemes.find((lexeme) => lexeme.from >= from && !(lexeme.tag === 'word' || lexeme.tag === 'count' || lexeme.tag === 'sign'))
  // "buy a used a6000 or two 3090s".
  return first !== undefined && first.to <= clause.to && (kinds.has(kindOf(first)) || kindOf(first) === 'way' || first.tag === 'number')
}
