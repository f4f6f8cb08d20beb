import type { channelsEn } from './channels.en.ts'

/** What is said where a question was heard in a channel. */
export const channelsZh: typeof channelsEn = {
  notNow: '先不用',
  quiet: '已删除。接下来一天，在这个频道里你提到我时我才会回答你。',
  quietNotStored: '已删除。但存储暂时不可用，我没法记住要安静：如果我又这样回答，请再按一次。',
  notYours: '只有被回答的人和服务器管理者可以让它消失。',
  removed: '已删除。',
  turnOff:
    '管理者打开了这个频道的自动回答。要关闭，请用 `/server-settings channels none`；只想保留某些频道，请写出它们：`/server-settings channels #频道一 #频道二`。',
  slowDown: '问题来得太快了，{{seconds}} 秒后我再回答。',
}
