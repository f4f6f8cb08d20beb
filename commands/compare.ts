import { gpusCard, jobsCard } from '../src/cards/compare.ts'
import { apiCard } from '../src/cards/compare-api.ts'
import { type ApiSide, apiFigures } from '../src/cards/compare-api-figures.ts'
import { providersCard } from '../src/cards/compare-providers.ts'
import { sharedCard } from '../src/cards/compare-shared.ts'
import { type ComparedJob, type ComparedRow, type Differs, gpuRow, isHeld, jobRow, subjectName } from '../src/cards/compare-view.ts'
import { workCard, workGpu } from '../src/cards/compare-work.ts'
import { bestOption } from '../src/cards/fit-view.ts'
import { modelsOfSize } from '../src/cards/models-of-size.ts'
import { formatName } from '../src/cards/names.ts'
import { translate } from '../src/cards/words/words.ts'
import type { ApiPriceRange, Model } from '../src/catalog/types.ts'
import { type EstimateOptions, estimate } from '../src/estimator/estimate.ts'
import { settled } from '../src/estimator/settled.ts'
import type { AskedCard, Option } from '../src/estimator/types.ts'
import { format } from '../src/language/format.ts'
import { hasModel, type Question } from '../src/language/question.ts'
import { runtimesSaid } from '../src/language/said.ts'
import { apiPriceRange } from '../src/prices/api.ts'
import { providersIn } from '../src/prices/providers.ts'
import { type Contenders, cardsOf, contendersOf, onCards } from '../src/resolve/contenders.ts'
import { resolve } from '../src/resolve/resolve.ts'
import { servedBest } from '../src/resolve/served.ts'
import { isOfApi, isOfFormats, isOfForms, isOfSizes, isOfWork } from '../src/resolve/side-by-side.ts'
import type { Answer, Command, Services } from './command.ts'
import { optionsOf } from './options.ts'

/** GPUs, models, formats, providers, or a machine of one's own against an API, side by side on one job. */
export const compare = {
  name: 'compare',
  localName: '比较',
  summary: {
    en: 'GPUs, models, formats, providers, or self-hosting against an API, side by side',
    zh: '显卡、模型、格式、服务商，或自建与 API，并排比较',
  },
  intents: ['compare-gpus', 'compare-api'],
  // Whether to rent or to buy a card is of its price.
  takes: (question) => (question.gpus.length > 0 && question.intent !== 'price') || hasAlternatives(question) || hasModel(question),
  hears: (question, text) =>
    isOfWork(question, text) ||
    isOfApi(question, text) ||
    isOfFormats(question, text) ||
    (question.intent === 'inference' && (hasAlternatives(question) || isOfSizes(question) || isOfForms(question, text))) ||
    (question.gpus.length === 1 && !hasModel(question) && providersIn(text).length > 1),
  options: optionsOf('model', 'against', 'format', 'context', 'users', 'gpu', 'versus'),
  examples: [
    { text: 'h100 vs a100 vs 4090', language: 'en' },
    { text: 'V100 vs A100 vs H100 vs B200', language: 'en' },
    { text: 'qwen3 32b vs llama 3.3 70b on a 4090', language: 'en' },
    { text: 'Q4_K_M vs Q8_0 of llama 3.1 8b on a 4090', language: 'en' },
    { text: 'h100 on runpod vs lambda', language: 'en' },
    { text: 'is it cheaper to self host qwen3 235b on 8 H100s or just pay for the api?', language: 'en' },
    { text: '4090和5090跑大模型差多少', language: 'zh' },
    { text: '5090 vs 双4090 跑70b', language: 'zh' },
    { text: '自建两张4090跑qwen3-32b划算还是直接调api', language: 'zh' },
  ],
  run({ question, text = '', why }, services): Answer {
    const options: EstimateOptions = { why, ...(services.calibration && { calibration: services.calibration }) }
    if (isOfWork(question, text)) return ofWork(question, services, options)
    if (question.intent === 'compare-api' || isOfApi(question, text))
      return againstApi({ ...question, intent: 'compare-api' }, text, services, options)
    const providers = providersIn(text)
    if (providers.length > 1 && !hasModel(question)) {
      const [card] = cardsOf(question)
      if (card !== undefined) return ofProviders(question, card, providers, services)
    }
    const contenders = contendersOf(
      isOfFormats(question, text) ? { ...question, quant: firstFormat, alternatives: usualFormats } : question,
    )
    const made =
      contenders.axis === 'gpus'
        ? ofGpus(question, contenders, services, options)
        : ofJobs(question, contenders, services, options, asksFaster.test(text))
    return withRuntimes(made, runtimesSaid(text))
  },
} satisfies Command

/** "vllm vs sglang": what is no side of this comparison is said to be none. */
function withRuntimes(answer: Answer, said: readonly string[]): Answer {
  if (said.length < 2) return answer
  const { card } = answer
  const note = translate(card.language)('compare.note.runtimes', { names: said.join(', ') })
  return { ...answer, card: { ...card, notes: [note, ...card.notes] } }
}

