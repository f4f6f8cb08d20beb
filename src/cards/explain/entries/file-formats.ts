import { gib, gigabytes, rateSpan, tokens } from '../../numbers.ts'
import type { Entry } from '../entry.ts'
import { card, cardOf, gemma, llama8b, llama70b, nameOf } from '../examples.ts'
import { usualContext } from '../lab.ts'
import { bitsOf, sizesBlock } from '../sizes-table.ts'

/** How files are quantised, and what it costs. */
export const fileFormatEntries: readonly Entry[] = [
  {
    id: 'gguf-quant-names',
    names: {
      en: [
        'GGUF quant names',
        'GGUF',
        'Q4_K_M',
        'Q5_K_M',
        'Q8_0',
        'Q6_K',
        'IQ4_XS',
        'Q4_K_S',
        'K-quant',
        'K-quants',
        'IQ quants',
        'I-quants',
        'Q2_K',
      ],
      zh: ['GGUF 量化名称', 'GGUF 格式', 'K 量化', 'GGUF 命名'],
    },
    asked: {
      en: ['what does Q4_K_M actually mean?', 'what do the K and M mean?', 'what do small, medium and large mean?'],
      zh: ['Q4_K_M这个名字是什么意思？', 'K和M代表什么', 'GGUF是什么格式'],
    },
    says: {
      en: 'In Q4_K_M the 4 is the bits of most weights, K the block format (a large block of small groups, each with its own scale), and M, between S and L, how many sensitive layers get more bits. Names without a K, such as Q4_0, are the older kind: one scale for each small block, every layer alike. IQ formats look values up in a table: smaller at the same quality, slower on a processor.',
      zh: 'Q4_K_M 里的 4 是大多数权重的位数，K 是分块格式（大块套小组，每组有自己的缩放系数），M 介于 S 和 L 之间，表示有多少敏感层用更多位。不带 K 的（如 Q4_0）是旧格式：每小块一个缩放系数，各层一样。IQ 系列用查表取值：同等质量更小，但在 CPU 上更慢。',
    },
    example: {
      en: '{{model}}: Q4_0 {{old}} GB, Q4_K_S {{small}} GB, Q4_K_M {{medium}} GB ({{bits}} bits per weight), Q8_0 {{eight}} GB, IQ4_XS {{iq}} GB.',
      zh: '{{model}}：Q4_0 {{old}} GB，Q4_K_S {{small}} GB，Q4_K_M {{medium}} GB（每权重 {{bits}} 位），Q8_0 {{eight}} GB，IQ4_XS {{iq}} GB。',
    },
    values: (lab) => {
      const size = (format: string) => gigabytes(lab.weights(llama8b, format).total)
      return {
        model: nameOf(lab, llama8b),
        old: size('Q4_0'),
        small: size('Q4_K_S'),
        medium: size('Q4_K_M'),
        bits: bitsOf(lab, llama8b, 'Q4_K_M'),
        eight: size('Q8_0'),
        iq: size('IQ4_XS'),
      }
    },
    block: sizesBlock,
    related: ['quant-quality', 'dynamic-quants', 'bpw'],
  },
  {
    id: 'bpw',
    names: {
      en: ['bits per weight', 'bpw', 'bitrate', 'EXL2', 'EXL3', 'ExLlama format'],
      zh: ['每权重位数', 'bpw 码率', 'EXL2 格式'],
    },
    asked: { en: ['what is bpw?', 'which bpw fills my vram?'], zh: ['bpw是什么？', '多少bpw能塞满显存'] },
    says: {
      en: 'Bits per weight is the size of a file divided by its parameters: the one number that compares formats. EXL2 and EXL3 files can be made at any rate, GGUF comes in steps, GPTQ and AWQ in whole bits. To fill a card: (free bytes − cache − buffers) × {{byte}} ÷ parameters.',
      zh: '每权重位数就是文件大小除以参数量，用它可以比较各种格式。EXL2、EXL3 可以做成任意码率，GGUF 是一档一档的，GPTQ 和 AWQ 只有整数位。要塞满显卡：（可用字节 − 缓存 − 缓冲）× {{byte}} ÷ 参数量。',
    },
    example: {
      en: 'One {{gpu}} can fill {{ceiling}} GiB; with {{cache}} GiB of cache for {{context}} tokens and {{rest}} GiB of buffers and runtime, {{model}} may have about {{bits}} bits per weight.',
      zh: '一张 {{gpu}} 最多填 {{ceiling}} GiB；扣去 {{context}} 上下文的缓存 {{cache}} GiB、缓冲和运行时 {{rest}} GiB，{{model}} 每权重约可用 {{bits}} 位。',
    },
    values: (lab) => {
      const { memory } = lab.option({ model: llama70b, format: 'IQ2_XXS', gpu: card })
      const rest = memory.parts.activations.value + memory.parts.overhead.value
      const cache = lab.cache(llama70b, usualContext)
      const room = memory.ceilingPerGpu - cache - rest
      return {
        byte: '8',
        gpu: cardOf(lab, card),
        ceiling: gib(memory.ceilingPerGpu),
        cache: gib(cache),
        context: tokens(usualContext),
        rest: gib(rest),
        model: nameOf(lab, llama70b),
        bits: ((room * 8) / (lab.model(llama70b).parametersB * 1e9)).toFixed(1),
      }
    },
    related: ['gguf-quant-names', 'int4', 'quant-quality'],
  },
  {
    id: 'gptq-vs-awq',
    names: { en: ['GPTQ vs AWQ', 'GPTQ', 'AWQ', 'AWQ vs GPTQ', 'Marlin', 'W4A16'], zh: ['GPTQ 和 AWQ', 'GPTQ 量化', 'AWQ 量化'] },
    asked: { en: ['awq or gptq?', 'is awq better than gptq?'], zh: ['AWQ和GPTQ选哪个？', 'GPTQ和AWQ有什么区别'] },
    says: {
      en: 'Both store linear layers in 4 bits with a scale for each small group and leave the word table and output layer in 16: equally large, and equally fast on the same (Marlin) kernels. AWQ protects the weights that matter most and is usually a little better; GPTQ exists in more widths.',
      zh: '两者都把线性层存成 4 位，每小组一个缩放系数，词嵌入和输出层仍是 16 位：一样大，用同样的（Marlin）内核也一样快。AWQ 保护最重要的权重，质量通常略好；GPTQ 的位宽选择更多。',
    },
    example: {
      en: '{{model}}: AWQ {{awq}} GB, GPTQ {{gptq}} GB, against {{half}} GB in fp16.',
      zh: '{{model}}：AWQ {{awq}} GB，GPTQ {{gptq}} GB，fp16 是 {{half}} GB。',
    },
    values: (lab) => ({
      model: nameOf(lab, llama70b),
      awq: gigabytes(lab.weights(llama70b, 'awq-int4').total),
      gptq: gigabytes(lab.weights(llama70b, 'gptq-int4').total),
      half: gigabytes(lab.weights(llama70b, 'fp16').total),
    }),
    related: ['int4', 'engines', 'quant-quality'],
  },
  {
    id: 'gguf-vs-safetensors',
    concept: 'gguf-quant-names',
    names: {
      en: ['GGUF vs safetensors', 'safetensors', 'safetensors vs GGUF', 'GGUF or safetensors', 'GGML', 'model file formats'],
      zh: ['GGUF 和 safetensors', 'safetensors 格式', 'safetensors 和 GGUF', '模型文件格式', '权重文件格式'],
    },
    asked: {
      en: ['gguf or safetensors?', 'what is a safetensors file?', 'what is the difference between gguf and safetensors?'],
      zh: ['GGUF和safetensors有什么区别？', 'safetensors是什么文件', '模型文件有哪些格式'],
    },
    // The formats: huggingface/safetensors, README; ggml, docs/gguf.md. Which engine reads which: src/catalog/runtimes.ts.
    says: {
      en: 'Both hold a model’s weights. Safetensors is how models are published: a header and raw tensors, no code that runs on loading, with configuration and tokenizer in files beside it; vLLM, SGLang and Transformers read it, and fp16, fp8, AWQ and GPTQ come in it. GGUF is one file with everything inside for llama.cpp and its kin (Ollama, LM Studio), mostly quantized, and may lie partly in RAM. Which to take follows from the program that runs it.',
      zh: '两者都存模型权重。模型发布时多是 safetensors：一个文件头加原始张量，加载时不执行代码，配置和分词器在旁边的文件里；vLLM、SGLang、Transformers 读它，fp16、fp8、AWQ、GPTQ 都用它装。GGUF 把一切放进一个文件，给 llama.cpp 一系（Ollama、LM Studio）用，多为量化版，可以有一部分放在内存里。选哪个看用什么程序来跑。',
    },
    example: {
      en: '{{model}}: {{half}} GB of safetensors as published in 16 bits, {{awq}} GB of safetensors in AWQ; as GGUF {{q8}} GB in Q8_0, {{q4}} GB in Q4_K_M.',
      zh: '{{model}}：16 位原版 safetensors {{half}} GB，AWQ 的 safetensors {{awq}} GB；GGUF 的 Q8_0 是 {{q8}} GB，Q4_K_M 是 {{q4}} GB。',
    },
    values: (lab) => {
      const size = (format: string) => gigabytes(lab.weights(llama8b, format).total)
      return { model: nameOf(lab, llama8b), half: size('fp16'), awq: size('awq-int4'), q8: size('Q8_0'), q4: size('Q4_K_M') }
    },
    related: ['gguf-quant-names', 'awq-vs-gguf', 'engines'],
  },
  {
    id: 'awq-vs-gguf',
    concept: 'gptq-vs-awq',
    names: {
      en: [
        'AWQ vs GGUF',
        'GGUF vs AWQ',
        'GPTQ vs GGUF',
        'GGUF vs GPTQ',
        'Q4_K_M vs AWQ',
        'AWQ vs Q4_K_M',
        'Q4_K_M vs GPTQ',
        'GPTQ vs Q4_K_M',
      ],
      zh: ['AWQ 和 GGUF', 'GGUF 和 AWQ', 'GPTQ 和 GGUF', 'GGUF 和 GPTQ'],
    },
    asked: {
      en: ['awq or gguf?', 'gptq or gguf?', 'is awq faster than gguf?'],
      zh: ['AWQ和GGUF选哪个？', 'GPTQ和GGUF有什么区别', 'AWQ比GGUF快吗'],
    },
    // llama.cpp, README (processors, Macs and GPUs, weights divided between them); vLLM, docs/features/quantization (AWQ and GPTQ on GPUs).
    says: {
      en: 'GGUF is for llama.cpp and its kin: any card, a Mac or a processor, part of it in RAM if need be, in many steps of size. AWQ and GPTQ are 4-bit checkpoints for GPU servers such as vLLM and SGLang: all of it must be in VRAM, and they are made for many users at once. One user at home takes GGUF; whoever serves many takes AWQ.',
      zh: 'GGUF 给 llama.cpp 一系用：什么显卡、Mac、CPU 都行，放不下可以放一部分在内存，大小分很多档。AWQ 和 GPTQ 是给 vLLM、SGLang 这类 GPU 服务器的 4-bit 权重：必须全部放进显存，是为多人同时用准备的。家里一个人用选 GGUF，对外服务选 AWQ。',
    },
    example: {
      en: '{{model}} on one {{gpu}}: Q4_K_M {{q4}} GB, {{one}} tokens/s for one user; AWQ {{awq}} GB, {{oneAwq}}.',
      zh: '{{model}} 在一张 {{gpu}} 上：Q4_K_M {{q4}} GB，单人 {{one}} token/s；AWQ {{awq}} GB，单人 {{oneAwq}}。',
    },
    values: (lab) => {
      const on = (format: string) => lab.option({ model: llama8b, format, gpu: card })
      const [desk, served] = [on('Q4_K_M'), on('awq-int4')]
      const rate = ({ decodeTokensPerSecond: speed }: typeof desk) => (speed === undefined ? '–' : rateSpan(speed))
      return {
        model: nameOf(lab, llama8b),
        gpu: cardOf(lab, card),
        q4: gigabytes(lab.weights(llama8b, 'Q4_K_M').total),
        awq: gigabytes(lab.weights(llama8b, 'awq-int4').total),
        one: rate(desk),
        oneAwq: rate(served),
      }
    },
    related: ['gptq-vs-awq', 'gguf-vs-safetensors', 'engines'],
  },
  {
    id: 'quant-quality',
    names: {
      en: ['quantization quality', 'quality loss', 'quant quality', 'perplexity', 'accuracy loss'],
      zh: ['量化损失', '精度损失', '量化质量', '困惑度', '掉点'],
    },
    asked: {
      en: [
        'how much quality does Q4_K_M lose?',
        'what does Q4_K_M quantization trade away?',
        'does quantization hurt quality?',
        'is 4bit bad?',
        'is q4 good enough?',
      ],
      zh: ['Q4_K_M精度损失大吗？', '量化会让模型变笨吗', '4bit够用吗'],
    },
    says: {
      en: 'Fewer bits make the model slightly worse at everything. Q8_0 and fp8 can hardly be told from the original, 4-bit formats lose a little, below 3 bits the loss is plain; small models suffer more than large ones. A larger model in 4 bits is usually better than a smaller one in 16.',
      zh: '位数越少，模型各方面都会略差。Q8_0 和 fp8 几乎看不出差别，4-bit 损失一点，低于 3 位就很明显；小模型比大模型更怕量化。同样的显存，大模型用 4-bit 通常好过小模型用 16 位。',
    },
    example: {
      en: 'For about {{half}} GB you can have {{model}} in fp16; {{large}} in Q4_K_M is {{largeGb}} GB and mostly the better answer where it fits.',
      zh: '{{model}} 用 fp16 约 {{half}} GB；{{large}} 的 Q4_K_M 是 {{largeGb}} GB，只要放得下，多半答得更好。',
    },
    values: (lab) => ({
      half: gigabytes(lab.weights(llama8b, 'fp16').total),
      model: nameOf(lab, llama8b),
      large: nameOf(lab, 'Qwen/Qwen3-32B'),
      largeGb: gigabytes(lab.weights('Qwen/Qwen3-32B', 'Q4_K_M').total),
    }),
    related: ['quantization', 'gguf-quant-names', 'dynamic-quants'],
  },
  {
    id: 'dynamic-quants',
    concept: 'quantization',
    names: {
      en: ['dynamic quants', 'dynamic quantization', 'UD quants', 'UD-Q4_K_XL', 'UD-Q2_K_XL', 'UD'],
      zh: ['动态量化', 'UD 量化'],
    },
    asked: { en: ['what does UD mean in UD-Q2_K_XL?', 'what is a dynamic quant?'], zh: ['动态量化是什么？', 'UD开头的量化是什么'] },
    says: {
      en: 'A dynamic quant chooses the bits of every layer apart: sensitive layers keep many, the bulk gets few. That makes very small files of large mixtures usable; their names say the base format, not the average, so look at the file size.',
      zh: '动态量化逐层选择位数：敏感层保留多位，大部分只给少量位。这样大型 MoE 的超小文件也能用；名字写的是基础格式而不是平均位数，要看文件大小。',
    },
    example: {
      en: '{{model}}: {{q4}} GB as UD-Q4_K_XL, {{q2}} GB as UD-Q2_K_XL, {{native}} GB as published in fp8.',
      zh: '{{model}}：UD-Q4_K_XL {{q4}} GB，UD-Q2_K_XL {{q2}} GB，原版 fp8 {{native}} GB。',
    },
    values: (lab) => {
      const size = (format: string) => gigabytes(lab.weights('deepseek-ai/DeepSeek-V3', format).total)
      return { model: nameOf(lab, 'deepseek-ai/DeepSeek-V3'), q4: size('UD-Q4_K_XL'), q2: size('UD-Q2_K_XL'), native: size('fp8') }
    },
    related: ['gguf-quant-names', 'imatrix', 'quant-quality', 'moe'],
  },
  {
    id: 'imatrix',
    concept: 'quantization',
    names: {
      en: ['imatrix', 'importance matrix', 'importance matrices', 'imatrix quants', 'calibration data', 'i1 quants'],
      zh: ['imatrix 量化', '重要性矩阵', '校准数据'],
    },
    asked: { en: ['what is imatrix?', 'what is imatrix and does it matter?'], zh: ['imatrix是什么？', '带imatrix的量化更好吗'] },
    // llama.cpp, tools/imatrix; which types ask for one: tools/quantize.
    says: {
      en: 'An importance matrix notes, while the model reads some sample text, which inputs of each layer are large; the quantizer then rounds most carefully where they are. The file is as large and as fast as without one, only the loss is smaller, the more so the fewer the bits. The very smallest types (IQ1, IQ2) are not made without it.',
      zh: '重要性矩阵在模型读一些样本文本时，记下每一层哪些输入大；量化时就在这些地方舍入得最仔细。文件大小和速度与不用时一样，只是损失更小，位数越少越明显。最小的几种类型（IQ1、IQ2）没有它就不做。',
    },
    example: {
      en: '{{model}} is {{q4}} GB as Q4_K_M and {{iq2}} GB as IQ2_XXS, with an imatrix or without; “i1” in the name of a file says that one was used.',
      zh: '{{model}} 的 Q4_K_M 是 {{q4}} GB，IQ2_XXS 是 {{iq2}} GB，用不用 imatrix 都一样大；文件名里的“i1”表示用了它。',
    },
    values: (lab) => {
      const size = (format: string) => gigabytes(lab.weights('Qwen/Qwen3-32B', format).total)
      return { model: nameOf(lab, 'Qwen/Qwen3-32B'), q4: size('Q4_K_M'), iq2: size('IQ2_XXS') }
    },
    related: ['gguf-quant-names', 'dynamic-quants', 'quant-quality'],
  },
  {
    id: 'qat',
    concept: 'quantization',
    names: {
      en: ['quantization-aware training', 'QAT', 'PTQ', 'post-training quantization'],
      zh: ['量化感知训练', 'QAT 量化', '训练后量化'],
    },
    asked: { en: ['what is qat?', 'is qat better than a normal quant?'], zh: ['QAT是什么？', '量化感知训练有什么好处'] },
    // Gemma 3's technical report, arXiv 2503.19786; gpt-oss's model card, arXiv 2508.10925.
    says: {
      en: 'Quantization-aware training goes on training with the rounding already in place, so that the weights learn to live with it; an ordinary quant rounds a finished model (PTQ). The file is as large and as fast as any other in its format, and its answers are nearer to the original. gpt-oss and Gemma QAT are made so.',
      zh: '量化感知训练在带着舍入的情况下继续训练，让权重学会适应；普通量化是把训练好的模型直接舍入（PTQ）。文件和同格式的其他文件一样大、一样快，回答更接近原版。gpt-oss 和 Gemma QAT 就是这样做的。',
    },
    example: {
      en: '{{model}}: {{full}} GB as published, {{q4}} GB as Q4_0, which is the format of its QAT edition.',
      zh: '{{model}}：原版 {{full}} GB，Q4_0 为 {{q4}} GB，它的 QAT 版就是这个格式。',
    },
    values: (lab) => ({
      model: nameOf(lab, gemma),
      full: gigabytes(lab.weights(gemma, 'bf16').total),
      q4: gigabytes(lab.weights(gemma, 'Q4_0').total),
    }),
    related: ['quantization', 'quant-quality', 'imatrix'],
  },
]
