import { gpuById } from '../catalog/gpus.ts'
import { usableBytes } from '../catalog/memory.ts'
import type { PriceBook } from '../catalog/types.ts'
import type { Estimate, Option } from '../estimator/types.ts'
import { format } from '../language/format.ts'
import type { Language, Question } from '../language/question.ts'
import type { Card } from './card.ts'
import { entryTaps } from './explain/explain-card.ts'
import { activationBytes, perParameter, trainingFlops } from './explain/training-figures.ts'
import { emptyCard } from './help.ts'
import { formatName, gpuName, modelName, sizeName } from './names.ts'
import { gib, grouped, rateSpan, significant } from './numbers.ts'
import { translate } from './words/words.ts'

/** What both are counted in. */
export const workGpu = 'h100-sxm'
/** Of a training step: one sequence on each card, activations recomputed. */
const sequence = 4096
/** Share of the dense peak that large runs reach from end to end (Llama 2 and 3, MegaScale: 30 to 55 %). */
const usualMfu = 0.4

const words = {
  en: {
    title: 'Inference vs training of {{model}}: {{need}} against at least {{train}} GiB, {{ratio}}× the arithmetic per token',
    answer:
      'Running it in {{format}} takes {{count}} × {{gpu}}; training all of it keeps gradients and optimizer states besides, {{times}}× the memory: at least {{trainCount}} × {{gpu}}. Running is limited by memory bandwidth, training by arithmetic and by the links between cards.',
    one: 'Inference',
    all: 'Full training',
    weights: 'Weights, GiB',
    gradients: 'Gradients, GiB',
    optimizer: 'Optimizer: master copy and two moments, GiB',
    cache: 'KV cache, GiB',
    activations: 'Activations and buffers, GiB',
    total: 'All together, GiB',
    cards: '{{gpu}}, at least',
    flops: 'FLOP per token',
    time: 'One user; a billion tokens',
    speed: '{{rate}} token/s',
    hours: '{{hours}} GPU-hours',
    talk: 'Between cards, each sends',
    perToken: '{{mb}} MB a token',
    perStep: '{{gb}} GB a step',
    note: 'GPU-hours of training at {{mfu}} % MFU, which large runs reach. Several cards add up two hidden states a layer for each token when they run a model, and all gradients at every step when they train it.',
    limit: 'Limited by',
    bandwidth: 'memory bandwidth',
    compute: 'TFLOPS, then links',
    assumed:
      'inference: {{context}} context, concurrency {{users}} · training: AdamW in bf16 with fp32 states, {{sequence}} tokens a card, activations recomputed',
    sources: 'bytes per parameter: ZeRO (arXiv 1910.02054); FLOP: 2 and 6 per parameter and token (arXiv 2001.08361)',
  },
  zh: {
    title: '{{model}} 推理与训练对比：{{need}} GiB 对至少 {{train}} GiB，每 token 计算量 {{ratio}} 倍',
    answer:
      '以 {{format}} 推理需要 {{count}} × {{gpu}}；全量训练还要存梯度和优化器状态，内存是推理的 {{times}} 倍：至少 {{trainCount}} × {{gpu}}。推理受显存带宽限制，训练受算力和卡间互连限制。',
    one: '推理',
    all: '全量训练',
    weights: '权重，GiB',
    gradients: '梯度，GiB',
    optimizer: '优化器：主副本和两个动量，GiB',
    cache: 'KV 缓存，GiB',
    activations: '激活和缓冲，GiB',
    total: '合计，GiB',
    cards: '至少几张 {{gpu}}',
    flops: '每 token FLOP',
    time: '单人速度；10 亿 token 用时',
    speed: '{{rate}} token/s',
    hours: '{{hours}} 卡时',
    talk: '卡间通信，每卡发出',
    perToken: '每 token {{mb}} MB',
    perStep: '每步 {{gb}} GB',
    note: '训练卡时按大规模训练能达到的 {{mfu}} % MFU 计算。多卡推理时每层每 token 汇总两次隐藏状态，训练时每一步汇总全部梯度。',
    limit: '瓶颈',
    bandwidth: '显存带宽',
    compute: '算力，其次互连',
    assumed: '推理：上下文 {{context}}，{{users}} 个用户 · 训练：AdamW，bf16 加 fp32 状态，每卡 {{sequence}} token，重计算激活',
    sources: '每参数字节：ZeRO（arXiv 1910.02054）；FLOP：每参数每 token 推理 2、训练 6（arXiv 2001.08361）',
  },
} as const satisfies Record<Language, Record<string, string>>

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(`{{${name}}}`, () => value), text)
}

