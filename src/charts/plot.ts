import type { SKRSContext2D } from '@napi-rs/canvas'
import type { ChartConfiguration, Plugin } from 'chart.js'
import { type Header, width } from './header.ts'
import { family, sizes } from './lettering.ts'
import { palette } from './palette.ts'

/** How a kind of chart is drawn: the size of the picture in pixels, and what chart.js is told. */
export interface Plot {
  readonly height: number
  readonly config: ChartConfiguration
}

/** Of every kind alike: no animation, nothing of chart.js's own around the plot. */
export const still = { responsive: false, animation: false, devicePixelRatio: 1 } as const

export const tickFont = { family, size: sizes.small } as const

/** `0.3` where the arithmetic of the axis says 0.30000000000000004. */
export const tickText = (value: number | string) => String(Number(Number(value).toPrecision(10)))

/** Ground and header are painted before anything else. */
export function ground(pen: SKRSContext2D, height: number, header: Header): Plugin {
  return {
    id: 'ground',
    beforeDraw() {
      pen.fillStyle = palette.ground
      pen.fillRect(0, 0, width, height)
      header.draw()
    },
  }
}
