import { gpuById } from '../catalog/gpus.ts'
import { memoryVariants } from '../catalog/memory.ts'
import { nearestGpus } from '../catalog/names.ts'
import type { Gpu } from '../catalog/types.ts'
import { UserError } from '../errors.ts'
import type { AskedCard } from '../estimator/types.ts'
import { type AskedGpu, hasModel, type Question } from '../language/question.ts'
import { resolveHardware } from './hardware.ts'
import { problemError } from './resolve.ts'

/** What is put side by side. */
type Axis = 'gpus' | 'models' | 'formats' | 'lengths'

/** A comparison as questions: each of `jobs` is asked of every one of `cards`. */
export interface Contenders {
  readonly axis: Axis
  readonly jobs: readonly Question[]
  /** None: each job on what suits it. */
  readonly cards: readonly AskedCard[]
  /** Nothing was said to be done, or with what: the jobs are usual ones. */
  readonly usualJobs: boolean
  /** Only one card was named: the others are what it is usually held against. */
  readonly usualRivals: boolean
  /** A card, or none: what the CPU does alone is the other side. */
  readonly againstNone: boolean
}

const mostJobs = 6
const mostCards = 8

/** The catalog's card of a card that was meant, with the memory where several sizes are sold, as a question says it. */
export function askedGpu({ gpu, memoryGb, count }: AskedCard): AskedGpu {
  return { id: gpu.id, count, memoryGb: gpu.memoryOptionsGb === undefined && memoryGb === gpu.memoryGb ? null : memoryGb }
}

/** The cards that were meant; the first words nobody understood stand for one that is not known. Throws UserError for what is no card. */
export function cardsOf(question: Question): readonly AskedCard[] {
  const [problem] = question.problems
  if (problem !== undefined) throw problemError(problem)
  const cards = resolveHardware(question).cards
  const seen = new Set<string>()
  return cards
    .filter(({ gpu, memoryGb, count }) => {
      const key = `${gpu.id} ${memoryGb} ${count}`
      return !seen.has(key) && seen.add(key)
    })
    .slice(0, mostCards)
}

/** For a question about a card in which there is none. */
export function noCard({ unknown }: Question): UserError {
  const said = unknown.slice(0, 3).join(' ')
  const near = said === '' ? [] : nearestGpus(said).map(({ name }) => name)
  return new UserError(said === '' ? 'no-gpu' : 'unknown-gpu', { said, suggestions: near })
}

/** What stands beside a card when nobody says what: the common ones of its kind. Nobody chooses between a card and a whole computer of ten times its price. */
const commonRivals = {
  desk: [
    'rtx-3060-12gb',
    'rtx-4060-ti-16gb',
    'rtx-5060-ti-16gb',
    'rtx-5070-ti',
    'rtx-3090',
    'rtx-4090',
    'rtx-5090',
    'rtx-pro-6000-blackwell',
  ],
  /** One memory for everything. */
  computers: ['apple-m4', 'apple-m4-pro', 'dgx-spark', 'apple-m4-max', 'apple-m3-ultra'],
  servers: ['t4', 'l4', 'l40s', 'a100-80gb-sxm', 'h100-sxm', 'h200-sxm', 'b200', 'b300'],
} as const
const rivals = 2

const kindsOfRivals: ReadonlyMap<Gpu['class'], keyof typeof commonRivals> = new Map([
  ['datacenter', 'servers'],
  ['tpu', 'servers'],
  ['npu', 'servers'],
  ['apple', 'computers'],
  ['edge', 'computers'],
])

/** The common cards of its kind nearest in bandwidth, which decides how fast it writes: one slower and one faster where there are. */
export function rivalsOf({ gpu: own, memoryGb: ownGb }: AskedCard): AskedCard[] {
  const distance = (gpu: Gpu) => Math.abs(Math.log(gpu.bandwidthGBps / own.bandwidthGBps))
  const others = commonRivals[kindsOfRivals.get(own.class) ?? 'desk']
    .flatMap((id) => gpuById(id) ?? [])
    .filter(({ id }) => id !== own.id)
    .sort((a, b) => distance(a) - distance(b))
  const slower = others.find((gpu) => gpu.bandwidthGBps < own.bandwidthGBps)
  const faster = others.find((gpu) => gpu.bandwidthGBps >= own.bandwidthGBps)
  const taken = slower === undefined || faster === undefined ? others.slice(0, rivals) : [slower, faster]
  return taken.map((gpu) => ({ gpu, memoryGb: nearestSize(gpu, ownGb), count: null }))
}

/** Of the sizes it is sold with the one nearest to another's. */
function nearestSize(gpu: Gpu, wantedGb: number): number {
  const distance = (gb: number) => Math.abs(Math.log(gb / wantedGb))
  return memoryVariants(gpu).reduce((best, gb) => (distance(gb) < distance(best) ? gb : best), gpu.memoryGb)
}

/** One job for each value that was said for a slot. */
function over(jobs: readonly Question[], values: readonly Partial<Question>[]): readonly Question[] {
  return values.length < 2 ? jobs : jobs.flatMap((job) => values.map((value) => ({ ...job, ...value })))
}

