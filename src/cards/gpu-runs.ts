import type { Option } from '../estimator/types.ts'
import type { TableBlock } from './card.ts'
import { toneOf } from './fit-view.ts'
import { formatName } from './names.ts'
import { countOf, gib, rateRange, rateSpan, significant } from './numbers.ts'
import type { Translate } from './words/words.ts'

/** What a card runs, as `resolve/card-runs.ts` finds it: a dense model of a size in so many bits. */
export interface GpuRun {
  readonly bits: number
  readonly sizeB: number
  readonly largest: boolean
  readonly option: Option
}

const none = '–'

export const sizeText = (sizeB: number) => `${sizeB}B`

export function runsTable(t: Translate, runs: readonly GpuRun[]): TableBlock {
  const parts: readonly { label: string; left?: true; keep: number; cell: (run: GpuRun) => string }[] = [
    {
      label: t('gpu.runs.size'),
      left: true,
      keep: 1,
      cell: ({ sizeB, largest }) => (largest ? t('gpu.runs.largest', { size: sizeText(sizeB) }) : sizeText(sizeB)),
    },
    { label: t('gpu.runs.format'), left: true, keep: 2, cell: ({ option }) => formatName(option.recipe.format) },
    { label: t('gpu.runs.need'), keep: 3, cell: ({ option }) => needed(option) },
    { label: t('gpu.runs.speed'), keep: 4, cell: ({ option }) => rate(option.decodeTokensPerSecond) },
    { label: t('gpu.runs.full'), keep: 5, cell: ({ option }) => rate(option.fullLoadTokensPerSecond) },
    { label: t('gpu.runs.users'), keep: 6, cell: ({ option }) => countOf(option.maxConcurrency) },
    {
      label: t('gpu.runs.million'),
      keep: 7,
      cell: ({ option }) => {
        const usd = option.usdPerMillionOutputTokensAtFullLoad
        return usd === undefined ? none : significant(usd.value)
      },
    },
  ]
  return {
    kind: 'table',
    title: t('gpu.runsTitle'),
    columns: parts.map(({ label, left, keep }) => ({ label, align: left ? 'left' : 'right', keep })),
    rows: runs.map((run) => ({ cells: parts.map(({ cell }) => cell(run)), tone: toneOf(run.option.verdict) })),
    more: 0,
  }
}

export function needed({ memory, count }: Option): string {
  return `${gib(memory.total.value)}/${gib(memory.ceilingPerGpu * count)}`
}

export function rate(quantity: Option['decodeTokensPerSecond']): string {
  return quantity === undefined ? none : rateRange(quantity)
}

/** What it is good for, from its numbers: how much it holds, how fast it writes, how many it serves. */
export function runsSentence(t: Translate, gpu: string, runs: readonly GpuRun[]): string {
  const largest = runs.filter((run) => run.largest)
  if (largest.length === 0) return t('gpu.holdsNothing', { gpu })
  const join = (parts: readonly string[]) => parts.join(t('gpu.sizeJoin'))
  const sentences = [t('gpu.holds', { gpu, sizes: join(largest.map(({ sizeB, bits }) => t('gpu.size', { size: sizeText(sizeB), bits }))) })]
  const fast = runs.filter(({ bits, option }) => bits === 4 && option.decodeTokensPerSecond !== undefined)
  const rates = fast.flatMap(({ sizeB, bits, option: { decodeTokensPerSecond: speed } }) =>
    speed === undefined ? [] : [t('gpu.rate', { rate: rateSpan(speed), size: sizeText(sizeB), bits })],
  )
  if (rates.length > 0) sentences.push(t('gpu.writes', { list: join(rates) }))
  const served = [...runs].reverse().find(({ sizeB, option }) => sizeB === 8 && option.maxConcurrency > 1)
  const total = served?.option.fullLoadTokensPerSecond
  if (served !== undefined && total !== undefined)
    sentences.push(t('gpu.serves', { users: countOf(served.option.maxConcurrency), bits: served.bits, total: significant(total.value) }))
  return sentences.join(t('gpu.sentenceJoin'))
}
