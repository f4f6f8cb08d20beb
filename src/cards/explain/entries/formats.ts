import { formatByName } from '../../../catalog/formats.ts'
import { gib, gigabytes, grouped, kib, parameters, rateSpan, tokens } from '../../numbers.ts'
import type { Entry } from '../entry.ts'
import { card, cardOf, llama8b, llama70b, nameOf, server } from '../examples.ts'
import { usualContext } from '../lab.ts'
import { bitsOf, sizesBlock } from '../sizes-table.ts'

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
      en: [
        'number formats',
        'fp32',
        'fp16',
        'bf16',
        'half precision',
        'TF32',
        'bits and bytes',
        'floating point',
        'bits in a byte',
        'byte',
      ],
      zh: ['数值格式', '半精度', '浮点格式', '数据类型', '位和字节', '精度', '字节', '一个字节多少位'],
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
    concept: 'quantization',
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
    id: 'fp8',
    names: { en: ['fp8', 'E4M3', 'W8A8', '8-bit', 'int8'], zh: ['fp8 格式', '8 位量化', 'int8 量化'] },
    asked: { en: ['which gpus support fp8?', 'is fp8 faster?'], zh: ['哪些显卡支持fp8？', 'fp8会更快吗'] },
    says: {
      en: 'fp8 and int8 give each weight one byte, half of fp16, with hardly any loss. Ada, Hopper, Blackwell and MI300 also calculate in fp8, which makes prompts faster; an Ampere card stores it and calculates in 16 bits: smaller, no faster prompts.',
      zh: 'fp8 和 int8 每个权重一个字节，是 fp16 的一半，几乎没有损失。Ada、Hopper、Blackwell 和 MI300 还能用 fp8 计算，处理提示词更快；Ampere 只是存成 fp8、仍按 16 位计算：更小，但提示词不会更快。',
    },
    example: {
      en: '{{model}} in fp8: {{size}} GB instead of {{half}} GB in fp16. {{gpu}}: {{fp8}} TFLOPS in fp8, {{fp16}} in fp16, both dense.',
      zh: '{{model}} 的 fp8：{{size}} GB，fp16 则是 {{half}} GB。{{gpu}}：fp8 {{fp8}} TFLOPS，fp16 {{fp16}}，均为稠密算力。',
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
    concept: 'quantization',
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
    id: 'kv-quant',
    concept: 'kv-cache',
    names: {
      en: ['KV cache quantization', 'KV quant', 'q8_0 KV', 'fp8 KV cache', '--cache-type-k', 'KV cache in fp8', 'quantized KV cache'],
      zh: ['KV 缓存量化', 'KV cache 量化', 'KV 量化', 'q8_0 KV 缓存', 'KV 缓存用 fp8'],
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
