import { gib, gigabytes, rateSpan, tokens } from '../../numbers.ts'
import type { Entry } from '../entry.ts'
import { card, cardOf, dense32b, llama8b, nameOf } from '../examples.ts'

const teacher = 'deepseek-ai/DeepSeek-R1'
const student = 'deepseek-ai/DeepSeek-R1-Distill-Qwen-14B'

/** What was done to a model before anybody runs it, and what that leaves to be run. */
export const makingEntries: readonly Entry[] = [
  {
    id: 'distillation',
    names: {
      en: ['distillation', 'knowledge distillation', 'distilled model', 'distill', 'distilled', 'distil', 'student model'],
      zh: ['蒸馏', '知识蒸馏', '蒸馏模型', '模型蒸馏', '蒸馏版'],
    },
    asked: {
      en: ['what is distillation?', 'is deepseek r1 14b the real r1?', 'what does a distilled model need?'],
      zh: ['什么是蒸馏？', '蒸馏版和满血版有什么区别', 'R1 14B是真的R1吗'],
    },
    // Hinton and others, arXiv 1503.02531; the students of R1: arXiv 2501.12948.
    says: {
      en: 'Distillation trains a small model (the student) on what a large one (the teacher) writes, or on the odds it gives each next token. Only the student is run: it needs what its own size needs, and nothing of the teacher. A small “DeepSeek R1” is such a student, a Qwen or Llama taught by R1, and not R1 itself.',
      zh: '蒸馏就是拿大模型（老师）写的内容，或它给每个下一 token 的概率，来训练小模型（学生）。运行的只有学生：要多少显存看它自己的大小，和老师无关。小号的“DeepSeek R1”就是这样的学生：由 R1 教出来的 Qwen 或 Llama，不是 R1 本身。',
    },
    example: {
      en: '{{student}} in Q4_K_M takes {{small}} GB; {{teacher}}, whose answers it learned from, {{large}} GB in the same format.',
      zh: '{{student}} 的 Q4_K_M 是 {{small}} GB；教它的 {{teacher}} 用同样格式要 {{large}} GB。',
    },
    values: (lab) => ({
      student: nameOf(lab, student),
      small: gigabytes(lab.weights(student, 'Q4_K_M').total),
      teacher: nameOf(lab, teacher),
      large: gigabytes(lab.weights(teacher, 'Q4_K_M').total),
    }),
    related: ['params', 'quantization', 'moe'],
  },
  {
    id: 'instruct-vs-base',
    names: {
      en: [
        'instruct vs base model',
        'instruct vs base',
        'base vs instruct',
        'instruct model',
        'base model',
        'chat model',
        'instruction tuning',
        'instruct',
        'instruct version',
        'base version',
        'base model vs chat model',
      ],
      zh: [
        '指令模型和基座模型',
        '指令模型',
        '基座模型',
        '底座模型',
        '基础模型',
        '对话模型',
        '指令微调',
        '指令版',
        '基座版',
        'base 模型',
        'instruct 模型',
      ],
    },
    asked: {
      en: [
        'what is the difference between base and instruct?',
        'what does instruct mean?',
        'should i download the base or the instruct model?',
      ],
      zh: ['Instruct和Base有什么区别？', '基座模型和对话模型有什么区别', '应该下载base还是instruct'],
    },
    // Instruction tuning: arXiv 2203.02155 (InstructGPT).
    says: {
      en: 'A base model only goes on with a text, as it was pretrained to. Its instruct version (also “chat”, “-it”) was trained further on instructions and preferred answers: it answers questions and expects a chat template. Both have the same layers, so memory, speed and price are the same. To chat, or to tune with few examples, take the instruct version; to train it on much data of your own, the base.',
      zh: '基座模型只会接着往下写，预训练就是这么练的。指令版（也叫 chat、“-it”）又用指令和偏好的回答训练过：会回答问题，要用对话模板。两者层数结构一样，所以显存、速度、价格都一样。聊天或用少量样本微调，选指令版；要用大量自己的数据继续训练，选基座。',
    },
    example: {
      en: '{{model}} in Q4_K_M is {{q4}} GB, base or instruct, and one {{gpu}} writes {{speed}} tokens/s with either.',
      zh: '{{model}} 的 Q4_K_M 都是 {{q4}} GB，不论基座还是指令版；一张 {{gpu}} 上都是 {{speed}} token/s。',
    },
    values: (lab) => {
      const speed = lab.option({ model: llama8b, format: 'Q4_K_M', gpu: card }).decodeTokensPerSecond
      return {
        model: nameOf(lab, llama8b),
        q4: gigabytes(lab.weights(llama8b, 'Q4_K_M').total),
        gpu: cardOf(lab, card),
        speed: speed === undefined ? '–' : rateSpan(speed),
      }
    },
    related: ['distillation', 'lora', 'pretraining'],
  },
  {
    id: 'rope-scaling',
    names: {
      en: ['RoPE scaling', 'YaRN', 'RoPE', 'rotary embedding', 'rotary position embedding', 'NTK', 'NTK scaling', 'context extension'],
      zh: ['RoPE 缩放', '旋转位置编码', '位置编码', '上下文扩展', '长度外推', 'YaRN 扩展'],
    },
    asked: {
      en: ['what is yarn?', 'what does rope scaling do?', 'how is a context made longer than the model was trained on?'],
      zh: ['YaRN是什么？', 'RoPE缩放有什么用', '怎么把上下文扩展到更长'],
    },
    // RoPE: arXiv 2104.09864. Linear scaling: arXiv 2306.15595. YaRN: arXiv 2309.00071.
    says: {
      en: 'RoPE tells a model where each token stands by turning its query and key, further for each place. A model knows only the places it was trained on; scaling maps a longer text onto them, evenly or, as YaRN does, leaving fine turns as they are. It adds no weights, the KV cache grows with the context as ever, and short texts may suffer a little: turn it on only where it is needed.',
      zh: 'RoPE 通过旋转每个 token 的查询和键来表示位置，越靠后转得越多。模型只认识训练时见过的位置；缩放把更长的文本映射到这些位置上：均匀地压缩，或者像 YaRN 那样保留细小的转动。它不增加权重，KV 缓存照样随上下文增长，短文本可能略受影响：需要时才打开。',
    },
    example: {
      en: '{{model}} was trained on {{own}} tokens; by YaRN with a factor of {{factor}} it reads {{long}}. Its KV cache for one user is then {{longCache}} GiB where it was {{cache}}.',
      zh: '{{model}} 训练时是 {{own}} token；用 YaRN、系数 {{factor}} 可读 {{long}}。单个用户的 KV 缓存也从 {{cache}} GiB 变成 {{longCache}} GiB。',
    },
    values: (lab) => {
      // Qwen3's model card: 32,768 tokens natively, 131,072 by YaRN with a factor of 4.
      const [own, factor] = [32_768, 4]
      return {
        model: nameOf(lab, dense32b),
        own: tokens(own),
        factor: String(factor),
        long: tokens(own * factor),
        cache: gib(lab.cache(dense32b, own)),
        longCache: gib(lab.cache(dense32b, own * factor)),
      }
    },
    related: ['context', 'kv-cache', 'kv-quant'],
  },
]
