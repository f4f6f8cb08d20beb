import type { Lexeme } from './lexeme.ts'
import type { Intent, Question } from './question.ts'
import type { Cue } from './words/meanings.ts'

export interface Decision {
  readonly intent: Intent
  readonly confidence: number
}

/** What the rules look at. */
interface Scene {
  readonly question: Question
  readonly cues: ReadonlySet<Cue>
  readonly off: number
  readonly concept: boolean
  readonly formats: number
  readonly family: boolean
  /** A model, its family, or a size. */
  readonly subject: boolean
  /** A card, or its memory. */
  readonly hardware: boolean
  readonly chips: number
  readonly asks: boolean
  readonly lexemes: readonly Lexeme[]
}

interface Rule {
  readonly intent: Intent
  readonly confidence: number
  readonly when: (scene: Scene) => boolean
}

const billion = 1e9
const any = (cues: ReadonlySet<Cue>, ...wanted: readonly Cue[]) => wanted.some((cue) => cues.has(cue))
const training = ({ cues, question }: Scene) =>
  any(cues, 'finetune', 'train') || question.method !== null || question.optimizer !== null || question.zeroStage !== null
const pretraining = ({ cues, question }: Scene) => any(cues, 'pretrain') || (question.trainTokens ?? 0) >= billion

/** First match wins. What is about another world, or asks nothing, comes first; the bare "7b fp16" last. */
const rules: readonly Rule[] = [
  { intent: 'none', confidence: 0.15, when: ({ off, question, asks }) => off > 0 && (question.model === null || !asks) },
  { intent: 'none', confidence: 0.15, when: ({ lexemes }) => lexemes.some((lexeme) => lexeme.tag === 'off' && lexeme.value === 'authors') },
  { intent: 'none', confidence: 0.2, when: ({ cues, asks }) => cues.has('report') && !asks },
  { intent: 'none', confidence: 0.2, when: (scene) => !scene.asks && isProse(scene) },
  { intent: 'none', confidence: 0.2, when: (scene) => !scene.asks && mostlyUnknown(scene) },
  { intent: 'explain', confidence: 0.9, when: isExplanation },
  { intent: 'compare-api', confidence: 0.85, when: ({ cues }) => cues.has('api') && any(cues, 'own', 'versus', 'cheap', 'or') },
  { intent: 'price', confidence: 0.8, when: ({ cues }) => cues.has('api') && any(cues, 'price', 'per-million') },
  {
    intent: 'compare-gpus',
    confidence: 0.85,
    when: (scene) =>
      (scene.chips > 1 || (scene.chips === 1 && isNoGpu(scene))) && any(scene.cues, 'versus', 'or', 'faster') && !isSpec(scene),
  },
  {
    intent: 'price',
    confidence: 0.85,
    when: ({ cues, ...scene }) =>
      any(cues, 'price', 'per-million') ||
      (any(cues, 'cheap', 'per-hour') && (scene.subject || scene.hardware)) ||
      (cues.has('rent') && scene.hardware && scene.asks && !scene.subject),
  },
  {
    intent: 'pretrain',
    confidence: 0.85,
    when: (scene) => pretraining(scene) && (scene.subject || scene.hardware || any(scene.cues, 'how-big', 'pretrain')),
  },
  {
    intent: 'pretrain',
    confidence: 0.7,
    when: ({ cues, question, subject, hardware }) => cues.has('train') && hardware && !subject && question.deadline !== null,
  },
  {
    intent: 'what-fits',
    confidence: 0.85,
    when: (scene) =>
      scene.hardware &&
      (any(scene.cues, 'which-model', 'how-big') || (!scene.subject && scene.cues.has('models') && scene.asks && !training(scene))),
  },
  {
    intent: 'finetune',
    confidence: 0.9,
    when: (scene) => training(scene) && (scene.cues.has('finetune') || scene.question.method !== null || scene.subject || scene.hardware),
  },
  { intent: 'gpu-info', confidence: 0.8, when: (scene) => isSpec(scene) },
  { intent: 'inference', confidence: 0.95, when: ({ subject }) => subject },
  {
    intent: 'inference',
    confidence: 0.7,
    when: ({ hardware, question, cues, lexemes }) =>
      hardware && (question.concurrency !== null || question.quant !== null || any(cues, 'speed') || hasMeasure(lexemes, 'users')),
  },
  { intent: 'what-fits', confidence: 0.6, when: ({ hardware, asks, cues }) => hardware && asks && any(cues, 'inference', 'fit') },
  {
    intent: 'gpu-info',
    confidence: 0.6,
    when: ({ hardware, lexemes, question }) => hardware && question.gpus.length > 0 && lexemes.length <= 4,
  },
  { intent: 'what-fits', confidence: 0.5, when: ({ hardware, lexemes }) => hardware && lexemes.length <= 4 },
  { intent: 'explain', confidence: 0.6, when: ({ concept, lexemes }) => concept && lexemes.length <= 4 },
  {
    intent: 'inference',
    confidence: 0.5,
    when: ({ cues, question, lexemes }) =>
      cues.has('inference') && (question.runtime !== null || question.quant !== null || hasMeasure(lexemes, 'users')),
  },
]

