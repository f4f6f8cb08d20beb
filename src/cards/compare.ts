import { dollars } from '../catalog/currencies.ts'
import type { PriceBook } from '../catalog/types.ts'
import type { AskedCard, Quantity } from '../estimator/types.ts'
import { format } from '../language/format.ts'
import type { Question } from '../language/question.ts'
import type { Card, Refinement } from './card.ts'
import { charted } from './chart.ts'
import { speedChart } from './chart-comparison.ts'
import { hardwareTable, jobTable, resourceTable } from './compare-table.ts'
import { type ComparedJob, type ComparedRow, type Differs, isHeld, onWhat, shownRow } from './compare-view.ts'
import { failing, type Win, winsOf, winsSentence } from './compare-wins.ts'
import { formNote } from './gpu.ts'
import { otherForms } from './gpu-forms.ts'
import { shownPrices } from './money.ts'
import { formatName, gpuName } from './names.ts'
import { gibLeft, gibRough, grouped, rateSpan, significant, tokens, usdPerHour } from './numbers.ts'
import { type Translate, translate } from './words/words.ts'

export interface Comparison {
  readonly question: Question
  readonly prices: PriceBook
  readonly jobs: readonly ComparedJob[]
  readonly cards: readonly AskedCard[]
  /** What the assumptions are about: nothing was said to be run; one card stood alone. */
  readonly usualJobs: boolean
  readonly usualRivals: boolean
  /** The jobs were all taken in four bits, because what each card would choose differs. */
  readonly levelled: boolean
  /** One of none of the cards holds a job: each was taken as often as it takes. */
  readonly isOfSeveral?: boolean
  /** What the CPU alone does of the first job, where a card was held against none: one user's tokens/s. */
  readonly withoutGpu?: Quantity
}

/** Amounts as they are shown, with the words they are shown in. */
function shown<Given extends Comparison>(given: Given): { readonly comparison: Given; readonly t: Translate } {
  const { money = dollars } = given.prices
  const t = translate(given.question.language, money.currency)
  const jobs = given.jobs.map((job) => ({ ...job, rows: job.rows.map((row) => shownRow(row, money)) }))
  return { comparison: { ...given, jobs, prices: shownPrices(given.prices) }, t }
}

/** Cards side by side: each job in a table, the figures that explain it under it. Pure. */
export function gpusCard(given: Comparison): Card {
  const { comparison, t } = shown(given)
  const { prices, jobs, cards } = comparison
  const names = cards.map(({ gpu, memoryGb, count }) =>
    count !== null && count > 1 ? `${count} × ${gpuName(gpu, memoryGb)}` : gpuName(gpu, memoryGb),
  )
  const wins = jobs.map(({ rows }) => winsOf(rows))
  return {
    ...frame(t, comparison),
    title: comparison.withoutGpu === undefined ? gpusTitle(t, names, jobs, wins) : t('compare.title.none', { gpu: names[0] ?? '' }),
    answer: gpusAnswer(t, comparison, wins),
    blocks: [...jobs.map((job) => jobTable(t, job, t('fit.table.gpu'), false)), hardwareTable(t, cards, prices)],
    ...charted(speedChart(t, jobs, comparison.withoutGpu)),
    notes: [...forms(t, cards), t('compare.note.training')],
    refinements: gpuTaps(t, comparison),
    hint: t(comparison.usualJobs ? 'compare.hint.job' : 'compare.hint.load'),
  }
}

