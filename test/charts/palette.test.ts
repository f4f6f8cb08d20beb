import { describe, expect, it } from 'vitest'
import { palette, seriesColor } from '../../src/charts/palette.ts'

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const texts = [palette.text, palette.quiet, palette.best, ...Object.values(palette.verdict)]
const bars = [...palette.series, palette.bar, palette.best]

describe('the colours', () => {
  it('are told apart as well as WCAG asks: text 7 : 1, bars 4.5 : 1 against the ground', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(Math.min(...texts.map((color) => contrast(color, palette.ground)))).toBeGreaterThan(7)
    expect(Math.min(...bars.map((color) => contrast(color, palette.ground)))).toBeGreaterThan(4.5)
  })

  it('bring their own ground, which is seen on white and is no brighter than a dark chat', () => {
    expect(contrast(palette.ground, '#ffffff')).toBeGreaterThan(12)
    expect(luminance(palette.ground)).toBeLessThan(luminance('#313338'))
  })

  it('show what is still free without hiding a bar on it', () => {
    expect(contrast(palette.track, palette.ground)).toBeGreaterThan(1.4)
    expect(Math.min(...bars.map((color) => contrast(color, palette.track)))).toBeGreaterThan(3)
  })

  it('are different for each part, and begin again after the last', () => {
    expect(new Set(palette.series).size).toBe(palette.series.length)
    expect(seriesColor(palette.series.length)).toBe(seriesColor(0))
  })
})