function hasAlternatives({ alternatives }: Question): boolean {
  return [alternatives.models, alternatives.quant].some((said) => said !== undefined && said.length > 0)
}

/** Which is faster can be said of one machine alone. */
const asksFaster = /\bfast(?:er|est)?\b|快|慢/iu

/** What most people choose from: as published, eight bits, and four bits of servers and of desks, and the least that is still of use. */
const [firstFormat, ...furtherFormats] = ['fp16', 'fp8', 'Q8_0', 'awq-int4', 'Q4_K_M', 'Q3_K_M'] as const
const usualFormats = { quant: furtherFormats }

function ofWork(question: Question, { prices }: Services, options: EstimateOptions): Answer {
  const asked: Question = {
    ...question,
    intent: 'inference',
    quant: question.quant ?? 'bf16',
    gpus: [{ id: workGpu, count: null, memoryGb: null }],
    method: null,
    trainTokens: null,
  }
  const estimated = estimate(resolve(asked), prices, { ...options, only: 'asked' })
  return { card: workCard(question, estimated, prices), shorthand: format({ ...asked, gpus: [] }), estimate: estimated }
}

/** Formats further apart than this, bits a weight, are different jobs. */
const alike = 1.5

/** The rows of one job on each card; in four bits for all where nobody said a format and each would take another. */
function jobOn(
  job: Question,
  cards: readonly AskedCard[],
  { prices }: Services,
  options: EstimateOptions,
): { job: ComparedJob; levelled: boolean } {
  const rowsOf = (asked: Question) => {
    const estimated = estimate(resolve(asked), prices, { ...options, only: 'asked' })
    return cards.map((card) => gpuRow(estimated, card, asked))
  }
  const asked = onCards(job, cards)
  const own = rowsOf(asked)
  const bits = own.flatMap(({ option }) => option?.recipe.format.nominalBits ?? [])
  const isUneven = job.quant === null && Math.max(...bits) - Math.min(...bits) > alike
  const inFour = isUneven ? rowsOf({ ...asked, quant: 'int4' }) : own
  // A card that does not run four bits at all, as a TPU, keeps what it runs, and so do the others.
  const levelled = isUneven && inFour.every((row, at) => isHeld(row) || own[at] === undefined || !isHeld(own[at]))
  const rows = levelled ? inFour : own
  return { job: { title: jobTitle(levelled ? { ...job, quant: 'int4' } : job, rows), rows }, levelled }
}

function jobTitle(job: Question, rows: readonly ComparedRow[]): string {
  const [row] = rows
  if (row === undefined) return ''
  const t = translate(job.language)
  const model = subjectName(job, row.estimate)
  const said = job.quant ?? row.option?.recipe.format.name
  if (said === undefined) return model
  const bits = said.startsWith('int') ? `${said.slice(3)}-bit` : said
  const formats = rows.flatMap(({ option }) => option?.recipe.format ?? [])
  const [own] = formats
  // Each its own file of about the same size: none of them is the job's name.
  const isMixed = new Set(formats.map(formatName)).size > 1
  const free = own === undefined ? bits : isMixed ? `${Math.round(own.nominalBits)}-bit` : formatName(own)
  return t('compare.jobTitle', { model, format: job.quant === null ? free : bits })
}

function ofGpus(
  question: Question,
  { jobs, cards: single, usualJobs, usualRivals, againstNone }: Contenders,
  services: Services,
  options: EstimateOptions,
): Answer {
  const on = (cards: readonly AskedCard[]) => jobs.map((job) => jobOn(job, cards, services, options))
  const holds = (rows: ReturnType<typeof on>) => rows.some(({ job }) => job.rows.some(isHeld))
  const asMany = single.map((card, at) => (question.gpus[at]?.count === null ? { ...card, count: null } : card))
  const alone = on(single)
  // "7900 xtx vs 4090 for a 70b": where one of either is too small, as many of each as it takes are compared.
  const several = holds(alone) || againstNone || asMany.every(({ count }) => count !== null) ? undefined : on(asMany)
  const isOfSeveral = several !== undefined && holds(several)
  const [cards, made] = isOfSeveral ? [asMany, several] : [single, alone]
  const compared = made.map(({ job }) => job)
  const levelled = made.some((one) => one.levelled)
  const [first] = jobs
  const onCpu =
    againstNone && first !== undefined
      ? estimate(resolve({ ...first, gpus: [], device: 'cpu', quant: null }), services.prices, options)
      : undefined
  const withoutGpu = onCpu?.withoutGpu?.decodeTokensPerSecond
  const card = gpusCard({
    question,
    prices: services.prices,
    jobs: compared,
    cards,
    usualJobs,
    usualRivals,
    levelled,
    isOfSeveral,
    ...(withoutGpu !== undefined && { withoutGpu }),
  })
  return answered(question, card, compared, services)
}

