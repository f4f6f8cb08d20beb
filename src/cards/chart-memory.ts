import type { Option } from '../estimator/types.ts'
import { altOf, type MemoryChart, plotted } from './chart.ts'
import { subjectName } from './compare-view.ts'
import { chosenRows } from './fit-options.ts'
import type { FitView } from './fit-view.ts'
import { needed } from './gpu-runs.ts'
import { formatName, optionName } from './names.ts'
import { gib, tokens } from './numbers.ts'

const bytesPerGib = 1024 ** 3
const inGib = (bytes: number) => plotted(Math.max(0, bytes) / bytesPerGib)

/** More are no longer told apart at a glance. */
const mostRows = 6

type Row = MemoryChart['rows'][number]

/** What the job takes on each set of GPUs that was asked about, else on those the card shows, against what they may fill. Pure. */
export function memoryChart(view: FitView): MemoryChart {
  const { t, estimate, question, asked, ramBytes } = view
  const shown = asked.length > 0 ? asked : chosenRows(estimate.options)
  const options = ramBytes === undefined ? shown.slice(0, mostRows) : []
  const names = [t('fit.memory.weights'), t('fit.memory.kvCache'), t('fit.memory.activations'), t('fit.memory.overhead')]
  const rows = options.length > 0 ? options.map((option) => optionRow(view, option)) : [bareRow(view)]
  const title = ramBytes !== undefined ? 'chart.memory.titleRam' : options.length > 0 ? 'chart.memory.title' : 'chart.memory.titleBare'
  const said = {
    title: t(title, { model: subjectName(question, estimate) }),
    axis: t('chart.memory.axis', { context: tokens(estimate.workload.contextTokens), users: estimate.workload.concurrency }),
  }
  const parts = ramBytes === undefined ? names : [...names.slice(0, 2), t('chart.memory.rest')]
  return {
    kind: 'memory',
    ...said,
    unit: 'GiB',
    parts,
    rows,
    alt: altOf(t('chart.alt', said), sentences(view, parts, rows), t('chart.join'), t('chart.stop')),
  }
}

/**
 * A set of GPUs as the table has it: need and limit of the whole set. The parts are those of its fullest GPU, in proportion, since what
 * each GPU holds a copy of counts once a GPU.
 */
function optionRow({ t }: FitView, option: Option): Row {
  const { parts, total, ceilingPerGpu } = option.memory
  const values = [parts.weights.value, parts.kvCache.value, parts.activations.value, parts.overhead.value]
  const sum = values.reduce((all, value) => all + value, 0)
  return {
    label: `${optionName(option)} · ${formatName(option.recipe.format)}`,
    text: `${needed(option).replace('/', ' / ')} ${t(`fit.table.${option.verdict}`)}`,
    values: values.map((value) => inGib(sum > 0 ? (value / sum) * total.value : 0)),
    limit: inGib(ceilingPerGpu * option.count),
    verdict: option.verdict,
  }
}

/** Of no GPU: all of it in RAM, or only what is needed where nothing is known to hold it. */
function bareRow({ t, estimate, ramBytes }: FitView): Row {
  const { weights, kvCache, activations, overhead, total } = estimate.memory
  if (ramBytes === undefined)
    return {
      label: t('fit.memory.total'),
      text: gib(total.value),
      values: [weights, kvCache, activations, overhead].map(({ value }) => inGib(value)),
    }
  const held = [Math.min(weights.value, ramBytes), Math.min(kvCache.value, Math.max(0, ramBytes - weights.value))]
  const rest = held.reduce((left, value) => left - value, ramBytes)
  return { label: t('chart.memory.ram'), text: gib(ramBytes), values: [...held, rest].map(inGib) }
}

/** The first with its parts; the others are made of much the same. */
function sentences({ t }: FitView, parts: readonly string[], rows: readonly Row[]): readonly string[] {
  return rows.map(({ label, values, limit, verdict }, index) => {
    const need = gib(values.reduce((sum, value) => sum + value, 0) * bytesPerGib)
    const row =
      limit === undefined || verdict === undefined
        ? t('chart.memory.row', { label, need })
        : t('chart.memory.rowOf', { label, need, limit: gib(limit * bytesPerGib), verdict: t(`fit.table.${verdict}`) })
    if (index > 0) return row
    const list = values.map((value, part) => `${parts[part] ?? ''} ${gib(value * bytesPerGib)}`)
    return t('chart.memory.parts', { row, parts: list.join(t('chart.comma')) })
  })
}
