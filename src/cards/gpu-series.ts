import type { GpuSeries } from '../catalog/gpu-series.ts'
import { usableBytes } from '../catalog/memory.ts'
import type { Gpu, PriceBook } from '../catalog/types.ts'
import { format } from '../language/format.ts'
import { emptyQuestion, type Language } from '../language/question.ts'
import type { Card, TableBlock } from './card.ts'
import { figure, purchaseOf } from './gpu-facts.ts'
import { emptyCard } from './help.ts'
import { gpuName } from './names.ts'
import { gib, grouped } from './numbers.ts'
import { type Translate, translate } from './words/words.ts'

const mostTaps = 4
const nameOf = (gpu: Gpu) => gpuName(gpu, gpu.memoryGb)

/** The reply about a generation of cards: each in one line, and a tap for the largest of them. Pure. */
export function gpuSeriesCard({ name, members }: GpuSeries, language: Language, prices: PriceBook): Card {
  const t = translate(language)
  const largest = members.toSorted((a, b) => b.memoryGb - a.memoryGb || b.bandwidthGBps - a.bandwidthGBps)
  const [first, last] = [largest[0], largest.at(-1)]
  if (first === undefined || last === undefined) return emptyCard(language)
  return {
    ...emptyCard(language),
    title: t('gpu.series.title', { name, count: members.length, low: last.memoryGb, high: first.memoryGb }),
    answer: t('gpu.series.answer', { gpu: nameOf(first), bandwidth: figure(first.bandwidthGBps) }),
    blocks: [table(t, largest, prices)],
    refinements: largest.slice(0, mostTaps).map((gpu) => ({
      group: 'gpu',
      label: nameOf(gpu),
      command: 'gpu',
      shorthand: format({ ...emptyQuestion, language, intent: 'gpu-info', gpus: [{ id: gpu.id, count: null, memoryGb: null }] }),
    })),
    sources: prices.asOf === '' ? [] : [t('gpu.source.prices', { date: prices.asOf })],
    hint: t('gpu.series.hint', { gpu: nameOf(first) }),
  }
}

function table(t: Translate, members: readonly Gpu[], prices: PriceBook): TableBlock {
  return {
    kind: 'table',
    title: '',
    columns: [
      { label: t('gpu.series.card'), align: 'left', keep: 1 },
      { label: t('gpu.series.usable'), align: 'right', keep: 2 },
      { label: 'GB/s', align: 'right', keep: 3 },
      { label: 'TFLOPS FP16', align: 'right', keep: 4 },
      { label: 'W', align: 'right', keep: 6 },
      { label: t('gpu.series.buy'), align: 'right', keep: 5 },
    ],
    rows: members.map((gpu) => {
      const price = purchaseOf(gpu, prices)
      return {
        tone: 'info',
        cells: [
          nameOf(gpu),
          gib(usableBytes(gpu, gpu.memoryGb)),
          figure(gpu.bandwidthGBps),
          gpu.tflops.fp16 === undefined ? '–' : figure(gpu.tflops.fp16),
          gpu.tdpWatts === undefined ? '–' : String(gpu.tdpWatts),
          price === undefined ? '–' : grouped(price.median),
        ],
      }
    }),
    more: 0,
  }
}
