import { readingSpeed } from '../../../estimator/serving.ts'
import type { Quantity } from '../../../estimator/types.ts'
import { grouped, rateRange, significant, tokens } from '../../numbers.ts'
import type { Entry } from '../entry.ts'
import { card, cardOf, llama8b, nameOf, oldCard, server } from '../examples.ts'

const onCard = { model: llama8b, format: 'Q4_K_M', gpu: card } as const
const onServer = { model: llama8b, format: 'fp16', gpu: server } as const
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
    asked: {
      en: [
        'what is ttft?',
        'why do i wait before the answer begins?',
        'why does it take so long to start?',
        'why is the first reply slow?',
      ],
      zh: ['首字延迟是什么？', '为什么要等一会儿才开始回答'],
    },
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
      en: [
        'roofline',
        'memory-bandwidth bound',
        'memory bound',
        'bandwidth bound',
        'compute bound',
        'arithmetic intensity',
        'upper bound of speed',
      ],
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
    names: {
      en: ['memory bandwidth', 'bandwidth', 'GB/s', 'HBM', 'GDDR', 'GDDR6', 'GDDR6X', 'GDDR7', 'HBM3', 'HBM3e', 'LPDDR5X'],
      zh: ['显存带宽', '带宽', '内存带宽'],
    },
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
      en: ['TFLOPS', 'TFLOP/s', 'FLOPS', 'dense TFLOPS', 'sparse TFLOPS', 'sparsity', 'compute', 'tensor core', 'tensor cores'],
      zh: ['TFLOPS 算力', '算力', '稠密算力', '稀疏算力', '张量核心', 'Tensor Core 算力'],
    },
    asked: { en: ['what is a tflops?', 'why do you say 989 TFLOPS and not 1979?'], zh: ['TFLOPS是什么？', 'H100算力为什么不是1979'] },
    says: {
      en: 'TFLOPS are trillions of operations a second at a format, done by the matrix units of a chip (tensor cores). Data sheets print them twice as high “with sparsity”, a trick language models hardly use, and fp8 is twice fp16: compare only dense figures of the same format.',
      zh: 'TFLOPS 是某种格式下每秒多少万亿次运算，由芯片的矩阵单元（Tensor Core）完成。规格表常印“稀疏”数字，翻一倍，但大模型几乎用不上；fp8 又是 fp16 的两倍：只能比较同一格式的稠密数字。',
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
]
