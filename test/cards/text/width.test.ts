import { describe, expect, it } from 'vitest'
import { clip, displayWidth, graphemeWidth, pad, printable } from '../../../src/cards/text/width.ts'
import { wrap } from '../../../src/cards/text/wrap.ts'

describe('the width of text', () => {
  it.each([
    ['RTX 4090', 8],
    ['显存', 4],
    ['KV 缓存（8k）', 13],
    ['16（14–18）', 11],
    ['🚀', 2],
    ['👨‍👩‍👧', 2],
    ['🇨🇳', 2],
    ['e\u0301', 1],
    ['ｶﾞ', 2],
    ['한국', 4],
    ['✓ × · — …', 9],
    ['', 0],
  ])('of %s is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width)
  })

  it('of one character is what its properties say, also of those that are not looked at closely', () => {
    const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}\u200b\u2060\ufeff]/u
    const wrong = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((character) =>
      unsafe.test(character) ? printable(character) === character : displayWidth(character) !== graphemeWidth(character),
    )
    expect(wrong).toEqual([])
  })

  it('decides where text is clipped, never inside a character', () => {
    expect(clip('显存组成', 5)).toBe('显存…')
    expect(clip('显存组成', 6)).toBe('显存…')
    expect(clip('显存组成', 8)).toBe('显存组成')
    expect(clip('ab 👨‍👩‍👧👨‍👩‍👧', 6)).toBe('ab 👨‍👩‍👧…')
    expect(clip('abc', 0)).toBe('')
  })

  it('decides how far text is filled up', () => {
    expect(pad('显存', 6)).toBe('显存  ')
    expect(pad('显存', 6, 'right')).toBe('  显存')
    expect(pad('显存组成', 5)).toBe('显存…')
    expect(pad('显存组成', 6, 'right')).toBe(' 显存…')
  })
})

describe('printable text', () => {
  it('keeps what is said and nothing that steers', () => {
    expect(printable('70b int4')).toBe('70b int4')
    expect(printable('\u001b[1;31m70b\u001b[0m\u0000 int4\u007f')).toBe('70b  int4 ')
    expect(printable('显存\u202e存显\u2069')).toBe('显存 存显 ')
    expect(printable('\u001b]8;;http://a\u0007link\u001b]8;;\u0007')).toBe(' link ')
    expect(printable('\udc00')).toBe('\ufffd')
    expect(printable('👨‍👩‍👧 e\u0301')).toBe('👨‍👩‍👧 e\u0301')
  })
})

describe('wrapping', () => {
  it('breaks English at spaces and cuts only what is longer than a line', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three'])
    expect(wrap('meta-llama/Llama-3.1-70B yes', 10)).toEqual(['meta-llama', '/Llama-3.1', '-70B yes'])
    expect(wrap('', 10)).toEqual([])
    expect(wrap('   ', 10)).toEqual([])
  })

  it('breaks Chinese between characters, with no mark at the wrong end of a line', () => {
    expect(wrap('需要显存，放不下', 8)).toEqual(['需要显', '存，放不', '下'])
    expect(wrap('可用（放不下）', 6)).toEqual(['可用', '（放不', '下）'])
    expect(wrap('单张4090放不下', 8)).toEqual(['单张4090', '放不下'])
  })

  it('keeps together what a no-break space joins', () => {
    expect(wrap('about 43\u00a0GiB', 9)).toEqual(['about', '43\u00a0GiB'])
  })
})
