import type { shopEn } from './shop.en.ts'

/** The same shape with other texts. */
type Same<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Same<Tree[Key]> }

/** The words of what to buy in Chinese. */
export const shopZh: Same<typeof shopEn> = {
  title: {
    open: '跑大模型值得买的显卡，从便宜到贵',
    both: '预算 {{budget}}：{{gpu}} 装得最多，也最快',
    two: '预算 {{budget}}：{{gpu}} 装得最多，{{fast}} 最快',
    over: '预算 {{budget}} 以内没有已知值得买的显卡：最便宜的是 {{gpu}}',
    nothing: '没有已知的显卡售价',
  },
  answer: '{{gpu}}（约 {{usd}}）4-bit、8k 上下文最大能跑 {{size}}，{{speed}} token/s。',
  small: '{{gpu}}（约 {{usd}}）在 4-bit 下放不下任何常见大小的模型。',
  table: {
    title: '售价（美元），单用户能跑什么',
    gpu: 'GPU',
    buy: '购买约$',
    largest: '4-bit 最大',
    speed: '对应 tok/s',
    usual: '8B tok/s',
    date: '价格日期',
  },
  note: {
    worth: '每一行（一张或两张）都比所有更便宜的装得更多，或者读得更快；没列出的对大模型不会更好。',
    prices: '只知道一部分卡的售价，其中有二手价，有的已过一年：请看每行的日期。',
  },
  source: '售价：截至每行日期所见价格的中位数（内置和抓取的数据）',
  hint: '说出要跑什么（“5000块买什么卡跑32b”），或直接比较（“3090和5070 ti哪个好”）。',
}
