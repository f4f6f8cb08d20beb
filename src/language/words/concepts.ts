import type { Table } from './meanings.ts'

/** "what happens if it doesn't fit". */
const offloaded = ['if', 'when']
  .flatMap((word) =>
    ['the model', 'a model', 'it'].flatMap((what) => ["doesn't", 'doesnt', 'does not'].map((not) => `happens ${word} ${what} ${not} fit`)),
  )
  .join(', ')

/** What `explain` can be about, and the words that name it. A phrase counts only when the question asks for an explanation. */
export const conceptTable: Table<string> = [
  [
    'kv-cache',
    'kv cache, kvcache, key value cache, paged kv cache, pagedattention, paged attention, kv缓存, 键值缓存, max_tokens_in_paged_kv_cache, max_num_batched_tokens',
  ],
  ['gqa', 'gqa, mqa, mha, grouped query attention, grouped-query attention, multi-query attention, mla, 分组查询注意力'],
  [
    'moe-active-params',
    'moe, mixture of experts, active params, active parameters, activated parameters, 激活参数, 混合专家, 激活参数量, 专家',
  ],
  ['bpw', 'bpw, bitrate, bits per weight'],
  ['number-formats', 'number formats, tf32, mantissa, exponent bits, 数值格式, 浮点格式'],
  [
    'quant-quality',
    'perplexity, higher ppl, lower ppl, ppl loss, quality loss, quality drop, accuracy loss, lose accuracy, quality do you lose, quality do i lose, quality do we lose, quality is lost, quality gets lost, quality you lose, hurt quality, lose much quality, trade away, trade-off, tradeoff, worth it, lose quality, noticeable, 精度损失, 掉点, 损失多少精度, 损失多少, 掉多少精度, 掉多少智商, 掉智商, 降智, 变笨, 质量损失, 损失精度, 精度下降, 效果差, 影响效果',
  ],
  ['quantization', 'quantization, quantisation, quantize, quantized, quantised, quantizing, quants, 量化'],
  [
    'memory-bandwidth-bound',
    'memory bound, memory-bound, bandwidth bound, bandwidth-bound, compute bound, compute-bound, roofline, limited by memory bandwidth, limited by bandwidth, bandwidth limited, bandwidth-limited, memory limited, 带宽瓶颈, 显存带宽瓶颈, 内存带宽瓶颈, 带宽限制, 受限于带宽, 受带宽限制, 看带宽, 看显存带宽, 看内存带宽, 访存, 访存密集',
  ],
  ['zero', 'zero stages, zero offload, zero-offload, 零冗余'],
  ['pipeline-parallel', '并行策略, 并行'],
  ['vllm-preallocation', 'preallocate, preallocates, pre-allocate, preallocation, 预分配, 占满显存, 占满'],
  [
    'tokens-to-bytes',
    'bytes per token, tokens to bytes, how many gb of text, how many tb of text, gb of text, tb of text, 换成数据, 多大的数据, 多少数据, 多少gb的数据, 多少gb文本, 多少文本, 几个字节, 多少字节, 几个汉字, 多少汉字, 多少个字, 是多少字, 等于多少字, 相当于多少字, how many words, how many characters, how many bytes',
  ],
  [
    'vram-vs-ram',
    'vram or ram, ram or vram, pc ram or gpu vram, vram vs ram, ram vs vram, vram and ram, ram and vram, shared memory, shared gpu memory, unified memory, 显存和内存, 内存和显存, 内存还是显存, 显存还是内存, 共享显存',
  ],
  [
    'params-to-memory',
    'per billion parameters, per billion params, per billion, per 1b, per 1b params, per b params, per parameter, params to memory, parameters to memory, 每b参数, 每10亿参数, 每十亿参数, 每1b参数, 换算成显存, 参数换算',
  ],
  ['context-memory', 'longer context, context memory, memory per token, vram per token'],
  [
    'flops',
    'flop per token, flops per token, flop per parameter, flops per parameter, training flops, inference flops, compute of training, compute of inference, 6nd, 计算量, 训练计算量, 推理计算量, 每token计算量, 运算量',
  ],
  [
    'params-from-architecture',
    'from the architecture, parameters from architecture, 12nd2, 从架构, 从结构, 按架构, 架构算参数, 架构计算参数',
  ],
  ['prefill', 'prefill, prefilling, prompt processing, 预填充, 解码'],
  [
    'speculative-decoding',
    'speculative decoding, speculative sampling, draft model, mtp, multi-token prediction, 投机解码, 推测解码, 投机采样',
  ],
  [
    'tpu',
    'what is tpu, what is a tpu, what are tpus, tpu vs gpu, gpu vs tpu, tpu or gpu, gpu or tpu, 什么是tpu, tpu是什么, tpu 是什么, tpu和gpu, gpu和tpu',
  ],
  ['gib', 'gib, gibibyte, gibibytes, gb vs gib, gib vs gb, gb or gib, gib or gb'],
  [
    'offload',
    offloaded +
      ', offloading, offloading layers, layer offloading, cpu offloading, what is offload, what is offloading, what is cpu offload, what is cpu offloading, what does offload mean, what does offloading mean, 什么是卸载, 卸载是什么, 卸载是啥, offload是什么, 什么是offload',
  ],
  ['hardware-roles', 'which hardware for, what hardware for, 什么硬件, 哪种硬件, 选什么硬件, 硬件分工'],
  [
    'cloud-or-own',
    'cloud vs own, cloud or own, cloud vs local, cloud or local, local vs cloud, local or cloud, own server, edge device, edge, cloud server, 云端, 云上, 自建服务器, 边缘, 边缘设备, 租还是买',
  ],
  ['params', 'the b, b stand for'],
  ['params-vs-tokens', 'params or tokens, tokens or params, 参数还是token, token还是参数, token数量还是参数'],
]
