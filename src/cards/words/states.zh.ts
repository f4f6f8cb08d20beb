import type { statesEn } from './states.en.ts'

type Same<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Same<Tree[Key]> }

/** What is known of training before it can be estimated in full, in Chinese. */
export const statesZh = {
  what: { finetune: '微调 {{model}}', pretrain: '从头训练 {{model}}' },
  title: '{{what}} 至少需要 {{needs}}',
  need: '{{need}} GiB（{{method}}）',
  comma: '、',
  space: '',
  below: '{{size}} 以下的模型，激活另算',
  titleOpen: '训练：每个参数至少 {{low}} 字节',
  answer: '光权重、梯度和优化器就要这么多，激活还要另加。这是下限：包含激活、时间和费用的完整训练估算还没做好。',
  answerOpen: '请说模型名或大小，就能算出它的状态：只是下限，完整的训练估算还没做好。',
  titleMost: '{{gpu}} 训练不了超过 {{sizes}} 的模型',
  most: '{{size}}（{{method}}）',
  answerMost:
    '这是上限：到这个大小，光权重、梯度和优化器就占满了，激活还要另加，实际能训练的更小。说出模型或大小，就能看它至少要多少；包含激活、时间和费用的完整训练估算还没做好。',
  verdict: '{{gpu}}：{{verdict}}。',
  rows: '权重、梯度和优化器（所有卡合计，GiB）',
  per: '每参数至少多少字节',
  full: '全量训练，AdamW：每参数 {{low}}–{{high}} 字节',
  lora: 'LoRA：权重 16 位，所有线性层，秩 {{rank}}',
  qlora: 'QLoRA：权重 NF4，所有线性层，秩 {{rank}}',
  cards: '在 {{gpu}} 上',
  each: '每张至少 {{each}} GiB（可用 {{usable}}）{{how}}，剩 {{left}} GiB 给激活',
  tooSmall: '不行：每张至少 {{each}} GiB{{how}}，而它只有 {{usable}}',
  how: '（ZeRO-{{stage}}）',
  method: { full: '全量训练', lora: 'LoRA', qlora: 'QLoRA' },
  compute: '计算量',
  computeValue: '6 × {{params}} × {{tokens}} token = {{flops}} FLOP',
  checkpointing: '梯度检查点能让激活很小；其余取决于序列长度和微批大小。',
  noStart: '训练的速度和费用还不能估算，所以不给数字。',
  source: '每参数字节数：ZeRO（arXiv 1910.02054）；参数量：目录',
  hint: '问“解释 全量微调”或“解释 qlora”可以看这些字节从哪来。',
} satisfies Same<typeof statesEn>
