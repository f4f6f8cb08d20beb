import { gigabytes, grouped, parameters, rateSpan, tokens } from '../../numbers.ts'
import type { Entry } from '../entry.ts'
import { card, cardOf, dense32b, gpt3, llama2, llama8b, llama70b, mixture, nameOf } from '../examples.ts'
import type { Lab } from '../lab.ts'

const layersOf = (lab: Lab, id: string) => lab.model(id).blocks.reduce((sum, { count }) => sum + count, 0)

export const modelEntries: readonly Entry[] = [
  {
    id: 'params',
    names: { en: ['parameters', 'params', 'model size', 'the B in 7B', 'what 7B means'], zh: ['参数', '参数量', '模型大小', '7B 的 B'] },
    asked: { en: ['what does 7B mean in Llama-7B?', 'what is a parameter?'], zh: ['7b的b是什么意思？', '什么是参数量'] },
    says: {
      en: 'Parameters are the numbers a model learned, and B stands for a billion of them. The name is rounded. More parameters usually mean better answers, and always more memory.',
      zh: '参数就是模型学到的数字，B 表示十亿个。名字里的数是取整的。参数越多，通常答得越好，占的内存也一定越多。',
    },
    example: {
      en: 'A “7B” is {{real}} parameters in {{model}}, and {{gb}} GB of weights in fp16; {{other}} has {{otherParams}}.',
      zh: '“7B”在 {{model}} 里是 {{real}} 参数，fp16 权重 {{gb}} GB；{{other}} 是 {{otherParams}}。',
    },
    values: (lab) => {
      const weights = lab.weights(llama2, 'fp16')
      return {
        model: nameOf(lab, llama2),
        real: parameters(weights.parameters / 1e9),
        gb: gigabytes(weights.total),
        other: nameOf(lab, 'Qwen/Qwen2.5-7B'),
        otherParams: parameters(lab.model('Qwen/Qwen2.5-7B').parametersB),
      }
    },
    related: ['params-to-memory', 'params-from-architecture', 'params-vs-tokens'],
  },
  {
    id: 'params-to-memory',
    names: {
      en: ['parameters to memory', 'bytes per parameter', 'GB per billion parameters', 'memory per billion parameters', 'rule of thumb'],
      zh: ['参数换算显存', '每 B 参数多少显存', '参数和显存的关系', '每十亿参数'],
    },
    asked: {
      en: ['how many gb per billion parameters?', 'how much vram does 1B take?', 'how do parameters relate to gigabytes?'],
      zh: ['每10亿参数要多少显存？', '参数量怎么换算成显存'],
    },
    says: {
      en: 'Weights in bytes are parameters × bits ÷ {{byte}}, so a billion parameters take as many GB as a weight has bytes. Then add the KV cache and a GiB or so of buffers and runtime: the weights alone are never enough.',
      zh: '权重字节数 = 参数量 × 位数 ÷ {{byte}}，所以十亿参数占的 GB 数就是每个权重的字节数。再加上 KV 缓存以及一 GiB 左右的缓冲和运行时：只算权重永远不够。',
    },
    example: {
      en: 'One billion parameters of {{model}}: {{full}} GB in fp32, {{half}} in fp16, {{eight}} in Q8_0, {{four}} in Q4_K_M.',
      zh: '{{model}} 每十亿参数：fp32 {{full}} GB，fp16 {{half}}，Q8_0 {{eight}}，Q4_K_M {{four}}。',
    },
    values: (lab) => {
      const per = (format: string) => {
        const { total, parameters: count } = lab.weights(llama70b, format)
        return (total / count).toFixed(2)
      }
      return { byte: '8', model: nameOf(lab, llama70b), full: per('fp32'), half: per('fp16'), eight: per('Q8_0'), four: per('Q4_K_M') }
    },
    related: ['weights', 'int4', 'size-bands', 'gib'],
  },
  {
    id: 'params-vs-tokens',
    names: { en: ['parameters vs tokens', 'tokens', 'token'], zh: ['参数和 token', 'token', '词元'] },
    asked: { en: ['is 10B the tokens or the parameters?', 'what is a token?'], zh: ['10B说的是token数量还是参数啊', 'token是什么'] },
    says: {
      en: 'Parameters are the size of a model; tokens are pieces of text, about three quarters of an English word or one to two Chinese characters. “7B” in a name counts parameters; “trained on 15T” counts tokens; “128k” counts tokens of context.',
      zh: '参数是模型的大小；token 是文本的小块，约为四分之三个英文单词，或一到两个汉字。名字里的“7B”是参数；“用 15T 训练”是 token；“128k”是上下文的 token。',
    },
    example: {
      en: '{{model}} has {{params}} parameters and reads {{context}} tokens of context; text is split into a vocabulary of {{vocab}} kinds of token.',
      zh: '{{model}} 有 {{params}} 参数，可读 {{context}} token 的上下文；词表有 {{vocab}} 种 token。',
    },
    values: (lab) => ({
      model: nameOf(lab, llama8b),
      params: parameters(lab.model(llama8b).parametersB),
      context: tokens(lab.model(llama8b).maxContext ?? 0),
      vocab: grouped(lab.model(llama8b).vocab),
    }),
    related: ['params', 'context', 'tokens-to-bytes', 'chinchilla'],
  },
  {
    id: 'tokens-to-bytes',
    names: {
      en: ['tokens to bytes', 'tokens vs words', 'words per token', 'bytes per token', 'dataset size', 'corpus size'],
      zh: ['token 换算字节', '数据集大小', '语料大小', '每个 token 几个字节'],
    },
    asked: {
      en: ['how many TB of text is 500B tokens?', 'how many bytes is a token?'],
      zh: ['500B的token换成数据是几个TB呀？', '一个token几个字节'],
    },
    says: {
      en: 'A token of English is about {{bytes}} bytes of plain text; other languages differ with the tokenizer. Stored for training it is smaller: a number of {{two}} bytes where the vocabulary is small enough, else {{four}}.',
      zh: '一个英文 token 大约是 {{bytes}} 字节纯文本；其他语言因分词器而异。训练时以编号存储，更小：词表够小时每个 {{two}} 字节，否则 {{four}} 字节。',
    },
    example: {
      en: '{{billions}}B tokens are about {{text}} TB of text, and {{stored}} TB as {{two}}-byte numbers.',
      zh: '{{billions}}B token 约为 {{text}} TB 文本，以 {{two}} 字节编号存储则为 {{stored}} TB。',
    },
    values: () => {
      const [count, text, two, four] = [500e9, 4, 2, 4]
      return {
        bytes: String(text),
        two: String(two),
        four: String(four),
        billions: String(count / 1e9),
        text: ((count * text) / 1e12).toFixed(1),
        stored: ((count * two) / 1e12).toFixed(1),
      }
    },
    related: ['params-vs-tokens', 'chinchilla', 'disk'],
  },
  {
    id: 'moe',
    concept: 'moe-active-params',
    names: {
      en: [
        'mixture of experts',
        'MoE',
        'dense model',
        'dense',
        '8x7B',
        '8x22B',
        'active parameters',
        'active params',
        'A3B',
        'experts',
        'total and active parameters',
      ],
      zh: ['专家混合', 'MoE 模型', '激活参数', '混合专家', '激活参数量', '专家', '总参数和激活参数'],
    },
    asked: {
      en: ['how does moe memory work?', 'do i need memory for all experts?'],
      zh: ['MoE 显存怎么算？', '激活参数是什么', 'MoE要把所有专家都放进显存吗'],
    },
    says: {
      en: 'A mixture of experts uses only a few of its experts for each token. All of them must be in memory, because the next token may want others: total parameters decide the memory, active ones the speed.',
      zh: '专家混合模型每个 token 只用少数几个专家。但下一个 token 可能用别的专家，所以全部都要在内存里：总参数决定显存，激活参数决定速度。',
    },
    example: {
      en: '{{model}} in Q4_K_M: {{size}} GB in memory, of which {{read}} GB are read for a token. On one {{gpu}} that gives {{speed}} tokens/s; {{dense}}, about as large, gives {{denseSpeed}}.',
      zh: '{{model}} 的 Q4_K_M：内存里 {{size}} GB，每个 token 只读 {{read}} GB。在 {{gpu}} 上 {{speed}} token/s；大小相近的稠密模型 {{dense}} 只有 {{denseSpeed}}。',
    },
    values: (lab) => {
      const weights = lab.weights(mixture, 'Q4_K_M')
      const speed = (model: string) => {
        const rate = lab.option({ model, format: 'Q4_K_M', gpu: card }).decodeTokensPerSecond
        return rate === undefined ? '' : rateSpan(rate)
      }
      return {
        model: nameOf(lab, mixture),
        size: gigabytes(weights.total),
        read: gigabytes(weights.readAlways + weights.readExperts),
        gpu: cardOf(lab, card),
        speed: speed(mixture),
        dense: nameOf(lab, dense32b),
        denseSpeed: speed(dense32b),
      }
    },
    related: ['expert-parallel', 'offload', 'bandwidth'],
  },
  {
    id: 'params-from-architecture',
    names: {
      en: ['parameters from the architecture', '12Nd²', '12 N d^2', 'counting parameters', 'parameter formula'],
      zh: ['由结构算参数量', '参数量公式', '参数量怎么算', '从架构算参数量', '从结构算参数量'],
    },
    asked: {
      en: ['how are the parameters counted from layers and width?', 'how do i compute the number of parameters?'],
      zh: ['参数量是怎么算出来的？', '12Nd²公式是什么'],
    },
    says: {
      en: 'A classic transformer has {{twelve}} · N · d² + V · d parameters: N layers of width d with {{four}} d² for attention and {{eight}} d² for the feed-forward part, and one row of d for each of V tokens. Newer models share keys, gate the feed-forward part or add experts: count their matrices.',
      zh: '经典 Transformer 的参数量约为 {{twelve}}·N·d² + V·d：N 层、宽度 d，每层注意力 {{four}}d²、前馈 {{eight}}d²，词表 V 个 token 每个一行 d。新模型共享键值、前馈带门控或有专家：要逐个矩阵去数。',
    },
    example: {
      en: '{{gpt}}: {{layers}} layers of width {{width}}, {{vocab}} tokens: {{formula}}. For {{model}} the formula gives {{wrong}} and counting {{right}}.',
      zh: '{{gpt}}：{{layers}} 层，宽度 {{width}}，词表 {{vocab}}：{{formula}}。对 {{model}}，公式给出 {{wrong}}，逐个数是 {{right}}。',
    },
    values: (lab) => {
      const [attention, feedForward] = [4, 8]
      const formula = (id: string) => {
        const { hidden, vocab } = lab.model(id)
        return ((attention + feedForward) * layersOf(lab, id) * hidden ** 2 + vocab * hidden) / 1e9
      }
      return {
        twelve: String(attention + feedForward),
        four: String(attention),
        eight: String(feedForward),
        gpt: nameOf(lab, gpt3),
        layers: String(layersOf(lab, gpt3)),
        width: grouped(lab.model(gpt3).hidden),
        vocab: grouped(lab.model(gpt3).vocab),
        formula: parameters(formula(gpt3)),
        model: nameOf(lab, llama8b),
        wrong: parameters(formula(llama8b)),
        right: parameters(lab.weights(llama8b, 'fp16').parameters / 1e9),
      }
    },
    related: ['params', 'gqa', 'moe'],
  },
]
