import type { Option } from '../estimator/types.ts'
import type { Column, TableBlock, Tone } from './card.ts'
import { missOf } from './fit-sound.ts'
import { type FitView, inAnotherFormat, ratePerUser, toneOf } from './fit-view.ts'
import { formatName, optionName } from './names.ts'
import { countOf, gib, rateRange, significant, tokens, usdPerHourRange } from './numbers.ts'

/** Rows on the card; the rest is counted in the table's `more`. */
const mostRows = 7

/** Before the GPUs that were asked about, where others stand beside them. */
const askedMark = '› '
/** Nothing known: a dash says so without a word. */
const none = '–'

interface Part extends Column {
  cell(option: Option): string
}

/** Where it runs. GPU, verdict, need and speed are what a narrow place keeps. */
export function fitOptions(view: FitView): TableBlock {
  const shown = chosenRows(view.estimate.options)
  const parts = columns(view, shown)
  return {
    kind: 'table',
    title: view.t('fit.table.title'),
    columns: parts.map(({ cell: _, ...column }) => column),
    rows: shown.map((option) => ({ cells: parts.map((part) => part.cell(option)), tone: rowTone(option) })),
    more: view.estimate.options.length - shown.length,
  }
}

/** What is left out last to first: the fastest of all is rarely what one needs. */
const roleRank: Readonly<Record<Option['role'], number>> = {
  asked: 0,
  enough: 1,
  'near-miss': 1,
  cheapest: 2,
  desk: 2,
  workstation: 2,
  mac: 3,
  server: 4,
  fastest: 5,
  other: 6,
}

/** The options worth a row, those asked for first: the chosen roles and one near miss that fails. */
export function chosenRows(options: readonly Option[]): readonly Option[] {
  const rank = (option: Option) => (option.asked ? 0 : roleRank[option.role])
  const byRank = options.map((option, index) => ({ option, index })).sort((a, b) => rank(a.option) - rank(b.option) || a.index - b.index)
  const taken = byRank.slice(0, mostRows).sort((a, b) => Number(b.option.asked) - Number(a.option.asked) || a.index - b.index)
  return taken.map((entry) => entry.option)
}

function rowTone(option: Option): Tone {
  // What holds the job and does not do what was asked is no plain yes.
  return option.verdict === 'fits' && missOf(option) !== undefined ? 'tight' : toneOf(option.verdict)
}

function columns(view: FitView, shown: readonly Option[]): readonly Part[] {
  const { t, estimate } = view
  const { concurrency, contextTokens } = estimate.workload
  const mixed = shown.some((option) => option.asked) && shown.some((option) => !option.asked)
  // Options in another format than the question means must say so even where room is short; the verdict is in the row's symbol too.
  const formatsDiffer = shown.some((option) => inAnotherFormat(view, option))
  const parts: Part[] = [
    {
      label: t('fit.table.gpu'),
      align: 'left',
      keep: 1,
      cell: (option) => (mixed && option.asked ? askedMark : '') + optionName(option),
    },
    { label: t('fit.table.format'), align: 'left', keep: formatsDiffer ? 2 : 7, cell: (option) => formatName(option.recipe.format) },
    {
      label: t('fit.table.verdict'),
      align: 'left',
      keep: formatsDiffer ? 6 : 2,
      byMark: true,
      cell: (option) => t(`fit.table.${option.verdict}`),
    },
    { label: t('fit.table.need'), align: 'right', keep: 3, cell: needed },
    ...target(view),
    speed(view),
  ]
  if (concurrency > 1) {
    const total = (option: Option) => (option.totalTokensPerSecond === undefined ? none : significant(option.totalTokensPerSecond.value))
    parts.push({ label: t('fit.table.total'), align: 'right', keep: 8, cell: total })
  }
  parts.push(
    {
      label: t('fit.table.maxContext'),
      align: 'right',
      keep: 9,
      cell: (option) => (option.maxContext > 0 ? tokens(option.maxContext) : none),
    },
    {
      label: t('fit.table.users', { context: tokens(contextTokens) }),
      align: 'right',
      keep: 10,
      cell: (option) => (option.maxConcurrency > 0 ? countOf(option.maxConcurrency) : none),
    },
    { label: t('fit.table.hour'), align: 'right', keep: 5, cell: (option) => price(view, option) },
  )
  // An encoder writes nothing to be paid by the token.
  if (estimate.workload.model.modality !== 'embedding')
    parts.push({ label: t('fit.table.million'), align: 'right', keep: 11, cell: perMillion })
  return parts
}

/** Whether it does what was asked beside room; nothing where only room was. */
function target({ t, estimate }: FitView): readonly Part[] {
  if (estimate.options.every(({ shortfall }) => shortfall === undefined)) return []
  const cell = (option: Option) => {
    const miss = missOf(option)
    if (option.verdict === 'no' || option.shortfall === undefined) return none
    return t(miss === undefined ? 'fit.table.met' : `fit.table.${miss}Missed`)
  }
  return [{ label: t('fit.table.target'), align: 'left', keep: 3.5, cell }]
}

/** What one user sees; an embedding model writes nothing, so there it is what it reads. */
function speed({ t, estimate }: FitView): Part {
  const { concurrency, model } = estimate.workload
  const part = { align: 'right', keep: 4 } as const
  if (model.modality === 'embedding') return { ...part, label: t('fit.table.read'), cell: (option) => rate(option.prefillTokensPerSecond) }
  return {
    ...part,
    label: t(concurrency > 1 ? 'fit.table.speedEach' : 'fit.table.speed'),
    cell: (option) => rate(ratePerUser(option, concurrency)),
  }
}

function needed(option: Option): string {
  return `${gib(option.memory.total.value)}/${gib(option.memory.ceilingPerGpu * option.count)}`
}

function rate(quantity: Option['decodeTokensPerSecond']): string {
  return quantity === undefined ? none : rateRange(quantity)
}

/** Rent where someone rents it out; else what it costs to buy. */
function price({ t }: FitView, option: Option): string {
  if (option.usdPerHour !== undefined) return usdPerHourRange(option.usdPerHour)
  return option.purchaseUsd === undefined ? none : t('fit.table.buy', { usd: significant(option.purchaseUsd.value) })
}

function perMillion(option: Option): string {
  const alone = option.usdPerMillionOutputTokens
  if (alone === undefined) return none
  const full = option.usdPerMillionOutputTokensAtFullLoad
  const [one, all] = [significant(alone.value), full === undefined ? '' : significant(full.value)]
  return all === '' || all === one ? one : `${one} → ${all}`
}
