import { gib, gigabytes, grouped, rateSpan, significant } from '../../numbers.ts'
import type { Entry } from '../entry.ts'
import { gpt3, llama2, llama8b, llama70b, nameOf, server } from '../examples.ts'
import { versionsBlock } from '../hardware-tables.ts'
import type { Lab } from '../lab.ts'
import { activationBytes, fullTraining, perParameter, trainingFlops } from '../training-figures.ts'

const paramsOf = (lab: Lab, id: string) => lab.model(id).parametersB * 1e9
const sizeOf = (lab: Lab, id: string, format: string) => lab.weights(id, format).total

/** What is often written and is not so, each with the right figure. */
export const mistakeEntries: readonly Entry[] = [
  {
    id: 'compression-ratio',
    names: { en: ['compression ratio', '8x compression', '4x compression'], zh: ['压缩率', '8 倍压缩', '压缩比'] },
    asked: {
      en: ['is 4-bit an 8x compression?', 'why is a 70b gptq model not 17.5 gb?'],
      zh: ['4bit是8倍压缩吗？', '为什么70B GPTQ不是17.5GB'],
    },
    says: {
      en: 'Ratios like “8× for 4-bit” are against fp32, but models are published in 16 bits. Against those 4-bit is below four times, because scales, the word table and the output layer keep more bits. Applying 8× to the fp16 size gives half of what is needed.',
      zh: '“4-bit 压缩 8 倍”是相对 fp32，而模型发布时就是 16 位。相对 16 位，4-bit 不到四倍，因为缩放系数、词嵌入和输出层要用更多位。把 8 倍套到 fp16 的大小上，只得到实际的一半。',
    },
    example: {
      en: '{{model}}: {{half}} GB in fp16, {{gptq}} GB with GPTQ, {{times}} times smaller; an eighth would be {{wrong}} GB.',
      zh: '{{model}}：fp16 {{half}} GB，GPTQ {{gptq}} GB，小 {{times}} 倍；八分之一会是 {{wrong}} GB。',
    },
    values: (lab) => {
      const [half, gptq] = [sizeOf(lab, llama70b, 'fp16'), sizeOf(lab, llama70b, 'gptq-int4')]
      return {
        model: nameOf(lab, llama70b),
        half: gigabytes(half),
        gptq: gigabytes(gptq),
        times: (half / gptq).toFixed(1),
        wrong: gigabytes(half / 8),
      }
    },
    related: ['int4', 'quantization', 'gptq-vs-awq'],
  },
  {
    id: 'training-multiple',
    names: { en: ['training memory multiple', 'training is 3-4x inference'], zh: ['训练显存倍数', '训练是推理的 3-4 倍'] },
    asked: {
      en: ['is training memory 3x inference memory?', 'how many times the inference memory does training need?'],
      zh: ['训练显存是推理的几倍？', '训练显存是推理的3倍吗'],
    },
    says: {
      en: 'Full training with Adam needs {{times}} times the 16-bit weights before any activations, not three or four. Gradients are often forgotten in such sums. LoRA is another matter: it stays near the memory of inference plus activations.',
      zh: '用 Adam 全量训练，光状态就是 16 位权重的 {{times}} 倍，激活还没算，不是三四倍。这类算式常常漏掉梯度。LoRA 不同：接近推理显存加激活。',
    },
    example: {
      en: '{{model}}: {{weights}} GB of weights, {{low}}–{{high}} GB of states; without gradients, with {{two}} + {{twelve}} bytes, one would say {{wrong}} GB.',
      zh: '{{model}}：权重 {{weights}} GB，状态 {{low}}–{{high}} GB；漏掉梯度、只算 {{two}} + {{twelve}} 字节，会得到 {{wrong}} GB。',
    },
    values: (lab) => {
      const count = paramsOf(lab, llama2)
      return {
        times: `${fullTraining.low / perParameter.weights}–${fullTraining.high / perParameter.weights}`,
        model: nameOf(lab, llama2),
        weights: gigabytes(count * perParameter.weights),
        low: gigabytes(count * fullTraining.low),
        high: gigabytes(count * fullTraining.high),
        two: String(perParameter.weights),
        twelve: String(perParameter.master + perParameter.moments),
        wrong: gigabytes(count * (fullTraining.low - perParameter.gradients)),
      }
    },
    related: ['training-vs-inference', 'full-training', 'lora'],
  },
  {
    id: 'one-card-training',
    names: { en: ['training on one card', 'single-card full fine-tuning'], zh: ['单卡训练', '单卡全量微调'] },
    asked: {
      en: ['can a 48 GB card train a 7b model?', 'can i train a 7B on one card?'],
      zh: ['一张48G的卡能训练7B吗？', '单卡能全量微调7B吗'],
    },
    says: {
      en: 'FSDP and data parallelism divide states over cards: on one card there is nothing to divide. A full fine-tune of a 7B does not fit on any single workstation card; LoRA or QLoRA does.',
      zh: 'FSDP 和数据并行是把状态分到多张卡：只有一张卡就无可分。全量微调 7B，任何单张工作站卡都放不下；LoRA 或 QLoRA 可以。',
    },
    example: {
      en: '{{model}}: {{states}} GiB of states against the {{usable}} GB of one {{gpu}}; the weights for QLoRA are {{qlora}} GiB.',
      zh: '{{model}}：状态 {{states}} GiB，而 {{gpu}} 只有 {{usable}} GB；QLoRA 的权重是 {{qlora}} GiB。',
    },
    values: (lab) => ({
      model: nameOf(lab, llama2),
      states: gib(paramsOf(lab, llama2) * fullTraining.low),
      gpu: 'RTX A6000',
      usable: String(lab.gpu('rtx-a6000').memoryGb),
      qlora: gib(sizeOf(lab, llama2, 'nf4-dq')),
    }),
    related: ['full-training', 'qlora', 'zero'],
  },
  {
    id: 'full-precision',
    concept: 'number-formats',
    names: { en: ['full precision', '4 bytes per parameter', '28 GB for 7B'], zh: ['全精度', '每参数 4 字节', '7B 要 28GB'] },
    asked: { en: ['does a 7b model need 28 gb?', 'what is full precision?'], zh: ['7B模型要28GB吗？', '全精度是什么'] },
    says: {
      en: 'Sums with {{bytes}} bytes per parameter are for fp32, in which nobody runs language models: they are published in 16 bits, at half of that. “Full precision” today means bf16 or fp16.',
      zh: '每参数 {{bytes}} 字节是 fp32 的算法，没人用它跑大模型：发布时就是 16 位，只有一半。如今说“全精度”通常就是 bf16 或 fp16。',
    },
    example: {
      en: '{{model}}: {{full}} GB ({{fullGib}} GiB) in fp32, {{half}} GB ({{halfGib}} GiB) in fp16.',
      zh: '{{model}}：fp32 {{full}} GB（{{fullGib}} GiB），fp16 {{half}} GB（{{halfGib}} GiB）。',
    },
    values: (lab) => ({
      model: nameOf(lab, llama2),
      bytes: String(lab.format('fp32').nominalBits / 8),
      full: gigabytes(sizeOf(lab, llama2, 'fp32')),
      fullGib: gib(sizeOf(lab, llama2, 'fp32')),
      half: gigabytes(sizeOf(lab, llama2, 'fp16')),
      halfGib: gib(sizeOf(lab, llama2, 'fp16')),
    }),
    related: ['number-formats', 'params-to-memory', 'gib'],
  },
  {
    id: 'training-cache',
    names: { en: ['KV cache in training', 'training KV cache'], zh: ['训练的 KV 缓存', '训练要不要 KV 缓存'] },
    asked: {
      en: ['does training need a kv cache?', 'is the kv cache part of training memory?'],
      zh: ['训练需要KV缓存吗？', '训练显存包括KV缓存吗'],
    },
    says: {
      en: 'No: training sees the whole text at once and has nothing to remember between steps. What takes its place are activations, which are much larger for the same number of tokens.',
      zh: '不需要：训练一次看完整段文本，步与步之间没有要记的。取而代之的是激活，同样的 token 数要大得多。',
    },
    example: {
      en: '{{model}}, {{tokens}} tokens: a KV cache of {{cache}} GiB in inference, activations of {{activations}} GiB in training.',
      zh: '{{model}}，{{tokens}} token：推理时 KV 缓存 {{cache}} GiB，训练时激活 {{activations}} GiB。',
    },
    values: (lab) => {
      const tokens = 2048
      return {
        model: nameOf(lab, llama8b),
        tokens: String(tokens),
        cache: gib(lab.cache(llama8b, tokens)),
        activations: gib(activationBytes(lab.model(llama8b), tokens, false)),
      }
    },
    related: ['activations', 'kv-cache', 'training-vs-inference'],
  },
  {
    id: 'too-good-speed',
    names: { en: ['too good to be true', 'impossible speed', 'speed claims'], zh: ['速度虚高', '不可能的速度', '速度太快'] },
    asked: {
      en: ['are the speeds on the internet real?', 'why are published speeds higher than mine?'],
      zh: ['为什么别人的速度比我快那么多？', '网上的速度可信吗'],
    },
    says: {
      en: 'Published speeds are often totals of many users, speculative decoding, or plain wrong. One stream cannot pass bandwidth ÷ bytes read; reading the weights alone takes milliseconds, however fast the arithmetic.',
      zh: '公开的速度常常是许多用户的合计，或用了投机解码，或者干脆错了。单路速度不可能超过 带宽 ÷ 读取字节；算得再快，光把权重读一遍也要几毫秒。',
    },
    example: {
      en: '{{model}} with AWQ on one {{gpu}}: {{ms}} ms to read the weights, so at most {{roof}} tokens/s for one user; all users together reach {{full}}.',
      zh: '{{model}} 的 AWQ 在一张 {{gpu}} 上：读一遍权重 {{ms}} 毫秒，所以单用户最多 {{roof}} token/s；所有用户合计可达 {{full}}。',
    },
    values: (lab) => {
      const option = lab.option({ model: llama70b, format: 'awq-int4', gpu: 'b200' })
      return {
        model: nameOf(lab, llama70b),
        gpu: 'B200',
        ms: significant(1000 / option.rooflineTokensPerSecond),
        roof: significant(option.rooflineTokensPerSecond),
        full: significant(option.fullLoadTokensPerSecond?.value ?? 0),
      }
    },
    related: ['roofline', 'speculative-decoding', 'batch'],
  },
  {
    id: 'peak-figures',
    names: { en: ['peak figures', 'published TFLOPS', 'marketing TFLOPS'], zh: ['峰值算力', '标称算力'] },
    asked: {
      en: ['why do sources give different tflops for the h100?', 'are published tflops with sparsity?'],
      zh: ['为什么H100的算力说法不一', '算力是不是带稀疏的？'],
    },
    says: {
      en: 'One name covers several cards: the SXM module of a server is faster than the PCIe card, in arithmetic and in memory. Figures “with sparsity” are double, and fp8 is double again: say which card, which format, dense.',
      zh: '同一个名字有好几种卡：服务器用的 SXM 模块比 PCIe 卡快，算力和显存都是。带“稀疏”的数字翻倍，fp8 再翻倍：要说清哪种卡、哪种格式、稠密与否。',
    },
    example: {
      en: 'H100 SXM: {{sxm}} TFLOPS in dense fp16 and {{sxmBandwidth}} GB/s. H100 PCIe: {{pcie}} and {{pcieBandwidth}}.',
      zh: 'H100 SXM：稠密 fp16 {{sxm}} TFLOPS，{{sxmBandwidth}} GB/s。H100 PCIe：{{pcie}} 和 {{pcieBandwidth}}。',
    },
    values: (lab) => {
      const [sxm, pcie] = [lab.gpu(server), lab.gpu('h100-pcie')]
      return {
        sxm: grouped(sxm.tflops.fp16 ?? 0),
        sxmBandwidth: grouped(sxm.bandwidthGBps),
        pcie: grouped(pcie.tflops.fp16 ?? 0),
        pcieBandwidth: grouped(pcie.bandwidthGBps),
      }
    },
    related: ['h100-versions', 'tflops', 'fp8'],
  },
  {
    id: 'h100-versions',
    names: {
      en: [
        'H100 PCIe vs SXM vs NVL',
        'H100 versions',
        'SXM vs PCIe',
        'SXM',
        'H100 SXM vs PCIe',
        'H100 PCIe vs SXM',
        'H100 NVL',
        'H100 NVL vs SXM',
        'H100 SXM vs NVL',
        'H100 NVL vs PCIe',
        'H100 PCIe vs NVL',
        'H100 PCIe',
        'H100 SXM',
      ],
      zh: ['H100 的 PCIe、SXM 和 NVL', 'SXM 和 PCIe', 'SXM 版本', 'H100 版本', 'H100 NVL 版', 'H100 PCIe 版', 'SXM、PCIe、NVL'],
    },
    asked: {
      en: ['what is the difference between h100 sxm and pcie?', 'which h100 is faster, sxm, pcie or nvl?', 'what is the h100 nvl?'],
      zh: ['H100的SXM和PCIe有什么区别？', 'H100 NVL是什么', 'H100的PCIe、SXM、NVL哪个快'],
    },
    // NVIDIA's data sheets of the H100; the figures are the catalog's rows.
    says: {
      en: 'SXM is a module on a server’s own board, with NVLink to all the others there: the fastest in arithmetic, and mostly what “H100” means where it is rented. PCIe is a card for ordinary servers: slower memory, half the power, NVLink only by a bridge to one neighbour. NVL is such a card too, sold in pairs with a bridge: it has more and faster memory than even the SXM, which suits running models. Say which one when you compare speeds or prices; the H200 is sold as SXM and NVL alike.',
      zh: 'SXM 是装在服务器专用底板上的模块，用 NVLink 和板上其他卡全部相连：算力最快，租用时说的“H100”多半是它。PCIe 是给普通服务器的卡：显存慢，功耗约一半，NVLink 只能用桥接器连一张邻卡。NVL 也是这种卡，成对出售、带桥接器：显存比 SXM 还大还快，适合推理。比速度和价格时要说清是哪一种；H200 也有 SXM 和 NVL。',
    },
    example: {
      en: '{{model}} in AWQ on one card: PCIe {{pcie}} tokens/s for one user, SXM {{sxm}}, NVL {{nvl}}.',
      zh: '{{model}} 的 AWQ 在一张卡上，单人：PCIe {{pcie}} token/s，SXM {{sxm}}，NVL {{nvl}}。',
    },
    values: (lab) => {
      const rate = (gpu: string) => {
        const speed = lab.option({ model: llama70b, format: 'awq-int4', gpu }).decodeTokensPerSecond
        return speed === undefined ? '–' : rateSpan(speed)
      }
      return { model: nameOf(lab, llama70b), pcie: rate('h100-pcie'), sxm: rate(server), nvl: rate('h100-nvl') }
    },
    block: versionsBlock,
    related: ['peak-figures', 'nvlink', 'bandwidth'],
  },
  {
    id: 'known-runs',
    names: { en: ['known training runs', 'GPT-3 training', 'reference runs'], zh: ['已知训练', 'GPT-3 训练', '参考训练'] },
    asked: {
      en: ['how long did it take to train gpt-3?', 'how much compute did gpt-3 take?'],
      zh: ['GPT-3训练用了多久？', 'GPT-3训练了多少算力'],
    },
    says: {
      en: 'Published runs are the check for any estimate. GPT-3 has {{params}}B parameters and saw {{tokens}}B tokens, on V100s.',
      zh: '公布过的训练可以用来检验任何估算。GPT-3 有 {{params}}B 参数，在 V100 上训练了 {{tokens}}B token。',
    },
    example: {
      en: '{{six}} × {{params}}B × {{tokens}}B = {{flops}} FLOP: {{days}} days on {{count}} A100s at {{percent}} % of their peak.',
      zh: '{{six}} × {{params}}B × {{tokens}}B = {{flops}} FLOP：{{count}} 张 A100 按峰值的 {{percent}} % 要 {{days}} 天。',
    },
    values: (lab) => {
      // GPT-3 (arXiv 2005.14165): 300B tokens.
      const [tokens, count, share] = [300e9, 1024, 0.45]
      const params = lab.model(gpt3).parametersB
      const flops = trainingFlops(params * 1e9, tokens)
      const peak = (lab.gpu('a100-80gb-sxm').tflops.bf16 ?? 1) * 1e12
      const power = Math.floor(Math.log10(flops))
      return {
        six: String(trainingFlops(1, 1)),
        params: params.toFixed(0),
        tokens: String(tokens / 1e9),
        flops: `${(flops / 10 ** power).toFixed(2)}e${power}`,
        days: significant(flops / (count * peak * share) / 86_400),
        count: String(count),
        percent: String(share * 100),
      }
    },
    related: ['flops', 'mfu', 'chinchilla'],
  },
]