/** Models, formats or lengths side by side, on the card that was said or each on what suits it. Pure. */
export function jobsCard(given: Comparison & { readonly differs: Differs }): Card {
  const { comparison, t } = shown(given)
  const { question, jobs, cards, differs } = comparison
  const rows = jobs.flatMap((job) => job.rows)
  const where = new Set(rows.map(({ option }) => (option === undefined ? '' : onWhat(option)))).size > 1
  const shared = where ? undefined : rows.find(({ option }) => option !== undefined)?.option
  const subject = t(differs.model ? 'compare.col.model' : differs.format ? 'compare.col.format' : 'compare.col.length')
  const names = rows.map(({ label }) => label).join(t('compare.versus'))
  const job: ComparedJob = { title: jobs[0]?.title ?? '', rows }
  const wins = where ? [] : winsOf(rows)
  const drawn = shared === undefined ? t('chart.speed.title') : t('chart.speed.titleOn', { gpu: onWhat(shared) })
  const located = rows.map((row) => (where && isHeld(row) ? { ...row, label: `${row.label} · ${onWhat(row.option)}` } : row))
  return {
    ...frame(t, comparison),
    tone: rows.some(isHeld) ? 'info' : 'too-big',
    title: shared === undefined ? names : t('compare.titleOn', { names, gpu: onWhat(shared) }),
    answer: [
      ...rows.map((row) => rowSentence(t, row)),
      ...(wins.length > 0 ? [t('compare.sentence', { text: winsSentence(t, wins) })] : []),
    ].join(gap(question)),
    blocks: [jobTable(t, job, subject, where), resourceTable(t, rows, subject)],
    ...charted(speedChart(t, [{ title: drawn, rows: located }])),
    notes: [...(differs.model ? [t('compare.note.quality')] : []), ...(differs.format ? formatNotes(t, rows) : [])],
    refinements: jobTaps(t, rows),
    hint: t(cards.length === 0 ? 'compare.hint.card' : 'compare.hint.load'),
  }
}

const gap = ({ language }: Question) => (language === 'zh' ? '' : ' ')

/** What every comparison has alike: its language, what was taken for granted, where the numbers are from. */
function frame(t: Translate, comparison: Comparison): Omit<Card, 'title' | 'answer' | 'blocks' | 'notes' | 'refinements' | 'hint'> {
  const { question, prices, jobs, usualJobs, usualRivals, levelled, isOfSeveral } = comparison
  const workload = jobs[0]?.rows[0]?.estimate.workload
  const assumed = [
    ...(usualJobs ? [t('compare.assumed.jobs')] : []),
    ...(usualRivals ? [t('compare.assumed.rivals')] : []),
    ...(levelled ? [t('compare.assumed.levelled')] : []),
    ...(isOfSeveral ? [t('compare.assumed.several')] : []),
    ...standIn(t, comparison),
    ...(workload === undefined
      ? []
      : [
          t('compare.assumed.load', {
            context: tokens(workload.contextTokens),
            prompt: grouped(workload.promptTokens),
            output: grouped(workload.outputTokens),
          }),
        ]),
    t('compare.assumed.full'),
  ]
  return {
    language: question.language,
    tone: 'info',
    assumed,
    sources: [...(prices.asOf === '' ? [] : [t('gpu.source.prices', { date: prices.asOf })]), t('compare.source.runs')],
  }
}

/** Only a size was said, and one card stands for it. */
function standIn(t: Translate, { question, cards }: Comparison): readonly string[] {
  const [card] = cards
  if (question.gpus.length > 0 || card === undefined || cards.length > 1) return []
  return [t('compare.assumed.standIn', { gpu: gpuName(card.gpu, card.memoryGb) })]
}

/** What other forms there are, but for those that stand beside it. */
function forms(t: Translate, cards: readonly AskedCard[]): readonly string[] {
  const compared = new Set(cards.map(({ gpu }) => gpu.id))
  return cards.flatMap(({ gpu }) => (otherForms(gpu).some(({ id }) => compared.has(id)) ? [] : formNote(t, gpu))).slice(0, 2)
}

