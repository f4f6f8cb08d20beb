import { gpuName, modelName, sizeName } from '../src/cards/names.ts'
import { priceCard } from '../src/cards/price.ts'
import { apiPriceCard } from '../src/cards/price-api.ts'
import { hourly, type Limit, limitOf, type Priced, type PriceSubject } from '../src/cards/price-view.ts'
import { gpuById, gpus } from '../src/catalog/gpus.ts'
import { memoryVariants } from '../src/catalog/memory.ts'
import { modelById } from '../src/catalog/models.ts'
import type { Gpu, PriceBook } from '../src/catalog/types.ts'
import { estimate } from '../src/estimator/estimate.ts'
import { isOnSale } from '../src/estimator/on-sale.ts'
import { trainingAsked } from '../src/language/asks-training.ts'
import { format } from '../src/language/format.ts'
import type { Question } from '../src/language/question.ts'
import { apiPriceRange } from '../src/prices/api.ts'
import { kindsIn } from '../src/prices/terms.ts'
import { resolveHardware } from '../src/resolve/hardware.ts'
import { problemError, resolve } from '../src/resolve/resolve.ts'
import { rentalHours } from '../src/resolve/span.ts'
import type { Answer, Command, Services } from './command.ts'
import { optionsOf } from './options.ts'
import { isShopping, shopping } from './shop.ts'
import { trainingInstead } from './training.ts'

/** What GPUs cost by the hour and to buy. */
export const price = {
  name: 'price',
  localName: '价格',
  summary: { en: 'what GPUs cost by the hour and to buy, and the cheapest of each size', zh: 'GPU 的租金和售价，以及每种显存里最便宜的' },
  intents: ['price'],
  // A model with no card is what to rent for it; with one, whether it runs there is asked as well, which is not this card's to say.
  takes: ({ gpus: named, memoryGb, totalMemoryGb, model, paramsB, intent }) =>
    intent === 'inference'
      ? named.length === 0 && (model !== null || paramsB !== null)
      : named.length > 0 || memoryGb !== null || totalMemoryGb !== null,
  // "rent 8x h200 for a week": a machine and a time, and nothing to run on it.
  hears: (question, text) =>
    (isOfCard(question) && ((rents.test(text) && rentalHours(text) !== undefined) || kindsIn(text).length > 1 || asksPower(text))) ||
    isShopping(question, text),
  options: optionsOf('gpu'),
  examples: [
    { text: 'how much is an H100 per hour?', language: 'en' },
    { text: 'cheapest 80GB under $2', language: 'en' },
    { text: 'price of 8x h100', language: 'en' },
    { text: 'gpu prices', language: 'en' },
    { text: 'best gpu under $500', language: 'en' },
    { text: '开一台 4090 多少钱', language: 'zh' },
    { text: 'A100 80G 每小时多少钱', language: 'zh' },
    { text: '显卡价格', language: 'zh' },
    { text: '预算5000买什么显卡', language: 'zh' },
  ],
  run({ question: asked, text = '', all }, services): Answer {
    const unknown = asked.unknown.filter((word) => !heard.has(word.toLowerCase()))
    const question = { ...asked, intent: isOfCard(asked) ? ('price' as const) : asked.intent, unknown }
    const [problem] = question.problems
    if (problem !== undefined) throw problemError(problem)
    // More than anybody rents is a slip; the same bound as for everything else that is asked of cards.
    resolveHardware({ ...question, memoryGb: null, totalMemoryGb: null })
    // The price of an hour of a card is one of training too; what a model rents to run is not.
    const training = question.gpus.length > 0 || (question.model ?? question.paramsB) === null ? undefined : trainingInstead(question, text)
    if (training !== undefined) return training
    const toBuy = isShopping(question, text) ? shopping(question, services) : undefined
    if (toBuy !== undefined) return toBuy
    const { prices } = services
    const model = question.model === null ? undefined : modelById(question.model)
    const api = model && (prices.api ?? apiPriceRange)([model.id])
    if (model !== undefined && api !== undefined && aboutApi.test(text)) {
      const card = apiPriceCard({ question, prices, subject: { kind: 'all', rows: [] } }, modelName(model), api)
      return {
        card,
        shorthand: `${format(question)} api`,
        parts: { apiPrices: api, prices: { asOf: api.output.asOf, source: prices.source } },
      }
    }
    const asksChange = aboutChange.test(text)
    // "h100 over the last 30 days" is how its price moved.
    const hours = asksChange ? undefined : rentalHours(text)
    const subject = subjectOf(question, services, aboutAll.test(text) || all)
    return {
      card: priceCard({
        question,
        prices,
        subject,
        api,
        hours,
        kinds: kindsIn(text),
        asksPower: aboutPower.test(text),
        asksChange,
        training: trainingAsked(text) !== undefined,
      }),
      shorthand: [
        format(question),
        ...(subject.kind === 'all' ? ['all gpus'] : []),
        ...(hours === undefined ? [] : [`for ${hours} hours`]),
      ].join(' '),
      ...(subject.kind === 'named' && {
        trend: {
          gpus: subject.rows.map(({ gpu, memoryGb }) => ({ id: gpu.id, name: gpuName(gpu, memoryGb) })),
          ...(prices.money && { money: prices.money }),
        },
      }),
      parts: {
        gpuPrices: subject.rows.map(({ gpu, count, rental, purchase }) => ({ gpu: gpu.id, count, usdPerHour: rental, usdToBuy: purchase })),
        ...(hours !== undefined && { hours }),
        prices: { asOf: prices.asOf, source: prices.source },
      },
    }
  },
} satisfies Command

