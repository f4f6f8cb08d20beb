import { isDigit, isHan } from '../catalog/find-atoms.ts'
import type { Lexeme } from './lexeme.ts'
import type { Question } from './question.ts'
import type { Cue } from './words/meanings.ts'

/** What the rules for the kind of answer look at. */
export interface Scene {
  readonly question: Question
  readonly cues: ReadonlySet<Cue>
  readonly first: string
  readonly lexemes: readonly Lexeme[]
  /** A question mark, or words that ask; `asks` counts words that imply it ("price", "enough"). */
  readonly asksOutright: boolean
  readonly asks: boolean
  /** A model, its family, or a size. */
  readonly subject: boolean
  /** A card, or its memory. */
  readonly hardware: boolean
  /** Different chips named. */
  readonly chips: number
  readonly formats: number
  readonly concept: boolean
  /** Neighbouring worlds that words came from. */
  readonly off: readonly string[]
  /** Names nobody knows: in a text that speaks of no language model, probably what it is about. */
  readonly strangers: number
  /** Words of any kind. */
  readonly words: number
  readonly unknown: number
  /** Words understood that mean nothing here. */
  readonly small: number
  /** Time is asked for, before any money. */
  readonly timeFirst: boolean
}

export const any = (cues: ReadonlySet<Cue>, ...wanted: readonly Cue[]) => wanted.some((cue) => cues.has(cue))

export function hasMeasure(lexemes: readonly Lexeme[], value: string): boolean {
  return lexemes.some((lexeme) => lexeme.tag === 'measure' && lexeme.value === value)
}

/** "how long to train it, and what does it cost": of two things asked the first counts. */
function comesFirst(lexemes: readonly Lexeme[]): boolean {
  const first = lexemes.find((lexeme) => lexeme.tag === 'cue' && (lexeme.value === 'how-long' || lexeme.value === 'price'))
  return first?.tag === 'cue' && first.value === 'how-long'
}

function asksWhich(lexemes: readonly Lexeme[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 4); i--) {
    const lexeme = lexemes[i]
    if (lexeme?.tag === 'cue' && lexeme.value === 'which') return true
    // 有什么区别，模型 …: the word before belongs to something else.
    if (
      (lexeme?.tag === 'sign' && lexeme.value === ',') ||
      (lexeme?.tag === 'cue' && (lexeme.value === 'ask' || lexeme.value === 'define'))
    )
      return false
  }
  return false
}

/** "what should i be running on this", "what could a 3090 run": nothing is named that is to run. */
function asksWhatRuns(lexemes: readonly Lexeme[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 6); i--) {
    const lexeme = lexemes[i]
    if (lexeme?.tag === 'cue' && lexeme.value === 'what-can') return true
    if (lexeme?.tag !== 'gpu' && lexeme?.tag !== 'device' && lexeme?.tag !== 'count' && lexeme?.tag !== 'word' && lexeme?.tag !== 'number')
      return false
  }
  return false
}

/** A card right there or behind one sign or count. */
const cardBeside = (lexemes: readonly Lexeme[], at: number, step: 1 | -1) =>
  lexemes[at + step]?.tag === 'gpu' ||
  ((lexemes[at + step]?.tag === 'sign' || lexemes[at + step]?.tag === 'count') && lexemes[at + 2 * step]?.tag === 'gpu')

/** "an h100 over an a100", "from a 3060 to a 3090", "q6 over q4". */
function isBetween(lexemes: readonly Lexeme[], at: number): boolean {
  const behind = lexemes.slice(at + 1, at + 4).find((lexeme) => !(isNoise(lexeme) || isCount(lexeme)))
  return (lexemes[at - 1]?.tag === 'gpu' && behind?.tag === 'gpu') || (lexemes[at - 1]?.tag === 'format' && behind?.tag === 'format')
}

const isNoise = (lexeme: Lexeme) => lexeme.tag === 'word' && lexeme.value === 'noise'
const isCount = (lexeme: Lexeme) =>
  lexeme.tag === 'count' || (lexeme.tag === 'number' && lexeme.scale === '') || (lexeme.tag === 'sign' && lexeme.value === 'x')

const tunes: ReadonlySet<string> = new Set(['tune', 'tuning', 'tuned'])

/** A model or a size right behind a verb, or behind its article. */
function modelBehind(lexemes: readonly Lexeme[], at: number): boolean {
  const next = lexemes[at + 1]
  const named = next?.tag === 'word' && next.value === 'noise' ? lexemes[at + 2] : next
  return named?.tag === 'model' || named?.tag === 'family' || (named?.tag === 'number' && named.scale === 'b')
}

/** 能开多大的 context: no model is meant. */
const isContext = (lexeme: Lexeme | undefined) => lexeme?.tag === 'measure' && lexeme.value === 'context'

/** 哪个qwen. */
const isWhichOne = (lexeme: Lexeme | undefined) => lexeme?.tag === 'cue' && lexeme.value === 'which-one'

/** "in", "within", "under": before a span of time. */
export function isWithin(lexeme: Lexeme | undefined): boolean {
  return (lexeme?.tag === 'measure' && lexeme.value === 'in') || (lexeme?.tag === 'word' && lexeme.value === 'under')
}

/** Measures that are asked about by name where no number goes with them: "what is tensor parallelism". */
const measuredConcepts: ReadonlySet<string> = new Set(['tensor', 'pipeline', 'data', 'expert', 'utilization', 'zero'])

