import { shopCard } from '../src/cards/price-shop.ts'
import { limitOf } from '../src/cards/price-view.ts'
import { format } from '../src/language/format.ts'
import type { Language, Question } from '../src/language/question.ts'
import { cardsToBuy } from '../src/resolve/shop.ts'
import type { Answer, Services } from './command.ts'

/** What an enthusiast spends on a machine at most, USD: where no sum is said, what costs more is left out. */
const usualMostUsd = 5000

/** How no sum is said. */
const openly: Readonly<Record<Language, string>> = { en: 'which gpu to buy', zh: '买什么显卡' }

/** Whether cards are to be bought, and nothing is said of which, of how large, or of what is to run on them. */
export function isShopping({ intent, confidence, unknown, budget, ...said }: Question, text: string): boolean {
  const isOpen =
    (intent === 'none' || intent === 'price') &&
    confidence > 0 &&
    unknown.length <= (saysWhatFor(text) ? mostUnknown : 0) &&
    said.gpus.length === 0 &&
    said.device === null &&
    (said.model ?? said.paramsB ?? said.memoryGb ?? said.totalMemoryGb ?? said.systemRamGb) === null
  if (!isOpen || others.test(text)) return false
  return budget === null ? cards.test(text) && buys.test(text) : intent === 'price' || spends.test(text)
}

/** Words nobody understood, where it is said that models are to run: "a starter gpu for llms". */
const mostUnknown = 2

/** Whether a text says that language models are what something is for: cards are bought for games as well. */
export function saysWhatFor(text: string): boolean {
  return models.test(text)
}

const models = /\b(?:llms?|a\.?i\.?|(?:local|language|open) models?|inference|ollama|lm ?studio|llama\.?cpp|vllm)\b|模型|推理/iu
const cards = /\b(?:gpus?|cards?)\b|卡/iu
const buys =
  /\b(?:buy|buying|purchase|recommend\w*|best|good|budget|worth|decent|upgrade to|would you get)\b|买|推荐|便宜|合适|性价比|入手|最好|值得|怎么选|选什么|选哪/iu
/** Who makes and sells cards is no card. */
const others = /\b(?:gpu|card)s? (?:brands?|makers?|vendors?|shops?|stores?|reviews?)\b|显卡(?:店|品牌|评测|厂)/iu
const spends = /\b(?:gpus?|cards?|graphics|llms?|ai|models?)\b|显卡|大模型|模型/iu

/** What to buy for a sum, or at all. Undefined where the sum is one by the hour: that rents. */
export function shopping(question: Question, { prices, calibration }: Services): Answer | undefined {
  const limit = limitOf(question, prices.rates)
  if (limit?.toBuy === false) return undefined
  const buysOf = cardsToBuy(prices, limit?.usd ?? usualMostUsd, { ...(calibration && { calibration }) })
  return {
    card: shopCard({ question, prices, subject: { kind: 'all', rows: [] } }, buysOf),
    shorthand: limit === undefined ? openly[question.language] : format({ ...question, intent: 'price' }),
    parts: {
      toBuy: buysOf.map(({ gpu, count, purchase, runs }) => ({
        gpu: gpu.id,
        count,
        usdEach: purchase,
        holds4BitB: runs.find(({ largest }) => largest)?.sizeB ?? 0,
      })),
      prices: { asOf: prices.asOf, source: prices.source },
    },
  }
}
