import { formatByName } from '../../../catalog/formats.ts'
import type { Block } from '../../card.ts'
import { gib, gigabytes, grouped, kib, parameters, rateSpan, tokens } from '../../numbers.ts'
import type { Entry } from '../entry.ts'
import { card, cardOf, llama8b, llama70b, nameOf, server } from '../examples.ts'
import { type Lab, usualContext } from '../lab.ts'

/** Bits of file for each weight of a model, as text. */
const bitsOf = (lab: Lab, model: string, format: string) => {
  const { total, parameters: count } = lab.weights(model, format)
  return ((total * 8) / count).toFixed(2)
}

const compared = ['fp32', 'fp16', 'fp8', 'Q8_0', 'Q6_K', 'Q5_K_M', 'Q4_K_M', 'awq-int4', 'IQ4_XS', 'Q3_K_M', 'Q2_K'] as const

/** Sizes of one model in the usual formats, as they are counted. */
function sizesBlock(lab: Lab): Block {
  const half = lab.weights(llama8b, 'fp16').total
  return {
    kind: 'table',
    title: nameOf(lab, llama8b),
    columns: [
      { label: '', align: 'left', keep: 1 },
      { label: 'bit', align: 'right', keep: 2 },
      { label: 'GB', align: 'right', keep: 3 },
      { label: 'GiB', align: 'right', keep: 4 },
      { label: '% fp16', align: 'right', keep: 5 },
    ],
    rows: compared.map((name) => {
      const { total } = lab.weights(llama8b, name)
      return { tone: 'info', cells: [name, bitsOf(lab, llama8b, name), gigabytes(total), gib(total), ((total / half) * 100).toFixed(0)] }
    }),
    more: 0,
  }
}

