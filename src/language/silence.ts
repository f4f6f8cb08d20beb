import type { Lexeme, NumberLexeme } from './lexeme.ts'
import { any, hasMeasure, type Scene } from './scene.ts'

interface Silence {
  readonly because: string
  /** A text that this rule, and none before it, turns away. */
  readonly example: string
  readonly when: (scene: Scene) => boolean
}

/** It names a language model, or says that it means one. */
function isOfLanguage({ question, cues }: Scene): boolean {
  return question.model !== null || any(cues, 'llm', 'llms')
}

/** "got a 3090 off ebay, what can I run on it", "can my iphone run a 3b": where a thing comes from, or what it is, is said beside our question. */
function isSaidBeside({ off, cues, hardware, subject, asks }: Scene): boolean {
  if (hardware && (cues.has('which-model') || (any(cues, 'price', 'rent', 'cheap') && asks)))
    return off.every((world) => world === 'trade' || world === 'phone' || world === 'games')
  // Whoever makes a game says so: "game studio here, want to tune an 8b, 4080 enough?"
  if (subject && hardware && asks && any(cues, 'inference', 'fit', 'need', 'finetune')) return off.every((world) => madeWithUs.has(world))
  if (subject && asks && off.every((world) => world === 'bot')) return true
  if (subject && asks && cues.has('models')) return off.every((world) => world === 'games')
  return subject && asks && any(cues, 'inference', 'fit') && off.every((world) => world === 'phone')
}

const madeWithUs: ReadonlySet<string> = new Set(['games', '3d', 'phone', 'bot'])

/** Anything at hand that only language models have: a format, an engine, tokens, a way to tune them. */
function hasOurWords({ question, formats, concept, lexemes, cues }: Scene): boolean {
  return (
    formats > 0 ||
    concept ||
    question.runtime !== null ||
    lexemes.some((lexeme) => lexeme.tag === 'method' && lexeme.value === 'qlora') ||
    hasMeasure(lexemes, 'zero') ||
    question.optimizer !== null ||
    question.zeroStage !== null ||
    any(cues, 'llm', 'llms', 'models', 'which-model', 'how-big', 'api') ||
    question.context !== null ||
    question.trainTokens !== null ||
    question.targetTokensPerSecond !== null ||
    hasMeasure(lexemes, 'context') ||
    hasMeasure(lexemes, 'tokens') ||
    hasMeasure(lexemes, 'users') ||
    hasMeasure(lexemes, 'speed')
  )
}

/** A model or a way to tune one was named, or something only they have. */
function isOfOurs(scene: Scene): boolean {
  return scene.question.model !== null || scene.question.method !== null || hasOurWords(scene)
}

/** Resources come into it: hardware, memory, speed, money. */
function isOfResources({ hardware, cues, question, lexemes }: Scene, anyNeed = true): boolean {
  return (
    hardware ||
    (cues.has('need') && (anyNeed || hasMeasure(lexemes, 'cards'))) ||
    any(cues, 'fit', 'memory', 'price', 'cheap', 'rent', 'speed', 'per-hour', 'how-big') ||
    question.context !== null ||
    question.concurrency !== null ||
    question.budget !== null
  )
}

/** A card whose price, specification or rival is asked for: that the rest is strange does not matter. */
function isOfCards({ question, cues, chips }: Scene): boolean {
  if (cues.has('spec')) return true
  if (question.gpus.length === 0) return false
  return any(cues, 'price', 'rent', 'per-hour') || (chips > 1 && any(cues, 'versus', 'or', 'faster', 'which-one'))
}

/** How titles of changes begin. */
const changes: ReadonlySet<string> = new Set(
  'add adds added support update updates bump remove implement enable improve introduce document refactor revert release released rename fix fixes port integrate'.split(
    ' ',
  ),
)
/** What stands in the brackets that titles of issues begin with; "[Question]" and "[Usage]" ask. */
const tags: ReadonlySet<string> = new Set(
  'bug feature feat rfc doc docs documentation ci wip fix misc model kernel core release roadmap performance build test perf frontend hardware refactor'.split(
    ' ',
  ),
)

