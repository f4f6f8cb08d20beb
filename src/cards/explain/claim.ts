import { gpuById } from '../../catalog/gpus.ts'
import type { Question } from '../../language/question.ts'

/** A figure somebody states, to be held against ours. Bytes of a claim are as written: GB of either kind. */
export type Claim =
  | { readonly kind: 'memory'; readonly gb: number }
  | { readonly kind: 'training'; readonly gb: number }
  | { readonly kind: 'speed'; readonly low: number; readonly high: number }
  | { readonly kind: 'runs' }
  | { readonly kind: 'spec'; readonly gpu: string; readonly of: 'tflops' | 'memory' | 'bandwidth'; readonly value: number }

const number = String.raw`(\d{1,9}(?:\.\d{1,6})?)`
const about = String.raw`(?:only |just |about |around |roughly |like |some |at least |up to |exactly |less than |只|就|才|约|大约|大概|差不多|仅|至少|最多|能到|到)?\s?`
const needs = String.raw`(?:needs?|takes?|requires?|uses?|wants?|is|are|was|isn'?t|not|equals?|=|≈|:|：|fits? in|runs? in|需要|只需|只要|需|要|占用|占|是|为|等于|用|不是)\s?`
const gives = String.raw`(?:gives?|gets?|got|reach(?:es)?|runs? at|does|has|have|hits?|makes?|:|：|=|达到|能到|有|跑到|跑出|可达|是|能跑|速度|could do|can do|outputs?)\s?`

const memoryStated = new RegExp(`${needs}${about}${number}\\s?(tb|t|gib|gb|g)(?![a-z])`, 'iu')
const speed = `${number}(?:\\s?[-–~到至]\\s?${number})?\\s?(?:tok(?:en)?s?\\s?/\\s?s|t/s|tps|token/秒|tok(?:en)?s? (?:per|a) second|个?token每秒)`
const speedSaid = new RegExp(speed, 'iu')
const speedStated = new RegExp(gives + about + speed, 'iu')
/** The 16 of "bf16 tflops" is a format's. */
const alone = `(?<![a-z\\d.])${number}`
const tflopsStated = new RegExp(`${alone}\\s?(t|p)flop`, 'iu')
const bandwidthStated = new RegExp(`${alone}\\s?(tb|gb)\\s?/\\s?s`, 'iu')
const ownMemory = new RegExp(`(?:has|have|with|有|是|显存|comes with)\\s?${about}${number}\\s?(gib|gb|g)(?![a-z])`, 'iu')

/** 用16g就能跑 is of a card, whatever it runs it in. */
const onMemory = /(?:用|在)\s?\d{1,4}\s?gb?.{0,6}(?:能跑|跑得动|可以跑|放得下)/iu

const runsStated = /(?:runs? on|fits? (?:on|in)|works? on|能跑|跑得动|可以跑|放得下|跑得了|就能跑|能推理)/iu
/** What is asked, or wished for, or somebody's own: no claim. */
const asks =
  /^(?:do|does|did|is|are|was|has)\b|[?？吗么]|够|多少|几张|还是|\b(?:or|can|could|how|which|what|enough|will|would|should|my|mine|want|have|got a|own)\b|我有|我的|想/iu
/** A figure is said and doubted, or denied. */
const doubts =
  /^(?:why|how come|为什么|为啥|为何)|\b(?:real|realistic|true|right|correct|expected|normal)\s?[?？]$|(?:对|真的|靠谱|可信|正常)(?:吗|么)[?？]?$/iu

/**
 * The figure a text states of something we can work out, or undefined. "why" questions deny a figure and so state it; any other question
 * states nothing. The expressions have bounded repetitions only.
 */
export function claimOf(question: Question, text: string): Claim | undefined {
  const plain = text.trim().normalize('NFKC').slice(0, longest)
  const isDoubted = doubts.test(plain)
  if ((!isDoubted && asks.test(plain)) || onMemory.test(plain)) return undefined
  const subject = question.model !== null || question.paramsB !== null
  return subject ? claimOfModel(question, plain, isDoubted) : claimOfCard(question, plain)
}

/** Nobody states a figure in more. */
const longest = 200

function claimOfModel(question: Question, text: string, isDoubted: boolean): Claim | undefined {
  const training = question.intent === 'finetune' || question.intent === 'pretrain'
  if (isDoubted && question.gpus.length === 0 && question.memoryGb !== null)
    return { kind: training ? 'training' : 'memory', gb: question.memoryGb }
  const memory = memoryStated.exec(text)
  if (memory !== null && question.gpus.length === 0) {
    const gb = Number(memory[1]) * (memory[2]?.toLowerCase().startsWith('t') ? 1000 : 1)
    if (gb > 0) return { kind: training ? 'training' : 'memory', gb }
  }
  if (training || question.gpus.length === 0) return undefined
  const said = (isDoubted ? speedSaid : speedStated).exec(text)
  if (said !== null) {
    const low = Number(said[1])
    return { kind: 'speed', low, high: Math.max(low, Number(said[2] ?? low)) }
  }
  return runsStated.test(text) ? { kind: 'runs' } : undefined
}

function claimOfCard({ gpus: [gpu, ...others] }: Question, text: string): Claim | undefined {
  const card = gpu === undefined ? undefined : gpuById(gpu.id)
  if (gpu === undefined || others.length > 0 || card === undefined) return undefined
  const spec = (of: 'tflops' | 'memory' | 'bandwidth', value: number): Claim => ({ kind: 'spec', gpu: gpu.id, of, value })
  const tflops = tflopsStated.exec(text)
  // The 4090 of "4090 tflops" is the card's name.
  if (tflops !== null && !card.aliases.includes(tflops[1] ?? ''))
    return spec('tflops', Number(tflops[1]) * (tflops[2]?.toLowerCase() === 'p' ? 1000 : 1))
  const bandwidth = bandwidthStated.exec(text)
  if (bandwidth !== null) return spec('bandwidth', Number(bandwidth[1]) * (bandwidth[2]?.toLowerCase() === 'tb' ? 1000 : 1))
  const memory = ownMemory.exec(text)
  return memory === null ? undefined : spec('memory', Number(memory[1]))
}
