import { describe, expect, it } from 'vitest'
import { simplified } from '../../src/language/simplified.ts'
import { characters, wordings } from '../../src/language/words/traditional.ts'

describe('Chinese is read as it is written on the mainland', () => {
  it.each([
    ['這台筆電的顯示卡會不會爆記憶體', '这台笔记本的显卡会不会爆显存'],
    ['伺服器記憶體頻寬', '服务器内存带宽'],
    ['邊張卡抵唔抵買', '哪张卡抵不抵买'],
    ['要幾多錢', '要多少钱'],
    ['4090跑70b够吗', '4090跑70b够吗'],
  ])('%s is %s', (text, meant) => expect(simplified(text)).toBe(meant))

  it('one traditional character stands for one simplified, and once', () => {
    const pairs = Array.from({ length: characters.length / 2 }, (_, at) => [characters[2 * at], characters[2 * at + 1]])
    const traditional = new Set(pairs.map(([first]) => first))
    expect(traditional.size).toBe(pairs.length)
    expect(pairs.filter(([, simple]) => traditional.has(simple))).toEqual([])
  })

  it('what is called otherwise is written in simplified characters, or it would never be met', () => {
    const traditional = new Set([...characters].filter((_, at) => at % 2 === 0))
    expect(wordings.filter(([said]) => [...said].some((char) => traditional.has(char)))).toEqual([])
  })
})