function ofJobs(
  question: Question,
  { jobs, cards, axis }: Contenders,
  { prices, ...services }: Services,
  options: EstimateOptions,
  onOne: boolean,
): Answer {
  const [card] = cards
  const on = card ?? (axis === 'models' && !onOne ? undefined : sharedCard(jobs.map((job) => estimate(resolve(job), prices, options))))
  const made = jobs.map((job) => {
    const asked = on === undefined ? job : onCards(job, [on])
    const estimated = estimate(resolve(asked), prices, { ...options, ...(on !== undefined && { only: 'asked' as const }) })
    return { job, estimated, option: on === undefined ? bestOption(estimated.options, estimated.workload) : settled(estimated, on) }
  })
  const formats = new Set(made.map(({ estimated, option }) => (option?.recipe ?? estimated.workload.recipes[0]).format.name))
  const differs: Differs = {
    model: axis === 'models',
    format: formats.size > 1 || axis === 'formats',
    length: new Set(made.map(({ job }) => job.context)).size > 1,
  }
  const t = translate(question.language)
  const rows = made.map(({ job, estimated, option }) => jobRow(t, estimated, option, job, differs))
  const title = differs.model || rows[0] === undefined ? t('compare.side') : subjectName(rows[0].question, rows[0].estimate)
  const compared = [{ title, rows }]
  const card_ = jobsCard({ question, prices, jobs: compared, cards, usualJobs: false, usualRivals: false, levelled: false, differs })
  return answered(question, card_, compared, { prices, ...services })
}

function ofProviders(question: Question, card: AskedCard, said: readonly string[], { prices }: Services): Answer {
  const all = prices.offers?.(card.gpu.id) ?? []
  const named = all.filter(({ provider }) => said.includes(provider))
  const missing = said.filter((name) => !named.some(({ provider }) => provider === name))
  return {
    card: providersCard(question, card, named, all, missing, prices.money),
    shorthand: `${format(question)} ${said.join(' vs ')}`,
    parts: { offers: named.length > 0 ? named : all, prices: { asOf: prices.asOf, source: prices.source } },
  }
}

function againstApi(question: Question, text: string, { prices }: Services, options: EstimateOptions): Answer {
  const [card] = cardsOf(question)
  const { estimated, option } = servedBest(question, card, prices, options)
  const comparison = {
    question,
    prices,
    estimate: estimated,
    option,
    api: apiOf(estimated.workload.model, question, prices.api ?? apiPriceRange),
    usualModel: !hasModel(question),
    card,
    buys: /\b(?:buy|bought|my own|my)\b|买|入手|自己的|本地/iu.test(text),
  }
  return {
    card: apiCard(comparison),
    shorthand: format(question),
    parts: { api: { price: comparison.api, ...apiFigures(comparison) }, rows: option === undefined ? [] : [rowParts(option)] },
    estimate: estimated,
  }
}

/** The model's own price; of a bare size, that of the first well-known model of it that is served. */
function apiOf(model: Model, { model: named, paramsB }: Question, priceOf: ApiPriceRange): ApiSide | undefined {
  const own = priceOf([model.id])
  if (own !== undefined) return { ...own, model: model.id, standIn: named === null && paramsB !== null }
  if (named !== null || paramsB === null) return undefined
  const { dense, mixtures } = modelsOfSize(paramsB)
  for (const { id } of [...dense, ...mixtures]) {
    const found = priceOf([id])
    if (found !== undefined) return { ...found, model: id, standIn: true }
  }
  return undefined
}

function rowParts({ gpu, count, recipe, verdict, memory, ...option }: Option): object {
  return {
    gpu: gpu.id,
    count,
    format: recipe.format.name,
    runtime: recipe.runtime,
    verdict,
    needBytes: memory.total,
    decodeTokensPerSecond: option.decodeTokensPerSecond,
    fullLoadTokensPerSecond: option.fullLoadTokensPerSecond,
    usdPerHour: option.usdPerHour,
    usdPerMillionOutputTokensAtFullLoad: option.usdPerMillionOutputTokensAtFullLoad,
    watts: option.watts,
  }
}

function answered(question: Question, card: Answer['card'], jobs: readonly ComparedJob[], { prices }: Services): Answer {
  const [first] = jobs
  return {
    card,
    shorthand: format(question),
    parts: {
      comparison: jobs.map(({ title, rows }) => ({
        job: title,
        rows: rows.map(({ label, option, worth, estimate: { workload } }) => ({
          label,
          model: workload.model.id,
          ...(option === undefined ? { verdict: 'no' } : rowParts(option)),
          ...worth,
        })),
      })),
      prices: { asOf: prices.asOf, source: prices.source },
    },
    ...(first?.rows[0] !== undefined && { estimate: first.rows[0].estimate }),
  }
}
