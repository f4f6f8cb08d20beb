import { gpuCard } from '../src/cards/gpu.ts'
import { gpuSeriesCard } from '../src/cards/gpu-series.ts'
import { type GpuSeries, seriesNamed } from '../src/catalog/gpu-series.ts'
import { format } from '../src/language/format.ts'
import type { Intent, Question } from '../src/language/question.ts'
import { cardRuns } from '../src/resolve/card-runs.ts'
import { cardsOf, noCard, rivalsOf } from '../src/resolve/contenders.ts'
import type { Command } from './command.ts'
import { compare } from './compare.ts'
import { optionsOf } from './options.ts'

/** What a card is, what it is good for and what it costs. Several cards are compared. */
export const gpu = {
  name: 'gpu',
  localName: '显卡',
  summary: {
    en: 'the facts of a GPU, what it is good for, and what it costs now',
    zh: '一张 GPU 的规格、适合跑什么、现在的价格',
  },
  intents: ['gpu-info'],
  takes: ({ gpus, model, paramsB }) => gpus.length === 1 && model === null && paramsB === null,
  hears: isOnlySeries,
  options: optionsOf('gpu'),
  examples: [
    { text: 'mi300x specs', language: 'en' },
    { text: 'how much vram does the l20 have', language: 'en' },
    { text: 'does the V100 support bf16?', language: 'en' },
    { text: 'rtx 5090 memory bandwidth', language: 'en' },
    { text: 'h20的算力和带宽是多少', language: 'zh' },
    { text: 'L40S显存多大，有nvlink没', language: 'zh' },
    { text: '2080ti支持bf16吗？', language: 'zh' },
  ],
  run(input, services) {
    const { question, why } = input
    const series = seriesOf(question)
    if (series !== undefined)
      return {
        card: gpuSeriesCard(series, question.language, services.prices),
        shorthand: `${series.name} ${question.language === 'zh' ? '系列' : 'series'}`,
        parts: { series },
      }
    const [card, ...others] = cardsOf(question)
    if (card === undefined) throw noCard(question)
    if (others.length > 0) return compare.run(input, services)
    const { prices, calibration } = services
    const runs = cardRuns(card, prices, { why, ...(calibration && { calibration }) })
    const { gpu: row, memoryGb } = card
    return {
      card: gpuCard({ card, runs, rivals: rivalsOf(card) }, question, prices),
      shorthand: format(question),
      parts: {
        gpu: {
          ...row,
          memoryGb,
          rental: prices.rental(row.id),
          purchase: prices.purchase(row.id),
          runs: runs.map(({ option, ...run }) => ({
            ...run,
            format: option.recipe.format.name,
            runtime: option.recipe.runtime,
            verdict: option.verdict,
            needBytes: option.memory.total,
            decodeTokensPerSecond: option.decodeTokensPerSecond,
            fullLoadTokensPerSecond: option.fullLoadTokensPerSecond,
            maxConcurrency: option.maxConcurrency,
          })),
        },
        prices: { asOf: prices.asOf, source: prices.source },
      },
    }
  },
} satisfies Command

/** The series that was said and stands for no card; undefined where a card was said. */
function seriesOf({ gpus, problems }: Question): GpuSeries | undefined {
  const [problem] = problems
  return gpus.length === 0 && problem?.slot === 'gpu' ? seriesNamed(problem.text) : undefined
}

/** A series and no model: whatever is asked of it, first one of its cards must be chosen. */
function isOnlySeries(question: Question): boolean {
  return !trains.has(question.intent) && question.model === null && question.paramsB === null && seriesOf(question) !== undefined
}

const trains: ReadonlySet<Intent> = new Set(['finetune', 'pretrain'])
