import { gib, gigabytes, grouped, rateSpan, significant } from '../../numbers.ts'
import type { Entry } from '../entry.ts'
import { card, cardOf, llama8b, llama70b, mixture, nameOf, server } from '../examples.ts'
import { placesBlock, rolesBlock } from '../hardware-tables.ts'
import type { Lab } from '../lab.ts'

const speedOf = (lab: Lab, format: string, gpu: string) => {
  const speed = lab.option({ model: llama8b, format, gpu }).decodeTokensPerSecond
  return speed === undefined ? '–' : rateSpan(speed)
}

/** What the parts of a machine do, and what runs on them. */
export const hardwareEntries: readonly Entry[] = [
  {
    id: 'hardware-roles',
    names: {
      en: [
        'hardware roles',
        'parts of a machine',
        'what hardware matters',
        'CPU, GPU, RAM and disk',
        'hardware for training',
        'hardware for inference',
        'hardware for training and inference',
      ],
      zh: [
        '硬件分工',
        '各硬件的作用',
        '硬件作用',
        'CPU、GPU、内存、硬盘',
        '训练硬件',
        '推理硬件',
        '训练和推理的硬件',
        '什么硬件',
        'CPU 内存 硬盘',
      ],
    },
    asked: {
      en: [
        'which parts of a computer matter for an llm?',
        'what do cpu, gpu, ram and disk do?',
        'what role do cpu, ram, disk and nvme play?',
        'which hardware for training and which for inference?',
      ],
      zh: ['跑大模型各个硬件起什么作用？', 'CPU、GPU、内存、硬盘各有什么用', '训练和推理分别用什么硬件', '推理选什么硬件'],
    },
    says: {
      en: 'The GPU’s memory decides what fits, its bandwidth how fast words come, its TFLOPS how fast prompts are read and how long training takes. RAM and disk decide how it loads; the processor feeds the GPU and matters little. Links matter only with several cards.',
      zh: '显存大小决定放不放得下，显存带宽决定出字速度，TFLOPS 决定读提示词和训练的快慢。内存和硬盘影响加载；CPU 只负责喂数据，影响很小。互连只在多卡时重要。',
    },
    example: {
      en: '{{model}} in Q4_K_M wants {{vram}} GiB of VRAM for inference with {{gpu}}, and a file of {{disk}} GB on disk; training all of it wants many times that, and a fast link.',
      zh: '{{model}} 的 Q4_K_M 推理在 {{gpu}} 上要 {{vram}} GiB 显存，硬盘上 {{disk}} GB 文件；全量训练要许多倍显存，还要快速互连。',
    },
    values: (lab) => ({
      model: nameOf(lab, llama8b),
      gpu: cardOf(lab, card),
      vram: gib(lab.option({ model: llama8b, format: 'Q4_K_M', gpu: card }).memory.perGpu.value),
      disk: gigabytes(lab.weights(llama8b, 'Q4_K_M').total),
    }),
    block: rolesBlock,
    related: ['vram-vs-ram', 'bandwidth', 'tflops', 'cpu'],
  },
  {
    id: 'gpu',
    names: { en: ['GPU', 'graphics card', 'video card', 'accelerator'], zh: ['显卡', 'GPU 显卡', '加速卡', '图形处理器'] },
    asked: { en: ['what does the gpu do for an llm?', 'why do llms need a gpu?'], zh: ['大模型为什么要用GPU？', '显卡对大模型有什么用'] },
    says: {
      en: 'A GPU has thousands of small units and memory many times as fast as a computer’s RAM: just what reading billions of weights for every word wants. Three figures describe it: memory (what fits), bandwidth (words per second), TFLOPS (prompts and training).',
      zh: 'GPU 有成千上万个小计算单元，显存比内存快许多倍：正适合每个词读一遍几十亿权重。看三个数字：显存（放得下什么）、带宽（每秒出多少字）、TFLOPS（读提示词和训练）。',
    },
    example: {
      en: '{{small}}: {{smallBandwidth}} GB/s, {{smallFlops}} TFLOPS. {{large}}: {{largeBandwidth}} GB/s, {{largeFlops}} TFLOPS, dense fp16.',
      zh: '{{small}}：{{smallBandwidth}} GB/s，{{smallFlops}} TFLOPS。{{large}}：{{largeBandwidth}} GB/s，{{largeFlops}} TFLOPS（稠密 fp16）。',
    },
    values: (lab) => ({
      small: cardOf(lab, card),
      smallBandwidth: grouped(lab.gpu(card).bandwidthGBps),
      smallFlops: grouped(lab.gpu(card).tflops.fp16 ?? 0),
      large: cardOf(lab, server),
      largeBandwidth: grouped(lab.gpu(server).bandwidthGBps),
      largeFlops: grouped(lab.gpu(server).tflops.fp16 ?? 0),
    }),
    related: ['hardware-roles', 'bandwidth', 'tflops', 'tpu'],
  },
  {
    id: 'cpu',
    names: { en: ['CPU', 'processor', 'CPU inference', 'without a GPU'], zh: ['处理器', 'CPU 推理', '没有显卡', '中央处理器'] },
    asked: { en: ['what does the cpu do?', 'can i run a model without a gpu?'], zh: ['CPU在推理里有什么用？', '没有显卡能跑大模型吗'] },
    says: {
      en: 'Beside a GPU the processor only prepares the work: any recent one will do. Without a GPU it runs models from RAM, slowly, because RAM is slow to read and long prompts need arithmetic it lacks; small mixtures of experts suit it best. For training it loads data: a few cores per GPU.',
      zh: '有 GPU 时 CPU 只做准备工作，近几年的都够用。没有 GPU 时也能从内存里跑模型，但慢：内存读得慢，长提示词又缺算力；小的 MoE 最合适。训练时它负责加载数据：每张卡几个核。',
    },
    example: {
      en: 'To write a token {{dense}} in Q4_K_M reads {{denseGb}} GB and {{moe}} {{moeGb}} GB: at the same RAM the mixture is about {{times}} times as fast.',
      zh: '写一个 token，{{dense}} 的 Q4_K_M 要读 {{denseGb}} GB，{{moe}} 只读 {{moeGb}} GB：同样的内存，MoE 大约快 {{times}} 倍。',
    },
    values: (lab) => {
      const read = (id: string) => {
        const { readAlways, readExperts } = lab.weights(id, 'Q4_K_M')
        return readAlways + readExperts
      }
      return {
        dense: nameOf(lab, llama8b),
        denseGb: gigabytes(read(llama8b)),
        moe: nameOf(lab, mixture),
        moeGb: gigabytes(read(mixture)),
        times: (read(llama8b) / read(mixture)).toFixed(1),
      }
    },
    related: ['offload', 'ram', 'hardware-roles'],
  },
  {
    id: 'tpu',
    names: { en: ['TPU', 'NPU', 'Gaudi', 'Ascend', 'TPU vs GPU', 'Trainium'], zh: ['张量处理器', 'TPU 和 GPU', '昇腾', '国产卡'] },
    asked: { en: ['what is a tpu?', 'what is the difference between a gpu and a tpu?'], zh: ['TPU是什么？', 'GPU和TPU有什么区别'] },
    says: {
      en: 'TPUs (Google), Gaudi (Intel) and Ascend (Huawei) are made for matrix arithmetic alone. Memory and bandwidth count on them as on a GPU; software is the difference: they run what their maker’s compiler supports, and no GGUF files.',
      zh: 'TPU（谷歌）、Gaudi（英特尔）、昇腾（华为）是只做矩阵运算的芯片。显存和带宽的算法与 GPU 一样，区别在软件：只能跑厂商编译器支持的东西，不能跑 GGUF。',
    },
    example: {
      en: 'TPU v6e: {{tpuBandwidth}} GB/s and {{tpuFlops}} TFLOPS in bf16. H100 SXM: {{bandwidth}} GB/s and {{flops}}.',
      zh: 'TPU v6e：{{tpuBandwidth}} GB/s，bf16 {{tpuFlops}} TFLOPS。H100 SXM：{{bandwidth}} GB/s，{{flops}}。',
    },
    values: (lab) => ({
      tpuBandwidth: grouped(lab.gpu('tpu-v6e').bandwidthGBps),
      tpuFlops: grouped(lab.gpu('tpu-v6e').tflops.bf16 ?? 0),
      bandwidth: grouped(lab.gpu(server).bandwidthGBps),
      flops: grouped(lab.gpu(server).tflops.bf16 ?? 0),
    }),
    related: ['gpu', 'hardware-roles'],
  },
  {
    id: 'power',
    names: { en: ['power', 'watts', 'electricity', 'TDP', 'power consumption', 'energy'], zh: ['功耗', '耗电', '电费', '瓦数', '能耗'] },
    asked: { en: ['how much power does a gpu use?', 'what does the electricity cost?'], zh: ['显卡耗电多少？', '电费怎么算'] },
    says: {
      en: 'The TDP is the most a card draws for long; writing tokens keeps it below that, because it waits for memory, while training comes near. Energy is kW × hours, and money is that times the price of a kWh: power alone is not a cost.',
      zh: 'TDP 是显卡长时间的最大功耗；生成 token 时在等显存，达不到；训练则接近。能量 = 千瓦 × 小时，再乘以每度电的价格才是电费：功率本身不是费用。',
    },
    example: {
      en: '{{model}} in Q4_K_M on one {{gpu}} of {{tdp}} W: about {{watts}} W while it answers, {{day}} kWh in a day without a pause.',
      zh: '{{model}} 的 Q4_K_M 在 {{tdp}} W 的 {{gpu}} 上：回答时约 {{watts}} W，不停一整天 {{day}} 度电。',
    },
    values: (lab) => {
      const watts = lab.option({ model: llama8b, format: 'Q4_K_M', gpu: card }).watts?.value ?? 0
      return {
        model: nameOf(lab, llama8b),
        gpu: cardOf(lab, card),
        tdp: String(lab.gpu(card).tdpWatts ?? 0),
        watts: significant(watts),
        day: significant((watts * 24) / 1000),
      }
    },
    related: ['cost-per-million', 'cloud-or-own'],
  },
  {
    id: 'cloud-or-own',
    names: {
      en: ['cloud or own', 'rent or buy', 'own server', 'edge device', 'edge', 'cloud', 'cloud vs on-premise', 'cloud, own server or edge'],
      zh: ['租还是买', '云还是自建', '自建服务器', '边缘设备', '云端', '边缘', '本地还是云端'],
    },
    asked: {
      en: ['should i rent or buy a gpu?', 'is an own server cheaper than the cloud?'],
      zh: ['显卡租还是买划算？', '自建服务器比云便宜吗'],
    },
    says: {
      en: 'Rent what you need for days, buy what runs most hours of the year, and let an API serve what comes now and then. An own card keeps data in the house; a Mac or a small board (edge) is quiet and slow. Add power, hosting and your own time to the price of a card.',
      zh: '只用几天就租，一年大部分时间在跑就买，偶尔用就走 API。自己的卡数据不出门；Mac 或小板子（边缘设备）安静但慢。买卡还要算上电费、机房和自己的时间。',
    },
    example: {
      en: 'One {{gpu}} rents at about {{hour}} an hour and sells for about {{buy}}: {{hours}} hours of renting, {{days}} days without a pause.',
      zh: '{{gpu}} 租金约每小时 {{hour}}，买约 {{buy}}：相当于租 {{hours}} 小时，即不停用 {{days}} 天。',
    },
    values: (lab) => {
      const { usdPerHour, purchaseUsd } = lab.option({ model: llama8b, format: 'Q4_K_M', gpu: card })
      const [hour, buy] = [usdPerHour?.value ?? 0, purchaseUsd?.value ?? 0]
      return {
        gpu: cardOf(lab, card),
        hour: `$${hour.toFixed(2)}`,
        buy: `$${significant(buy)}`,
        hours: significant(hour > 0 ? buy / hour : 0),
        days: significant(hour > 0 ? buy / hour / 24 : 0),
      }
    },
    block: placesBlock,
    hint: 'price',
    related: ['cost-per-million', 'power'],
  },
  {
    id: 'engines',
    names: {
      en: ['engines', 'inference engine', 'inference engines', 'runtimes', 'vLLM or llama.cpp', 'serving software'],
      zh: ['推理引擎', '推理框架', '推理软件', 'vLLM 和 llama.cpp'],
    },
    asked: {
      en: [
        'vllm or llama.cpp?',
        'vllm or ollama?',
        'vllm or tensorrt?',
        'vllm or exllama?',
        'sglang or llama.cpp?',
        'sglang or ollama?',
        'sglang or tensorrt?',
        'llama.cpp or exllama?',
        'llama.cpp or mlx?',
        'ollama or mlx?',
        'which engine should i use?',
      ],
      zh: ['vLLM和llama.cpp选哪个？', '推理引擎用哪个好'],
    },
    says: {
      en: 'llama.cpp (and Ollama, LM Studio on it) is for one user, any hardware and GGUF files. vLLM and SGLang serve many at once from checkpoints on data-centre cards; TensorRT-LLM is the fastest on NVIDIA and the most work; MLX is Apple’s, ExLlama is for 4-bit on GeForce. None of them makes the weights smaller: the format does.',
      zh: 'llama.cpp（以及基于它的 Ollama、LM Studio）适合单用户、任何硬件、GGUF 文件。vLLM 和 SGLang 用检查点在数据中心卡上同时服务多人；TensorRT-LLM 在 NVIDIA 上最快也最麻烦；MLX 用于苹果，ExLlama 用于 GeForce 上的 4-bit。引擎不会让权重变小，格式才会。',
    },
    example: {
      en: '{{model}} on one {{gpu}}: {{desk}} tokens/s in Q4_K_M with llama.cpp, {{served}} with AWQ and vLLM, one user. For one user the engine matters less than the bytes.',
      zh: '{{model}} 在 {{gpu}} 上单用户：llama.cpp 的 Q4_K_M {{desk}} token/s，vLLM 的 AWQ {{served}}。单用户时引擎不如字节数重要。',
    },
    values: (lab) => ({
      model: nameOf(lab, llama8b),
      gpu: cardOf(lab, card),
      desk: speedOf(lab, 'Q4_K_M', card),
      served: speedOf(lab, 'awq-int4', card),
    }),
    related: ['llama-cpp', 'vllm', 'tensorrt-llm', 'vllm-pool'],
  },
  {
    id: 'llama-cpp',
    names: { en: ['llama.cpp', 'Ollama', 'LM Studio', 'llama-server'], zh: ['llama.cpp 引擎', 'Ollama 工具'] },
    asked: { en: ['what is llama.cpp?', 'what is ollama?'], zh: ['llama.cpp是什么？', 'Ollama是什么'] },
    says: {
      en: 'llama.cpp runs GGUF files on nearly anything, with as many layers on the GPU as fit and the rest in RAM. Ollama and LM Studio are friendly shells around it. It takes only the memory it needs; for many users at once a server such as vLLM is faster.',
      zh: 'llama.cpp 几乎能在任何机器上跑 GGUF 文件：显卡放得下多少层就放多少，其余留在内存。Ollama 和 LM Studio 是它的易用外壳。它只占需要的显存；多人同时用则 vLLM 这类服务更快。',
    },
    example: {
      en: '{{model}} in Q4_K_M on one {{gpu}}: {{need}} GiB and {{speed}} tokens/s.',
      zh: '{{model}} 的 Q4_K_M 在 {{gpu}} 上：{{need}} GiB，{{speed}} token/s。',
    },
    values: (lab) => ({
      model: nameOf(lab, llama8b),
      gpu: cardOf(lab, card),
      need: gib(lab.option({ model: llama8b, format: 'Q4_K_M', gpu: card }).memory.perGpu.value),
      speed: speedOf(lab, 'Q4_K_M', card),
    }),
    related: ['engines', 'gguf-quant-names', 'offload'],
  },
  {
    id: 'vllm',
    names: { en: ['vLLM', 'SGLang', 'inference server'], zh: ['vLLM 引擎', 'vLLM 框架', '推理服务'] },
    asked: { en: ['what is vllm?', 'does vllm make a model smaller?'], zh: ['vLLM是什么？', 'vLLM能让模型变小吗'] },
    says: {
      en: 'vLLM and SGLang serve many requests at once: they keep the KV cache in pages and fill every step with whoever is waiting. They do not compress weights: a model in fp16 stays as large as it is, and the rest of the card becomes cache.',
      zh: 'vLLM 和 SGLang 同时服务大量请求：KV 缓存按页管理，每一步都填满等待中的请求。它们不压缩权重：fp16 模型该多大还是多大，显卡剩下的部分变成缓存。',
    },
    example: {
      en: '{{model}} in fp16 on one {{gpu}}: {{weights}} GiB of weights, {{users}} users at the usual context, {{all}} tokens/s when full.',
      zh: '{{model}} 的 fp16 在 {{gpu}} 上：权重 {{weights}} GiB，按常用上下文可容纳 {{users}} 个用户，满载 {{all}} token/s。',
    },
    values: (lab) => {
      const option = lab.option({ model: llama8b, format: 'fp16', gpu: server })
      const full = option.fullLoadTokensPerSecond
      return {
        model: nameOf(lab, llama8b),
        gpu: cardOf(lab, server),
        weights: gib(option.memory.parts.weights.value),
        users: String(option.maxConcurrency),
        all: full === undefined ? '–' : rateSpan(full),
      }
    },
    related: ['vllm-pool', 'batch', 'engines'],
  },
  {
    id: 'tensorrt-llm',
    names: { en: ['TensorRT-LLM', 'TensorRT', 'Triton', 'Triton Inference Server', 'TGI'], zh: ['TensorRT-LLM 引擎', 'Triton 推理服务器'] },
    asked: { en: ['what is tensorrt-llm?', 'what does triton do?'], zh: ['TensorRT-LLM是什么？', 'Triton是做什么的'] },
    says: {
      en: 'TensorRT-LLM is NVIDIA’s engine: the fastest at full load on its data-centre cards, in fp8 above all. Triton is the server around it that takes requests; it is no engine itself. Both pay when a machine is busy all day.',
      zh: 'TensorRT-LLM 是 NVIDIA 的引擎：在数据中心卡上满载最快，尤其是 fp8。Triton 是接请求的外层服务，本身不是引擎。机器整天很忙时才值得用。',
    },
    example: {
      en: '{{model}} in fp8 is {{size}} GB, half of the {{half}} GB in fp16, and one {{gpu}} has {{flops}} dense TFLOPS for it.',
      zh: '{{model}} 的 fp8 是 {{size}} GB，为 fp16 {{half}} GB 的一半，{{gpu}} 对它有 {{flops}} 稠密 TFLOPS。',
    },
    values: (lab) => ({
      model: nameOf(lab, llama70b),
      size: gigabytes(lab.weights(llama70b, 'fp8').total),
      half: gigabytes(lab.weights(llama70b, 'fp16').total),
      gpu: cardOf(lab, server),
      flops: grouped(lab.gpu(server).tflops.fp8 ?? 0),
    }),
    related: ['engines', 'fp8', 'vllm'],
  },
]
