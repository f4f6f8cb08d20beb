import type { Cue, Table } from './meanings.ts'

const kinds =
  'allround overall current new possible instruct free writing story storytelling translation coding code chat local small uncensored rp roleplay reasoning vision open multilingual math general everyday agentic'.split(
    ' ',
  )
/** "best coding model", "good chat llm". */
const bestOfKind = kinds
  .flatMap((kind) =>
    ['model', 'models', 'llm'].flatMap((noun) =>
      ['best', 'good', 'strongest', 'smartest', 'top', 'decent', 'solid', 'fastest'].map((how) => `${how} ${kind} ${noun}`),
    ),
  )
  .join(', ')
/** "a multilingual model", "any coding llm". */
const anyOfKind = kinds
  .flatMap((kind) => ['model', 'models', 'llm'].flatMap((noun) => ['a', 'any', 'some'].map((which) => `${which} ${kind} ${noun}`)))
  .join(', ')
/** "the smartest thing", "strongest model". */
const mostOfAll = [
  'smartest',
  'strongest',
  'most capable',
  'most powerful',
  'most intelligent',
  'best',
  'sweet spot',
  'go to',
  'go-to',
  'sota',
  'top',
  'ideal',
  'right',
  'optimal',
  'recommended',
  'decent',
  'beefiest',
  'meatiest',
  'heaviest',
  'fattest',
  'chonkiest',
  'coolest',
  'craziest',
  'highest quality',
  'most useful',
  'most usable',
  'most impressive',
]
  .flatMap((most) => ['model', 'models', 'llm', 'thing', 'one'].map((noun) => `${most} ${noun}`))
  .join(', ')

/** "what does a p40 go for these days": "should i go for one" asks for no price. */
const goesFor = ['go for', 'going for', 'fetch', 'sell at']
  .flatMap((verb) =>
    [
      'now',
      'rn',
      'nowadays',
      'these days',
      'atm',
      'currently',
      'today',
      'lately',
      'used',
      'on ebay',
      'second hand',
      'right now',
      'at the moment',
    ].map((when) => `${verb} ${when}`),
  )
  .join(', ')

/** "does it cost more vram": what is paid in memory is needed. */
const memoryCosts = ['cost', 'costs']
  .flatMap((verb) =>
    ['', 'more ', 'extra ', 'much ', 'any ', 'less '].flatMap((much) => ['vram', 'memory', 'ram'].map((what) => `${verb} ${much}${what}`)),
  )
  .join(', ')

/** 能跑点什么, 玩哪些. */
const runWhat = ['能跑', '可以跑', '能带', '跑', '能玩', '玩', '能上', '上']
  .flatMap((verb) =>
    ['什么', '点什么', '些什么', '哪些', '什么模型', '点什么模型', '哪些模型', '哪个模型', '什么大模型', '哪些大模型'].map(
      (what) => `${verb}${what}`,
    ),
  )
  .filter((phrase) => phrase !== '能跑什么模型')
  .join(', ')

/** "whats good on", "what's best for". */
const goodFor = ["what's", 'whats', 'what is']
  .flatMap((what) => ['good', 'best', 'decent'].flatMap((how) => ['on', 'for', 'with'].map((where) => `${what} ${how} ${where}`)))
  .join(', ')

/** "what even is", "what exactly does". */
const whatIs = ['even', 'exactly', 'actually', 'really', 'the hell', 'the heck', 'the fuck', 'tf', 'on earth']
  .flatMap((stress) => ['is', 'are', 'does', 'do'].map((verb) => `what ${stress} ${verb}`))
  .join(', ')

/** "what would you put on a p100". */
const putOn = ['can', 'could', 'should', 'would', 'do', 'to']
  .flatMap((verb) => (verb === 'to' ? ['what to'] : ['i', 'we', 'you', 'u', 'one', 'yall'].map((who) => `what ${verb} ${who}`)))
  .flatMap((asked) =>
    ['try', 'try first', 'play with', 'mess with', 'put on', 'load on', 'throw on', 'throw at', 'stick on', 'install on'].map(
      (verb) => `${asked} ${verb}`,
    ),
  )
  .join(', ')

