import { isExplanation } from './explanation.ts'
import type { Lexeme } from './lexeme.ts'
import { isMoney } from './measures.ts'
import type { Intent } from './question.ts'
import { any, hasMeasure, type Scene } from './scene.ts'

interface Rule {
  readonly intent: Intent
  /** A text it answers. */
  readonly example: string
  readonly confidence: number
  readonly when: (scene: Scene) => boolean
}

const billion = 1e9
/** "a finetuned 7b on a 3090" is one to run. */
const tuned = ({ cues }: Scene) => cues.has('tuned') && !any(cues, 'inference', 'fit', 'speed')
const training = (scene: Scene) => isTraining(scene) || tuned(scene)
const isTraining = ({ cues, question }: Scene) =>
  any(cues, 'finetune', 'train') || question.method !== null || question.optimizer !== null || question.zeroStage !== null
const pretraining = ({ cues, question }: Scene) => any(cues, 'pretrain') || (question.trainTokens ?? 0) >= billion
const isOfTraining = (scene: Scene) => training(scene) || scene.cues.has('pretrain')
/** 预算两万，想跑70b，怎么配划算: what is to run is said, and what may be spent on it. */
const isToBuild = ({ question, subject, cues }: Scene) => subject && question.budget !== null && cues.has('inference')

