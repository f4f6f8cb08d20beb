import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rentalHours } from '../../src/resolve/span.ts'

describe('how long a machine is rented for', () => {
  it.each([
    ['rent 8x h200 for a week', 168],
    ['how much is 4x a100 for 3 days', 72],
    ['cost of an h100 for half a day', 12],
    ['2 months of 8x h100', 1460],
    ['4090 for twelve hours', 12],
    ['h100 price per month', 730],
    ['rent a 4090 8 hours a day for a month', 730 / 3],
    ['rent a 4090 for the weekend', 48],
    ['8张H200租一周多少钱', 168],
    ['4090 租3天', 72],
    ['租A100一个月', 730],
    ['租两个月', 1460],
    ['租半年 h100', 4380],
    ['h100 每月多少钱', 730],
    ['4090 每天8小时租一个月', 730 / 3],
  ])('“%s” is %f hours', (text, hours) => expect(rentalHours(text)).toBeCloseTo(hours, 2))

  it.each([
    'price of h100',
    'h100 per hour',
    'h100 for one hour',
    '4090一小时多少钱',
    'h100 in the last 7 days',
    '2026年的 h100 价格',
    'a100 for 900 years',
    '4090 for 0 days',
    '10月 h100 价格',
    'my 70b for a friend',
    'h100 price a year ago',
    'a 2 years old 4090',
    'h100 一年前多少钱',
  ])('“%s” does not say', (text) => expect(rentalHours(text)).toBeUndefined())

  it('is a time or nothing, whatever is written', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const hours = rentalHours(text)
        expect(hours === undefined || (hours > 0 && hours <= 87_600)).toBe(true)
      }),
    )
  })
})