/** "what could i", "what should my": what is asked for runs on what follows. */
const whatCan = ['can', 'could', 'should', 'would', 'will', 'might', 'shall', 'does']
  .flatMap((verb) =>
    ['i', 'we', 'it', 'this', 'that', 'one', 'you', 'u', 'ya', 'yall', 'a', 'an', 'the', 'my'].map((who) => `what ${verb} ${who}`),
  )
  .join(', ')

export const cueTable: Table<Cue> = [
  [
    'inference',
    'inference, infer, inferencing, run, runs, running, runnable, ran, serve, serving, deploy, deploying, deployment, desploy, host, hosting, load, loading, squeeze, cram, handle, use, generate, works, work, ' +
      '推理, 跑, 部署, 本地部署, 运行, 跑起来, 能跑, 能跑得动, 能跑起来, 能跑得起来, 跑得动, 跑满, 拉起来, 推, 上线, 本地推理, 跑的动, 带得动, 加载, 私有化部署, 服务',
  ],
  [
    'fit',
    'fit, fits, fitting, enough, suffice, sufficient, insufficient, possible, feasible, able, oom, ooms, out of memory, too large, too big, 够吗, 够不够, 够不, 够, 行吗, 行不行, 可以吗, 能行, 爆显存, 爆了, 爆, 溢出, 不足, 放得下, 装得下, 超显存, 显存不够',
  ],
  [
    'need',
    memoryCosts +
      ', how demanding, how hungry, memory hungry, vram hungry, what does it take to, what would it take to, what will it take to, what does it need, does it take to, would it take to, will it take to, would that take, what it takes, need, needs, needed, require, requires, required, requirement, requirements, minimum, min, system requirements, hardware requirements, resources, needed to, memory for, memory to, memory usage, memory use, memory footprint, cost in vram, cost me in vram, cost in memory, vram cost, memory cost, memory consumption, ram usage, vram usage, vram for, ram for, footprint, usage, 需要, 要求, 最低, 至少, 最低配置, 硬件需求, 配置, 硬性要求, 需求, 占用, 显存占用, 得要, 要多少, 算力, 资源',
  ],
  [
    'finetune',
    'finetune, fine-tune, finetuning, fine-tuning, finetunes, be finetuned, be fine-tuned, get finetuned, ft, sft, orpo, kto, simpo, rl, dpo, rlhf, grpo, ppo, instruction tuning, lora tuning, p-tuning, ptuning, ptuning v2, p-tuning v2, prefix tuning, prompt tuning, adapter tuning, 微调, 精调, 指令微调, 强化学习',
  ],
  ['tuned', 'finetuned, fine-tuned, fine tuned'],
  ['train', 'train, cost in gpu hours, in gpu hours, trains, training, trainer, gpu hours, mfu, 训练, 训, 训得, 炼'],
  [
    'pretrain',
    'pretrain, pretraining, pretrained from scratch, pre-train, pre-training, from scratch, train from scratch, continued pretraining, from zero, 预训练, 从头, 从头训, 从头训练, 继续预训练, 从零, 从零开始训',
  ],
  [
    'which-model',
    'which model, which models, what model, what models, which llm, which llms, what llm, what llms, best model, best models, best llm, good model, ' +
      bestOfKind +
      ', ' +
      goodFor +
      ', ' +
      mostOfAll +
      ', ' +
      putOn +
      ', top pick, top picks, best pick, best picks, anything better, something better, anything newer, anything smarter, better alternative,  recommend, recommended, recommendation, recommendations, any recommendations, suggest a model, suggest, model recommendations, model suggestions, model suggestion, any suggestions, ' +
      'which model size, what model size, which version, worth running, best i can run, best i can do, best you can do, best you can run, anything good, anything decent, anything usable, anything useful, something good, something decent, which trained model, what size model, what size models, what can i run, what can it run, what can we run, what can i serve, what can i host, ' +
      '什么模型, 什么大模型, 哪个大模型, 哪些大模型, 推荐大模型, 推荐个大模型, 哪个模型, 哪些模型, 推荐个模型, 推荐模型, 推荐, 求推, 求推荐, 求安利, 安利, 安利个, 推个, 玩什么模型, ' +
      runWhat +
      ',  有什么模型, 最强模型, 最强的模型, 最好的模型, 最适合的模型, 最合适的模型, 有啥模型, 什么llm, 哪个llm, 哪些llm, 模型有哪些, 有哪些模型, 找个模型, 挑个模型, 选个模型, 找个合适的模型, 挑个合适的模型, 选个合适的模型, 找一个模型, 挑一个模型, 最聪明的, 最聪明的模型, 最能打的, 最强的模型, 最佳选择',
  ],
  [
    'models',
    anyOfKind +
      ', models, a model, any model, some model, local model, tiny model, tiny models, small model, small models, little model, choose, 模型',
  ],
  ['llms', 'llms, language models, large language models, ai models, local models, 大模型, 大语言模型, 语言模型'],
  ['llm', 'llm, language model, large language model, local llm'],
  [
    'how-big',
    'ceiling, biggest model, largest model, how big, how large, biggest, largest, max model size, what size, how big of a model, 多大的模型, 多大模型, 多少b, 几b, 最大的模型, 多大参数, 多大的, 最大能, 最大多少',
  ],
  [
    'versus',
    'vs, versus, torn between, stuck between, choose between, choosing between, decide between, deciding between, pick between, stack up, stacks up, against, moving from, going from, jump from, jumping from, switching from, step up from, far behind, on par with, as fast as, as good as, comparable to, comparable with, competitive with, hold a candle to, close to a, fare against, hold up against, same as, different from, differ from, 有什么差, rather than, over a, over an, over the, 比, 比起来, 比怎么样, 相比较, compared to, compare, comparison, compared with, better than, 对比, 比较, 相比, 性价比, 顶几张, 抵几张, 顶得上几张, 相当于几张, 等于几张, 顶几块, 同一个东西, 一回事, 同一款, 一个东西',
  ],
  ['or', 'or, 还是'],
  ['which', 'which, what, 什么, 哪些'],
  ['what-can', whatCan],
  [
    'trend',
    'will nvidia, will amd, will intel, will apple, ever release, go down, going down, go up, going up, come down, coming down, drop, drops, dropping, dropped, fall, falling, plummet, skyrocket, hike, hikes, spike, spikes, spiked, surge, surged, soar, soared, rise, rising, 跌, 会跌, 还会跌, 涨价, 降价, 回落',
  ],
  [
    'how-long',
    'how long, how many gpu hours, how many gpu-hours, how many days, how many hours, how much time, 多久, 几天, 多少天, 多长时间, 几个小时',
  ],
  [
    'which-one',
    'which one, which card, which gpu, 哪台, 哪部, 哪卡, 怎么选, 如何选, 咋选, 选谁, 选哪个, 选哪张, 哪个, 哪张, 哪张卡, 哪款, 哪块, 哪种, 谁',
  ],
  [
    'faster',
    'faster, better, slower, lighter, heavier, quicker, outperform, outperforms, outpace, keep up with, beats, beat, which is faster, upgrade, upgrading, sell my, swap my, replace my, trade my, ditch my, 更快, 哪个好, 哪个快, 哪个更, 快吗, 谁快',
  ],
  [
    'spec',
    'hbm2, hbm2e, hbm3, hbm3e, gddr5, gddr5x, gddr6, gddr6x, gddr7, lpddr5x, cuda compute, matrix cores, wmma, tell me about, info on, info about, details on, details about, datasheet, data sheet, spec sheet, power hungry, how much power, max power, maximum power, peak power, power usage, power use, power consumption, power draw, wattage, how many watts, memory size, memory capacity, vram size, vram capacity, pcie gen, pcie generation, pcie version, pcie lanes, how wide, spec, specs, specification, specifications, memory bandwidth, memory speed, memory bus, bus width, memory type, tensor cores, tensor core, how fast is the memory, how fast is the vram, fast is the memory, fast is the vram, ecc, 显存带宽, 位宽, 显存速度, bandwidth, tflops, flops, tdp, cuda cores, compute capability, nvlink, form factor, 规格, 带宽, 功耗, 算力多少, 的算力, fp4算力, 的fp4算力, fp32算力, 的fp32算力, tf32算力, fp64算力, int4算力, fp16算力, bf16算力, fp8算力, int8算力, 的fp16算力, 的bf16算力, 参数规格, 内存是多大, 内存有多大, 显存是多大, 显存有多大, 显存多大',
  ],
  [
    'memory',
    'vram, gpu memory, how much memory has, video memory, how many gb, how many gigs, how many gigabytes, more memory, less memory, extra memory, the memory, memory on the, memory on a, memory of the, memory of a, 显存, hbm, gpu ram, vmem',
  ],
  [
    'price',
    'how much to run, how much to keep, how much to rent, how much to buy, and for how much, how many dollars, how many bucks, how much for a, how much for an, how much for the, msrp, retail price, how pricey, pricey, run me, charging, charging for, ppl ask for, people ask for, sellers ask for, would i spend, will i spend, would we spend, cents, a quote, quote for, monthly bill, monthly spend, good buy, decent buy, smart buy, in dollars, in usd, in euros, in bucks, cost wise, price wise, the damage for, good deal, good price, fair, fair price, fair deal, decent price, reasonable price, asking price, how expensive, set me back, set us back, 怎么收费, 如何收费, 收费, 计费, 怎么计费, 资费, going rate, going rates, ' +
      goesFor +
      ', pay for, are people selling, people selling, selling at, sell for, sells for, selling for, goes for, going for, price, prices, charge, charges, pricing, cost, costs, how much does it cost, how much is, how much will it cost, how much money, cheaper to, afford, 多少钱, 要多少钱, 得多少钱, 花多少钱, 价格, 租金, 月租, 时租, 单价, 售价, 行情, 行情价, 收多少, 怎么收, 费用, 花费, 啥价, 什么价, 成本, 几块钱, 得花多少, 报价, 卖多少, 多少美元, 多少美金, 多少刀, 多少人民币, 多少元, 多少块, 几个钱, 几块, 几毛, 费用多少, 一小时多少, 一小时多少钱, 一个月多少钱, 一天多少钱, 几刀, 多少米, 多少银子, 多少大洋, 几多钱, 几钱, 要几钱, 到手价, 几美元, 几美金, 几万块, 几千块, 几百块, 几万, 差价, 价差, 二手价, 租价, 到手多少, 买下来多少, 卖多少钱, 入手多少, 收购价, 多少预算, 要多少预算, 预算多少, 多少费用, 烧多少, 花多少, 要花多少, 大概要花多少, 租金跌到多少, 租金涨到多少, 租金降到多少, 价格跌到多少, 价格涨到多少, 能拿下, 多少能入, 价位, 价钱, 什么价位, 什么价钱, 贵吗, 贵不贵, 要多少米, 要多少银子, 得多少米',
  ],
  ['rent', 'rent, rentable, rental, rentals, renting, rented, lease, 租, 租卡, 租用, 开一台, 包月, 按月包, 按小时, 云上'],
  [
    'cheap',
    'cheapest, least expensive, most affordable, affordable, inexpensive, low cost, cheaper, cheap, break even, breakeven, break-even, roi, worth, save money, 划算, 便宜, 回本, 省钱, 最便宜',
  ],
  ['per-hour', 'per hour, an hour, per day, per month, hourly, monthly, a month, cloud provider, 每小时, 每月, 每天'],
  [
    'per-million',
    'for 1m tokens, for a million tokens, for 1 million tokens, per million tokens, per 1m tokens, per million, per 1 million tokens, cents per, per mtok, 每百万token, 每百万, 百万token',
  ],
  [
    'api',
    'api, apis, openrouter, openai api, claude api, gpt api, chatgpt, sonnet, opus, haiku, grok, gpt-4.1, gpt-4, gpt-4o, gpt-5, gpt-5.2, claude, gemini, groq, bedrock, vertex ai, azure openai, cerebras, fireworks, fireworks ai, deepinfra, sambanova, siliconflow, together ai, replicate, 调api, 调用api, 官方api, 接口',
  ],
  [
    'own',
    'self-host, self host, selfhost, self-hosted, self hosted, self-hosting, on-prem, on prem, on premise, local, locally, own hardware, own gpu, own gpus, my own, our own, hosting my own, hosting our own, host my own, myself, ourselves, buy, buying, build, 自己租, 自建, 自己部署, 自己买, 买, 本地, 自部署, 自己跑, 跑本地',
  ],
  [
    'ask',
    whatIs +
      ", what is, what's, whats, what are, whats a, whats the, what's a, what's the, what does, what do, difference between, differences between, whats the diff, what is the diff, diff between, 区别, 有什么不同, 有何不同, 有啥不同, 不同, 有关系, 有关系吗, 有什么关系, 什么关系, 啥关系, 差在哪, 省在哪, 省在哪里, 好在哪, 强在哪, 快在哪, 优势在哪, 差在哪里, 差在哪儿, 差别在哪, 有啥差别, 有什么差别, 有何差别, 啥差别, 有啥不一样, 有什么不一样, 怎么理解, 是指",
  ],
  [
    'define',
    'mean, means, meaning, stand for, equal to, 等于, explain, explanation, eli5, eli 5, define, definition, what is the difference, understand, confused, 什么是, 什么叫, 啥叫, 啥是, 叫什么, 是什么, 是什么意思, 什么意思, 是啥, 啥意思, 解释, 求解释, 意思, 区别是什么, 说的是, 代表什么, 表示什么, 指什么, 指的是什么, 是干嘛的, 干嘛的, 干嘛用的, 是做什么的, 干什么用, 干什么用的, 是干什么用的, 干什么的, 有什么用, 做什么用, 什么用处, 咋理解, 怎么理解',
  ],
  [
    'why',
    'what makes, the reason, reason why, what causes, why, why does, why is, why do, how come, how does, how do, grow, grows, growing, scale with, scales with, affect, affects, depend on, depends on, influence, increase, increases, 涨, 跟着涨, 增加, 增长, 变大, 影响, 取决于, 为什么, 为啥, 怎么回事, 原理',
  ],
  [
    'formula',
    'formula, equation, calculate, computed, calculation, work out, figure out, calculator, rule of thumb, how to estimate, how do you estimate, how do i estimate, how can i estimate, estimate the, how to calculate, how do i calculate, how do you calculate, how to compute, 怎么算, 怎么换算, 如何换算, 换算关系, 公式, 如何计算, 怎么计算, 计算公式, 怎么估算, 如何估算, 怎么估计, 估算方法, 算法是什么',
  ],
  [
    'speed',
    'speed, fast, slow, throughput, latency, how fast, tokens per sec, performance, 性能, 速度, 吞吐, 吞吐量, 多快, 卡不卡, 会卡吗, 流畅吗, 流畅, 首字延迟, 延迟, 时延, 咋样',
  ],
  [
    'question',
    'how insane, how crazy, how do i, how do we, how can i, how would i, how should i, how much, how many, can i, can you, could i, does it, is it, will it, would it, how, when, 吗, 么, 呢, 多少, 几张, 多少张, 几卡, 多少卡, 几块卡, 几块什么卡, 几块显卡, 几块gpu, 怎么, 如何, 能不能, 是不是, 是否, 要不要, 会不会, 可不可以, 行么, 嘛, 求, 求个, 求一个, 求一款, 蹲个, 蹲一个',
  ],
]

/** The names of intents themselves, in both languages: a shorthand that begins with one is asked for outright. */
export const intentTable: Table<string> = [
  ['what-fits', 'what-fits, whatfits, 能跑什么模型'],
  ['compare-gpus', 'compare-gpus, comparegpus, 对比显卡'],
  ['gpu-info', 'gpu-info, gpuinfo, 显卡规格'],
  ['compare-api', 'compare-api, compareapi, 对比api'],
]
