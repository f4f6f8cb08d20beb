import type { PriceBook } from '../catalog/types.ts'
import { type EstimateOptions, estimate } from '../estimator/estimate.ts'
import { settled } from '../estimator/settled.ts'
import type { AskedCard, Estimate, Option } from '../estimator/types.ts'
import type { Question } from '../language/question.ts'
import { onCards } from './contenders.ts'
import { resolve } from './resolve.ts'

/** What a machine is taken for where no model was said: the largest of these that it holds. */
const usualModels = ['meta-llama/Llama-3.3-70B-Instruct', 'Qwen/Qwen3-32B', 'meta-llama/Llama-3.1-8B'] as const

export interface Served {
  readonly estimated: Estimate
  readonly option: Option | undefined
}

/**
 * How a job is best served on a card: with the fewest of it, then in a format that costs no quality that shows, then with the cheapest
 * tokens: published weights, fp8, or four bits where nothing larger fits.
 */
function servedOn(card: AskedCard, job: Question, prices: PriceBook, options: EstimateOptions): Served {
  const quants = job.quant === null ? [null, 'fp8', 'awq-int4'] : [job.quant]
  const ways = quants.map((quant): Served => {
    const estimated = estimate(resolve(onCards({ ...job, quant }, [card])), prices, { ...options, only: 'asked' })
    return { estimated, option: settled(estimated, card) }
  })
  const rank = ({ option }: Served): readonly [number, number, number] => {
    const cost = perToken(option)
    if (option === undefined || !Number.isFinite(cost)) return [Number.POSITIVE_INFINITY, 0, 0]
    return [option.count, option.recipe.format.nominalBits < eightBits ? 1 : 0, cost]
  }
  return ways.reduce((best, way) => (isBefore(rank(way), rank(best)) ? way : best))
}

/** A smaller machine pays sooner: the cheapest hour of all whose tokens cost at most so many times the cheapest. */
const nearlyCheapest = 2

/** How a job is best served on anything: as published or in fp8, on what costs least by the hour of what has cheap tokens. */
function servedAnywhere(job: Question, prices: PriceBook, options: EstimateOptions): Served {
  const ways = (job.quant === null ? [null, 'fp8'] : [job.quant]).flatMap((quant): Served[] => {
    const estimated = estimate(resolve({ ...job, quant }), prices, options)
    return [{ estimated, option: undefined }, ...estimated.options.map((option) => ({ estimated, option }))]
  })
  const least = Math.min(...ways.map(({ option }) => perToken(option)))
  const cheap = ways.filter(({ option }) => perToken(option) <= nearlyCheapest * least && option?.usdPerHour !== undefined)
  const hour = ({ option }: Served) => option?.usdPerHour?.value ?? Number.POSITIVE_INFINITY
  const candidates = cheap.length > 0 ? cheap : ways
  return candidates.reduce((best, way) => (hour(way) < hour(best) ? way : best))
}

function served(job: Question, card: AskedCard | undefined, prices: PriceBook, options: EstimateOptions): Served {
  return card === undefined ? servedAnywhere(job, prices, options) : servedOn(card, job, prices, options)
}

/** With some slack: Q8_0 and fp8 count as eight. */
const eightBits = 7.5

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index])
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0)
}

/** What a million tokens cost of a full machine; where nobody rents it out, the slower the dearer. */
function perToken(option: Option | undefined): number {
  const full = option?.fullLoadTokensPerSecond?.value
  if (option === undefined || option.verdict === 'no' || full === undefined) return Number.POSITIVE_INFINITY
  return option.usdPerMillionOutputTokensAtFullLoad?.value ?? 1e6 / full
}

/**
 * How a question is best served on the card that was said, or on the cheapest there is. Without a model: the largest usual one
 * that one such card holds. No option where nothing holds it.
 */
export function servedBest(question: Question, card: AskedCard | undefined, prices: PriceBook, options: EstimateOptions): Served {
  if (question.model !== null || question.paramsB !== null) return held(served(question, card, prices, options))
  const single = card && { ...card, count: card.count ?? 1 }
  const [largest, ...smaller] = usualModels
  let found = held(served({ ...question, model: largest }, single, prices, options))
  for (const model of smaller) if (found.option === undefined) found = held(served({ ...question, model }, single, prices, options))
  return found
}

const held = (found: Served): Served => (found.option?.verdict === 'no' ? { ...found, option: undefined } : found)
