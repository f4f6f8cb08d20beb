import { readingSpeed } from '../../../estimator/serving.ts'
import type { Quantity } from '../../../estimator/types.ts'
import { activeOf } from '../../fit-load.ts'
import { gib, gigabytes, grouped, rateRange, significant, tokens, usdPerHour } from '../../numbers.ts'
import type { Entry } from '../entry.ts'
import { card, cardOf, llama8b, llama70b, nameOf, oldCard, server } from '../examples.ts'
import { usualContext } from '../lab.ts'

const onCard = { model: llama8b, format: 'Q4_K_M', gpu: card } as const
const onServer = { model: llama8b, format: 'fp16', gpu: server } as const
const manyUsers = 16
const people = 100
const rate = (quantity: Quantity | undefined) => (quantity === undefined ? '–' : rateRange(quantity))
const number = (quantity: Quantity | undefined) => (quantity === undefined ? '–' : significant(quantity.value))

export const speedEntries: readonly Entry[] = [
  {
    id: 'tokens-per-second',
    names: {
      en: ['tokens per second', 'tokens/s', 'tok/s', 'generation speed', 't/s', 'TPS'],
      zh: ['每秒 token 数', 'token/s', '生成速度', '每秒 token'],
    },
    asked: { en: ['what does tok/s mean?', 'how many tokens per second is good?'], zh: ['每秒token是什么意思？', '每秒多少token算快'] },
    says: {
      en: 'Tokens per second is how fast the answer appears once it has begun. People read about {{reading}} a second; below that you wait for words. “Each” is what one user gets, “all” what the machine makes for everybody together.',
      zh: '每秒 token 数是开始回答后出字的速度。人的阅读速度约每秒 {{reading}} 个；低于它就要等字。“单人”是一个用户得到的，“合计”是机器给所有人的总和。',
    },
    example: {
      en: '{{model}} in Q4_K_M, one user: {{fast}} tokens/s on one {{gpu}}, {{slow}} on one {{other}}.',
      zh: '{{model}} 的 Q4_K_M，单用户：{{gpu}} 上 {{fast}} token/s，{{other}} 上 {{slow}}。',
    },
    values: (lab) => ({
      reading: String(readingSpeed),
      model: nameOf(lab, llama8b),
      gpu: cardOf(lab, card),
      fast: rate(lab.option(onCard).decodeTokensPerSecond),
      other: cardOf(lab, oldCard),
      slow: rate(lab.option({ ...onCard, gpu: oldCard }).decodeTokensPerSecond),
    }),
    related: ['roofline', 'first-token', 'concurrency'],
  },
  {
    id: 'first-token',
    names: {
      en: ['first token', 'time to first token', 'TTFT', 'first-token latency', 'latency'],
      zh: ['首字', '首 token 延迟', '首字延迟', '首字时间', '延迟'],
    },
    asked: { en: ['what is ttft?', 'why do i wait before the answer begins?'], zh: ['首字延迟是什么？', '为什么要等一会儿才开始回答'] },
    says: {
      en: 'Before the first word the model must read the whole prompt; that wait is the time to first token. It grows with the prompt and shrinks with computing power (TFLOPS), while the speed of the words after it depends on memory bandwidth.',
      zh: '出第一个字之前，模型要先读完整个提示词，这段等待就是首字时间。它随提示词变长，随算力（TFLOPS）变短；之后出字的速度则取决于显存带宽。',
    },
    example: {
      en: '{{model}} in Q4_K_M on one {{gpu}}: {{seconds}} s for a prompt of {{prompt}} tokens, at {{rate}} tokens read per second.',
      zh: '{{model}} 的 Q4_K_M 在 {{gpu}} 上：{{prompt}} token 的提示词要 {{seconds}} 秒，每秒读 {{rate}} token。',
    },
    values: (lab) => {
      const option = lab.option(onCard)
      return {
        model: nameOf(lab, llama8b),
        gpu: cardOf(lab, card),
        seconds: number(option.timeToFirstTokenSeconds),
        prompt: tokens(1024),
        rate: number(option.prefillTokensPerSecond),
      }
    },
    related: ['prefill', 'tokens-per-second', 'tflops'],
  },
  {
    id: 'prefill',
    names: {
      en: ['prefill', 'decode', 'prefill and decode', 'prompt processing', 'prefill vs decode'],
      zh: ['预填充', '预填充和解码', '解码', '提示词处理'],
    },
    asked: {
      en: ['what is prefill?', 'what is the difference between prefill and decode?'],
      zh: ['prefill和decode是什么？', '预填充是什么意思'],
    },
    says: {
      en: 'Prefill reads the prompt: all its tokens at once, limited by arithmetic. Decode writes the answer one token after the other and reads all active weights for each, limited by memory bandwidth. That is why reading is tens of times as fast as writing.',
      zh: '预填充是读提示词：所有 token 一起算，受算力限制。解码是一个一个写出回答，每个 token 都要把激活的权重读一遍，受带宽限制。所以读比写快几十倍。',
    },
    example: {
      en: '{{model}} in Q4_K_M on one {{gpu}} reads {{read}} and writes {{write}} tokens a second.',
      zh: '{{model}} 的 Q4_K_M 在 {{gpu}} 上每秒读 {{read}} token、写 {{write}} token。',
    },
    values: (lab) => {
      const option = lab.option(onCard)
      return {
        model: nameOf(lab, llama8b),
        gpu: cardOf(lab, card),
        read: number(option.prefillTokensPerSecond),
        write: number(option.decodeTokensPerSecond),
      }
    },
    related: ['first-token', 'roofline', 'tflops'],
  },
  {
    id: 'roofline',
    concept: 'memory-bandwidth-bound',
    names: {
      en: ['roofline', 'memory-bandwidth bound', 'memory bound', 'bandwidth bound', 'compute bound', 'upper bound of speed'],
      zh: ['屋顶线', '带宽瓶颈', '受限于带宽', '速度上限', '访存瓶颈'],
    },
    asked: {
      en: ['why is decoding memory bound?', 'is inference limited by compute or by bandwidth?'],
      zh: ['推理为什么看带宽？', '推理的瓶颈是算力还是带宽'],
    },
    says: {
      en: 'For each word the GPU reads all active weights once, so bandwidth ÷ bytes read is a ceiling that no single stream passes. Arithmetic is not the limit until many requests share a reading. A claim above the ceiling counts several users or uses speculative decoding.',
      zh: '每生成一个词，GPU 都要把激活的权重读一遍，所以 带宽 ÷ 读取字节 就是单路速度的天花板。除非许多请求共享一次读取，算力不是瓶颈。超过天花板的说法，要么算的是多个用户，要么用了投机解码。',
    },
    example: {
      en: '{{model}} in Q4_K_M on one {{gpu}}: {{bandwidth}} GB/s ÷ {{bytes}} GB gives at most {{roofline}} tokens/s; really {{real}}.',
      zh: '{{model}} 的 Q4_K_M 在 {{gpu}} 上：{{bandwidth}} GB/s ÷ {{bytes}} GB，最多 {{roofline}} token/s；实际 {{real}}。',
    },
    values: (lab) => {
      const option = lab.option(onCard)
      return {
        model: nameOf(lab, llama8b),
        gpu: cardOf(lab, card),
        bandwidth: grouped(lab.gpu(card).bandwidthGBps),
        bytes: ((lab.gpu(card).bandwidthGBps * 1e9) / option.rooflineTokensPerSecond / 1e9).toFixed(1),
        roofline: significant(option.rooflineTokensPerSecond),
        real: rate(option.decodeTokensPerSecond),
      }
    },
    related: ['bandwidth', 'batch', 'speculative-decoding'],
  },
  {
    id: 'bandwidth',
    concept: 'memory-bandwidth-bound',
    names: { en: ['memory bandwidth', 'bandwidth', 'GB/s', 'HBM', 'GDDR'], zh: ['显存带宽', '带宽', '内存带宽'] },
    asked: {
      en: ['why does memory bandwidth matter?', 'is bandwidth more important than tflops?'],
      zh: ['显存带宽有什么用？', '带宽和算力哪个重要'],
    },
    says: {
      en: 'Bandwidth is how many bytes a second the GPU can read from its own memory. For one user it decides the speed nearly alone, so cards rank by it and not by TFLOPS; for long prompts and many users arithmetic counts too.',
      zh: '显存带宽是 GPU 每秒能从自己显存读多少字节。单用户时几乎只由它决定速度，所以看带宽而不是 TFLOPS；长提示词和多用户时算力也重要。',
    },
    example: {
      en: 'One {{server}} has {{times}} times the bandwidth of one {{gpu}} ({{serverBandwidth}} against {{bandwidth}} GB/s): {{fast}} against {{slow}} tokens/s with {{model}} in fp16.',
      zh: '{{server}} 的带宽是 {{gpu}} 的 {{times}} 倍（{{serverBandwidth}} 比 {{bandwidth}} GB/s）：{{model}} 的 fp16 为 {{fast}} 比 {{slow}} token/s。',
    },
    values: (lab) => {
      const [small, large] = [lab.gpu(card).bandwidthGBps, lab.gpu(server).bandwidthGBps]
      return {
        server: cardOf(lab, server),
        gpu: cardOf(lab, card),
        times: (large / small).toFixed(1),
        serverBandwidth: grouped(large),
        bandwidth: grouped(small),
        fast: number(lab.option(onServer).decodeTokensPerSecond),
        slow: number(lab.option({ ...onServer, gpu: card }).decodeTokensPerSecond),
        model: nameOf(lab, llama8b),
      }
    },
    related: ['roofline', 'tflops', 'vram-vs-ram'],
  },
  {
    id: 'tflops',
    names: {
      en: ['TFLOPS', 'TFLOP/s', 'FLOPS', 'dense TFLOPS', 'sparse TFLOPS', 'sparsity', 'compute'],
      zh: ['TFLOPS 算力', '算力', '稠密算力', '稀疏算力'],
    },
    asked: { en: ['what is a tflops?', 'why do you say 989 TFLOPS and not 1979?'], zh: ['TFLOPS是什么？', 'H100算力为什么不是1979'] },
    says: {
      en: 'TFLOPS are trillions of operations a second at a format. Data sheets print them twice as high “with sparsity”, a trick language models hardly use, and fp8 is twice fp16: compare only dense figures of the same format.',
      zh: 'TFLOPS 是某种格式下每秒多少万亿次运算。规格表常印“稀疏”数字，翻一倍，但大模型几乎用不上；fp8 又是 fp16 的两倍：只能比较同一格式的稠密数字。',
    },
    example: {
      en: '{{gpu}}, dense: {{half}} in fp16, {{eight}} in fp8. The PCIe card: {{pcie}}. {{small}}: {{smallHalf}}.',
      zh: '{{gpu}} 稠密：fp16 {{half}}，fp8 {{eight}}。PCIe 版：{{pcie}}。{{small}}：{{smallHalf}}。',
    },
    values: (lab) => ({
      gpu: 'H100 SXM',
      half: grouped(lab.gpu(server).tflops.fp16 ?? 0),
      eight: grouped(lab.gpu(server).tflops.fp8 ?? 0),
      pcie: grouped(lab.gpu('h100-pcie').tflops.fp16 ?? 0),
      small: cardOf(lab, card),
      smallHalf: grouped(lab.gpu(card).tflops.fp16 ?? 0),
    }),
    related: ['mfu', 'prefill', 'bandwidth'],
  },
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
      en: '{{model}} in Q4_K_M on 2 × {{gpu}}: {{speed}} tokens/s without; with it perhaps {{from}}–{{to}}.',
      zh: '{{model}} 的 Q4_K_M 在 2 × {{gpu}} 上：不用时 {{speed}} token/s；用了大概 {{from}}–{{to}}。',
    },
    values: (lab) => {
      const [low, high] = [1.5, 1.9]
      const speed = lab.option({ model: llama70b, format: 'Q4_K_M', gpu: card, count: 2 }).decodeTokensPerSecond
      return {
        low: String(low),
        high: String(high),
        model: nameOf(lab, llama70b),
        gpu: cardOf(lab, card),
        speed: number(speed),
        from: significant((speed?.value ?? 0) * low),
        to: significant((speed?.value ?? 0) * high),
      }
    },
    related: ['roofline', 'tokens-per-second'],
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