/** `first`: the first word of the text. `ofModel`: a model is spoken of, and no certain one. */
export function sceneOf(
  question: Question,
  lexemes: readonly Lexeme[],
  family: boolean,
  asked: boolean,
  first: string,
  ofModel: boolean,
): Scene {
  const cues = new Set<Cue>(ofModel ? ['models'] : [])
  const off: string[] = []
  let concept = false
  let formats = 0
  let unlisted = false
  let device = false
  let strangers = 0
  let words = 0
  let unknown = 0
  let small = 0
  let counted = false
  let asksWhat = false
  const named = question.model !== null || question.paramsB !== null
  for (const [at, lexeme] of lexemes.entries()) {
    if (lexeme.tag !== 'sign') words++
    switch (lexeme.tag) {
      case 'intent':
        // 两张3090能跑什么模型: its own name, said in a sentence.
        if (lexeme.value === 'what-fits') cues.add('which-model')
        else if (lexeme.value === 'compare-gpus') cues.add('versus')
        break
      case 'cue':
        // "within a month" is a deadline, "$5 a month" a price.
        // "which 7b and 13b models".
        if ((lexeme.value === 'models' || lexeme.value === 'llms') && asksWhich(lexemes, at)) cues.add('which-model')
        if (lexeme.value === 'what-can') cues.add('which')
        if (lexeme.value === 'inference' || lexeme.value === 'own') asksWhat ||= asksWhatRuns(lexemes, at)
        if (!(lexeme.value === 'per-hour' && isWithin(lexemes[at - 1])) && !(lexeme.value === 'how-big' && isContext(lexemes[at + 1])))
          cues.add(lexeme.value)
        break
      case 'sign':
        // "3090 -> 4090", "one 5090 > two 4090s".
        if (lexeme.value === '>' && cardBeside(lexemes, at, -1) && cardBeside(lexemes, at, 1)) cues.add('versus')
        break
      case 'family':
        // "which qwen can i run".
        if (at > 0 && lexemes[at - 1]?.tag === 'cue' && (asksWhich(lexemes, at) || isWhichOne(lexemes[at - 1]))) cues.add('which-model')
        break
      case 'off':
        off.push(lexeme.value)
        break
      case 'number':
        // 多少钱一百万token.
        if (lexeme.unit === 'tokens' && lexeme.amount === 1e6 && lexeme.han) cues.add('per-million')
        break
      case 'measure':
        if (lexeme.value === 'speed') cues.add('speed')
        concept ||= !lexeme.claimed && measuredConcepts.has(lexeme.value)
        break
      case 'concept':
        concept = true
        // 几个字节, "how many words".
        counted ||= lexeme.value === 'tokens-to-bytes'
        break
      case 'format':
        formats++
        break
      case 'word':
        if (lexeme.value === 'noise') small++
        if (
          lexeme.value === 'gap' ||
          (lexeme.value === 'least' && isBetween(lexemes, at)) ||
          (lexeme.value === 'to' && !named && isBetween(lexemes, at))
        )
          cues.add('versus')
        counted ||= lexeme.value === 'how-many'
        break
      case 'unknown':
        // "tune an 8b on our lore": a model is tuned, as a piano is, but only one of them is ours.
        if (tunes.has(lexeme.value) && modelBehind(lexemes, at)) cues.add('finetune')
        else {
          unknown++
          if (isName(lexeme.value)) strangers++
        }
        break
      case 'unlisted':
        device = true
        break
      case 'problem':
        unlisted ||= lexeme.slot === 'model' || lexeme.slot === 'size'
        device ||= lexeme.slot === 'gpu'
        if (lexeme.slot === 'quant') formats++
        break
      default:
    }
  }
  const { model, paramsB, gpus, memoryGb, totalMemoryGb, systemRamGb, problems } = question
  const subject =
    model !== null || paramsB !== null || family || unlisted || problems.some(({ slot }) => slot === 'size' || slot === 'model')
  if (asksWhat && !subject) cues.add('which-model')
  const asksOutright =
    asked || counted || any(cues, 'question', 'which', 'how-long', 'need', 'define', 'why', 'ask', 'which-model', 'which-one', 'how-big')
  return {
    question,
    cues,
    first,
    lexemes,
    asksOutright,
    asks: asksOutright || any(cues, 'price', 'fit'),
    subject,
    hardware: gpus.length > 0 || device || memoryGb !== null || totalMemoryGb !== null || systemRamGb !== null,
    chips: chipsIn(gpus),
    formats,
    concept,
    off,
    strangers,
    words,
    unknown,
    small,
    timeFirst: comesFirst(lexemes),
  }
}

/** Letters enough to be a name; a short run of Han characters nobody knows is more often a verb than one. */
export function isName(word: string): boolean {
  return isHan(word.charCodeAt(0)) ? word.length >= 4 : word.length >= 3 && !isDigit(word.charCodeAt(0)) && !endings.test(word)
}

/** Of verbs, adverbs and adjectives: "summarizing", "usable", "comfortably", "strongest". */
const endings = /..(?:ing|ed|able|ible|ly|ful|less|ness|ish|est|ous|ive|ment|ance|ence|wise)$/

/** A chip is one in every form and size, unless its sizes are told apart. */
function chipsIn(gpus: Question['gpus']): number {
  const chipOf = (id: string) => id.replace(/-(sxm\d?|pcie|nvl|\d+gb)/g, '')
  const sized = gpus.filter(({ memoryGb }) => memoryGb !== null).map(({ id, memoryGb }) => `${chipOf(id)} ${memoryGb}`)
  return Math.max(new Set(gpus.map(({ id }) => chipOf(id))).size, new Set(sized).size)
}
