import { gpuById } from '../catalog/gpus.ts'
import { memoryVariants } from '../catalog/memory.ts'
import { modelById } from '../catalog/models.ts'
import { familyMember } from '../catalog/names.ts'
import type { Clock } from './dates.ts'
import { lex } from './lex.ts'
import type { Lexeme } from './lexeme.ts'
import { parse } from './parse.ts'
import { type AskedGpu, emptyQuestion, type Intent, type Question } from './question.ts'
import type { Cue } from './words/meanings.ts'

/** What is heard in a few words besides their slots. */
interface Heard {
  readonly cues: ReadonlySet<Cue>
  /** It begins as a continuation: "and with…", "what about…", 换成…, or ends in 呢. */
  readonly opens: boolean
  /** "two of them", 两张呢. */
  readonly count: number | null
  /** "a 5090", 单卡: one of it. */
  readonly single: boolean
  readonly words: number
  readonly unknown: number
  readonly off: boolean
}

/** Words that continue what was said. */
const openers = new Set(
  'and but then so what how with without ok okay or same instead only plus also 那 换 换成 改成 如果 要是 再 用 只 加 双 单'.split(' '),
)
/** No continuation is longer. */
const mostWords = 14

/**
 * What "and with 32k?", "two of them?", "q8?", 换成4090呢 or 那训练呢 ask after `previous`: what was said before, changed by what is said now.
 * Null where the text is no continuation: it asks something of its own, or nothing.
 */
export function follow(previous: Question, text: string, clock: Clock): Question | null {
  if (previous.intent === 'none' || previous.intent === 'explain') return null
  const said = parse(text, clock)
  const heard = hear(text)
  const intent = intentOf(previous, said, heard)
  if (!continues(previous, said, heard, intent)) return null
  return { ...previous, ...changes(previous, said, heard), intent, confidence: Math.min(previous.confidence, 0.9) }
}

function hear(text: string): Heard {
  const { lexemes, atoms } = lex(text.slice(0, 400))
  const cues = new Set<Cue>()
  let words = 0
  let unknown = 0
  let off = false
  for (const lexeme of lexemes) {
    if (lexeme.tag !== 'sign') words++
    if (lexeme.tag === 'cue') cues.add(lexeme.value)
    if (lexeme.tag === 'unknown') unknown++
    off ||= lexeme.tag === 'off'
  }
  const opens = openers.has(atoms[0]?.text ?? '') || atoms.some(({ text: atom }) => atom === '呢')
  const count = countOf(lexemes)
  return {
    cues,
    opens,
    count,
    single: count === null && atoms.some((atom, at) => isArticle(atom.text, atoms[at + 1]?.text)),
    words,
    unknown,
    off,
  }
}

/** "a 5090", not "a lot". */
function isArticle(word: string, next: string | undefined): boolean {
  return (word === 'a' || word === 'an') && next !== undefined && next !== 'few'
}

/** A count whose device was named before: "two of them", 两张呢, "4 cards". */
function countOf(lexemes: readonly Lexeme[]): number | null {
  if (lexemes.some(({ tag }) => tag === 'gpu')) return null
  for (const [at, lexeme] of lexemes.entries()) {
    if (lexeme.tag === 'count') return lexeme.value
    if (lexeme.tag !== 'number' || lexeme.scale !== '' || !Number.isInteger(lexeme.raw) || lexeme.raw < 1 || lexeme.raw > 1000) continue
    const next = lexemes[at + 1]
    const cards = next?.tag === 'measure' && next.value === 'cards'
    const ofThem = next?.tag === 'word' && (next.value === 'of' || next.value === 'measure-word')
    if (cards || ofThem) return lexeme.raw
  }
  return null
}

/** Another kind of answer may be asked for with the same words: "and to train it?", 那租的话多少钱. */
function intentOf(previous: Question, { method }: Question, { cues }: Heard): Intent {
  if (cues.has('pretrain')) return 'pretrain'
  if (cues.has('finetune') || cues.has('train') || method !== null) return 'finetune'
  if (cues.has('price') || cues.has('rent') || cues.has('cheap')) return 'price'
  if (cues.has('inference')) return 'inference'
  return previous.intent
}

/** Slots in which something was said. */
function isSaid(question: Question): boolean {
  return slots.some((slot) => {
    const value = question[slot]
    return Array.isArray(value) ? value.length > 0 : value !== null
  })
}

