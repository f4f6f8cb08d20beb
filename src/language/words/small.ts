import type { Table, Word } from './meanings.ts'

export const smallTable: Table<Word> = [
  ['and', 'and, plus, 和, 同, 跟, 与, 加, 以及, 外加, 配'],
  ['kv', 'kv, kv cache in, kv-cache-dtype, kv cache dtype, kv_cache_dtype, kv quant, kv用'],
  ['kv-keys', 'cache-type-k, cache type k, ctk, k cache, kv k, kv cache k'],
  ['kv-values', 'cache-type-v, cache type v, ctv, v cache'],
  [
    'ram',
    'ram, system ram, system memory, ddr, ddr3, ddr4, ddr5, lpddr5, lpddr5x, host memory, cpu ram, cpu memory, main memory, dram, 内存, 运存, 系统内存',
  ],
  ['total', 'total, in total, total of, combined, altogether, pooled, together, 共, 总共, 一共, 合计, 总显存, 总共有'],
  ['each', 'each, per gpu, per card, apiece, a piece, 每张, 每卡, 每块, 每台, 每机, 单张显存, 每个'],
  ['at', 'at'],
  ['least', 'at least, minimum of, target, want, over, above, 至少, 达到, 能有, 要有, 不低于, 有'],
  ['under', 'under, below, less than, within, max, maximum, up to, no more than, 以内, 之内, 以下, 不超过, 低于, 内'],
  ['budget', 'budget, budget is, budget of, spend up to, to spend, spend, 预算, 花, 左右, 批了, 拨了, 经费, 掏, 掏出, 砸, 兜里, 上限'],
  ['about', 'about, around, roughly, approx, approximately, 大约, 大概, 约, 差不多'],
  ['not', "not, no, without, don't, dont, isn't, non, 不, 没, 没有, 非, 不用"],
  ['on', 'on, 用, 在, 上'],
  ['of', 'of, is, are, size, 为, 是, 到, 的'],
  ['to', 'to'],
  ['with', 'with, has, have, having, 带, 有'],
  ['per', 'per, every, a day, 每'],
  ['series', 'series, 系列, 系'],
  [
    'maker',
    'nvidia, nivdia, geforce, amd, radeon, intel, google, huawei, aws, asus, gigabyte, msi, supermicro, dgx, hgx, tesla, quadro, ryzen, instinct, 英伟达, 华为, 苹果, 英特尔, n卡, a卡, 魔改, moore threads, 摩尔线程, 寒武纪, 海光, 壁仞, 沐曦, 天数智芯, 燧原',
  ],
  ['how-many', 'how many, number of, 几, 多少, 几张, 多少张, 几块, 几卡, 多少卡, 几台'],
  ['deadline', 'by, before, until, till, no later than, 在'],
  ['finish', '训完, 跑完, 训好, 完成, 训练完, 训练完成, 微调完, 搞定, 做完, 出结果'],
  [
    'noise',
    'january, february, march, april, june, july, august, september, october, november, december, monday, tuesday, wednesday, thursday, friday, saturday, sunday, tomorrow, tonight, christmas, new year, eoy, fortnight',
  ],
  ['got', 'getting, get, gets, got, gives, give, runs at'],
  ['active', 'active, activated, 激活'],
  ['gguf', 'gguf'],
  ['disk', 'ssd, nvme, disk, disk space, hard drive, hdd, storage, 硬盘, 固态, 固态硬盘, 磁盘'],
  ['machine', '服务器, 云服务器, 机器, 主机, 云主机'],
  ['mere', 'around, only, just, 只有, 才, 仅'],
  [
    'gap',
    '差别大, 差距大, 区别大, 区别大吗, 有区别吗, 有区别么, 有差别吗, 有差吗, 差多少, 差很多, 差多远, 差几成, 差几倍, 差几, 差别, 差距',
  ],
  [
    'noise',
    'for cheap, on the cheap, dirt cheap, mining rig, mining rigs, mining card, mining cards, ex-mining, gaming pc, gaming laptop, gaming rig, gaming computer, gaming machine, gaming gpu, gaming card, gaming desktop, gradient accumulation, gradient accumulation steps, grad accum, learning rate, weight decay, lora alpha, gpu layers, n gpu layers, tensor split, continuous batching, prefix caching, chunked prefill, cuda graph, cuda graphs, enforce eager, fair enough, to zero, zero chance, zero idea, zero interest, pcie x1, pcie x2, pcie x4, pcie x8, pcie x16, x8/x8, x16/x16, x4/x4, 24/7, 24x7, for a month, for a week, for a day, worth the extra, worth the extra vram, worth the extra memory, worth the vram, worth the memory, worth trying, worth a try, worth a shot, worth my time, worth my while, worth the time, worth the effort, worth the hassle, worth messing with, own chatgpt, our own chatgpt, my own chatgpt, your own chatgpt, private chatgpt, local chatgpt, internal chatgpt, chatgpt clone, chatgpt alternative, chatgpt replacement, chatgpt like, like chatgpt, chatgpt at home, chinchilla optimal, chinchilla-optimal, chinchilla optimally, chinchilla-optimally, chinchilla scaling, 分割到, ' +
      'random finetune, some finetune, finetune of, fine-tune of, finetunes of, 微调过的, 微调后的, 微调版, 微调好的',
  ],
  ['dynamic', 'dynamic, unsloth dynamic, 动态'],
  ['full-blooded', '满血, 满血版, 跑满血, 跑满血版'],
  ['instead', 'what about, how about, instead, 换, 换成, 改成, 换用'],
  [
    'used',
    'using, uses, takes, take up, takes up, eat up, use up, consumes, consuming, used, eats, eat, eating, hogs, hogging, grabs, reserves, allocates, fills, quantized to, quantised to, quantizes to, shrunk to, file is, files are, 动态量化后, 压缩到, 占, 占了, 吃, 吃了, 吃掉, 用了',
  ],
  ['doubt', 'expected, normal, 正常, 正常吗, 偏低'],
  ['measure-word', '个, 这张, 这块, 那张'],
]

