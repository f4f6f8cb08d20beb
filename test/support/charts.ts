import { createCanvas, loadImage } from '@napi-rs/canvas'
import { commands } from '../../commands/index.ts'
import type { Chart, ComparisonChart, MemoryChart, TrendChart } from '../../src/cards/chart.ts'
import type { Language } from '../../src/language/question.ts'
import { noon } from './read.ts'
import { headroom } from './replies.ts'

/** The answer a command gives, with the prices the program carries. Throws where it is a refusal. */
export function answerOf(command: string, text: string, language?: Language) {
  const options = { ...noon, language }
  const reply = headroom.reply(
    text,
    options,
    commands.find(({ name }) => name === command),
  )
  if (reply.kind === 'refusal') throw reply.error
  return reply.answer
}

export const chartOf = (command: string, text: string, language?: Language): Chart | undefined =>
  answerOf(command, text, language).card.chart

export const memory: MemoryChart = {
  kind: 'memory',
  title: '70B',
  axis: 'GiB',
  unit: 'GiB',
  alt: 'two sets',
  parts: ['权重', 'KV 缓存'],
  rows: [
    { label: 'RTX A6000 48 GB', text: '42 / 46', values: [39.6, 2.4], limit: 46, verdict: 'fits' },
    { label: 'RTX 4090 24 GB', text: '42 / 23', values: [39.6, 2.4], limit: 23, verdict: 'no' },
  ],
}

export const comparison: ComparisonChart = {
  kind: 'comparison',
  title: '8B',
  axis: 'tokens per second',
  unit: 'tok/s',
  alt: 'three cards',
  rows: [
    { label: 'H100', text: '110', value: 110, low: 57, high: 160, best: true },
    { label: 'RTX 4090', text: '55', value: 55 },
    { label: 'RTX 3060', text: 'does not hold it' },
  ],
}

export const trend: TrendChart = {
  kind: 'trend',
  title: 'H100',
  axis: 'US dollars',
  unit: '$/h',
  alt: 'three days',
  lines: [
    {
      label: 'median',
      text: '$3 → $2',
      points: [
        { day: '2026-11-19', value: 3 },
        { day: '2026-11-20', value: 2.5 },
        { day: '2026-11-21', value: 2 },
      ],
    },
  ],
}

/** Pixels of a PNG: how many there are of a colour, `#rrggbb`. */
export async function pixelsOf(png: Buffer) {
  const image = await loadImage(png)
  const pen = createCanvas(image.width, image.height).getContext('2d')
  pen.drawImage(image, 0, 0)
  const { data } = pen.getImageData(0, 0, image.width, image.height)
  const counts = new Map<string, number>()
  let opaque = true
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha] = data.subarray(at, at + 4)
    const color = `#${((red << 16) | (green << 8) | blue).toString(16).padStart(6, '0')}`
    counts.set(color, (counts.get(color) ?? 0) + 1)
    if (alpha !== 255) opaque = false
  }
  return { width: image.width, height: image.height, opaque, of: (color: string) => counts.get(color) ?? 0 }
}
