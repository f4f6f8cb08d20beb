import { isSign, isWord, type Lexeme, type NumberLexeme, type Written } from './lexeme.ts'
import type { Problem } from './question.ts'

export interface ReadLengths {
  readonly context: number | null
  readonly promptTokens: number | null
  readonly outputTokens: number | null
  readonly concurrency: number | null
  readonly batch: number | null
  readonly trainTokens: number | null
  readonly moreContexts: number[]
  readonly moreUsers: number[]
  readonly problems: Problem[]
}

const longestContext = 100_000_000
const mostUsers = 1_000_000
/** Fewer tokens than this are a sequence, more are a training set. */
const fewestTrainTokens = 1_000_000

/** Powers of two people mean by their k. */
const binary = new Set([2, 4, 8, 16, 32, 64, 128, 256])

/** Tokens of "32k", "131072", "1m". */
function tokensOf(number: NumberLexeme): number {
  return number.scale === 'k' && binary.has(number.raw) ? number.raw * 1024 : number.amount
}

/** Lengths, users and batches: "32k ctx", "512 in 128 out", "x4", 并发16, "bs8", "2T tokens". */
export function readLengths(lexemes: readonly Lexeme[], written: Written): ReadLengths {
  const problems: Problem[] = []
  const contexts: number[] = []
  const inNames: number[] = []
  const users: number[] = []
  const staff: number[] = []
  let promptTokens: number | null = null
  let outputTokens: number | null = null
  let batch: number | null = null
  let trainTokens: number | null = null
  const length = (number: NumberLexeme): number | null => {
    const tokens = tokensOf(number)
    if (tokens >= 1 && tokens <= longestContext) return Math.round(tokens)
    problems.push({ slot: 'context', text: written(number) })
    return null
  }
  const people = (number: NumberLexeme): number | null => {
    if (number.amount >= 1 && number.amount <= mostUsers) return Math.round(number.amount)
    problems.push({ slot: 'concurrency', text: written(number) })
    return null
  }
  for (let at = 0; at < lexemes.length; at++) {
    const number = lexemes[at]
    if (number?.tag !== 'number' || number.used) continue
    switch (roleOf(lexemes, at, number)) {
      case 'context': {
        const tokens = length(number)
        // "from 8k to 64k": it will be the second.
        if (tokens !== null && contexts.length === 1 && isGrown(lexemes, at)) contexts.pop()
        if (tokens !== null) (isInName(lexemes, at) ? inNames : contexts).push(tokens)
        break
      }
      case 'prompt':
        promptTokens ??= length(number)
        break
      case 'output':
        outputTokens ??= length(number)
        break
      case 'users': {
        const count = people(number)
        if (count !== null) (number.unit === 'people' ? staff : users).push(count)
        break
      }
      case 'batch':
        batch ??= people(number)
        break
      case 'train':
        if (number.amount > 0 && number.amount <= 1e18) trainTokens ??= number.amount
        break
      case undefined:
        continue
    }
    number.used = true
  }
  const [context = null, ...moreContexts] = [...new Set([...contexts, ...inNames])]
  const [concurrency = null, ...moreUsers] = [...new Set([...users, ...staff])]
  return { context, promptTokens, outputTokens, concurrency, batch, trainTokens, moreContexts, moreUsers, problems }
}

/** "full context", 拉满上下文: as much as the model takes, wherever nobody asks how much that is. The place, or undefined. */
export function wholeContext(lexemes: readonly Lexeme[]): Lexeme | undefined {
  return lexemes.find(
    (lexeme, at) =>
      lexeme.tag === 'measure' &&
      (lexeme.value === 'whole-context' || (lexeme.value === 'max-context' && !isQuestion(lexemes, at))) &&
      !lexeme.claimed &&
      !isAsked(lexemes, at),
  )
}

/** "…, max context?" */
function isQuestion(lexemes: readonly Lexeme[], at: number): boolean {
  const [before, after] = [lexemes[at - 1], lexemes[at + 1]]
  return after?.tag === 'sign' && after.value === '?' && !isWord(before, 'at', 'with')
}

