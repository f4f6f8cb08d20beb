import type { Card } from '../../src/cards/card.ts'

/** A full card in English: every kind of block, wide tables, long notes. */
export const englishCard: Card = {
  language: 'en',
  title: '70B in 4-bit needs about 43 GiB — one 48 GB card or two 24 GB cards',
  tone: 'fits',
  answer: 'A single RTX A6000 48 GB or 2 × RTX 3090 runs it at 15–19 tokens/s; one 24 GB card does not hold it.',
  assumed: [
    'typical 70B (70.6B, 80 layers, 8 KV heads)',
    '“int4” = Q4_K_M on desktop cards, AWQ on servers',
    '8k context',
    '1 user',
    'KV fp16',
  ],
  blocks: [
    {
      kind: 'bars',
      title: 'Memory',
      rows: [
        { label: 'Weights', value: '39.6 GiB', share: 0.926, note: '70.6 B × 4.89 bits; embeddings stay in 6 bits' },
        { label: 'KV cache, 8k', value: '2.5 GiB', share: 0.058, note: '320 KiB a token' },
        { label: 'Buffers', value: '0.8 GiB', share: 0.018, note: '' },
      ],
      total: { label: 'Total', value: '42.9 GiB', note: '41.0–44.5' },
    },
    {
      kind: 'table',
      title: 'Where it runs',
      columns: [
        { label: 'GPU', align: 'left', keep: 1 },
        { label: 'Need / visible', align: 'right', keep: 2 },
        { label: 'tok/s, 1 user', align: 'right', keep: 3 },
        { label: 'max context, 1 user', align: 'right', keep: 6 },
        { label: 'users at 8k', align: 'right', keep: 5 },
        { label: '$/h', align: 'right', keep: 4 },
        { label: '$/M out, 1 user → full', align: 'right', keep: 7 },
      ],
      rows: [
        { tone: 'fits', cells: ['2 × RTX 3090', '43.1 / 47.2', '16 (14–18)', '16k', '2', '0.40', '6.8'] },
        { tone: 'fits', cells: ['A100 80 GB (AWQ)', '41.0 / 79.2', '30 (22–40)', '112k', '13', '1.99 [1.08–5.07]', '18 → 1.9'] },
        { tone: 'tight', cells: ['L40S 48 GB', '42.3 / 44.4', '15 (13–17)', '10k', '1', '0.89', '16'] },
        { tone: 'too-big', cells: ['RTX 4090', '42.3 / 23.5', '–', '–', '–', '0.35', '–'] },
      ],
      more: 3,
    },
    {
      kind: 'facts',
      title: 'What it costs to ask for more',
      rows: [
        { label: 'each further 8k', value: '+2.5 GiB (q8_0 KV: +1.3)' },
        { label: 'each further user', value: '+2.5 GiB at 8k' },
      ],
    },
    { kind: 'lines', title: 'Working', lines: ['weights = 70.6 B × 4.89 bits ÷ 8 = 43.1 GB = 40.2 GiB, of which 0.6 GiB stays in RAM'] },
  ],
  notes: ['Not 17.5 GB and not 35 GB: scales, zero points and embeddings cost the difference.', 'NVLink is not needed for this.'],
  refinements: [
    { group: 'quant', label: 'IQ4_XS', command: 'fit', shorthand: '70b iq4_xs' },
    { group: 'context', label: '32k', command: 'fit', shorthand: '70b int4 32k' },
    { group: 'users', label: '10 users', command: 'fit', shorthand: '70b int4 x10' },
    { group: 'gpu', label: '4090', command: 'fit', shorthand: '70b int4 on 2x rtx-4090' },
    { group: 'other', label: 'fifth', command: 'fit', shorthand: '70b' },
  ],
  sources: ['prices of 2026-10-04 (median of on-demand offers)', 'speed calibrated on public measurements'],
  hint: 'headroom fit --all lists every GPU.',
}

export const chineseCard: Card = {
  language: 'zh',
  title: '70B 的 4-bit 量化约需 43 GiB 显存：一张 48 GB 卡，或两张 24 GB 卡',
  tone: 'fits',
  answer:
    '单张 RTX A6000 48 GB 或双卡 3090 可以跑，单人约 15–19 token/s；单张 24 GB（3090/4090）放不下。多人同时用，建议 1 张 A100/H100 80 GB。',
  assumed: ['Llama-3 类 70B（706 亿参数，80 层，8 个 KV 头）', '“int4”在桌面卡按 Q4_K_M，在服务器按 AWQ', '上下文 8k', '1 个并发'],
  blocks: [
    {
      kind: 'bars',
      title: '显存组成',
      rows: [
        { label: '权重', value: '39.6 GiB', share: 0.926, note: '其中 0.6 GiB 在内存；词嵌入和输出层仍是 16 位' },
        { label: 'KV 缓存（8k）', value: '2.5 GiB', share: 0.058, note: '每个 token 320 KiB' },
      ],
      total: { label: '合计', value: '42.3 GiB', note: '41–44' },
    },
    {
      kind: 'table',
      title: '能跑的配置',
      columns: [
        { label: '配置', align: 'left', keep: 1 },
        { label: '需要 / 可用', align: 'right', keep: 2 },
        { label: '单人速度 token/s', align: 'right', keep: 3 },
        { label: '单人最长上下文', align: 'right', keep: 5 },
        { label: '8k 并发数', align: 'right', keep: 6 },
        { label: '每小时租金（美元）', align: 'right', keep: 4 },
      ],
      rows: [
        { tone: 'fits', cells: ['2 × RTX 3090（实测）', '43.1 / 47.2', '16（14–18）', '16k', '2', '0.40'] },
        { tone: 'fits', cells: ['H100 SXM（AWQ）', '44.0 / 79.1', '50（38–62）', '101k', '12', '3.33（1.25–12.3）'] },
        { tone: 'too-big', cells: ['RTX 4090', '42.3 / 23.5', '–', '–', '–', '0.35'] },
      ],
      more: 2,
    },
    { kind: 'facts', title: '再多要一些', rows: [{ label: '上下文每加 8k', value: '+2.5 GiB（KV 用 q8_0 时 +1.3 GiB）' }] },
  ],
  notes: ['不是 17.5 GB，也不是 35 GB：缩放系数、零点和 16 位词嵌入都要占显存。'],
  refinements: [{ group: 'context', label: '上下文 32k', command: 'fit', shorthand: '70b int4 32k' }],
  sources: ['价格日期 2026-10-04，按需价中位数［最低–最高］'],
  hint: '',
}
