import { asksForHardware } from './asks-hardware.ts'
import { lex } from './lex.ts'
import { doers, howToHan, reckoning } from './words/aloud.ts'
import type { Cue } from './words/meanings.ts'

/** UTF-16 units that are read: nobody asks a room in more. */
export const longest = 500

const resources: ReadonlySet<Cue> = new Set<Cue>([
  'inference',
  'fit',
  'need',
  'memory',
  'speed',
  'price',
  'rent',
  'cheap',
  'how-big',
  'how-long',
  'which-model',
  'per-hour',
])

/** Of a computer as of a card: said alone they say nothing of either. */
const memoryWords: ReadonlySet<string> = new Set(['memory', 'ram', 'specs'])

/** Of much besides machines: "is it safe to use at work". */
const vagueWork: ReadonlySet<string> = new Set(['use', 'work', 'works', 'generate', 'load', 'loading', 'handle'])
/** "does flash attention work on a v100". */
const vagueRun: ReadonlySet<string> = new Set(['work', 'works', 'generate', 'load', 'loading'])
const howMuch = /\bhow much\b|多少/i

/** "what did you think of the new qwen" names a model and asks nothing of machines. */
export function speaksOfResources(text: string): boolean {
  const { lexemes, atoms } = lex(text.slice(0, longest))
  if (asksForHardware(text) || atoms.some(({ text: word }) => memoryWords.has(word))) return true
  const amount = howMuch.test(text)
  return lexemes.some((lexeme) => {
    switch (lexeme.tag) {
      case 'gpu':
      case 'device':
        return true
      case 'cue':
        return resources.has(lexeme.value) && !(lexeme.value === 'inference' && vagueWork.has(atoms[lexeme.from]?.text ?? ''))
      case 'word':
        return amount && lexeme.value === 'used'
      case 'number':
        return lexeme.scale === 'gb' || lexeme.scale === 'tb'
      case 'measure':
        return lexeme.value === 'speed' || lexeme.value === 'users' || lexeme.value === 'cards'
      default:
        return false
    }
  })
}

const running: ReadonlySet<Cue> = new Set<Cue>([
  'inference',
  'memory',
  'which-model',
  'what-can',
  'models',
  'llm',
  'llms',
  'how-big',
  'speed',
])

/** "is 16gb enough?": for what, those know who were there. */
export function speaksOfRunning(text: string): boolean {
  const { lexemes, atoms } = lex(text.slice(0, longest))
  if (atoms.some(({ text: word }) => word === 'model')) return true
  return lexemes.some(
    (lexeme) =>
      lexeme.tag === 'intent' ||
      lexeme.tag === 'family' ||
      (lexeme.tag === 'cue' && running.has(lexeme.value) && !vagueRun.has(atoms[lexeme.from]?.text ?? '')),
  )
}

/** "how do i quantize a model": how something is done is told elsewhere; how it is reckoned or why it is so is told here. */
export function asksHowTo(text: string): boolean {
  if (howToHan.test(text)) return true
  const { atoms } = lex(text.slice(0, longest))
  return atoms.some(({ text: word }, at) => {
    if (word !== 'how') return false
    const [helper, who, verb] = atoms.slice(at + 1, at + 4).map(({ text: next }) => next)
    if (helper === 'to') return !reckoning.has(who ?? '')
    return doers.has(who ?? '') && !reckoning.has(verb ?? '')
  })
}

const fault = /\b(?:error|warning|crash|exception|fail)|报错|失败/i
const ofOnes = /\bwhy(?:'?s| is| are)? my\b/i

/** "why's my q4 slower", "got a warning": something is wrong with what somebody has. What fills his memory is explained. */
export function tellsOfFault(text: string): boolean {
  return fault.test(text) || (ofOnes.test(text) && !speaksOfResources(text))
}
