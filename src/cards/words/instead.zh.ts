import type { insteadEn } from './instead.en.ts'

type Same<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Same<Tree[Key]> }

/** What is said in Chinese of what does not fit. */
export const insteadZh = {
  part: {
    layers: '{{layers}} 层中的 {{ram}} 层',
    experts: '{{layers}} 层中 {{ram}} 层的专家',
    allExperts: '全部专家和 {{layers}} 层中的 {{ram}} 层',
  },
  title: {
    usable: '部分放内存可以跑：{{subject}}在 {{gpu}} + {{ram}} GB 内存上把 {{part}}放进内存，约 {{speed}} token/s',
    slow: '太慢：{{subject}}在 {{gpu}} + {{ram}} GB 内存上要把 {{part}}放进内存，只有约 {{speed}} token/s',
  },
  answer: {
    hybrid: '{{gpu}} 放 {{gib}} GiB，{{ram}} GB 内存放 {{ramGib}} GiB：{{speed}} token/s，{{wait}}。',
    starts: '把 {{part}}放进 {{ram}} GB 内存（{{ramGib}} GiB）也能跑，但只有 {{speed}} token/s，{{wait}}。',
    ramShort: '其余部分放内存需要 {{ramGib}} GiB，{{ram}} GB 内存放不下。',
    withoutRam: '不用内存：{{sentence}}',
    cpu: '只用 CPU 约 {{speed}} token/s，{{wait}}。',
    waitFull: '填满 {{context}} 的提示词要等 {{time}}才出首个 token',
    waitPrompt: '{{tokens}} token 的提示词要等 {{time}}才出首个 token',
    seconds: '{{span}} 秒',
    minutes: '{{span}} 分钟',
  },
  table: {
    title: '怎样才能跑',
    titleFor: '{{gpu}} 怎样才能跑',
    way: '办法',
    gib: 'GiB / 上限',
    speed: 'token/s',
    catch: '代价',
    withRam: '{{gib}} + 内存 {{ram}}',
  },
  way: {
    kv: 'KV 缓存用 {{kv}}',
    format: '同一模型，{{format}}',
    context: '上下文最多 {{context}}',
    offload: '不变，其余放内存',
    inRam: '{{part}}放内存',
    otherRam: '其余放进 {{ram}} GB 内存',
    cards: '{{gpu}}',
    model: '{{model}} {{format}}',
    with: '{{way}}，{{more}}',
    kvMore: 'KV 用 {{kv}}',
    contextMore: '上下文 {{context}}',
  },
  catch: {
    cache: '几乎无损',
    format: '精度略降',
    quality: '质量明显下降',
    'some-quality': '质量有所下降',
    shorter: '上下文变短',
    slow: '太慢，只能挂着跑',
    'slow-prompt': '长提示词 {{time}}',
    'smaller-model': '换成更小的模型',
    'other-model': '换成别的模型',
    mixture: '换模型，混合专家',
    buy_one: '再加 {{count}} 张卡',
    buy_other: '再加 {{count}} 张卡',
    tight: '刚好放下',
  },
  assumed: { smallest: '{{format}}：常用格式中最小的（官方发布的 {{meant}} 更大）' },
  note: {
    desktop: '内存按双通道 DDR5 计，实际约 {{reached}} GB/s；DDR4 的速度约为其 0.6 倍。',
    server: '内存按服务器计，实际约 {{reached}} GB/s；区间从八通道 DDR4 到十二通道 DDR5。',
    unneeded: '不用系统内存就放得下：这 {{ram}} GB 内存用不上。',
    spread: '多卡且专家放内存时，llama.cpp 会把剩下的专家都放到最后一张卡：请用 -ot 分摊到各卡。',
  },
  tap: { ram: '{{ram}} GB 内存', joined: '{{first}} · {{second}}' },
  working: '部分放内存，{{gpu}}',
} satisfies Same<typeof insteadEn>
