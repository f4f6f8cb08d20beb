import type { SKRSContext2D } from '@napi-rs/canvas'
import { clipped, fontOf, sizes } from './lettering.ts'
import { palette } from './palette.ts'

/** Pixels. Half of it is still read where a chat shows the picture small. */
export const width = 800
export const margin = 24

/** What a colour stands for, and what is said of it. */
export interface LegendItem {
  readonly color: string
  readonly text: string
}

interface Placed extends LegendItem {
  readonly x: number
  readonly line: number
}

const legendLine = 28
const swatch = 16
const titleEnd = 84

/** Title, what is shown, and what the colours mean. */
export interface Header {
  /** Pixels it takes from the top. */
  readonly height: number
  draw(): void
}

export function headerOf(
  pen: SKRSContext2D,
  { title, axis }: { readonly title: string; readonly axis: string },
  legend: readonly LegendItem[],
): Header {
  const items = placed(pen, legend)
  const lines = (items.at(-1)?.line ?? -1) + 1
  return {
    height: titleEnd + lines * legendLine + 6,
    draw() {
      write(pen, title, { x: margin, y: 40, size: sizes.title, color: palette.text })
      write(pen, axis, { x: margin, y: 70, size: sizes.small, color: palette.quiet })
      for (const { color, text, x, line } of items) {
        const y = titleEnd + line * legendLine + 18
        pen.fillStyle = color
        pen.fillRect(x, y - 13, swatch, swatch)
        write(pen, text, { x: x + swatch + 8, y, size: sizes.small, color: palette.text })
      }
    },
  }
}

/** One after the other, each whole, on as many lines as that takes. */
function placed(pen: SKRSContext2D, legend: readonly LegendItem[]): readonly Placed[] {
  pen.font = fontOf(sizes.small)
  let [x, line] = [margin, 0]
  return legend.map((item) => {
    const needs = swatch + 8 + pen.measureText(item.text).width
    if (x > margin && x + needs > width - margin) [x, line] = [margin, line + 1]
    const here = { ...item, x, line }
    x += needs + 26
    return here
  })
}

interface Place {
  readonly x: number
  /** Of the baseline. */
  readonly y: number
  readonly size: number
  readonly color: string
  readonly align?: 'left' | 'right'
  /** Absent: as far as the margin on the other side. */
  readonly room?: number
}

/** One line of text, clipped to its room. */
export function write(pen: SKRSContext2D, text: string, { x, y, size, color, align = 'left', room }: Place): void {
  pen.font = fontOf(size)
  pen.fillStyle = color
  pen.textAlign = align
  pen.textBaseline = 'alphabetic'
  const free = room ?? (align === 'left' ? width - margin - x : x - margin)
  pen.fillText(
    clipped(text, free, (part) => pen.measureText(part).width),
    x,
    y,
  )
}

/** Pixels a text takes. */
export function widthOf(pen: SKRSContext2D, text: string, size: number): number {
  pen.font = fontOf(size)
  return pen.measureText(text).width
}