function gpusTitle(t: Translate, names: readonly string[], jobs: readonly ComparedJob[], wins: readonly (readonly Win[])[]): string {
  const versus = names.join(t('compare.versus'))
  const held = jobs.length === 1 ? (jobs[0]?.rows.filter(isHeld) ?? []) : []
  if (held.length === 1) return t('compare.title.only', { versus, only: held[0]?.spoken ?? '' })
  const [fast, cheap] = [alwaysBest(wins, 'speed')?.spoken, alwaysBest(wins, 'million')?.spoken]
  const title = names.length === 2 ? 'compare.titleOfTwo' : 'compare.title'
  if (fast === undefined) return cheap === undefined ? versus : t(`${title}.cheap`, { versus, cheap })
  if (cheap === undefined) return t(`${title}.fast`, { versus, fast })
  return cheap === fast ? t(`${title}.both`, { versus, fast }) : t(`${title}.each`, { versus, fast, cheap })
}

/** Alone the best of the first job, and no worse than any in the others: a title has no room for "but". */
function alwaysBest(wins: readonly (readonly Win[])[], asked: Win['contest']): ComparedRow | undefined {
  const [first, ...others] = wins.map((job) => job.find(({ contest }) => contest === asked))
  const [best, ...tied] = first?.winners ?? []
  if (best === undefined || tied.length > 0) return undefined
  const isBest = ({ option }: ComparedRow) => option?.gpu.id === best.option?.gpu.id && option?.memoryGb === best.option?.memoryGb
  return others.every((win) => win === undefined || win.winners.some(isBest)) ? best : undefined
}

function gpusAnswer(t: Translate, { question, jobs, withoutGpu }: Comparison, wins: readonly (readonly Win[])[]): string {
  const [row] = jobs[0]?.rows ?? []
  const speed = row?.option?.decodeTokensPerSecond
  if (withoutGpu !== undefined && row !== undefined && speed !== undefined) {
    const ratio = significant(speed.value / withoutGpu.value)
    return t('compare.withoutGpu', { job: jobs[0]?.title ?? '', gpu: row.spoken, speed: rateSpan(speed), cpu: rateSpan(withoutGpu), ratio })
  }
  return jobs
    .map(({ title, rows }, index) => t('compare.job', { job: title, sentence: outcome(t, rows, wins[index] ?? []) }))
    .join(gap(question))
}

function outcome(t: Translate, rows: readonly ComparedRow[], wins: readonly Win[]): string {
  const held = rows.filter(isHeld)
  const [only] = held
  if (only === undefined) return t('compare.nobody')
  if (held.length === 1) {
    const { memory, decodeTokensPerSecond: speed } = only.option
    const words = { gpu: only.spoken, need: gibRough(memory.total.value), speed: speed === undefined ? '?' : rateSpan(speed) }
    return t('compare.only', { ...words, short: rows.flatMap((row) => shortage(t, row)).join(t('compare.list')) })
  }
  return [winsSentence(t, wins), failing(t, rows)].filter((text) => text !== '').join(t('compare.semicolon')) + t('compare.stop')
}

/** By how much a card misses it. */
function shortage(t: Translate, { option, spoken }: ComparedRow): readonly string[] {
  if (option?.verdict !== 'no') return []
  if (option.caveats.includes('unsupported-format'))
    return [t('compare.unsupported', { gpu: spoken, format: formatName(option.recipe.format) })]
  const { total, ceilingPerGpu } = option.memory
  return [t('compare.short', { gpu: spoken, gib: gibLeft(total.value, ceilingPerGpu * option.count) })]
}

function rowSentence(t: Translate, row: ComparedRow): string {
  const { option, label, estimate } = row
  if (option === undefined) return t('compare.row.none', { label, need: gibRough(estimate.memory.total.value) })
  const { total, ceilingPerGpu } = option.memory
  const words = { label, format: formatName(option.recipe.format), need: gibRough(total.value), gpu: onWhat(option) }
  if (option.caveats.includes('unsupported-format')) return t('compare.row.none', words)
  if (option.verdict === 'no') return t('compare.row.no', { ...words, short: gibLeft(total.value, ceilingPerGpu * option.count) })
  const speed = option.decodeTokensPerSecond
  if (speed === undefined) return t('compare.row.holds', words)
  const hour = option.usdPerHour === undefined ? '' : t('compare.row.hour', { usd: usdPerHour(option.usdPerHour.value) })
  return t(option.verdict === 'tight' ? 'compare.row.tight' : 'compare.row.fits', { ...words, speed: rateSpan(speed), hour })
}

