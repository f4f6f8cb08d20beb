import type { discordEn } from './discord.en.ts'

/** What only Discord says: its buttons, its selects and its menus. */
export const discordZh: typeof discordEn = {
  more: '还有 {{count}} 项',
  why: '为什么',
  compare: '比较',
  share: '分享',
  back: '返回',
  previous: '上一页',
  next: '下一页',
  page: '第 {{page}} 页，共 {{pages}} 页',
  noWorking: '这个回答背后没有计算过程。',
  code: '编号 {{id}}',
  refused: '暂时无法回答',
  failed: '出错了',
  failedAnswer: '不是你的问题。请稍后再试；如果一直这样，请把下面的编号告诉机器人的管理者。',
  expired: '已经过期',
  expiredAnswer: '它要问的内容已不再保存。请用 /fit 直接再问一次，我会马上回答。',
  pick: {
    quant: '换个格式',
    context: '换个上下文长度',
    users: '换个并发数',
    gpu: '换张 GPU',
    model: '换个模型',
  },
}
