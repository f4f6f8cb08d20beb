import { describe, expect, it } from 'vitest'
import { asksAloud, asksTheRoom } from '../../src/language/unasked.ts'
import { read } from '../support/read.ts'

const asked = (text: string) => asksTheRoom(text, read(text))

describe('a text nobody addressed to us', () => {
  it.each([
    'can my 3060 run a 13b?',
    'hi all, would a 4070 run llama 3.1 8b',
    'rtx 4090 vs 5090',
    'which qwen can i run on 16gb',
    'how does lora work?',
    '4080能跑32b吗',
    'l40s参数',
  ])('asks: %j', (text) => expect(asked(text)).toBe(true))

  it.each([
    ['says what is so', '70b q4 on two 3090s, works like a charm'],
    ['is what could be a reply to somebody', 'llama 3 70b q4_k_m'],
    ['asks somebody what he has', 'which card do you use for 70b?'],
    ['asks somebody what he did', 'did you run the 70b on your 3090?'],
    ['is for a name', '@sam does the 70b fit on a 3090?'],
    ['asks nothing of machines', 'what is so special about the new llama 4?'],
    ['asks what is explained nowhere', 'explain the joke please'],
    ['asks those who are there', '你们用什么卡跑70b？'],
    ['says what is so in Chinese', '我用4090跑32b，感觉还行'],
    ['exclaims', '70b怎么这么大'],
  ])('%s: %j', (_, text) => expect(asked(text)).toBe(false))

  it('continues aloud only where it asks', () => {
    expect(asksAloud('and on a 3090?')).toBe(true)
    expect(asksAloud('那3090呢')).toBe(true)
    expect(asksAloud('a 3090 it is then')).toBe(false)
  })
})
