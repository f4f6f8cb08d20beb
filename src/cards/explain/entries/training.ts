import { gib, gigabytes, parameters } from '../../numbers.ts'
import type { Entry } from '../entry.ts'
import { llama2, llama8b, llama13b, llama70b, nameOf } from '../examples.ts'
import type { Lab } from '../lab.ts'
import { activationBytes, fullTraining, perParameter, zeroBytes } from '../training-figures.ts'

const paramsOf = (lab: Lab, id: string) => lab.model(id).parametersB * 1e9
const sequence = 2048
const cards = 8

/** What training keeps in memory. */
export const trainingEntries: readonly Entry[] = [
  {
    id: 'training-vs-inference',
    concept: 'training-vs-inference-memory',
    names: {
      en: ['training vs inference', 'training and inference', 'training memory', 'training vs inference memory'],
      zh: ['训练和推理', '训练与推理', '训练显存', '训练和推理的区别'],
    },
    asked: {
      en: ['why does training need so much more memory than inference?', 'what is the difference between training and inference?'],
      zh: ['为什么训练比推理要多得多的显存？', '训练和推理有什么区别'],
    },
    says: {
      en: 'Running a model needs its weights and a cache. Training also keeps a gradient and the optimizer’s numbers for every weight, and the results of every layer until they have been used. Each training token costs {{train}} operations per parameter, each token of an answer {{infer}}.',
      zh: '推理只需要权重和缓存。训练还要为每个权重保存梯度和优化器状态，并保留每层的中间结果直到用完。训练每个 token 每参数要 {{train}} 次运算，推理每个 token 只要 {{infer}} 次。',
    },
    example: {
      en: '{{model}}: {{run}} GB of weights in bf16 to run it; {{low}}–{{high}} GB of states to train all of it, {{times}} times as much before any activations.',
      zh: '{{model}}：推理 bf16 权重 {{run}} GB；全量训练的状态 {{low}}–{{high}} GB，还没算激活就是 {{times}} 倍。',
    },
    values: (lab) => {
      const count = paramsOf(lab, llama8b)
      return {
        train: '6',
        infer: '2',
        model: nameOf(lab, llama8b),
        run: gigabytes(count * perParameter.weights),
        low: gigabytes(count * fullTraining.low),
        high: gigabytes(count * fullTraining.high),
        times: `${fullTraining.low / perParameter.weights}–${fullTraining.high / perParameter.weights}`,
      }
    },
    hint: 'training',
    related: ['full-training', 'activations', 'lora'],
  },
  {
    id: 'full-training',
    names: {
      en: ['full fine-tuning', 'full training', 'full fine-tune', 'model states', 'bytes per parameter in training'],
      zh: ['全量微调', '全参微调', '全量训练', '模型状态', '全参数微调'],
    },
    asked: {
      en: ['how many bytes per parameter does training need?', 'what does full fine-tuning need?'],
      zh: ['训练每个参数要多少字节？', '全量微调要多少显存'],
    },
    says: {
      en: 'Changing every weight with AdamW in mixed precision keeps {{weights}} bytes of weight, {{gradient}} of gradient ({{gradientHigh}} in fp32), {{master}} for a master copy and {{moments}} of moments per parameter: {{low}}–{{high}} bytes. They can be divided over cards (ZeRO); activations come on top.',
      zh: '用混合精度 AdamW 改动全部权重，每个参数要存权重 {{weights}} 字节、梯度 {{gradient}} 字节（fp32 为 {{gradientHigh}}）、主副本 {{master}} 字节和两个动量 {{moments}} 字节：共 {{low}}–{{high}} 字节。可以用 ZeRO 分到多卡；激活另算。',
    },
    example: {
      en: '{{model}}, {{params}}: {{lowGib}}–{{highGib}} GiB of states. On {{cards}} cards with ZeRO-3 at least {{each}} GiB each.',
      zh: '{{model}}，{{params}}：状态 {{lowGib}}–{{highGib}} GiB。{{cards}} 张卡用 ZeRO-3，每张至少 {{each}} GiB。',
    },
    values: (lab) => {
      const count = paramsOf(lab, llama8b)
      return {
        weights: String(perParameter.weights),
        gradient: String(perParameter.gradients),
        gradientHigh: String(perParameter.fp32Gradients),
        master: String(perParameter.master),
        moments: String(perParameter.moments),
        low: String(fullTraining.low),
        high: String(fullTraining.high),
        model: nameOf(lab, llama8b),
        params: parameters(lab.model(llama8b).parametersB),
        lowGib: gib(count * fullTraining.low),
        highGib: gib(count * fullTraining.high),
        cards: String(cards),
        each: gib(zeroBytes(count, 3, cards)),
      }
    },
    hint: 'training',
    related: ['adam', 'zero', 'activations', 'lora'],
  },
  {
    id: 'adam',
    names: {
      en: ['Adam', 'AdamW', 'optimizer', 'optimizer states', 'optimiser', 'moments'],
      zh: ['优化器', 'Adam 优化器', '优化器状态', '动量'],
    },
    asked: {
      en: ['how much memory does Adam need?', 'is adam 8, 12 or 16 bytes?'],
      zh: ['adam要多少显存？', 'Adam要占多少显存？', 'Adam优化器每个参数几个字节'],
    },
    says: {
      en: 'Adam keeps two running averages per weight: {{moments}} bytes. With the fp32 master copy it is {{twelve}}, and {{low}}–{{high}} are weights and gradients as well: all three figures are right, of different things. An 8-bit Adam keeps the averages in {{eight}} bytes.',
      zh: 'Adam 为每个权重存两个滑动平均：{{moments}} 字节。加上 fp32 主副本是 {{twelve}}，再加权重和梯度是 {{low}}–{{high}}：三个数都对，只是算的东西不同。8-bit Adam 的两个平均只占 {{eight}} 字节。',
    },
    example: {
      en: '{{model}}: {{m}} GB of moments, {{mm}} GB with the master copy, {{all}} GB in all; with an 8-bit Adam the moments are {{small}} GB.',
      zh: '{{model}}：动量 {{m}} GB，连主副本 {{mm}} GB，全部 {{all}} GB；8-bit Adam 的动量是 {{small}} GB。',
    },
    values: (lab) => {
      const count = paramsOf(lab, llama70b)
      const { moments, master } = perParameter
      return {
        moments: String(moments),
        twelve: String(moments + master),
        low: String(fullTraining.low),
        high: String(fullTraining.high),
        eight: String(moments / 4),
        model: nameOf(lab, llama70b),
        m: gigabytes(count * moments),
        mm: gigabytes(count * (moments + master)),
        all: gigabytes(count * fullTraining.low),
        small: gigabytes((count * moments) / 4),
      }
    },
    hint: 'training',
    related: ['full-training', 'zero', 'mixed-precision'],
  },
  {
    id: 'mixed-precision',
    names: { en: ['mixed precision', 'AMP', 'bf16 training', 'master weights'], zh: ['混合精度', '混合精度训练', '主权重'] },
    asked: { en: ['does mixed precision save memory?', 'what is mixed precision?'], zh: ['混合精度训练省显存吗？', '混合精度是什么'] },
    says: {
      en: 'Mixed precision calculates in bf16 and keeps a master copy of the weights in fp32, so that tiny steps are not rounded away. It makes training much faster and halves the activations, but the states stay as large: {{low}} bytes per parameter, like plain fp32.',
      zh: '混合精度用 bf16 计算，另存一份 fp32 主权重，避免很小的更新被舍掉。训练快得多，激活减半，但状态一样大：每参数 {{low}} 字节，与纯 fp32 相同。',
    },
    example: {
      en: '{{model}}: {{states}} GB of states either way. Pure bf16 would be {{pure}} GB, at the risk of steps that get lost.',
      zh: '{{model}}：两种方式状态都是 {{states}} GB。纯 bf16 是 {{pure}} GB，但小的更新可能丢失。',
    },
    values: (lab) => {
      const count = paramsOf(lab, llama8b)
      const { weights, gradients, moments } = perParameter
      return {
        low: String(fullTraining.low),
        model: nameOf(lab, llama8b),
        states: gigabytes(count * fullTraining.low),
        pure: gigabytes(count * (weights + gradients + moments / 2)),
      }
    },
    hint: 'training',
    related: ['number-formats', 'adam', 'activations'],
  },
  {
    id: 'activations',
    names: { en: ['activations', 'training activations', 'activation memory'], zh: ['激活', '训练激活', '激活值', '激活显存'] },
    asked: {
      en: ['what are activations in training?', 'why does a longer sequence need more memory in training?'],
      zh: ['训练时的激活是什么？', '序列长度为什么影响训练显存'],
    },
    says: {
      en: 'Activations are the results of every layer that the backward pass needs again. They grow with batch × sequence length × width × layers and not with the optimizer; long sequences make them the largest part. Checkpointing keeps a fraction of them.',
      zh: '激活是每层的中间结果，反向传播还要用。它随 批大小 × 序列长度 × 宽度 × 层数 增长，与优化器无关；序列长时会成为最大的一块。梯度检查点只保留其中一小部分。',
    },
    example: {
      en: '{{model}}, one sequence of {{tokens}} tokens: about {{all}} GiB, {{kept}} GiB with checkpointing.',
      zh: '{{model}}，一条 {{tokens}} token 的序列：约 {{all}} GiB，用检查点约 {{kept}} GiB。',
    },
    values: (lab) => ({
      model: nameOf(lab, llama2),
      tokens: String(sequence),
      all: gib(activationBytes(lab.model(llama2), sequence, false)),
      kept: gib(activationBytes(lab.model(llama2), sequence, true)),
    }),
    hint: 'training',
    related: ['checkpointing', 'full-training', 'gradient-accumulation'],
  },
  {
    id: 'checkpointing',
    names: {
      en: ['gradient checkpointing', 'activation checkpointing', 'checkpointing', 'recompute', 'recomputation'],
      zh: ['梯度检查点', '激活检查点', '重计算', '激活重计算'],
    },
    asked: {
      en: ['what does gradient checkpointing save?', 'is gradient checkpointing slower?'],
      zh: ['梯度检查点能省多少显存？', '梯度检查点会变慢吗'],
    },
    says: {
      en: 'Gradient checkpointing keeps only the input of each layer and computes the rest again in the backward pass: one more forward pass, about a third more arithmetic, for a fraction of the activations. It does not touch weights, gradients or the optimizer.',
      zh: '梯度检查点只保留每层的输入，反向时重新计算其余部分：多做一次前向，计算量约多三分之一，激活只剩一小部分。权重、梯度和优化器状态不变。',
    },
    example: {
      en: '{{model}}, {{tokens}} tokens: {{all}} GiB of activations become {{kept}} GiB, {{percent}} % less.',
      zh: '{{model}}，{{tokens}} token：激活从 {{all}} GiB 降到 {{kept}} GiB，少 {{percent}} %。',
    },
    values: (lab) => {
      const [all, kept] = [activationBytes(lab.model(llama13b), sequence, false), activationBytes(lab.model(llama13b), sequence, true)]
      return {
        model: nameOf(lab, llama13b),
        tokens: String(sequence),
        all: gib(all),
        kept: gib(kept),
        percent: ((1 - kept / all) * 100).toFixed(0),
      }
    },
    hint: 'training',
    related: ['activations', 'checkpoint', 'flops'],
  },
  {
    id: 'gradient-accumulation',
    names: { en: ['gradient accumulation', 'micro-batch', 'micro batch', 'global batch'], zh: ['梯度累积', '微批', '全局批大小'] },
    asked: {
      en: ['what is gradient accumulation?', 'how do i train with a large batch on a small card?'],
      zh: ['梯度累积是什么？', '显存小怎么用大batch训练'],
    },
    says: {
      en: 'Gradient accumulation works through a large batch in small pieces and steps once at the end. Memory is that of one piece (the micro-batch), the result that of the whole batch; it takes as long as the pieces together.',
      zh: '梯度累积把大批次拆成小块依次计算，最后才更新一次。显存只按一小块（微批）算，效果等于整个批次；时间是各块之和。',
    },
    example: {
      en: '{{model}}, {{tokens}} tokens each, no checkpointing: {{count}} sequences at once keep {{all}} GiB of activations, one at a time {{one}} GiB.',
      zh: '{{model}}，每条 {{tokens}} token，不用检查点：一次 {{count}} 条要 {{all}} GiB 激活，一条一条来只要 {{one}} GiB。',
    },
    values: (lab) => ({
      model: nameOf(lab, llama2),
      tokens: String(sequence),
      count: String(cards),
      all: gib(activationBytes(lab.model(llama2), sequence, false) * cards),
      one: gib(activationBytes(lab.model(llama2), sequence, false)),
    }),
    hint: 'training',
    related: ['activations', 'batch'],
  },
]
