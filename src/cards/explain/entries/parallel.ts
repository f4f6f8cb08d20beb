import { allReduceSeconds } from '../../../estimator/calibration.ts'
import { pcieBytesPerSecond } from '../../../estimator/ram.ts'
import { gib, gigabytes, rateSpan, significant } from '../../numbers.ts'
import type { Entry } from '../entry.ts'
import { card, cardOf, deepseek, llama8b, llama70b, nameOf, server } from '../examples.ts'
import type { Lab } from '../lab.ts'
import { perParameter } from '../training-figures.ts'

/** Cards of a usual server. */
const machine = 8
const pair = 2
const layersOf = (lab: Lab, id: string) => lab.model(id).blocks.reduce((sum, { count }) => sum + count, 0)
const span = (lab: Lab, format: string, gpu: string, count: number) => {
  const speed = lab.option({ model: llama70b, format, gpu, count }).decodeTokensPerSecond
  return speed === undefined ? '–' : rateSpan(speed)
}

export const parallelEntries: readonly Entry[] = [
  {
    id: 'tensor-parallel',
    concept: 'pipeline-parallel',
    names: {
      en: ['tensor parallelism', 'tensor parallel', 'TP', 'TP8', '--tensor-parallel-size'],
      zh: ['张量并行', 'TP 并行', '张量切分'],
    },
    asked: {
      en: ['what is tensor parallelism?', 'does a second gpu double the speed?'],
      zh: ['张量并行是什么？', '两张卡速度会翻倍吗', '双卡为什么没翻倍', '多卡推理会更快吗', '双卡会快一倍吗'],
    },
    says: {
      en: 'Tensor parallelism cuts every layer over the cards: each reads its share at the same time, so one user gets faster, and after every half layer they add up their results over the link. The number of cards must divide the attention heads, and slow links eat the gain.',
      zh: '张量并行把每一层都切到各张卡上：同时读各自的一份，所以单用户也会变快；每半层要通过互连把结果相加一次。卡数必须能整除注意力头数，互连慢则收益被吃掉。',
    },
    example: {
      en: '{{model}} with AWQ on {{gpu}}: {{one}} tokens/s on one, {{two}} on two, {{four}} on four. Each token needs {{reduces}} additions over the link.',
      zh: '{{model}} 的 AWQ 在 {{gpu}} 上：一张 {{one}} token/s，两张 {{two}}，四张 {{four}}。每个 token 要通过互连相加 {{reduces}} 次。',
    },
    values: (lab) => ({
      model: nameOf(lab, llama70b),
      gpu: cardOf(lab, server),
      one: span(lab, 'awq-int4', server, 1),
      two: span(lab, 'awq-int4', server, 2),
      four: span(lab, 'awq-int4', server, 4),
      reduces: String(2 * layersOf(lab, llama70b)),
    }),
    related: ['pipeline-parallel', 'nvlink', 'all-reduce'],
  },
  {
    id: 'pipeline-parallel',
    names: {
      en: ['pipeline parallelism', 'pipeline parallel', 'PP', 'layer split', 'parallelism', '--split-mode layer'],
      zh: ['流水线并行', 'PP 并行', '按层切分', '并行', '并行策略'],
    },
    asked: {
      en: ['what is pipeline parallelism?', 'why are two cards no faster in llama.cpp?'],
      zh: ['pp并行是啥', '为什么llama.cpp两张卡不更快'],
    },
    says: {
      en: 'The layers are dealt out: the first card has the first ones, the second the next. A token passes through one card after the other, so one user is no faster than on one card; there is room for a larger model, and little goes over the link. With many users the stages work at the same time.',
      zh: '把层分给各卡：第一张放前面的层，第二张放后面的。一个 token 依次经过各卡，所以单用户不比一张卡快；但能放更大的模型，互连流量很小。用户多时各段可以同时工作。',
    },
    example: {
      en: '{{model}} in Q4_K_M ({{layers}} layers) on {{gpu}}: too large for one, {{two}} tokens/s on two, {{four}} on four.',
      zh: '{{model}} 的 Q4_K_M（{{layers}} 层）在 {{gpu}} 上：一张放不下，两张 {{two}} token/s，四张 {{four}}。',
    },
    values: (lab) => ({
      model: nameOf(lab, llama70b),
      layers: String(layersOf(lab, llama70b)),
      gpu: cardOf(lab, card),
      two: span(lab, 'Q4_K_M', card, 2),
      four: span(lab, 'Q4_K_M', card, 4),
    }),
    related: ['tensor-parallel', 'data-parallel', 'nvlink'],
  },
  {
    id: 'data-parallel',
    concept: 'pipeline-parallel',
    names: { en: ['data parallelism', 'data parallel', 'DP', 'DDP', 'replicas'], zh: ['数据并行', 'DP 并行', '多副本'] },
    asked: { en: ['what is data parallelism?', 'does data parallelism save memory?'], zh: ['数据并行是什么？', '数据并行省显存吗'] },
    says: {
      en: 'Every group of cards has the whole model and requests (in training: a part of the batch) of its own. It multiplies the throughput and saves no memory: a model that does not fit on one card does not fit on eight copies either. Sharding the copies is ZeRO or FSDP.',
      zh: '每组卡都有完整的模型，处理各自的请求（训练时是一部分批次）。吞吐翻倍，但不省显存：一张卡放不下的模型，八份副本也放不下。把副本切开存就是 ZeRO 或 FSDP。',
    },
    example: {
      en: '{{model}} in fp16 is {{gb}} GB on each of two cards in data parallel, {{half}} GB on each in tensor parallel.',
      zh: '{{model}} 的 fp16，两张卡数据并行时每张 {{gb}} GB，张量并行时每张 {{half}} GB。',
    },
    values: (lab) => {
      const { total } = lab.weights(llama8b, 'fp16')
      return { model: nameOf(lab, llama8b), gb: gigabytes(total), half: gigabytes(total / 2) }
    },
    related: ['zero', 'tensor-parallel', 'all-reduce'],
  },
  {
    id: 'expert-parallel',
    concept: 'pipeline-parallel',
    names: { en: ['expert parallelism', 'expert parallel', 'EP'], zh: ['专家并行', 'EP 并行'] },
    asked: { en: ['what is expert parallelism?', 'how are experts divided over gpus?'], zh: ['专家并行是什么？', '专家怎么分到多张卡'] },
    says: {
      en: 'The experts of a mixture are dealt out over the cards, each whole on one of them, and tokens travel to the experts they want. It suits large mixtures with many users: each card reads few experts and works on many tokens. For one user it gains little.',
      zh: '把专家分到各张卡上，每个专家完整地放在一张卡，token 被送到它要的专家那里。适合大型 MoE 加大量用户：每张卡读的专家少、处理的 token 多。单用户收益不大。',
    },
    example: {
      en: '{{model}} has {{experts}} experts a layer and uses {{used}}: over {{count}} cards each holds {{each}} of them, {{share}} GB in fp8.',
      zh: '{{model}} 每层 {{experts}} 个专家、用 {{used}} 个：分到 {{count}} 张卡，每张 {{each}} 个，fp8 下 {{share}} GB。',
    },
    values: (lab) => {
      const { experts, expertsPerToken, expertsTotal } = lab.weights(deepseek, 'fp8')
      return {
        model: nameOf(lab, deepseek),
        experts: String(experts),
        used: String(expertsPerToken),
        count: String(machine),
        each: String(experts / machine),
        share: gigabytes(expertsTotal / machine),
      }
    },
    related: ['moe', 'tensor-parallel', 'nvlink'],
  },
  {
    id: 'nvlink',
    names: {
      en: ['NVLink', 'NVLink vs PCIe', 'PCIe', 'PCI Express', 'interconnect', 'GPU link', 'Infinity Fabric'],
      zh: ['NVLink 互连', 'NVLink 和 PCIe', '互连', '卡间互连'],
    },
    asked: {
      en: ['do i need nvlink?', 'what is the difference between nvlink and pcie?'],
      zh: ['需要NVLink吗？', 'NVLink和PCIe有什么区别', 'NVLink对推理有用吗'],
    },
    says: {
      en: 'NVLink joins cards directly and is many times as fast as PCIe. It matters for tensor parallelism and for training, where cards exchange results in every layer; a split by layers sends so little that PCIe is enough, and GeForce cards since the 40 series have no NVLink at all.',
      zh: 'NVLink 把卡直接相连，比 PCIe 快许多倍。张量并行和训练每层都要交换结果，很需要它；按层切分传得很少，PCIe 足够，而且 40 系以后的 GeForce 根本没有 NVLink。',
    },
    example: {
      en: '{{gpu}}: {{link}} GB/s, both directions added. A PCIe 4.0 slot really moves about {{pcie}} GB/s one way. Adding up one token’s results takes about {{fast}} µs over NVLink, {{slow}} µs over PCIe, twice in each layer.',
      zh: '{{gpu}}：双向合计 {{link}} GB/s。PCIe 4.0 插槽单向实际约 {{pcie}} GB/s。相加一个 token 的结果，NVLink 约 {{fast}} µs，PCIe 约 {{slow}} µs，每层两次。',
    },
    values: (lab) => ({
      gpu: 'H100 SXM',
      link: String(lab.gpu(server).link.GBps ?? 0),
      pcie: significant(pcieBytesPerSecond('4.0x16') / 1e9),
      fast: significant(allReduceSeconds.fast * 1e6),
      slow: significant(allReduceSeconds.pcie * 1e6),
    }),
    related: ['tensor-parallel', 'network', 'all-reduce'],
  },
  {
    id: 'all-reduce',
    names: {
      en: ['all-reduce', 'allreduce', 'communication', 'NCCL', 'gradient synchronisation'],
      zh: ['梯度同步', '通信量', '全归约', '通信'],
    },
    asked: {
      en: ['what is an all-reduce?', 'how much do gpus send to each other in training?'],
      zh: ['all-reduce是什么？', '训练时卡间通信量有多大'],
    },
    says: {
      en: 'In an all-reduce all cards add up what each has and everybody gets the sum. In data-parallel training that is all gradients, once a step: 2 (n − 1) ÷ n times their size through every card. It is bytes per step, not per second; how long it takes depends on the link.',
      zh: 'all-reduce 就是所有卡把各自的结果相加，人人得到总和。数据并行训练每一步要对全部梯度做一次：每张卡传 2(n−1)÷n 倍的梯度大小。这是每步的字节数，不是每秒；花多久要看互连。',
    },
    example: {
      en: '{{model}} with gradients in bf16 on {{count}} cards: {{gb}} GB through each card in every step, {{seconds}} s at {{link}} GB/s one way if nothing else is in the way.',
      zh: '{{model}}，bf16 梯度，{{count}} 张卡：每步每张卡传 {{gb}} GB，单向 {{link}} GB/s 且没有别的瓶颈时要 {{seconds}} 秒。',
    },
    values: (lab) => {
      const bytes = ((2 * (machine - 1)) / machine) * lab.model(llama70b).parametersB * 1e9 * perParameter.gradients
      const link = (lab.gpu(server).link.GBps ?? 0) / 2
      return {
        model: nameOf(lab, llama70b),
        count: String(machine),
        gb: gigabytes(bytes),
        link: String(link),
        seconds: (bytes / (link * 1e9)).toFixed(2),
      }
    },
    related: ['data-parallel', 'nvlink', 'network'],
  },
  {
    id: 'network',
    names: {
      en: ['InfiniBand', 'network', 'nodes', 'multi-node', 'RDMA', 'NDR', 'RoCE'],
      zh: ['多机', '节点', '组网', 'InfiniBand 网络', '多机多卡'],
    },
    asked: {
      en: ['what is 400G infiniband in GB/s?', 'what changes with more than one node?'],
      zh: ['400G网络是多少GB每秒？', '多机训练要什么网络'],
    },
    says: {
      en: 'Networks are named in bits: {{bits}} Gb/s are {{bytes}} GB/s per adapter, and a server usually has one for each card. That is several times slower than NVLink, so cut layers inside a server (tensor) and stages or copies between servers (pipeline, data).',
      zh: '网络按比特命名：{{bits}} Gb/s 是每块网卡 {{bytes}} GB/s，一台服务器通常每张卡配一块。它比 NVLink 慢好几倍，所以层内切分（张量）留在机内，机间用流水线或数据并行。',
    },
    example: {
      en: '{{bytes}} GB/s against the {{link}} GB/s each way of NVLink in one {{gpu}} server: {{times}} times slower.',
      zh: '{{bytes}} GB/s，而 {{gpu}} 服务器内 NVLink 单向 {{link}} GB/s：慢 {{times}} 倍。',
    },
    values: (lab) => {
      const gigabits = 400
      const link = (lab.gpu(server).link.GBps ?? 0) / 2
      return {
        bits: String(gigabits),
        bytes: String(gigabits / 8),
        link: String(link),
        gpu: 'H100 SXM',
        times: (link / (gigabits / 8)).toFixed(0),
      }
    },
    related: ['nvlink', 'all-reduce', 'pipeline-parallel'],
  },
  {
    id: 'several-cards',
    names: { en: ['several GPUs', 'multi-GPU', 'two GPUs', 'dual GPU', 'more cards'], zh: ['多卡', '双卡', '多 GPU', '多张显卡'] },
    asked: {
      en: ['can two cards share a model?', 'is 2x24 GB the same as 48 GB?', 'are two gpus twice as fast?', 'do two gpus double the speed?'],
      zh: ['两张24G等于48G吗？', '多卡可以合起来用吗'],
    },
    says: {
      en: 'Yes, a model can be split over cards, but two small ones are less than one large one: every card pays its own buffers and runtime, layers do not divide evenly, and what they tell each other takes time.',
      zh: '可以，模型能拆到多张卡上，但两张小卡不如一张大卡：每张卡都要付自己的缓冲和运行时，层数不能刚好平分，互相通信也要时间。',
    },
    example: {
      en: '{{model}} in Q4_K_M: {{two}} GiB and {{twoSpeed}} tokens/s on {{cards}} × {{small}}, {{one}} GiB and {{oneSpeed}} on one {{large}}.',
      zh: '{{model}} 的 Q4_K_M：{{cards}} × {{small}} 要 {{two}} GiB、{{twoSpeed}} token/s，一张 {{large}} 要 {{one}} GiB、{{oneSpeed}}。',
    },
    values: (lab) => ({
      model: nameOf(lab, llama70b),
      cards: String(pair),
      small: cardOf(lab, card),
      two: gib(lab.option({ model: llama70b, format: 'Q4_K_M', gpu: card, count: pair }).memory.total.value),
      twoSpeed: span(lab, 'Q4_K_M', card, 2),
      large: cardOf(lab, 'rtx-a6000'),
      one: gib(lab.option({ model: llama70b, format: 'Q4_K_M', gpu: 'rtx-a6000' }).memory.total.value),
      oneSpeed: span(lab, 'Q4_K_M', 'rtx-a6000', 1),
    }),
    related: ['pipeline-parallel', 'tensor-parallel', 'nvlink'],
  },
]
