import { hasModel, type Question } from '../language/question.ts'

/* Texts that name one thing and want several answers: what is put side by side is not said in the question's slots. */

const compares = /\b(?:vs|versus|compare[ds]?|comparison|against|difference)\b|\bby (?:format|quant|precision)|对比|比较|区别|各|分别/iu
const training = /\btrain(?:ing)?\b|训练/iu
const running = /\b(?:inference|running|serving)\b|推理/iu
const formats = /\b(?:formats?|quants?|quantizations?|precisions?)\b|格式|精度|量化/iu

/** "training and inference of llama 70b": one model and its two kinds of work. */
export function isOfWork(question: Question, text: string): boolean {
  return (
    question.intent !== 'explain' &&
    hasModel(question) &&
    question.gpus.length === 0 &&
    training.test(text) &&
    running.test(text) &&
    compares.test(text)
  )
}

const api = /(?<!compatible )\bapis?\b(?! servers?)|接口/iu
const weighs = /\b(?:than|or|vs|versus|instead of|over)\b|还是|比|不如|对比/iu
const rents = /\b(?:rent(?:s|al|ed|ing)?|hosts?|hosting|run(?:s|ning)?|serv(?:e|ing)|gpus?)\b|租|部署|自己|跑|云/iu

/** "cheaper on runpod than by api", 租卡跑比调接口便宜吗: a machine that is rented and an API, and which of them costs less. */
export function isOfApi(question: Question, text: string): boolean {
  const asks = question.intent === 'price' || question.intent === 'inference'
  return asks && hasModel(question) && api.test(text) && weighs.test(text) && (question.gpus.length > 0 || rents.test(text))
}

/** "formats of llama 70b compared", 100B 各精度权重: one model in the usual formats, none of which was said. */
export function isOfFormats(question: Question, text: string): boolean {
  const asks = question.intent === 'inference' || question.intent === 'compare-gpus' || question.intent === 'none'
  return (
    asks &&
    question.confidence > 0 &&
    hasModel(question) &&
    question.quant === null &&
    question.gpus.length < 2 &&
    question.memoryGb === null &&
    formats.test(text) &&
    compares.test(text)
  )
}

/** "7B 13B 30B 65B at 4-bit": sizes without a card; on one, /fit says of the first whether it fits, and offers the others. */
export const isOfSizes = ({ model, gpus, memoryGb, alternatives }: Question) =>
  model === null && gpus.length === 0 && memoryGb === null && (alternatives.paramsB?.length ?? 0) > 0

const against = /\b(?:vs|versus)\b|对比/iu

/** "h100 nvl vs h100 sxm for a 70b": forms of one card, which are two cards. */
export const isOfForms = ({ gpus }: Question, text: string) => new Set(gpus.map(({ id }) => id)).size > 1 && against.test(text)
