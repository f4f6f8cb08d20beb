// `npm run bench` runs what takes seconds; `npm run bench -- redis` runs those that are named, whatever they take.
import { benchAnswers } from './bench/answers.ts'
import { benchCards } from './bench/cards.ts'
import { benchCharts } from './bench/charts.ts'
import { benchDiscord } from './bench/discord.ts'
import { botOfBench, runDeferringBot } from './bench/discord-bot.ts'
import { benchPrices } from './bench/prices.ts'
import { benchRedis } from './bench/redis.ts'
import { benchStart } from './bench/start.ts'

interface Bench {
  /** Takes seconds, so it runs where none is named. */
  readonly fast: boolean
  run(): void | Promise<void>
}

const benches: ReadonlyMap<string, Bench> = new Map([
  ['answers', { fast: true, run: benchAnswers }],
  ['start', { fast: true, run: benchStart }],
  ['charts', { fast: true, run: benchCharts }],
  ['prices', { fast: true, run: benchPrices }],
  ['redis', { fast: false, run: benchRedis }],
  ['cards', { fast: false, run: benchCards }],
  ['discord', { fast: false, run: benchDiscord }],
  [botOfBench, { fast: false, run: runDeferringBot }],
])

const named = process.argv.slice(2)
const unknown = named.filter((name) => !benches.has(name))
if (unknown.length > 0) {
  console.error(`No bench called ${unknown.join(', ')}: there is ${[...benches.keys()].join(', ')}.`)
  process.exit(2)
}
for (const [name, { fast, run }] of benches) if (named.length === 0 ? fast : named.includes(name)) await run()