export const formatEntries: readonly Entry[] = [
  {
    id: 'quantization',
    names: {
      en: ['quantization', 'quantisation', 'quantized', 'quant', 'compression', 'model compression'],
      zh: ['量化', '模型量化', '压缩', '模型压缩'],
    },
    asked: { en: ['what is quantization?', 'which quantization should i take?'], zh: ['什么是量化？', '量化该选哪个'] },
    says: {
      en: 'Quantization stores each weight in fewer bits, so that the model takes less memory and is read faster. A small group of weights shares a scale, which costs a little extra, and some layers keep more bits: a 4-bit file is never 4 bits per weight.',
      zh: '量化就是用更少的位数存每个权重，模型占用更小、读得更快。每一小组权重共用一个缩放系数，要多占一点，有些层还保留更高精度：所以 4-bit 文件每个权重从来不是正好 4 位。',
    },
    example: {
      en: '{{model}}: fp16 {{half}} GB, Q8_0 {{q8}} GB, Q4_K_M {{q4}} GB. On one {{gpu}} one user gets {{slow}} tokens/s in fp16 and {{fast}} in Q4_K_M.',
      zh: '{{model}}：fp16 {{half}} GB，Q8_0 {{q8}} GB，Q4_K_M {{q4}} GB。在 {{gpu}} 上单人速度 fp16 为 {{slow}} token/s，Q4_K_M 为 {{fast}}。',
    },
    values: (lab) => {
      const size = (format: string) => gigabytes(lab.weights(llama8b, format).total)
      const speed = (format: string) => {
        const rate = lab.option({ model: llama8b, format, gpu: card }).decodeTokensPerSecond
        return rate === undefined ? '' : rateSpan(rate)
      }
      return {
        model: nameOf(lab, llama8b),
        half: size('fp16'),
        q8: size('Q8_0'),
        q4: size('Q4_K_M'),
        gpu: cardOf(lab, card),
        slow: speed('fp16'),
        fast: speed('Q4_K_M'),
      }
    },
    block: sizesBlock,
    related: ['quant-quality', 'gguf-quant-names', 'int4', 'number-formats'],
  },
  {
    id: 'number-formats',
    names: {
      en: ['number formats', 'fp32', 'fp16', 'bf16', 'half precision', 'TF32', 'bits and bytes', 'floating point'],
      zh: ['数值格式', '半精度', '浮点格式', '数据类型', '位和字节', '精度'],
    },
    asked: { en: ['fp16 vs bf16 vs fp8?', 'how many bytes is fp32?'], zh: ['fp16和bf16有什么区别？', 'fp32一个数几个字节'] },
    says: {
      en: 'A byte has {{byte}} bits, and a format says how many of them a number gets: fp32 {{fp32}}, fp16 and bf16 {{fp16}}, fp8 and int8 {{fp8}}. fp16 and bf16 are equally large; bf16 gives up digits for a wider range, which keeps training from overflowing, and needs an Ampere card or newer.',
      zh: '一个字节有 {{byte}} 位，格式规定每个数用多少位：fp32 用 {{fp32}} 位，fp16 和 bf16 用 {{fp16}} 位，fp8 和 int8 用 {{fp8}} 位。fp16 和 bf16 一样大；bf16 用精度换范围，训练不容易溢出，需要 Ampere 或更新的卡。',
    },
    example: {
      en: 'The weights of {{model}} ({{params}}): {{full}} GB in fp32, {{half}} GB in fp16 or bf16, {{quarter}} GB in fp8.',
      zh: '{{model}}（{{params}}）的权重：fp32 {{full}} GB，fp16 或 bf16 {{half}} GB，fp8 {{quarter}} GB。',
    },
    values: (lab) => {
      const size = (format: string) => gigabytes(lab.weights(llama8b, format).total)
      const bits = (format: string) => String(lab.format(format).nominalBits)
      return {
        byte: '8',
        fp32: bits('fp32'),
        fp16: bits('fp16'),
        fp8: bits('fp8'),
        model: nameOf(lab, llama8b),
        params: parameters(lab.model(llama8b).parametersB),
        full: size('fp32'),
        half: size('fp16'),
        quarter: size('fp8'),
      }
    },
    related: ['fp8', 'fp4', 'quantization', 'mixed-precision'],
  },
  {
    id: 'int4',
    names: { en: ['int4', '4-bit', '4bit'], zh: ['4 位', '4-bit 量化', 'int4 量化'] },
    asked: {
      en: ['why is 4-bit not half a byte per parameter?', 'why is 70b int4 not 35 GB?'],
      zh: ['为什么4bit不是每个参数半个字节？', '为什么70B int4不是35GB'],
    },
    says: {
      en: '“4-bit” is what most weights get; scales, zero points, the table of words and the output layer come on top in more bits. So a 4-bit model never has exactly 4 bits per weight, and the bare word can mean AWQ, GPTQ or Q4_K_M, which differ.',
      zh: '“4-bit”只是大多数权重的位数；缩放系数、零点、词嵌入和输出层用更多位，另外再算。所以 4-bit 模型每个权重从来不是正好 4 位；只说“4-bit”还可能指 AWQ、GPTQ 或 Q4_K_M，大小各不相同。',
    },
    example: {
      en: '{{model}}: half a byte each would be {{ideal}} GB; AWQ is {{awq}} GB ({{awqBits}} bits), Q4_K_M {{q4}} GB ({{q4Bits}} bits).',
      zh: '{{model}}：每个参数半字节是 {{ideal}} GB；AWQ 是 {{awq}} GB（{{awqBits}} 位），Q4_K_M 是 {{q4}} GB（{{q4Bits}} 位）。',
    },
    values: (lab) => ({
      model: nameOf(lab, llama70b),
      ideal: gigabytes(lab.weights(llama70b, 'fp16').parameters / 2),
      awq: gigabytes(lab.weights(llama70b, 'awq-int4').total),
      awqBits: bitsOf(lab, llama70b, 'awq-int4'),
      q4: gigabytes(lab.weights(llama70b, 'Q4_K_M').total),
      q4Bits: bitsOf(lab, llama70b, 'Q4_K_M'),
    }),
    related: ['gptq-vs-awq', 'gguf-quant-names', 'bpw', 'params-to-memory'],
  },
  {
    id: 'gguf-quant-names',
    names: {
      en: ['GGUF quant names', 'GGUF', 'Q4_K_M', 'Q5_K_M', 'Q8_0', 'Q6_K', 'IQ4_XS', 'Q4_K_S', 'K-quant', 'K-quants', 'IQ quants', 'Q2_K'],
      zh: ['GGUF 量化名称', 'GGUF 格式', 'K 量化', 'GGUF 命名'],
    },
    asked: { en: ['what does Q4_K_M actually mean?', 'what do the K and M mean?'], zh: ['Q4_K_M这个名字是什么意思？', 'K和M代表什么'] },
    says: {
      en: 'In Q4_K_M the 4 is the bits of most weights, K the block format (a large block of small groups, each with its own scale), and M, between S and L, how many sensitive layers get more bits. IQ formats look values up in a table: smaller at the same quality, slower on a processor.',
      zh: 'Q4_K_M 里的 4 是大多数权重的位数，K 是分块格式（大块套小组，每组有自己的缩放系数），M 介于 S 和 L 之间，表示有多少敏感层用更多位。IQ 系列用查表取值：同等质量更小，但在 CPU 上更慢。',
    },
    example: {
      en: '{{model}}: Q4_K_S {{small}} GB, Q4_K_M {{medium}} GB ({{bits}} bits per weight), Q8_0 {{eight}} GB, IQ4_XS {{iq}} GB.',
      zh: '{{model}}：Q4_K_S {{small}} GB，Q4_K_M {{medium}} GB（每权重 {{bits}} 位），Q8_0 {{eight}} GB，IQ4_XS {{iq}} GB。',
    },
    values: (lab) => {
      const size = (format: string) => gigabytes(lab.weights(llama8b, format).total)
      return {
        model: nameOf(lab, llama8b),
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
    id: 'quant-quality',
    names: {
      en: ['quantization quality', 'quality loss', 'quant quality', 'perplexity', 'accuracy loss'],
      zh: ['量化损失', '精度损失', '量化质量', '困惑度', '掉点'],
    },
    asked: {
      en: ['how much quality does Q4_K_M lose?', 'what does Q4_K_M quantization trade away?', 'does quantization hurt quality?'],
      zh: ['Q4_K_M精度损失大吗？', '量化会让模型变笨吗'],
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
    id: 'fp8',
    names: { en: ['fp8', 'E4M3', 'W8A8', '8-bit', 'int8'], zh: ['fp8 格式', '8 位量化', 'int8 量化'] },
    asked: { en: ['which gpus support fp8?', 'is fp8 faster?'], zh: ['哪些显卡支持fp8？', 'fp8会更快吗'] },
    says: {
      en: 'fp8 and int8 give each weight one byte, half of fp16, with hardly any loss. Ada, Hopper, Blackwell and MI300 also calculate in fp8, which makes prompts faster; an Ampere card stores it and calculates in 16 bits: smaller, no faster prompts.',
      zh: 'fp8 和 int8 每个权重一个字节，是 fp16 的一半，几乎没有损失。Ada、Hopper、Blackwell 和 MI300 还能用 fp8 计算，处理提示词更快；Ampere 只是存成 fp8、仍按 16 位计算：更小，但提示词不会更快。',
    },
    example: {
      en: '{{model}} in fp8: {{size}} GB instead of {{half}}. {{gpu}}: {{fp8}} TFLOPS in fp8, {{fp16}} in fp16, both dense.',
      zh: '{{model}} 的 fp8：{{size}} GB，fp16 是 {{half}} GB。{{gpu}}：fp8 {{fp8}} TFLOPS，fp16 {{fp16}}，均为稠密算力。',
    },
    values: (lab) => ({
      model: nameOf(lab, llama70b),
      size: gigabytes(lab.weights(llama70b, 'fp8').total),
      half: gigabytes(lab.weights(llama70b, 'fp16').total),
      gpu: cardOf(lab, server),
      fp8: grouped(lab.gpu(server).tflops.fp8 ?? 0),
      fp16: grouped(lab.gpu(server).tflops.fp16 ?? 0),
    }),
    related: ['number-formats', 'tflops', 'fp4'],
  },
  {
    id: 'fp4',
    names: { en: ['NVFP4', 'MXFP4', 'fp4', 'NF4', 'bitsandbytes'], zh: ['fp4 格式', 'NF4 格式', 'NVFP4 格式'] },
    asked: { en: ['what is mxfp4?', 'what is the difference between nf4 and nvfp4?'], zh: ['MXFP4是什么？', 'NF4和NVFP4有什么区别'] },
    says: {
      en: 'MXFP4 and NVFP4 are 4-bit floats with a shared scale for {{mxGroup}} or {{nvGroup}} weights; Blackwell calculates in them, other cards only store them. NF4 is bitsandbytes’ 4-bit table for fine-tuning (QLoRA): it is turned back to 16 bits for every use, so it saves memory and not time.',
      zh: 'MXFP4 和 NVFP4 是 4 位浮点，每 {{mxGroup}} 或 {{nvGroup}} 个权重共用一个缩放系数；Blackwell 能直接用它计算，其他卡只是存储。NF4 是 bitsandbytes 用于微调（QLoRA）的 4 位查表格式：每次使用都还原成 16 位，省显存不省时间。',
    },
    example: {
      en: 'Bits of a linear layer with its scales: MXFP4 {{mx}}, NVFP4 {{nv}}, NF4 {{nf}} ({{nfd}} with double quantization).',
      zh: '线性层连同缩放系数的位数：MXFP4 {{mx}}，NVFP4 {{nv}}，NF4 {{nf}}（双重量化 {{nfd}}）。',
    },
    values: () => {
      const bits = (name: string) => String(Number((formatByName(name)?.groups?.linear ?? 0).toFixed(3)))
      return { mxGroup: '32', nvGroup: '16', mx: bits('mxfp4'), nv: bits('nvfp4'), nf: bits('nf4'), nfd: bits('nf4-dq') }
    },
    related: ['qlora', 'int4', 'number-formats'],
  },
  {
    id: 'dynamic-quants',
    names: {
      en: ['dynamic quants', 'dynamic quantization', 'UD quants', 'UD-Q4_K_XL', 'imatrix'],
      zh: ['动态量化', 'UD 量化', '重要性矩阵'],
    },
    asked: { en: ['what does UD mean in UD-Q2_K_XL?', 'what is a dynamic quant?'], zh: ['动态量化是什么？', 'UD开头的量化是什么'] },
    says: {
      en: 'A dynamic quant chooses the bits of every layer apart: sensitive layers keep many, the bulk gets few. That makes very small files of large mixtures usable; their names say the base format, not the average, so look at the file size. An imatrix only chooses better scales and does not change the size.',
      zh: '动态量化逐层选择位数：敏感层保留多位，大部分只给少量位。这样大型 MoE 的超小文件也能用；名字写的是基础格式而不是平均位数，要看文件大小。imatrix 只是让缩放系数选得更好，不改变大小。',
    },
    example: {
      en: '{{model}}: {{q4}} GB as UD-Q4_K_XL, {{q2}} GB as UD-Q2_K_XL, {{native}} GB as published in fp8.',
      zh: '{{model}}：UD-Q4_K_XL {{q4}} GB，UD-Q2_K_XL {{q2}} GB，原版 fp8 {{native}} GB。',
    },
    values: (lab) => {
      const size = (format: string) => gigabytes(lab.weights('deepseek-ai/DeepSeek-V3', format).total)
      return { model: nameOf(lab, 'deepseek-ai/DeepSeek-V3'), q4: size('UD-Q4_K_XL'), q2: size('UD-Q2_K_XL'), native: size('fp8') }
    },
    related: ['gguf-quant-names', 'quant-quality', 'moe'],
  },
  {
    id: 'kv-quant',
    names: {
      en: ['KV cache quantization', 'KV quant', 'q8_0 KV', 'fp8 KV cache', '--cache-type-k', 'KV cache in fp8'],
      zh: ['KV 缓存量化', 'KV 量化', 'q8_0 KV 缓存', 'KV 缓存用 fp8'],
    },
    asked: {
      en: ['can the kv cache be quantized?', 'how do i make the kv cache smaller?'],
      zh: ['KV缓存可以量化吗？', '怎么让KV缓存小一点'],
    },
    says: {
      en: 'The cache can be kept in fewer bits too, apart from the weights: q8_0 or fp8 halve it with hardly a visible loss, q4_0 quarters it with some. It is the first thing to try when a long context is just too much.',
      zh: '缓存也可以单独用更少的位数：q8_0 或 fp8 减半，几乎看不出损失；q4_0 约剩四分之一，有一些损失。上下文长得刚好放不下时，先试它。',
    },
    example: {
      en: '{{model}} at {{context}}: {{half}} GiB in fp16, {{q8}} GiB in q8_0, {{q4}} GiB in q4_0, that is {{perToken}}, {{perTokenQ8}} and {{perTokenQ4}} KiB per token.',
      zh: '{{model}} 在 {{context}}：fp16 {{half}} GiB，q8_0 {{q8}} GiB，q4_0 {{q4}} GiB，即每 token {{perToken}}、{{perTokenQ8}} 和 {{perTokenQ4}} KiB。',
    },
    values: (lab) => {
      const context = 4 * usualContext
      return {
        model: nameOf(lab, llama70b),
        context: tokens(context),
        half: gib(lab.cache(llama70b, context)),
        q8: gib(lab.cache(llama70b, context, 1, 'q8_0')),
        q4: gib(lab.cache(llama70b, context, 1, 'q4_0')),
        perToken: kib(lab.cachePerToken(llama70b)),
        perTokenQ8: kib(lab.cachePerToken(llama70b, 'q8_0')),
        perTokenQ4: kib(lab.cachePerToken(llama70b, 'q4_0')),
      }
    },
    related: ['kv-cache', 'context', 'quantization'],
  },
]
