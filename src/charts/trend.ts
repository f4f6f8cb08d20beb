import type { SKRSContext2D } from '@napi-rs/canvas'
import type { ChartConfiguration } from 'chart.js'
import type { TrendChart } from '../cards/chart.ts'
import { headerOf, margin } from './header.ts'
import { palette, seriesColor } from './palette.ts'
import { ground, type Plot, still, tickFont, tickText } from './plot.ts'

const plotHeight = 290
const dayMs = 86_400_000

const numberOf = (day: string) => Date.parse(day) / dayMs
const dayOf = (number: number) => new Date(number * dayMs).toISOString().slice(0, 10)

const mostTicks = 6

/** Whole days from the first to the last, as evenly as may be. */
function spread(first: number, last: number): readonly number[] {
  const steps = Math.min(mostTicks - 1, last - first)
  if (steps <= 0) return [first]
  return Array.from({ length: steps + 1 }, (_, step) => Math.round(first + ((last - first) * step) / steps))
}

export function trendPlot(pen: SKRSContext2D, chart: TrendChart): Plot {
  const legend = chart.lines.map(({ label, text }, line) => ({ color: seriesColor(line), text: `${label}  ${text}` }))
  const header = headerOf(pen, chart, legend)
  const height = header.height + plotHeight
  const days = chart.lines.flatMap(({ points }) => points.map(({ day }) => numberOf(day)))
  const [first, last] = days.length === 0 ? [0, 1] : [Math.min(...days), Math.max(...days)]
  const config: ChartConfiguration<'line'> = {
    type: 'line',
    data: {
      datasets: chart.lines.map(({ points }, line) => ({
        data: points.map(({ day, value }) => ({ x: numberOf(day), y: value })),
        borderColor: seriesColor(line),
        backgroundColor: seriesColor(line),
        borderWidth: 3,
        clip: false,
        // Days without a price between them are seen as such while there is room for points.
        pointRadius: points.length > 45 ? 0 : 3,
        // The second line is told from the first without its colour.
        borderDash: line % 2 === 1 ? [8, 5] : [],
      })),
    },
    options: {
      ...still,
      layout: { padding: { top: header.height, left: margin, right: margin + 24, bottom: 10 } },
      scales: {
        x: {
          type: 'linear',
          afterBuildTicks: (scale) => {
            scale.ticks = spread(scale.min, scale.max).map((value) => ({ value }))
          },
          min: first,
          max: last,
          grid: { display: false },
          border: { color: palette.edge },
          ticks: { color: palette.quiet, font: tickFont, maxRotation: 0, autoSkip: false, callback: (day) => dayOf(Number(day)) },
        },
        y: {
          beginAtZero: true,
          grace: '5%',
          grid: { color: palette.grid },
          border: { display: false },
          ticks: { color: palette.quiet, font: tickFont, maxTicksLimit: 6, callback: tickText },
        },
      },
    },
    plugins: [ground(pen, height, header)],
  }
  return { height, config: config as ChartConfiguration }
}
