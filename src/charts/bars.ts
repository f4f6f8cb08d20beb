import type { SKRSContext2D } from '@napi-rs/canvas'
import type { ChartConfiguration, Plugin, Scale } from 'chart.js'
import type { ComparisonChart, MemoryChart } from '../cards/chart.ts'
import { headerOf, margin, width, widthOf, write } from './header.ts'
import { sizes } from './lettering.ts'
import { palette, seriesColor } from './palette.ts'
import { ground, type Plot, still, tickFont, tickText } from './plot.ts'

/** A row is its label and its figure, and the bar under them. */
const rowHeight = 58
const barHeight = 18
const ticksHeight = 34
/** The words of the first row reach so far above it. */
const overhang = 8

interface Bar {
  readonly label: string
  readonly text: string
  readonly textColor: string
  readonly pieces: readonly { readonly value: number; readonly color: string }[]
  /** What it may fill, drawn behind it. */
  readonly limit?: number
  readonly range?: readonly [number, number]
}

/** As far as the axis goes, in longest bars and smallest limits: one large machine would else dwarf what is compared. */
const farthest = { bars: 2.5, limits: 1.25 }

export function memoryPlot(pen: SKRSContext2D, chart: MemoryChart): Plot {
  const legend = chart.parts.map((text, part) => ({ color: seriesColor(part), text }))
  const bars = chart.rows.map(({ label, text, verdict, values, limit }): Bar => {
    const pieces = values.map((value, part) => ({ value, color: seriesColor(part) }))
    const textColor = verdict === undefined ? palette.text : palette.verdict[verdict]
    return { label, text, textColor, pieces, ...(limit !== undefined && { limit }) }
  })
  return barPlot(pen, chart, legend, bars)
}

export function comparisonPlot(pen: SKRSContext2D, chart: ComparisonChart): Plot {
  const bars = chart.rows.map(({ label, text, value = 0, low, high, best }): Bar => {
    const color = best ? palette.best : palette.bar
    const range = low === undefined || high === undefined || low >= high ? undefined : ([low, high] as const)
    return { label, text, textColor: best ? palette.best : palette.text, pieces: [{ value, color }], ...(range && { range }) }
  })
  return barPlot(pen, chart, [], bars)
}

const lengthOf = ({ pieces }: Bar) => pieces.reduce((sum, { value }) => sum + value, 0)

function barPlot(
  pen: SKRSContext2D,
  chart: MemoryChart | ComparisonChart,
  legend: Parameters<typeof headerOf>[2],
  bars: readonly Bar[],
): Plot {
  const header = headerOf(pen, chart, legend)
  const top = header.height + overhang
  const height = top + bars.length * rowHeight + ticksHeight
  const longest = Math.max(...bars.map((bar) => Math.max(lengthOf(bar), bar.range?.[1] ?? 0)), 0)
  const limits = bars.flatMap(({ limit }) => limit ?? [])
  const end = Math.min(Math.max(longest, ...limits), Math.max(longest * farthest.bars, Math.min(...limits) * farthest.limits))
  const pieces = Math.max(...bars.map((bar) => bar.pieces.length), 0)
  const config: ChartConfiguration<'bar'> = {
    type: 'bar',
    data: {
      labels: bars.map((_, row) => row),
      datasets: Array.from({ length: pieces }, (_, piece) => ({
        data: bars.map((bar) => bar.pieces[piece]?.value || null),
        backgroundColor: bars.map((bar) => bar.pieces[piece]?.color ?? palette.bar),
        barThickness: barHeight,
        // A part that exists is never invisible, and parts are told apart without their colours.
        minBarLength: 2,
        borderColor: palette.ground,
        borderWidth: { right: 1 },
        borderSkipped: false,
      })),
    },
    options: {
      ...still,
      indexAxis: 'y',
      layout: { padding: { top, left: margin, right: margin, bottom: 8 } },
      scales: {
        x: {
          stacked: true,
          min: 0,
          max: end * 1.02 || 1,
          grid: { color: palette.grid },
          border: { display: false },
          ticks: { color: palette.quiet, font: tickFont, maxTicksLimit: 8, includeBounds: false, callback: tickText },
        },
        y: { stacked: true, display: false },
      },
    },
    plugins: [ground(pen, height, header), rows(pen, bars)],
  }
  return { height, config: config as ChartConfiguration }
}

/** What each bar may fill, behind it; what it is called and what it says, above it. */
function rows(pen: SKRSContext2D, bars: readonly Bar[]): Plugin<'bar'> {
  return {
    id: 'rows',
    beforeDatasetsDraw({ scales: { x, y } }) {
      for (const [row, { limit }] of bars.entries()) {
        if (x === undefined || y === undefined || limit === undefined) continue
        track(pen, x, y.getPixelForValue(row), limit)
      }
    },
    afterDatasetsDraw({ scales: { x, y } }) {
      for (const [row, bar] of bars.entries()) {
        if (x === undefined || y === undefined) continue
        const at = y.getPixelForValue(row)
        if (bar.limit !== undefined && bar.limit <= x.max) upright(pen, x.getPixelForValue(bar.limit), at, barHeight / 2 + 4, bar.textColor)
        if (bar.range !== undefined) whisker(pen, x, bar.range, at)
        const baseline = at - barHeight / 2 - 8
        write(pen, bar.text, { x: width - margin, y: baseline, size: sizes.label, color: bar.textColor, align: 'right' })
        const room = width - 2 * margin - widthOf(pen, bar.text, sizes.label) - 20
        write(pen, bar.label, { x: margin, y: baseline, size: sizes.label, color: palette.text, room: Math.max(0, room) })
      }
    },
  }
}

/** One that goes on beyond the axis ends in a point. */
function track(pen: SKRSContext2D, x: Scale, y: number, limit: number): void {
  const goesOn = limit > x.max
  const end = goesOn ? x.right - barHeight / 2 : x.getPixelForValue(limit)
  pen.fillStyle = palette.track
  pen.beginPath()
  pen.moveTo(x.left, y - barHeight / 2)
  pen.lineTo(end, y - barHeight / 2)
  if (goesOn) pen.lineTo(x.right, y)
  pen.lineTo(end, y + barHeight / 2)
  pen.lineTo(x.left, y + barHeight / 2)
  pen.fill()
}

function upright(pen: SKRSContext2D, x: number, y: number, half: number, color: string): void {
  // With an edge of the ground, so that it is seen on a bar too.
  pen.fillStyle = palette.ground
  pen.fillRect(x - 4, y - half, 8, half * 2)
  pen.fillStyle = color
  pen.fillRect(x - 1.5, y - half, 3, half * 2)
}

/** Where eight of ten real values should be, over the bar's end: in two tones, so that it is seen on the bar and beside it. */
function whisker(pen: SKRSContext2D, x: Scale, [low, high]: readonly [number, number], y: number): void {
  const [from, to] = [x.getPixelForValue(low), x.getPixelForValue(high)]
  for (const [color, thick] of [
    [palette.ground, 6],
    [palette.text, 2],
  ] as const) {
    pen.fillStyle = color
    pen.fillRect(from, y - thick / 2, to - from, thick)
    for (const end of [from, to]) pen.fillRect(end - thick / 2, y - 6 - thick / 4, thick, 12 + thick / 2)
  }
}
