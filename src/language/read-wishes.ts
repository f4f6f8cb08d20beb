import { isWord, type Lexeme, type NumberLexeme, type Written } from './lexeme.ts'
import { isMoney } from './measures.ts'
import type { Problem, Question } from './question.ts'
import { mostNodes } from './read-gpus.ts'

type Wishes = Pick<
  Question,
  | 'runtime'
  | 'targetTokensPerSecond'
  | 'targetTtftSeconds'
  | 'method'
  | 'optimizer'
  | 'zeroStage'
  | 'loraRank'
  | 'checkpointing'
  | 'budget'
  | 'nodes'
>

/** Tokens per second. */
const fastest = 1e6

/** How it should run or train, and for how much. */
export function readWishes(lexemes: readonly Lexeme[], zh: boolean): Wishes {
  const methods = [...new Set(lexemes.flatMap((lexeme) => (lexeme.tag === 'method' ? [lexeme.value] : [])))]
  // "not lora" is said to correct: full wins.
  const method = methods.includes('full') ? 'full' : (methods[0] ?? null)
  const checkpointing = lexemes.find((lexeme) => lexeme.tag === 'checkpointing')
  return {
    runtime: textOf(lexemes, 'runtime'),
    optimizer: textOf(lexemes, 'optimizer'),
    method,
    checkpointing: checkpointing?.tag === 'checkpointing' ? checkpointing.value === 'on' : null,
    zeroStage: labelled(lexemes, 'zero', 0, 3),
    loraRank: labelled(lexemes, 'rank', 1, 65_536),
    targetTokensPerSecond: target(lexemes),
    targetTtftSeconds: firstToken(lexemes),
    nodes: labelled(lexemes, 'nodes', 1, mostNodes),
    budget: budget(lexemes, zh),
  }
}

/** Servers and speeds nobody has: `-2 nodes` is a count that cannot be one, and speed has no slot for what is wrong with it. */
export function badWishes(lexemes: readonly Lexeme[], written: Written): { readonly problems: Problem[]; readonly unknown: string[] } {
  const problems: Problem[] = []
  const unknown: string[] = []
  for (const [at, number] of lexemes.entries()) {
    if (number.tag !== 'number') continue
    const { amount, unit } = number
    if (unit === 'nodes' && !(amount >= 1 && amount <= mostNodes && Number.isInteger(amount)) && !number.used)
      problems.push({ slot: 'count', text: written(number) })
    const after = lexemes[at + 1]
    if (unit === 'speed' && !(amount > 0 && amount <= fastest))
      unknown.push(written(number, after?.tag === 'measure' && after.value === 'speed' ? after : number))
  }
  return { problems, unknown }
}

function textOf(lexemes: readonly Lexeme[], tag: 'runtime' | 'optimizer'): string | null {
  const found = lexemes.find((lexeme) => lexeme.tag === tag)
  return found?.tag === tag ? found.value : null
}

function labelled(lexemes: readonly Lexeme[], unit: 'zero' | 'rank' | 'nodes', low: number, high: number): number | null {
  for (const lexeme of lexemes) {
    if (lexeme.tag !== 'number' || lexeme.unit !== unit || lexeme.used) continue
    if (!(lexeme.amount >= low && lexeme.amount <= high && Number.isInteger(lexeme.amount))) continue
    lexeme.used = true
    return lexeme.amount
  }
  return null
}

/** "9 t/s, expected?", "… at 2 t/s, why?": what somebody has and doubts. */
function isDoubted(lexemes: readonly Lexeme[]): boolean {
  return lexemes.some((lexeme) => isWord(lexeme, 'doubt') || (lexeme.tag === 'cue' && lexeme.value === 'why'))
}

/** 每秒能有20个token, 速度50token以上, 70 token 每秒. */
function isPerSecond(lexemes: readonly Lexeme[], at: number): boolean {
  const rate = lexemes[at + 2]
  if (rate?.tag === 'measure' && rate.value === 'speed') return true
  for (let i = at - 1; i >= Math.max(0, at - 3); i--) {
    const lexeme = lexemes[i]
    if (lexeme?.tag === 'measure') return lexeme.value === 'speed'
    if (lexeme?.tag === 'cue' && lexeme.value === 'speed') return true
    if (lexeme?.tag === 'number') return false
  }
  return false
}

