import { totalBytes, usableBytes } from '../../../catalog/memory.ts'
import { gib, gibLeft, gibRange, gigabytes, kib, parameters, rateSpan, tokens } from '../../numbers.ts'
import type { Entry } from '../entry.ts'
import { card, cardOf, llama8b, llama70b, nameOf, server } from '../examples.ts'
import { usualContext } from '../lab.ts'

const onCard = { model: llama8b, format: 'Q4_K_M', gpu: card } as const
const served = { model: llama8b, format: 'fp16', gpu: card } as const

/** The parts of a memory estimate, as a card of /fit names them. */
export const memoryEntries: readonly Entry[] = [
  {
    id: 'weights',
    names: { en: ['weights', 'model weights', 'weight'], zh: ['权重', '模型权重'] },
    asked: { en: ['what are the weights of a model?', 'why are the weights so big?'], zh: ['模型的权重是什么？', '权重为什么这么大'] },
    says: {
      en: 'The weights are the numbers a model learned; all of them must be in memory while it runs, whatever you ask it. They are nearly always the largest part: parameters × bits per weight ÷ {{byte}}.',
      zh: '权重就是模型学到的那些数字；无论你问什么，运行时它们都必须全部在内存里。它们几乎总是最大的一块：参数量 × 每个权重的位数 ÷ {{byte}}。',
    },
    example: {
      en: '{{model}} has {{params}} parameters: {{half}} GB in fp16, {{q4}} GB as Q4_K_M, which spends {{bits}} bits on a weight on average.',
      zh: '{{model}} 有 {{params}} 参数：fp16 为 {{half}} GB，Q4_K_M 为 {{q4}} GB，平均每个权重 {{bits}} 位。',
    },
    values: (lab) => {
      const q4 = lab.weights(llama8b, 'Q4_K_M')
      return {
        byte: '8',
        model: nameOf(lab, llama8b),
        params: parameters(q4.parameters / 1e9),
        half: gigabytes(lab.weights(llama8b, 'fp16').total),
        q4: gigabytes(q4.total),
        bits: ((q4.total * 8) / q4.parameters).toFixed(2),
      }
    },
    related: ['params-to-memory', 'quantization', 'kv-cache'],
  },
  {
    id: 'kv-cache',
    names: {
      en: ['KV cache', 'key-value cache', 'kvcache', 'KV'],
      zh: ['KV 缓存', '键值缓存', 'KV Cache'],
    },
    asked: { en: ['what is a kv cache?', 'eli5 kv cache'], zh: ['什么是KV缓存？', 'KV缓存是干什么的'] },
    says: {
      en: 'The KV cache is the model’s short-term memory of the conversation: a key and a value for every token, in every layer, kept so that the text is not read again for each new word. It grows with the context and with every user, while the weights stay the same.',
      zh: 'KV 缓存是模型对当前对话的短期记忆：每个 token 在每一层都存一份键和值，这样生成每个新词时不必把全文重读一遍。它随上下文和用户数增长，而权重不变。',
    },
    example: {
      en: '{{model}} keeps {{perToken}} KiB for each token in fp16: {{short}} GiB at {{context}} tokens, {{long}} GiB at {{longContext}}, and the same again for each further user.',
      zh: '{{model}} 在 fp16 下每个 token 占 {{perToken}} KiB：{{context}} 上下文 {{short}} GiB，{{longContext}} 上下文 {{long}} GiB，每多一个用户再来一份。',
    },
    values: (lab) => ({
      model: nameOf(lab, llama8b),
      perToken: kib(lab.cachePerToken(llama8b)),
      context: tokens(usualContext),
      short: gib(lab.cache(llama8b, usualContext)),
      longContext: tokens(16 * usualContext),
      long: gib(lab.cache(llama8b, 16 * usualContext)),
    }),
    related: ['context', 'gqa', 'kv-quant', 'concurrency'],
  },
  {
    id: 'context',
    concept: 'context-memory',
    names: {
      en: ['context', 'context length', 'context window', 'longer context', 'long context'],
      zh: ['上下文', '上下文长度', '上下文窗口', '长上下文'],
    },
    asked: {
      en: ['why does vram grow with context?', 'does a longer context need more memory?'],
      zh: ['为什么上下文越长显存越大？', '上下文长度对显存有什么影响'],
    },
    says: {
      en: 'The context is everything the model looks at: your prompt, the conversation so far and its own answer, counted in tokens. Memory grows with it because every token leaves its keys and values in the KV cache; the weights do not change.',
      zh: '上下文是模型看到的全部内容：提示词、之前的对话和它自己的回答，以 token 计。显存随它增长，是因为每个 token 都要在 KV 缓存里留下键和值；权重不变。',
    },
    example: {
      en: 'For {{model}} each further {{step}} tokens cost {{more}} GiB per user; its full {{limit}} would take {{full}} GiB beside the weights.',
      zh: '{{model}} 每多 {{step}} token，每个用户多占 {{more}} GiB；用满 {{limit}} 上下文，除权重外还要 {{full}} GiB。',
    },
    values: (lab) => {
      const limit = lab.model(llama70b).maxContext ?? usualContext
      return {
        model: nameOf(lab, llama70b),
        step: tokens(usualContext),
        more: gib(lab.cachePerToken(llama70b) * usualContext),
        limit: tokens(limit),
        full: gib(lab.cache(llama70b, limit)),
      }
    },
    related: ['kv-cache', 'kv-quant', 'sliding-window', 'prefill'],
  },
  {
    id: 'buffers',
    names: {
      en: ['buffers', 'compute buffer', 'compute buffers', 'inference activations'],
      zh: ['计算缓冲', '缓冲', '缓冲区', '推理激活'],
    },
    asked: { en: ['what are the buffers on the card?', 'what is a compute buffer?'], zh: ['计算缓冲是什么？', '缓冲占的显存是什么'] },
    says: {
      en: 'Buffers hold what a step works on: the activations of its widest layer and the scores over the whole vocabulary. They do not grow with the length of the answer, but servers reserve them for as many requests as they may get at once.',
      zh: '缓冲存放一步计算的中间结果：最宽一层的激活，以及整个词表的得分。它不随回答变长，但推理服务会按可能同时到来的请求数预留。',
    },
    example: {
      en: '{{model}} on one {{gpu}}: {{desk}} GiB with llama.cpp, {{server}} GiB with vLLM, which prepares for {{sequences}} requests.',
      zh: '{{model}} 在一张 {{gpu}} 上：llama.cpp 约 {{desk}} GiB，vLLM 约 {{server}} GiB，因为它为 {{sequences}} 个请求做准备。',
    },
    values: (lab) => ({
      model: nameOf(lab, llama8b),
      gpu: cardOf(lab, card),
      desk: gib(lab.option(onCard).memory.parts.activations.value),
      server: gib(lab.option(served).memory.parts.activations.value),
      sequences: String(lab.option(served).pool?.sequences ?? 0),
    }),
    related: ['overhead', 'vllm-pool', 'batch'],
  },
  {
    id: 'overhead',
    names: { en: ['runtime overhead', 'overhead', 'CUDA context', 'runtime memory'], zh: ['运行时开销', '开销', 'CUDA 上下文', '运行时'] },
    asked: { en: ['what is the overhead?', 'what does the runtime row mean?'], zh: ['运行时开销是什么？', '开销指什么'] },
    says: {
      en: 'Overhead is what the driver and the runtime take before your model does anything: the CUDA context, kernels, buffers to talk to other cards. It is paid once on every card, so many small cards pay it many times.',
      zh: '开销是模型还没干活之前，驱动和运行时就占掉的部分：CUDA 上下文、内核、与其他卡通信的缓冲。每张卡都要付一次，所以小卡多了就要付多次。',
    },
    example: {
      en: 'One {{gpu}} with llama.cpp: about {{desk}} GiB (80 % between {{low}} and {{high}}), besides what a desktop keeps for its windows.',
      zh: '一张 {{gpu}} 用 llama.cpp：约 {{desk}} GiB（80 % 在 {{low}} 到 {{high}} 之间），桌面系统自己占的另算。',
    },
    values: (lab) => {
      const { overhead } = lab.option(onCard).memory.parts
      return { gpu: cardOf(lab, card), desk: gib(overhead.value), low: gib(overhead.low), high: gib(overhead.high) }
    },
    related: ['buffers', 'usable-memory', 'verdict'],
  },
  {
    id: 'usable-memory',
    names: {
      en: ['usable memory', 'visible memory', 'limit', 'Need / limit'],
      zh: ['可用显存', '实际可用显存', '上限', '可用上限'],
    },
    asked: {
      en: ['why does my 24 GB card show less memory?', 'why can not all of the memory be used?'],
      zh: ['为什么显卡显存显示比标称少？', '为什么显存不能全部用完'],
    },
    says: {
      en: 'A program never gets all of what is printed on the box: the driver keeps a part, error correction takes a part on some cards, a desktop takes a part, and something must stay free. Every answer compares the need with the limit that is left.',
      zh: '程序拿不到包装上写的全部显存：驱动占一部分，有些卡的纠错（ECC）占一部分，桌面占一部分，还必须留一点空余。每个回答都拿需要量和剩下的上限比较。',
    },
    example: {
      en: '{{gpu}}: the driver shows {{total}} GiB, a program sees {{usable}}, and {{ceiling}} may be filled. {{other}}: {{otherTotal}} and {{otherUsable}}.',
      zh: '{{gpu}}：驱动显示 {{total}} GiB，程序看到 {{usable}}，最多填到 {{ceiling}}。{{other}}：{{otherTotal}} 和 {{otherUsable}}。',
    },
    values: (lab) => {
      const [small, large] = [lab.gpu(card), lab.gpu('l40s')]
      return {
        gpu: cardOf(lab, card),
        total: gib(totalBytes(small, small.memoryGb)),
        usable: gib(usableBytes(small, small.memoryGb)),
        ceiling: gib(lab.option(onCard).memory.ceilingPerGpu),
        other: cardOf(lab, 'l40s'),
        otherTotal: gib(totalBytes(large, large.memoryGb)),
        otherUsable: gib(usableBytes(large, large.memoryGb)),
      }
    },
    related: ['gib', 'verdict', 'overhead'],
  },
  {
    id: 'verdict',
    names: { en: ['verdict', 'fits', 'tight', 'fits or tight', 'Fit column'], zh: ['结论', '放得下', '勉强', '放不下', '判定'] },
    asked: { en: ['what does tight mean?', 'when does a model fit?'], zh: ['勉强是什么意思？', '怎样才算放得下'] },
    says: {
      en: '“Fits” means that even the high end of the estimate stays below the limit; “tight” that the estimate itself does but surprises would not fit; “no” that it does not. The limit is what the card can really fill, not its label.',
      zh: '“放得下”指估计的上端也在上限之内；“勉强”指估计值放得下，但经不起意外；“放不下”就是不行。上限是这张卡真正能填的量，不是标称值。',
    },
    example: {
      en: '{{model}} in Q4_K_M needs {{need}} GiB at {{context}} and one {{gpu}} can fill {{ceiling}}: {{left}} GiB stay free. In fp16 it needs {{halfNeed}}.',
      zh: '{{model}} 的 Q4_K_M 在 {{context}} 上下文需要 {{need}} GiB，一张 {{gpu}} 可以填 {{ceiling}}：还剩 {{left}} GiB。fp16 则需要 {{halfNeed}}。',
    },
    values: (lab) => {
      const { perGpu, ceilingPerGpu } = lab.option(onCard).memory
      return {
        model: nameOf(lab, llama8b),
        need: gib(perGpu.value),
        context: tokens(usualContext),
        gpu: cardOf(lab, card),
        ceiling: gib(ceilingPerGpu),
        left: gibLeft(perGpu.value, ceilingPerGpu),
        halfNeed: gib(lab.option({ ...onCard, format: 'fp16' }).memory.perGpu.value),
      }
    },
    related: ['usable-memory', 'range', 'offload'],
  },
  {
    id: 'range',
    names: {
      en: ['range', '80 % range', 'interval', 'uncertainty', 'error bars'],
      zh: ['范围', '80 % 范围', '区间', '误差范围', '置信区间'],
    },
    asked: { en: ['what does the 80% range mean?', 'how accurate are the numbers?'], zh: ['80%范围是什么意思？', '这些数字有多准'] },
    says: {
      en: 'A number with a range is an estimate: about 80 % of real measurements of such a set-up should lie between its ends. A narrow range means that it can be counted, as weights can; a wide one that runtimes and settings differ, as speeds do.',
      zh: '带范围的数字是估计值：同样配置的真实测量大约 80 % 应落在两端之间。范围窄说明数得出来，比如权重；范围宽说明不同运行时和设置差别大，比如速度。',
    },
    example: {
      en: '{{model}} in Q4_K_M on one {{gpu}}: memory {{memory}} GiB, speed {{speed}} tokens/s.',
      zh: '{{model}} 的 Q4_K_M 在一张 {{gpu}} 上：显存 {{memory}} GiB，速度 {{speed}} token/s。',
    },
    values: (lab) => {
      const option = lab.option(onCard)
      const speed = option.decodeTokensPerSecond
      return {
        model: nameOf(lab, llama8b),
        gpu: cardOf(lab, card),
        memory: gibRange(option.memory.perGpu),
        speed: speed === undefined ? '' : rateSpan(speed),
      }
    },
    related: ['basis', 'verdict', 'tokens-per-second'],
  },
  {
    id: 'basis',
    names: {
      en: ['basis', 'exact', 'measured', 'calibrated'],
      zh: ['依据', '精确', '实测', '校准', '经验法则'],
    },
    asked: { en: ['what does calibrated mean?', 'where do the numbers come from?'], zh: ['数字的依据是什么？', '这些数字从哪来'] },
    says: {
      en: 'The basis says how surely a number is known. “Exact” is counted from the architecture, “measured” was published by somebody who ran it, “calibrated” is a formula fitted to measurements, “rule” is a formula alone.',
      zh: '依据说明一个数字有多可靠。“精确”是从模型结构数出来的，“实测”是有人跑过并公布的，“校准”是用测量拟合过的公式，“规则”只是公式。',
    },
    example: {
      en: 'For {{model}} in Q4_K_M the {{weights}} GB of weights are counted tensor by tensor; the speed on one {{gpu}} is fitted to published runs and comes as {{speed}} tokens/s.',
      zh: '{{model}} 的 Q4_K_M 权重 {{weights}} GB 是逐个张量数出来的；{{gpu}} 上的速度由公开测量拟合，给出 {{speed}} token/s。',
    },
    values: (lab) => {
      const speed = lab.option(onCard).decodeTokensPerSecond
      return {
        model: nameOf(lab, llama8b),
        gpu: cardOf(lab, card),
        weights: gigabytes(lab.weights(llama8b, 'Q4_K_M').total),
        speed: speed === undefined ? '' : rateSpan(speed),
      }
    },
    related: ['range', 'estimation-formula'],
  },
  {
    id: 'gib',
    names: { en: ['GiB', 'GiB vs GB', 'gibibyte', 'GB or GiB'], zh: ['GiB', 'GiB 和 GB', 'GB 和 GiB 的区别'] },
    asked: {
      en: ['what is the difference between GiB and GB?', 'why 26 GB and not 28 GB?'],
      zh: ['GiB和GB有什么区别？', '为什么是26GB不是28GB'],
    },
    says: {
      en: 'A GB is a billion bytes, as disks and downloads count; a GiB is {{kilo}} × {{kilo}} × {{kilo}} bytes, as memory is built and as drivers count, though they write “GB”. The same model is {{percent}} % “smaller” in GiB.',
      zh: 'GB 是十亿字节，硬盘和下载按它算；GiB 是 {{kilo}} × {{kilo}} × {{kilo}} 字节，内存和驱动按它算，虽然常写成“GB”。同一个模型用 GiB 表示会“小” {{percent}} %。',
    },
    example: {
      en: '{{model}} in fp16 is a download of {{gb}} GB and takes {{gib}} GiB of memory. The {{gpu}} sold as “{{label}} GB” shows {{visible}} GiB.',
      zh: '{{model}} 的 fp16 下载是 {{gb}} GB，占内存 {{gib}} GiB。标称“{{label}} GB”的 {{gpu}} 显示 {{visible}} GiB。',
    },
    values: (lab) => {
      const { total } = lab.weights(llama8b, 'fp16')
      const gpu = lab.gpu(server)
      return {
        kilo: '1024',
        percent: ((1 - 1e9 / 1024 ** 3) * 100).toFixed(0),
        model: nameOf(lab, llama8b),
        gb: gigabytes(total),
        gib: gib(total),
        label: String(gpu.memoryGb),
        gpu: 'H100',
        visible: gib(totalBytes(gpu, gpu.memoryGb)),
      }
    },
    related: ['usable-memory', 'weights'],
  },
]