const aboutApi = /\bapis?\b|\bper (?:million )?tokens?\b|接口/iu
/** A machine was named, and nothing that is to be done with it. */
const isOfCard = ({ gpus: named, intent, model, paramsB }: Question) =>
  named.length > 0 && (model ?? paramsB) === null && (intent === 'none' || intent === 'gpu-info')

const rents = /\b(?:rent(?:s|al|ing)?|hire|lease|costs?|price[ds]?)\b|租|多少钱|费用|价/iu
/** "4090 一个月电费多少": what its power costs, and no question of its watts alone. */
const asksPower = (text: string) =>
  aboutPower.test(text) && /\b(?:costs?|bill|how much|per (?:day|week|month|year))\b|费|多少钱/iu.test(text)
const aboutPower = /\b(?:electric(?:ity|al)?|power (?:bill|costs?|draw|usage)|kwh)\b|电费|耗电|度电/iu
const aboutAll = /\b(?:all|every)\b|所有|全部/iu
const aboutChange = /\b(?:history|trends?|chang(?:e|ed|es)|cheaper|dearer|moved?|over time)\b|走势|历史|变化|涨|跌/iu
/** Words of prices that no other command knows. */
const heard: ReadonlySet<string> = new Set([
  '钱',
  '走势',
  '历史',
  '变化',
  '涨',
  '跌',
  'history',
  'trend',
  'trends',
  'over time',
  'api',
  'apis',
  'provider',
  'providers',
])

const mostRows = 8

function subjectOf(question: Question, services: Services, every: boolean): PriceSubject {
  const { prices } = services
  if (question.gpus.length > 0) {
    const rows = question.gpus.flatMap(({ id, count, memoryGb }) => {
      const gpu = gpuById(id)
      return gpu === undefined ? [] : [priced(prices, gpu, count ?? 1, memoryGb ?? gpu.memoryGb)]
    })
    return { kind: 'named', rows: rows.slice(0, mostRows) }
  }
  const model = question.model === null ? undefined : modelById(question.model)
  const size = question.paramsB === null ? undefined : sizeName(question.paramsB, question.activeParamsB)
  const name = model === undefined ? size : modelName(model)
  if (name !== undefined) return { kind: 'model', name, rows: forModel(question, services) }
  const gb = question.memoryGb ?? question.totalMemoryGb
  const limit = every ? undefined : limitOf(question, prices.rates)
  if (gb === null && limit !== undefined) return { kind: 'budget', rows: forBudget(prices, limit) }
  if (gb === null) return every ? everyPrice(prices) : { kind: 'classes', rows: cheapestOfEach(prices) }
  const isTotal = question.memoryGb === null
  return { kind: 'memory', gb, isTotal, rows: isTotal ? withTotal(prices, gb) : withMemory(prices, gb) }
}

