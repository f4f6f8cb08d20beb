import { nativeFormat } from '../../../catalog/formats.ts'
import { usableBytes } from '../../../catalog/memory.ts'
import type { Language } from '../../../language/question.ts'
import type { Block } from '../../card.ts'
import { gib, parameters, tokens } from '../../numbers.ts'
import type { Entry } from '../entry.ts'
import { card, cardOf, llama8b, llama70b, nameOf, server } from '../examples.ts'
import { type Lab, usualContext } from '../lab.ts'
import { fullTraining } from '../training-figures.ts'

/** One model for each size people speak of. */
const bands = [
  'meta-llama/Llama-3.2-3B',
  'meta-llama/Llama-3.1-8B',
  'Qwen/Qwen3-14B',
  'Qwen/Qwen3-32B',
  'meta-llama/Llama-3.1-70B',
  'meta-llama/Llama-3.1-405B',
  'deepseek-ai/DeepSeek-V3',
] as const

const counts = [1, 2, 4, 8, 16]

/** The fewest of a card that hold a model at the usual context for one user; undefined where a machine full of them does not. */
export function fewest(lab: Lab, model: string, format: string, gpu: string): number | undefined {
  return counts.find((count) => lab.option({ model, format, gpu, count }).verdict !== 'no')
}

/** Cards whose memory holds the states of full training; activations come on top. */
export function fewestToTrain(lab: Lab, model: string): number {
  const gpu = lab.gpu(server)
  return Math.ceil((lab.model(model).parametersB * 1e9 * fullTraining.low) / usableBytes(gpu, gpu.memoryGb))
}

const labels = {
  en: {
    title: 'Size and cards',
    size: 'Size',
    model: 'for example',
    need: 'Q4_K_M, GiB',
    desk: '× {{desk}}',
    server: 'as published: × {{server}}',
    train: 'full training: × {{server}} ≥',
  },
  zh: {
    title: '大小与显卡',
    size: '大小',
    model: '例如',
    need: 'Q4_K_M GiB',
    desk: '× {{desk}}',
    server: '原精度：× {{server}}',
    train: '全量训练：× {{server}} ≥',
  },
} as const

function bandsBlock(lab: Lab, language: Language): Block {
  const words = labels[language]
  const named = (text: string) => text.replace('{{desk}}', 'RTX 4090').replace('{{server}}', 'H100 80 GB')
  return {
    kind: 'table',
    title: words.title,
    columns: [
      { label: words.size, align: 'left', keep: 1 },
      { label: words.model, align: 'left', keep: 6 },
      { label: words.need, align: 'right', keep: 2 },
      { label: named(words.desk), align: 'right', keep: 3 },
      { label: named(words.server), align: 'right', keep: 4 },
      { label: named(words.train), align: 'right', keep: 5 },
    ],
    rows: bands.map((id) => ({
      tone: 'info',
      cells: [
        parameters(lab.model(id).parametersB),
        nameOf(lab, id),
        gib(lab.option({ model: id, format: 'Q4_K_M', gpu: card }).memory.total.value),
        String(fewest(lab, id, 'Q4_K_M', card) ?? '–'),
        String(fewest(lab, id, nativeFormat(lab.model(id).dtype).name, server) ?? '–'),
        String(fewestToTrain(lab, id)),
      ],
    })),
    more: 0,
  }
}

export const sizeEntries: readonly Entry[] = [
  {
    id: 'size-bands',
    names: {
      en: ['size bands', 'size table', 'which cards for which size', 'model size to GPU'],
      zh: ['参数规模对照', '规模与显卡', '多大模型用什么卡', '显卡对照表'],
    },
    asked: {
      en: ['which gpu for which model size?', 'is there a table of model sizes and cards?'],
      zh: ['多大的模型用什么显卡？', '不同大小的模型各需要什么卡', '有没有参数规模和显卡的对照表'],
    },
    says: {
      en: 'The table shows, for each usual size, how many cards hold it at {{context}} of context for one user, and how many hold the states of a full training: {{low}} bytes per parameter before activations.',
      zh: '下表列出各种常见大小：{{context}} 上下文、单用户推理需要几张卡，以及全量训练的状态（每参数 {{low}} 字节，激活另算）至少要几张卡。',
    },
    example: {
      en: 'In Q4_K_M {{small}} runs on one {{card}} and {{large}} on {{count}} of them; training {{large}} wants at least {{train}} × {{server}}.',
      zh: 'Q4_K_M 下 {{small}} 一张 {{card}} 就能跑，{{large}} 要 {{count}} 张；全量训练 {{large}} 至少要 {{train}} × {{server}}。',
    },
    values: (lab) => ({
      context: tokens(usualContext),
      low: String(fullTraining.low),
      small: nameOf(lab, llama8b),
      card: cardOf(lab, card),
      large: nameOf(lab, llama70b),
      count: String(fewest(lab, llama70b, 'Q4_K_M', card) ?? 0),
      train: String(fewestToTrain(lab, llama70b)),
      server: cardOf(lab, server),
    }),
    block: bandsBlock,
    related: ['params-to-memory', 'full-training', 'quantization'],
  },
  {
    id: 'estimation-formula',
    names: {
      en: ['estimation formula', 'memory formula', 'VRAM formula', 'how memory is estimated'],
      zh: ['估算公式', '显存公式', '显存计算公式', '显存怎么算'],
    },
    asked: { en: ['what is the formula for vram?', 'how do you calculate the memory?'], zh: ['显存怎么计算？', '有没有估算显存的公式'] },
    says: {
      en: 'Memory = weights (parameters × bits ÷ {{byte}}) + KV cache (users × context × bytes per token) + buffers + runtime on each card. The weights are counted tensor by tensor, the cache by the model’s attention, the rest is fitted to measurements.',
      zh: '显存 = 权重（参数量 × 位数 ÷ {{byte}}）+ KV 缓存（用户数 × 上下文 × 每 token 字节）+ 每张卡的缓冲和运行时。权重逐个张量数，缓存按注意力结构算，其余由测量拟合。',
    },
    example: {
      en: '{{model}} in Q4_K_M at {{context}} on one {{card}}: {{weights}} + {{cache}} + {{buffers}} + {{overhead}} = {{total}} GiB.',
      zh: '{{model}} 的 Q4_K_M，{{context}}，{{card}}：{{weights}} + {{cache}} + {{buffers}} + {{overhead}} = {{total}} GiB。',
    },
    values: (lab) => {
      const { parts, perGpu } = lab.option({ model: llama8b, format: 'Q4_K_M', gpu: card }).memory
      return {
        byte: '8',
        model: nameOf(lab, llama8b),
        context: tokens(usualContext),
        card: cardOf(lab, card),
        weights: gib(parts.weights.value),
        cache: gib(parts.kvCache.value),
        buffers: gib(parts.activations.value),
        overhead: gib(parts.overhead.value),
        total: gib(perGpu.value),
      }
    },
    related: ['weights', 'kv-cache', 'buffers', 'overhead'],
  },
]
