import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart as Drawing,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
} from 'chart.js'
import type { Chart } from '../cards/chart.ts'
import { comparisonPlot, memoryPlot } from './bars.ts'
import { width } from './header.ts'
import { loadLettering } from './lettering.ts'
import type { Plot } from './plot.ts'
import { trendPlot } from './trend.ts'

Drawing.register(BarController, BarElement, LineController, LineElement, PointElement, CategoryScale, LinearScale)

/**
 * The chart as a PNG, 800 pixels wide and as high as it has rows. Takes some 30 ms, most of them beside the event loop. Import this file
 * when there is something to draw: it brings a drawing library and a typeface of ten megabytes.
 */
export async function drawChart(chart: Chart): Promise<Buffer> {
  loadLettering()
  const canvas = createCanvas(width, 1)
  const pen = canvas.getContext('2d')
  const { height, config } = plotOf(pen, asFineAsSeen(chart))
  canvas.height = height
  const drawing = new Drawing(canvas as never, config)
  try {
    return await canvas.encode('png')
  } finally {
    drawing.destroy()
  }
}

/** What is smaller is nothing beside what is drawn, in whatever unit; what is larger nothing there is. */
const smallest = 1e-6
const largest = 1e15

/** An axis of chart.js on which next to nothing is to be marked counts its decimals for ever. */
function asFineAsSeen(chart: Chart): Chart {
  const seen = (value: number) => (value < smallest ? 0 : Math.min(largest, Number(value.toPrecision(6))))
  return JSON.parse(JSON.stringify(chart, (_, value: unknown) => (typeof value === 'number' ? seen(value) : value)))
}

function plotOf(pen: SKRSContext2D, chart: Chart): Plot {
  switch (chart.kind) {
    case 'memory':
      return memoryPlot(pen, chart)
    case 'comparison':
      return comparisonPlot(pen, chart)
    case 'trend':
      return trendPlot(pen, chart)
  }
}
