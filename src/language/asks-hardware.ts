/**
 * Whether a text asks which hardware to take ("which GPU for 70b", "70b 用什么显卡"): then the answer is not the card somebody has.
 */
export function asksForHardware(text: string): boolean {
  return english.test(text) || chinese.test(text)
}

const english = /\b(?:which|what|best|cheapest|recommend)\b[\w' -]{0,24}\b(?:gpus?|cards?|hardware|machine|server|rig|mac)\b/i
const chinese = /(?:什么|哪|啥|几|多少|推荐)[^。？?，,]{0,6}(?:显卡|卡|gpu|硬件|机器|服务器)/iu
