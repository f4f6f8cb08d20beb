import { currencies } from './lex.ts'
import { isWord, type Lexeme, type NumberLexeme } from './lexeme.ts'
import type { Measure } from './words/meanings.ts'

/** Parts of a layout: "tp 4". */
const parts: ReadonlySet<Measure> = new Set<Measure>(['tensor', 'pipeline', 'data', 'expert'])

/** Measures that may stand before their number: "batch 8", "ctx=32768", 并发16. The others only follow ("8 cards"). */
const labels: ReadonlySet<Measure> = new Set<Measure>([
  ...(['context', 'max-context', 'whole-context', 'prompt', 'output', 'users', 'batch', 'rank', 'zero', 'ttft', 'utilization'] as const),
  ...parts,
])

/** Labels more often before their number than after it. */
const forward: ReadonlySet<Measure> = new Set<Measure>([
  ...(['batch', 'prompt', 'output', 'rank', 'zero', 'ttft', 'utilization'] as const),
  ...parts,
])

/** Measures that may follow over a small word or sign: "8 of the cards", "90 % utilization", "2-way tensor parallel". */
const acrossJoint: ReadonlySet<Measure> = new Set<Measure>(['tokens', 'parameters', 'cards', 'users', 'utilization', ...parts])

/** What a word may count for each scale: `70b` is no batch, `24gb` no context. */
const countable: Readonly<Record<NumberLexeme['scale'], (measure: Measure) => boolean>> = {
  '': () => true,
  k: () => true,
  wan: () => true,
  m: () => true,
  b: (measure) => measure === 'tokens' || measure === 'parameters' || isMoney(measure),
  t: (measure) => measure === 'tokens' || measure === 'parameters',
  yi: (measure) => measure === 'tokens' || measure === 'parameters' || isMoney(measure),
  gb: () => false,
  tb: () => false,
}

const money: ReadonlySet<Measure | ''> = new Set(['usd', 'cny', 'eur', 'gbp', 'jpy', 'inr', 'krw', 'aud', 'cad', 'hkd', 'twd', 'chf'])

export function isMoney(measure: Measure | ''): boolean {
  return money.has(measure)
}

/** Tells each number what it counts: by the label right before it, else the word right after, else a label a little before. */
export function attachMeasures(lexemes: readonly Lexeme[]): void {
  const hasOut = lexemes.some((lexeme) => lexeme.tag === 'measure' && lexeme.value === 'out')
  for (let at = 0; at < lexemes.length; at++) {
    const number = lexemes[at]
    if (number?.tag !== 'number') continue
    const before = lexemes[at - 1]
    // "epyc 9654": its name.
    if (before?.tag === 'device' && before.value === 'cpu' && number.scale === '' && number.raw >= 1000) {
      number.used = true
      continue
    }
    const currency = before?.tag === 'sign' ? currencies.get(before.value) : undefined
    if (currency !== undefined) number.unit = currency
    else if (isTime(lexemes[at + 1]) && claimBefore(lexemes, at, number, 3, 'ttft')) continue
    else if (isTime(lexemes[at + 1]) && areWithin(lexemes, at)) number.unit = 'ttft'
    else if (isOfSpeed(lexemes[at + 1])) claimAfter(lexemes, at, number, hasOut)
    else if (!claimBefore(lexemes, at, number, 1) && !isTimes(lexemes, at) && !claimAfter(lexemes, at, number, hasOut))
      claimBefore(lexemes, at, number, 3)
  }
  attachBillions(lexemes)
}

/** 单用户 30 token/s: nothing else is a speed. */
function isOfSpeed(lexeme: Lexeme | undefined): boolean {
  return lexeme?.tag === 'measure' && lexeme.value === 'speed' && !lexeme.claimed
}

function isTime(lexeme: Lexeme | undefined): boolean {
  return lexeme?.tag === 'measure' && (lexeme.value === 'seconds' || lexeme.value === 'milliseconds')
}

/** "99 % of requests under 500 ms": so many do not ask, so long they wait. */
function areWithin(lexemes: readonly Lexeme[], at: number): boolean {
  const [users, under] = [lexemes[at - 2], lexemes[at - 1]]
  return under?.tag === 'word' && under.value === 'under' && users?.tag === 'measure' && users.value === 'users'
}

/**
 * "7b 1b context": beside another size, a size with the word for a context next to it was meant as one. Alone it is the
 * model's ("7b context"), and so is one whose word has a number of its own ("13b context 8k").
 */
function attachBillions(lexemes: readonly Lexeme[]): void {
  let sized = false
  for (const [at, number] of lexemes.entries()) {
    sized ||= number.tag === 'model' && number.sizeB !== null
    if (number.tag !== 'number' || number.unit !== '' || (number.scale !== 'b' && number.scale !== 'yi')) continue
    const linked = lexemes[at - 1]?.tag === 'sign' && lexemes[at - 1]?.glued === true
    const [before, after] = [lexemes[linked ? at - 2 : at - 1], lexemes[at + 1]]
    const label = [before, after].find((lexeme) => lexeme?.tag === 'measure' && lexeme.value === 'context' && !lexeme.claimed)
    if (sized && label?.tag === 'measure' && (label === before || lexemes[at + 2]?.tag !== 'number')) {
      label.claimed = true
      number.unit = 'context'
    }
    sized = true
  }
}

/** `x4`: users already. */
function isTimes(lexemes: readonly Lexeme[], at: number): boolean {
  const before = lexemes[at - 1]
  const after = lexemes[at + 1]
  const counts = after?.tag === 'measure' && (after.value === 'users' || after.value === 'cards' || after.value === 'nodes')
  return before?.tag === 'sign' && before.value === 'x' && !before.glued && !counts
}