const exponent = (value: number) => value.toExponential(2).replace('+', '')

/** Running a model and training all of it, part by part. `estimated` is of the running, on any number of `workGpu`. Pure. */
export function workCard(question: Question, estimated: Estimate, prices: PriceBook): Card {
  const { language } = question
  const w = words[language]
  const { model, contextTokens, concurrency, recipes } = estimated.workload
  const gpu = gpuById(workGpu)
  if (gpu === undefined) throw new Error(`the catalog has lost ${workGpu}`)
  const fitting = estimated.options.filter(({ verdict }) => verdict !== 'no')
  const smallest = fitting.reduce<Option | undefined>(
    (least, one) => (least === undefined || one.count < least.count ? one : least),
    undefined,
  )
  const { weights, kvCache, activations, overhead, total } = estimated.memory
  const count = model.parametersB * 1e9
  const active = (model.activeB ?? model.parametersB) * 1e9
  const layers = model.blocks.reduce((sum, block) => sum + block.count, 0)
  const optimizer = count * (perParameter.master + perParameter.moments)
  const states = count * (perParameter.weights + perParameter.gradients) + optimizer
  const lively = activationBytes(model, sequence, true)
  const usable = usableBytes(gpu, gpu.memoryGb)
  const trainCards = Math.max(1, Math.ceil(states / (usable - Math.min(lively, usable / 2))))
  const name = gpuName(gpu, gpu.memoryGb)
  const speed = smallest?.decodeTokensPerSecond
  const hours = trainingFlops(active, 1e9) / ((gpu.tflops.bf16 ?? 1) * 1e12 * usualMfu) / 3600
  const allTrain = states + lively * trainCards
  const rows: readonly (readonly [string, string, string])[] = [
    [w.weights, gib(weights.value), gib(count * perParameter.weights)],
    [w.gradients, '–', gib(count * perParameter.gradients)],
    [w.optimizer, '–', gib(optimizer)],
    [w.cache, gib(kvCache.value), '–'],
    [w.activations, gib(activations.value + overhead.value), gib(lively * trainCards)],
    [w.total, gib(total.value), gib(allTrain)],
    [fill(w.cards, { gpu: name }), smallest === undefined ? '–' : String(smallest.count), String(trainCards)],
    [w.flops, exponent(2 * active), exponent(trainingFlops(active, 1))],
    [w.time, speed === undefined ? '–' : fill(w.speed, { rate: rateSpan(speed) }), fill(w.hours, { hours: significant(hours) })],
    // Two sums of a hidden state in 16 bits a layer; a ring sends each gradient twice (Megatron-LM, arXiv 1909.08053).
    [
      w.talk,
      fill(w.perToken, { mb: significant((2 * layers * model.hidden * 2) / 1e6) }),
      fill(w.perStep, { gb: significant((2 * count * perParameter.gradients) / 1e9) }),
    ],
    [w.limit, w.bandwidth, w.compute],
  ]
  const said = question.model === null && question.paramsB !== null ? sizeName(question.paramsB, question.activeParamsB) : modelName(model)
  return {
    ...emptyCard(language),
    title: fill(w.title, { model: said, need: gib(total.value), train: gib(allTrain), ratio: String(trainingFlops(1, 1) / 2) }),
    answer: fill(w.answer, {
      format: formatName(recipes[0].format),
      count: smallest === undefined ? '–' : String(smallest.count),
      gpu: name,
      times: significant(allTrain / total.value),
      trainCount: String(trainCards),
    }),
    assumed: [fill(w.assumed, { context: grouped(contextTokens), users: String(concurrency), sequence: grouped(sequence) })],
    blocks: [
      {
        kind: 'table',
        title: '',
        columns: [
          { label: '', align: 'left', keep: 1 },
          { label: w.one, align: 'right', keep: 2 },
          { label: w.all, align: 'right', keep: 3 },
        ],
        rows: rows.map((cells) => ({ cells, tone: 'info' as const })),
        more: 0,
      },
    ],
    notes: [fill(w.note, { mfu: String(usualMfu * 100) })],
    refinements: [
      {
        group: 'other',
        label: w.one,
        command: 'fit',
        shorthand: format({ ...question, intent: 'inference', gpus: [], method: null, trainTokens: null }),
      },
      ...entryTaps(['training-vs-inference', 'flops', 'full-training'], language),
    ],
    sources: [w.sources, ...(prices.asOf === '' ? [] : [translate(language)('gpu.source.prices', { date: prices.asOf })])],
  }
}
