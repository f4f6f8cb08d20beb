export const languages = ['en', 'zh'] as const
export const replies = ['public', 'private'] as const
export const digestManagers = ['managers', 'everyone'] as const

/** Other words for a value, by the value. */
const words: readonly (readonly [value: string, others: string])[] = [
  ['en', 'english 英文 英语'],
  ['zh', 'chinese 中文 汉语 简体中文 zh-cn'],
  ['USD', '$ dollar dollars 美元 美金'],
  ['CNY', '¥ rmb yuan 元 人民币'],
  ['EUR', '€ euro euros 欧元'],
  ['GBP', '£ pound pounds 英镑'],
  ['JPY', 'yen 日元'],
  ['us', 'usa america 美国'],
  ['canada', '加拿大'],
  ['europe', 'eu 欧洲 欧盟'],
  ['uk', 'britain 英国'],
  ['china', 'cn 中国 国内'],
  ['japan', 'jp 日本'],
  ['korea', 'kr 韩国'],
  ['india', '印度'],
  ['singapore', 'sg 新加坡'],
  ['australia', '澳大利亚'],
  ['brazil', '巴西'],
  ['public', 'everybody 公开'],
  ['private', 'me 私密 仅自己'],
  ['managers', 'admins 管理员'],
  ['everyone', 'all 所有人'],
]
const values: ReadonlyMap<string, string> = new Map(words.flatMap(([value, others]) => others.split(' ').map((other) => [other, value])))

/** The one of `allowed` that a word means, whatever its case; undefined where it means none. */
export function valueNamed<Value extends string>(word: string, allowed: readonly Value[]): Value | undefined {
  const said = word.toLowerCase()
  return allowed.find((one) => one.toLowerCase() === said || one === values.get(said))
}