const isMark = (lexeme: Lexeme) => lexeme.tag === 'sign' && lexeme.value === '?'

function isTitle({ first, lexemes, asksOutright, question, cues }: Scene): boolean {
  if (first.startsWith('[')) return tags.has(first.slice(1))
  const mark = lexemes[1]
  if (mark?.tag === 'sign' && (mark.value === ':' || mark.value === '(') && (tags.has(first) || changes.has(first))) return true
  // 实测…, 分享…: whoever begins so tells.
  if (
    lexemes[0]?.tag === 'cue' &&
    lexemes[0].value === 'report' &&
    !(asksOutright && question.language === 'en') &&
    !any(cues, 'question', 'how-long', 'which', 'which-model', 'how-big', 'why') &&
    !lexemes.some(isMark)
  )
    return true
  return changes.has(first) && !asksOutright && question.concurrency === null
}

/** First match is silent. What is about another world comes first, then what asks nothing, then what asks something else. */
export const silences: readonly Silence[] = [
  {
    because: 'a subscription, not a token',
    example: 'how much is chatgpt plus',
    when: ({ off, cues }) => off.includes('plans') && (cues.has('price') || cues.has('cheap')),
  },
  {
    because: 'another world',
    example: 'train a LoRA for flux on a 4090',
    when: (scene) => scene.off.length > 0 && !(isOfLanguage(scene) && scene.asks) && !isSaidBeside(scene),
  },
  {
    because: 'jobs and announcements',
    example: 'do you need a degree to work at mistral?',
    when: ({ off, hardware, question }) => off.includes('news') && !hardware && question.concurrency === null && question.quant === null,
  },
  { because: 'only its authors know', example: 'which A100 did you use for OPT-175B?', when: ({ off }) => off.includes('authors') },
  { because: 'the title of a change or of a report', example: '[Bug]: llama 3 8b is slow on 2x 4090', when: isTitle },
  {
    because: 'somebody tells of a fault or a result',
    example: 'llama 3 8b crashes on my 3090',
    when: ({ cues, asksOutright }) => cues.has('report') && !asksOutright && !cues.has('fit'),
  },
  {
    because: 'a fault, whose cause is asked',
    example: 'why does qwen2.5 7b output garbage?',
    when: (scene) => scene.cues.has('report') && !isOfResources(scene) && !any(scene.cues, 'define'),
  },
  {
    because: 'what prices will do',
    example: 'will 4090 prices come down?',
    when: ({ cues, subject, concept, formats }) =>
      cues.has('trend') &&
      (cues.has('price') || !(subject || concept || formats > 0 || any(cues, 'inference', 'fit', 'need', 'speed', 'memory'))),
  },
  {
    because: 'something else about a model',
    example: 'is llama 3 8b free for commercial use?',
    when: (scene) => scene.cues.has('aspect') && !isOfResources(scene, false) && !any(scene.cues, 'define', 'formula'),
  },
  {
    because: 'how good a model is at something',
    example: 'which 7b is best at poetry?',
    when: (scene) => scene.cues.has('taste') && !isOfResources(scene) && !(scene.asks && (scene.concept || scene.formats > 0)),
  },
  {
    because: 'it continues what was not said',
    example: 'what about a 5090?',
    when: ({ subject, chips, lexemes, cues }) =>
      !subject &&
      chips < 2 &&
      !cues.has('api') &&
      lexemes.some(({ tag, ...rest }) => tag === 'word' && 'value' in rest && rest.value === 'instead') &&
      !cues.has('spec'),
  },
  {
    because: 'a sentence that tells something',
    example: 'yeah i think they will just go on and do their thing with 7b again',
    when: ({ asks, question, unknown, small }) => !asks && question.language === 'en' && unknown + small >= 6,
  },
  {
    because: 'most of it is strange',
    example: 'my cat weighs 7b',
    when: (scene) =>
      !scene.asks && scene.unknown >= 2 && scene.unknown > (scene.words - scene.unknown - scene.small) * 0.6 && !isOfOurs(scene),
  },
  {
    because: 'a number with a b among plain words',
    example: 'version 7b of the contract',
    when: (scene) => !scene.asks && isBareSize(scene) && scene.cues.size === 0 && scene.unknown + scene.small >= 2,
  },
  {
    because: 'a number with a b before a thing nobody knows',
    example: 'is the 30b bus running today?',
    when: (scene) => isBareSize(scene) && ((scene.strangers > 0 && onlyAsks(scene) && (scene.asks || scene.words > 3)) || isOfThing(scene)),
  },
  {
    because: 'the name of a family, which is also a word',
    example: 'llama or alpaca wool for a pullover?',
    when: (scene) =>
      scene.subject &&
      scene.strangers > 0 &&
      scene.question.model === null &&
      scene.question.paramsB === null &&
      !scene.hardware &&
      !isOfMachines(scene),
  },
  {
    because: 'the memory of a computer, for nobody knows what',
    example: 'is 16gb ram enough for my laptop?',
    when: (scene) => isComputer(scene) && !scene.subject && !hasOurWords(scene),
  },
  {
    because: 'power, not memory',
    example: 'is 850w enough for a 4090?',
    when: ({ subject, lexemes }) => !subject && lexemes.some((lexeme) => lexeme.tag === 'number' && isWatts(lexeme)),
  },
  {
    because: 'what is to run has a name nobody knows',
    example: 'can foozle run on a 3060?',
    when: (scene) => scene.strangers > 0 && !scene.subject && !hasOurWords(scene) && !isOfCards(scene),
  },
]

