import { createCanvas } from '@napi-rs/canvas'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { chartEn } from '../../src/cards/words/chart.en.ts'
import { chartZh } from '../../src/cards/words/chart.zh.ts'
import { fitEn } from '../../src/cards/words/fit.en.ts'
import { fitZh } from '../../src/cards/words/fit.zh.ts'
import { currencySigns } from '../../src/catalog/currencies.ts'
import { clipped, fontOf, loadLettering } from '../../src/charts/lettering.ts'
import { textsIn } from '../support/word-texts.ts'

beforeAll(loadLettering)

/** What a letter looks like: its pixels, as text. */
function look(letter: string): string {
  const pen = createCanvas(48, 48).getContext('2d')
  pen.font = fontOf(32)
  pen.fillText(letter, 6, 36)
  return Buffer.from(pen.getImageData(0, 0, 48, 48).data).toString('base64')
}

describe('the lettering', () => {
  it('has every letter a chart is worded in, in both languages and every currency', () => {
    const missing = [look('\u{f0000}'), look('\u{10fffd}'), look('')]
    const worded = textsIn([chartEn, chartZh, fitEn.memory, fitZh.memory, fitEn.table, fitZh.table, currencySigns])
    const words = [...worded.values()].flat().join('')
    const letters = [...new Set(words)].filter((letter) => letter.trim() !== '')
    expect(letters.length).toBeGreaterThan(150)
    expect(letters.filter((letter) => missing.includes(look(letter)))).toEqual([])
  })

  it('draws Chinese letters as themselves', () => {
    const looks = [...'显存权重缓存价格'].map(look)
    expect(new Set(looks).size).toBe(new Set('显存权重缓存价格').size)
  })
})

describe('a text without room', () => {
  const byLetter = (text: string) => [...text].length * 10

  it('keeps its beginning and ends in an ellipsis', () => {
    expect(clipped('RTX 4090', 80, byLetter)).toBe('RTX 4090')
    expect(clipped('Llama-3.3-70B-Instruct', 100, byLetter)).toBe('Llama-3.3…')
    expect(clipped('显存组成与上限', 40, byLetter)).toBe('显存组…')
    expect(clipped('anything', 0, byLetter)).toBe('…')
  })

  it('never takes more than there is, where there is room for an ellipsis', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 10, max: 400 }), (text, room) => {
        const kept = clipped(text, room, byLetter)
        expect(byLetter(kept)).toBeLessThanOrEqual(room)
        expect(kept === text || kept.endsWith('…')).toBe(true)
      }),
    )
  })
})
