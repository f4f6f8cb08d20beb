import { dollars } from '../catalog/currencies.ts'
import { formatByName, type WeightFormat } from '../catalog/formats.ts'
import { usableBytes } from '../catalog/memory.ts'
import type { Gpu, PriceBook } from '../catalog/types.ts'
import type { AskedCard } from '../estimator/types.ts'
import { format } from '../language/format.ts'
import { type AskedGpu, emptyQuestion, type Question } from '../language/question.ts'
import type { Card, Refinement } from './card.ts'
import { figure, formatSupport, gpuFacts } from './gpu-facts.ts'
import { otherForms } from './gpu-forms.ts'
import { type GpuRun, runsSentence, runsTable, sizeText } from './gpu-runs.ts'
import { shownOption, shownPrices } from './money.ts'
import { formatName, gpuName } from './names.ts'
import { gib } from './numbers.ts'
import { type Translate, translate } from './words/words.ts'

export interface GpuSubject {
  readonly card: AskedCard
  readonly runs: readonly GpuRun[]
  /** The usual neighbours of the card, to be compared with. */
  readonly rivals: readonly AskedCard[]
}

/** The reply about one card: what it is, row by row, what it is good for, what it costs now. Pure. */
export function gpuCard({ card, runs: computed, rivals }: GpuSubject, question: Question, book: PriceBook): Card {
  const { money = dollars } = book
  const t = translate(question.language, money.currency)
  const prices = shownPrices(book)
  const runs = computed.map((run) => ({ ...run, option: shownOption(run.option, money) }))
  const { gpu, memoryGb } = card
  const count = card.count ?? 1
  const name = count === 1 ? gpuName(gpu, memoryGb) : `${count} × ${gpuName(gpu, memoryGb)}`
  return {
    language: question.language,
    title: title(t, card, question),
    tone: 'info',
    answer: runsSentence(t, name, runs),
    assumed: assumed(t, card, question),
    blocks: [gpuFacts(t, gpu, memoryGb, prices), ...(runs.length > 0 ? [runsTable(t, runs)] : [])],
    notes: notes(t, card, runs),
    refinements: refinements(t, card, runs, rivals, question),
    sources: [
      t('gpu.source.facts', { source: sourceNames(gpu.source) }),
      ...(prices.asOf === '' ? [] : [t('gpu.source.prices', { date: prices.asOf })]),
      ...(runs.length > 0 ? [t('gpu.source.runs')] : []),
    ],
    hint: t('gpu.hint'),
  }
}

/** `one(mem,bw); https://two.com/x (tdp)` → `one, two.com/x`: the catalog keeps which column is whose. */
function sourceNames(source: string): string {
  const names = source.split(';').map((part) => (part.split('(')[0] ?? '').replace('https://', '').split(':')[0]?.trim() ?? '')
  return [...new Set(names.filter((name) => name !== '' && name !== 'visible memory' && !name.startsWith('tensor=')))].join(', ')
}

/** Whether it takes the format that was asked about; else what decides: memory, bandwidth, and half-precision speed. */
function title(t: Translate, { gpu, memoryGb }: AskedCard, { quant }: Question): string {
  const name = gpuName(gpu, memoryGb)
  const asked = quant === null ? undefined : formatByName(quant)
  // Every card takes fp16 somehow: who names it means the figure.
  if (asked !== undefined && asked.name !== 'fp16') {
    const words = { gpu: name, format: formatName(asked).toUpperCase() }
    const taken = formatTitle(gpu, asked)
    const peak = taken === 'native' ? peakIn(gpu, asked) : undefined
    if (peak === undefined) return t(`gpu.titleFormat.${taken}`, words)
    return t('gpu.titlePeak', { ...words, peak: figure(peak), unit: asked.name === 'int8' ? 'TOPS' : 'TFLOPS' })
  }
  const [usable, bandwidth] = [gib(usableBytes(gpu, memoryGb)), figure(gpu.bandwidthGBps)]
  const half = gpu.tflops.bf16 ?? gpu.tflops.fp16
  if (half === undefined) return t('gpu.title', { gpu: name, usable, bandwidth })
  return t('gpu.titleCompute', {
    gpu: name,
    usable,
    bandwidth,
    tflops: figure(half),
    format: gpu.tflops.bf16 === undefined ? 'FP16' : 'BF16',
  })
}