/** "2k batch 8": the label belongs to the number behind it, unless that one has a word of its own. */
function isLabelOfNext(lexemes: readonly Lexeme[], at: number, measure: Measure, depth = 0): boolean {
  const next = lexemes[at + 1]
  if (!forward.has(measure) || next?.tag !== 'number' || next.scale !== '') return false
  const after = lexemes[at + 2]
  // "prompt 512 x4" ends in users; "users 2x3090" and "2 x 3090" in cards.
  if (after?.tag === 'sign' && after.value === 'x') return !after.glued && lexemes[at + 3]?.glued === true
  if (after?.tag !== 'measure' || after.value === 'seconds' || after.value === 'milliseconds') return true
  return depth < 4 && isLabelOfNext(lexemes, at + 2, after.value, depth + 1)
}

/** Looks back over `=`, "of" and, from further away, small words that change nothing. */
function claimBefore(lexemes: readonly Lexeme[], at: number, number: NumberLexeme, reach: number, only?: Measure): boolean {
  const next = lexemes[at + 1]
  // "batch 2x3090", "tp 2 x 4090": the number counts what follows.
  if (next?.tag === 'sign' && next.value === 'x' && (reach > 1 || isDevice(lexemes, at + 2))) return false
  for (let i = at - 1; i >= Math.max(0, at - 1 - reach); i--) {
    const lexeme = lexemes[i]
    if (lexeme === undefined) return false
    if (lexeme.tag === 'measure') {
      // "how many requests can 4 cards …": the number asked for is not the next one.
      const asked = reach > 1 && isWord(lexemes[i - 1], 'how-many')
      if (
        asked ||
        lexeme.claimed ||
        (only !== undefined && lexeme.value !== only) ||
        !labels.has(lexeme.value) ||
        !countable[number.scale](lexeme.value)
      )
        return false
      // 每路 16k: what each has.
      if (lexeme.value === 'users' && (isWord(lexemes[i - 1], 'per') || isWord(lexemes[i - 1], 'each'))) return false
      // 专家并行 16张H20: the cards are counted, and shared by all the experts.
      if (parts.has(lexeme.value) && number.glued === false && next?.tag === 'measure' && next.value === 'cards') return false
      // "max context 2 cards": nobody's context is that short.
      if ((lexeme.value === 'max-context' || lexeme.value === 'whole-context') && number.amount < 128) return false
      lexeme.claimed = true
      number.unit = meant(lexeme.value, number)
      number.labelled = true
      return true
    }
    const link =
      lexeme.tag === 'sign' &&
      (lexeme.value === '=' || lexeme.value === ':' || lexeme.value === '-' || lexeme.value === '<' || lexeme.value === '>')
    const small =
      lexeme.tag === 'word' &&
      (lexeme.value === 'of' || lexeme.value === 'about' || lexeme.value === 'under' || (reach > 1 && lexeme.value === 'noise'))
    if (!link && !small) return false
  }
  return false
}

/** "8k sequences" are so long, "64 sequences" so many. */
const shortestSequence = 1024
/** No pipeline is so long: "pp512" is the prompt of a benchmark. */
const shortestPrompt = 128

function meant(measure: Measure, { amount }: NumberLexeme): Measure {
  if (measure === 'max-context' || measure === 'whole-context') return 'context'
  if (measure === 'sequences') return amount >= shortestSequence ? 'context' : 'users'
  return measure === 'pipeline' && amount >= shortestPrompt ? 'prompt' : measure
}

/** A card, perhaps behind its maker. */
function isDevice(lexemes: readonly Lexeme[], at: number): boolean {
  return lexemes[at]?.tag === 'gpu' || (isWord(lexemes[at], 'maker') && lexemes[at + 1]?.tag === 'gpu')
}

/** "512 tokens in 128 tokens out", not "1m tokens in 2 weeks". */
function isInAndOut(lexemes: readonly Lexeme[], at: number): boolean {
  const isOut = (lexeme: Lexeme | undefined) => lexeme?.tag === 'measure' && lexeme.value === 'out'
  return lexemes[at]?.tag === 'number' && (isOut(lexemes[at + 1]) || isOut(lexemes[at + 2]))
}

function claimAfter(lexemes: readonly Lexeme[], at: number, number: NumberLexeme, hasOut: boolean): boolean {
  for (let i = at + 1; i <= at + 2; i++) {
    const lexeme = lexemes[i]
    if (lexeme === undefined) return false
    if (lexeme.tag === 'measure') {
      if (isLabelOfNext(lexemes, i, lexeme.value)) return false
      const usable =
        !lexeme.claimed &&
        countable[number.scale](lexeme.value) &&
        (lexeme.value !== 'in' || hasOut) &&
        lexeme.value !== 'zero' &&
        lexeme.value !== 'rank'
      if (!usable || (i > at + 1 && !acrossJoint.has(lexeme.value))) return false
      lexeme.claimed = true
      const direction = lexeme.value === 'tokens' && hasOut ? lexemes[i + 1] : undefined
      if (direction?.tag === 'measure' && (direction.value === 'out' || (direction.value === 'in' && isInAndOut(lexemes, i + 2)))) {
        direction.claimed = true
        number.unit = direction.value
        return true
      }
      // 2万块 is money, 8块 are cards.
      number.unit = number.scale === 'wan' && lexeme.value === 'cards' ? 'cny' : meant(lexeme.value, number)
      return true
    }
    const joint =
      (lexeme.tag === 'sign' && ((lexeme.value === '-' && lexeme.glued) || lexeme.value === '%')) ||
      (lexeme.tag === 'word' && (lexeme.value === 'of' || lexeme.value === 'measure-word'))
    const training = lexeme.tag === 'cue' && lexeme.value === 'train'
    if (!joint && !training) return false
  }
  return false
}