/** What a format costs in quality, by the bits it keeps; the bounds are llama.cpp's and the AWQ paper's perplexities, roughly. */
function formatNotes(t: Translate, rows: readonly ComparedRow[]): readonly string[] {
  const bitsOf = ({ option, estimate }: ComparedRow) => (option?.recipe ?? estimate.workload.recipes[0]).format.nominalBits
  const bands = [
    ['compare.quality.full', (bits: number) => bits >= 7.5],
    ['compare.quality.slight', (bits: number) => bits >= 4 && bits < 7.5],
    ['compare.quality.some', (bits: number) => bits >= 3 && bits < 4],
    ['compare.quality.clear', (bits: number) => bits < 3],
  ] as const
  return bands.flatMap(([key, within]) => {
    const names = rows
      .filter((row) => within(bitsOf(row)))
      .map(({ option, estimate }) => formatName((option?.recipe ?? estimate.workload.recipes[0]).format))
    return names.length === 0 ? [] : [t(key, { names: [...new Set(names)].join(t('compare.and')) })]
  })
}

/** The question with nothing left of what nobody understood. */
const clean = (question: Question): Question => ({ ...question, alternatives: {}, unknown: [], problems: [] })

function gpuTaps(t: Translate, { question, cards, usualJobs }: Comparison): readonly Refinement[] {
  const gpus = cards.map(({ gpu, memoryGb, count }) => ({
    id: gpu.id,
    count,
    memoryGb: gpu.memoryOptionsGb === undefined ? null : memoryGb,
  }))
  const base = { ...clean(question), intent: 'compare-gpus' as const, gpus, memoryGb: null, totalMemoryGb: null }
  const ask = (group: Refinement['group'], label: string, change: Partial<Question>): Refinement => ({
    group,
    label,
    command: 'compare',
    shorthand: format({ ...base, ...change }),
  })
  if (usualJobs)
    return [
      ask('model', 'Qwen3-32B int4', { model: 'Qwen/Qwen3-32B', paramsB: null, quant: 'int4' }),
      ask('model', 'gpt-oss-120b', { model: 'openai/gpt-oss-120b', paramsB: null, quant: null }),
      ...cards.slice(0, mostCardTaps).map((card, at) => factsTap(t, card, { ...base, gpus: gpus.slice(at, at + 1) })),
    ]
  return [
    ask('users', t('compare.tap.users', { users: 8 }), { concurrency: 8 }),
    ask('context', t('compare.context', { context: '32k' }), { context: 32768 }),
    ...cards.slice(0, mostCardTaps).map(({ gpu, memoryGb }, at): Refinement => {
      const asked: Question = { ...base, intent: 'inference', gpus: gpus.slice(at, at + 1) }
      return { group: 'other', label: t('compare.tap.fit', { label: gpuName(gpu, memoryGb) }), command: 'fit', shorthand: format(asked) }
    }),
  ]
}

const mostCardTaps = 3

function factsTap(t: Translate, { gpu, memoryGb }: AskedCard, asked: Question): Refinement {
  const [first] = asked.gpus
  return {
    group: 'other',
    label: t('compare.tap.facts', { gpu: gpuName(gpu, memoryGb) }),
    command: 'gpu',
    shorthand: format({
      ...asked,
      intent: 'gpu-info',
      gpus: first === undefined ? [] : [{ ...first, count: null }],
      model: null,
      paramsB: null,
      activeParamsB: null,
      quant: null,
      context: null,
      concurrency: null,
    }),
  }
}

function jobTaps(t: Translate, rows: readonly ComparedRow[]): readonly Refinement[] {
  return rows.slice(0, 4).map(({ label, question }) => ({
    group: 'other',
    label: t('compare.tap.fit', { label }),
    command: 'fit',
    shorthand: format({ ...clean(question), intent: 'inference' }),
  }))
}
