import type { Quantity } from '../../../estimator/types.ts'
import { activeOf } from '../../fit-load.ts'
import { gib, gigabytes, grouped, significant, tokens, usdPerHour } from '../../numbers.ts'
import type { Entry } from '../entry.ts'
import { card, cardOf, llama8b, llama70b, nameOf, server } from '../examples.ts'
import { usualContext } from '../lab.ts'

const onServer = { model: llama8b, format: 'fp16', gpu: server } as const
const manyUsers = 16
const people = 100
const number = (quantity: Quantity | undefined) => (quantity === undefined ? '–' : significant(quantity.value))

/** Many users, and what they cost. */
export const servingEntries: readonly Entry[] = [
  {
    id: 'concurrency',
    names: {
      en: ['users', 'concurrency', 'concurrent users', 'concurrent requests', 'max concurrency'],
      zh: ['并发', '用户数', '并发数', '并发用户', '最大并发'],
    },
    asked: {
      en: ['does more concurrency need more vram?', 'how many users can one card serve?'],
      zh: ['并发高了显存是不是也跟着涨？', '一张卡能支持多少并发'],
    },
    says: {
      en: 'Users means requests being answered at the same moment. The weights are shared, but each has a KV cache of its own, so memory grows with them and the machine’s total speed does too, while each one gets somewhat less. Of {{people}} people who have a chat open only about {{active}} wait for an answer at any moment.',
      zh: '用户数指同一时刻正在回答的请求数。权重共用，但每个请求有自己的 KV 缓存，所以显存随之增长；机器的总速度也上升，每个人则略慢。{{people}} 个开着聊天窗口的人里，任一时刻大约只有 {{active}} 个在等回答。',
    },
    example: {
      en: '{{model}} in fp16 on one {{gpu}}: each user at {{context}} costs {{each}} GiB and {{most}} fit. One gets {{alone}} tokens/s; {{many}} get {{share}} each, {{together}} together.',
      zh: '{{model}} 的 fp16 在 {{gpu}} 上：{{context}} 上下文每个用户 {{each}} GiB，最多 {{most}} 个。一个人 {{alone}} token/s；{{many}} 个人每人 {{share}}，合计 {{together}}。',
    },
    values: (lab) => {
      const many = lab.option({ ...onServer, users: manyUsers })
      return {
        model: nameOf(lab, llama8b),
        gpu: cardOf(lab, server),
        context: tokens(usualContext),
        each: gib(lab.cache(llama8b, usualContext)),
        people: String(people),
        active: String(activeOf(people)),
        most: String(lab.option(onServer).maxConcurrency),
        alone: number(lab.option(onServer).decodeTokensPerSecond),
        many: String(manyUsers),
        share: number(many.perUserTokensPerSecond),
        together: number(many.totalTokensPerSecond),
      }
    },
    related: ['batch', 'kv-cache', 'vllm-pool'],
  },
  {
    id: 'batch',
    names: {
      en: ['batch', 'batch size', 'batching', 'continuous batching'],
      zh: ['批', '批大小', '批处理', 'batch size 大小', '连续批处理'],
    },
    asked: { en: ['what is a batch?', 'why is a larger batch faster?'], zh: ['batch size是什么？', '批大小为什么影响吞吐'] },
    says: {
      en: 'A batch is what is worked on in one step. Reading the weights once for many requests is nearly free, so throughput grows almost with the batch until arithmetic or memory runs out. Servers fill the batch anew at every step (continuous batching).',
      zh: '批就是一步里一起计算的请求。权重读一次供许多请求用，几乎不花额外时间，所以吞吐几乎随批增长，直到算力或显存用完。推理服务每一步都重新填满批（连续批处理）。',
    },
    example: {
      en: '{{model}} in fp16 on one {{gpu}}: {{one}} tokens/s with one request, {{many}} with {{count}}, {{full}} when it is full.',
      zh: '{{model}} 的 fp16 在 {{gpu}} 上：一个请求 {{one}} token/s，{{count}} 个请求合计 {{many}}，满载 {{full}}。',
    },
    values: (lab) => ({
      model: nameOf(lab, llama8b),
      gpu: cardOf(lab, server),
      one: number(lab.option(onServer).decodeTokensPerSecond),
      count: String(manyUsers),
      many: number(lab.option({ ...onServer, users: manyUsers }).totalTokensPerSecond),
      full: number(lab.option(onServer).fullLoadTokensPerSecond),
    }),
    related: ['concurrency', 'roofline', 'gradient-accumulation'],
  },
  {
    id: 'speculative-decoding',
    concept: 'memory-bandwidth-bound',
    names: {
      en: ['speculative decoding', 'draft model', 'MTP', 'multi-token prediction', 'EAGLE'],
      zh: ['投机解码', '推测解码', '草稿模型', '多 token 预测'],
    },
    asked: {
      en: ['what is speculative decoding?', 'how can it be faster than the roofline?'],
      zh: ['投机解码是什么？', '为什么有人的速度超过上限'],
    },
    says: {
      en: 'A small draft model (or a head of the model itself, MTP) guesses the next few tokens and the large one checks them in one reading: the same text, usually {{low}} to {{high}} times as fast for one user. It needs memory for the draft, and gains little when the batch is full. Estimates here are without it.',
      zh: '由小的草稿模型（或模型自带的 MTP 头）先猜后面几个 token，大模型一次读取就全部核对：文本不变，单用户通常快 {{low}} 到 {{high}} 倍。草稿要占显存，批已满时收益很小。这里的估计都不含它。',
    },
    example: {
      en: '{{model}} in Q4_K_M on {{cards}} × {{gpu}}: {{speed}} tokens/s without; with it perhaps {{from}}–{{to}}.',
      zh: '{{model}} 的 Q4_K_M 在 {{cards}} × {{gpu}} 上：不用时 {{speed}} token/s；用了大概 {{from}}–{{to}}。',
    },
    values: (lab) => {
      const [low, high, cards] = [1.5, 1.9, 2]
      const speed = lab.option({ model: llama70b, format: 'Q4_K_M', gpu: card, count: cards }).decodeTokensPerSecond
      return {
        low: String(low),
        high: String(high),
        model: nameOf(lab, llama70b),
        cards: String(cards),
        gpu: cardOf(lab, card),
        speed: number(speed),
        from: significant((speed?.value ?? 0) * low),
        to: significant((speed?.value ?? 0) * high),
      }
    },
    related: ['roofline', 'tokens-per-second'],
  },
  {
    id: 'prefix-caching',
    names: {
      en: ['prefix caching', 'prefix cache', 'prompt caching', 'prompt cache', 'RadixAttention', 'context caching'],
      zh: ['前缀缓存', '提示词缓存', '提示缓存', '前缀复用'],
    },
    asked: {
      en: ['what is prefix caching?', 'does a long system prompt cost memory for each user?'],
      zh: ['前缀缓存是什么？', '系统提示词每个用户都要占显存吗'],
    },
    // vLLM's automatic prefix caching; SGLang's RadixAttention, arXiv 2312.07104.
    says: {
      en: 'Where requests begin alike (a system prompt, a document, the conversation so far) a server keeps the KV cache of that beginning once for all of them and reads only what is new. The first token comes sooner, more requests find room, and the answers are the same. Estimates here are without it: every prompt counts as new.',
      zh: '如果多个请求开头相同（系统提示词、同一份文档、前面的对话），服务器就把这段开头的 KV 缓存只存一份给大家用，只读新的部分。首个 token 更快，能放下更多请求，回答不变。这里的估计都不含它：每个提示都按新的算。',
    },
    example: {
      en: '{{users}} users of {{model}} with {{shared}} tokens in common: {{once}} GiB of KV cache for that part instead of {{each}}.',
      zh: '{{model}} 的 {{users}} 个用户共用 {{shared}} token 的开头：这一段的 KV 缓存是 {{once}} GiB，而不是 {{each}} GiB。',
    },
    values: (lab) => {
      const shared = usualContext / 2
      return {
        users: String(manyUsers),
        model: nameOf(lab, llama8b),
        shared: grouped(shared),
        once: gib(lab.cache(llama8b, shared)),
        each: gib(lab.cache(llama8b, shared, manyUsers)),
      }
    },
    related: ['kv-cache', 'first-token', 'concurrency'],
  },
  {
    id: 'cost-per-million',
    names: {
      en: ['cost per million tokens', '$/M', 'price per million tokens', '$/M out', 'dollars per million tokens'],
      zh: ['每百万 token 成本', '每百万 token 价格', '每百万 token'],
    },
    asked: {
      en: ['how is the cost per million tokens computed?', 'what does $/M out mean?'],
      zh: ['每百万token的成本怎么算？', '$/M是什么意思'],
    },
    says: {
      en: 'Cost per million output tokens = rent per hour ÷ tokens written in an hour × a million. One user leaves most of the machine idle, so the same card costs many times less per token at full load; a card that waits costs too.',
      zh: '每百万输出 token 的成本 = 每小时租金 ÷ 每小时写出的 token × 一百万。单个用户时机器大部分闲着，所以同一张卡满载时每 token 便宜许多倍；空等也要付钱。',
    },
    example: {
      en: '{{model}} in fp16 on one {{gpu}} rented at {{hour}}/h: {{one}} per million for one user at {{slow}} tokens/s, {{full}} at full load with {{fast}}.',
      zh: '{{model}} 的 fp16，{{gpu}} 租金 {{hour}}/小时：单用户 {{slow}} token/s，每百万 {{one}}；满载 {{fast}} token/s，每百万 {{full}}。',
    },
    values: (lab) => {
      const option = lab.option(onServer)
      return {
        model: nameOf(lab, llama8b),
        gpu: cardOf(lab, server),
        hour: option.usdPerHour === undefined ? '–' : `$${usdPerHour(option.usdPerHour.value)}`,
        one: `$${number(option.usdPerMillionOutputTokens)}`,
        slow: number(option.decodeTokensPerSecond),
        full: `$${number(option.usdPerMillionOutputTokensAtFullLoad)}`,
        fast: number(option.fullLoadTokensPerSecond),
      }
    },
    hint: 'price',
    related: ['batch', 'concurrency', 'cloud-or-own'],
  },
  {
    id: 'loading',
    names: { en: ['loading time', 'cold start', 'load time', 'start-up'], zh: ['加载时间', '冷启动', '启动时间'] },
    asked: {
      en: ['why does the model take so long to load?', 'how long does loading take?'],
      zh: ['模型加载为什么这么慢？', '加载模型要多久'],
    },
    says: {
      en: 'Loading copies the weights from disk to the card once; it has nothing to do with the speed of answers. The slowest part of the way decides: usually the disk, then PCIe. Compiling and capturing graphs add seconds to minutes on servers.',
      zh: '加载就是把权重从硬盘拷到显卡一次，与回答速度无关。由路上最慢的一段决定：通常是硬盘，其次是 PCIe。服务端还要编译和捕获 CUDA 图，多花几秒到几分钟。',
    },
    example: {
      en: '{{model}} in Q4_K_M is {{gb}} GB: {{disk}} s from a disk of {{diskGBps}} GB/s, {{slow}} s from one of {{slowGBps}}.',
      zh: '{{model}} 的 Q4_K_M 有 {{gb}} GB：{{diskGBps}} GB/s 的硬盘要 {{disk}} 秒，{{slowGBps}} GB/s 的要 {{slow}} 秒。',
    },
    values: (lab) => {
      const { total } = lab.weights(llama70b, 'Q4_K_M')
      const [fast, slow] = [7, 0.5]
      return {
        model: nameOf(lab, llama70b),
        gb: gigabytes(total),
        disk: significant(total / (fast * 1e9)),
        diskGBps: String(fast),
        slow: significant(total / (slow * 1e9)),
        slowGBps: String(slow),
      }
    },
    related: ['disk', 'vram-vs-ram'],
  },
]
