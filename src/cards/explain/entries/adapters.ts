import { gib, gigabytes, significant } from '../../numbers.ts'
import type { Entry } from '../entry.ts'
import { llama8b, llama13b, llama70b, nameOf } from '../examples.ts'
import type { Lab } from '../lab.ts'
import { fullTraining, loraParameters, perParameter, usualRank, zeroBytes } from '../training-figures.ts'

const paramsOf = (lab: Lab, id: string) => lab.model(id).parametersB * 1e9
const cards = 8

/** What makes training smaller, and what it leaves on disk. */
export const adapterEntries: readonly Entry[] = [
  {
    id: 'lora',
    names: { en: ['LoRA', 'adapter', 'adapters', 'PEFT', 'LoRA rank', 'rank'], zh: ['LoRA 微调', '适配器', 'LoRA 秩', '低秩适配'] },
    asked: { en: ['what is lora?', 'how much memory does lora save?'], zh: ['LoRA是什么？', 'LoRA能省多少显存'] },
    says: {
      en: 'LoRA leaves the model as it is and trains two thin matrices beside each layer. Only these have gradients and optimizer states, so the weights in 16 bits become the largest part; activations are as large as ever.',
      zh: 'LoRA 不动原模型，只在每层旁边训练两个细长矩阵。只有它们有梯度和优化器状态，所以 16 位的权重成了最大的一块；激活一点也不少。',
    },
    example: {
      en: '{{model}}, rank {{rank}} on all linear layers: {{adapters}}M trained parameters, {{states}} GiB of states beside {{weights}} GiB of weights, against {{full}} GiB for full training.',
      zh: '{{model}}，秩 {{rank}}，所有线性层：训练 {{adapters}}M 参数，状态 {{states}} GiB 加权重 {{weights}} GiB，而全量训练要 {{full}} GiB。',
    },
    values: (lab) => {
      const trained = loraParameters(lab.model(llama13b), usualRank)
      return {
        model: nameOf(lab, llama13b),
        rank: String(usualRank),
        adapters: (trained / 1e6).toFixed(1),
        states: gib(trained * fullTraining.low),
        weights: gib(lab.weights(llama13b, 'fp16').total),
        full: gib(paramsOf(lab, llama13b) * fullTraining.low),
      }
    },
    hint: 'training',
    related: ['qlora', 'full-training', 'activations'],
  },
  {
    id: 'qlora',
    names: { en: ['QLoRA', '4-bit LoRA', 'QLoRA fine-tuning'], zh: ['QLoRA 微调', '量化 LoRA'] },
    asked: { en: ['what is qlora?', 'why does qlora fit on a small card?'], zh: ['QLoRA是什么？', 'QLoRA为什么能在小卡上跑'] },
    says: {
      en: 'QLoRA is LoRA beside a model kept in 4 bits (NF4), turned back to 16 bits one layer at a time. It saves three quarters of the weights, nothing of the activations, and is a little slower.',
      zh: 'QLoRA 就是给 4 位（NF4）存储的模型做 LoRA，用到哪层就还原哪层成 16 位。权重省四分之三，激活一点不省，速度略慢。',
    },
    example: {
      en: '{{model}}: {{base}} GiB of weights instead of {{half}}, and {{states}} GiB of states for rank {{rank}}.',
      zh: '{{model}}：权重 {{base}} GiB 而不是 {{half}}，秩 {{rank}} 的状态 {{states}} GiB。',
    },
    values: (lab) => ({
      model: nameOf(lab, llama13b),
      base: gib(lab.weights(llama13b, 'nf4-dq').total),
      half: gib(lab.weights(llama13b, 'fp16').total),
      states: gib(loraParameters(lab.model(llama13b), usualRank) * fullTraining.low),
      rank: String(usualRank),
    }),
    hint: 'training',
    related: ['lora-vs-qlora', 'fp4', 'activations'],
  },
  {
    id: 'lora-vs-qlora',
    names: { en: ['LoRA vs QLoRA', 'LoRA or QLoRA'], zh: ['LoRA 和 QLoRA', 'LoRA 与 QLoRA'] },
    asked: { en: ['what is the difference between lora and qlora?'], zh: ['lora和qlora有什么区别？'] },
    says: {
      en: 'Both train the same small adapters; only the frozen model differs: 16 bits in LoRA, 4 in QLoRA. Take LoRA where it fits, since it is faster and a little more exact, and QLoRA where it does not.',
      zh: '两者训练的都是同样的小适配器，区别只在冻结的原模型：LoRA 用 16 位，QLoRA 用 4 位。放得下就用 LoRA，更快也略准；放不下再用 QLoRA。',
    },
    example: {
      en: 'Weights and states at rank {{rank}}, activations apart: {{small}} {{smallLora}} GiB with LoRA, {{smallQlora}} with QLoRA; {{large}} {{largeLora}} and {{largeQlora}}.',
      zh: '秩 {{rank}} 的权重加状态（激活另算）：{{small}} LoRA {{smallLora}} GiB，QLoRA {{smallQlora}}；{{large}} 为 {{largeLora}} 和 {{largeQlora}}。',
    },
    values: (lab) => {
      const need = (id: string, format: string) =>
        gib(lab.weights(id, format).total + loraParameters(lab.model(id), usualRank) * fullTraining.low)
      return {
        rank: String(usualRank),
        small: nameOf(lab, llama8b),
        smallLora: need(llama8b, 'fp16'),
        smallQlora: need(llama8b, 'nf4-dq'),
        large: nameOf(lab, llama70b),
        largeLora: need(llama70b, 'fp16'),
        largeQlora: need(llama70b, 'nf4-dq'),
      }
    },
    hint: 'training',
    related: ['lora', 'qlora', 'activations'],
  },
  {
    id: 'preference-tuning',
    names: {
      en: ['preference tuning', 'DPO', 'RLHF', 'PPO', 'GRPO', 'reinforcement learning', 'reward model'],
      zh: ['偏好微调', '偏好对齐', '人类反馈强化学习', '奖励模型', '强化学习'],
    },
    asked: {
      en: ['what is dpo?', 'does rlhf need more memory than sft?'],
      zh: ['DPO是什么？', 'RLHF比SFT多占多少显存', 'GRPO和PPO有什么区别'],
    },
    // PPO for language models: arXiv 2203.02155. DPO: arXiv 2305.18290. GRPO: arXiv 2402.03300.
    says: {
      en: 'After supervised fine-tuning a model can be taught which of several answers people prefer. DPO learns from pairs and keeps a frozen copy of the model beside the trained one; PPO (classic RLHF) also a reward model and a value model; GRPO does without the value model but writes many answers to each prompt. All need more memory than plain fine-tuning. With LoRA the frozen copy is the base itself.',
      zh: '监督微调之后，还可以教模型人们更喜欢哪种回答。DPO 从成对的回答中学，旁边要放一份冻结的模型副本；PPO（经典 RLHF）还要奖励模型和价值模型；GRPO 不要价值模型，但每个提示要写很多回答。它们都比普通微调更占显存。用 LoRA 时，冻结的副本就是底座本身。',
    },
    example: {
      en: '{{model}}: plain full training keeps {{plain}} GiB of states; the frozen copy of DPO adds {{copy}} GiB in bf16.',
      zh: '{{model}}：普通全量训练的状态是 {{plain}} GiB；DPO 的冻结副本（bf16）再加 {{copy}} GiB。',
    },
    values: (lab) => ({
      model: nameOf(lab, llama8b),
      plain: gib(paramsOf(lab, llama8b) * fullTraining.low),
      copy: gib(paramsOf(lab, llama8b) * perParameter.weights),
    }),
    hint: 'training',
    related: ['full-training', 'lora', 'training-vs-inference'],
  },
  {
    id: 'zero',
    names: {
      en: ['ZeRO', 'ZeRO-3', 'ZeRO-2', 'ZeRO-1', 'ZeRO stages', 'FSDP', 'DeepSpeed', 'sharding'],
      zh: ['零冗余优化器', 'ZeRO 阶段', 'DeepSpeed ZeRO', '分片'],
    },
    asked: { en: ['what is ZeRO-3?', 'zero2 or zero3?'], zh: ['ZeRO三个阶段有什么区别？', 'zero2和zero3选哪个'] },
    says: {
      en: 'ZeRO divides the states over the cards instead of keeping a copy on each: stage 1 the optimizer, stage 2 the gradients too, stage 3 (FSDP) also the weights, fetched layer by layer. Each stage saves more memory; the third costs half as much communication again.',
      zh: 'ZeRO 把状态分到各卡而不是每卡一份：第 1 阶段分优化器，第 2 阶段再分梯度，第 3 阶段（FSDP）连权重也分，用到哪层取哪层。阶段越高越省显存；第 3 阶段通信量多一半。',
    },
    example: {
      en: '{{model}} on {{cards}} × {{gpu}}, states on each: {{none}} GiB without, {{one}}, {{two}} and {{three}} with stages 1, 2 and 3.',
      zh: '{{model}}，{{cards}} × {{gpu}}，每卡状态：不用 {{none}} GiB，阶段 1、2、3 分别为 {{one}}、{{two}} 和 {{three}}。',
    },
    values: (lab) => {
      const each = (stage: number) => gib(zeroBytes(paramsOf(lab, llama8b), stage, cards))
      return { model: nameOf(lab, llama8b), cards: String(cards), gpu: 'A100', none: each(0), one: each(1), two: each(2), three: each(3) }
    },
    hint: 'training',
    related: ['full-training', 'data-parallel', 'all-reduce'],
  },
  {
    id: 'checkpoint',
    names: {
      en: ['checkpoint', 'checkpoints', 'checkpoint size', 'checkpoint file'],
      zh: ['检查点', '检查点文件', '检查点大小', 'checkpoint 文件'],
    },
    asked: {
      en: ['how large is a training checkpoint?', 'why is a checkpoint so much larger than the model?'],
      zh: ['训练检查点有多大？', '检查点为什么比模型大得多'],
    },
    says: {
      en: 'A checkpoint you can resume from holds the weights, the master copy and the optimizer’s moments; gradients are not kept. Weights alone are enough to run the model, and a LoRA checkpoint is only its adapters.',
      zh: '能续训的检查点包含权重、主副本和优化器动量，不含梯度。只运行模型的话有权重就够；LoRA 的检查点只有适配器。',
    },
    example: {
      en: '{{model}}: {{resume}} GB to resume, {{weights}} GB to run; LoRA adapters of rank {{rank}} {{adapters}} GB.',
      zh: '{{model}}：续训 {{resume}} GB，运行 {{weights}} GB；秩 {{rank}} 的 LoRA 适配器 {{adapters}} GB。',
    },
    values: (lab) => {
      const count = paramsOf(lab, llama70b)
      const { weights, master, moments } = perParameter
      return {
        model: nameOf(lab, llama70b),
        resume: gigabytes(count * (weights + master + moments)),
        weights: gigabytes(count * weights),
        rank: String(usualRank),
        adapters: significant((loraParameters(lab.model(llama70b), usualRank) * weights) / 1e9),
      }
    },
    hint: 'training',
    related: ['checkpointing', 'disk', 'adam'],
  },
]