/** 850w: in Chinese 8.5 million, which nobody says of a card. */
function isWatts({ scale, han, raw, unit, used }: NumberLexeme): boolean {
  return scale === 'wan' && !han && !used && unit === '' && raw >= 100 && raw <= 5000
}

/** RAM, and neither a card nor its memory, nor a machine said to have none. */
function isComputer({ question, cues }: Scene): boolean {
  const { gpus, systemRamGb, memoryGb, device } = question
  return gpus.length === 0 && systemRamGb !== null && memoryGb === null && device !== 'cpu' && !any(cues, 'memory', 'models')
}

/** A size and nothing else that would make it one of a model. */
function isBareSize({ question, formats, hardware, lexemes, cues }: Scene): boolean {
  const { model, paramsB, method, runtime, context, concurrency, problems, optimizer, trainTokens } = question
  if (model !== null || paramsB === null || problems.length > 0) return false
  const said = method !== null || runtime !== null || context !== null || concurrency !== null || optimizer !== null || trainTokens !== null
  if (said || formats > 0 || hardware || any(cues, 'llm', 'llms', 'models', 'api')) return false
  return !lexemes.some((lexeme) => lexeme.tag === 'stranger')
}

/** Nothing of machines in it, only words that ask. */
function onlyAsks({ cues }: Scene): boolean {
  for (const cue of cues) if (!askers.has(cue)) return false
  return true
}

const askers: ReadonlySet<string> = new Set(['question', 'how-long', 'which', 'which-one', 'or', 'versus', 'ask', 'faster'])

/** "a 70b bra", "the 30b bus": the name right behind the size is what it is the size of. */
function isOfThing({ lexemes, cues }: Scene): boolean {
  const onlyPrice = cues.has('price') && !any(cues, 'inference', 'finetune', 'train', 'pretrain', 'rent')
  return lexemes.some((lexeme, at) => {
    const before = lexemes[at - 1]
    const sized = before?.tag === 'number' && before.scale === 'b' && before.unit === ''
    return lexeme.tag === 'unknown' && sized && (/^[a-z]{3}/.test(lexeme.value) || onlyPrice)
  })
}

/** Memory, training, speed or the words only language models have. */
function isOfMachines(scene: Scene): boolean {
  return hasOurWords(scene) || any(scene.cues, 'memory', 'inference', 'finetune', 'train', 'pretrain', 'need', 'speed', 'define', 'fit')
}
