import { grouped, parameters, significant } from '../../numbers.ts'
import type { Entry } from '../entry.ts'
import { llama2, llama8b, llama70b, nameOf, olderServer } from '../examples.ts'
import type { Lab } from '../lab.ts'
import { chinchillaTokens, trainingFlops } from '../training-figures.ts'

const paramsOf = (lab: Lab, id: string) => lab.model(id).parametersB * 1e9
const exponent = (value: number) => {
  const power = Math.floor(Math.log10(value))
  return `${(value / 10 ** power).toFixed(2)}e${power}`
}
const llama2run = 'meta-llama/Llama-2-70b-hf'
const tera = 1e12
const day = 86_400

/** How much arithmetic training takes, and how long. */
export const trainingTimeEntries: readonly Entry[] = [
  {
    id: 'flops',
    names: {
      en: [
        'FLOP per token',
        '6ND',
        'training FLOPs',
        'training compute',
        'FLOP of training',
        'PF-days',
        'FLOPs per token',
        'inference FLOPs',
        'compute of inference',
        'compute of training vs inference',
        'training vs inference compute',
      ],
      zh: [
        '训练计算量',
        '6ND 公式',
        '训练算力需求',
        '训练 FLOPs',
        '计算量',
        '推理计算量',
        '运算量',
        '训练和推理的计算量',
        '每 token 计算量',
      ],
    },
    asked: {
      en: ['how many flops does training take?', 'what is the 6ND rule?', 'how many flops does a token take?'],
      zh: ['训练需要多少FLOPs？', '6ND是什么', '训练和推理的计算量差多少？'],
    },
    says: {
      en: 'Running a model takes about {{two}} operations for each parameter and each token. Training takes about {{six}}, {{ratio}} times as many: {{two}} to read it, {{four}} to learn from it; recomputing activations makes it about {{eight}}. A mixture counts its active parameters only.',
      zh: '推理时每个参数、每个 token 约需 {{two}} 次运算。训练约需 {{six}} 次，是推理的 {{ratio}} 倍：前向 {{two}} 次，反向 {{four}} 次；重计算激活时约 {{eight}} 次。MoE 只算激活参数。',
    },
    example: {
      en: '{{large}} takes {{largeToken}} FLOP to write a token and {{largeTrain}} to learn from one. {{model}} on {{tokens}}T tokens: {{six}} × {{params}} × {{tokens}}T = {{flops}} FLOP; a single H100 at its dense peak would need {{days}} days.',
      zh: '{{large}} 写一个 token 要 {{largeToken}} FLOP，学一个 token 要 {{largeTrain}}。{{model}} 用 {{tokens}}T token：{{six}} × {{params}} × {{tokens}}T = {{flops}} FLOP；一张 H100 按稠密峰值要算 {{days}} 天。',
    },
    values: (lab) => {
      const [forward, backward, count] = [2, 4, 2e12]
      const flops = trainingFlops(paramsOf(lab, llama8b), count)
      return {
        six: String(forward + backward),
        two: String(forward),
        four: String(backward),
        eight: String(forward + backward + forward),
        ratio: String((forward + backward) / forward),
        large: nameOf(lab, llama70b),
        largeToken: exponent(forward * paramsOf(lab, llama70b)),
        largeTrain: exponent(trainingFlops(paramsOf(lab, llama70b), 1)),
        model: nameOf(lab, llama8b),
        tokens: String(count / 1e12),
        params: parameters(lab.model(llama8b).parametersB),
        flops: exponent(flops),
        days: grouped(flops / ((lab.gpu('h100-sxm').tflops.bf16 ?? 1) * tera) / day),
      }
    },
    hint: 'training',
    related: ['mfu', 'chinchilla', 'training-vs-inference'],
  },
  {
    id: 'mfu',
    names: {
      en: ['MFU', 'model FLOPs utilization', 'model flops utilisation', 'GPU efficiency'],
      zh: ['MFU 利用率', '模型算力利用率', '算力利用率'],
    },
    asked: { en: ['what does MFU mean?', 'what is a good mfu?'], zh: ['MFU是什么？', 'MFU多少算好'] },
    says: {
      en: 'MFU is the share of a GPU’s dense peak that goes into useful arithmetic. Large runs reach about {{low}}–{{high}} % from start to end, restarts included; one desk with a GeForce less. Communication, short sequences and small batches lower it.',
      zh: 'MFU 是 GPU 稠密峰值里真正用于有效计算的比例。大规模训练从头到尾（含重启）约 {{low}}–{{high}} %，桌面上的 GeForce 更低。通信、短序列和小批次都会拉低它。',
    },
    example: {
      en: '{{model}} was trained on {{tokens}}T tokens in {{hours}} A100 hours: {{useful}} FLOP of {{possible}} possible, an MFU of {{mfu}} %.',
      zh: '{{model}} 用 {{tokens}}T token 训练了 {{hours}} A100 小时：有效 {{useful}} FLOP，可能的 {{possible}}，MFU 为 {{mfu}} %。',
    },
    values: (lab) => {
      // Llama 2 (arXiv 2307.09288), table 2: 1,720,320 hours of A100 80GB for the 70B, on 2T tokens.
      const [hours, count] = [1_720_320, 2e12]
      const useful = trainingFlops(paramsOf(lab, llama2run), count)
      const possible = hours * 3600 * (lab.gpu(olderServer).tflops.bf16 ?? 1) * tera
      return {
        low: '30',
        high: '50',
        model: nameOf(lab, llama2run),
        tokens: String(count / 1e12),
        hours: grouped(hours),
        useful: exponent(useful),
        possible: exponent(possible),
        mfu: ((useful / possible) * 100).toFixed(0),
      }
    },
    hint: 'training',
    related: ['tflops', 'flops', 'all-reduce'],
  },
  {
    id: 'chinchilla',
    names: {
      en: ['Chinchilla', 'compute-optimal', 'Chinchilla scaling', 'scaling law', 'optimal tokens'],
      zh: ['Chinchilla 定律', '最优 token 数', '缩放定律', '计算最优'],
    },
    asked: {
      en: ['how many tokens should i train on?', 'what is the chinchilla rule?'],
      zh: ['应该用多少token训练？', 'Chinchilla定律是什么'],
    },
    says: {
      en: 'For a given amount of arithmetic the best model comes from about {{ratio}} training tokens per parameter. Models that will be used a lot are trained far beyond that: a smaller model trained longer is cheaper to run ever after.',
      zh: '计算量一定时，每个参数约 {{ratio}} 个训练 token 得到的模型最好。要大量使用的模型会训练得远超这个数：小一点、训久一点的模型，以后每次运行都便宜。',
    },
    example: {
      en: '{{model}} would be done at {{best}}T tokens, {{flops}} FLOP; Llama 3 models saw {{real}}T, {{times}} times as many per parameter for the {{small}}.',
      zh: '{{model}} 的最优是 {{best}}T token、{{flops}} FLOP；Llama 3 实际用了 {{real}}T，对 {{small}} 来说是每参数的 {{times}} 倍。',
    },
    values: (lab) => {
      // Llama 3 (arXiv 2407.21783): about 15T tokens.
      const real = 15e12
      const count = paramsOf(lab, llama70b)
      return {
        ratio: String(chinchillaTokens),
        model: nameOf(lab, llama70b),
        best: ((count * chinchillaTokens) / 1e12).toFixed(1),
        flops: exponent(trainingFlops(count, count * chinchillaTokens)),
        real: String(real / 1e12),
        small: nameOf(lab, llama8b),
        times: (real / paramsOf(lab, llama8b) / chinchillaTokens).toFixed(0),
      }
    },
    hint: 'training',
    related: ['flops', 'params-vs-tokens', 'pretraining'],
  },
  {
    id: 'pretraining',
    names: {
      en: ['pretraining', 'pre-training', 'training from scratch', 'continued pretraining'],
      zh: ['预训练', '从头训练', '继续预训练'],
    },
    asked: {
      en: ['what is the difference between pretraining and fine-tuning?', 'what does training from scratch mean?'],
      zh: ['预训练和微调有什么区别？', '从头训练是什么意思'],
    },
    says: {
      en: 'Pretraining makes a model from nothing out of trillions of tokens; fine-tuning changes a finished one with thousands to millions. The memory per card is alike, the arithmetic differs by factors of thousands: hardly anybody needs to pretrain.',
      zh: '预训练从零开始，用上万亿 token 造出模型；微调用几千到几百万 token 调整现成的模型。每张卡的显存相近，计算量却差上千倍：几乎没人需要自己预训练。',
    },
    example: {
      en: '{{model}}: {{pre}} FLOP for {{tokens}}T tokens, {{fine}} FLOP for {{few}}M: at {{percent}} % of an A100’s peak {{years}} GPU-years against {{hours}} hours.',
      zh: '{{model}}：{{tokens}}T token 要 {{pre}} FLOP，{{few}}M token 要 {{fine}} FLOP：按 A100 峰值的 {{percent}} % 算，是 {{years}} 卡年对 {{hours}} 小时。',
    },
    values: (lab) => {
      const [pre, fine, share] = [2e12, 10e6, 0.4]
      const count = paramsOf(lab, llama2)
      const speed = (lab.gpu(olderServer).tflops.bf16 ?? 1) * tera * share
      return {
        model: nameOf(lab, llama2),
        tokens: String(pre / 1e12),
        pre: exponent(trainingFlops(count, pre)),
        few: String(fine / 1e6),
        fine: exponent(trainingFlops(count, fine)),
        percent: String(share * 100),
        years: significant(trainingFlops(count, pre) / speed / (365 * day)),
        hours: significant(trainingFlops(count, fine) / speed / 3600),
      }
    },
    hint: 'training',
    related: ['flops', 'full-training', 'lora', 'chinchilla'],
  },
]
