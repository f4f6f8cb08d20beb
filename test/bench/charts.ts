import { commands } from '../../commands/index.ts'
import type { Chart } from '../../src/cards/chart.ts'
import { chartImages } from '../../src/charts/images.ts'
import { createHeadroom } from '../../src/headroom.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import { createCache } from '../../src/storage/cached.ts'
import { openStore } from '../../src/storage/open.ts'
import { asShipped, startRedis } from '../support/redis-server.ts'
import { at, label, ms } from './figures.ts'

const asked = [
  ['fit', '70b int4'],
  ['price', 'h100'],
  ['compare', 'h100 vs a100 vs 4090'],
] as const

/** A chart drawn, and one that was drawn before: from Redis in another process, and from this one. */
export async function benchCharts(): Promise<void> {
  const charts = chartsOfAnswers()
  const chart = (index: number) => charts[index % charts.length] ?? raise()
  const drawing = chartImages(undefined)
  await report('chart, drawn', 60, (index) => drawing.png(chart(index)), '20 to 50')
  const server = await startRedis(asShipped)
  const store = await openStore({ redisUrl: server.url, dataFolder: '' })
  const here = chartImages(createCache(store))
  for (const one of charts) await here.png(one)
  // A cache that has seen nothing stands for another process each time.
  await report('chart, drawn before, from Redis', 600, (index) => chartImages(createCache(store)).png(chart(index)), 'at most 2')
  await report('chart, drawn before, from this process', 600, (index) => here.png(chart(index)))
  await store.close()
  await server.remove()
}

function chartsOfAnswers(): readonly Chart[] {
  const headroom = createHeadroom(commands, { prices: bundledPrices })
  return asked.flatMap(([name, text]) => {
    const command = commands.find((one) => one.name === name)
    const reply = headroom.reply(text, { now: new Date(), zone: 'UTC' }, command)
    return reply.kind === 'answer' ? (reply.answer.card.chart ?? []) : []
  })
}

function raise(): never {
  throw new Error('no answer has a chart')
}

/** The first tenth is thrown away: the engine is still compiling. */
async function report(what: string, runs: number, work: (index: number) => Promise<unknown>, wanted?: string): Promise<void> {
  const taken: number[] = []
  for (let index = 0; index < runs; index += 1) {
    const begun = performance.now()
    await work(index)
    taken.push(performance.now() - begun)
  }
  const sorted = taken.slice(runs / 10).toSorted((a, b) => a - b)
  console.log(`${label(what)} median ${ms(at(sorted, 0.5))}, p99 ${ms(at(sorted, 0.99))}${wanted === undefined ? '' : ` (${wanted})`}`)
}
