import { type Claim, claimOf } from '../src/cards/explain/claim.ts'
import { claimCard } from '../src/cards/explain/claim-card.ts'
import { entryCard, shorthandOf, topicsCard } from '../src/cards/explain/explain-card.ts'
import { asksMeaning, findEntry } from '../src/cards/explain/find.ts'
import { labWith } from '../src/cards/explain/lab.ts'
import { specCard, specHolds } from '../src/cards/explain/spec-card.ts'
import { trainingClaimCard } from '../src/cards/explain/training-claim-card.ts'
import type { PriceBook } from '../src/catalog/types.ts'
import { estimate } from '../src/estimator/estimate.ts'
import { format } from '../src/language/format.ts'
import type { Question } from '../src/language/question.ts'
import { askedParts, leastOfTerm } from '../src/language/unasked.ts'
import { resolve } from '../src/resolve/resolve.ts'
import type { Answer, Command } from './command.ts'

/** What a term means, with an example worked out now; and whether a figure read somewhere is right. */
export const explain = {
  name: 'explain',
  localName: '解释',
  summary: {
    en: 'what a term or a number means, with an example; and whether a claim you read is right',
    zh: '解释术语和数字，附算好的例子；也可核对看到的说法',
  },
  intents: ['explain'],
  takes: (question, text) => claimOf(question, text) !== undefined || findEntry(text, question.concept) !== undefined,
  hears,
  mayBeEmpty: true,
  options: [],
  examples: [
    { text: 'what is a kv cache?', language: 'en' },
    { text: 'why does vram grow with context', language: 'en' },
    { text: 'what does Q4_K_M mean?', language: 'en' },
    { text: 'why does training need so much more memory than just running the model', language: 'en' },
    { text: '70B GPTQ needs 17.5 GB', language: 'en' },
    { text: 'H100 has 1979 TFLOPS', language: 'en' },
    { text: '激活参数是什么', language: 'zh' },
    { text: '为什么70B int4不是17.5GB', language: 'zh' },
    { text: '并发高了显存是不是也跟着涨？', language: 'zh' },
    { text: '7B fp16 需要 28GB', language: 'zh' },
  ],
  run({ question, text = format(question) }, { prices }) {
    const claim = claimOf(question, text)
    const checked = claim === undefined ? undefined : checkedClaim(claim, question, prices)
    // A figure that is stated has no shorthand: it is asked again as it was written.
    if (checked !== undefined) return { ...checked, shorthand: text.trim().replace(/\s+/g, ' ') }
    const found = findEntry(text, question.concept)
    const { language } = question
    if (found === undefined) return { card: topicsCard(withoutVerb(text), language), shorthand: shorthandOf('', language).trim() }
    return { card: entryCard(found.entry, labWith(prices), language), shorthand: shorthandOf(found.entry.id, language) }
  },
} satisfies Command

/** What was to be explained: nothing where only "explain" was said, which asks for the list. */
function withoutVerb(text: string): string {
  const plain = text.trim()
  const verb = ['explain', '解释'].find((one) => plain.toLowerCase().startsWith(one))
  return verb === undefined ? plain : plain.slice(verb.length).trim()
}

/**
 * A text that was not sent to /explain by name and belongs here all the same: a figure that is stated and can be checked, and a term
 * that the question's words do not show to be one.
 */
function hears(question: Question, text: string): boolean {
  const claim = claimOf(question, text)
  if (claim !== undefined) return isOurs(claim)
  if (question.intent === 'gpu-info' && needsTerm(text)) return true
  const isOpen = question.intent === 'none' || (question.intent === 'gpu-info' && question.gpus.length === 0)
  if (!isOpen && !isBareTerm(question)) return false
  return askedParts(text).some((asked) => {
    const found = findEntry(asked, null)
    return found !== undefined && (found.covered === 1 || (isOpen && found.covered >= leastOfTerm(asked) && asksMeaning(asked)))
  })
}

/** "do i need nvlink for 2x3090?": whether a thing matters is explained, on whatever card. */
function needsTerm(text: string): boolean {
  const found = needed.exec(text)
  return findEntry(found?.[1] ?? found?.[2] ?? '', null)?.covered === 1
}

const needed =
  /\b(?:do|does|would|will|should) (?:i|we|you|it|they) (?:really |even |still )?need (?:an? )?([\w.-]+)|(?:需要|要不要|有必要用|用得着)\s?([\w.-]+)/i

/** A name that is a model's or a method's as well as a term, and nothing said of running or training: "what is chinchilla". */
function isBareTerm({ intent, model, method, paramsB, quant, gpus, memoryGb, context, trainTokens }: Question): boolean {
  if (paramsB !== null || quant !== null || gpus.length > 0 || memoryGb !== null || context !== null || trainTokens !== null) return false
  if (intent === 'inference') return model !== null
  return (intent === 'finetune' || intent === 'pretrain') && (model === null || method === null)
}

/** What a card is is /gpu's to say where it is said rightly; whether something runs, /fit's. */
const isOurs = (claim: Claim) => claim.kind !== 'runs' && (claim.kind !== 'spec' || specHolds(claim) === false)

/** The claim is taken out of the question before it is worked out: "needs 17.5 GB" is no card of 17.5 GB. */
function checkedClaim(claim: Claim, question: Question, prices: PriceBook): Omit<Answer, 'shorthand'> | undefined {
  if (claim.kind === 'spec') {
    const card = specCard(claim, question.language)
    return card && { card }
  }
  const plain: Question = { ...question, memoryGb: null, totalMemoryGb: null, targetTokensPerSecond: null }
  if (claim.kind === 'training') {
    const card = trainingClaimCard(claim.gb, question, resolve(plain).model)
    return card && { card }
  }
  const asked: Question = { ...plain, intent: 'inference', concept: null }
  const estimated = estimate(resolve(asked), prices)
  return { card: claimCard(claim, asked, estimated), estimate: estimated }
}