export const deviceTable: Table<'mac' | 'laptop' | 'cpu'> = [
  [
    'mac',
    'mac, macs, macbook, macbooks, macbook pro, macbook air, mac studio, mac mini, macmini, mac pro, imac, apple silicon, mbp, m-series, macstudio, 苹果电脑, 苹果',
  ],
  ['laptop', 'laptop, laptops, notebook, thinkpad, ultrabook, zenbook, 笔记本, 笔记本电脑, 轻薄本, 游戏本, 移动版'],
  [
    'cpu',
    'cpu, epyc, xeon, threadripper, snapdragon, snapdragon x, snapdragon x elite, snapdragon x plus, cpu only, cpu-only, only cpu, cpu inference, on cpu, no gpu, without a gpu, without gpu, no cuda, dont have a gpu, do not have a gpu, have no gpu, dont have any gpu, no dgpu, no discrete gpu, no dedicated gpu, no graphics card, no gpus, without a graphics card, integrated graphics, integrated gpu, igpu, igpu only, ' +
      'cpu推理, 纯cpu, 无显卡, 没有显卡, 没显卡, 没独显, 无独显, 没有独显, 没有独立显卡, 没gpu, 没有gpu, 无gpu, 集显, 核显, 集成显卡, 核芯显卡',
  ],
]

export const countTable: Table<number> = [
  [1, 'single, one, one single, a single, 单卡, 单张, 单块, 一张, 一块, 一卡, 单机单卡, 一台, 开一台'],
  [2, 'dual, two, twin, a pair of, double, 双卡, 双, 两张, 两块, 两部, 两卡, 二块, 二张, 俩'],
  [3, 'triple, three, 三卡, 三张, 三块'],
  [4, 'quad, four, 四卡, 四张, 四块'],
  [5, 'five'],
  [6, 'six, 六卡, 六张'],
  [8, 'eight, octa, 八卡, 八张, 八块'],
  [16, 'sixteen, 十六卡, 十六张'],
]
