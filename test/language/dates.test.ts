import { describe, expect, it } from 'vitest'
import { deadlineSeconds } from '../../src/language/dates.ts'
import { format } from '../../src/language/format.ts'
import { noon, read } from '../support/read.ts'

describe('a deadline is what was said:', () => {
  it.each([
    ['pretrain a 7b in 2 weeks', '2 weeks'],
    ['pretrain a 7b on 8 h100 in under a week', 'under a week'],
    ['pretrain a 7b within a month', 'a month'],
    ['train 13b by March', 'by march'],
    ['train 13b by march 1st on 64 h100', 'by march 1st'],
    ['train 13b before the end of june with 8 a100', 'before the end of june'],
    ['train 13b by the end of the year, 64 h100', 'by the end of the year'],
    ['train 13b by next friday', 'by next friday'],
    ['train 13b by 2027-03-01 on 64 h100', 'by 2027-03-01'],
    ['train 13b until christmas', 'until christmas'],
    ['一个月内训完7b', '一个月内'],
    ['三周内用64张H100训13b', '三周内'],
    ['13b 2T token 想三个月训完', '三个月'],
    ['下个月底前训完13b要多少卡', '下个月底前'],
    ['3月1日之前训练13b', '3月1日之前'],
    ['年底前训练完7b 8*A100', '年底前'],
  ])('%s', (text, deadline) => {
    expect(read(text).deadline).toBe(deadline)
    expect(read(format(read(text))).deadline).toBe(deadline)
  })

  it.each([
    'train 13b by the way',
    '70b before 4090 came out',
    '之前用4090跑7b',
    '7b 以前能跑',
    'how many hours for a 7b',
    'a 7b in a week or so?',
  ])('not in %s', (text) => expect(read(text).deadline === null || read(text).deadline === 'a week').toBe(true))
})

describe('seconds from noon of 21 November until', () => {
  const day = 86_400
  it.each([
    ['2 weeks', 14 * day],
    ['24 hours', day],
    ['under a week', 7 * day],
    ['a fortnight', 14 * day],
    ['24小时', day],
    ['48小时内', 2 * day],
    ['三周内', 21 * day],
    ['三个月', 90 * day],
    // To the beginning of the month, and the end of the day.
    ['by march', 99.5 * day],
    ['by march 1', 100.5 * day - 60],
    ['by the end of the year', 40.5 * day - 60],
    ['下个月底前', 40.5 * day - 60],
    ['12月31号前', 40.5 * day - 60],
    ['国庆前', 314.5 * day - 60],
  ])('%s', (said, seconds) => expect(deadlineSeconds(said, noon)).toBe(seconds))

  it('a day ends in the zone of the asker', () => {
    const utc = deadlineSeconds('by march 1', noon) ?? 0
    expect(deadlineSeconds('by march 1', { ...noon, zone: 'Asia/Shanghai' })).toBe(utc - 8 * 3600)
    expect(deadlineSeconds('by march 1', { ...noon, zone: 'America/New_York' })).toBe(utc + 5 * 3600)
  })

  it.each(['soon', '', '尽快'])('%j: nothing', (said) => expect(deadlineSeconds(said, noon)).toBeNull())
})
