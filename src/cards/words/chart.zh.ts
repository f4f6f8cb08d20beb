import type { chartEn } from './chart.en.ts'

/** The same shape with other texts. */
type Same<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Same<Tree[Key]> }

/** The words of charts in Chinese. */
export const chartZh: Same<typeof chartEn> = {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
  money: '${{amount}}',
  unit: { hour: '$/h', million: '$/M', speed: 'token/s' },
  join: '；',
  comma: '、',
  stop: '。',
  memory: {
    title: '{{model}}：需要的显存与可用上限',
    titleRam: '{{model}}：不用 GPU 时需要的内存',
    titleBare: '{{model}}：需要的显存',
    axis: 'GiB · 上下文 {{context}}，并发 {{users}}',
    ram: '内存',
    row: '{{label}}：{{need}} GiB',
    rowOf: '{{label}}：{{need}} / {{limit}} GiB，{{verdict}}',
    parts: '{{row}}（{{parts}}）',
    rest: '其他',
  },
  speed: { title: '速度对比', titleOn: '{{gpu}} 上的速度', axis: '单人速度，token/秒', noGpu: '只用桌面 CPU', not: '放不下' },
  million: { title: '{{model}}：自有 GPU 还是 API', axis: '每百万 token 的美元价格，自有 GPU 按一直满载' },
  offers: {
    title: '{{gpu}}：各家报价',
    axis: '单卡每小时按需价，美元',
    axisSome: '单卡每小时按需价，美元；{{all}} 家中最便宜的 {{shown}} 家',
  },
  hourly: { title: '租金对比', axis: '每小时按需价，美元，中位数（见过的范围）' },
  trend: {
    title: '{{gpu}}：按需价走势',
    titleSeveral: '按需价走势，各家中位数',
    axis: '单卡每小时美元价格，{{from}} 至 {{to}}',
    median: '各家中位数',
    least: '最低价',
    text: '{{first}} → {{last}}',
    line: '{{label}}：最初 {{first}}，最近 {{last}}，在 {{low}} 到 {{high}} 之间',
  },
  alt: '{{title}}。{{axis}}：',
}