function hasMeasure(lexemes: readonly Lexeme[], value: string): boolean {
  return lexemes.some((lexeme) => lexeme.tag === 'measure' && lexeme.value === value)
}

/** "13600k and no gpu or a 3060". */
function isNoGpu({ lexemes }: Scene): boolean {
  return lexemes.some((lexeme) => lexeme.tag === 'device' && lexeme.value === 'cpu')
}

/** What a card is, not what runs on it. */
function isSpec({ question, cues, subject, chips, formats, asks, concept }: Scene): boolean {
  if (subject || any(cues, 'which-model', 'how-big', 'models', 'train', 'finetune')) return false
  if (cues.has('spec')) return chips === 1 || (chips === 0 && !concept)
  return (
    question.gpus.length > 0 &&
    chips === 1 &&
    !any(cues, 'inference', 'need', 'speed') &&
    (cues.has('memory') || (formats > 0 && asks)) &&
    question.concurrency === null
  )
}

function isExplanation({ cues, concept, formats, subject, hardware, question, lexemes, asks }: Scene): boolean {
  if (question.gpus.length > 0) return false
  const about = concept || formats > 0 || question.method !== null
  const term =
    about ||
    hasMeasure(lexemes, 'context') ||
    hasMeasure(lexemes, 'max-context') ||
    hasMeasure(lexemes, 'users') ||
    hasMeasure(lexemes, 'parameters')
  if (cues.has('define')) return term || ((subject || question.trainTokens !== null) && !any(cues, 'need', 'inference', 'price'))
  if (cues.has('formula')) return about || !subject
  if (cues.has('why')) return (term && !hardware) || (any(cues, 'memory', 'need') && any(cues, 'train') && !subject)
  if (concept && cues.has('spec') && !subject) return asks && !hardware
  if (cues.has('ask')) return about && !subject && !hardware && !any(cues, 'price', 'cheap', 'need', 'which-model')
  if (formats > 1 && any(cues, 'versus', 'or')) return !subject && !hardware
  return (concept || formats > 1) && !subject && !hardware && asks && !any(cues, 'need', 'price', 'finetune', 'inference', 'api')
}

/** A sentence that tells something: many words that are none of ours. */
function isProse({ lexemes, question }: Scene): boolean {
  let words = 0
  for (const lexeme of lexemes) if (lexeme.tag === 'unknown' || (lexeme.tag === 'word' && lexeme.value === 'noise')) words++
  return question.language === 'en' && words >= 6
}

