import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countOf,
  gib,
  gibLeft,
  gibRange,
  gibRough,
  gigabytes,
  grouped,
  kib,
  parameters,
  rateRange,
  rateSpan,
  significant,
  tokens,
  usdPerHour,
  usdPerHourRange,
} from '../../src/cards/numbers.ts'
import { gib as gibs, q } from '../support/estimates.ts'

const bytesPerGib = 1024 ** 3

describe('memory', () => {
  it('is in GiB with one decimal below 100 and whole above', () => {
    expect([0.04, 7.25, 39.61, 99.94, 99.96, 627.3, 1271.4].map((value) => gib(value * bytesPerGib))).toEqual([
      '0.0',
      '7.3',
      '39.6',
      '99.9',
      '100',
      '627',
      '1,271',
    ])
  })

  it('is rounder in a headline', () => {
    expect([6.34, 19.94, 42.2, 663.1].map((value) => gibRough(value * bytesPerGib))).toEqual(['6.3', '19.9', '42', '663'])
  })

  it('shows the range where there is one', () => {
    expect(gibRange(gibs(39.6, 38.9, 40.2))).toBe('39.6 (38.9–40.2)')
    expect(gibRange(gibs(2.5))).toBe('2.5')
    expect(gibRange(gibs(2.5, 2.49, 2.51))).toBe('2.5')
  })

  it('is in KiB per token and in decimal GB for files', () => {
    expect([327680, 70246, 512].map(kib)).toEqual(['320', '68.6', '0.5'])
    expect([42.53e9, 17.5e9, 35e9, 714e9].map(gigabytes)).toEqual(['42.5', '17.5', '35', '714'])
  })
})

describe('any number', () => {
  it('has a text, however small or large it is', () => {
    fc.assert(fc.property(fc.double(), (value) => significant(value).length < 500))
    expect([1e-277, -5e-324, 0, Number.NaN, Number.POSITIVE_INFINITY].map(significant)).toEqual(['0', '0', '0', '0', '0'])
  })
})

describe('speed', () => {
  it('has two significant digits, and its range', () => {
    expect([14.6, 4.71, 9.96, 1234, 0.046, 99.6].map(significant)).toEqual(['15', '4.7', '10', '1,200', '0.046', '100'])
    expect(rateRange(q(16.2, 14.1, 18.4))).toBe('16 (14–18)')
    expect(rateSpan(q(16.2, 14.1, 18.4))).toBe('14–18')
    expect(rateSpan(q(16.2, 16.1, 16.4))).toBe('16')
  })

  it('is never printed as NaN or Infinity', () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY, 0].map(significant)).toEqual(['0', '0', '0'])
  })

  it('keeps the order of what it rounds', () => {
    const number = (text: string) => Number(text.replaceAll(',', ''))
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), fc.double({ min: 1, max: 10, noNaN: true }), (low, factor) => {
        expect(number(significant(low))).toBeLessThanOrEqual(number(significant(low * factor)))
        expect(Math.abs(number(significant(low)) / low - 1)).toBeLessThan(0.051)
      }),
    )
  })
})

describe('tokens', () => {
  it('are written as people write them', () => {
    expect([512, 1024, 8192, 32768, 131072, 128000, 1048576, 10485760, 1000000].map(tokens)).toEqual([
      '512',
      '1k',
      '8k',
      '32k',
      '128k',
      '125k',
      '1M',
      '10M',
      '1M',
    ])
    expect(tokens(100000)).toBe('100k')
  })

  it('are never rounded up: so much is promised', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000_000 }), (count) => {
        const text = tokens(count).replaceAll(',', '')
        const unit = text.endsWith('M') ? 1e6 : text.endsWith('k') ? 1000 : 1
        expect(Number.parseFloat(text) * unit).toBeLessThanOrEqual(count)
      }),
    )
  })
})

describe('counts and money', () => {
  it('shorten large counts and never round them up', () => {
    expect([0, 7, 999, 1024, 9990, 65_536, 2_400_000].map(countOf)).toEqual(['0', '7', '999', '1k', '9.9k', '65k', '2.4M'])
  })

  it('show cents where cents matter', () => {
    expect([0.076, 0.2, 1.985, 9.99, 12.34, 101.6].map(usdPerHour)).toEqual(['0.076', '0.20', '1.99', '9.99', '12.3', '102'])
    expect(usdPerHourRange(q(0.5, 0.33, 1.93))).toBe('0.50 [0.33–1.93]')
    expect(usdPerHourRange(q(0.4))).toBe('0.40')
  })

  it('group thousands, of negatives too', () => {
    expect([0, 999, 1000, 1234567.4, -0.2, -1234].map(grouped)).toEqual(['0', '999', '1,000', '1,234,567', '0', '-1,234'])
  })

  it('name sizes in billions and trillions', () => {
    expect([0.5, 7, 7.25, 70.6, 671, 1800].map(parameters)).toEqual(['0.5B', '7B', '7.3B', '70.6B', '671B', '1.8T'])
  })
})

describe('what is left', () => {
  const of = (value: number) => value * 1024 ** 3

  it('is the difference of the figures as they are written', () => {
    expect(gibLeft(of(52.36), of(43.44))).toBe('9.0')
    expect(gibLeft(of(134.4), of(92.2))).toBe('41.8')
    expect(gibLeft(of(41), of(79.2))).toBe('38.2')
  })

  it('is never nothing where something is missing', () => {
    expect(gibLeft(of(5.48), of(5.46))).toBe('< 0.1')
    expect(gibLeft(of(8), of(8))).toBe('0.0')
  })
})