function modelsSaid({ model, paramsB, activeParamsB, alternatives }: Question): Partial<Question>[] {
  const first = { model, paramsB, activeParamsB }
  const named = (alternatives.models ?? []).map((id) => ({ model: String(id), paramsB: null, activeParamsB: null }))
  // Sizes said beside names are the names' own.
  const sized =
    named.length > 0 ? [] : (alternatives.paramsB ?? []).map((size) => ({ model: null, paramsB: Number(size), activeParamsB: null }))
  return model === null && paramsB === null ? [] : [first, ...named, ...sized]
}

const formatsSaid = ({ quant, alternatives }: Question): Partial<Question>[] =>
  quant === null ? [] : [{ quant }, ...(alternatives.quant ?? []).map((name) => ({ quant: String(name) }))]

const lengthsSaid = ({ context, alternatives }: Question): Partial<Question>[] =>
  context === null ? [] : [{ context }, ...(alternatives.context ?? []).map((tokens) => ({ context: Number(tokens) }))]

/** Models that think would be given longer answers than others: side by side they answer the same request. */
function sameRequest({ context, promptTokens, outputTokens }: Question): Partial<Question> {
  return { context: context ?? 8192, promptTokens: promptTokens ?? 1024, outputTokens: outputTokens ?? 512 }
}

/** A desk card of which no number was said is one; servers are built as large as a job needs. */
const oneOfDesk = (card: AskedCard): AskedCard => (card.gpu.class === 'datacenter' ? card : { ...card, count: card.count ?? 1 })

/** Side by side with a server's card, which takes as many as the job needs, a desk's does too: two of one against one of the other is no comparison. */
const evenly = (cards: readonly AskedCard[]): readonly AskedCard[] =>
  cards.some(({ gpu, count }) => gpu.class === 'datacenter' && count === null) ? cards : cards.map(oneOfDesk)

/** From this label on a card holds 8B as published with room for a context. */
const holds8b = 20

/** Nobody asks for 70B in these to see which card is better. */
const published: ReadonlySet<string> = new Set(['fp16', 'bf16', 'fp32'])

/** Nothing said to be run: 8B, as published where every card holds it, and 70B in four bits, which most people run; in eight where one of the cards cannot. */
function usualJobs(question: Question, cards: readonly AskedCard[]): readonly Question[] {
  const roomy = cards.every(({ memoryGb, count }) => memoryGb * (count ?? 1) >= holds8b)
  const quant = question.quant
  // What is no GPU runs no four bits.
  const least = cards.some(({ gpu }) => gpu.class === 'tpu' || gpu.class === 'npu') ? 'int8' : 'int4'
  const small = { ...question, model: null, paramsB: 8, quant: quant ?? (roomy ? 'fp16' : least) }
  const large = { ...question, model: null, paramsB: 70, quant: quant === null || published.has(quant) ? least : quant }
  return [small, large]
}

const plainFormats = ['int4', 'int8', 'fp16']

/**
 * What a question puts side by side: cards on one job, or on the usual two where none was said; models, formats or lengths on the
 * card that was said, or each on its own. One card alone is held against its neighbours, one model alone is in its formats.
 */
export function contendersOf(question: Question): Contenders {
  const named = cardsOf(question)
  const plain: Question = { ...question, alternatives: {} }
  const axes = { models: modelsSaid(question), formats: formatsSaid(question), lengths: lengthsSaid(question) }
  const axis = (['models', 'formats', 'lengths'] as const).find((name) => axes[name].length > 1)
  // Of a size that was said, one card stands for all that have it: "q4 or q5 of a 32b on 24gb" asks about the formats.
  const isStandIn = question.gpus.length === 0 && question.alternatives.memoryGb === undefined
  const asked = isStandIn && axis !== undefined ? named.slice(0, 1) : named
  const one = axis === 'models' ? { ...plain, ...sameRequest(plain) } : plain
  const said = over(over(over([one], axes.models), axes.formats), axes.lengths)
  const base = { usualJobs: false, usualRivals: false, againstNone: false }
  if (asked.length > 1 || (asked.length === 1 && axis === undefined)) {
    const [only] = asked
    // One card in a question that compares cards: the other side is no card at all.
    const againstNone = asked.length === 1 && question.intent === 'compare-gpus'
    const cards = asked.length === 1 && only !== undefined && !againstNone ? [only, ...rivalsOf(only)] : asked
    const usual = !hasModel(question)
    const jobs = usual ? (axis === 'formats' ? said.map(withSize) : usualJobs(plain, cards)) : said
    const settled = usual ? cards : evenly(cards)
    return {
      ...base,
      axis: 'gpus',
      jobs: jobs.slice(0, 3),
      cards: settled,
      usualJobs: usual,
      usualRivals: asked.length === 1 && !againstNone,
      againstNone,
    }
  }
  if (axis !== undefined) {
    const usual = !hasModel(question)
    return { ...base, axis, jobs: (usual ? said.map(withSize) : said).slice(0, mostJobs), cards: asked.map(oneOfDesk), usualJobs: usual }
  }
  if (!hasModel(question)) throw noCard(question)
  return { ...base, axis: 'formats', jobs: plainFormats.map((quant) => ({ ...plain, quant })), cards: [], usualJobs: true }
}

const withSize = (job: Question): Question => (hasModel(job) ? job : { ...job, paramsB: 8 })

/** The same question of these cards. */
export function onCards(job: Question, cards: readonly AskedCard[]): Question {
  return { ...job, gpus: cards.map(askedGpu), memoryGb: null, totalMemoryGb: null, device: null, nodes: null }
}
