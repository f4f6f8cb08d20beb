import type { priceEn } from './price.en.ts'

/** The same shape with other texts. */
type Same<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Same<Tree[Key]> }

/** The words of the /price card in Chinese. */
export const priceZh = {
  comma: '、',
  none: '–',
  title: {
    rent: '{{gpu}}：按需租金约 {{usd}}/小时',
    buy: '{{gpu}}：购买约 {{usd}}，没有已知的租赁报价',
    unknown: '{{gpu}}：没有已知价格',
    several: '{{gpus}} 的价格',
    cheapest: '{{gb}} GB 里最便宜：{{gpu}}，约 {{usd}}/小时',
    total: '合计 {{gb}} GB 最便宜：{{gpu}}，约 {{usd}}/小时',
    none: '没有 {{gb}} GB 显卡的价格',
    classes: '每种显存大小里最便宜的 GPU',
    model: '租来跑 {{model}} 最便宜：{{gpu}}，约 {{usd}}/小时',
    noModel: '{{model}}：放得下的配置都没有价格',
  },
  answer: {
    rent: '{{gpu}} 租金约 {{usd}}/小时（{{offers}} 家的中位数；见过 {{range}}，最低在 {{provider}}），每月 730 小时约 {{month}}。',
    buy: '购买一张约 {{usd}}（{{detail}}）。',
    breakEven: '相当于租 {{hours}} 小时，不计电费。',
    unknown: '{{gpu}}：没有租金或售价数据。',
    within: '{{budget}}/小时以内：{{gpus}}。',
    withinBuy: '{{budget}} 以内可以买：{{gpus}}。',
    sometimes: '只有部分报价在 {{budget}} 以内：{{gpus}}。',
    outside: '这里没有 {{budget}} 以内的。',
    classes: '从 {{low}} 的约 {{usd}}/小时到 {{high}} 的约 {{most}}：按需报价的中位数。',
    cheapest: '其次是 {{gpu}}，约 {{usd}}。',
    noModel: '可以用 /fit 问它需要多少显存。',
  },
  table: {
    title: '按需价，美元',
    gpu: 'GPU',
    hour: '美元/小时',
    range: '见过',
    cheapest: '最低在',
    providers: '家数',
    month: '美元/月',
    buy: '购买约',
    date: '日期',
  },
  note: {
    unknown: '没看懂：{{words}}。',
    currency: '预算是 {{currency}}，没有比较：这里的价格是美元。',
    rate: '预算是 {{currency}}：按 {{date}} 的汇率（欧洲央行）合 {{usd}}。',
    change: '{{gpu}} 按需价：{{spans}}。',
    spot: '竞价和包月会更便宜，不在这些数字里。',
    training: '这是每小时的价格，不是一次训练的费用。',
    own: '这是租 GPU 自己跑的价格，不含 API 的价格。',
    marketplace: '最低价常来自个人出租平台（Vast、Salad、Akash），没有可用性保证。',
  },
  change: { day: '一天 {{percent}}', week: '一周 {{percent}}', month: '一个月 {{percent}}' },
  tap: { info: '能跑什么', fit: '跑起来怎么样' },
  source: '价格日期 {{date}}，未含税、存储和流量（{{source}}）',
  bundled: '随程序附带的价格快照',
  fetched: '{{sources}} UTC；更早的为随程序附带',
  hint: {
    gpu: '可以同时说几种 GPU，或显存大小（“最便宜的 80G 显卡，2 美元以内”）。',
    open: '说出 GPU（“h100 价格”），或要跑的模型（“70b q4 价格”）。',
  },
} satisfies Same<typeof priceEn>