/** First match wins; the bare "7b fp16" last. */
export const rules: readonly Rule[] = [
  { intent: 'explain', example: 'what does Q4_K_M mean', confidence: 0.9, when: isExplanation },
  {
    intent: 'compare-api',
    example: 'is self-hosting a 70b cheaper than the api',
    confidence: 0.85,
    when: ({ cues, hardware }) =>
      cues.has('api') &&
      (cues.has('own') ||
        (any(cues, 'versus', 'cheap', 'or') &&
          (hardware || cues.has('rent') || (any(cues, 'price', 'cheap') && !cues.has('per-million'))))),
  },
  {
    intent: 'price',
    example: 'deepseek v3 api price per million tokens',
    confidence: 0.8,
    when: ({ cues }) => cues.has('api') && any(cues, 'price', 'per-million'),
  },
  {
    intent: 'compare-gpus',
    example: '5090 vs 4090',
    confidence: 0.85,
    when: (scene) =>
      (scene.chips > 1 || (scene.chips === 1 && isNoGpu(scene))) &&
      (any(scene.cues, 'versus', 'or', 'faster', 'which-one') || isRentOrBuy(scene) || asksOfBoth(scene)) &&
      !isSpec(scene) &&
      !isOneMachine(scene) &&
      // "do i need a100s for lora on a 34b or will a6000s do": whether it trains there.
      !(scene.subject && isTraining(scene) && any(scene.cues, 'need', 'fit') && !scene.cues.has('versus')),
  },
  {
    intent: 'price',
    example: 'price of h100',
    confidence: 0.85,
    when: ({ cues, ...scene }) =>
      (any(cues, 'price', 'per-million') && isOfOurs({ cues, ...scene }) && !(scene.timeFirst && isOfTraining({ cues, ...scene }))) ||
      ((cues.has('cheap') || (cues.has('per-hour') && !(scene.subject && cues.has('inference')))) &&
        (scene.subject || scene.hardware) &&
        !isToBuild({ cues, ...scene }) &&
        // "v620 specs? saw one cheap".
        !(cues.has('spec') && scene.chips === 1 && !scene.subject)) ||
      (cues.has('rent') && scene.hardware && (scene.asks || any(cues, 'or', 'versus')) && !scene.subject),
  },
  {
    intent: 'pretrain',
    example: 'pretrain a 1.3b on 300B tokens',
    confidence: 0.85,
    when: (scene) => pretraining(scene) && (scene.subject || scene.hardware || any(scene.cues, 'how-big', 'pretrain')),
  },
  {
    intent: 'pretrain',
    example: 'train something on 8 a100 in 2 weeks',
    confidence: 0.7,
    when: ({ cues, question, subject, hardware }) => cues.has('train') && hardware && !subject && question.deadline !== null,
  },
  {
    intent: 'what-fits',
    example: 'which llm for a 24gb card',
    confidence: 0.85,
    when: (scene) =>
      scene.hardware &&
      ((scene.cues.has('how-big') && scene.question.model === null) ||
        // "finetune anything, a 7b maybe" names what.
        (scene.cues.has('which-model') && !(scene.subject && isTraining(scene))) ||
        (!scene.subject &&
          any(scene.cues, 'models', 'llms', 'llm') &&
          scene.asks &&
          !scene.cues.has('spec') &&
          !training(scene) &&
          !isOfUse(scene))),
  },
  {
    intent: 'finetune',
    example: 'qlora 13b on a 4090',
    confidence: 0.9,
    when: (scene) =>
      training(scene) && (scene.cues.has('finetune') || tuned(scene) || scene.question.method !== null || scene.subject || scene.hardware),
  },
  { intent: 'gpu-info', example: 'h200 bandwidth', confidence: 0.8, when: (scene) => isSpec(scene) },
  { intent: 'inference', example: '7b fp16', confidence: 0.95, when: ({ subject }) => subject },
  {
    intent: 'price',
    example: 'anything with 24gb under 600 bucks?',
    confidence: 0.7,
    when: ({ question, hardware, asks, cues, subject }) =>
      question.budget !== null && (hardware || cues.has('memory')) && asks && question.gpus.length === 0 && !subject,
  },
  {
    intent: 'price',
    example: 'found an a6000 for $2800, thoughts?',
    confidence: 0.7,
    when: ({ question, asks, cues, subject, lexemes }) =>
      question.gpus.length === 1 && asks && !subject && cues.size < 2 && lexemes.some(isSum),
  },
  {
    intent: 'what-fits',
    example: 'vision model for a 16gb card',
    confidence: 0.7,
    when: ({ hardware, subject, question }) => hardware && !subject && (question.use !== null || question.prefer !== null),
  },
  {
    intent: 'inference',
    example: 'how many concurrent requests can 4x L40S take',
    confidence: 0.7,
    when: ({ hardware, question, cues, lexemes }) =>
      hardware && (question.concurrency !== null || question.quant !== null || any(cues, 'speed') || hasMeasure(lexemes, 'users')),
  },
  {
    intent: 'what-fits',
    example: 'can a 3060 run anything?',
    confidence: 0.6,
    when: ({ hardware, asks, cues }) => hardware && asks && any(cues, 'inference', 'fit'),
  },
  {
    intent: 'gpu-info',
    example: 'rtx 4090 24gb',
    confidence: 0.6,
    when: ({ question, lexemes, asksOutright }) =>
      question.gpus.length > 0 &&
      question.systemRamGb === null &&
      lexemes.length <= (asksOutright && question.gpus.some(({ memoryGb }) => memoryGb !== null) ? 6 : 4) &&
      lexemes.every(isOfCard),
  },
  {
    intent: 'what-fits',
    example: '24gb card',
    confidence: 0.5,
    when: ({ hardware, lexemes }) => hardware && lexemes.length <= 4 && lexemes.every(isOfCard),
  },
  { intent: 'explain', example: 'kv cache', confidence: 0.6, when: ({ concept, lexemes }) => concept && lexemes.length <= 4 },
  {
    intent: 'inference',
    example: 'cheap inference with vllm in int4',
    confidence: 0.5,
    when: ({ cues, question, lexemes }) =>
      cues.has('inference') && (question.runtime !== null || question.quant !== null || hasMeasure(lexemes, 'users')),
  },
]

/** "rtx 4090 24gb": a card, what it has, and small words; "the year 2080" counts something else. */
function isOfCard(lexeme: Lexeme): boolean {
  const elsewhere = lexeme.tag === 'cue' && (lexeme.value === 'aspect' || lexeme.value === 'trend' || lexeme.value === 'report')
  return (
    lexeme.tag !== 'unknown' &&
    lexeme.tag !== 'off' &&
    !elsewhere &&
    !(lexeme.tag === 'measure' && lexeme.value !== 'cards' && !lexeme.claimed)
  )
}

/** "$2800", "600 euros". */
const isSum = (lexeme: Lexeme) => lexeme.tag === 'number' && isMoney(lexeme.unit)