/** "at 20 tok/s", "70b 30 t/s", 能有5个tps: wished for. */
function target(lexemes: readonly Lexeme[]): number | null {
  const doubted = isDoubted(lexemes)
  // "gives 9 t/s", or a speed among results.
  let told = lexemes.some((lexeme) => lexeme.tag === 'cue' && lexeme.value === 'report')
  for (let at = 0; at < lexemes.length; at++) {
    const number = lexemes[at]
    told ||= isWord(number, 'got', 'mere', 'used')
    if (number?.tag !== 'number' || !(number.unit === 'speed' || (number.unit === 'tokens' && isPerSecond(lexemes, at)))) continue
    number.used = true
    const before = isWord(lexemes[at - 1], 'about', 'noise') ? lexemes[at - 2] : lexemes[at - 1]
    const wished =
      isWord(before, 'at', 'least') ||
      (before?.tag === 'cue' && before.value === 'need') ||
      (before?.tag === 'sign' && before.value === '>')
    if (!doubted && (wished || !told) && number.amount > 0 && number.amount <= fastest) return number.amount
  }
  return null
}

function firstToken(lexemes: readonly Lexeme[]): number | null {
  for (let at = 0; at < lexemes.length; at++) {
    const number = lexemes[at]
    if (number?.tag !== 'number' || number.unit !== 'ttft') continue
    number.used = true
    const next = lexemes[at + 1]
    const seconds = next?.tag === 'measure' && next.value === 'milliseconds' ? number.amount / 1000 : number.amount
    if (seconds > 0 && seconds <= 86_400) return seconds
  }
  return null
}

/** Money to spend: "budget is $50k", "under $500", 花2万块, 10w左右. A price somebody asks does not count. */
function budget(lexemes: readonly Lexeme[], zh: boolean): Question['budget'] {
  for (let at = 0; at < lexemes.length; at++) {
    const number = lexemes[at]
    if (number?.tag !== 'number' || number.used) continue
    const money = isMoney(number.unit) ? number.unit : zh && isSum(lexemes, at, number) ? 'cny' : undefined
    if (money === undefined) continue
    number.used = true
    if (isBudget(lexemes, at) && number.amount > 0 && number.amount <= 1e12) return { amount: number.amount, currency: money.toUpperCase() }
  }
  return null
}

/** 2万, 预算5000, 预算5000块, 3000块以内: 块 counts cards as well as yuan, and nobody has so many. */
function isSum(lexemes: readonly Lexeme[], at: number, { scale, unit, amount }: NumberLexeme): boolean {
  const isSaid = isWord(lexemes[at - 1], 'budget') || isWord(lexemes[at + 2], 'under')
  if (unit === 'cards') return scale === '' && amount >= fewestYuan && isSaid
  return unit === '' && (scale === 'wan' || (scale === '' && isWord(lexemes[at - 1], 'budget')))
}

const fewestYuan = 100

/** "budget of $50k", "under $500", "$2500 to spend", "got £1800", "i have 3000 eur": to be spent; "$4/hr" and "for $200" are prices. */
function isBudget(lexemes: readonly Lexeme[], at: number): boolean {
  for (let i = at + 1; i <= at + 2; i++) if (isPer(lexemes[i])) return false
  for (let i = Math.max(0, at - 3); i <= at + 3; i++) if (isWord(lexemes[i], 'budget', 'under')) return true
  for (let i = Math.max(0, at - 3); i < at; i++) if (isWord(lexemes[i], 'got', 'with')) return true
  return isOfAnyCard(lexemes)
}

/** "best gpu for $500": no card is named whose price it could be. */
function isOfAnyCard(lexemes: readonly Lexeme[]): boolean {
  const speaks = lexemes.some(
    (said) => (said.tag === 'measure' && said.value === 'cards') || (said.tag === 'cue' && said.value === 'which-one'),
  )
  const names = lexemes.some(({ tag }) => tag === 'gpu' || tag === 'model')
  return speaks && !names && !lexemes.some((lexeme) => lexeme.tag === 'cue' && lexeme.value === 'price')
}

function isPer(lexeme: Lexeme | undefined): boolean {
  return (lexeme?.tag === 'cue' && (lexeme.value === 'per-hour' || lexeme.value === 'per-million')) || isWord(lexeme, 'per')
}
