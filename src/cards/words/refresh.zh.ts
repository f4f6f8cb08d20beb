import type { refreshEn } from './refresh.en.ts'

/** The same shape with other texts. */
type Same<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Same<Tree[Key]> }

/** The words of `headroom prices refresh` in Chinese. */
export const refreshZh: Same<typeof refreshEn> = {
  line: '{{source}}：{{outcome}}；保留 {{kept}} 行，丢弃 {{dropped}} 行；{{age}}',
  nothing: '{{source}}：{{outcome}}；还没有数据，仍用自带价格',
  off: '{{source}}：未查询，没有设置 {{variable}}',
  fetched: '已更新',
  unchanged: '已查询，没有变化',
  fresh: '未查询，现有数据还新',
  failed: '失败（{{why}}）',
  part: '{{parts}}：{{why}}',
  age: {
    now: '刚刚获取',
    minutes: '{{n}} 分钟前获取',
    hours: '{{n}} 小时前获取',
    days: '{{n}} 天前获取',
  },
  why: {
    timeout: '超时没有回应',
    unreachable: '无法连接',
    'cut-off': '回应中断',
    status: '拒绝访问',
    busy: '繁忙或故障',
    resting: '暂停访问',
    'too-large': '回应过大',
    redirect: '跳转到别处',
    shape: '格式变了',
    empty: '没有价格',
    storage: '存储不可用',
  },
  comma: '、',
  stop: '；',
}