/** Nothing is asked and most words are strange: somebody else's conversation. */
function mostlyUnknown({ lexemes }: Scene): boolean {
  let unknown = 0
  let known = 0
  for (const lexeme of lexemes) {
    if (lexeme.tag === 'unknown') unknown++
    else if (lexeme.tag !== 'sign' && !(lexeme.tag === 'word' && lexeme.value === 'noise')) known++
  }
  return unknown >= 2 && unknown > known * 0.6
}

const explicit: ReadonlyMap<string, Intent> = new Map([
  ['inference', 'inference'],
  ['推理', 'inference'],
  ['finetune', 'finetune'],
  ['微调', 'finetune'],
  ['pretrain', 'pretrain'],
  ['预训练', 'pretrain'],
  ['price', 'price'],
  ['价格', 'price'],
  ['explain', 'explain'],
  ['解释', 'explain'],
])

/** How titles of pull requests begin. */
const changes: ReadonlySet<string> = new Set(['add', 'support', 'update', 'bump', 'remove', 'implement', 'enable', 'improve'])

/** The kind of answer wanted. `first` is the first word of the text: a shorthand may begin with the intent's own name. */
export function decide(question: Question, lexemes: readonly Lexeme[], family: boolean, asked: boolean, first: string): Decision {
  const named = lexemes[0]
  const outright = named?.tag === 'intent' ? (named.value as Intent) : explicit.get(first)
  if (outright !== undefined) return { intent: outright, confidence: 0.98 }
  const scene = sceneOf(question, lexemes, family, asked)
  if (changes.has(first) && !scene.asks && !scene.hardware) return { intent: 'none', confidence: 0.2 }
  for (const rule of rules)
    if (rule.when(scene)) return { intent: rule.intent, confidence: rule.confidence * (1 - 0.4 * strangeness(lexemes)) }
  return { intent: 'none', confidence: 0.1 }
}

/** Measures that are asked about by name where no number goes with them: "what is tensor parallelism". */
const measuredConcepts: ReadonlySet<string> = new Set(['tensor', 'pipeline', 'data', 'expert', 'utilization'])

function sceneOf(question: Question, lexemes: readonly Lexeme[], family: boolean, asked: boolean): Scene {
  const cues = new Set<Cue>()
  let off = 0
  let concept = false
  let formats = 0
  let unlisted = false
  let device = false
  for (const lexeme of lexemes) {
    if (lexeme.tag === 'cue') cues.add(lexeme.value)
    else if (lexeme.tag === 'off') off++
    else if (lexeme.tag === 'measure' && lexeme.value === 'speed') cues.add('speed')
    else if (lexeme.tag === 'concept' || (lexeme.tag === 'measure' && !lexeme.claimed && measuredConcepts.has(lexeme.value))) concept = true
    else if (lexeme.tag === 'format') formats++
    else if (lexeme.tag === 'problem') {
      unlisted ||= lexeme.slot === 'model' || lexeme.slot === 'size'
      device ||= lexeme.slot === 'gpu'
      if (lexeme.slot === 'quant') formats++
    }
  }
  const chips = new Set(question.gpus.map(({ id }) => id.replace(/-(sxm\d?|pcie|nvl|\d+gb)/g, ''))).size
  return {
    question,
    cues,
    off,
    concept,
    formats,
    family,
    subject:
      question.model !== null ||
      question.paramsB !== null ||
      family ||
      unlisted ||
      question.problems.some(({ slot }) => slot === 'size' || slot === 'model'),
    hardware:
      question.gpus.length > 0 || device || question.memoryGb !== null || question.totalMemoryGb !== null || question.systemRamGb !== null,
    chips,
    asks: asked || any(cues, 'question', 'need', 'define', 'why', 'ask', 'which-model', 'how-big', 'price', 'fit'),
    lexemes,
  }
}

/** Share of words nobody understood. */
function strangeness(lexemes: readonly Lexeme[]): number {
  let unknown = 0
  for (const lexeme of lexemes) if (lexeme.tag === 'unknown') unknown++
  return lexemes.length === 0 ? 1 : unknown / lexemes.length
}
