import { asksForHardware } from './asks-hardware.ts'
import { lex } from './lex.ts'
import type { Question } from './question.ts'
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

/** Of a computer as of a card. */
const machineWords: ReadonlySet<string> = new Set(['memory', 'ram', 'specs', 'rig', 'box', 'hardware', 'pc', 'computer', 'desktop'])

/** Of much besides machines: "is it safe to use at work". */
const vagueWork: ReadonlySet<string> = new Set(['use', 'work', 'works', 'generate', 'load', 'loading', 'handle'])
/** "does flash attention work on a v100". */
const vagueRun: ReadonlySet<string> = new Set(
  'work works generate load loading suggest suggestion suggestions recommended recommendation recommendations'.split(' '),
)
const ofSize = /\bsize|\bbig\b|\blarge\b|多大|大小/i
/** "what is that in gb", 几个g. */
const gigabytes = /\b(?:weights?|file|model|download|disk) size\b|\bin (?:gb|gigs)\b|[几多][个少]?(?:g|gb)(?![a-z])/i
const howMuch = /\bhow much\b|多少/i

/** "what did you think of the new qwen" names a model and asks nothing of machines. */
export function speaksOfResources(text: string, question: Question): boolean {
  const { intent, budget, concurrency, quant, alternatives, gpus, memoryGb, totalMemoryGb, systemRamGb, device } = question
  const ofHardware =
    intent !== 'inference' || gpus.length > 0 || device !== null || quant !== null || (memoryGb ?? totalMemoryGb ?? systemRamGb) !== null
  const { lexemes, atoms } = lex(text.slice(0, longest))
  if (gigabytes.test(text) || budget !== null || concurrency !== null || (quant !== null && alternatives.quant !== undefined)) return true
  if (asksForHardware(text) || atoms.some(({ text: word }) => machineWords.has(word))) return true
  const amount = howMuch.test(text)
  return lexemes.some((lexeme) => {
    switch (lexeme.tag) {
      case 'gpu':
      case 'device':
      case 'unlisted':
        return true
      // A phone or a handheld is a machine as well.
      case 'off':
        return lexeme.value === 'phone'
      case 'cue':
        // "is kimi ok for that": of its answers, where no machine is named.
        if (lexeme.value === 'fit' && !ofHardware) return false
        return resources.has(lexeme.value) && !(lexeme.value === 'inference' && vagueWork.has(atoms[lexeme.from]?.text ?? ''))
      case 'word':
        return lexeme.value === 'ram' || (amount && lexeme.value === 'used') || (lexeme.value === 'kv' && ofSize.test(text))
      case 'concept':
        return lexeme.value === 'kv-cache' && ofSize.test(text)
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
  if (atoms.some(({ text: word }) => word === 'model' || word === 'bot' || word === 'chatbot')) return true
  return lexemes.some(
    (lexeme) =>
      lexeme.tag === 'intent' ||
      lexeme.tag === 'family' ||
      (lexeme.tag === 'cue' && running.has(lexeme.value) && !vagueRun.has(atoms[lexeme.to - 1]?.text ?? '')),
  )
}

/** "why not just use q4" proposes, "where's the q5" looks for it. */
const whyNot = /\bwhy (?:not|don'?t)\b|\bwhere(?:'s| is| are| can| do)\b/i

/** "how do i quantize a model": how something is done is told elsewhere; how it is reckoned or why it is so is told here. */
export function asksHowTo(text: string): boolean {
  if (howToHan.test(text) || whyNot.test(text)) return true
  const { atoms } = lex(text.slice(0, longest))
  return atoms.some(({ text: word }, at) => {
    if (word !== 'how') return false
    const [helper, who, verb] = atoms.slice(at + 1, at + 4).map(({ text: next }) => next)
    if (helper === 'to') return !reckoning.has(who ?? '')
    return doers.has(who ?? '') && !reckoning.has(verb ?? '')
  })
}

/** "is that with flash attention", "which quant was that": of what somebody has just said. */
const back =
  /^\W*(?:(?:wait|so|and|ok|oh|but|hm+)\W+)*(?:is|was|are|were) (?:that|this|those|these)\b|^(?:\W*(?:and|ok|but|so)\W+)?(?:what|how) about\b|\b(?:was|were) (?:that|it|this|those)\W*$|\b(?:what|which) \w+ (?:is|are) (?:that|this|those)\W*$/i

export function pointsBack(text: string): boolean {
  return back.test(text)
}

const fault = /\b(?:error|warning|crash|exception|fail|broken\b|corrupt)|报错|失败/i
const ofOnes = /\bwhy(?:'?s| is| are)? my\b/i

/** "why's my q4 slower", "got a warning": something is wrong with what somebody has. What fills his memory is explained. */
export function tellsOfFault(text: string, question: Question): boolean {
  return fault.test(text) || (ofOnes.test(text) && !speaksOfResources(text, question))
}

/** "CUDA out of memory when …", "shows 0% usage", "what am i doing wrong": what a machine did is told, and a cure is wanted. */
const symptom =
  /\b(?:cuda|runtime|memory|value|key|type|import)\s?error|out ?of ?memory ?error|cuda out of memory|\b(?:failed|unable|fails) to\b|traceback|doing wrong|what'?s wrong|shows? \d+ ?%|\b(?:at|says|only|using|uses) \d+ ?% ?(?:\/|gpu|cpu|usage|util|vram)|nvidia-smi|task manager|\bsays \d+|why(?:'?s| is| are| does| do)? my\b.{0,80}\b(?:slow|slower|only|not)\b|怎么调|怎么解决|出了什么问题|(?:显卡|显存|速度|模型|ollama|vllm).{0,20}怎么回事/i

const doubt =
  /\b(?:is|that|this)\b.{0,12}\b(?:normal|bad)\b|\bdid \w+ (?:use|pay|spend|buy)\b|正常[吗么]|为[啥什]么?我(?!看|听|们|记得)|(?:怎么|咋)(?:才|只有)/i

/** "10 tok/s on my 4090, is that normal": what somebody sees is doubted. */
export function doubtsResult(text: string): boolean {
  return doubt.test(text)
}

/** Whether a cure is wanted for what a machine did: those help who can look at it. */
export function wantsCure(text: string): boolean {
  return symptom.test(text)
}

/** "how many samples do i need": how a training is set up, not what it runs on. */
const ofCraft =
  /\b(?:good|best|right|optimal|recommended|which|what) (?:lora )?(?:rank|alpha|temperature|temp|dropout)\b|\bhow (?:many|much) (?:\w+ )?(?:samples?|examples?|epochs?|steps?|rows?|data|datapoints?|conversations|pairs)\b|learning rate|\blr\b|多少(?:条|个|轮)?(?:数据|样本|epoch)|几个?epoch|几轮|学习率/i

export function asksOfCraft(text: string): boolean {
  return ofCraft.test(text)
}

/** 为什么大厂都在卷长上下文: of what people do. */
const ofPeople =
  /为[什啥]么?(?:大厂|大家|厂商|人们|老外|国内|国产|有人|很多人|他们|这么多|都|没人)|为[什啥]么?[^，。？?]{0,8}(?:总是|老是|都爱|都喜欢|都不|都在)/

export function asksOfPeople(text: string): boolean {
  return ofPeople.test(text)
}

const cause = /\bwhy\b|how come|what(?:'?s| is) (?:up|going on) with|为什么|为啥|怎么这么|怎么又/i

/** "why did h100 prices crash": what a price comes from nobody has worked out. */
export function asksWhy(text: string): boolean {
  return cause.test(text)
}