/** Slots that a continuation may change one by one; the model and the hardware change as a whole. */
const single = [
  'quant',
  'kvQuant',
  'context',
  'promptTokens',
  'outputTokens',
  'concurrency',
  'batch',
  'systemRamGb',
  'runtime',
  'parallelism',
  'utilization',
  'targetTokensPerSecond',
  'targetTtftSeconds',
  'method',
  'optimizer',
  'zeroStage',
  'loraRank',
  'checkpointing',
  'trainTokens',
  'deadline',
  'budget',
  'use',
  'prefer',
] as const satisfies readonly (keyof Question)[]
const subject = ['model', 'paramsB', 'activeParamsB'] as const satisfies readonly (keyof Question)[]
const hardware = ['gpus', 'memoryGb', 'totalMemoryGb', 'nodes', 'device'] as const satisfies readonly (keyof Question)[]
const slots = [...single, ...subject, ...hardware]

/** Whether the words change what was asked, rather than ask anew. */
function continues(previous: Question, said: Question, heard: Heard, intent: Intent): boolean {
  if (heard.off || heard.words > mostWords || heard.unknown > 1 || heard.unknown >= heard.words) return false
  // "what does q8 mean", "what can I run on 24gb", "5090 vs 4090" stand by themselves.
  if (['define', 'formula', 'which-model', 'how-big', 'spec'].some((cue) => heard.cues.has(cue as Cue)) || said.gpus.length > 1)
    return false
  const own = said.model !== null || said.paramsB !== null
  if (own && !heard.opens) return false
  if (said.intent === 'price' && said.gpus.length > 0 && !heard.opens) return false
  const something = isSaid(said) || (heard.count !== null && previous.gpus.length > 0) || (intent !== previous.intent && heard.words <= 8)
  return something && said.problems.every(({ slot }) => slot !== 'model' || !heard.opens)
}

function changes(previous: Question, said: Question, heard: Heard): Partial<Question> {
  const changed: Partial<Record<keyof Question, unknown>> = {}
  for (const slot of single) if (said[slot] !== null) changed[slot] = said[slot]
  if (subject.some((slot) => said[slot] !== null)) for (const slot of subject) changed[slot] = said[slot]
  const sibling = siblingOf(previous, said)
  if (sibling !== undefined) changed.model = sibling
  Object.assign(changed, machine(previous, said, heard))
  const { alternatives, unknown, problems } = said
  const language = said.language === 'zh' || heard.words - heard.unknown > 2 ? said.language : previous.language
  return { ...(changed as Partial<Question>), alternatives, unknown, problems, language }
}

/** "and 8b?" after Llama 3.1 70B: the 8B of the family. */
function siblingOf({ model }: Question, said: Question): string | undefined {
  const before = model === null ? undefined : modelById(model)
  if (before === undefined || said.model !== null || said.paramsB === null) return undefined
  const word = /^[a-z]*/.exec(before.aliases[0] ?? '')?.[0] ?? ''
  return word === '' ? undefined : familyMember(before, said.paramsB, word)?.id
}

/** The hardware after the change: other cards, as many of them as before unless one or a number was said; or more of the same. */
function machine(previous: Question, said: Question, heard: Heard): Partial<Question> {
  const [before] = previous.gpus
  const [now] = said.gpus
  if (now !== undefined) {
    const count = now.count ?? (heard.single ? null : (before?.count ?? null))
    return { ...pick(emptyQuestion), ...pick(said), gpus: [{ ...now, count }, ...said.gpus.slice(1)] }
  }
  if (heard.count !== null && before !== undefined && said.memoryGb === null)
    return { gpus: [{ ...before, count: heard.count }, ...previous.gpus.slice(1)], nodes: null }
  if (said.memoryGb !== null && before !== undefined && isSoldIn(before, said.memoryGb))
    return { gpus: [{ ...before, memoryGb: said.memoryGb }, ...previous.gpus.slice(1)] }
  return hardware.some((slot) => slot !== 'gpus' && said[slot] !== null) ? pick(said) : {}
}

function pick({ gpus, memoryGb, totalMemoryGb, nodes, device }: Question) {
  return { gpus, memoryGb, totalMemoryGb, nodes, device }
}

function isSoldIn({ id }: AskedGpu, memoryGb: number): boolean {
  const gpu = gpuById(id)
  return gpu !== undefined && memoryVariants(gpu).includes(memoryGb)
}
