import { usableBytes } from '../../../catalog/memory.ts'
import { ramOf, reached } from '../../../estimator/ram.ts'
import { gib, gigabytes, grouped, significant, tokens } from '../../numbers.ts'
import type { Entry } from '../entry.ts'
import { card, cardOf, deepseek, llama8b, llama70b, nameOf } from '../examples.ts'
import { usualContext } from '../lab.ts'

/** What a usual desktop really reads of its memory, and what a PCIe 4.0 disk reads as sold: GB/s. */
const desktopRamGBps = reached(ramOf(64)) / 1e9
const nvmeGBps = 7

/** Llama 3.1's whole context. */
const wholeContext = 131_072

const served = { model: llama8b, format: 'fp16', gpu: card } as const

/** Where memory goes beside the parts: other memory, a server's pool, what is left over. */
export const memoryUseEntries: readonly Entry[] = [
  {
    id: 'vllm-pool',
    concept: 'vllm-preallocation',
    names: {
      en: ['KV pool', 'pool', 'preallocation', 'vLLM preallocation', 'paged attention', 'PagedAttention', 'max_tokens_in_paged_kv_cache'],
      zh: ['显存池', 'KV 池', '预分配', 'vLLM 预分配', '占满显存'],
    },
    asked: {
      en: ['why does vllm use all of my gpu memory?', 'why is 90% of vram used by a small model?'],
      zh: ['为什么vllm把显存占满了？', 'vllm跑小模型为什么也占这么多显存'],
    },
    says: {
      en: 'A server such as vLLM takes its share of the card as it starts and uses what the weights leave as one pool of KV cache, cut into pages that requests borrow. What a monitor shows is therefore the pool, not the need: the need is much less.',
      zh: 'vLLM 这类推理服务启动时就按比例占下显存，权重以外全部作为 KV 缓存池，切成小页借给各个请求。所以监控里看到的是池子，不是真正的需要：需要的少得多。',
    },
    example: {
      en: '{{model}} in fp16 on one {{gpu}}: the job of one user needs {{need}} GiB, a monitor shows {{shown}}, and the pool of {{pool}} GiB holds {{tokens}} tokens of all users together.',
      zh: '{{model}} 的 fp16 在一张 {{gpu}} 上：一个用户只需要 {{need}} GiB，监控显示 {{shown}}，其中 {{pool}} GiB 的池子可容纳所有用户共 {{tokens}} token。',
    },
    values: (lab) => {
      const { memory, pool } = lab.option(served)
      return {
        model: nameOf(lab, llama8b),
        gpu: cardOf(lab, card),
        need: gib(memory.perGpu.value),
        shown: gib(memory.peak.value),
        pool: gib(pool?.bytes.value ?? 0),
        tokens: tokens(pool?.tokens.value ?? 0),
      }
    },
    related: ['utilization', 'concurrency', 'kv-cache'],
  },
  {
    id: 'utilization',
    names: {
      en: ['utilization', 'utilisation', 'GPU memory utilization', 'gpu_memory_utilization', 'gpu-memory-utilization'],
      zh: ['显存利用率', '利用率', 'gpu_memory_utilization 参数'],
    },
    asked: {
      en: ['what should gpu-memory-utilization be?', 'what does utilisation do?'],
      zh: ['显存利用率应该设多少？', 'gpu_memory_utilization是什么'],
    },
    says: {
      en: 'Utilisation is the share of the card a server takes for itself: weights, its own peak and the KV pool must fit inside. A higher share only makes the pool larger; too high leaves no room for graphs or a desktop, too low and the pool holds no request.',
      zh: '利用率是推理服务占用显卡的比例：权重、自身峰值和 KV 池都得在里面。调高只会让池子变大；太高则 CUDA 图或桌面没地方放，太低则池子装不下一个请求。',
    },
    example: {
      en: 'vLLM takes {{usual}} by default, {{bytes}} GiB of one {{gpu}}. {{model}} in fp16 at {{context}} would start from {{least}} on.',
      zh: 'vLLM 默认取 {{usual}}，在 {{gpu}} 上就是 {{bytes}} GiB。{{model}} 的 fp16 在 {{context}} 上下文从 {{least}} 起就能启动。',
    },
    values: (lab) => {
      const { pool } = lab.option(served)
      const gpu = lab.gpu(card)
      return {
        usual: String(pool?.utilization ?? 0),
        gpu: cardOf(lab, card),
        bytes: gib(usableBytes(gpu, gpu.memoryGb) * (pool?.utilization ?? 0)),
        model: nameOf(lab, llama8b),
        context: tokens(usualContext),
        least: String(pool?.smallestUtilization ?? 1),
      }
    },
    related: ['vllm-pool', 'overhead', 'engines'],
  },
  {
    id: 'vram-vs-ram',
    names: {
      en: ['VRAM', 'VRAM vs RAM', 'VRAM or RAM', 'video memory', 'graphics memory'],
      zh: ['显存', '显存和内存', '显存与内存', '共享显存'],
    },
    asked: {
      en: ['is that pc ram or gpu vram?', 'what is the difference between vram and ram?'],
      zh: ['显存和内存有什么区别？', '是显存还是内存'],
    },
    says: {
      en: 'VRAM sits on the graphics card, RAM beside the processor. Every figure here is VRAM unless it says otherwise: each new word reads all the active weights once, and VRAM is many times as fast to read.',
      zh: '显存在显卡上，内存在处理器旁。除非特别说明，这里的数字都指显存：每生成一个词都要把激活的权重读一遍，而显存的读取速度是内存的许多倍。',
    },
    example: {
      en: 'One {{gpu}} reads {{fast}} GB/s; a desktop really gets about {{slow}} out of its RAM. The {{weights}} GB of {{model}} in Q4_K_M take {{short}} ms on the one and {{long}} ms on the other.',
      zh: '{{gpu}} 每秒读 {{fast}} GB；普通台式机的内存实际约 {{slow}}。{{model}} 的 Q4_K_M 有 {{weights}} GB，前者读一遍 {{short}} ms，后者 {{long}} ms。',
    },
    values: (lab) => {
      const { readAlways } = lab.weights(llama8b, 'Q4_K_M')
      const { bandwidthGBps } = lab.gpu(card)
      const milliseconds = (GBps: number) => significant((readAlways / (GBps * 1e9)) * 1000)
      return {
        gpu: cardOf(lab, card),
        fast: grouped(bandwidthGBps),
        slow: significant(desktopRamGBps),
        weights: gigabytes(readAlways),
        model: nameOf(lab, llama8b),
        short: milliseconds(bandwidthGBps),
        long: milliseconds(desktopRamGBps),
      }
    },
    related: ['offload', 'unified-memory', 'bandwidth'],
  },
  {
    id: 'offload',
    names: {
      en: ['offload', 'offloading', 'CPU offload', 'partial offload', 'layers in RAM', '-ngl', 'n-gpu-layers', 'cpu-moe'],
      zh: ['卸载', 'CPU 卸载', '部分卸载', '部分放内存', '内存卸载', '层放到内存'],
    },
    asked: {
      en: ['what is offload?', 'can a part of the model be in ram?', 'can i use ram instead of vram?'],
      zh: ['模型能不能一部分放内存？', '显存不够能用内存吗'],
    },
    says: {
      en: 'Offload keeps the layers that do not fit on the GPU in system RAM, where the processor works on them. It makes a model start that would not, at the speed of the slow part: every layer in RAM is read through slow memory for every word. With a mixture of experts it hurts much less.',
      zh: '卸载就是把显卡放不下的层留在内存里，由处理器计算。本来起不来的模型能跑了，但速度由慢的部分决定：内存里的每一层，每生成一个词都要从慢内存读一遍。专家混合模型受影响小得多。',
    },
    example: {
      en: '{{model}} in Q4_K_M has {{weights}} GB to read for each word. The half of it in desktop RAM at {{slow}} GB/s takes at least {{seconds}} s of every word: no more than {{rate}} tokens/s, whatever the GPU.',
      zh: '{{model}} 的 Q4_K_M 每个词要读 {{weights}} GB。一半放在 {{slow}} GB/s 的内存里，每个词至少 {{seconds}} 秒：无论什么显卡都不超过 {{rate}} token/s。',
    },
    values: (lab) => {
      const { readAlways } = lab.weights(llama70b, 'Q4_K_M')
      const seconds = readAlways / 2 / (desktopRamGBps * 1e9)
      return {
        model: nameOf(lab, llama70b),
        weights: gigabytes(readAlways),
        slow: significant(desktopRamGBps),
        seconds: seconds.toFixed(2),
        rate: significant(1 / seconds),
      }
    },
    related: ['vram-vs-ram', 'moe', 'bandwidth'],
  },
  {
    id: 'out-of-memory',
    names: {
      en: [
        'out of memory',
        'OOM',
        'CUDA out of memory',
        'CUDA OOM',
        'out of memory error',
        'OutOfMemoryError',
        'CUDA error: out of memory',
      ],
      zh: ['显存不足', '爆显存', '显存溢出', 'OOM 报错', '显存爆了', '显存不够'],
    },
    asked: {
      en: ['what does cuda out of memory mean?', 'why do i get out of memory?', 'what helps against out of memory?'],
      zh: ['CUDA out of memory是什么意思？', '为什么会爆显存', '显存不足怎么办'],
    },
    says: {
      en: 'A program asked the GPU for more memory than is free. The weights stay as they are; what grows is the KV cache with context and users, and the buffers with the prompt. What helps, mildest first: nothing else on the card (a desktop takes its part), a shorter context or fewer users, the KV cache in 8 bits, a smaller format, some layers in RAM.',
      zh: '程序要的显存比剩下的多。权重大小不变，会变大的是 KV 缓存（随上下文和用户数）和缓冲（随提示词）。从轻到重的办法：别让其他程序占显卡（桌面也要一份）、缩短上下文或减少用户、KV 缓存用 8 位、换更小的格式、放几层到内存。',
    },
    example: {
      en: '{{model}} in Q4_K_M on one {{gpu}}: {{context}} of context fit into the {{limit}} GiB that may be filled; the cache of {{long}} alone would take {{need}}.',
      zh: '{{model}} 的 Q4_K_M 在一张 {{gpu}} 上：可用的 {{limit}} GiB 放得下 {{context}} 上下文；{{long}} 光缓存就要 {{need}} GiB。',
    },
    values: (lab) => {
      const job = { model: llama8b, format: 'Q4_K_M', gpu: 'rtx-3060-12gb' }
      const usual = lab.option(job)
      return {
        model: nameOf(lab, llama8b),
        gpu: cardOf(lab, job.gpu),
        context: tokens(usual.maxContext),
        limit: gib(usual.memory.ceilingPerGpu),
        long: tokens(wholeContext),
        need: gib(lab.cache(llama8b, wholeContext)),
      }
    },
    related: ['kv-cache', 'offload', 'kv-quant', 'overhead'],
  },
  {
    id: 'unified-memory',
    names: {
      en: ['unified memory', 'Apple unified memory', 'shared memory', 'Mac memory'],
      zh: ['统一内存', 'Mac 内存', '苹果统一内存'],
    },
    asked: {
      en: ['how much of a mac’s memory can a model use?', 'is unified memory the same as vram?'],
      zh: ['Mac的统一内存算显存吗？', '统一内存能用多少'],
    },
    says: {
      en: 'On a Mac, a DGX Spark or a Strix Halo one memory serves processor and GPU alike, so a model can be much larger than on a graphics card. The system keeps a part for itself, and the memory is slower than that of a large GPU.',
      zh: 'Mac、DGX Spark、Strix Halo 的处理器和 GPU 共用一份内存，所以能放比显卡大得多的模型。系统会留一部分给自己，而且这种内存比大显卡的显存慢。',
    },
    example: {
      en: 'A Mac with {{size}} GB gives its GPU {{usable}} GiB by default; an M4 Max reads {{bandwidth}} GB/s, one {{gpu}} {{fast}}.',
      zh: '{{size}} GB 的 Mac 默认给 GPU {{usable}} GiB；M4 Max 每秒读 {{bandwidth}} GB，{{gpu}} 是 {{fast}}。',
    },
    values: (lab) => ({
      size: '64',
      usable: gib(usableBytes(lab.gpu('apple-m4-max'), 64)),
      bandwidth: grouped(lab.gpu('apple-m4-max').bandwidthGBps),
      gpu: cardOf(lab, card),
      fast: grouped(lab.gpu(card).bandwidthGBps),
    }),
    related: ['vram-vs-ram', 'bandwidth'],
  },
  {
    id: 'disk',
    names: { en: ['disk', 'disk space', 'NVMe', 'SSD', 'storage'], zh: ['硬盘', '磁盘', '硬盘空间', '固态硬盘', '存储'] },
    asked: {
      en: ['how much disk space does a model need?', 'what is the disk for?'],
      zh: ['模型要多少硬盘空间？', '硬盘在推理里有什么用'],
    },
    says: {
      en: 'The disk only holds the files: it decides how long a start takes, not how fast the model answers. Plan for the file itself, and for training for the data and several checkpoints beside it.',
      zh: '硬盘只存文件：决定启动要多久，不影响回答速度。空间按文件本身准备，训练还要加上数据和多个检查点。',
    },
    example: {
      en: '{{small}} in Q4_K_M is {{smallGb}} GB, {{large}} in fp8 {{largeGb}}. An NVMe disk at {{nvme}} GB/s loads them in {{smallSeconds}} and {{largeSeconds}} s.',
      zh: '{{small}} 的 Q4_K_M 是 {{smallGb}} GB，{{large}} 的 fp8 是 {{largeGb}}。{{nvme}} GB/s 的 NVMe 分别要 {{smallSeconds}} 秒和 {{largeSeconds}} 秒读完。',
    },
    values: (lab) => {
      const small = lab.weights(llama8b, 'Q4_K_M').total
      const large = lab.weights(deepseek, 'fp8').total
      return {
        small: nameOf(lab, llama8b),
        smallGb: gigabytes(small),
        large: nameOf(lab, deepseek),
        largeGb: gigabytes(large),
        nvme: String(nvmeGBps),
        smallSeconds: significant(small / (nvmeGBps * 1e9)),
        largeSeconds: significant(large / (nvmeGBps * 1e9)),
      }
    },
    related: ['checkpoint', 'hardware-roles', 'weights'],
  },
  {
    id: 'ram',
    names: { en: ['RAM', 'system RAM', 'system memory', 'main memory', 'DDR5', 'DDR4'], zh: ['内存', '系统内存', '主机内存'] },
    asked: {
      en: ['how much ram do i need beside the gpu?', 'what is system ram for?'],
      zh: ['除了显卡还要多少内存？', '主机内存有什么用'],
    },
    says: {
      en: 'Beside a GPU that holds the whole model, RAM is only a way station: files are mapped through it as they load, so as much as the file makes a start comfortable and less still works. It becomes the bottleneck when layers stay in it.',
      zh: '如果显卡放得下整个模型，内存只是中转：加载时文件经过它，有文件那么大就很宽裕，小一些也行。只有把层留在内存里时，它才成为瓶颈。',
    },
    example: {
      en: '{{model}} in Q4_K_M is a file of {{file}} GB; of it {{inRam}} GiB, the table of words, stay in RAM with llama.cpp.',
      zh: '{{model}} 的 Q4_K_M 文件是 {{file}} GB；其中词嵌入表 {{inRam}} GiB 在 llama.cpp 里本来就留在内存。',
    },
    values: (lab) => {
      const { total, inRam } = lab.weights(llama70b, 'Q4_K_M')
      return { model: nameOf(lab, llama70b), file: gigabytes(total), inRam: gib(inRam) }
    },
    related: ['offload', 'vram-vs-ram', 'hardware-roles'],
  },
]
