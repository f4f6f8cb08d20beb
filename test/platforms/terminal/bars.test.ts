import { describe, expect, it } from 'vitest'
import { bar } from '../../../src/platforms/terminal/bars.ts'

describe('a bar', () => {
  it('is as long as its share, to an eighth of a column', () => {
    expect(bar(1, 4)).toBe('████')
    expect(bar(0.5, 4)).toBe('██')
    expect(bar(0.53125, 4)).toBe('██▏')
    expect(bar(0.99, 4)).toBe('████')
    expect(bar(0, 4)).toBe('')
  })

  it('shows a part that exists, however small', () => {
    expect(bar(1e-9, 10)).toBe('▏')
  })

  it('stays inside its place for shares that are none', () => {
    expect(bar(7, 3)).toBe('███')
    expect(bar(-1, 3)).toBe('')
    expect(bar(Number.NaN, 3)).toBe('')
    expect(bar(Number.POSITIVE_INFINITY, 3)).toBe('')
  })
})