/** How fast, for how many, how long: something is chosen already. */
function isOfUse({ lexemes, cues }: Scene): boolean {
  return cues.has('speed') || hasMeasure(lexemes, 'users') || hasMeasure(lexemes, 'context')
}

/** What costs is ours: a model, a card, the work on one. */
function isOfOurs({ subject, hardware, cues, question, lexemes, strangers }: Scene): boolean {
  if (
    subject ||
    question.gpus.length > 0 ||
    question.problems.some(({ slot }) => slot === 'gpu') ||
    question.runtime !== null ||
    cues.has('memory') ||
    (hardware && cues.has('rent'))
  )
    return true
  return any(cues, 'api', 'llm', 'llms', 'models', 'finetune', 'pretrain') || (hasMeasure(lexemes, 'cards') && strangers === 0)
}

/** "3090 + 3060": cards added up are one machine, not rivals. */
function isOneMachine({ lexemes, cues, subject }: Scene): boolean {
  if (!subject || any(cues, 'versus', 'faster', 'which-one')) return false
  const first = lexemes.findIndex((lexeme) => lexeme.tag === 'gpu')
  for (let at = first + 1; at < lexemes.length; at++) {
    const lexeme = lexemes[at]
    if (lexeme?.tag === 'gpu') return false
    if ((lexeme?.tag === 'sign' && lexeme.value === '+') || (lexeme?.tag === 'word' && lexeme.value === 'and')) return true
    if (lexeme?.tag === 'cue') return false
  }
  return false
}

/** "what is the difference between h100 and h200": of two cards and nothing that runs on them. */
function asksOfBoth({ cues, subject, lexemes, asks }: Scene): boolean {
  const together = lexemes.some((lexeme) => lexeme.tag === 'word' && lexeme.value === 'and')
  if (!together || subject || any(cues, 'inference', 'need', 'fit', 'which-model')) return false
  return cues.has('spec') || cues.has('memory') ? asks : any(cues, 'ask', 'define')
}

/** "is renting an a100 smarter than buying a 4090". */
const isRentOrBuy = ({ cues, asks }: Scene) => asks && cues.has('rent') && cues.has('own')

/** "13600k and no gpu or a 3060". */
function isNoGpu({ lexemes }: Scene): boolean {
  return lexemes.some((lexeme) => lexeme.tag === 'device' && lexeme.value === 'cpu')
}

/** What a card is, not what runs on it. */
function isSpec({ question, cues, subject, chips, formats, asks, concept, lexemes }: Scene): boolean {
  if (subject || any(cues, 'which-model', 'how-big', 'models', 'llms', 'train', 'finetune')) return false
  // "does the 3090 ti have nvlink like the 3090" sets nothing side by side.
  if (cues.has('spec')) return chips === 1 || (chips === 0 ? !concept : !any(cues, 'versus', 'or', 'faster', 'which-one'))
  if (chips === 1 && asks && isEitherMemory(lexemes)) return true
  return (
    question.gpus.length > 0 &&
    chips === 1 &&
    !any(cues, 'inference', 'need', 'speed') &&
    (cues.has('memory') || (formats > 0 && asks) || asksOfCard(lexemes)) &&
    question.concurrency === null
  )
}

/** "does the a770 have 8 or 16gb". */
function isEitherMemory(lexemes: readonly Lexeme[]): boolean {
  return lexemes.some((lexeme, at) => {
    const [before, behind] = [lexemes[at - 1], lexemes[at + 1]]
    return lexeme.tag === 'cue' && lexeme.value === 'or' && before?.tag === 'number' && behind?.tag === 'number' && behind.scale === 'gb'
  })
}

/** "how much memory does the l4 have", L40S参数: of the card itself, and nothing is said behind it. */
function asksOfCard(lexemes: readonly Lexeme[]): boolean {
  const card = lexemes.findIndex(({ tag }) => tag === 'gpu')
  const [next, ...rest] = lexemes
    .slice(card + 1)
    .filter((lexeme) => lexeme.tag !== 'sign' && !(lexeme.tag === 'word' && lexeme.value === 'noise'))
  if (rest.length > 0) return false
  const has = next?.tag === 'word' && next.value === 'with'
  return (has && card > 1) || (next?.tag === 'measure' && next.value === 'parameters')
}