/** "what is the max context", "max context i can run", 最大上下文多少. */
function isAsked(lexemes: readonly Lexeme[], at: number): boolean {
  let before = at - 1
  while (isWord(lexemes[before], 'noise', 'of')) before--
  let after = at + 1
  while (isWord(lexemes[after], 'noise', 'of', 'not', 'with')) after++
  const ask = (lexeme: Lexeme | undefined) =>
    isWord(lexeme, 'how-many') ||
    (lexeme?.tag === 'cue' &&
      (lexeme.value === 'question' || lexeme.value === 'which' || lexeme.value === 'ask' || lexeme.value === 'define'))
  const next = lexemes[after]
  return (ask(lexemes[before]) && before > at - 4) || ask(next) || (next?.tag === 'cue' && next.value === 'inference')
}

type Role = 'context' | 'prompt' | 'output' | 'users' | 'batch' | 'train'

function roleOf(lexemes: readonly Lexeme[], at: number, number: NumberLexeme): Role | undefined {
  switch (number.unit) {
    case 'context':
      return isPer(lexemes, at, number) ? undefined : 'context'
    case 'prompt':
    case 'in':
      return 'prompt'
    case 'output':
    case 'out':
      return 'output'
    case 'users':
      return 'users'
    case 'people':
      return number.han && number.raw === 1 ? undefined : 'users'
    case 'batch':
      return 'batch'
    case 'tokens':
      if (isPer(lexemes, at, number) || isDaily(lexemes[at - 1])) return undefined
      if (
        number.scale === 'm' ||
        number.scale === 'b' ||
        number.scale === 't' ||
        number.scale === 'yi' ||
        number.amount >= fewestTrainTokens
      )
        return 'train'
      return number.amount >= 128 || number.raw <= 0 ? 'context' : undefined
    case '':
      return bareRole(lexemes, at, number)
    default:
      return undefined
  }
}

/** "ctx from 8k to 64k", "8k -> 64k": what it was, then what it will be. */
function isGrown(lexemes: readonly Lexeme[], at: number): boolean {
  const arrow = lexemes[at - 1]?.tag === 'sign' && lexemes[at - 2]?.tag === 'sign'
  const before = lexemes[arrow ? at - 3 : at - 2]
  const linked = arrow ? isSign(lexemes[at - 1], '>') && isSign(lexemes[at - 2], '-') : isWord(lexemes[at - 1], 'to')
  return linked && before?.tag === 'number' && before.used && before.scale === 'k'
}

/** The 128k of `chatglm3-6b-128k`: what the model can, where something else was asked for. */
function isInName(lexemes: readonly Lexeme[], at: number): boolean {
  const sign = lexemes[at - 1]
  return sign?.tag === 'sign' && sign.value === '-' && sign.glued && lexemes[at]?.glued === true
}

/** A number that nothing names: `32k` is a context, `x4` users, a further `5000亿` or `2T` beside a size tokens. */
function bareRole(lexemes: readonly Lexeme[], at: number, number: NumberLexeme): Role | undefined {
  const before = lexemes[at - 1]
  // "on alpaca 52k": the rows of a data set.
  if (before?.tag === 'problem' && before.slot === 'model') return undefined
  if (number.scale === 'k') return number.raw > 10_000 || isPer(lexemes, at, number) || isLabelLike(lexemes[at + 1]) ? undefined : 'context'
  if (number.scale === 'm' && number.raw > 0) return 'context'
  if (number.scale === 't' || number.scale === 'yi') return 'train'
  if (number.scale === '' && before?.tag === 'sign' && before.value === 'x' && !before.glued && number.glued) return 'users'
  return undefined
}

/** 一天一亿token: a load, not a training set. */
function isDaily(lexeme: Lexeme | undefined): boolean {
  return lexeme?.tag === 'measure' && lexeme.value === 'duration'
}

/** "52k examples": counts something we have no slot for. */
function isLabelLike(lexeme: Lexeme | undefined): boolean {
  return lexeme?.tag === 'unknown' || (lexeme?.tag === 'measure' && lexeme.value === 'other')
}

/** "per 1k context", 每百万token: a unit of something else. */
function isPer(lexemes: readonly Lexeme[], at: number, number: NumberLexeme): boolean {
  for (const i of [at - 1, at + 1, at + 2]) {
    const lexeme = lexemes[i]
    // "every 1k tokens", "10M tokens a day".
    if (isWord(lexeme, 'per') && (i < at || lexemes[at + 1]?.tag === 'measure')) return true
    // "each 1k tokens" is a unit, "8 users each 4k" a context.
    if (isWord(lexeme, 'each') && i < at && number.raw === 1) return true
    if (lexeme?.tag === 'cue' && (lexeme.value === 'per-hour' || lexeme.value === 'per-million')) return true
  }
  return false
}
