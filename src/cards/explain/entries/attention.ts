import { gib, kib, parameters, tokens } from '../../numbers.ts'
import type { Entry } from '../entry.ts'
import { deepseek, dense32b, gemma, hybrid, llama2, llama8b, llama70b, nameOf } from '../examples.ts'
import { type Lab, usualContext } from '../lab.ts'

const layersOf = (lab: Lab, id: string) => lab.model(id).blocks.reduce((sum, { count }) => sum + count, 0)

/** In half precision. */
const bytesOfScore = 2

/** Layers of one attention kind: those that keep everything, or those that do not. */
function layersThat(lab: Lab, id: string, keepsAll: boolean): number {
  return lab
    .model(id)
    .blocks.filter(({ mixer }) => (mixer.kind === 'attention' && mixer.window === undefined) === keepsAll)
    .reduce((sum, { count }) => sum + count, 0)
}

function headsOf(lab: Lab, id: string): { readonly heads: number; readonly kvHeads: number } {
  const mixer = lab.model(id).blocks[0]?.mixer
  return mixer?.kind === 'attention' ? mixer : { heads: 0, kvHeads: 0 }
}

/** What a model caches of a text, by its attention. */
export const attentionEntries: readonly Entry[] = [
  {
    id: 'gqa',
    names: {
      en: ['grouped-query attention', 'GQA', 'MQA', 'MHA', 'multi-head attention', 'multi-query attention', 'KV heads'],
      zh: ['分组查询注意力', 'GQA 注意力', '多头注意力', 'KV 头'],
    },
    asked: { en: ['what is gqa?', 'why is the cache of newer models smaller?'], zh: ['什么是GQA？', 'GQA为什么省显存'] },
    says: {
      en: 'Attention has query heads and key-value heads, and only the latter are cached. In the original design (MHA) each query head has its own; with GQA a group shares one, with MQA all do. The cache shrinks by as much.',
      zh: '注意力分查询头和键值头，只有键值头要缓存。最初的设计（MHA）每个查询头各有一个；GQA 一组共用一个，MQA 全部共用一个。缓存按同样倍数变小。',
    },
    example: {
      en: '{{old}} has {{oldHeads}} heads with {{oldKv}} of keys: {{oldKib}} KiB per token. {{model}} has {{heads}} with {{kv}}: {{kib}} KiB, though it is larger.',
      zh: '{{old}} 有 {{oldHeads}} 个头、{{oldKv}} 个 KV 头：每 token {{oldKib}} KiB。{{model}} 有 {{heads}} 个头、{{kv}} 个 KV 头：{{kib}} KiB，尽管模型更大。',
    },
    values: (lab) => ({
      old: nameOf(lab, llama2),
      oldHeads: String(headsOf(lab, llama2).heads),
      oldKv: String(headsOf(lab, llama2).kvHeads),
      oldKib: kib(lab.cachePerToken(llama2)),
      model: nameOf(lab, llama8b),
      heads: String(headsOf(lab, llama8b).heads),
      kv: String(headsOf(lab, llama8b).kvHeads),
      kib: kib(lab.cachePerToken(llama8b)),
    }),
    related: ['kv-cache', 'mla', 'sliding-window'],
  },
  {
    id: 'mla',
    concept: 'gqa',
    names: { en: ['MLA', 'multi-head latent attention', 'latent attention'], zh: ['MLA 注意力', '多头潜在注意力', '潜在注意力'] },
    asked: { en: ['what is mla?', 'why is deepseek’s kv cache so small?'], zh: ['MLA是什么？', 'DeepSeek的KV缓存为什么这么小'] },
    says: {
      en: 'MLA, DeepSeek’s attention, caches one short compressed vector per token and layer instead of keys and values for every head. Under tensor parallelism every GPU keeps a whole copy of it, so servers split requests over the cards instead.',
      zh: 'MLA 是 DeepSeek 的注意力：每个 token 每层只缓存一个压缩的短向量，而不是每个头的键和值。张量并行时每张卡都要存一整份，所以服务端往往改为把请求分到各卡。',
    },
    example: {
      en: '{{model}}, a model of {{params}}, caches {{kib}} KiB per token; {{other}} with {{otherParams}} caches {{otherKib}}.',
      zh: '{{model}} 有 {{params}} 参数，每 token 只缓存 {{kib}} KiB；{{other}} 只有 {{otherParams}}，却要 {{otherKib}}。',
    },
    values: (lab) => ({
      model: nameOf(lab, deepseek),
      params: parameters(lab.model(deepseek).parametersB),
      kib: kib(lab.cachePerToken(deepseek)),
      other: nameOf(lab, llama70b),
      otherParams: parameters(lab.model(llama70b).parametersB),
      otherKib: kib(lab.cachePerToken(llama70b)),
    }),
    related: ['gqa', 'kv-cache', 'tensor-parallel'],
  },
  {
    id: 'sliding-window',
    concept: 'gqa',
    names: {
      en: ['sliding window', 'sliding-window attention', 'SWA', 'local attention'],
      zh: ['滑动窗口', '滑动窗口注意力', '局部注意力'],
    },
    asked: {
      en: ['what is a sliding window?', 'why does gemma need less kv cache?'],
      zh: ['滑动窗口注意力是什么？', 'Gemma的KV缓存为什么小'],
    },
    says: {
      en: 'Layers with a sliding window look only at the last so many tokens and keep no more than those. Only the few layers that see everything go on growing with the context, so the usual formula is several times too large for such models.',
      zh: '带滑动窗口的层只看最近的若干 token，也只缓存这些。只有少数看全文的层随上下文增长，所以常用公式对这类模型会算大好几倍。',
    },
    example: {
      en: '{{model}}: {{full}} of {{layers}} layers keep everything, the others {{window}} tokens. At {{context}} its cache is {{real}} GiB; with all layers growing it would be {{naive}}.',
      zh: '{{model}}：{{layers}} 层里只有 {{full}} 层保留全部，其余只留 {{window}} token。{{context}} 时缓存 {{real}} GiB；若每层都增长则要 {{naive}}。',
    },
    values: (lab) => {
      const context = 4 * usualContext
      const local = lab.model(gemma).blocks.find(({ mixer }) => mixer.kind === 'attention' && mixer.window !== undefined)?.mixer
      return {
        model: nameOf(lab, gemma),
        full: String(layersThat(lab, gemma, true)),
        layers: String(layersOf(lab, gemma)),
        window: String(local?.kind === 'attention' ? local.window : 0),
        context: tokens(context),
        real: gib(lab.cache(gemma, context)),
        naive: gib((lab.cachePerToken(gemma) * context * layersOf(lab, gemma)) / layersThat(lab, gemma, true)),
      }
    },
    related: ['hybrid', 'kv-cache', 'context'],
  },
  {
    id: 'hybrid',
    concept: 'gqa',
    names: {
      en: ['hybrid attention', 'hybrid model', 'linear attention', 'state space model', 'SSM', 'Mamba', 'DeltaNet'],
      zh: ['混合注意力', '混合架构', '线性注意力', '状态空间模型'],
    },
    asked: {
      en: ['what is a hybrid model?', 'why does qwen3.5 need so little cache?'],
      zh: ['混合注意力模型是什么？', '线性注意力为什么省显存'],
    },
    says: {
      en: 'A hybrid replaces most attention layers by ones with a fixed-size state, which does not grow with the context at all. Only the remaining attention layers keep a KV cache, so a long context costs a fraction of the usual.',
      zh: '混合架构把大部分注意力层换成状态大小固定的层，完全不随上下文增长。只有剩下的注意力层有 KV 缓存，所以长上下文只花平常的几分之一。',
    },
    example: {
      en: '{{model}}: {{full}} of {{layers}} layers grow, {{kib}} KiB per token: {{real}} GiB at {{context}}. {{other}}, about as large, takes {{otherReal}}.',
      zh: '{{model}}：{{layers}} 层里 {{full}} 层增长，每 token {{kib}} KiB，{{context}} 时 {{real}} GiB。大小相近的 {{other}} 要 {{otherReal}}。',
    },
    values: (lab) => {
      const context = 4 * usualContext
      return {
        model: nameOf(lab, hybrid),
        full: String(layersThat(lab, hybrid, true)),
        layers: String(layersOf(lab, hybrid)),
        kib: kib(lab.cachePerToken(hybrid)),
        context: tokens(context),
        real: gib(lab.cache(hybrid, context)),
        other: nameOf(lab, dense32b),
        otherReal: gib(lab.cache(dense32b, context)),
      }
    },
    related: ['sliding-window', 'kv-cache', 'gqa'],
  },
  {
    id: 'flash-attention',
    names: { en: ['flash attention', 'flash attn', 'memory-efficient attention'], zh: ['快速注意力', '高效注意力'] },
    asked: {
      en: ['what is flash attention?', 'does flash attention save memory?'],
      zh: ['flash attention是什么？', 'flash attention省显存吗'],
    },
    says: {
      en: 'Flash attention computes attention in tiles that stay inside the GPU, so the table of scores of every token with every other is never written to memory. The result is the same; long prompts take less working memory and time. The KV cache stays as large.',
      zh: 'flash attention 在 GPU 片上分块计算注意力，每个 token 对其他所有 token 的分数表不必写进显存。结果不变；长提示占用的工作显存更少，也更快。KV 缓存大小不变。',
    },
    example: {
      en: '{{model}} has {{heads}} heads: over {{context}} tokens, the scores of one layer alone would be {{scores}} in 16 bits.',
      zh: '{{model}} 有 {{heads}} 个头：{{context}} 个 token 时，光一层的分数用 16 位就要 {{scores}}。',
    },
    values: (lab) => ({
      model: nameOf(lab, llama8b),
      heads: String(headsOf(lab, llama8b).heads),
      context: tokens(usualContext),
      scores: gib(headsOf(lab, llama8b).heads * usualContext ** 2 * bytesOfScore),
    }),
    related: ['kv-cache', 'gqa', 'mla'],
  },
]