function priced(prices: PriceBook, gpu: Gpu, count: number, memoryGb = gpu.memoryGb): Priced {
  return { gpu, count, memoryGb, rental: prices.rental(gpu.id), purchase: prices.purchase(gpu.id) }
}

const byHour = (a: Priced, b: Priced) => hourly(a) - hourly(b)
const isRented = ({ rental }: Priced) => rental !== undefined

/** Fewer offers are an anecdote, not a price; where only some providers count, that is what was asked for. */
const isOffered =
  ({ filter }: PriceBook) =>
  ({ rental }: Priced) =>
    (rental?.offers ?? 0) >= (filter === undefined ? 2 : 1)

const rentable = (gpu: Gpu) => isOnSale(gpu) && gpu.class !== 'apple' && gpu.class !== 'laptop' && gpu.class !== 'edge'

/** Cards of a label size, cheapest hour first. */
function withMemory(prices: PriceBook, gb: number): readonly Priced[] {
  const rows = gpus.filter((gpu) => rentable(gpu) && memoryVariants(gpu).includes(gb)).map((gpu) => priced(prices, gpu, 1, gb))
  return rows.filter(isRented).sort(byHour).slice(0, mostRows)
}

const mostCards = 16

/** As many of a card as have the memory in all, cheapest hour first. */
function withTotal(prices: PriceBook, gb: number): readonly Priced[] {
  const rows = gpus.filter(rentable).map((gpu) => priced(prices, gpu, Math.ceil(gb / gpu.memoryGb)))
  return rows
    .filter((row) => isOffered(prices)(row) && row.count <= mostCards)
    .sort(byHour)
    .slice(0, mostRows)
}

/** Sizes people ask for, GB. */
const sizes = [12, 16, 24, 32, 48, 80, 96, 141, 192]

/** What a sum rents by the hour: most memory first, then bandwidth. */
function forBudget(prices: PriceBook, { usd }: Limit): readonly Priced[] {
  const rows = gpus.filter(isOnSale).map((gpu) => priced(prices, gpu, 1))
  return rows
    .filter((row) => hourly(row) <= usd)
    .sort((a, b) => b.memoryGb - a.memoryGb || b.gpu.bandwidthGBps - a.gpu.bandwidthGBps)
    .slice(0, mostRows)
}

/** The cheapest card of each size, smallest first. */
function cheapestOfEach(prices: PriceBook): readonly Priced[] {
  return sizes.flatMap((gb) => withMemory(prices, gb).filter(isOffered(prices)).slice(0, 1))
}

/** Whatever is rented out, cheapest hour first. */
function everyPrice(prices: PriceBook): PriceSubject {
  const rows = gpus
    .filter(rentable)
    .map((gpu) => priced(prices, gpu, 1))
    .filter(isRented)
    .sort(byHour)
  return { kind: 'all', rows }
}

/** What holds a model and is rented out, cheapest hour first. */
function forModel(question: Question, { prices, calibration }: Services): readonly Priced[] {
  const { options } = estimate(resolve(question), prices, { all: true, ...(calibration && { calibration }) })
  const sound = options.filter(
    ({ verdict, gpu, caveats }) => verdict === 'fits' && rentable(gpu) && !caveats.includes('slow') && !caveats.includes('too-slow'),
  )
  const rows = sound.map(({ gpu, count, memoryGb }) => priced(prices, gpu, count, memoryGb))
  // More of the same cost more.
  const cheapest = new Map<string, Priced>()
  for (const row of rows.filter(isOffered(prices)).sort(byHour)) if (!cheapest.has(row.gpu.id)) cheapest.set(row.gpu.id, row)
  return [...cheapest.values()].slice(0, mostRows)
}