/** The dense peak of the units that compute in a format, where somebody published it. */
function peakIn({ tflops }: Gpu, { name }: WeightFormat): number | undefined {
  switch (name) {
    case 'bf16':
    case 'fp8':
    case 'int8':
    case 'fp32':
      return tflops[name]
    case 'nvfp4':
    case 'mxfp4':
      return tflops.fp4
    default:
      return undefined
  }
}

/** 4-bit integers and GGUF are nowhere computed in: stored is all there is to it. A float that is only stored helps nobody. */
function formatTitle(gpu: Gpu, asked: WeightFormat): 'native' | 'quantised' | 'stored' | 'notComputed' | 'no' {
  const taken = formatSupport(gpu, asked)
  if (taken !== 'weight-only') return taken
  if (asked.family === 'float') return 'notComputed'
  return asked.family === 'fp8' || asked.family === 'fp4' || asked.family === 'int8' ? 'stored' : 'quantised'
}

function assumed(t: Translate, { gpu, memoryGb }: AskedCard, { gpus }: Question): readonly string[] {
  const several = (gpu.memoryOptionsGb?.length ?? 1) > 1
  return several && gpus[0]?.memoryGb === null ? [t('gpu.note.variant', { memory: memoryGb })] : []
}

/** What tells one form from another. */
function difference({ bandwidthGBps, tdpWatts, tflops: { fp16 } }: Gpu): string {
  const facts = [
    `${figure(bandwidthGBps)} GB/s`,
    fp16 === undefined ? '' : `FP16 ${figure(fp16)}`,
    tdpWatts === undefined ? '' : `${tdpWatts} W`,
  ]
  return facts.filter((fact) => fact !== '').join(', ')
}

/** The forms a name without one leaves open, with what differs. */
export function formNote(t: Translate, gpu: Gpu): readonly string[] {
  const others = otherForms(gpu)
  if (others.length === 0) return []
  const named = others.map((other) => t('gpu.note.other', { gpu: gpuName(other, other.memoryGb), facts: difference(other) }))
  return [t('gpu.note.form', { gpu: gpuName(gpu, gpu.memoryGb), others: named.join(t('gpu.sizeJoin')) })]
}

function notes(t: Translate, { gpu, count }: AskedCard, runs: readonly GpuRun[]): readonly string[] {
  return [
    ...formNote(t, gpu),
    ...(count !== null && count > 1 ? [t('gpu.note.several', { count })] : []),
    ...(runs.some(({ option }) => option.verdict === 'tight') ? [t('gpu.note.tight')] : []),
  ]
}

/** The card as a question says it: with its memory where several sizes are sold. */
const asSaid = ({ gpu, memoryGb, count }: AskedCard): AskedGpu => ({
  id: gpu.id,
  count,
  memoryGb: gpu.memoryOptionsGb === undefined ? null : memoryGb,
})

function refinements(
  t: Translate,
  card: AskedCard,
  runs: readonly GpuRun[],
  rivals: readonly AskedCard[],
  { language }: Question,
): readonly Refinement[] {
  const base: Question = { ...emptyQuestion, language, gpus: [asSaid(card)] }
  const largest = runs.find(({ largest: isLargest, bits }) => isLargest && bits === 4)
  const fits: Refinement[] =
    largest === undefined
      ? []
      : [
          {
            group: 'other',
            label: t('gpu.tap.fit', { size: sizeText(largest.sizeB) }),
            command: 'fit',
            shorthand: format({ ...base, intent: 'inference', paramsB: largest.sizeB, quant: 'int4' }),
          },
        ]
  return [
    ...rivals.map(
      (rival): Refinement => ({
        group: 'other',
        label: t('gpu.tap.compare', { gpu: gpuName(rival.gpu, rival.memoryGb) }),
        command: 'compare',
        shorthand: format({ ...base, intent: 'compare-gpus', gpus: [asSaid(card), asSaid(rival)] }),
      }),
    ),
    ...fits,
    { group: 'other', label: t('gpu.tap.models'), command: 'models', shorthand: format({ ...base, intent: 'what-fits' }) },
  ]
}
